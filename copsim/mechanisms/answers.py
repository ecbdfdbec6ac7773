"""M6 Answer: who reads a question, who answers it, and what the asker has of it.

Reads: inbox, problems, rosters, reading, assigned, passion, expertise, price, office. Writes: inbox (whose answers
are read); problems.solver, channel; memberships.answered, ignored, given, received, solved_by_answer;
minutes[ANSWERING]; events post, answer, gain (channel query), contact. Theory: a member looks in for a part of the week
and reads what was posted in it, if there is time; each able and willing reader answers after an exponential delay; help
takes both sides' time.
"""

from copsim import decision
from copsim.kernel import logistic, part
from copsim.mechanisms.airtime import effort_of_answer, share_that_solves, wish_to_answer
from copsim.mechanisms.asking import chance_helper_solves, chance_to_accept
from copsim.mechanisms.channel import (
    THREAD_LIFE,
    WORKING_WEEK,
    clock_hours,
    delay_of_answer,
    free_hours,
    share_read,
)
from copsim.mechanisms.facilitation import expert_named, share_matched
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.motives import kinship, price_within, urge
from copsim.mechanisms.order import sort
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.mechanisms.work import is_open, solve
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import is_removed
from copsim.state.skills import expertise, passion
from copsim.state.world import ANSWERING, FINE, MOST_MINUTES, NOBODY, Floats, Table, World
from copsim.streams import at, lasting, uniform

SLACK = 1e-6  # logits by which a bound is wider than rounding could ask for
FEW = 2.0  # questions that are considered as fast without a bound
MATCHED = 63  # in place of a community's number in the key of a question that a facilitator matched


@part
def list_questions(w: World) -> None:
    """The week's questions by community, each community's in the order of posting."""
    inbox, count = w.inbox, w.totals.questions[0]
    for f in range(count):
        inbox.order[f] = f
        inbox.key[f] = inbox.question.community[f] + inbox.question.time[f]
    sort(inbox.key, inbox.order, count)
    for place in range(count):
        f = inbox.order[place]
        inbox.address[place] = (w.problems.id[inbox.question.problem[f]] << 6) | inbox.question.community[f]
    place = 0
    for q in range(inbox.start.size):
        while place < count and inbox.key[place] < q:
            place += 1
        inbox.start[q] = place


@part
def read(w: World, r: Rules, now: int) -> None:
    """Each member reads what was posted in a part of the week, as long as the share they read, at their own time.

    Who does not answer at the chance of ``willing_at_most`` does not at a lower one: that spares most of the work.
    """
    m, inbox, law, capacity = w.memberships, w.inbox, r.behaviour.querying, r.organization.capacity_hours
    list_questions(w)
    base, answer = at(r.chance, decision.READ, now, now), at(r.chance, decision.ANSWER, now, now)
    for q in range(w.communities.size):
        first, end = inbox.start[q], inbox.start[q + 1]
        for place in range(w.rosters.start[q], w.rosters.start[q + 1] if first < end else 0):
            n = w.rosters.member[place]
            if m.reading[n] <= 0.0:
                continue
            i = m.row[n]
            key, free = w.people.key[i], free_hours(capacity, w.people.assigned[i])
            begin = q + uniform(base, key, q)
            share = share_read(m.reading[n], w.communities.messages[q], float(end - first), free, law)
            until, f = begin + share, first_from(inbox.key, first, end, begin)
            most = willing_at_most(w, r, n, q) if share * (end - first) > FEW else 1.0
            while f < end and inbox.key[f] < until:
                luck = uniform(answer, inbox.address[f], key)
                if luck < most:
                    consider(w, r, inbox.order[f], n, luck, now)
                f += 1
            f = first  # the part goes on at the beginning of the week
            while f < end and inbox.key[f] < until - 1.0 and inbox.key[f] < begin:
                luck = uniform(answer, inbox.address[f], key)
                if luck < most:
                    consider(w, r, inbox.order[f], n, luck, now)
                f += 1


@part
def first_from(key: Floats, first: int, end: int, least: float) -> int:
    """The first place from ``first`` to ``end`` whose key is not below ``least``."""
    while first < end:
        middle = (first + end) >> 1
        if key[middle] < least:
            first = middle + 1
        else:
            end = middle
    return first


