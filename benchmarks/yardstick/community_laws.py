"""The laws of communities as plain mathematics: questions, meetings, membership, support.

As in :mod:`benchmarks.yardstick.laws`, a law takes the declared groups of parameters it goes by last.
"""

import math

from benchmarks.yardstick.laws import cost_of_hours, logistic
from copsim.config.behaviour.community import Benefit, Joining
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.people import TimePrice

# the query channel


def chance_to_post(
    identification: float, passion: float, first: float, price: float, access: float, law: Querying, time: TimePrice
) -> float:
    """access · σ(post + identification + passion + first - cost of writing)."""
    wish = law.post + identification + passion + first
    return access * logistic(wish - cost_of_hours(law.post_hours, price, time))


def delay_of_answer(u: float, willingness: float, law: Querying) -> float:
    """Working hours until somebody answers who looks ``checks_per_day`` times a day: exponential, ``u`` uniform."""
    return -math.log(u + 1e-300) * 8.0 / (law.checks_per_day * max(1e-6, willingness))


def clock_hours(start: float, delay: float, hours_apart: float) -> float:
    """Hours on the clock from posting, ``start`` working hours into the week, to an answer ``delay`` working hours on.

    Days have eight working hours and weeks five such days; the answerer's day begins ``hours_apart`` later.
    """
    day, hour = divmod(start, 8.0)
    passed = 8.0 * day + min(8.0, max(0.0, hour - hours_apart))
    days, rest = divmod(passed + delay, 8.0)
    answered = 24.0 * (days + 2.0 * (days // 5.0)) + rest + hours_apart
    return max(0.0, answered - (24.0 * day + hour))


def share_worth_reading(relevant: float, messages: float, price: float, law: Querying, time: TimePrice) -> float:
    """value / (β · h · m · π) - 1 / R within [least, 1]: the share of m messages, R of them relevant, worth reading."""
    if law.reading_value <= 0.0 or relevant <= 0.0:
        return law.reading_least
    cost = cost_of_hours(law.message_hours * messages, price, time)
    if cost <= 0.0:
        return 1.0
    return min(1.0, max(law.reading_least, law.reading_value / cost - 1.0 / relevant))


# meetings


def chance_to_attend(
    fit: float,
    benefit: float,
    on_agenda: float,
    habit: float,
    identification: float,
    cost: float,
    law: Meeting,
) -> float:
    """σ(attend + fit + benefit + agenda + habit + identification - cost of the hours)."""
    wish = law.attend + law.attend_fit * fit + law.attend_benefit * benefit + law.attend_agenda * on_agenda
    return logistic(wish + law.attend_habit * habit + law.attend_identification * identification - cost)


def wish_to_speak(passion: float, need: float, on_agenda: float, identification: float, law: Meeting) -> float:
    """voice + passion + need (more on the agenda) + identification (logit)."""
    wish = law.voice + law.voice_passion * passion + (law.voice_need + law.voice_agenda * on_agenda) * need
    return wish + law.voice_identification * identification


def attention(passion: float, in_need: bool, law: Meeting) -> float:
    """listening + (1 - listening) · max(passion, need)."""
    interest = max(passion, law.need_attention) if in_need else passion
    return law.listening + (1.0 - law.listening) * interest


# membership


def pull(
    fit: float,
    need: float,
    standing: float,
    bonds: float,
    benefit: float,
    identification: float,
    recognition: float,
    law: Joining,
) -> float:
    """What draws somebody to a community, before the hurdle and the cost of time (logit)."""
    wish = law.fit_weight * fit + law.need_weight * need + law.reputation_weight * max(0.0, standing)
    wish += law.bonds_weight * min(law.bonds_most, bonds) + law.benefit_weight * benefit
    return wish + law.identification_weight * identification + law.recognition_weight * recognition


def chance_to_join(pull_here: float, cost: float, law: Joining) -> float:
    """σ(pull - entry - cost), per consideration."""
    return logistic(pull_here - law.entry - cost)


def chance_to_leave(pull_here: float, cost: float, law: Joining) -> float:
    """σ(-sharpness · (pull - entry + hysteresis - cost)), per consideration."""
    return logistic(-law.leave_sharpness * (pull_here - law.entry + law.hysteresis - cost))


def chance_to_hear(strength: float, weeks: int, rate: float) -> float:
    """1 - e^(-weeks · rate · Σw): word of mouth."""
    return 1.0 - math.exp(-weeks * rate * strength)


def chance_to_get_over(weeks: int, mean: int) -> float:
    """1 - e^(-weeks / mean): thinking within so many weeks of a community again that one has left; 1 if mean is 0."""
    return 1.0 - math.exp(-weeks / mean) if mean > 0 else 1.0


def worth_of_meeting(learned: float, helped: int, solved: int, interest: float, law: Benefit) -> float:
    """Learning, helping, solving and interest, less the cost of a meeting."""
    worth = law.learning * learned + law.helping * helped + law.solving * solved + law.interest * interest
    return worth - law.meeting_cost


def worth_of_questions(answered: int, ignored: int, solved: int, law: Benefit) -> float:
    """Answered less ignored questions of a week, and problems solved by answers."""
    return law.answered * answered - law.ignored * ignored + law.solving * solved


def owed_after(owed: float, more: float, fade: float) -> float:
    """max(0, o · (1 - fade) + received - given): what a week leaves of the answers that a member owes."""
    return max(0.0, owed * (1.0 - fade) + more)


# support


def share_served(hours: float, each: float, expected: float) -> float:
    """min(1, hours / (each · expected)): the part of expected requests that the hours suffice for."""
    if each * expected <= 0.0:
        return 1.0 if hours > 0.0 else 0.0
    return min(1.0, hours / (each * expected))
