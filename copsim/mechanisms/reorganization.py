"""M1 Reorganization: the same seats, people and ties in other units and teams; between functions and platforms.

Reads: people (home, function, open, opened), timeline. Writes: people.unit, team, moved; places; between weeks only.
Theory: under functions colleagues of one unit share topics, so knowledge of a topic is kept and a problem of several
topics goes from unit to unit; under platforms every unit has some of every topic. Those who come into a team meet it.
"""

import numpy as np

from copsim import decision
from copsim.config.scenario import Scenario
from copsim.config.shocks import batches, dated
from copsim.config.timeline import Change
from copsim.mechanisms.places import listed, set_demand
from copsim.mechanisms.seating import dealt, draw_each, teams_within
from copsim.state.world import NEVER_OPENED, Ints, World
from copsim.streams import Chance, at


def reorganize(world: World, scenario: Scenario, change: Change, now: int, chance: Chance) -> World:
    """Units are made anew by topic or by product, or some people change teams; who comes into a team meets it."""
    before = world.people.team.copy()
    if change.to == "reshuffle":
        reshuffle(world, change.share, now, chance)
        moved = world.people.team != before
        world = listed(world, anew=True)
    else:
        batch = batch_of_seats(scenario)
        world = with_units(world, scenario, batch, change.to, change.week, chance, now)
        moved = world.people.opened < NEVER_OPENED
    world.people.moved[moved & (world.people.filled == 1)] = now
    return world


def batch_of_seats(scenario: Scenario) -> Ints:
    """Number of the batch of each seat, by seat."""
    people = [batch.people for batch in batches(scenario.organization, scenario.timeline)]
    return np.repeat(np.arange(len(people)), people)


def form_at(scenario: Scenario, week: int) -> str:
    """Form of the organization after the reorganizations up to a reported week."""
    made = [c.to for c in dated(scenario.timeline, "reorganization") if c.week <= week and c.to != "reshuffle"]
    return made[-1] if made else scenario.organization.form


def units_at(scenario: Scenario, week: int) -> int:
    """Units there are in a reported week, those that have merged by then included."""
    declared = batches(scenario.organization, scenario.timeline)
    joined = dated(scenario.timeline, "growth", "merger")
    more = sum(batch.units for batch, change in zip(declared[1:], joined, strict=True) if change.week <= week)
    return declared[0].units + more


def with_units(world: World, scenario: Scenario, batch: Ints, form: str, week: int, chance: Chance, now: int) -> World:
    """Units and teams of a form for every seat, open or not, but for companies that have not joined yet."""
    o, row, people = scenario.organization, world.places.row_of_seat, world.people
    units = units_at(scenario, week)
    topic, function = people.home[row].astype(np.int64), people.function[row].astype(np.int64)
    team, here = people.team[row].astype(np.int64), people.opened[row] < NEVER_OPENED
    ours = function < units
    unit = function.copy()
    if form == "platforms":
        unit[ours] = dealt(topic[ours], batch[ours], units)
    mixed = topic[ours] if form == "platforms" else None
    team[ours] = teams_within(unit[ours], batch[ours], here[ours], o.team_size, mixed)
    if not ours.all():
        team[~ours] += team[ours].max() + 1 - team[~ours].min()
    people.unit[row], people.team[row] = unit, team
    shifts = [c for c in dated(scenario.timeline, "new_topic") if c.week <= week]
    set_demand(world, form == "platforms", units, chance, now, shifts)
    return listed(world, anew=True)


def reshuffle(world: World, share: float, now: int, chance: Chance) -> None:
    """A share of each unit's people, by lot, change places among the teams of the unit."""
    people, who = world.people, world.places.row_of_seat.astype(np.int64)
    lot, seats = np.zeros(len(who)), np.arange(len(who), dtype=np.int64)
    draw_each(at(chance, decision.RESHUFFLE, now, now), seats, 0, lot)
    here = people.opened[who] < NEVER_OPENED
    for unit in np.unique(people.unit[who[here]]):
        mine = seats[here & (people.unit[who] == unit)]
        drawn = mine[np.argsort(lot[mine], kind="stable")[: round(share * len(mine))]]
        people.team[who[drawn]] = people.team[who[np.roll(drawn, 1)]]
