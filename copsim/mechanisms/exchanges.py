"""M5 Meet, continued: the exchanges of one meeting and the small talk around them.

Reads: who is present (scratch), open problems, agenda, passion, expertise. Writes: problems.by_meeting,
communities.heed, held, listened; memberships.learned, interest, helped, solved; events tell, answer, gain (channel
meeting), contact.
Theory: slots are few; need and passion give voice; the ablest willing answers; all listen as far as they care.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.attachment import TieLaw
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.learning import Learning
from copsim.config.behaviour.work import Asking, Work
from copsim.kernel import compiled, exp, logistic
from copsim.mechanisms.airtime import attention, effort_of_answer, share_that_solves, wish_to_answer, wish_to_speak
from copsim.mechanisms.asking import chance_helper_solves
from copsim.mechanisms.fit import open_problem, open_problem_on
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import Without, is_removed
from copsim.state.world import FINE, NOBODY, Communities, Events, Memberships, People, Problems, Scratch, Ties
from copsim.streams import Chance, at, fact, lasting, race, uniform

SILENT = -1e300


@compiled
def story_topic(people: People, communities: Communities, i: int, q: int) -> int:
    """Topic of the domain on which a person has most to tell: largest passion times expertise."""
    best, chosen = -1.0, 0
    for n in range(communities.breadth[q]):
        k = communities.subject[q, n]
        if people.passion[i, k] * people.expertise[i, k] > best:
            best, chosen = people.passion[i, k] * people.expertise[i, k], k
    return chosen


@compiled
def raise_hands(
    people: People,
    memberships: Memberships,
    communities: Communities,
    problems: Problems,
    scratch: Scratch,
    present: int,
    q: int,
    now: int,
    chance: Chance,
    law: Meeting,
) -> None:
    """One priority per attendee in scratch.floats: the keyed race among those who want the floor."""
    voice, priority = at(chance, decision.VOICE, now, now), at(chance, decision.PRIORITY, now, now)
    for a in range(present):
        i, s = scratch.rows[a], scratch.slots[a]
        p = open_problem(problems, communities, i, q)
        k = problems.topic[p] if p >= 0 else story_topic(people, communities, i, q)
        need, relevant = (1.0, float(communities.agenda[q, k])) if p >= 0 else (0.0, 0.0)
        wish = wish_to_speak(people.passion[i, k], need, relevant, memberships.identification[i, s], law)
        speaks = uniform(voice, people.key[i], q) < logistic(wish)
        scratch.floats[a] = race(uniform(priority, people.key[i], q), exp(wish)) if speaks else SILENT


@compiled
def next_speaker(people: People, scratch: Scratch, present: int) -> int:
    """Place of the attendee with the highest priority left, or -1; equal priorities go to the lower seat."""
    chosen = -1
    for a in range(present):
        if scratch.floats[a] == SILENT:
            continue
        if (
            chosen == -1
            or scratch.floats[a] > scratch.floats[chosen]
            or (
                scratch.floats[a] == scratch.floats[chosen]
                and people.seat[scratch.rows[a]] < people.seat[scratch.rows[chosen]]
            )
        ):
            chosen = a
    return chosen


@compiled
def ablest_volunteer(
    people: People,
    memberships: Memberships,
    scratch: Scratch,
    present: int,
    speaker: int,
    k: int,
    question: int,
    base: np.uint64,
    start: float,
    recognition: float,
    law: Querying,
) -> int:
    """Place of the most expert attendee who volunteers an answer, or -1."""
    chosen = -1
    for a in range(present):
        i, s = scratch.rows[a], scratch.slots[a]
        if a == speaker:
            continue
        wish = wish_to_answer(
            start, people.passion[i, k], people.expertise[i, k], memberships.identification[i, s], recognition, law
        )
        if uniform(base, question, people.key[i]) < logistic(wish):
            best = scratch.rows[chosen]
            if (
                chosen == -1
                or people.expertise[i, k] > people.expertise[best, k]
                or (people.expertise[i, k] == people.expertise[best, k] and people.seat[i] < people.seat[best])
            ):
                chosen = a
    return chosen


@compiled
def listen(
    people: People,
    memberships: Memberships,
    ties: Ties,
    communities: Communities,
    problems: Problems,
    events: Events,
    scratch: Scratch,
    present: int,
    teacher: int,
    asker: int,
    k: int,
    q: int,
    hours: float,
    effort: float,
    id_: int,
    now: int,
    meeting: Meeting,
    learning: Learning,
    boredom: float,
) -> None:
    """Everybody present learns from the teacher as far as they care and can follow."""
    j = scratch.rows[teacher]
    communities.held[q] += 1
    communities.listened[q] += present - 1
    for t in range(ties.other.shape[1]):
        if ties.other[j, t] != NOBODY:
            scratch.strength[ties.other[j, t]] = ties.strength[j, t]
    for a in range(present):
        i, s = scratch.rows[a], scratch.slots[a]
        if a == teacher:
            continue
        heed = 1.0 if a == asker else attention(people.passion[i, k], open_problem_on(problems, i, k) >= 0, meeting)
        communities.heed[q] += int(heed * FINE)
        memberships.interest[i, s] += int((heed - boredom) * FINE)
        gap = people.expertise[j, k] - people.expertise[i, k]
        if gap > 0.0:
            rate = learning_rate(people.talent[i], float(now - people.hire[i]), learning)
            amount = int(FINE * gain_from_person(rate, hours, effort, heed, gap, scratch.strength[i], learning))
            if amount > 0:
                memberships.learned[i, s] += amount
                record(events, ledger.GAIN, id_, i, j, k, q, ledger.MEETING, amount, 0.0, heed)
    for t in range(ties.other.shape[1]):
        if ties.other[j, t] != NOBODY:
            scratch.strength[ties.other[j, t]] = 0.0


@compiled
def exchange(
    people: People,
    memberships: Memberships,
    ties: Ties,
    communities: Communities,
    problems: Problems,
    events: Events,
    scratch: Scratch,
    present: int,
    speaker: int,
    q: int,
    hours: float,
    now: int,
    chance: Chance,
    without: Without,
    recognition: float,
    work: Work,
    asking: Asking,
    meeting: Meeting,
    querying: Querying,
    learning: Learning,
    boredom: float,
) -> None:
    """One slot: a question and its answer, or a story."""
    i = scratch.rows[speaker]
    p = open_problem(problems, communities, i, q)
    if p < 0:
        k = story_topic(people, communities, i, q)
        effort = effort_of_answer(people.passion[i, k], memberships.identification[i, scratch.slots[speaker]], querying)
        record(events, ledger.TELL, NOBODY, i, NOBODY, k, q, ledger.MEETING, 1, 0.0, effort)
        listen(
            people,
            memberships,
            ties,
            communities,
            problems,
            events,
            scratch,
            present,
            speaker,
            -1,
            k,
            q,
            hours,
            effort,
            NOBODY,
            now,
            meeting,
            learning,
            boredom,
        )
        return
    k, id_ = problems.topic[p], problems.id[p]
    a = ablest_volunteer(
        people,
        memberships,
        scratch,
        present,
        speaker,
        k,
        (id_ << 6) | q,
        at(chance, decision.VOLUNTEER, now, now),
        meeting.volunteer,
        recognition,
        querying,
    )
    if a == -1:
        return
    j, s = scratch.rows[a], scratch.slots[a]
    if is_removed(without, now, ledger.ANSWER, id_, people.key[j], people.key[i], q, ledger.MEETING):
        return
    effort = effort_of_answer(people.passion[j, k], memberships.identification[j, s], querying)
    share = share_that_solves(effort, querying)
    likely = chance_helper_solves(people.expertise[j, k], problems.difficulty[p], share, work, asking)
    solved = lasting(chance, decision.CAN_SOLVE, problems.arrived[p], id_, people.key[j]) < likely
    record(events, ledger.ANSWER, id_, j, i, k, q, ledger.MEETING, int(60.0 * hours), 0.0, 1.0 if solved else 0.0)
    record(events, ledger.CONTACT, id_, i, j, k, q, ledger.MEETING, 1, 0.0, 0.0)
    memberships.helped[j, s] += 1
    listen(
        people,
        memberships,
        ties,
        communities,
        problems,
        events,
        scratch,
        present,
        a,
        speaker,
        k,
        q,
        hours,
        effort,
        id_,
        now,
        meeting,
        learning,
        boredom,
    )
    if solved:
        problems.by_meeting[p] = j
        memberships.solved[i, scratch.slots[speaker]] += 1


@compiled
def talk(
    people: People, events: Events, scratch: Scratch, present: int, q: int, now: int, chance: Chance, law: TieLaw
) -> None:
    """Beside the exchanges people get to know the next one in a keyed circle, so that one absence moves one pair."""
    base = at(chance, decision.SMALL_TALK, now, now)
    for a in range(present):
        scratch.more[a] = fact(base, people.key[scratch.rows[a]], q)
    for a in range(present):
        i = scratch.rows[a]
        if fact(base, people.key[i], q + 64) >= law.small_talk or present < 2:
            continue
        following, lowest = -1, -1
        for b in range(present):
            if (
                b != a
                and scratch.more[b] > scratch.more[a]
                and (following == -1 or scratch.more[b] < scratch.more[following])
            ):
                following = b
            if b != a and (lowest == -1 or scratch.more[b] < scratch.more[lowest]):
                lowest = b
        j = scratch.rows[following] if following >= 0 else scratch.rows[lowest]
        record(events, ledger.CONTACT, NOBODY, i, j, NOBODY, q, ledger.MEETING, 1, 0.0, 1.0)
