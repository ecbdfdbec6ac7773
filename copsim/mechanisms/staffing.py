"""M1 Growth, merger and layoffs: seats open, with somebody in them or without, and close.

Reads: seats declared ahead, timeline, tenure. Writes: people (open, opened; of those who merge all that is personal,
ties, known), places; between weeks only. Theory: who merges brings a past like that of founders, with ties of the usual
strength within the own company; vacant seats of a growth find applicants as others do; who sits in a seat that closes
leaves at the end of the week (turnover.dismiss).
"""

import numpy as np

from copsim import decision
from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.config.shocks import Opening, count_of
from copsim.config.timeline import Change
from copsim.kernel import compiled, exp
from copsim.mechanisms.founding import draw_people
from copsim.mechanisms.launching import make_known_to
from copsim.mechanisms.places import listed
from copsim.mechanisms.programme import weighted_expertise
from copsim.mechanisms.seating import race_each
from copsim.state.skills import fine
from copsim.state.world import World
from copsim.streams import Chance, at

YEAR = 52.0


def open_seats(world: World, scenario: Scenario, opening: Opening, now: int, chance: Chance, mark: float) -> World:
    """Seats open: vacant ones of a growth, or those of who merges with their people in place."""
    rows = world.places.row_of_seat[opening.first : opening.end]
    world.people.open[rows] = 1
    world.people.opened[rows] = now
    world = listed(world, anew=False)
    if opening.kind == "merger":
        settle_in(world, scenario, rows.astype(np.int64), now, chance)
        world.people.expert[rows] = weighted_expertise(world)[rows] >= mark
    return world


def settle_in(world: World, scenario: Scenario, rows: np.ndarray, now: int, chance: Chance) -> None:
    """People of a company that merges: as founders are, at the usual growth and load, knowing each other."""
    behaviour = scenario.behaviour
    law = record_of(behaviour.turnover)
    untold = np.full(len(world.people), -1, dtype=np.int64)
    draw_people(world, rows, untold, chance, record_of(behaviour), now)
    world.people.growth[rows] = law.growth_reference
    world.people.overload[rows] = law.overload_reference
    if behaviour.ties.start > 0.0:
        acquaint(world, rows, law.ties_reference)
    if world.communities.alive.any():
        make_known_to(world, rows, now, world.communities.size, chance, behaviour.awareness.launch)


@compiled
def acquaint(w: World, rows: np.ndarray, total: float) -> None:
    """Those who merge know the nearest of their team, then of their unit, with equal strength, to the usual total."""
    people, places, ties = w.people, w.places, w.ties
    for n in range(rows.size):
        i = rows[n]
        unit, kept = people.unit[i], 0
        for same_team in (True, False):
            for place in range(places.unit_start[unit], places.unit_start[unit + 1]):
                j = places.unit_rows[place]
                if j == i or (people.team[j] == people.team[i]) != same_team or kept == ties.seat.shape[1]:
                    continue
                ties.seat[i, kept] = people.seat[j]
                ties.job[i, kept] = np.uint8(people.home[j])
                kept += 1
        each = fine(min(1.0, total / max(1, kept)))
        for t in range(kept):
            ties.strength[i, t] = each
        people.embedded[i] = each * kept


def weight_in_lot(tenure_weeks: float, newest_first: float) -> float:
    """1 + newest_first · e^(-tenure / 52): weight of a seat in the lot of layoffs; a vacant one has tenure 0."""
    return 1.0 + newest_first * exp(-tenure_weeks / YEAR)


def close_seats(world: World, change: Change, now: int, chance: Chance) -> World:
    """Layoffs: the seats that win a keyed race are there no more."""
    people = world.people
    rows = np.sort(world.places.row_of_seat[people.seat[people.open == 1]])
    rows = rows[np.argsort(people.seat[rows])].astype(np.int64)
    tenure = np.where(people.filled[rows] == 1, now - people.hire[rows], 0)
    weight = np.array([weight_in_lot(float(weeks), change.newest_first) for weeks in tenure])
    entry = np.zeros(len(rows))
    race_each(at(chance, decision.LAYOFF, now, now), people.seat[rows].astype(np.int64), weight, entry)
    people.open[rows[np.argsort(-entry, kind="stable")[: count_of(change, len(rows))]]] = 0
    return listed(world, anew=False)
