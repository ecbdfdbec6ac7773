"""M2 Work: units face a stream of problems; people solve them alone, or are stuck.

Reads: people, demand, assigned hours. Writes: problems (arrival, ``alone``, ``start``, ``listed``),
minutes[ATTEMPT, STUCK]. Theory: problems are exogenous opportunities that arrive at seats, whoever
sits there; whether a person can solve one is a lasting fact of person and problem.
"""

from copsim import decision
from copsim.config.behaviour.work import Work
from copsim.config.organization import Organization
from copsim.kernel import compiled, logistic
from copsim.state.ledger import ARRIVE, record
from copsim.state.world import ASSIGNED, ATTEMPT, NOBODY, STUCK, Events, Hours, People, Places, Problems
from copsim.streams import Chance, at, fact, opportunity_id, uniform

UNPOSTED = -(1 << 30)


@compiled
def chance_to_solve(expertise: float, difficulty: float, slope: float) -> float:
    """σ(slope · (expertise - difficulty)): the chance that somebody can solve a problem at all."""
    return logistic(slope * (expertise - difficulty))


@compiled
def chance_to_get_there(expertise: float, difficulty: float, effort: float, law: Work) -> float:
    """progress · effort · σ(slope · (expertise - difficulty + reach)): weekly chance to solve an open problem alone."""
    return law.progress * effort * logistic(law.skill_slope * (expertise - difficulty + law.progress_reach))


@compiled
def effort_left(wanted: int, available: int) -> float:
    """Share of the time an open problem wants that is there: 1 if nothing is wanted."""
    if wanted <= 0:
        return 1.0
    return min(1.0, max(0, available) / wanted)


@compiled
def arrive(
    people: People, places: Places, problems: Problems, events: Events, now: int, chance: Chance, law: Work
) -> None:
    """New problems reach seats, also vacant ones: two draws a week, each with half the weekly rate."""
    arrival = at(chance, decision.ARRIVAL, now, now)
    base = at(chance, decision.PROBLEM, now, 0)
    topics = people.expertise.shape[1]
    span = law.deadline_last - law.deadline_first + 1
    for i in range(people.seat.size):
        for number in range(2):
            if uniform(arrival, people.seat[i], number) >= 0.5 * law.problems_per_week:
                continue
            id_ = opportunity_id(people.seat[i], now, number)
            topic = people.home[i]
            if uniform(base, id_, 0) >= law.home_share:
                u, topic = uniform(base, id_, 1), 0
                while topic < topics - 1 and u >= places.demand[people.unit[i], topic]:
                    u -= places.demand[people.unit[i], topic]
                    topic += 1
            p = problems.total[0]
            problems.total[0] = p + 1
            problems.id[p] = id_
            problems.row[p] = i
            problems.topic[p] = topic
            problems.difficulty[p] = law.easiest + (law.hardest - law.easiest) * uniform(base, id_, 2)
            problems.arrived[p] = now
            problems.deadline[p] = now + law.deadline_first + min(span - 1, int(uniform(base, id_, 3) * span))
            problems.posted[p] = UNPOSTED
            record(events, ARRIVE, id_, i, NOBODY, topic, NOBODY, 0, 1, 0.0, problems.difficulty[p])


@compiled
def list_by_seat(people: People, problems: Problems) -> None:
    """Index open problems by seat row, each seat's in order of arrival."""
    start, count = problems.start, problems.total[0]
    for i in range(start.size):
        start[i] = 0
    for p in range(count):
        start[problems.row[p] + 1] += 1
    for i in range(people.seat.size):
        start[i + 1] += start[i]
    for p in range(count - 1, -1, -1):
        # fill each seat's places from the back, so that the order of arrival is kept
        i = problems.row[p]
        start[i + 1] -= 1
        problems.listed[start[i + 1]] = p
    for i in range(people.seat.size):
        start[i] = start[i + 1]
    start[people.seat.size] = count


@compiled
def attempt(
    people: People, problems: Problems, hours: Hours, now: int, chance: Chance, organization: Organization, law: Work
) -> None:
    """The first attempt at a new problem, then slow progress on open ones as far as usual claims leave time."""
    first = at(chance, decision.SOLVE_ALONE, now, 0)
    later = at(chance, decision.KEEP_TRYING, now, now)
    capacity = int(60.0 * organization.capacity_hours)
    each = int(60.0 * law.stuck_hours)
    first_minutes = int(60.0 * law.attempt_hours)
    for i in range(people.seat.size):
        begin, end = problems.start[i], problems.start[i + 1]
        hours.wanted[i] = 0
        if begin == end or people.filled[i] == 0:
            continue
        waiting = 0
        for n in range(begin, end):
            if problems.arrived[problems.listed[n]] < now:
                waiting += 1
        wanted = each * min(waiting, law.stuck_at_once)
        hours.minutes[i, ATTEMPT] = first_minutes * (end - begin - waiting)
        overrun = int(people.overload[i] * capacity + hours.lent[i])
        available = capacity - hours.minutes[i, ASSIGNED] - hours.minutes[i, ATTEMPT] - overrun
        effort = effort_left(wanted, available)
        hours.wanted[i] = wanted
        hours.minutes[i, STUCK] = min(wanted, max(0, available))
        for n in range(begin, end):
            p = problems.listed[n]
            expertise = people.expertise[i, problems.topic[p]]
            if problems.arrived[p] == now:
                chance_here = chance_to_solve(expertise, problems.difficulty[p], law.skill_slope)
                problems.alone[p] = 1 if fact(first, problems.id[p], people.key[i]) < chance_here else 0
            else:
                chance_here = chance_to_get_there(expertise, problems.difficulty[p], effort, law)
                problems.alone[p] = 1 if uniform(later, problems.id[p], people.key[i]) < chance_here else 0


@compiled
def is_open(problems: Problems, p: int) -> bool:
    """True while nobody has solved the problem this week."""
    unsolved_before = problems.alone[p] == 0 and problems.by_tie[p] == NOBODY
    return unsolved_before and problems.by_meeting[p] == NOBODY and problems.by_answer[p] == NOBODY
