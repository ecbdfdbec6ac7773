"""M2 Work: units face a stream of problems; people solve them alone, or are stuck.

Reads: people, demand, assigned hours. Writes: problems (arrival, solver, channel), totals, desks, minutes[ATTEMPT,
STUCK], people.wanted, events arrive. Theory: problems are exogenous opportunities that arrive at seats, whoever sits
there; whether a person can solve one is a lasting fact of person and problem.
"""

from copsim import decision
from copsim.config.behaviour.work import Work
from copsim.kernel import logistic, part
from copsim.mechanisms.rules import Rules
from copsim.state.ledger import ALONE, ARRIVE, record
from copsim.state.skills import expertise
from copsim.state.world import ASSIGNED, ATTEMPT, NOBODY, OPEN, SHORT_OF_PROBLEMS, STUCK, Table, World
from copsim.streams import Chance, at, fact, opportunity_id, uniform

UNPOSTED = -(1 << 30)


@part
def chance_to_solve(expertise: float, difficulty: float, slope: float) -> float:
    """σ(slope · (expertise - difficulty)): the chance that somebody can solve a problem at all."""
    return logistic(slope * (expertise - difficulty))


@part
def chance_to_get_there(expertise: float, difficulty: float, effort: float, law: Work) -> float:
    """progress · effort · σ(slope · (expertise - difficulty + reach)): weekly chance to solve an open problem alone."""
    return law.progress * effort * logistic(law.skill_slope * (expertise - difficulty + law.progress_reach))


@part
def effort_left(wanted: int, available: int) -> float:
    """Share of the time an open problem wants that is there: 1 if nothing is wanted."""
    if wanted <= 0:
        return 1.0
    return min(1.0, max(0, available) / wanted)


@part
def arrive(w: World, now: int, chance: Chance, law: Work) -> None:
    """New problems reach seats, also vacant ones: two draws a week, each with half the weekly rate."""
    arrival = at(chance, decision.ARRIVAL, now, now)
    for i in range(w.people.size):
        for number in range(2):
            if uniform(arrival, w.people.seat[i], number) < 0.5 * law.problems_per_week:
                open_one(w, i, opportunity_id(w.people.seat[i], now, number), now, chance, law)


@part
def open_one(w: World, i: int, id_: int, now: int, chance: Chance, law: Work) -> None:
    """A problem of a seat: topic, difficulty and deadline follow from its identity."""
    p, problems = w.totals.problems[0], w.problems
    if p >= problems.size:
        w.totals.short[0] |= SHORT_OF_PROBLEMS
        return
    w.totals.problems[0] = p + 1
    base = at(chance, decision.PROBLEM, now, 0)
    topics, topic = w.skills.shape[1], int(w.people.home[i])
    if uniform(base, id_, 0) >= law.home_share:
        u, topic = uniform(base, id_, 1), 0
        while topic < topics - 1 and u >= w.places.demand[w.people.unit[i], topic]:
            u -= w.places.demand[w.people.unit[i], topic]
            topic += 1
    span = law.deadline_last - law.deadline_first + 1
    problems.id[p] = id_
    problems.row[p] = i
    problems.topic[p] = topic
    problems.difficulty[p] = law.easiest + (law.hardest - law.easiest) * uniform(base, id_, 2)
    problems.arrived[p] = now
    problems.deadline[p] = now + law.deadline_first + min(span - 1, int(uniform(base, id_, 3) * span))
    problems.posted[p] = UNPOSTED
    unsolved(problems, p)
    record(w.events, w.totals, ARRIVE, id_, i, NOBODY, topic, NOBODY, 0, 1, 0, problems.difficulty[p])


@part
def unsolved(problems: Table, p: int) -> None:
    """Nobody has solved the problem this week."""
    problems.channel[p] = OPEN


@part
def solve(problems: Table, p: int, row: int, channel: int) -> None:
    """Somebody solves an open problem; it closes at the end of the week."""
    problems.solver[p] = row
    problems.channel[p] = channel


@part
def list_by_seat(w: World) -> None:
    """Index open problems by seat row, each seat's in order of arrival."""
    start, row, count, seats = w.desks.start, w.problems.row, w.totals.problems[0], w.people.size
    for i in range(start.size):
        start[i] = 0
    for p in range(count):
        start[row[p] + 1] += 1
    for i in range(seats):
        start[i + 1] += start[i]
    for p in range(count - 1, -1, -1):
        # fill each seat's places from the back, so that the order of arrival is kept
        i = row[p]
        start[i + 1] -= 1
        w.desks.problem[start[i + 1]] = p
    for i in range(seats):
        start[i] = start[i + 1]
    start[seats] = count


@part
def attempt(w: World, r: Rules, now: int) -> None:
    """The first attempt at a new problem, then slow progress on open ones as far as usual claims leave time."""
    people, problems, desks, law = w.people, w.problems, w.desks, r.behaviour.work
    first = at(r.chance, decision.SOLVE_ALONE, now, 0)
    later = at(r.chance, decision.KEEP_TRYING, now, now)
    capacity = int(60.0 * r.organization.capacity_hours)
    each, first_minutes = int(60.0 * law.stuck_hours), int(60.0 * law.attempt_hours)
    for i in range(people.size):
        begin, end = desks.start[i], desks.start[i + 1]
        people.wanted[i] = 0
        if begin == end or people.filled[i] == 0:
            continue
        waiting = 0
        for n in range(begin, end):
            waiting += 1 if problems.arrived[desks.problem[n]] < now else 0
        wanted = each * min(waiting, law.stuck_at_once)
        w.minutes[i, ATTEMPT] = first_minutes * (end - begin - waiting)
        overrun = int(people.overload[i] * capacity + people.lent[i])
        available = capacity - w.minutes[i, ASSIGNED] - w.minutes[i, ATTEMPT] - overrun
        effort = effort_left(wanted, available)
        people.wanted[i] = wanted
        w.minutes[i, STUCK] = min(wanted, max(0, available))
        for n in range(begin, end):
            p = desks.problem[n]
            knows, difficulty = expertise(w.skills, i, problems.topic[p]), problems.difficulty[p]
            if problems.arrived[p] == now:
                likely = chance_to_solve(knows, difficulty, law.skill_slope)
                solved = fact(first, problems.id[p], people.key[i]) < likely
            else:
                likely = chance_to_get_there(knows, difficulty, effort, law)
                solved = uniform(later, problems.id[p], people.key[i]) < likely
            if solved:
                solve(problems, p, i, ALONE)


@part
def is_open(problems: Table, p: int) -> bool:
    """True while nobody has solved the problem this week."""
    return problems.channel[p] == OPEN
