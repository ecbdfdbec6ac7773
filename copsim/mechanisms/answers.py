"""M6 Answer: who reads a question, who answers it, and what the asker has of it.

Reads: problems, rosters, reading, passion, expertise, price, office.match_share. Writes: problems.by_answer;
rosters.member.answered, ignored, answers, solved_by_answer; minutes[ANSWERING]; events post, answer, gain (channel
query), contact. Theory: each able and willing reader answers after an exponential delay; help takes both sides' time.
"""

from copsim import decision
from copsim.kernel import logistic, part
from copsim.mechanisms.airtime import effort_of_answer, share_that_solves, wish_to_answer
from copsim.mechanisms.asking import chance_helper_solves, chance_to_accept
from copsim.mechanisms.channel import THREAD_LIFE, clock_hours, delay_of_answer
from copsim.mechanisms.facilitation import expert_named
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import is_removed
from copsim.state.skills import expertise, passion
from copsim.state.world import ANSWERING, FINE, NOBODY, Table, World
from copsim.streams import Chance, at, fact, lasting, uniform

MATCHED = 63  # in place of a community's number in the key of a question that a facilitator matched


@part
def answer_question(w: World, r: Rules, p: int, q: int, s: int, now: int) -> None:
    """A question meets its readers; ``s`` is the asker's membership slot, or -1 for somebody who enters by asking."""
    found = collect_answers(w, r, p, q, now)
    if found == 0:
        found = be_matched(w, r, p, q, now)
    got = 0
    i, k, id_, first = w.problems.row[p], w.problems.topic[p], w.problems.id[p], 0
    for a in range(found):
        j = w.rosters.member.row[w.scratch.places[a]]
        if not is_removed(r.without, now, ledger.ANSWER, id_, w.people.key[j], w.people.key[i], q, ledger.COMMUNITY):
            minute = int(60.0 * w.scratch.floats[a])
            first = minute if got == 0 else first
            take_answer(w, r, p, q, w.scratch.places[a], minute, now)
            got += 1
    record(w.events, w.totals, ledger.POST, id_, i, NOBODY, k, q, ledger.COMMUNITY, got, first, 0.0)
    if s >= 0:
        member, own = w.rosters.member, w.memberships.place[i, s]
        member.answers[own] += got
        member.answered[own] += 1 if got > 0 else 0
        member.ignored[own] += 1 if got == 0 else 0
        member.solved_by_answer[own] += 1 if w.problems.by_answer[p] != NOBODY else 0


@part
def collect_answers(w: World, r: Rules, p: int, q: int, now: int) -> int:
    """The first few answers by the clock: roster places and hours after posting in scratch. Returns how many."""
    people, member, law, scratch = w.people, w.rosters.member, r.behaviour.querying, w.scratch
    i, k, question, found = w.problems.row[p], w.problems.topic[p], (w.problems.id[p] << 6) | q, 0
    read, delayed = at(r.chance, decision.READ, now, now), at(r.chance, decision.ANSWER_DELAY, now, now)
    for n in range(w.rosters.start[q], w.rosters.start[q + 1]):
        j, s = member.row[n], member.slot[n]
        share, u = w.memberships.reading[j, s], uniform(read, question, people.key[j])
        if u >= share or j == i:
            continue
        willing = willing_to_answer(w, r, j, s, k)
        if u >= share * willing:  # u / share is uniform again among those who read
            continue
        delay = delay_of_answer(uniform(delayed, question, people.key[j]), law.checks_per_day, willing)
        if delay >= THREAD_LIFE:
            continue
        apart = hours_between(people, i, j, r.organization.site_hours_apart)
        hour = clock_hours(posted_at(r.chance, now, w.problems.id[p], q), delay, apart)
        place = found
        while place > 0 and scratch.floats[place - 1] > hour:
            place -= 1
        if place >= law.answers_read:
            continue
        for later in range(min(found, law.answers_read - 1), place, -1):
            scratch.places[later], scratch.floats[later] = scratch.places[later - 1], scratch.floats[later - 1]
        scratch.places[place], scratch.floats[place] = n, hour
        found = min(found + 1, law.answers_read)
    return found


