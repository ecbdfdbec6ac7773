"""One world at one week as a network: people, whom they know, from whom they learned, where they belong."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.observation.exchanges import Exchanges
from copsim.observation.people import LEVEL_WORDS, inside, levels, listed, names_of_keys, people_columns, present
from copsim.observation.roles import members_of, roles_of
from copsim.state.world import FINE, NOBODY, World
from copsim.streams import person_key


@dataclass(frozen=True)
class Network:
    """A world after ``week`` reported weeks (as ``model.week`` and copsim.snapshot count them).

    people: a row a person. ties: a row for each tie that somebody keeps (source keeps target in mind). learning: a row
    for each pair in which target learned from source in the latest ``window`` weeks. memberships: a row for each person
    and community. communities: a row each. seats: unit, team and site of every open seat, vacant or not. Columns:
    ``copsim.observation.columns.DICTIONARY``. ties hold only those of at least ``least_strength``.
    """

    arm: str
    seed: int
    week: int
    window: int
    least_strength: float
    people: pd.DataFrame
    ties: pd.DataFrame
    learning: pd.DataFrame
    memberships: pd.DataFrame
    communities: pd.DataFrame
    seats: pd.DataFrame
    policy: str = ""

    @cached_property
    def overview(self) -> dict[str, float]:
        """The network in numbers; NaN where there is nothing to measure."""
        from copsim.observation.overview import overview

        return overview(self)

    def graph(self, relation: str = "ties") -> "object":
        """A networkx graph of one relation: "ties", "learning" or "memberships" (two-mode).

        Errors: InputError for another relation.
        """
        from copsim.observation.graphs import graph_of

        return graph_of(self, relation)

    def save(self, path: str | Path, relation: str = "ties") -> Path:
        """Write a relation as GraphML, whole or not at all, and return the path.

        Errors: InputError for another relation, or a path that cannot be written.
        """
        from copsim.observation.graphs import save_graphml

        return save_graphml(self, path, relation)


def network_of(
    world: World,
    scenario: Scenario,
    seed: int,
    week: int,
    exchanges: Exchanges | None = None,
    least_strength: float = 0.0,
    arm: str = "run",
) -> Network:
    """The network of a world after ``week`` reported weeks; ``exchanges`` have watched the weeks before it, if any.

    Errors: InputError for a strength outside [0, 1].
    """
    check_strength(least_strength)
    watched = Exchanges(0) if exchanges is None else exchanges
    rows, warmup = present(world), scenario.warmup_weeks
    people = pd.DataFrame(people_columns(world, rows, week, warmup))
    learned = _learning(watched, people, warmup)
    members = roles_of(_memberships(world, rows, people), watched, warmup)
    ties = _ties(world, rows, people, least_strength)
    people = _about_each(world, rows, people, members, watched, warmup)
    communities = _communities(world, members, people)
    tables = people, ties, learned, members, communities, _seats(world)
    return Network(arm, seed, week, watched.seen, least_strength, *tables, _policy(scenario, week))


def _policy(scenario: Scenario, week: int) -> str:
    """What the policy of the week that has just passed is called, or its rule of membership."""
    policy = [policy for start, policy in scenario.policies() if start < max(week, 1)][-1]
    return policy.label or policy.membership.rule


def check_strength(strength: float) -> None:
    """Refuse what is no strength of a tie. Errors: InputError."""
    if isinstance(strength, bool) or not isinstance(strength, int | float) or not 0.0 <= strength <= 1.0:
        raise InputError(f"the least strength of a tie must lie between 0 and 1, got {strength!r}")


def _seats(world: World) -> pd.DataFrame:
    """Where each open seat is, in the order of seats."""
    people = world.people.view(np.ndarray)[world.places.row_of_seat]
    people = people[people["open"] == 1]
    return pd.DataFrame({name: people[name].astype(np.int64) for name in ("seat", "unit", "team", "site")})


def _ties(world: World, rows: np.ndarray, people: pd.DataFrame, least: float) -> pd.DataFrame:
    """Ties kept, by the seats of source and target."""
    seat, kept = world.ties.seat[rows], world.ties.strength[rows]
    here = np.full(world.people.size, NOBODY)
    here[rows] = np.arange(len(rows))
    source, slot = np.nonzero((seat != NOBODY) & (kept >= least * FINE))
    target = here[world.places.row_of_seat[seat[source, slot]]]
    there = target != NOBODY
    source, slot, target = source[there], slot[there], target[there]
    order = np.lexsort((target, source))
    source, slot, target = source[order], slot[order], target[order]
    return _pairs(people, source, target).assign(strength=kept[source, slot] / FINE)


def _learning(exchanges: Exchanges, people: pd.DataFrame, warmup: int) -> pd.DataFrame:
    """Who learned from whom, both still there, by the seats of source and target."""
    table = exchanges.learning()
    place = _place_of_key(people, warmup)
    source, target = table["giver"].map(place), table["taker"].map(place)
    there = (source.notna() & target.notna()).to_numpy()
    table = table[there].assign(source=source[there].astype(int), target=target[there].astype(int))
    table = table.sort_values(["source", "target"], ignore_index=True)
    pairs = _pairs(people, table["source"].to_numpy(), table["target"].to_numpy())
    return pd.concat([pairs, table.drop(columns=["giver", "taker", "source", "target"])], axis=1)


def _place_of_key(people: pd.DataFrame, warmup: int) -> "pd.Series[int]":
    keys = [person_key(seat, hired + warmup) for seat, hired in people[["seat", "hire_week"]].to_numpy().tolist()]
    return pd.Series(np.arange(len(keys)), index=keys)


def _pairs(people: pd.DataFrame, source: np.ndarray, target: np.ndarray) -> pd.DataFrame:
    """Names of both ends, and what they share."""
    person = people["person"].to_numpy()
    shared = {f"same_{what}": people[what].to_numpy()[source] == people[what].to_numpy()[target] for what in SHARED}
    return pd.DataFrame({"source": person[source], "target": person[target], **shared})


SHARED = ("unit", "team", "site")


def _memberships(world: World, rows: np.ndarray, people: pd.DataFrame) -> pd.DataFrame:
    """A row for each person and community, by seat and community."""
    place, community = np.nonzero(inside(world)[rows])
    level = LEVEL_WORDS[levels(world)[rows][place, community]]
    person = people["person"].to_numpy()[place]
    return pd.DataFrame({"person": person, "community": community.astype(np.int64), "level": level})


def _about_each(
    world: World, rows: np.ndarray, people: pd.DataFrame, members: pd.DataFrame, watched: Exchanges, warmup: int
) -> pd.DataFrame:
    """People with where they belong, whom they know, and what they learned and taught in the window."""
    by_person = members.groupby("person")
    first = members.sort_values(["contributions", "attended", "community"], ascending=[False, False, True])
    main = first.drop_duplicates("person").set_index("person")
    learned, role = watched.learning(), _highest(members)
    table = people.assign(
        communities=listed(inside(world)[rows]),
        memberships=people["person"].map(by_person.size()).fillna(0).astype(int),
        main_community=people["person"].map(main["community"]).fillna(NOBODY).astype(int),
        role=[role.get(person, "none") for person in people["person"]],
        ties=np.count_nonzero(world.ties.seat[rows] != NOBODY, axis=1),
        tie_strength=world.people.view(np.ndarray)["embedded"][rows] / FINE,
    )
    for name, end in (("learned", "taker"), ("taught", "giver")):
        sums = learned.groupby(end)["learned"].sum()
        sums.index = pd.Index(names_of_keys(sums.index.to_numpy(dtype=np.int64), warmup), dtype=object)
        table[name] = people["person"].map(sums).fillna(0.0).astype(float)
    return table


def _highest(members: pd.DataFrame) -> dict[str, str]:
    """The role of each person that is closest to the core in any community."""
    order = {"core": 0, "active": 1, "peripheral": 2, "member": 3}
    ranked = members.assign(rank=members["role"].map(order)).sort_values("rank", kind="stable", ascending=False)
    return dict(zip(ranked["person"], ranked["role"], strict=True))


def _communities(world: World, members: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """A row a community, alive or not."""
    numbers = np.arange(world.communities.size)
    about = world.domains.weight
    table = pd.DataFrame(
        {
            "community": numbers,
            "alive": world.communities.view(np.ndarray)["alive"] == 1,
            "topics": listed(about > 0.0),
            "members": [int((members["community"] == q).sum()) for q in numbers],
        }
    )
    for role in ("core", "active", "peripheral"):
        table[role] = [len(members_of(members, q, role)) for q in numbers]
    units = people.set_index("person")["unit"]
    table["units"] = [units[members_of(members, q)].nunique() for q in numbers]
    return table
