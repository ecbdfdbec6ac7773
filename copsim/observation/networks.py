"""Doors to networks: of a scenario and seed at a week, or of several scenarios at several weeks on the same luck."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import pandas as pd

from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.observation.columns import dictionary
from copsim.observation.courses import beginning, watch
from copsim.observation.exchanges import WEEKS, Exchanges
from copsim.observation.network import Network, check_strength, network_of
from copsim.removal import Removal
from copsim.simulation import ONE_ARM

TABLES = ("people", "ties", "learning", "memberships", "communities")


class Networks:
    """Networks by arm and week, on one seed. Iterate over them, or look one up: ``networks["mandated", 52]``.

    people, ties, learning, memberships, communities: their tables together, with arm, seed and week. overview: a row
    a network. dictionary: unit and meaning of every column.
    """

    def __init__(self, networks: Iterable[Network]) -> None:
        self._networks = {(network.arm, network.week): network for network in networks}

    def __iter__(self) -> Iterator[Network]:
        return iter(self._networks.values())

    def __len__(self) -> int:
        return len(self._networks)

    def __getitem__(self, key: tuple[str, int]) -> Network:
        if key not in self._networks:
            known = ", ".join(f"({arm!r}, {week})" for arm, week in self._networks)
            raise InputError(f"there is no network {key!r}; there are {known}")
        return self._networks[key]

    def of(self, arms: Sequence[str]) -> "Networks":
        """Those of some arms."""
        return Networks(network for network in self if network.arm in arms)

    def table(self, name: str) -> pd.DataFrame:
        """One of the tables, all networks together."""
        return pd.concat([_keyed(network, getattr(network, name)) for network in self], ignore_index=True)

    people = cached_property(lambda self: self.table("people"))
    ties = cached_property(lambda self: self.table("ties"))
    learning = cached_property(lambda self: self.table("learning"))
    memberships = cached_property(lambda self: self.table("memberships"))
    communities = cached_property(lambda self: self.table("communities"))

    @cached_property
    def overview(self) -> pd.DataFrame:
        """Each network in numbers."""
        rows = [{"arm": n.arm, "seed": n.seed, "week": n.week, **n.overview} for n in self]
        return pd.DataFrame(rows)

    @property
    def dictionary(self) -> pd.DataFrame:
        """Unit and meaning of every column, by table."""
        return dictionary((*TABLES, "overview"))


def _keyed(network: Network, table: pd.DataFrame) -> pd.DataFrame:
    keys = pd.DataFrame({"arm": network.arm, "seed": network.seed, "week": network.week}, index=table.index)
    return pd.concat([keys, table], axis=1)


def networks(
    scenarios: Scenario | Mapping[str, Scenario],
    seed: int,
    weeks: int | Sequence[int],
    window: int = WEEKS,
    least_strength: float = 0.0,
    without: Removal | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Networks:
    """Networks of one scenario, or of several by name, after the given numbers of reported weeks, on one seed.

    weeks: 0 is the start, under the policy of week 0; the horizon is the end. window: weeks over which learning and
    contributions are counted. least_strength: ties below it are left out. without: the twin world with something
    removed. progress: called with (networks done, networks in all). Errors: InputError, one sentence.
    """
    arms = dict(scenarios) if isinstance(scenarios, Mapping) else {ONE_ARM: scenarios}
    asked = _weeks(arms, weeks)
    check_strength(least_strength)
    Exchanges(window)
    found: list[Network] = []
    for arm, scenario in arms.items():
        course, exchanges = beginning(scenario, seed, without), Exchanges(window)
        for week in asked:
            if course.week < week - window:
                watch(course, week - window, ())
            if course.week < week:
                watch(course, week, (exchanges,))
            found.append(network_of(course.world, scenario, seed, week, exchanges, least_strength, arm))
            if progress is not None:
                progress(len(found), len(arms) * len(asked))
    return Networks(found)


def network(
    scenario: Scenario,
    seed: int,
    week: int,
    window: int = WEEKS,
    least_strength: float = 0.0,
    without: Removal | None = None,
) -> Network:
    """The network of a scenario and seed after ``week`` reported weeks; arguments as of :func:`networks`."""
    return next(iter(networks(scenario, seed, week, window, least_strength, without)))


def _weeks(arms: Mapping[str, Scenario], weeks: int | Sequence[int]) -> list[int]:
    """Weeks in order. Errors: InputError for none, repeated ones, no whole number, or one past a horizon."""
    if not arms:
        raise InputError("there is no scenario to look at; give at least one")
    asked = [weeks] if isinstance(weeks, int) else list(weeks)
    last = min(scenario.weeks for scenario in arms.values())
    for week in asked:
        if isinstance(week, bool) or not isinstance(week, int):
            raise InputError(f"week {week!r} is refused: a week is a whole number from 0 to {last}")
        if not 0 <= week <= last:
            raise InputError(
                f"week {week} is refused: the scenario has weeks 0 to {last}; name one of them, or lengthen weeks"
            )
    if not asked:
        raise InputError(f"no week is named; name one or more from 0 to {last}")
    if len(set(asked)) < len(asked):
        raise InputError(f"a week is named twice among {', '.join(map(str, asked))}; name each once")
    return sorted(asked)
