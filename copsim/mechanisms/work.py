"""M2 Work: units face a stream of problems; people solve them alone, or are stuck.

Reads: people, demand, assigned hours. Writes: problems (arrival, solver, channel), totals, desks, minutes[ATTEMPT,
COORDINATING, STUCK], people.wanted, events arrive. Theory: problems are exogenous opportunities that arrive at
seats, whoever sits there; whether a person can solve one is a lasting fact of person and problem.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.work import Work
from copsim.kernel import logistic, part
from copsim.mechanisms.parts import UNPOSTED, difficulty_at, further_topics
from copsim.mechanisms.rules import Rules
from copsim.state.ledger import ALONE, ARRIVE, record
from copsim.state.skills import expertise
from copsim.state.world import (
    ASSIGNED,
    ATTEMPT,
    COORDINATING,
    NOBODY,
    OPEN,
    QUEUED,
    SHORT_OF_PROBLEMS,
    STUCK,
    Table,
    World,
)
from copsim.streams import Chance, at, fact, opportunity_id, uniform


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
    """New problems reach open seats, also vacant ones: two draws a week, each with half the weekly rate."""
    arrival = at(chance, decision.ARRIVAL, now, now)
    for i in range(w.people.size):
        for number in range(2 if w.people.open[i] == 1 else 0):
            if uniform(arrival, w.people.seat[i], number) < 0.5 * law.problems_per_week:
                open_one(w, i, opportunity_id(w.people.seat[i], now, number), now, chance, law)


@part
def open_one(w: World, i: int, id_: int, now: int, chance: Chance, law: Work) -> None:
    """A problem of a seat: topic, difficulty and deadline follow from its identity."""
    base = at(chance, decision.PROBLEM, now, 0)
    topic = topic_of(w, i, id_, base, law)
    spared = w.usage.spared[w.people.unit[i], topic]
    if spared > 0.0 and uniform(base, id_, 4) < spared:
        return  # an idea in use sees to it that it does not arise
    p, problems = w.totals.problems[0], w.problems
    if p >= problems.size:
        w.totals.short[0] |= SHORT_OF_PROBLEMS
        return
    w.totals.problems[0] = p + 1
    span = law.deadline_last - law.deadline_first + 1
    problems.id[p] = id_
    problems.row[p] = i
    problems.topic[p] = topic
    problems.difficulty[p] = difficulty_at(uniform(base, id_, 2), law)
    problems.arrived[p] = now
    problems.deadline[p] = now + law.deadline_first + min(span - 1, int(uniform(base, id_, 3) * span))
    problems.posted[p] = UNPOSTED
    problems.looked[p] = 0
    problems.ready[p] = now
    problems.outside[p] = 0
    problems.coming[p] = further_topics(w, i, topic, id_, now, chance, law)
    unsolved(problems, p, now)
    record(w.events, w.totals, ARRIVE, id_, i, NOBODY, topic, NOBODY, 0, 1, 0, problems.difficulty[p])


@part
def topic_of(w: World, i: int, id_: int, base: np.uint64, law: Work) -> int:
    """Topic of a problem: that of the job, or one that the unit demands."""
    topics, topic = w.skills.shape[1], int(w.people.home[i])
    if uniform(base, id_, 0) >= law.home_share:
        u, topic = uniform(base, id_, 1), 0
        while topic < topics - 1 and u >= w.places.demand[w.people.unit[i], topic]:
            u -= w.places.demand[w.people.unit[i], topic]
            topic += 1
    return topic


@part
def unsolved(problems: Table, p: int, now: int) -> None:
    """Nobody has solved the problem this week, or can while it is in a queue."""
    problems.channel[p] = OPEN if problems.ready[p] <= now else QUEUED


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
    """The first attempt at a new problem or part, then slow progress on open ones as far as usual claims leave time."""
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
        waiting, new, handed = 0, 0, 0
        for n in range(begin, end):
            p = desks.problem[n]
            waiting += 1 if problems.ready[p] < now else 0
            new += 1 if problems.ready[p] == now else 0
            handed += 1 if problems.ready[p] == now and problems.outside[p] == 1 else 0
        wanted = each * min(waiting, law.stuck_at_once)
        w.minutes[i, ATTEMPT] = first_minutes * new
        w.minutes[i, COORDINATING] = int(60.0 * law.handoff_hours) * handed
        overrun = int(people.overload[i] * capacity + people.lent[i])
        claimed = w.minutes[i, ASSIGNED] + w.minutes[i, ATTEMPT] + w.minutes[i, COORDINATING]
        available = capacity - claimed - overrun
        effort = effort_left(wanted, available)
        people.wanted[i] = wanted
        w.minutes[i, STUCK] = min(wanted, max(0, available))
        for n in range(begin, end):
            p = desks.problem[n]
            if not is_open(problems, p):
                continue
            knows, difficulty = expertise(w.skills, i, problems.topic[p]), problems.difficulty[p]
            if problems.ready[p] == now:
                likely = chance_to_solve(knows, difficulty, law.skill_slope)
                solved = fact(first, problems.id[p], people.key[i]) < likely
            else:
                likely = chance_to_get_there(knows, difficulty, effort, law)
                solved = uniform(later, problems.id[p], people.key[i]) < likely
            if solved:
                solve(problems, p, i, ALONE)


@part
def is_solved(problems: Table, p: int) -> bool:
    """True once somebody has solved the problem, or the part that it is at, this week."""
    return problems.channel[p] >= 0


@part
def is_open(problems: Table, p: int) -> bool:
    """True while nobody has solved the problem this week, and it can be worked on."""
    return problems.channel[p] == OPEN