@part
def willing_to_answer(w: World, r: Rules, j: int, s: int, k: int) -> float:
    """Chance that somebody who reads a question on a topic answers it."""
    law = r.behaviour.querying
    wish = wish_to_answer(
        law.answer,
        passion(w.skills, j, k),
        expertise(w.skills, j, k),
        w.memberships.identification[j, s],
        r.policy.rewards.recognition,
        law,
    )
    return logistic(wish - cost_of_hours(law.answer_hours, w.people.price[j], r.behaviour.time.weight))


@part
def be_matched(w: World, r: Rules, p: int, q: int, now: int) -> int:
    """A facilitator, if there is time, brings an unanswered question to the member taken for the ablest."""
    i, k, id_ = w.problems.row[p], w.problems.topic[p], w.problems.id[p]
    if uniform(at(r.chance, decision.FACILITATE, now, now), id_, q) >= w.office.match_share[0]:
        return 0
    n = expert_named(w, r, q, i, k)
    if n < 0:
        return 0
    j = w.rosters.member.row[n]
    willing = chance_to_accept(0.0, passion(w.skills, j, k), w.people.price[j], r.behaviour.asking, r.behaviour.time)
    if uniform(at(r.chance, decision.ASK_EXPERT, now, now), id_, w.people.key[j]) >= willing:
        return 0
    u = uniform(at(r.chance, decision.ANSWER_DELAY, now, now), (id_ << 6) | MATCHED, w.people.key[j])
    delay = delay_of_answer(u, r.behaviour.querying.checks_per_day, 1.0)
    apart = hours_between(w.people, i, j, r.organization.site_hours_apart)
    w.scratch.places[0] = n
    w.scratch.floats[0] = clock_hours(posted_at(r.chance, now, id_, q), delay, apart)
    return 1


@part
def take_answer(w: World, r: Rules, p: int, q: int, n: int, minute: int, now: int) -> None:
    """The owner follows up one answer: both sides give time, the owner learns, it may solve the problem."""
    people, problems, b = w.people, w.problems, r.behaviour
    i, k, id_, j = problems.row[p], problems.topic[p], problems.id[p], w.rosters.member.row[n]
    knows = expertise(w.skills, j, k)
    identification = w.memberships.identification[j, w.rosters.member.slot[n]]
    effort = effort_of_answer(passion(w.skills, j, k), identification, b.querying)
    share = share_that_solves(effort, b.querying)
    likely = chance_helper_solves(knows, problems.difficulty[p], share, b.work, b.asking)
    able = lasting(r.chance, decision.CAN_SOLVE, problems.arrived[p], id_, people.key[j]) < likely
    solved = able and problems.by_answer[p] == NOBODY
    minutes = int(60.0 * b.querying.answer_hours * effort)
    w.minutes[j, ANSWERING] += minutes
    w.rosters.member.answers[n] += 1
    worked = 1.0 if solved else 0.0
    record(w.events, w.totals, ledger.ANSWER, id_, j, i, k, q, ledger.COMMUNITY, minutes, minute, worked)
    record(w.events, w.totals, ledger.CONTACT, id_, i, j, k, q, ledger.COMMUNITY, 1, 0, 0.0)
    if solved:
        problems.by_answer[p] = j
    gap = knows - expertise(w.skills, i, k)
    if gap > 0.0:
        rate = learning_rate(people.talent[i], float(now - people.hire[i]), b.learning)
        learned = gain_from_person(rate, b.querying.answer_hours, effort, 1.0, gap, 0.0, b.learning)
        amount = int(FINE * learned)
        if amount > 0:
            record(w.events, w.totals, ledger.GAIN, id_, i, j, k, q, ledger.COMMUNITY, amount, 0, 1.0)


@part
def posted_at(chance: Chance, now: int, id_: int, q: int) -> float:
    """Working hour of the asker's week, in [0, 40), at which a question is posted."""
    return 40.0 * fact(at(chance, decision.POST_HOUR, now, now), id_, q)


@part
def hours_between(people: Table, i: int, j: int, site_hours: float) -> float:
    """How much later the day of j begins than that of i, from -12 to 12 hours."""
    apart = site_hours * (people.site[j] - people.site[i]) + 12.0
    return apart - 24.0 * int(apart // 24.0) - 12.0
