"""M6 Ask: somebody with an open problem asks a tie, who may help.

Reads: ties, directory, expertise, passion, price. Writes: problems.by_tie, minutes[SEARCH, ASKING,
HELPING], events ask, help, gain (channel tie), contact. Theory: a learned directory of who knows what;
help takes both sides' time; whether a helper can solve the problem is a lasting fact.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.learning import Learning
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.work import Asking, Work
from copsim.kernel import compiled, logistic
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.mechanisms.work import is_open
from copsim.state.ledger import ASK, CONTACT, GAIN, HELP, TIE, record
from copsim.state.removal import Without, is_removed
from copsim.state.world import (
    ASKING,
    FINE,
    HELPING,
    NOBODY,
    SEARCH,
    UNTRIED,
    Bytes,
    Events,
    Floats,
    Hours,
    Ints,
    People,
    Problems,
    Scratch,
    Ties,
)
from copsim.streams import Chance, at, lasting, race, uniform


@compiled
def belief_in(tried: int, is_colleague: bool, law: Asking) -> float:
    """Belief that a tie can help on a topic: experience if there is any, else what the job suggests."""
    if tried != UNTRIED:
        return tried / 250.0
    return law.belief_colleague if is_colleague else law.belief_other


@compiled
def promise(belief: float, strength: float) -> float:
    """Score of a tie as somebody to ask: belief · (0.4 + 0.6 · strength)."""
    return belief * (0.4 + 0.6 * strength)


@compiled
def chance_to_accept(strength: float, passion: float, price: float, asking: Asking, time: TimePrice) -> float:
    """σ(accept + closeness + passion - cost of the hours): willingness to help somebody who asks."""
    wish = asking.accept + asking.accept_closeness * strength + asking.accept_passion * passion
    return logistic(wish - cost_of_hours(asking.help_hours, price, time.weight))


@compiled
def chance_helper_solves(expertise: float, difficulty: float, share: float, work: Work, asking: Asking) -> float:
    """share · σ(slope · (e - d) + insight), ``share`` in [0, 1] the part of the effort that is made."""
    return share * logistic(work.skill_slope * (expertise - difficulty) + asking.insight)


@compiled
def sharpened(score: float, sharpness: int) -> float:
    """score^sharpness by repeated multiplication (the same bits everywhere)."""
    weight = 1.0
    for _ in range(sharpness):
        weight *= score
    return weight


@compiled
def whom_to_ask(
    other: Ints,
    strength: Floats,
    belief: Bytes,
    job: Bytes,
    key: Ints,
    scores: Floats,
    i: int,
    k: int,
    id_: int,
    base: np.uint64,
    law: Asking,
) -> int:
    """Slot of the tie that is asked: a keyed choice with weight promise^sharpness; -1 if none is worth it."""
    best, chosen = 0.0, -1
    for t in range(other.shape[1]):  # two loops: the first has no branch and is done for many ties at once
        scores[t] = promise(belief_in(int(belief[i, k, t]), job[i, t] == k, law), strength[i, t])
    for t in range(other.shape[1]):
        j, score = other[i, t], scores[t]
        if score < law.belief_worth_asking or score <= 0.0 or j == NOBODY:
            continue
        entry = race(uniform(base, id_, key[j]), sharpened(score, law.choice_sharpness))
        if chosen == -1 or entry > best:
            best, chosen = entry, t
    return chosen


@compiled
def ask_ties(
    people: People,
    ties: Ties,
    problems: Problems,
    hours: Hours,
    events: Events,
    scratch: Scratch,
    now: int,
    chance: Chance,
    without: Without,
    work: Work,
    asking: Asking,
    learning: Learning,
    time: TimePrice,
) -> None:
    """Everyone with an open problem young enough asks one tie."""
    whom = at(chance, decision.WHOM_TO_ASK, now, now)
    accept = at(chance, decision.ACCEPT_TO_HELP, now, now)
    for p in range(problems.total[0]):
        i, k, id_ = problems.row[p], problems.topic[p], problems.id[p]
        if people.filled[i] == 0 or now - problems.arrived[p] >= asking.patience_weeks or not is_open(problems, p):
            continue
        t = whom_to_ask(
            ties.other, ties.strength, ties.belief, ties.job, people.key, scratch.ties, i, k, id_, whom, asking
        )
        if t == -1:
            continue
        j, strength = ties.other[i, t], ties.strength[i, t]
        hours.minutes[i, SEARCH] += int(60.0 * asking.search_hours)
        willing = uniform(accept, id_, people.key[j]) < chance_to_accept(
            strength, people.passion[j, k], hours.price[j], asking, time
        )
        if is_removed(without, now, HELP, id_, people.key[j], people.key[i], NOBODY, TIE):
            continue  # nothing came of it, and nothing is learned about who helps
        if not willing:
            record(events, ASK, id_, i, j, k, NOBODY, TIE, 0, 0.0, 0.0)
            continue
        likely = chance_helper_solves(people.expertise[j, k], problems.difficulty[p], 1.0, work, asking)
        solved = lasting(chance, decision.CAN_SOLVE, problems.arrived[p], id_, people.key[j]) < likely
        help_out(people, hours, events, p, i, j, k, id_, strength, solved, now, asking, learning)
        if solved:
            problems.by_tie[p] = j


@compiled
def help_out(
    people: People,
    hours: Hours,
    events: Events,
    p: int,
    i: int,
    j: int,
    k: int,
    id_: int,
    strength: float,
    solved: bool,
    now: int,
    asking: Asking,
    learning: Learning,
) -> None:
    """The time, the learning and the contact of one helped question."""
    given = int(60.0 * asking.help_hours)
    hours.minutes[i, ASKING] += int(60.0 * asking.ask_hours)
    hours.minutes[j, HELPING] += given
    record(events, ASK, id_, i, j, k, NOBODY, TIE, 1, 0.0, 1.0 if solved else 0.0)
    record(events, HELP, id_, j, i, k, NOBODY, TIE, given, 0.0, 1.0 if solved else 0.0)
    record(events, CONTACT, id_, i, j, k, NOBODY, TIE, 1, 0.0, 0.0)
    rate = learning_rate(people.talent[i], float(now - people.hire[i]), learning)
    gap = people.expertise[j, k] - people.expertise[i, k]
    amount = gain_from_person(rate, asking.ask_hours, 1.0, 1.0, gap, strength, learning)
    if amount > 0.0:
        record(events, GAIN, id_, i, j, k, NOBODY, TIE, int(amount * FINE), 0.0, 0.0)
