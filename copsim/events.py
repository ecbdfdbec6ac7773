"""The ledger as a table, and what a twin's ledger imposes on a yoked mandate."""

import numpy as np
import pandas as pd

from copsim.mechanisms.yoke import CHANGE, Yoke
from copsim.state import ledger
from copsim.state.world import FINE, World

COLUMNS = (
    "arm",
    "seed",
    "week",
    "hour",
    "kind",
    "opportunity",
    "seat",
    "hire_week",
    "other_seat",
    "other_hire_week",
    "unit",
    "community",
    "topic",
    "channel",
    "amount",
    "unit_of_amount",
    "value",
)
DICTIONARY = pd.DataFrame(
    [
        ("week", "week", "Reported week"),
        (
            "hour",
            "h",
            "Hours from the question to the answer (kind answer, channel query; kind post: to the first), else 0",
        ),
        ("kind", "", "What happened: " + ", ".join(ledger.KINDS)),
        (
            "opportunity",
            "",
            "Identity of the problem in every world; its parts after the first have 2, 4 and 6 more; -1 for none",
        ),
        ("seat", "", "Seat of who acts or gains; -1 if nobody did"),
        ("hire_week", "week", "Reported week in which that person was hired (negative: before week 0)"),
        ("other_seat", "", "Seat of the other person; -1 for none"),
        ("other_hire_week", "week", "Reported week in which the other person was hired"),
        ("unit", "", "Unit of the seat"),
        ("community", "", "Community; -1 for none"),
        ("topic", "", "Topic; -1 for none"),
        ("channel", "", "How: " + ", ".join(ledger.CHANNELS)),
        ("amount", "see unit_of_amount", "How much"),
        ("unit_of_amount", "", "Unit of the amount"),
        (
            "value",
            "",
            "solve: money; help, answer, ask: 1 if it solved the problem; gain: attention; tell: effort; arrive: "
            "difficulty; attend: 1 if an own problem was on the agenda; join: level; introduce: fit as seen; quit and "
            "layoff: tenure in weeks; hire: 1 if the seat is new; part: 1 for the last; offer: "
            "chance of acceptance; contact: 1 for small talk; codify: effort; "
            "consult: 1 if it solved the problem; mentor: strength of the tie; train: attention; "
            "see to adopt: worth of the idea; bring: 1 if the unit took it over; gather: 0 workshop, 1 conference, 2 "
            "fair",
        ),
    ],
    columns=["column", "unit", "meaning"],
)


class Recorder:
    """Collects the events of each week from a running world."""

    def __init__(self, warmup_weeks: int, kinds: tuple[int, ...] | None = None) -> None:
        self.warmup_weeks = warmup_weeks
        self.kinds = kinds
        self.weeks: list[dict[str, np.ndarray]] = []

    def __call__(self, world: World, week: int) -> None:
        """Keep this week's events (of the wanted kinds)."""
        events, people = world.events, world.people
        count = int(world.totals.events[0])
        chosen = np.arange(count)
        if self.kinds is not None:
            chosen = chosen[np.isin(events.kind[:count], self.kinds)]
        by = ("other", "row", "topic", "community", "channel", "opportunity", "kind")
        columns = {name: events[name][chosen] for name in by}
        seats = [people.seat[columns[name]] if name in ("row", "other") else columns[name] for name in by]
        chosen = chosen[np.lexsort(seats)]  # an order that storage cannot change
        row, other = events.row[chosen], events.other[chosen]
        hired, there = row >= 0, other >= 0
        self.weeks.append(
            {
                "week": np.full(len(chosen), week),
                "hour": events.minute[chosen] / 60.0,
                "kind": events.kind[chosen],
                "opportunity": events.opportunity[chosen],
                "seat": np.where(hired, people.seat[row], -1),
                "hire_week": np.where(hired, people.hire[row] - self.warmup_weeks, -1),
                "other_seat": np.where(there, people.seat[other], -1),
                "other_hire_week": np.where(there, people.hire[other] - self.warmup_weeks, -1),
                "unit": np.where(hired, people.unit[row], -1),
                "community": events.community[chosen],
                "topic": events.topic[chosen],
                "channel": events.channel[chosen],
                "amount": events.amount[chosen],
                "value": events.value[chosen],
            }
        )

    def columns(self) -> dict[str, np.ndarray]:
        """All weeks together, codes as in the world."""
        names = [n for n in COLUMNS if n not in ("arm", "seed", "unit_of_amount")]
        return {name: np.concatenate([week[name] for week in self.weeks]) for name in names}

    def table(self, arm: str, seed: int) -> pd.DataFrame:
        """The ledger of one run, in words and natural units."""
        table = pd.DataFrame(self.columns())
        kind = table["kind"].to_numpy()
        fine = np.isin(kind, (ledger.GAIN, ledger.USE, ledger.CODIFY))
        table["amount"] = np.where(fine, table["amount"] / FINE, table["amount"].astype(float))
        table["unit_of_amount"] = _words(ledger.UNITS_OF_AMOUNT, kind)
        table["kind"] = _words(ledger.KINDS, kind)
        table["channel"] = _words(ledger.CHANNELS, table["channel"].to_numpy())
        table.insert(0, "seed", seed)
        table.insert(0, "arm", arm)
        return table[list(COLUMNS)]


def _words(words: tuple[str, ...], codes: np.ndarray) -> pd.Categorical:
    """The word of each code, stored once."""
    categories = sorted(set(words))
    lookup = np.array([categories.index(word) for word in words])
    return pd.Categorical(np.array(categories, dtype=object)[lookup[codes]], categories=categories)


YOKED_KINDS = (ledger.JOIN, ledger.LEAVE, ledger.ATTEND)


def yoke_from(recorder: Recorder, first_week: int, weeks: int, communities: int, hours: bool) -> Yoke:
    """Membership changes and attendance of a twin world, for a mandate that imposes them."""
    c = recorder.columns()
    change = np.isin(c["kind"], (ledger.JOIN, ledger.LEAVE))
    week = c["week"][change] - first_week
    changes = np.zeros(int(change.sum()), dtype=CHANGE).view(np.recarray)
    changes.joins[:] = c["kind"][change] == ledger.JOIN
    for name in ("seat", "community", "channel", "value"):
        changes[name] = c[name][change]
    attendance = np.zeros((weeks, max(communities, 1)), dtype=np.int64)
    came = c["kind"] == ledger.ATTEND
    np.add.at(attendance, (c["week"][came] - first_week, c["community"][came]), 1)
    return Yoke(
        on=1,
        hours=int(hours),
        start=first_week + recorder.warmup_weeks,
        first=np.searchsorted(week, np.arange(weeks + 1)).astype(np.int64),
        change=changes,
        attendance=attendance,
    )
