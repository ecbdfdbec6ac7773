"""Founding: seats, units, teams, sites, jobs, and who sits where after a past like the model's own.

Reads: organization, behaviour, chance, roster and tie list if given. Writes: places, people, first ties.
Theory: the holder of each seat is found by letting twenty years of outside offers pass over it, so tenure and
match quality start close to where turnover keeps them.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.attachment import Turnover
from copsim.config.behaviours import Behaviour
from copsim.config.organization import Organization
from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.kernel import compiled, part
from copsim.mechanisms.learning import gain_from_doing, gain_from_person, gain_from_routine
from copsim.mechanisms.places import listed, set_demand
from copsim.mechanisms.reorganization import with_units
from copsim.mechanisms.seating import by_topic, roster_of, seats_at_first
from copsim.mechanisms.settlement import share_kept
from copsim.mechanisms.ties import embed
from copsim.mechanisms.turnover import hazard
from copsim.mechanisms.work import chance_to_solve
from copsim.state.allocate import empty_world
from copsim.state.population import attachment_of, fill, forget_everybody, match_of
from copsim.state.roster import read_ties
from copsim.state.skills import expertise, fine
from copsim.state.world import Floats, Ints, Usage, World
from copsim.streams import Chance, at, fact, person_key

PAST_WEEKS = 1040
STEP = 26  # weeks of one step of ageing
LONGEST_AGEING = 520
COLLEAGUE = 0.6  # expertise of those whom founders have asked


def found(scenario: Scenario, chance: Chance, rows: Ints | None = None) -> World:
    """The organization at the start of the warm-up.

    ``rows`` is the storage order of seats (a permutation; default: by number). It must not matter, and a test
    shuffles it. Errors: InputError for a roster or tie list that cannot be used.
    """
    o = scenario.organization
    roster = roster_of(o)
    seats = seats_at_first(scenario, roster)
    world = empty_world(scenario, teams=int(seats.team.max()) + 1)
    order = np.arange(len(seats.unit)) if rows is None else np.asarray(rows)
    people, places = world.people, world.places
    people.seat[:] = order
    places.row_of_seat[order] = np.arange(len(order))
    people.function[:] = people.unit[:] = seats.unit[order]
    people.team[:], people.site[:] = seats.team[order], seats.site[order]
    people.open[:] = order < o.headcount
    people.opened[people.open == 1] = 0
    spread, topic, tenure = (
        np.concatenate([np.full(o.headcount, -1) if told is None else told, np.full(len(order) - o.headcount, -1)])
        for told in (roster.assigned_hours, roster.topic, roster.tenure_weeks)
    )
    world = listed(world, anew=True)
    set_demand(world, o.form == "platforms" and bool(o.roster), o.units, chance, 0)
    draw_practice(world.usage, chance)
    draw_seats(world, chance, spread[order].astype(float), topic[order].astype(np.int64), record_of(o))
    world = listed(world, anew=True)
    if o.form == "platforms":
        world = into_platforms(world, scenario, seats.batch, chance)
    rows_of_founders, past = np.flatnonzero(people.open == 1), tenure[order].astype(np.int64)
    draw_people(world, rows_of_founders, past, chance, record_of(scenario.behaviour), 0)
    if o.tie_list:
        _set_ties(world, *read_ties(o.tie_list, o))
    else:
        draw_ties(world, scenario.behaviour.ties.start)
    embed(world)
    return world


@compiled
def draw_practice(usage: Usage, chance: Chance) -> None:
    """The practice that each unit uses on each topic at first: anything from the worst to the best."""
    base = at(chance, decision.FOUND_PRACTICE, 0, 0)
    units, topics = usage.practice.shape
    for u in range(units):
        for k in range(topics):
            usage.practice[u, k] = fact(base, u, k)
            usage.usual[u, k] = usage.practice[u, k]


def into_platforms(world: World, scenario: Scenario, batch: Ints, chance: Chance) -> World:
    """Platforms from the start: units as the roster has them, else dealt from those that functions would have."""
    o, row = scenario.organization, world.places.row_of_seat
    if o.roster:
        start = row[: o.headcount]
        world.people.function[start] = by_topic(world.people.home[start].astype(np.int64), o.units)
        return world
    return with_units(world, scenario, batch, "platforms", -scenario.warmup_weeks, chance, 0)


@compiled
def draw_seats(w: World, chance: Chance, hours: Floats, topic: Ints, organization: Organization) -> None:
    """Job and workload belong to the seat: a topic drawn from the unit's demand, assigned hours around the mean."""
    people, places, base = w.people, w.places, at(chance, decision.FOUND_SEAT, 0, 0)
    topics = places.demand.shape[1]
    for i in range(people.size):
        k, u = 0, fact(base, people.seat[i], 0)
        while k < topics - 1 and u >= places.demand[people.unit[i], k]:
            u -= places.demand[people.unit[i], k]
            k += 1
        people.home[i] = topic[i] if topic[i] >= 0 else k
        spread = organization.assigned_spread * (2.0 * fact(base, people.seat[i], 1) - 1.0)
        owed = hours[i] if hours[i] >= 0.0 else max(0.0, organization.assigned_hours + spread)
        people.assigned[i] = int(60.0 * owed)


