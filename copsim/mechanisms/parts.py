"""M2 Parts: a problem may need several topics; it is solved part by part, and some parts go to another unit's queue.

Reads: demand of the firm, jobs of units, problems solved this week. Writes: problems (coming, ready, outside, topic,
difficulty, id of the part), events part, handoff. Theory: a need met inside the unit costs hours only; one that
nobody's job in the unit is about is handed over, waits in a queue, and takes hours to agree on. Which topics, how hard
and how long a queue are functions of the problem and the week of its arrival, whoever works on it and whenever.
"""

from copsim import decision
from copsim.config.behaviour.work import Work
from copsim.kernel import log, part
from copsim.mechanisms.rules import Rules
from copsim.state.ledger import ALONE, HANDOFF, PART, record
from copsim.state.world import NOBODY, Floats, World
from copsim.streams import Chance, at, fact, lasting, uniform

UNPOSTED = -(1 << 30)
MOST_PARTS = 4
PART_BITS = 6  # bits of a problem's id that tell the part
TOPIC_BITS = 7  # bits of ``coming`` for each part: topic + 1, and whether it is outside


@part
def whole(id_: int) -> int:
    """Identity of the problem that a part belongs to: that of its first part."""
    return int(id_) & ~PART_BITS


@part
def part_number(id_: int) -> int:
    """Which part an id stands for: 0 for the first."""
    return (int(id_) & PART_BITS) >> 1


@part
def further_count(u: float) -> int:
    """1 + 3u², rounded down: one to three further topics, one most often."""
    return 1 + min(MOST_PARTS - 2, int(3.0 * u * u))


@part
def weeks_in_queue(u: float, mean: float) -> int:
    """-mean · ln(1 - u), to the nearest week; 0 where the mean is 0."""
    return int(-mean * log(1.0 - u) + 0.5)


@part
def difficulty_at(u: float, law: Work) -> float:
    """easiest + (hardest - easiest) · u."""
    return law.easiest + (law.hardest - law.easiest) * u


@part
def further_topics(w: World, i: int, topic: int, id_: int, now: int, chance: Chance, law: Work) -> int:
    """Topics that a new problem needs after its first, by the firm's demand, as ``problems.coming`` holds them."""
    if law.several_topics <= 0.0:
        return 0
    base, coming = at(chance, decision.FURTHER_TOPICS, now, 0), 0
    if uniform(base, id_, 0) >= law.several_topics:
        return 0
    unit, used = w.people.unit[i], 1 << int(topic)
    for n in range(further_count(uniform(base, id_, 1))):
        k = unused_topic(w.places.product, used, uniform(base, id_, 2 + n))
        if k == NOBODY:
            break
        used |= 1 << k
        outside = 1 if w.places.jobs[unit, k] == 0 else 0
        coming |= (((k + 1) << 1) | outside) << (TOPIC_BITS * n)
    return coming


@part
def unused_topic(demand: Floats, used: int, u: float) -> int:
    """The topic that a draw falls on among those not used yet, by their demand; NOBODY if there is none."""
    total, last = 0.0, NOBODY
    for k in range(demand.size):
        if (used >> k) & 1 == 0:
            total += demand[k]
    left = u * total
    for k in range(demand.size):
        if (used >> k) & 1 == 1 or demand[k] <= 0.0:
            continue
        last = k
        if left < demand[k]:
            break
        left -= demand[k]
    return last


@part
def tell_of_part(w: World, p: int, now: int) -> None:
    """A part of a problem of several topics is solved: an event, of value 1 for the last."""
    problems = w.problems
    is_last, id_ = problems.coming[p] == 0, int(problems.id[p])
    if is_last and part_number(id_) == 0:
        return
    other = NOBODY if problems.channel[p] == ALONE else problems.solver[p]
    weeks, done = now - problems.arrived[p], 1.0 if is_last else 0.0
    topic, channel = problems.topic[p], problems.channel[p]
    record(w.events, w.totals, PART, id_, problems.row[p], other, topic, NOBODY, channel, weeks, 0, done)


@part
def go_on(w: World, r: Rules, p: int, now: int) -> None:
    """The next part of a problem comes, next week or out of a queue."""
    problems, law, arrived = w.problems, r.behaviour.work, w.problems.arrived[p]
    coming, id_ = int(problems.coming[p]), int(problems.id[p]) + 2
    problems.coming[p] = coming >> TOPIC_BITS
    problems.id[p] = id_
    problems.topic[p] = ((coming >> 1) & ((1 << (TOPIC_BITS - 1)) - 1)) - 1
    problems.outside[p] = coming & 1
    problems.difficulty[p] = difficulty_at(fact(at(r.chance, decision.PROBLEM, arrived, 0), id_, 2), law)
    problems.posted[p] = UNPOSTED
    problems.looked[p] = 0
    problems.ready[p] = now + 1
    if coming & 1 == 1:
        wait = weeks_in_queue(lasting(r.chance, decision.QUEUE, arrived, id_, 0), law.queue_weeks)
        problems.ready[p] = now + 1 + wait
        record(w.events, w.totals, HANDOFF, id_, problems.row[p], NOBODY, problems.topic[p], NOBODY, 0, wait, 0, 0.0)


@part
def mean_difficulty(w: World, r: Rules, p: int) -> float:
    """Difficulty of a whole problem: the mean over its parts."""
    id_ = int(w.problems.id[p])
    last = part_number(id_)
    if last == 0:
        return float(w.problems.difficulty[p])
    base, total = at(r.chance, decision.PROBLEM, w.problems.arrived[p], 0), 0.0
    for n in range(last + 1):
        total += difficulty_at(fact(base, whole(id_) + 2 * n, 2), r.behaviour.work)
    return total / (last + 1)
