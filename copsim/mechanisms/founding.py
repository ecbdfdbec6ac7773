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
from copsim.kernel import compiled, log, part
from copsim.mechanisms.learning import gain_from_doing, gain_from_person, gain_from_routine
from copsim.mechanisms.settlement import share_kept
from copsim.mechanisms.ties import embed
from copsim.mechanisms.turnover import hazard
from copsim.mechanisms.work import chance_to_solve
from copsim.state.allocate import empty_world
from copsim.state.population import attachment_of, fill, forget_everybody, match_of
from copsim.state.roster import Roster, read_roster, read_ties
from copsim.state.skills import expertise, fine
from copsim.state.world import Array, Floats, Ints, Places, World
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
    roster = read_roster(o.roster, o) if o.roster else default_roster(o)
    world = empty_world(scenario, teams=int(roster.team.max()) + 1)
    order = np.arange(o.headcount) if rows is None else np.asarray(rows)
    people, places = world.people, world.places
    people.seat[:] = order
    places.row_of_seat[order] = np.arange(o.headcount)
    for name in ("unit", "team", "site"):
        getattr(people, name)[:] = getattr(roster, name)[order]
    _list_places(people.unit, people.seat, places.unit_start, places.unit_rows)
    _list_places(people.team, people.seat, places.team_start, places.team_rows)
    draw_demand(places, chance)
    spread = np.full(o.headcount, -1.0) if roster.assigned_hours is None else roster.assigned_hours
    topic = np.full(o.headcount, -1, dtype=np.int64) if roster.topic is None else roster.topic
    tenure = np.full(o.headcount, -1, dtype=np.int64) if roster.tenure_weeks is None else roster.tenure_weeks
    behaviour = record_of(scenario.behaviour)
    draw_seats(world, chance, spread[order], topic[order], record_of(o))
    draw_people(world, chance, tenure[order], behaviour)
    if o.tie_list:
        _set_ties(world, *read_ties(o.tie_list, o))
    else:
        draw_ties(world, scenario.behaviour.ties.start)
    embed(world)
    return world


def default_roster(o: Organization) -> Roster:
    """Units of equal size (to one), teams of ``team_size`` within units, teams spread over sites."""
    seats = np.arange(o.headcount)
    unit = seats * o.units // o.headcount
    team = np.zeros(o.headcount, dtype=np.int64)
    teams = 0
    for u in range(o.units):
        members = np.flatnonzero(unit == u)
        count = max(1, round(len(members) / o.team_size))
        team[members] = teams + np.arange(len(members)) * count // max(1, len(members))
        teams += count
    return Roster(unit=unit.astype(np.int64), team=team, site=(team % o.sites).astype(np.int64))


def _list_places(group: Array, seat: Array, start: Array, rows: Array) -> None:
    rows[:] = np.lexsort((seat, group))
    start[:] = np.searchsorted(group[rows], np.arange(len(start)))


@compiled
def draw_demand(places: Places, chance: Chance) -> None:
    """Demand of units: squared exponentials, normalised: each unit has a few topics that matter."""
    base = at(chance, decision.FOUND_UNIT, 0, 0)
    units, topics = places.demand.shape
    for u in range(units):
        total = 0.0
        for k in range(topics):
            e = -log(1.0 - fact(base, u, k))
            places.demand[u, k] = e * e + 1e-6
            total += places.demand[u, k]
        for k in range(topics):
            places.demand[u, k] /= total


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
def draw_people(w: World, chance: Chance, tenure: Ints, b: Behaviour) -> None:
    """Let the past pass over each seat; whoever sits there in the end is the founder."""
    for i in range(w.people.size):
        hire = -tenure[i] if tenure[i] >= 0 else hired_when(chance, w.people.seat[i], b.turnover)
        forget_everybody(w, i)
        fill(w.people, w.skills, i, hire, 0, chance, b.people)
        for k in range(w.skills.shape[1]):
            w.skills.expertise[i, k] = fine(aged(w, i, k, min(-hire, LONGEST_AGEING), b))


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
def hired_when(chance: Chance, seat: int, law: Turnover) -> int:
    """Week (0 or before) in which the founder of a seat was hired, by match and attachment alone."""
    base = at(chance, decision.FOUND_HISTORY, 0, 0)
    hire = -PAST_WEEKS
    match, held = match_of(chance, 0, person_key(seat, hire)), attachment_of(chance, 0, person_key(seat, hire))
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
            float(week - hire),
            law,
        )
        if fact(base, seat, week + 2 * PAST_WEEKS) < risk / law.offers:
            hire = week + 1
            match, held = match_of(chance, 0, person_key(seat, hire)), attachment_of(chance, 0, person_key(seat, hire))
    return hire


@compiled
def draw_ties(w: World, start: float) -> None:
    """Founders know the nearest of their team; everything else the warm-up makes."""
    people, places, ties = w.people, w.places, w.ties
    for i in range(people.size if start > 0.0 else 0):
        kept = 0
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
