"""M6 Ask between meetings: questions posted to a community, read by some, answered by the willing.

Reads: problems, memberships, passion, expertise, price. Writes: problems.posted, by_answer; memberships.answered,
ignored, answers, solved_by_answer, guest; minutes[POSTING, ANSWERING, READING]; events post, answer, gain (channel
query), contact. Theory: each able and willing reader answers after an exponential delay; attention is scarce.
"""

from typing import Any

import numpy as np

from copsim import decision
from copsim.config.behaviour.community import Awareness, Joining
from copsim.config.behaviour.exchange import Querying
from copsim.config.behaviour.learning import Learning
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.work import Asking, Work
from copsim.config.policy import Policy
from copsim.kernel import compiled, logistic
from copsim.mechanisms.airtime import effort_of_answer, share_that_solves, wish_to_answer
from copsim.mechanisms.asking import chance_helper_solves, chance_to_accept
from copsim.mechanisms.channel import THREAD_LIFE, chance_to_post, clock_hours, delay_of_answer
from copsim.mechanisms.facilitation import expert_named
from copsim.mechanisms.fit import bonds, fit, pull
from copsim.mechanisms.gates import may_enter
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.mechanisms.work import is_open
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import Without, is_removed
from copsim.state.world import (
    ANSWERING,
    FINE,
    NOBODY,
    POSTING,
    READING,
    Communities,
    Events,
    Hours,
    Memberships,
    People,
    Problems,
    Scratch,
    Ties,
)
from copsim.streams import Chance, at, fact, lasting, race, uniform


@compiled
def where_to_post(memberships: Memberships, communities: Communities, i: int, k: int, id_: int, base: np.uint64) -> int:
    """Membership slot of the community in which to post: a keyed choice by the topic's weight in the domain; or -1."""
    best, chosen = 0.0, -1
    if (memberships.inside[i] & communities.covers[k]) == 0:
        return chosen
    for s in range(memberships.community.shape[1]):
        q = memberships.community[i, s]
        if q == NOBODY or memberships.level[i, s] == 0 or communities.domain[q, k] <= 0.0:
            continue
        entry = race(fact(base, id_, q), communities.domain[q, k])
        if chosen == -1 or entry > best:
            best, chosen = entry, s
    return chosen


@compiled
def where_to_enter(
    people: People,
    memberships: Memberships,
    communities: Communities,
    i: int,
    k: int,
    id_: int,
    base: np.uint64,
    now: int,
    rule: Any,
    cooling: int,
    chance: Chance,
    noise: float,
) -> int:
    """Community that a non-member knows of and may join by asking on this topic, or NOBODY."""
    best, chosen = 0.0, NOBODY
    choice = memberships.known[i] & communities.covers[k]
    for q in range(communities.alive.size):
        if (choice >> q) & 1 == 0:
            continue
        if not may_enter(people, memberships, communities, i, q, now, rule, cooling, chance, noise):
            continue
        entry = race(fact(base, id_, q), communities.domain[q, k])
        if chosen == NOBODY or entry > best:
            best, chosen = entry, q
    return chosen


@compiled
def chance_to_enter_by_asking(
    people: People,
    memberships: Memberships,
    communities: Communities,
    ties: Ties,
    i: int,
    q: int,
    price: float,
    recognition: float,
    hours: float,
    joining: Joining,
    time: TimePrice,
) -> float:
    """σ of the pull of a community with a question in hand, less hurdle and cost of time."""
    here = fit(people, communities, i, q, joining.breadth_dilutes)
    wish = pull(here, 0.0, 0.0, bonds(ties, memberships, i, q), 0.0, 0.0, recognition, joining)
    return logistic(wish + joining.guest - joining.entry - cost_of_hours(hours, price, time.weight))


@compiled
def read_all(memberships: Memberships, communities: Communities, hours: Hours, law: Querying) -> None:
    """Members read their share of last weeks' number of messages; a reader's minutes are rounded down."""
    for q in range(communities.alive.size):
        size = communities.start[q + 1] - communities.start[q]
        each = 60.0 * law.message_hours * (communities.messages[q] + law.chatter * size)
        for n in range(communities.start[q], communities.start[q + 1]):
            i = communities.member[n]
            hours.minutes[i, READING] += int(each * memberships.reading[i, communities.slot[n]])


