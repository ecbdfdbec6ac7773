"""Laws of the query channel: when people post, when they answer, how long that takes, how much they read."""

from copsim.config.behaviour.exchange import Querying
from copsim.config.behaviour.people import TimePrice
from copsim.kernel import log, logistic, part
from copsim.mechanisms.timekeeping import cost_of_hours

WORKING_DAY = 8.0
WORKING_WEEK = 40.0
THREAD_LIFE = 40.0  # working hours after which a thread has gone cold


@part
def delay_of_answer(u: float, checks_per_day: float, willingness: float) -> float:
    """Exponential delay, in working hours, of a reader who checks so often and answers with that willingness."""
    return -log(u + 1e-300) * WORKING_DAY / (checks_per_day * max(1e-6, willingness))


@part
def clock_hours(start: float, delay: float, hours_apart: float) -> float:
    """Hours on the clock from posting to answer, given the asker's working hour of the week and the delay.

    start in [0, 40): working hours into the asker's week. The answerer's day begins ``hours_apart`` later (any
    sign); both work eight hours on five days; nights and week-ends pass without answers.
    """
    day = int(start / WORKING_DAY)
    hour = start - WORKING_DAY * day
    # working hours of the answerer's week that have passed when the question is posted
    passed = WORKING_DAY * day + min(WORKING_DAY, max(0.0, hour - hours_apart))
    due = passed + delay
    days = int(due / WORKING_DAY)
    answered = 24.0 * (days + 2 * (days // 5)) + (due - WORKING_DAY * days) + hours_apart
    return max(0.0, answered - (24.0 * day + hour))


@part
def chance_to_post(
    identification: float, passion: float, first: float, price: float, access: float, law: Querying, time: TimePrice
) -> float:
    """access · σ(post + identification + passion + first - cost of writing)."""
    wish = law.post + identification + passion + first
    return access * logistic(wish - cost_of_hours(law.post_hours, price, time.weight))


@part
def share_read(reading: float, usual: float, questions: float, free_hours: float, law: Querying) -> float:
    """min(r, (r · m + surge) / n, (H / h + surge) / n): of n questions in a week that usually brings m messages.

    Whoever set a share by a quiet channel does not read it all when thousands write: time for reading is what the
    usual messages take, and a little more, and no more than the H hours that work leaves (in a channel that grows
    faster than its members think again).
    """
    if questions <= 0.0:
        return min(1.0, reading)
    share = min(1.0, reading, (reading * usual + law.surge_messages) / questions)
    most = max(0.0, free_hours) + law.message_hours * law.surge_messages
    hours = law.message_hours * questions
    return most / hours if share * hours > most else share


@part
def minutes_of_reading(messages: float, reading: float, free_hours: float, law: Querying) -> float:
    """60 · min(h · m · r, H + h · surge): minutes for the share r of m messages in a week with H free hours."""
    most = max(0.0, free_hours) + law.message_hours * law.surge_messages
    return min(60.0 * law.message_hours * messages * reading, 60.0 * most)


@part
def free_hours(capacity_hours: float, assigned_minutes: int) -> float:
    """Hours of a working week that assigned work leaves; negative where it asks for more."""
    return capacity_hours - assigned_minutes / 60.0


@part
def share_worth_reading(relevant: float, messages: float, price: float, law: Querying, time: TimePrice) -> float:
    """r* = value / (β_t · h · m · π) - 1 / R, clipped to [least, 1]: the share of messages that is worth reading.

    Maximizes value · ln(1 + r·R) - β_t · h · m · π · r for R relevant of m messages a week. Theory: benefit
    concave, cost linear (Ren and Kraut 2014); a low ratio of signal to noise mutes by itself.
    """
    cost = cost_of_hours(law.message_hours * messages, price, time.weight)
    if law.reading_value <= 0.0 or relevant <= 0.0:
        return law.reading_least
    if cost <= 0.0:
        return 1.0
    return min(1.0, max(law.reading_least, law.reading_value / cost - 1.0 / relevant))