@part
def consider(w: World, r: Rules, f: int, n: int, luck: float, now: int) -> None:
    """A reader may answer; the asker reads the first few answers by the clock."""
    question, problems, law, j = w.inbox.question, w.problems, r.behaviour.querying, w.memberships.row[n]
    p, q = question.problem[f], int(question.community[f])
    i, k, id_ = problems.row[p], problems.topic[p], (problems.id[p] << 6) | q
    if j == i:
        return
    willing = willing_to_answer(w, r, n, k, i)
    if luck >= willing:
        return
    u = uniform(at(r.chance, decision.ANSWER_DELAY, now, now), id_, w.people.key[j])
    delay = delay_of_answer(u, law.checks_per_day, willing)
    if delay >= THREAD_LIFE:
        return
    apart = hours_between(w.people, i, j, r.organization.site_hours_apart)
    hour = clock_hours(WORKING_WEEK * question.time[f], delay, apart)
    found, most, hours, answerer = question.found[f], w.inbox.hours.shape[1], w.inbox.hours, w.inbox.answerer
    place = int(found)
    while place > 0 and hours[f, place - 1] > hour:
        place -= 1
    if place < most:
        for later in range(min(found, most - 1), place, -1):
            hours[f, later], answerer[f, later] = hours[f, later - 1], answerer[f, later - 1]
        hours[f, place], answerer[f, place] = hour, n
        question.found[f] = min(found + 1, most)


@part
def willing_to_answer(w: World, r: Rules, n: int, k: int, asker: int) -> float:
    """Chance that a member who reads a question on a topic answers it."""
    law, j = r.behaviour.querying, w.memberships.row[n]
    wish = wish_to_answer(
        law.answer,
        passion(w.skills, j, k),
        expertise(w.skills, j, k),
        w.memberships.identification[n],
        w.memberships.owed[n],
        urge(w, r, n, asker),
        law,
    )
    return logistic(wish - cost_of_hours(law.answer_hours, price_within(w, r, j), r.behaviour.time.weight))


@part
def willing_at_most(w: World, r: Rules, n: int, q: int) -> float:
    """A bound on the chance that a member answers a question on the domain (as all are), whoever asks."""
    law, j, m = r.behaviour.querying, w.memberships.row[n], w.memberships
    cares, knows = 0.0, 0.0
    for place in range(w.communities.breadth[q]):
        k = w.domains.subject[q, place]
        cares, knows = max(cares, passion(w.skills, j, k)), max(knows, expertise(w.skills, j, k))
    said = urge(w, r, n, NOBODY) + max(w.office.inside[0], w.office.outside[0])
    wish = wish_to_answer(law.answer, cares, knows, m.identification[n], m.owed[n], said, law)
    cost = cost_of_hours(law.answer_hours, price_within(w, r, j), r.behaviour.time.weight)
    return logistic(wish - cost + SLACK)


@part
def deliver(w: World, r: Rules, now: int) -> None:
    """Askers follow up the answers to this week's questions; facilitators see to some that got none."""
    unanswered = 0
    for f in range(w.totals.questions[0]):
        unanswered += 1 if w.inbox.question.found[f] == 0 else 0
    share = share_matched(w.office, unanswered, r.behaviour.facilitation)
    for f in range(w.totals.questions[0]):
        if w.inbox.question.found[f] == 0:
            be_matched(w, r, f, share, now)
        follow_up(w, r, f, now)


@part
def follow_up(w: World, r: Rules, f: int, now: int) -> None:
    """What one asker has of the answers to a question."""
    question, m = w.inbox.question, w.memberships
    p, q, own = question.problem[f], int(question.community[f]), question.place[f]
    i, k, id_, got, first = w.problems.row[p], w.problems.topic[p], w.problems.id[p], 0, 0
    for a in range(question.found[f]):
        n = w.inbox.answerer[f, a]
        j = m.row[n]
        if not is_removed(r.without, now, ledger.ANSWER, id_, w.people.key[j], w.people.key[i], q, ledger.COMMUNITY):
            minute = min(MOST_MINUTES, int(60.0 * w.inbox.hours[f, a]))
            first = minute if got == 0 else first
            take_answer(w, r, p, q, n, minute, now)
            got += 1
    record(w.events, w.totals, ledger.POST, id_, i, NOBODY, k, q, ledger.COMMUNITY, got, first, 0.0)
    if own != NOBODY:
        m.received[own] += got
        m.answered[own] += 1 if got > 0 else 0
        m.ignored[own] += 1 if got == 0 else 0
        m.solved_by_answer[own] += 1 if w.problems.channel[p] == ledger.COMMUNITY else 0