@compiled
def post(
    people: People,
    ties: Ties,
    communities: Communities,
    memberships: Memberships,
    problems: Problems,
    hours: Hours,
    events: Events,
    scratch: Scratch,
    now: int,
    chance: Chance,
    without: Without,
    policy: Policy,
    site_hours: float,
    work: Work,
    asking: Asking,
    awareness: Awareness,
    joining: Joining,
    querying: Querying,
    learning: Learning,
    time: TimePrice,
) -> None:
    """Open problems are posted to a community the owner belongs to, or enters by asking."""
    where, whether = at(chance, decision.WHICH_COMMUNITY, now, now), at(chance, decision.POST, now, now)
    entering = at(chance, decision.GUEST, now, now)
    recognition, access = policy.rewards.recognition, policy.obstacles.it_access
    for i in range(people.seat.size):
        memberships.guest[i] = NOBODY
    for p in range(problems.total[0]):
        i, k, id_ = problems.row[p], problems.topic[p], problems.id[p]
        if people.filled[i] == 0 or now - problems.posted[p] < querying.repost_weeks or not is_open(problems, p):
            continue
        if (memberships.known[i] & communities.covers[k]) == 0:
            continue
        u = uniform(whether, id_, people.key[i])
        if u >= chance_to_post(1.0, people.passion[i, k], querying.post_first, 0.0, access, querying, time):
            continue  # too little even where it is easiest: spares the search for a place
        s = where_to_post(memberships, communities, i, k, id_, where)
        q, first, identification = NOBODY, 0.0, 0.0
        if s >= 0:
            q, identification = memberships.community[i, s], memberships.identification[i, s]
        elif memberships.guest[i] == NOBODY:
            first = querying.post_first
            q = where_to_enter(
                people,
                memberships,
                communities,
                i,
                k,
                id_,
                where,
                now,
                policy.membership.rule,
                joining.cooling_weeks,
                chance,
                awareness.fit_noise,
            )
        if q == NOBODY or u >= chance_to_post(
            identification, people.passion[i, k], first, hours.price[i], access, querying, time
        ):
            continue
        if s < 0 and uniform(entering, id_, people.key[i]) >= chance_to_enter_by_asking(
            people,
            memberships,
            communities,
            ties,
            i,
            q,
            hours.price[i],
            recognition,
            querying.post_hours,
            joining,
            time,
        ):
            continue
        problems.posted[p] = now
        if s < 0:
            memberships.guest[i] = q
        hours.minutes[i, POSTING] += int(60.0 * querying.post_hours)
        record(events, ledger.POST, id_, i, NOBODY, k, q, ledger.COMMUNITY, 1, 0.0, 0.0)
        found = collect_answers(
            people,
            communities,
            memberships,
            hours,
            scratch,
            p,
            problems,
            q,
            now,
            chance,
            recognition,
            site_hours,
            querying,
            time,
        )
        if found == 0:
            found = be_matched(
                people,
                communities,
                memberships,
                hours,
                scratch,
                p,
                problems,
                q,
                now,
                chance,
                asking,
                awareness,
                site_hours,
                querying,
                time,
            )
        take_answers(
            people,
            ties,
            memberships,
            problems,
            hours,
            events,
            scratch,
            p,
            q,
            s,
            found,
            now,
            chance,
            without,
            work,
            asking,
            querying,
            learning,
        )


@compiled
def posted_at(chance: Chance, now: int, id_: int, q: int) -> float:
    """Working hour of the asker's week, in [0, 40), at which a question is posted."""
    return 40.0 * fact(at(chance, decision.POST_HOUR, now, now), id_, q)


