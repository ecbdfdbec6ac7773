"""Seats, and the problems that arrive at them whoever sits there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from copsim.config.organization import Organization

if TYPE_CHECKING:
    from random import Random

    from benchmarks.yardstick.community import Community
    from benchmarks.yardstick.employee import Employee

Floats = NDArray[np.float64]
LONG_AGO = -1_000_000  # a week before any other


@dataclass(eq=False)
class Problem:
    """One problem of a seat; it stays there until somebody solves it or its deadline passes."""

    topic: int
    difficulty: float
    arrived: int
    deadline: int
    posted: int = LONG_AGO
    solver: Employee | None = None
    luck: dict[Employee, float] = field(default_factory=dict)
    heard: dict[Community, float] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """True while nobody has solved it."""
        return self.solver is None

    def solved_by(self, helper: Employee, chance: float, random: Random) -> bool:
        """Whether a helper can solve it: a lasting fact of the two, however often they meet."""
        if helper not in self.luck:
            self.luck[helper] = random.random()
        return self.luck[helper] < chance

    def known_in(self, community: Community, chance: float, random: Random) -> bool:
        """Whether those who set a community's agenda have heard of it: a lasting fact too."""
        if community not in self.heard:
            self.heard[community] = random.random()
        return self.heard[community] < chance


@dataclass(eq=False)
class Seat:
    """A job: where it is, what it is about, how much work it brings, and who holds it."""

    number: int
    unit: int
    team: int
    site: int
    home: int
    assigned: int  # minutes a week
    demand: Floats
    holder: Employee | None = None
    problems: list[Problem] = field(default_factory=list)


def draw_demand(organization: Organization, rng: np.random.Generator) -> Floats:
    """Each unit's demand for each topic: squared exponentials with sum 1."""
    demand = rng.exponential(size=(organization.units, organization.topics)) ** 2 + 1e-6
    return demand / demand.sum(axis=1, keepdims=True)


def draw_seats(organization: Organization, rng: np.random.Generator) -> list[Seat]:
    """Seats in units of equal size and teams within them; jobs and workloads are drawn."""
    o = organization
    demand = draw_demand(o, rng)
    unit = np.arange(o.headcount) * o.units // o.headcount
    seats: list[Seat] = []
    teams = 0
    for u in range(o.units):
        size = int((unit == u).sum())
        count = max(1, round(size / o.team_size))
        for n in range(size):
            team = teams + n * count // size
            owed = max(0.0, o.assigned_hours + o.assigned_spread * rng.uniform(-1.0, 1.0))
            home = int(rng.choice(o.topics, p=demand[u]))
            seats.append(Seat(len(seats), u, team, team % o.sites, home, int(60.0 * owed), demand[u]))
        teams += count
    return seats


def share_topics(topics: int, communities: int, breadth: int) -> list[list[int]]:
    """Topics of each community: shared out evenly, or ``breadth`` each from the same starts, overlapping."""
    starts = [-(-q * topics // communities) for q in range(communities + 1)]
    sizes = [breadth if breadth > 0 else starts[q + 1] - starts[q] for q in range(communities)]
    return [[(starts[q] + n) % topics for n in range(sizes[q])] for q in range(communities)]


def nearest_community(topic: int, domains: list[list[int]], topics: int) -> int:
    """Number of the community nearest to a topic on the circle of topics; ties go to the narrower, then the first."""

    def distance(domain: list[int]) -> int:
        return min(min(abs(k - topic), topics - abs(k - topic)) for k in domain)

    weight = [1.0 / len(domain) if topic in domain else 0.0 for domain in domains]
    return min(range(len(domains)), key=lambda q: (distance(domains[q]), -weight[q], q))
