"""M5 Meet, continued: the exchanges of one meeting and the small talk around them.

Reads: who is present (scratch), open problems, agenda, passion, expertise. Writes: problems.solver, channel;
communities.heed, held, listened; memberships.learned, interest, helped, solved; events tell, answer, gain (channel
meeting), contact.
Theory: slots are few; need and passion give voice; the ablest willing answers; all listen as far as they care.
"""

from typing import Any

from copsim import decision
from copsim.config.levers.occasions import Events
from copsim.config.records import option
from copsim.kernel import exp, logistic, part
from copsim.mechanisms.airtime import attention, effort_of_answer, share_that_solves, wish_to_answer, wish_to_speak
from copsim.mechanisms.asking import chance_helper_solves
from copsim.mechanisms.fit import open_problem, open_problem_on
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.motives import urge
from copsim.mechanisms.order import sort
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.work import solve
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import is_removed
from copsim.state.skills import expertise, passion, strength
from copsim.state.world import FINE, INTEREST, NOBODY, World
from copsim.streams import at, fact, lasting, race, uniform

REMOTE: Any = option(Events, "mode", "remote")
SILENT = -1e300


@part
def story_topic(w: World, i: int, q: int) -> int:
    """Topic of the domain on which a person has most to tell: largest passion times expertise."""
    best, chosen = -1.0, 0
    for n in range(w.communities.breadth[q]):
        k = int(w.domains.subject[q, n])
        weight = passion(w.skills, i, k) * expertise(w.skills, i, k)
        if weight > best:
            best, chosen = weight, k
    return chosen


@part
def raise_hands(w: World, r: Rules, present: int, q: int, now: int) -> None:
    """scratch: a priority per attendee, the keyed race among those who want the floor; and how fast each learns."""
    voice, priority = at(r.chance, decision.VOICE, now, now), at(r.chance, decision.PRIORITY, now, now)
    people, scratch = w.people, w.scratch
    for a in range(present):
        n = scratch.places[a]
        i = w.memberships.row[n]
        p = open_problem(w.problems, w.desks, w.domains, i, q)
        k = int(w.problems.topic[p]) if p >= 0 else story_topic(w, i, q)
        need, relevant = (1.0, float(w.domains.agenda[q, k])) if p >= 0 else (0.0, 0.0)
        identification = w.memberships.identification[n]
        wish = wish_to_speak(passion(w.skills, i, k), need, relevant, identification, r.behaviour.meeting)
        wish += urge(w, r, n, NOBODY) if p < 0 else 0.0  # a story is a visible contribution
        speaks = uniform(voice, people.key[i], q) < logistic(wish)
        scratch.floats[a] = race(uniform(priority, people.key[i], q), exp(wish)) if speaks else SILENT
        scratch.rates[a] = learning_rate(people.talent[i], float(now - people.hire[i]), r.behaviour.learning)


@part
def next_speaker(w: World, present: int) -> int:
    """Place among those present of the highest priority left, or -1; equal priorities go to the lower seat."""
    floats, chosen = w.scratch.floats, -1
    for a in range(present):
        if floats[a] == SILENT or (chosen != -1 and floats[a] < floats[chosen]):
            continue
        if chosen == -1 or floats[a] > floats[chosen] or seat_of(w, a) < seat_of(w, chosen):
            chosen = a
    return chosen


@part
def seat_of(w: World, a: int) -> int:
    """Seat of an attendee."""
    return w.people.seat[w.memberships.row[w.scratch.places[a]]]


@part
def ablest_volunteer(w: World, r: Rules, present: int, speaker: int, k: int, q: int, id_: int, now: int) -> int:
    """Place among those present of the most expert who volunteers an answer, or -1."""
    base, question, chosen, most = at(r.chance, decision.VOLUNTEER, now, now), (id_ << 6) | q, -1, -1
    law, asker = r.behaviour.querying, w.memberships.row[w.scratch.places[speaker]]
    for a in range(present):
        n = w.scratch.places[a]
        i = w.memberships.row[n]
        knows = int(w.skills.expertise[i, k])
        if a == speaker or knows < most or (knows == most and seat_of(w, a) > seat_of(w, chosen)):
            continue  # somebody abler has volunteered already
        wish = wish_to_answer(
            r.behaviour.meeting.volunteer,
            passion(w.skills, i, k),
            expertise(w.skills, i, k),
            w.memberships.identification[n],
            w.memberships.owed[n],
            urge(w, r, n, asker),
            law,
        )
        if uniform(base, question, w.people.key[i]) < logistic(wish):
            chosen, most = a, knows
    return chosen


