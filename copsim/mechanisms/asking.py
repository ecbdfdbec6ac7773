"""M6 Ask: somebody with an open problem asks a tie, who may help.

Reads: ties, directory, expertise, passion, price. Writes: problems.solver, channel; minutes[SEARCH, ASKING,
HELPING], events ask, help, gain (channel tie), contact. Theory: a learned directory of who knows what;
help takes both sides' time; whether a helper can solve the problem is a lasting fact.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.work import Asking, Work
from copsim.kernel import logistic, part
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.motives import kinship
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.mechanisms.work import is_open, solve
from copsim.state.ledger import ASK, CONTACT, GAIN, HELP, TIE, record
from copsim.state.removal import is_removed
from copsim.state.skills import expertise, passion, strength
from copsim.state.world import ASKING, BELIEF, FINE, HELPING, NOBODY, SEARCH, UNTRIED, Floats, Ties, World
from copsim.streams import at, cannot_beat, lasting, race, uniform


@part
def belief_before(is_colleague: bool, law: Asking) -> float:
    """Belief that a tie can help on a topic before anything was tried: what the job suggests."""
    return law.belief_colleague if is_colleague else law.belief_other


@part
def promise(belief: float, strength: float, law: Asking) -> float:
    """Score of a tie as somebody to ask: belief · (1 - closeness + closeness · strength)."""
    return belief * (1.0 - law.promise_closeness + law.promise_closeness * strength)


@part
def chance_to_accept(
    strength: float, passion: float, kinship: float, price: float, asking: Asking, time: TimePrice
) -> float:
    """σ(accept + closeness + passion + kinship - cost of the hours): willingness to help somebody who asks.

    ``kinship``: what it is worth to help for the sake of the unit, less what it costs among rivals.
    """
    wish = asking.accept + asking.accept_closeness * strength + asking.accept_passion * passion + kinship
    return logistic(wish - cost_of_hours(asking.help_hours, price, time.weight))


@part
def chance_helper_solves(expertise: float, difficulty: float, share: float, work: Work, asking: Asking) -> float:
    """share · σ(slope · (e - d) + insight), ``share`` in [0, 1] the part of the effort that is made."""
    return share * logistic(work.skill_slope * (expertise - difficulty) + asking.insight)


@part
def sharpened(score: float, sharpness: int) -> float:
    """score^sharpness by repeated multiplication (the same bits everywhere)."""
    weight = 1.0
    for _ in range(sharpness):
        weight *= score
    return weight


@part
def weigh_ties(ties: Ties, scores: Floats, i: int, k: int, law: Asking) -> None:
    """Promise of every tie on a topic: by what the job suggests, without a branch, then by experience."""
    kept, job, recall = ties.strength, ties.job, ties.recall
    for t in range(scores.size):
        scores[t] = promise(belief_before(job[i, t] == k, law), strength(kept, i, t), law)
    for n in range(recall.shape[1]):
        if recall.topic[i, n] == k and recall.belief[i, n] != UNTRIED:
            t = recall.tie[i, n]
            scores[t] = promise(recall.belief[i, n] / BELIEF, strength(kept, i, t), law)


@part
def whom_to_ask(w: World, i: int, k: int, id_: int, base: np.uint64, law: Asking) -> int:
    """Slot of the tie that is asked: a keyed choice with weight promise^sharpness; -1 if none is worth it."""
    scores, seat, best, chosen = w.scratch.scores, w.ties.seat, 0.0, -1
    weigh_ties(w.ties, scores, i, k, law)
    for t in range(scores.size):
        if scores[t] < law.belief_worth_asking or scores[t] <= 0.0 or seat[i, t] == NOBODY:
            continue
        u, weight = uniform(base, id_, seat[i, t]), sharpened(scores[t], law.choice_sharpness)
        if chosen != -1 and cannot_beat(u, weight, best):
            continue
        entry = race(u, weight)
        if chosen == -1 or entry > best:
            best, chosen = entry, t
    return chosen


@part
def ask_ties(w: World, r: Rules, now: int) -> None:
    """Each week, for each young open problem, one tie is asked."""
    people, problems, desks, law = w.people, w.problems, w.desks, r.behaviour.asking
    whom = at(r.chance, decision.WHOM_TO_ASK, now, now)
    for i in range(people.size):
        for n in range(desks.start[i], desks.start[i + 1] if people.filled[i] == 1 else desks.start[i]):
            p = desks.problem[n]
            if now - problems.ready[p] < law.patience_weeks and is_open(problems, p):
                t = whom_to_ask(w, i, problems.topic[p], problems.id[p], whom, law)
                if t >= 0:
                    ask_tie(w, r, p, t, now)


@part
def ask_tie(w: World, r: Rules, p: int, t: int, now: int) -> None:
    """One tie is asked, and may be willing to help."""
    i = w.problems.row[p]
    ask_person(w, r, p, w.places.row_of_seat[w.ties.seat[i, t]], strength(w.ties.strength, i, t), TIE, now)


@part
def ask_person(w: World, r: Rules, p: int, j: int, close: float, channel: int, now: int) -> None:
    """Somebody is asked, a tie or (strength 0) a stranger, and may be willing to help."""
    people, law = w.people, r.behaviour.asking
    i, k, id_ = w.problems.row[p], w.problems.topic[p], w.problems.id[p]
    line = r.organization.culture.line_enforcement if people.unit[i] != people.unit[j] else 0.0
    w.minutes[i, SEARCH] += int(60.0 * (law.search_hours + law.line_hours * line))
    kin = kinship(w, i, j)
    likely = chance_to_accept(close, passion(w.skills, j, k), kin, people.price[j], law, r.behaviour.time)
    willing = uniform(at(r.chance, decision.ACCEPT_TO_HELP, now, now), id_, people.key[j]) < likely
    if is_removed(r.without, now, HELP, id_, people.key[j], people.key[i], NOBODY, channel):
        return  # nothing came of it, and nothing is learned about who helps
    if willing:
        help_out(w, r, p, j, close, channel, now)
    else:
        record(w.events, w.totals, ASK, id_, i, j, k, NOBODY, channel, 0, 0, 0.0)


@part
def help_out(w: World, r: Rules, p: int, j: int, close: float, channel: int, now: int) -> None:
    """The time, learning and contact of one helped question; whether it solves the problem is a lasting fact."""
    people, problems, b = w.people, w.problems, r.behaviour
    i, k, id_ = problems.row[p], problems.topic[p], problems.id[p]
    knows = expertise(w.skills, j, k)
    likely = chance_helper_solves(knows, problems.difficulty[p], 1.0, b.work, b.asking)
    solved = 1.0 if lasting(r.chance, decision.CAN_SOLVE, problems.arrived[p], id_, people.key[j]) < likely else 0.0
    given = int(60.0 * b.asking.help_hours)
    w.minutes[i, ASKING] += int(60.0 * b.asking.ask_hours)
    w.minutes[j, HELPING] += given
    record(w.events, w.totals, ASK, id_, i, j, k, NOBODY, channel, 1, 0, solved)
    record(w.events, w.totals, HELP, id_, j, i, k, NOBODY, channel, given, 0, solved)
    record(w.events, w.totals, CONTACT, id_, i, j, k, NOBODY, channel, 1, 0, 0.0)
    gap = knows - expertise(w.skills, i, k)
    if gap > 0.0:
        rate = learning_rate(people.talent[i], float(now - people.hire[i]), b.learning)
        amount = int(FINE * gain_from_person(rate, b.asking.ask_hours, 1.0, 1.0, gap, close, b.learning))
        if amount > 0:
            record(w.events, w.totals, GAIN, id_, i, j, k, NOBODY, channel, amount, 0, 0.0)
    if solved == 1.0:
        solve(problems, p, j, channel)
