"""M7 Learn: laws of learning from others and by doing, and the flows of learning at work.

Reads: expertise, problems solved this week. Writes: ``gain`` events of the channels alone and work.
Theory: cognitive distance (Nooteboom et al. 2007) or linear; learning by doing only in a zone of difficulty.
"""

from typing import Any

from copsim.config.behaviour.learning import Learning
from copsim.config.records import option
from copsim.kernel import exp, part
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.work import is_solved
from copsim.state.ledger import ALONE, GAIN, WORK, record
from copsim.state.skills import expertise
from copsim.state.world import FINE, NOBODY, ONE, World

LINEAR: Any = option(Learning, "law", "linear")


@part
def usable_gap(gap: float, law: Learning) -> float:
    """Δ, or Δ · exp(-(Δ / distance)²): how much of a gap in expertise can be bridged; 0 where there is none."""
    if gap <= 0.0:
        return 0.0
    if law.law == LINEAR:
        return gap
    return gap * exp(-(gap / law.distance) * (gap / law.distance))


@part
def learning_rate(talent: float, tenure_weeks: float, law: Learning) -> float:
    """α: talent · rate · (1 + newcomer · e^(-tenure / 52)), 1/h."""
    return talent * law.rate * (1.0 + law.newcomer * exp(-tenure_weeks / 52.0))


@part
def gain_from_person(
    rate: float, hours: float, effort: float, attention: float, gap: float, tie: float, law: Learning
) -> float:
    """Δe = min(1, α · t · c · attention) · f(Δ) · (1 - closeness + closeness · tie): never past the teacher."""
    share = min(1.0, rate * hours * effort * attention)
    return share * usable_gap(gap, law) * (1.0 - law.closeness + law.closeness * tie)


@part
def gain_from_doing(talent: float, expertise: float, difficulty: float, law: Learning) -> float:
    """doing · talent · (1 - e) · exp(-((d - e) / zone)²): what solving one problem teaches."""
    off = (difficulty - expertise) / law.doing_zone
    return law.doing * talent * (1.0 - expertise) * exp(-off * off)


@part
def gain_from_routine(talent: float, expertise: float, ceiling: float, law: Learning) -> float:
    """routine · talent · (ceiling - e)+: daily work on the job's topic."""
    return law.routine * talent * max(0.0, ceiling - expertise)


@part
def learn_at_work(w: World, r: Rules) -> None:
    """Learning from the week's own work: routine, problems solved alone, problems solved with help."""
    people, problems, desks, law = w.people, w.problems, w.desks, r.behaviour.learning
    for i in range(people.size):
        if people.filled[i] == 0:
            continue
        home, talent = people.home[i], people.talent[i]
        amount = min(ONE, int(FINE * gain_from_routine(talent, expertise(w.skills, i, home), people.ceiling[i], law)))
        if amount > 0:
            record(w.events, w.totals, GAIN, NOBODY, i, NOBODY, home, NOBODY, WORK, amount, 0, 0.0)
        for n in range(desks.start[i], desks.start[i + 1]):
            p = desks.problem[n]
            if not is_solved(problems, p):
                continue
            k = problems.topic[p]
            share = 1.0 if problems.channel[p] == ALONE else law.helped_share
            taught = gain_from_doing(talent, expertise(w.skills, i, k), problems.difficulty[p], law)
            amount = min(ONE, int(FINE * share * taught))
            if amount > 0:
                record(w.events, w.totals, GAIN, problems.id[p], i, NOBODY, k, NOBODY, ALONE, amount, 0, 0.0)
