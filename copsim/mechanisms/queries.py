"""M6 Ask between meetings: questions posted to a community, by members or by those who enter by asking.

Reads: problems, memberships, assigned, passion, price, gates. Writes: problems.posted; people.guest; inbox.question;
minutes[POSTING, READING] (answers.py has what comes back, and the event). Theory: attention is scarce; who belongs may
ask.
"""

import numpy as np

from copsim import decision
from copsim.kernel import logistic, part
from copsim.mechanisms.channel import chance_to_post, free_hours, minutes_of_reading
from copsim.mechanisms.fit import bonds, fit, pull
from copsim.mechanisms.gates import may_enter
from copsim.mechanisms.motives import opinion, price_within
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.mechanisms.work import is_open
from copsim.state.skills import passion
from copsim.state.world import NOBODY, POSTING, READING, SHORT_OF_QUESTIONS, World
from copsim.streams import at, fact, race, uniform


@part
def read_all(w: World, r: Rules) -> None:
    """Members read their share of last weeks' number of messages; a reader's minutes are rounded down."""
    start, m, law = w.rosters.start, w.memberships, r.behaviour.querying
    capacity = r.organization.capacity_hours
    for q in range(w.communities.size):
        messages = w.communities.messages[q] + law.chatter * (start[q + 1] - start[q])
        for place in range(start[q], start[q + 1]):
            n = w.rosters.member[place]
            i = m.row[n]
            free = free_hours(capacity, w.people.assigned[i])
            w.minutes[i, READING] += int(minutes_of_reading(messages, m.reading[n], free, law))


@part
def post(w: World, r: Rules, now: int) -> None:
    """Open problems are posted to a community the owner belongs to, or enters by asking."""
    people, problems, desks, law = w.people, w.problems, w.desks, r.behaviour.querying
    whether = at(r.chance, decision.POST, now, now)
    w.totals.questions[0] = 0
    for i in range(people.size):
        people.guest[i] = NOBODY
        if people.known[i] == 0 or people.filled[i] == 0:
            continue
        for n in range(desks.start[i], desks.start[i + 1]):
            p = desks.problem[n]
            k = problems.topic[p]
            rested = now - problems.posted[p] >= law.repost_weeks
            if (people.known[i] & w.domains.covers[k]) == 0 or not rested or not is_open(problems, p):
                continue
            # with the most identification that there can be: spares most searches for a place
            is_member = (people.inside[i] & w.domains.covers[k]) != 0
            most, first = (1.0, 0.0) if is_member else (0.0, law.post_first)
            u, access, cares = (
                uniform(whether, problems.id[p], people.key[i]),
                w.office.access[0],
                passion(w.skills, i, k),
            )
            if u < chance_to_post(most, cares, first, price_within(w, r, i), access, law, r.behaviour.time):
                post_one(w, r, p, is_member, u, now)


@part
def post_one(w: World, r: Rules, p: int, is_member: bool, u: float, now: int) -> None:
    """One problem looks for its place; those who belong nowhere on its topic enter by asking, if they do."""
    people, i, k, id_, law = w.people, w.problems.row[p], w.problems.topic[p], w.problems.id[p], r.behaviour.querying
    where = at(r.chance, decision.WHICH_COMMUNITY, now, now)
    if is_member:
        n = where_to_post(w, i, k, id_, where)
        q, identification = int(w.memberships.community[n]), w.memberships.identification[n]
        price, access, cares = price_within(w, r, i), w.office.access[0], passion(w.skills, i, k)
        if u >= chance_to_post(identification, cares, 0.0, price, access, law, r.behaviour.time):
            return
    else:
        n, q = NOBODY, where_to_enter(w, r, i, k, id_, where, now) if people.guest[i] == NOBODY else NOBODY
        if q == NOBODY:
            return
        entering = at(r.chance, decision.GUEST, now, now)
        if uniform(entering, id_, people.key[i]) >= chance_to_enter_by_asking(w, r, i, q):
            return
        people.guest[i] = q
    w.problems.posted[p] = now
    w.minutes[i, POSTING] += int(60.0 * law.post_hours)
    ask(w, r, p, q, n, now)


@part
def ask(w: World, r: Rules, p: int, q: int, n: int, now: int) -> None:
    """One question goes to a community; ``n`` is the place of the asker's membership."""
    question, f = w.inbox.question, w.totals.questions[0]
    if f >= question.size:
        w.totals.short[0] |= SHORT_OF_QUESTIONS
        return
    w.totals.questions[0] = f + 1
    question.time[f] = fact(at(r.chance, decision.POST_HOUR, now, now), w.problems.id[p], q)
    question.problem[f] = p
    question.place[f] = n
    question.community[f] = q
    question.found[f] = 0


@part
def where_to_post(w: World, i: int, k: int, id_: int, base: np.uint64) -> int:
    """Place of the membership through which a member posts: a keyed choice by the topic's weight in the domain."""
    best, chosen, m, n = 0.0, NOBODY, w.memberships, w.people.belongs[i]
    while n != NOBODY:
        q = m.community[n]
        if w.domains.weight[q, k] > 0.0:
            entry = race(fact(base, id_, q), w.domains.weight[q, k])
            if chosen == NOBODY or entry > best:
                best, chosen = entry, n
        n = m.following[n]
    return chosen


@part
def where_to_enter(w: World, r: Rules, i: int, k: int, id_: int, base: np.uint64, now: int) -> int:
    """Community that a non-member knows of and may join by asking on this topic, or NOBODY."""
    best, chosen = 0.0, NOBODY
    choice = w.people.known[i] & w.domains.covers[k]
    for q in range(w.communities.size):
        if (choice >> q) & 1 == 0 or not may_enter(w, r, i, q):
            continue
        entry = race(fact(base, id_, q), w.domains.weight[q, k])
        if chosen == NOBODY or entry > best:
            best, chosen = entry, q
    return chosen


@part
def chance_to_enter_by_asking(w: World, r: Rules, i: int, q: int) -> float:
    """σ of the pull of a community with a question in hand, less hurdle and cost of time."""
    law, bond = r.behaviour.joining, bonds(w, i, q)
    here = fit(w.skills, w.domains, w.communities.breadth[q], i, q, law.breadth_dilutes)
    wish = pull(here, 0.0, 0.0, bond, 0.0, 0.0, opinion(w, r, i, bond), law)
    cost = cost_of_hours(r.behaviour.querying.post_hours, price_within(w, r, i), r.behaviour.time.weight)
    return logistic(wish + law.guest - law.entry - cost)
