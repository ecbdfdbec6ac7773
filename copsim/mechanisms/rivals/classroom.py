"""Rival: classroom training on the job's topic, by teachers from outside, in required hours.

Reads: policy.rivals.classroom_hours; home, expertise, passion, open problems. Writes: minutes[TRAINING]; events train,
gain (channel classroom, from nobody inside: no knowledge flow). Theory: outside knowledge, the same for all and capped
at what courses teach; people listen as in meetings, as far as they care or have a problem at hand.
"""

from copsim import decision
from copsim.config.behaviour.rivals import Classroom
from copsim.kernel import part
from copsim.mechanisms.airtime import attention
from copsim.mechanisms.fit import open_problem_on
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import expertise, passion
from copsim.state.world import FINE, NOBODY, TRAINING, World
from copsim.streams import at, uniform

YEAR = 52.0


@part
def chance_of_session(hours_a_year: float, law: Classroom) -> float:
    """min(1, hours / (52 · session)): the chance that somebody is sent to a session in a week."""
    return min(1.0, hours_a_year / (YEAR * law.session_hours))


@part
def session_of(hours_a_year: float, law: Classroom) -> float:
    """max(session, hours / 52): its length; sessions grow longer where there would be more than one a week."""
    return max(law.session_hours, hours_a_year / YEAR)


@part
def teach(w: World, r: Rules, now: int) -> None:
    """Some people are sent to a course this week."""
    people, yearly, law = w.people, r.policy.rivals.classroom_hours, r.behaviour.classroom
    if yearly <= 0.0:
        return
    base, likely = at(r.chance, decision.CLASS, now, now), chance_of_session(yearly, law)
    for i in range(people.size):
        if people.filled[i] == 1 and uniform(base, people.key[i], 0) < likely:
            attend(w, r, i, session_of(yearly, law), now)


@part
def attend(w: World, r: Rules, i: int, hours: float, now: int) -> None:
    """One person in one session."""
    people, b, k, minutes = w.people, r.behaviour, int(w.people.home[i]), int(60.0 * hours)
    w.minutes[i, TRAINING] += minutes
    heed = attention(passion(w.skills, i, k), open_problem_on(w.problems, w.desks, i, k) >= 0, b.meeting)
    record(w.events, w.totals, ledger.TRAIN, NOBODY, i, NOBODY, k, NOBODY, ledger.CLASSROOM, minutes, 0, heed)
    rate = learning_rate(people.talent[i], float(now - people.hire[i]), b.learning)
    gap = b.classroom.teacher - expertise(w.skills, i, k)
    amount = int(FINE * gain_from_person(rate, hours, 1.0, heed, gap, 0.0, b.learning))
    if amount > 0:
        record(w.events, w.totals, ledger.GAIN, NOBODY, i, NOBODY, k, NOBODY, ledger.CLASSROOM, amount, 0, heed)