@compiled
def draw_people(w: World, rows: Ints, tenure: Ints, chance: Chance, b: Behaviour, now: int) -> None:
    """Let the past pass over each seat; whoever sits there in the end is the founder, or who comes with a merger."""
    for n in range(rows.size):
        i = rows[n]
        hire = now - tenure[i] if tenure[i] >= 0 else hired_when(chance, w.people.seat[i], b.turnover, now)
        forget_everybody(w, i)
        fill(w.people, w.skills, i, hire, max(0, hire), chance, b.people)
        for k in range(w.skills.shape[1]):
            w.skills.expertise[i, k] = fine(aged(w, i, k, min(now - hire, LONGEST_AGEING), b))


@part
def aged(w: World, i: int, k: int, tenure: int, b: Behaviour) -> float:
    """What half-yearly steps of work, problems solved alone or with a colleague, and forgetting made of expertise."""
    people, work, law, home = w.people, b.work, b.learning, k == w.people.home[i]
    met = work.problems_per_week * (1.0 - work.home_share) * w.places.demand[people.unit[i], k]
    met += work.problems_per_week * work.home_share if home else 0.0
    talent, e = people.talent[i], expertise(w.skills, i, k)
    for _ in range(tenure // STEP):
        gained = 0.0
        for grid in range(3):
            difficulty = work.easiest + (work.hardest - work.easiest) * (grid + 0.5) / 3.0
            alone = chance_to_solve(e, difficulty, work.skill_slope)
            taught = alone + law.helped_share * (1.0 - alone)
            gained += met / 3.0 * taught * gain_from_doing(talent, e, difficulty, law)
            told = gain_from_person(talent * law.rate, b.asking.ask_hours, 1.0, 1.0, COLLEAGUE - e, 0.5, law)
            gained += met / 3.0 * (1.0 - alone) * told
        gained += gain_from_routine(talent, e, people.ceiling[i], law) if home else 0.0
        unused = 1.0 - min(1.0, met * b.forgetting.use_weeks)
        lost = 1.0 - unused * share_kept(b.forgetting.use_weeks, home, b.forgetting)
        lost -= (1.0 - unused) * share_kept(-1, home, b.forgetting)
        e = min(1.0, max(0.0, e + STEP * (gained - lost * e)))
    return e


@part
def hired_when(chance: Chance, seat: int, law: Turnover, now: int) -> int:
    """Week (``now`` or before) in which who sits in a seat was hired, by match and attachment alone."""
    base = at(chance, decision.FOUND_HISTORY, now, 0)
    hire = now - PAST_WEEKS
    match, held = facts_of_match(chance, seat, hire)
    for week in range(-PAST_WEEKS, 0):
        if fact(base, seat, week + PAST_WEEKS) >= law.offers:
            continue
        risk = hazard(
            law.ties_reference,
            law.overload_reference,
            0.0,
            law.growth_reference,
            law.misfit_reference,
            match,
            held,
            float(now + week - hire),
            law,
        )
        if fact(base, seat, week + 2 * PAST_WEEKS) < risk / law.offers:
            hire = now + week + 1
            match, held = facts_of_match(chance, seat, hire)
    return hire


@part
def facts_of_match(chance: Chance, seat: int, hire: int) -> tuple[float, float]:
    """Match and attachment of who was hired to a seat in a week; founders' facts came about at the start."""
    since, key = max(0, hire), person_key(seat, hire)
    return match_of(chance, since, key), attachment_of(chance, since, key)


@compiled
def draw_ties(w: World, start: float) -> None:
    """Founders know the nearest of their team; everything else the warm-up makes."""
    people, places, ties = w.people, w.places, w.ties
    for i in range(people.size if start > 0.0 else 0):
        kept = 0 if people.open[i] == 1 else ties.seat.shape[1]
        for n in range(places.team_start[people.team[i]], places.team_start[people.team[i] + 1]):
            j = places.team_rows[n]
            if j != i and kept < ties.seat.shape[1]:
                ties.seat[i, kept] = people.seat[j]
                ties.job[i, kept] = np.uint8(people.home[j])
                ties.strength[i, kept] = fine(start)
                kept += 1


def _set_ties(world: World, seat: Ints, other: Ints, strength: Floats) -> None:
    """Ties of the list, both ways; a full list keeps its strongest."""
    row = world.places.row_of_seat
    pairs = np.concatenate([np.stack([seat, other]), np.stack([other, seat])], axis=1)
    weight = np.concatenate([strength, strength])
    for n in np.lexsort((pairs[1], -weight, pairs[0])):
        i, known = row[pairs[0, n]], pairs[1, n]
        free = np.flatnonzero(world.ties.seat[i] < 0)
        if len(free) and known not in world.ties.seat[i]:
            world.ties.seat[i, free[0]] = known
            world.ties.job[i, free[0]] = world.people.home[row[known]]
            world.ties.strength[i, free[0]] = fine(weight[n])
