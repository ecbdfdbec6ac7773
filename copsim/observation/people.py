"""People of a world in natural units, and the communities to which they belong."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copsim.state.world import FINE, PASSION, Array, Floats, Ints, World
from copsim.views import LEVELS


def present(world: World) -> Ints:
    """Rows of everybody employed, in the order of seats."""
    people = world.people.view(np.ndarray)
    rows = np.flatnonzero(people["filled"] == 1)
    return rows[np.argsort(people["seat"][rows], kind="stable")]


def names_of(seats: Iterable[int], hire_weeks: Iterable[int]) -> list[str]:
    """Lasting identity in words: "17@-30" sits in seat 17 and was hired in reported week -30."""
    return [f"{seat}@{hired}" for seat, hired in zip(seats, hire_weeks, strict=True)]


def names_of_keys(keys: Ints, warmup_weeks: int) -> list[str]:
    """The same from the keys of people (copsim.streams.person_key)."""
    seats, clocks = keys >> 20, (keys & ((1 << 20) - 1)) - 65536
    return names_of(seats.tolist(), (clocks - warmup_weeks).tolist())


def expertise_of(world: World, rows: Ints) -> Floats:
    """[rows, K] expertise by topic, in [0, 1]."""
    return world.skills.view(np.ndarray)["expertise"][rows] / FINE


Columns = dict[str, Any]  # arrays and lists of equal length by name


def people_columns(world: World, rows: Ints, week: int, warmup_weeks: int) -> Columns:
    """Of each person: who it is, where, since when, and with which skills, after ``week`` reported weeks."""
    people = world.people.view(np.ndarray)[rows]
    knows, topics = expertise_of(world, rows), np.arange(len(rows))
    passion = world.skills.view(np.ndarray)["passion"][rows, people["home"]] / PASSION
    hired = people["hire"].astype(np.int64) - warmup_weeks
    return {
        "person": names_of(people["seat"].tolist(), hired.tolist()),
        "seat": people["seat"].astype(np.int64),
        "hire_week": hired,
        "unit": people["unit"].astype(np.int64),
        "team": people["team"].astype(np.int64),
        "site": people["site"].astype(np.int64),
        "job_topic": people["home"].astype(np.int64),
        "tenure": week - hired,
        "expert": people["expert"] == 1,
        "expertise_job": knows[topics, people["home"]],
        "expertise_mean": knows.mean(axis=1),
        "expertise_total": knows.sum(axis=1),
        "passion_job": passion,
        "assigned_hours": people["assigned"] / 60.0,
        "overload": people["overload"],
    }


def inside(world: World) -> NDArray[np.bool_]:
    """[N, Q] whether each row is a member of each community."""
    bits = world.people.view(np.ndarray)["inside"]
    return (bits[:, None] >> np.arange(world.communities.size)[None, :]) & 1 == 1


def levels(world: World) -> Array:
    """[N, Q] place in LEVELS of each row in each community, 0 where it is no member.

    The one function here that knows how levels are stored; who is a member is told by ``inside`` alone.
    """
    table = world.memberships.view(np.ndarray)[: world.totals.memberships[0]]
    table = table[table["level"] > 0]
    found = np.zeros((world.people.size, world.communities.size), dtype=np.int64)
    found[table["row"], table["community"]] = table["level"]
    return np.where(inside(world), found, 0)


def listed(belongs: NDArray[np.bool_]) -> Array:
    """Numbers of the communities of each row, such as "0 3"."""
    return np.array([" ".join(map(str, np.flatnonzero(row))) for row in belongs], dtype=object)


LEVEL_WORDS = np.array(LEVELS, dtype=object)