@part
def listen(
    w: World, r: Rules, present: int, teacher: int, asker: int, k: int, q: int, hours: float, effort: float, id_: int
) -> None:
    """Everybody present learns from the teacher, whose ties tell who is close, as far as they care and can follow."""
    scratch, seat, b = w.scratch, w.ties.seat, r.behaviour
    closeness = b.gathering.remote_attention if r.policy.events.mode == REMOTE else 1.0
    j = w.memberships.row[scratch.places[teacher]]
    knows = expertise(w.skills, j, k)
    w.communities.held[q] += 1
    w.communities.listened[q] += present - 1
    for t in range(seat.shape[1]):
        if seat[j, t] != NOBODY:
            scratch.closeness[seat[j, t]] = strength(w.ties.strength, j, t)
    for a in range(present):
        if a == teacher:
            continue
        n = scratch.places[a]
        i, heed = w.memberships.row[n], 1.0
        if a != asker:
            needs = open_problem_on(w.problems, w.desks, i, k) >= 0
            heed = closeness * attention(passion(w.skills, i, k), needs, b.meeting)
        w.communities.heed[q] += int(heed * FINE)
        w.memberships.interest[n] += int((heed - b.benefit.boredom) * INTEREST)
        gap = knows - expertise(w.skills, i, k)
        if gap > 0.0:
            close = scratch.closeness[w.people.seat[i]]
            learned = gain_from_person(scratch.rates[a], hours, effort, heed, gap, close, b.learning)
            amount = int(FINE * learned)
            if amount > 0:
                w.memberships.learned[n] += amount
                record(w.events, w.totals, ledger.GAIN, id_, i, j, k, q, ledger.MEETING, amount, 0, heed)
    for t in range(seat.shape[1]):
        if seat[j, t] != NOBODY:
            scratch.closeness[seat[j, t]] = 0.0


@part
def exchange(w: World, r: Rules, present: int, speaker: int, q: int, now: int) -> None:
    """One slot: a question and its answer, or a story."""
    n = w.scratch.places[speaker]
    i = w.memberships.row[n]
    hours = r.policy.events.meeting_hours / r.behaviour.meeting.slots
    p = open_problem(w.problems, w.desks, w.domains, i, q)
    if p >= 0:
        answer(w, r, present, speaker, p, q, hours, now)
        return
    k = story_topic(w, i, q)
    effort = effort_of_answer(passion(w.skills, i, k), w.memberships.identification[n], r.behaviour.querying)
    record(w.events, w.totals, ledger.TELL, NOBODY, i, NOBODY, k, q, ledger.MEETING, 1, 0, effort)
    w.memberships.told[n] += 1
    listen(w, r, present, speaker, -1, k, q, hours, effort, NOBODY)


@part
def answer(w: World, r: Rules, present: int, speaker: int, p: int, q: int, hours: float, now: int) -> None:
    """The ablest of those who volunteer answers the speaker's question; all listen, and it may be solved."""
    people, problems, b, asking = w.people, w.problems, r.behaviour, w.scratch.places[speaker]
    i, k, id_ = problems.row[p], problems.topic[p], problems.id[p]
    a = ablest_volunteer(w, r, present, speaker, k, q, id_, now)
    if a == -1:
        return
    n = w.scratch.places[a]
    j = w.memberships.row[n]
    if is_removed(r.without, now, ledger.ANSWER, id_, people.key[j], people.key[i], q, ledger.MEETING):
        return
    identification = w.memberships.identification[n]
    effort = effort_of_answer(passion(w.skills, j, k), identification, b.querying)
    share = share_that_solves(effort, b.querying)
    likely = chance_helper_solves(expertise(w.skills, j, k), problems.difficulty[p], share, b.work, b.asking)
    solved = lasting(r.chance, decision.CAN_SOLVE, problems.arrived[p], id_, people.key[j]) < likely
    minutes, worked = int(60.0 * hours), 1.0 if solved else 0.0
    record(w.events, w.totals, ledger.ANSWER, id_, j, i, k, q, ledger.MEETING, minutes, 0, worked)
    record(w.events, w.totals, ledger.CONTACT, id_, i, j, k, q, ledger.MEETING, 1, 0, 0.0)
    w.memberships.helped[n] += 1
    w.memberships.received[asking] += 1
    listen(w, r, present, a, speaker, k, q, hours, effort, id_)
    if solved:
        solve(problems, p, j, ledger.MEETING)
        w.memberships.solved[asking] += 1


@part
def talk(w: World, r: Rules, present: int, q: int, now: int) -> None:
    """Beside the exchanges people get to know the next one in a keyed circle, so that one absence moves one pair."""
    base, circle, places = at(r.chance, decision.SMALL_TALK, now, now), w.scratch.rates, w.scratch.places
    for a in range(present):
        circle[a] = fact(base, w.people.key[w.memberships.row[places[a]]], q)
    sort(circle, places, present)
    likely = r.behaviour.ties.small_talk
    likely *= r.behaviour.gathering.remote_talk if r.policy.events.mode == REMOTE else 1.0
    for a in range(present if present > 1 else 0):
        i = w.memberships.row[places[a]]
        j = w.memberships.row[places[a + 1 if a + 1 < present else 0]]
        if fact(base, w.people.key[i], q + 64) < likely:
            record(w.events, w.totals, ledger.CONTACT, NOBODY, i, j, NOBODY, q, ledger.MEETING, 1, 0, 1.0)
