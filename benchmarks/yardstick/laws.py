"""The laws of the core week as plain mathematics: numbers in, a number out.

Every law takes the declared group of parameters it goes by as its last arguments. Nothing here draws or remembers.
"""

import math

from copsim.config.behaviour.attachment import Turnover
from copsim.config.behaviour.exchange import Querying
from copsim.config.behaviour.learning import Forgetting, Learning
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.work import Asking, Work

FAR = 40.0  # exponents beyond this make no difference


def logistic(x: float) -> float:
    """σ(x) = 1 / (1 + e^-x)."""
    return 1.0 / (1.0 + math.exp(min(FAR, -x)))


# time


def price_of_hour(free_hours: float, law: TimePrice) -> float:
    """π = min(cap, e^(-free / scale)): 1 when no hour is free, small when many are."""
    return min(law.cap, math.exp(min(FAR, -free_hours / law.scale_hours)))


def cost_of_hours(hours: float, price: float, law: TimePrice) -> float:
    """β · h · π: what giving hours takes from a utility (logit)."""
    return law.weight * hours * price


# work


def chance_to_solve(expertise: float, difficulty: float, law: Work) -> float:
    """σ(slope · (e - d)): the first attempt at a problem."""
    return logistic(law.skill_slope * (expertise - difficulty))


def chance_to_get_there(expertise: float, difficulty: float, effort: float, law: Work) -> float:
    """progress · effort · σ(slope · (e - d + reach)): one more week with an open problem."""
    return law.progress * effort * logistic(law.skill_slope * (expertise - difficulty + law.progress_reach))


def effort_left(wanted: int, available: int) -> float:
    """The share of the minutes that open problems want which is there; 1 if they want none."""
    return min(1.0, max(0, available) / wanted) if wanted > 0 else 1.0


def worth_of_solution(difficulty: float, weeks: int, law: Work) -> float:
    """value · (0.5 + d) · e^(-delay_loss · weeks), in money."""
    return law.value * (0.5 + difficulty) * math.exp(-law.delay_loss * weeks)


# asking and answering


def promise(belief: float, strength: float, law: Asking) -> float:
    """belief · (1 - closeness + closeness · w): how promising a tie is to ask."""
    return belief * (1.0 - law.promise_closeness + law.promise_closeness * strength)


def chance_to_accept(strength: float, passion: float, price: float, law: Asking, time: TimePrice) -> float:
    """σ(accept + closeness · w + passion - cost of helping)."""
    wish = law.accept + law.accept_closeness * strength + law.accept_passion * passion
    return logistic(wish - cost_of_hours(law.help_hours, price, time))


def chance_helper_solves(expertise: float, difficulty: float, share: float, work: Work, law: Asking) -> float:
    """share · σ(slope · (e - d) + insight), ``share`` the part of the effort that is made."""
    return share * logistic(work.skill_slope * (expertise - difficulty) + law.insight)


def debt(owed: float) -> float:
    """o / (1 + o): what one owes for answers counts less and less the more it is."""
    return owed / (1.0 + owed)


def wish_to_answer(
    start: float,
    passion: float,
    expertise: float,
    identification: float,
    owed: float,
    recognition: float,
    law: Querying,
) -> float:
    """start + passion + (e - able_from) + identification + debt + recognition (logit), in meetings and between them."""
    wish = start + law.answer_passion * passion + law.answer_expertise * (expertise - law.able_from)
    wish += law.answer_reciprocity * debt(owed)
    return wish + law.answer_identification * identification + law.answer_recognition * recognition


def effort_of_answer(passion: float, identification: float, law: Querying) -> float:
    """floor + (1 - floor) · min(1, passion + share of identification)."""
    return law.effort_floor + (1.0 - law.effort_floor) * min(1.0, passion + law.effort_identification * identification)


def share_that_solves(effort: float, law: Querying) -> float:
    """1 - effort_solves · (1 - effort)."""
    return 1.0 - law.effort_solves * (1.0 - effort)


# learning and forgetting


def learning_rate(talent: float, tenure_weeks: int, law: Learning) -> float:
    """talent · rate · (1 + newcomer · e^(-tenure / 52)), 1/h."""
    return talent * law.rate * (1.0 + law.newcomer * math.exp(-tenure_weeks / 52.0))


def gain_from_person(rate: float, hours: float, effort: float, gap: float, tie: float, law: Learning) -> float:
    """min(1, α · t · effort) · f(Δ) · (1 - closeness + closeness · w); ``effort`` of the teacher times attention."""
    if gap <= 0.0:
        return 0.0
    if law.law == "inverted_u":
        gap *= math.exp(-((gap / law.distance) ** 2))
    return min(1.0, rate * hours * effort) * gap * (1.0 - law.closeness + law.closeness * tie)


def gain_from_doing(talent: float, expertise: float, difficulty: float, law: Learning) -> float:
    """doing · talent · (1 - e) · e^(-((d - e) / zone)²)."""
    off = (difficulty - expertise) / law.doing_zone
    return law.doing * talent * (1.0 - expertise) * math.exp(-off * off)


def gain_from_routine(talent: float, expertise: float, ceiling: float, law: Learning) -> float:
    """routine · talent · (ceiling - e)+."""
    return law.routine * talent * max(0.0, ceiling - expertise)


def share_kept(used: float, law: Forgetting) -> float:
    """(1 - rate · (1 - kept_by_use · used)) · (1 - drift); ``used`` 0 or 1, or an array of these."""
    return (1.0 - law.rate * (1.0 - law.kept_by_use * used)) * (1.0 - law.drift)


def used_within_a_year(unused: float, weeks: int) -> float:
    """The part of what came in evenly over ``weeks`` that came within the last 52."""
    return unused if weeks <= 52 else unused * 52.0 / weeks


# turnover


def saturating(x: float) -> float:
    """x / (1 + |x|)."""
    return x / (1.0 + abs(x))


def hazard(
    ties: float,
    overload: float,
    contagion: float,
    growth: float,
    passion: float,
    match: float,
    attachment: float,
    tenure_weeks: int,
    law: Turnover,
) -> float:
    """Weekly hazard of quitting: base / 52 · e^(pushes - pulls), at most the rate of outside offers."""
    push = -2.0 * law.embeddedness * saturating(0.5 * (ties - law.ties_reference) / law.ties_spread)
    push += law.overload * (overload - law.overload_reference) + contagion
    push -= law.growth * saturating((growth - law.growth_reference) / law.growth_reference)
    push += law.misfit * (law.misfit_reference - passion) - law.attachment * attachment
    push -= law.match * match * (1.0 - math.exp(-tenure_weeks / law.match_weeks))
    return min(law.offers, law.base / 52.0 * math.exp(min(FAR, push)))
