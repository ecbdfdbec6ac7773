"""Laws of meetings: who attends, who gets the floor, who answers, how well people listen."""

from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.people import TimePrice
from copsim.kernel import logistic, part
from copsim.mechanisms.timekeeping import cost_of_hours


@part
def chance_to_attend(
    fit: float,
    benefit: float,
    on_agenda: float,
    habit: float,
    identification: float,
    hours: float,
    price: float,
    law: Meeting,
    time: TimePrice,
) -> float:
    """σ(attend + passion + benefit + agenda + habit + identification - cost of the hours)."""
    wish = law.attend + law.attend_fit * fit + law.attend_benefit * benefit + law.attend_agenda * on_agenda
    wish += law.attend_habit * habit + law.attend_identification * identification
    return logistic(wish - cost_of_hours(hours, price, time.weight))


@part
def wish_to_speak(passion: float, need: float, on_agenda: float, identification: float, law: Meeting) -> float:
    """voice + passion + need (more if on the agenda) + identification (logit)."""
    wish = law.voice + law.voice_passion * passion + (law.voice_need + law.voice_agenda * on_agenda) * need
    return wish + law.voice_identification * identification


@part
def debt(owed: float) -> float:
    """o / (1 + o): what is owed counts less and less, in [0, 1)."""
    return owed / (1.0 + owed)


@part
def wish_to_answer(
    start: float,
    passion: float,
    expertise: float,
    identification: float,
    owed: float,
    urge: float,
    law: Querying,
) -> float:
    """start + passion + (expertise - able_from) + identification + debt + urge (logit), in meetings and between.

    ``owed``: answers received in the community over those given; ``urge``: rewards, rivalry and the like.
    """
    wish = start + law.answer_passion * passion + law.answer_expertise * (expertise - law.able_from)
    wish += law.answer_reciprocity * debt(owed)
    return wish + law.answer_identification * identification + urge


@part
def attention(passion: float, has_problem: bool, law: Meeting) -> float:
    """listening + (1 - listening) · max(passion, need): how well somebody listens, in [0, 1]."""
    interest = max(passion, law.need_attention) if has_problem else passion
    return law.listening + (1.0 - law.listening) * interest


@part
def effort_of_answer(passion: float, identification: float, law: Querying) -> float:
    """floor + (1 - floor) · min(1, passion + share of identification): motives supply effort, in [0, 1]."""
    return law.effort_floor + (1.0 - law.effort_floor) * min(1.0, passion + law.effort_identification * identification)


@part
def share_that_solves(effort: float, law: Querying) -> float:
    """1 - effort_solves · (1 - effort): the part of what a helper could solve that an answer of this effort does."""
    return 1.0 - law.effort_solves * (1.0 - effort)