@part
def be_matched(w: World, r: Rules, f: int, share: float, now: int) -> None:
    """A facilitator, if there is time, brings an unanswered question to the member taken for the ablest."""
    p, q = w.inbox.question.problem[f], int(w.inbox.question.community[f])
    i, k, id_ = w.problems.row[p], w.problems.topic[p], w.problems.id[p]
    if uniform(at(r.chance, decision.FACILITATE, now, now), id_, q) >= share:
        return
    n = expert_named(w, r, q, i, k)
    if n < 0:
        return
    j = w.memberships.row[n]
    kin, price = kinship(w, i, j), price_within(w, r, j)
    willing = chance_to_accept(0.0, passion(w.skills, j, k), kin, price, r.behaviour.asking, r.behaviour.time)
    if uniform(at(r.chance, decision.ASK_EXPERT, now, now), id_, w.people.key[j]) >= willing:
        return
    u = uniform(at(r.chance, decision.ANSWER_DELAY, now, now), (id_ << 6) | MATCHED, w.people.key[j])
    delay = delay_of_answer(u, r.behaviour.querying.checks_per_day, 1.0)
    apart = hours_between(w.people, i, j, r.organization.site_hours_apart)
    w.inbox.answerer[f, 0] = n
    w.inbox.hours[f, 0] = clock_hours(WORKING_WEEK * w.inbox.question.time[f], delay, apart)
    w.inbox.question.found[f] = 1


@part
def take_answer(w: World, r: Rules, p: int, q: int, n: int, minute: int, now: int) -> None:
    """The owner follows up one answer: both sides give time, the owner learns, it may solve the problem."""
    people, problems, b = w.people, w.problems, r.behaviour
    i, k, id_, j = problems.row[p], problems.topic[p], problems.id[p], w.memberships.row[n]
    knows = expertise(w.skills, j, k)
    effort = effort_of_answer(passion(w.skills, j, k), w.memberships.identification[n], b.querying)
    share = share_that_solves(effort, b.querying)
    likely = chance_helper_solves(knows, problems.difficulty[p], share, b.work, b.asking)
    able = lasting(r.chance, decision.CAN_SOLVE, problems.arrived[p], id_, people.key[j]) < likely
    solved = able and is_open(problems, p)
    minutes = int(60.0 * b.querying.answer_hours * effort)
    w.minutes[j, ANSWERING] += minutes
    w.communities.freely[q] += minutes
    w.memberships.given[n] += 1
    worked = 1.0 if able else 0.0  # whether or not somebody else was first
    record(w.events, w.totals, ledger.ANSWER, id_, j, i, k, q, ledger.COMMUNITY, minutes, minute, worked)
    record(w.events, w.totals, ledger.CONTACT, id_, i, j, k, q, ledger.COMMUNITY, 1, 0, 0.0)
    if solved:
        solve(problems, p, j, ledger.COMMUNITY)
    gap = knows - expertise(w.skills, i, k)
    if gap > 0.0:
        rate = learning_rate(people.talent[i], float(now - people.hire[i]), b.learning)
        learned = gain_from_person(rate, b.querying.answer_hours, effort, 1.0, gap, 0.0, b.learning)
        amount = int(FINE * learned)
        if amount > 0:
            record(w.events, w.totals, ledger.GAIN, id_, i, j, k, q, ledger.COMMUNITY, amount, 0, 1.0)


@part
def hours_between(people: Table, i: int, j: int, site_hours: float) -> float:
    """How much later the day of j begins than that of i, from -12 to 12 hours."""
    apart = site_hours * (people.site[j] - people.site[i]) + 12.0
    return apart - 24.0 * int(apart // 24.0) - 12.0
