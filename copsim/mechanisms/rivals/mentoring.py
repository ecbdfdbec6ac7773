"""Rival: assigned mentoring. Newcomers meet an abler colleague of the same job every week, in required hours.

Reads: policy.rivals.mentoring_hours; home, hire, expertise, passion, ties. Writes: people.mentor; minutes[MENTORING];
events mentor, gain (channel mentoring), contact. Theory: tenure makes a mentee, ability a mentor; who of the abler is
assigned is a keyed choice, never a matter of load. Both sides' hours are required; their worth hangs on motives.
"""

from copsim import decision
from copsim.kernel import part
from copsim.mechanisms.airtime import attention, effort_of_answer
from copsim.mechanisms.fit import open_problem_on
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.ties import slot_of
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import expertise, passion, strength
from copsim.state.world import FINE, MENTORING, NOBODY, World
from copsim.streams import at, race, uniform

RETRY_WEEKS = 4  # a mentee without a mentor is given one as soon as there is an abler colleague


@part
def mentor(w: World, r: Rules, now: int) -> None:
    """Every newcomer with a mentor meets them this week."""
    people, hours = w.people, r.policy.rivals.mentoring_hours
    if hours <= 0.0:
        return
    for i in range(people.size):
        if people.filled[i] == 0 or now - people.hire[i] >= r.behaviour.mentoring.newcomer_weeks:
            people.mentor[i] = NOBODY
            continue
        if not has_mentor(w, i):
            people.mentor[i] = NOBODY
            if (now + people.seat[i]) % RETRY_WEEKS == 0 or now - people.hire[i] == 1:
                people.mentor[i] = whom_to_assign(w, r, i, now)
        if people.mentor[i] != NOBODY:
            meet(w, r, i, w.places.row_of_seat[people.mentor[i]], now)


@part
def has_mentor(w: World, i: int) -> bool:
    """True if the mentor is still there and still the abler."""
    people, k = w.people, w.people.home[i]
    if people.mentor[i] == NOBODY:
        return False
    j = w.places.row_of_seat[people.mentor[i]]
    return bool(people.filled[j] == 1 and w.skills.expertise[j, k] > w.skills.expertise[i, k])


@part
def whom_to_assign(w: World, r: Rules, i: int, now: int) -> int:
    """Seat of the mentor: a keyed choice among abler colleagues of the job, by what they know; or NOBODY."""
    people, k, best, chosen = w.people, w.people.home[i], 0.0, NOBODY
    base = at(r.chance, decision.ASSIGN_MENTOR, now, now)
    for j in range(people.size):
        if people.filled[j] == 0 or people.home[j] != k or w.skills.expertise[j, k] <= w.skills.expertise[i, k]:
            continue
        entry = race(uniform(base, people.key[i], people.key[j]), expertise(w.skills, j, k))
        if chosen == NOBODY or entry > best:
            best, chosen = entry, int(people.seat[j])
    return chosen


@part
def meet(w: World, r: Rules, i: int, j: int, now: int) -> None:
    """The hours, the learning and the contact of one pair in one week."""
    people, b, k = w.people, r.behaviour, int(w.people.home[i])
    hours = r.policy.rivals.mentoring_hours
    minutes, t = int(60.0 * hours), slot_of(w.ties.seat, i, people.seat[j])
    close = strength(w.ties.strength, i, t) if t >= 0 else 0.0
    w.minutes[i, MENTORING] += minutes
    w.minutes[j, MENTORING] += minutes
    record(w.events, w.totals, ledger.MENTOR, NOBODY, j, i, k, NOBODY, ledger.MENTORING, minutes, 0, close)
    record(w.events, w.totals, ledger.CONTACT, NOBODY, i, j, k, NOBODY, ledger.MENTORING, 1, 0, 0.0)
    effort = effort_of_answer(passion(w.skills, j, k), 0.0, b.querying)
    heed = attention(passion(w.skills, i, k), open_problem_on(w.problems, w.desks, i, k) >= 0, b.meeting)
    rate = learning_rate(people.talent[i], float(now - people.hire[i]), b.learning)
    gap = expertise(w.skills, j, k) - expertise(w.skills, i, k)
    amount = int(FINE * gain_from_person(rate, hours, effort, heed, gap, close, b.learning))
    if amount > 0:
        record(w.events, w.totals, ledger.GAIN, NOBODY, i, j, k, NOBODY, ledger.MENTORING, amount, 0, heed)
