"""The door to panels: chosen seats followed week by week, in one scenario or in several on the same luck."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import pandas as pd

from copsim.config.scenario import Scenario
from copsim.config.shocks import seats_of
from copsim.errors import InputError
from copsim.observation.columns import dictionary
from copsim.observation.courses import beginning, watch
from copsim.observation.following import Following
from copsim.observation.selection import Selection, Who
from copsim.removal import Removal
from copsim.runs import Run, Runs, money_terms
from copsim.simulation import ONE_ARM
from copsim.state.world import World

MOST_ROWS = 2_000_000
LABELS = ("arm", "seed", "week", "seat", "hire_week", "unit", "team", "site", "job_topic")


class Panel:
    """Followed seats of one seed, a row per arm, week and seat.

    table: as of now (in a Mesa model it grows with the weeks). seats: which are followed. runs: the runs that were
    watched, as copsim.simulate returns them. dictionary: unit and meaning of every column.
    """

    def __init__(self, seed: int, followed: Mapping[str, Following], runs: Runs | None = None) -> None:
        self.seed, self.runs = seed, runs
        self._followed = dict(followed)
        self.seats: list[int] = self.following.seats.tolist()

    @property
    def following(self) -> Following:
        """Who keeps the rows of the first arm, for Mesa models."""
        return next(iter(self._followed.values()))

    @property
    def table(self) -> pd.DataFrame:
        """A row per arm, week and seat; "vacant" and "closed" rows have nothing but these."""
        parts = []
        for arm, following in self._followed.items():
            table = following.table()
            table.insert(0, "seed", self.seed)
            table.insert(0, "arm", arm)
            parts.append(table)
        return pd.concat(parts, ignore_index=True)

    def long(self) -> pd.DataFrame:
        """The numbers in long form: arm, seed, week, seat, person, variable, value, unit; without empty seats."""
        table = self.table
        table = table[~table["status"].isin(["vacant", "closed"])]
        measured = [name for name in table.columns if name not in LABELS]
        numbers = [name for name in measured if pd.api.types.is_numeric_dtype(table[name])]
        table = table.astype(dict.fromkeys(numbers, float))
        keys = ["arm", "seed", "week", "seat", "person"]
        melted = table.melt(id_vars=keys, value_vars=numbers, var_name="variable", value_name="value")
        words = self.dictionary
        units = dict(zip(words["column"], words["unit"], strict=True))
        return melted.assign(unit=melted["variable"].map(lambda name: units.get(name, units["expertise_0"])))

    @cached_property
    def dictionary(self) -> pd.DataFrame:
        """Unit and meaning of every column."""
        return dictionary(("panel",))


def panel(
    scenarios: Scenario | Mapping[str, Scenario],
    seed: int,
    who: Who,
    chosen_week: int | None = None,
    without: Removal | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Panel:
    """Follow chosen seats through all reported weeks of one scenario, or of several by name, on one seed.

    who: seats (a number, a list, or "3,17,40-45"), "experts", "community:0" (its members), "random:20" (a sample that
    follows from the seed), or "all". Experts and members are those at the end of the run, or after ``chosen_week``
    weeks; with several scenarios the seats chosen in any of them are followed in all. without: the twin world with
    something removed. progress: called with (weeks done, weeks in all). Errors: InputError, one sentence.
    """
    arms = dict(scenarios) if isinstance(scenarios, Mapping) else {ONE_ARM: scenarios}
    seats = _chosen(arms, seed, who, chosen_week, without)
    total = sum(scenario.weeks for scenario in arms.values())
    refuse_size(len(seats), total)
    done = 0

    def count(_world: object, _week: int) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    followed, runs = {}, []
    for arm, scenario in arms.items():
        followed[arm] = Following(scenario, seats)
        tallies, across = watch(beginning(scenario, seed, without), scenario.weeks, (followed[arm], count))
        runs.append(Run(arm, seed, 0, tallies, across, money_terms(scenario)))
    return Panel(seed, followed, Runs(arms, [seed], runs))


def panel_of(world: World, scenario: Scenario, seed: int, week: int, who: Who) -> Panel:
    """A panel of seats chosen in a world after ``week`` weeks, for a model to show its coming weeks to.

    Errors: InputError for nobody to follow, or too many.
    """
    o = scenario.organization
    selection = Selection(who, seats_of(scenario), o.communities, seed)
    seats = selection.seats(world)
    if not seats:
        raise selection.none(week)
    refuse_size(len(seats), scenario.weeks - week)
    return Panel(seed, {ONE_ARM: Following(scenario, seats)})


def refuse_size(seats: int, weeks: int) -> None:
    """Refuse a table that nobody could open. Errors: InputError."""
    if seats * weeks > MOST_ROWS:
        raise InputError(
            f"the panel would have {seats * weeks:,} rows ({seats:,} seats in {weeks:,} weeks), and {MOST_ROWS:,} are "
            "the most; follow fewer seats, for instance random:100, or fewer weeks"
        )


def _chosen(
    arms: Mapping[str, Scenario], seed: int, who: Who, chosen_week: int | None, without: Removal | None
) -> Sequence[int]:
    """Seats meant in any of the arms. Errors: InputError for none."""
    if not arms:
        raise InputError("there is no scenario to follow people in; give at least one")
    last = min(scenario.weeks for scenario in arms.values())
    week = last if chosen_week is None else chosen_week
    if isinstance(week, bool) or not isinstance(week, int) or not 0 <= week <= last:
        raise InputError(f"people are chosen after 0 to {last} weeks, got {chosen_week!r}; name one of these")
    found: set[int] = set()
    for scenario in arms.values():
        o = scenario.organization
        selection = Selection(who, seats_of(scenario), o.communities, seed)
        if selection.fixed is not None:
            found.update(selection.fixed)
            continue
        course = beginning(scenario, seed, without)
        if week > 0:
            watch(course, week, ())
        found.update(selection.seats(course.world))
    if not found:
        raise selection.none(week)
    return sorted(found)