@compiled
def hours_between(people: People, i: int, j: int, site_hours: float) -> float:
    """How much later the day of j begins than that of i, from -12 to 12 hours."""
    apart = site_hours * (people.site[j] - people.site[i]) + 12.0
    return apart - 24.0 * int(apart // 24.0) - 12.0


@compiled
def collect_answers(
    people: People,
    communities: Communities,
    memberships: Memberships,
    hours: Hours,
    scratch: Scratch,
    p: int,
    problems: Problems,
    q: int,
    now: int,
    chance: Chance,
    recognition: float,
    site_hours: float,
    law: Querying,
    time: TimePrice,
) -> int:
    """The first few answers by the clock: rows, slots and hours after posting in scratch. Returns how many."""
    i, k, question = problems.row[p], problems.topic[p], (problems.id[p] << 6) | q
    read, delayed = at(chance, decision.READ, now, now), at(chance, decision.ANSWER_DELAY, now, now)
    found = 0
    for n in range(communities.start[q], communities.start[q + 1]):
        j, s = communities.member[n], communities.slot[n]
        share = memberships.reading[j, s]
        u = uniform(read, question, people.key[j])
        if j == i or u >= share:
            continue
        wish = wish_to_answer(
            law.answer, people.passion[j, k], people.expertise[j, k], memberships.identification[j, s], recognition, law
        )
        willing = logistic(wish - cost_of_hours(law.answer_hours, hours.price[j], time.weight))
        if u >= share * willing:  # u / share is uniform again among those who read
            continue
        delay = delay_of_answer(uniform(delayed, question, people.key[j]), law.checks_per_day, willing)
        if delay >= THREAD_LIFE:
            continue
        hour = clock_hours(posted_at(chance, now, problems.id[p], q), delay, hours_between(people, i, j, site_hours))
        place = found
        while place > 0 and scratch.floats[place - 1] > hour:
            place -= 1
        if place >= law.answers_read:
            continue
        for later in range(min(found, law.answers_read - 1), place, -1):
            scratch.rows[later], scratch.slots[later] = scratch.rows[later - 1], scratch.slots[later - 1]
            scratch.floats[later] = scratch.floats[later - 1]
        scratch.rows[place], scratch.slots[place], scratch.floats[place] = j, s, hour
        found = min(found + 1, law.answers_read)
    return found


@compiled
def be_matched(
    people: People,
    communities: Communities,
    memberships: Memberships,
    hours: Hours,
    scratch: Scratch,
    p: int,
    problems: Problems,
    q: int,
    now: int,
    chance: Chance,
    asking: Asking,
    awareness: Awareness,
    site_hours: float,
    law: Querying,
    time: TimePrice,
) -> int:
    """A facilitator, if there is time, brings an unanswered question to the member taken for the ablest."""
    i, k, id_ = problems.row[p], problems.topic[p], problems.id[p]
    if uniform(at(chance, decision.FACILITATE, now, now), id_, q) >= communities.match_share[0]:
        return 0
    n = expert_named(people, communities, q, i, k, now, chance, awareness.fit_noise)
    if n < 0:
        return 0
    j, s = communities.member[n], communities.slot[n]
    willing = chance_to_accept(0.0, people.passion[j, k], hours.price[j], asking, time)
    if uniform(at(chance, decision.ASK_EXPERT, now, now), id_, people.key[j]) >= willing:
        return 0
    delay = delay_of_answer(
        uniform(at(chance, decision.ANSWER_DELAY, now, now), (id_ << 6) | 63, people.key[j]), law.checks_per_day, 1.0
    )
    apart = hours_between(people, i, j, site_hours)
    scratch.rows[0], scratch.slots[0] = j, s
    scratch.floats[0] = clock_hours(posted_at(chance, now, id_, q), delay, apart)
    return 1


@compiled
def take_answers(
    people: People,
    ties: Ties,
    memberships: Memberships,
    problems: Problems,
    hours: Hours,
    events: Events,
    scratch: Scratch,
    p: int,
    q: int,
    s: int,
    found: int,
    now: int,
    chance: Chance,
    without: Without,
    work: Work,
    asking: Asking,
    querying: Querying,
    learning: Learning,
) -> None:
    """The owner follows up the answers in order; both sides give time, the owner learns, one may solve it."""
    i, k, id_ = problems.row[p], problems.topic[p], problems.id[p]
    got = 0
    for a in range(found):
        j, slot = scratch.rows[a], scratch.slots[a]
        if is_removed(without, now, ledger.ANSWER, id_, people.key[j], people.key[i], q, ledger.COMMUNITY):
            continue
        effort = effort_of_answer(people.passion[j, k], memberships.identification[j, slot], querying)
        likely = chance_helper_solves(
            people.expertise[j, k], problems.difficulty[p], share_that_solves(effort, querying), work, asking
        )
        able = lasting(chance, decision.CAN_SOLVE, problems.arrived[p], id_, people.key[j]) < likely
        solved = able and problems.by_answer[p] == NOBODY
        hour = scratch.floats[a]
        minutes = int(60.0 * querying.answer_hours * effort)
        hours.minutes[j, ANSWERING] += minutes
        got += 1
        memberships.answers[j, slot] += 1
        record(events, ledger.ANSWER, id_, j, i, k, q, ledger.COMMUNITY, minutes, hour, 1.0 if solved else 0.0)
        record(events, ledger.CONTACT, id_, i, j, k, q, ledger.COMMUNITY, 1, 0.0, 0.0)
        if solved:
            problems.by_answer[p] = j
        gap = people.expertise[j, k] - people.expertise[i, k]
        if gap > 0.0:
            rate = learning_rate(people.talent[i], float(now - people.hire[i]), learning)
            amount = int(FINE * gain_from_person(rate, querying.answer_hours, effort, 1.0, gap, 0.0, learning))
            record(events, ledger.GAIN, id_, i, j, k, q, ledger.COMMUNITY, amount, 0.0, 1.0)
    if s >= 0:
        memberships.answers[i, s] += got
        memberships.answered[i, s] += 1 if got > 0 else 0
        memberships.ignored[i, s] += 1 if got == 0 else 0
        memberships.solved_by_answer[i, s] += 1 if problems.by_answer[p] != NOBODY else 0
    if got == 0:
        # nobody answered: the row has no one who acts
        record(events, ledger.ANSWER, id_, NOBODY, i, k, q, ledger.COMMUNITY, 0, 0.0, 0.0)
