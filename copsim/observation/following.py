"""Following seats through a run: a row a seat and week, of what people did in it and of what is true at its end."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from copsim.config.scenario import Scenario
from copsim.observation.people import Columns, expertise_of, inside, listed, names_of_keys, people_columns
from copsim.state import ledger
from copsim.state.world import FINE, NOBODY, USES, Array, Ints, World

GAINS = {
    "work": ledger.WORK,
    "alone": ledger.ALONE,
    "tie": ledger.TIE,
    "meeting": ledger.MEETING,
    "query": ledger.COMMUNITY,
    "practice": ledger.PRACTICE,
    "mentoring": ledger.MENTORING,
    "directory": ledger.DIRECTORY,
    "classroom": ledger.CLASSROOM,
}
TOPIC = re.compile(r"expertise_\d+")
PRESENT, HIRED, LEFT, VACANT, CLOSED = "present", "hired", "left", "vacant", "closed"


class Following:
    """Keeps a row for each of ``seats`` of every week that it is shown; ``following(world, week)`` shows one."""

    def __init__(self, scenario: Scenario, seats: Sequence[int]) -> None:
        self.seats = np.asarray(seats, dtype=np.int64)
        self._warmup = scenario.warmup_weeks
        self._weeks: list[Columns] = []

    def __call__(self, world: World, week: int) -> None:
        """Keep the week that has just passed."""
        rows = world.places.row_of_seat[self.seats].astype(np.int64)
        columns = {"week": np.full(len(rows), week), "status": self._status(world, rows, week)}
        columns |= people_columns(world, rows, week + 1, self._warmup)
        for look in (_state, _hours, _skills):
            columns |= look(world, rows)
        self._weeks.append(columns | _events(world, rows, self._warmup))

    def table(self) -> pd.DataFrame:
        """All weeks, by week and seat. Seats that are vacant or closed have but a number and a status."""
        if not self._weeks:
            return pd.DataFrame({name: [] for name in ("week", "seat", "status", "person")})
        table = pd.DataFrame({name: np.concatenate([week[name] for week in self._weeks]) for name in self._weeks[0]})
        first, last = ["week", "seat", "status", "person"], [name for name in table.columns if TOPIC.fullmatch(name)]
        table = table[[*first, *[name for name in table.columns if name not in {*first, *last}], *last]]
        table = table.astype({**dict.fromkeys(WHOLE, "Int64"), "expert": "boolean"})
        emptied = [name for name in table.columns if name not in ("week", "seat", "status")]
        table.loc[table["status"].isin([VACANT, CLOSED]).to_numpy(), emptied] = pd.NA
        return table

    def _status(self, world: World, rows: Ints, week: int) -> Array:
        people = world.people.view(np.ndarray)
        gone = _of_kind(world, ledger.QUIT, ledger.LAYOFF)["row"]
        here = people["filled"][rows] == 1
        came = people["hire"][rows] == week + self._warmup
        left, closed = np.isin(rows, gone), people["open"][rows] == 0
        states, words = [here & came, here, left, closed], [HIRED, PRESENT, LEFT, CLOSED]
        return np.select(states, words, VACANT).astype(object)


WHOLE = ("hire_week", "unit", "team", "site", "job_topic", "tenure", "memberships", "ties", "contributions", "attended",
         "open_problems")  # fmt: skip


def _of_kind(world: World, *kinds: int) -> Array:
    events = world.events.view(np.ndarray)[: int(world.totals.events[0])]
    return events[np.isin(events["kind"], kinds)]


def _state(world: World, rows: Ints) -> Columns:
    """What people belong to, whom they know, what waits for them, what an hour costs them."""
    people, belongs = world.people.view(np.ndarray), inside(world)[rows]
    problems = world.problems.view(np.ndarray)["row"][: int(world.totals.problems[0])]
    waiting = np.bincount(problems, minlength=len(people))
    known = world.ties.seat[rows] != NOBODY
    return {
        "communities": listed(belongs),
        "memberships": belongs.sum(axis=1),
        "ties": known.sum(axis=1),
        "tie_strength": np.where(known, world.ties.strength[rows], 0).sum(axis=1, dtype=np.int64) / FINE,
        "price": people["price"][rows],
        "open_problems": waiting[rows],
    }


def _hours(world: World, rows: Ints) -> Columns:
    """Hours of the week by use, and in all."""
    minutes = world.minutes[rows].astype(np.int64)
    columns: Columns = {f"hours_{use}": minutes[:, place] / 60.0 for place, use in enumerate(USES)}
    return {**columns, "hours": minutes.sum(axis=1) / 60.0}


def _events(world: World, rows: Ints, warmup: int) -> Columns:
    """What was learned in the week, how and from whom; what was taught; what was done for communities."""
    count = len(world.people)
    gains, acts = _of_kind(world, ledger.GAIN), _of_kind(world, ledger.TELL, ledger.ANSWER, ledger.CODIFY)
    table: Columns = {"gained": _sums(gains["row"], gains["amount"], count)[rows] / FINE}
    for name, channel in GAINS.items():
        ours = gains[gains["channel"] == channel]
        table[f"gained_{name}"] = _sums(ours["row"], ours["amount"], count)[rows] / FINE
    taught = gains[gains["other"] != NOBODY]
    table["gained_from"] = _teachers(world, taught, rows, warmup)
    table["taught"] = _sums(taught["other"], taught["amount"], count)[rows] / FINE
    acts = acts[(acts["row"] != NOBODY) & (acts["community"] != NOBODY)]
    table["contributions"] = np.bincount(acts["row"], minlength=count)[rows]
    table["attended"] = np.bincount(_of_kind(world, ledger.ATTEND)["row"], minlength=count)[rows]
    return table


def _sums(rows: Array, amounts: Ints, count: int) -> Ints:
    """Whole sums by row; their order does not matter."""
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, rows, amounts)
    return total


def _teachers(world: World, taught: Array, rows: Ints, warmup: int) -> Array:
    """Names of those from whom each row learned, most first."""
    key = world.people.view(np.ndarray)["key"]
    place: dict[int, list[int]] = {row: [] for row in rows.tolist()}
    for n in np.flatnonzero(np.isin(taught["row"], rows)).tolist():
        place[int(taught["row"][n])].append(n)
    found = []
    for row in rows.tolist():
        amounts: dict[int, int] = {}
        for n in place[row]:
            giver = int(key[taught["other"][n]])
            amounts[giver] = amounts.get(giver, 0) + int(taught["amount"][n])
        order = sorted(amounts, key=lambda giver: (-amounts[giver], giver))
        found.append(" ".join(names_of_keys(np.array(order, dtype=np.int64), warmup)))
    return np.array(found, dtype=object)


def _skills(world: World, rows: Ints) -> Columns:
    """Expertise by topic."""
    knows = expertise_of(world, rows)
    return {f"expertise_{topic}": knows[:, topic] for topic in range(knows.shape[1])}
