"""Where seats are: units, teams and sites of every seat there will ever be, in either form of the organization.

Reads: organization, roster, shocks declared ahead. Writes nothing. Theory: seats are declared before anything happens,
so that the same seat is the same in every world; under functions a unit holds jobs on few topics, under platforms each
unit and team gets some of every topic.
"""

from typing import NamedTuple

import numpy as np

from copsim.config.organization import Organization
from copsim.config.scenario import Scenario
from copsim.config.shocks import Batch, batches
from copsim.kernel import compiled
from copsim.state.roster import Roster, read_roster
from copsim.state.world import Floats, Ints
from copsim.streams import fact, race


class Seats(NamedTuple):
    """One entry a seat, in the order of seat numbers."""

    unit: Ints
    team: Ints
    site: Ints
    batch: Ints  # 0 for those at the start


def shared_out(people: int, units: int, team_size: int) -> tuple[Ints, Ints]:
    """Units of equal size (to one), and teams of ``team_size`` within units: (unit, team), both from 0."""
    unit = np.arange(people) * units // people
    team = np.zeros(people, dtype=np.int64)
    teams = 0
    for u in range(units):
        members = np.flatnonzero(unit == u)
        count = max(1, round(len(members) / team_size))
        team[members] = teams + np.arange(len(members)) * count // max(1, len(members))
        teams += count
    return unit.astype(np.int64), team


def default_roster(o: Organization) -> Roster:
    """Units of equal size (to one), teams of ``team_size`` within units, teams spread over sites."""
    unit, team = shared_out(o.headcount, o.units, o.team_size)
    return Roster(unit=unit, team=team, site=(team % o.sites).astype(np.int64))


def roster_of(o: Organization) -> Roster:
    """Seats at the start. Errors: InputError for a roster that cannot be used."""
    return read_roster(o.roster, o) if o.roster else default_roster(o)


def seats_at_first(scenario: Scenario, roster: Roster) -> Seats:
    """Every seat there will ever be: growth joins the teams there are, who merges brings units, teams and a site."""
    o = scenario.organization
    declared = batches(o, scenario.timeline)
    here = Seats(roster.unit, roster.team, roster.site, np.zeros(o.headcount, dtype=np.int64))
    units, sites = o.units, o.sites
    for number, batch in enumerate(declared[1:], 1):
        more = _of_growth(here, batch, units) if batch.units == 0 else _of_merger(here, batch, units, sites, o)
        units, sites = units + batch.units, sites + (1 if batch.units > 0 else 0)
        numbers = np.full(batch.people, number, dtype=np.int64)
        here = Seats(*(np.concatenate(pair) for pair in zip(here, (*more, numbers), strict=True)))
    return here


def _of_growth(here: Seats, batch: Batch, units: int) -> tuple[Ints, Ints, Ints]:
    """Seats spread over the units there are, dealt to their teams in turn."""
    unit = np.arange(batch.people) * units // batch.people
    team, site = np.zeros_like(unit), np.zeros_like(unit)
    for u in range(units):
        mine = np.flatnonzero(unit == u)
        teams = np.unique(here.team[here.unit == u])
        if len(teams) == 0:  # a roster may leave a unit empty: its first people are a team
            teams = np.array([here.team.max() + 1 + u])
        team[mine] = teams[np.arange(len(mine)) % len(teams)]
    first = {int(t): int(s) for t, s in zip(here.team[::-1], here.site[::-1], strict=True)}
    site[:] = [first.get(int(t), 0) for t in team]
    return unit.astype(np.int64), team.astype(np.int64), site.astype(np.int64)


def _of_merger(here: Seats, batch: Batch, units: int, sites: int, o: Organization) -> tuple[Ints, Ints, Ints]:
    """Seats with units, teams and one site of their own."""
    unit, team = shared_out(batch.people, batch.units, o.team_size)
    return unit + units, team + here.team.max() + 1, np.full(batch.people, sites, dtype=np.int64)


def dealt(topic: Ints, batch: Ints, units: int) -> Ints:
    """Unit of each seat under platforms: each batch is dealt out topic by topic, so that units have some of each."""
    unit = np.zeros(len(topic), dtype=np.int64)
    for number in np.unique(batch):
        mine = np.flatnonzero(batch == number)
        unit[mine[np.argsort(topic[mine], kind="stable")]] = np.arange(len(mine)) % units
    return unit


def teams_within(unit: Ints, batch: Ints, here: np.ndarray, team_size: int, topic: Ints | None = None) -> Ints:
    """Teams made anew within units from those who are ``here``; later seats are dealt to them.

    With ``topic`` everybody is dealt topic by topic, so that teams mix topics; without it neighbours stay together.
    """
    team, first = np.zeros(len(unit), dtype=np.int64), 0
    for u in np.unique(unit):
        mine = np.flatnonzero((unit == u) & here)
        count = max(1, round(len(mine) / team_size))
        if topic is None:
            team[mine] = first + np.arange(len(mine)) * count // max(1, len(mine))
        else:
            team[mine[np.argsort(topic[mine], kind="stable")]] = first + np.arange(len(mine)) % count
        for number in np.unique(batch[(unit == u) & ~here]):
            later = np.flatnonzero((unit == u) & ~here & (batch == number))
            team[later] = first + np.arange(len(later)) % count
        first += count
    return team


def by_topic(topic: Ints, units: int) -> Ints:
    """Functions for seats whose units are platforms: cut by the topic of the job into units of equal size."""
    unit = np.zeros(len(topic), dtype=np.int64)
    unit[np.argsort(topic, kind="stable")] = np.arange(len(topic)) * units // len(topic)
    return unit


@compiled
def draw_each(base: np.uint64, who: Ints, number: int, into: Floats) -> None:
    """A lasting fact of each of ``who``."""
    for n in range(who.size):
        into[n] = fact(base, who[n], number)


@compiled
def race_each(base: np.uint64, who: Ints, weight: Floats, into: Floats) -> None:
    """The entry of each of ``who`` in a keyed race."""
    for n in range(who.size):
        into[n] = race(fact(base, who[n], 0), weight[n])
