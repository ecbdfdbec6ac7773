"""M6 Consult: somebody with an open problem looks it up in what was written, before asking a community.

Reads: library, problems, people.inside, price, office.access, office.repository. Writes: problems.looked, solver,
channel; memberships.found; minutes[CONSULTING]; events consult, gain (channel practice). Theory: written practice is
there at any time and costs its author nothing more, but only what could be put into words can be read; whether a piece
of practice solves a problem is a lasting fact of the two.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.learning import Learning
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.practice import Consulting
from copsim.config.behaviour.work import Work
from copsim.kernel import logistic, part
from copsim.mechanisms.learning import learning_rate, usable_gap
from copsim.mechanisms.practice import author_of, level_of, tacit_share
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.mechanisms.work import is_open, solve
from copsim.state import ledger
from copsim.state.belonging import place_in
from copsim.state.ledger import record
from copsim.state.removal import is_removed
from copsim.state.skills import expertise
from copsim.state.world import CONSULTING, FINE, NOBODY, World
from copsim.streams import at, lasting, race, uniform


@part
def chance_to_consult(price: float, access: float, law: Consulting, time: TimePrice) -> float:
    """access · σ(look_up - cost of the hours): weekly chance to look a problem up."""
    return access * logistic(law.look_up - cost_of_hours(law.hours, price, time.weight))


@part
def gain_from_practice(rate: float, hours: float, tacit: float, gap: float, law: Learning) -> float:
    """Δe = min(1, α · t) · (1 - θ) · f(L - e), f as in learning from a person; 0 where L is not above e."""
    return min(1.0, rate * hours) * (1.0 - tacit) * usable_gap(gap, law)


@part
def chance_practice_solves(level: float, difficulty: float, tacit: float, work: Work) -> float:
    """(1 - θ) · σ(slope · (L - d)): the chance that practice of a level has the answer, and in words."""
    return (1.0 - tacit) * logistic(work.skill_slope * (level - difficulty))


@part
def consult(w: World, r: Rules, now: int) -> None:
    """Each open problem is looked up once in each store of practice that its owner may read, one a week."""
    people, problems, desks, holds, anything = w.people, w.problems, w.desks, w.library.holds, 0
    for k in range(holds.size):
        anything |= holds[k]
    if anything == 0:
        return
    repository = w.office.repository[0]
    whether, which = at(r.chance, decision.CONSULT, now, now), at(r.chance, decision.WHICH_PRACTICE, now, now)
    for i in range(people.size):
        stores = people.inside[i] | repository
        if people.filled[i] == 0 or stores & anything == 0:
            continue
        likely = chance_to_consult(people.price[i], w.office.access[0], r.behaviour.consulting, r.behaviour.time)
        for n in range(desks.start[i], desks.start[i + 1]):
            p = desks.problem[n]
            choice = stores & holds[problems.topic[p]] & ~problems.looked[p]
            if choice == 0 or not is_open(problems, p):
                continue
            if uniform(whether, problems.id[p], people.key[i]) < likely:
                q = which_store(w, p, choice, which)
                if q != NOBODY:
                    look_up(w, r, p, q, now)


@part
def which_store(w: World, p: int, choice: int, base: np.uint64) -> int:
    """Community (Q: the repository) whose practice is consulted: a keyed choice by the topic's weight in the domain."""
    best, chosen, count = 0.0, NOBODY, w.communities.size
    for q in range(count + 1):
        if (choice >> q) & 1 == 0:
            continue
        weight = w.domains.weight[q, w.problems.topic[p]] if q < count else 1.0
        if weight <= 0.0:
            continue
        entry = race(uniform(base, w.problems.id[p], q), weight)
        if chosen == NOBODY or entry > best:
            best, chosen = entry, q
    return chosen


@part
def look_up(w: World, r: Rules, p: int, q: int, now: int) -> None:
    """The owner of a problem reads what one store has on it: learns, and may find the answer."""
    people, problems, b, where = w.people, w.problems, r.behaviour, q if q < w.communities.size else NOBODY
    i, k, id_, author = problems.row[p], problems.topic[p], problems.id[p], author_of(w, q, problems.topic[p])
    problems.looked[p] |= 1 << q
    other = people.key[author] if author != NOBODY else NOBODY
    if is_removed(r.without, now, ledger.CONSULT, id_, people.key[i], other, where, ledger.PRACTICE):
        return
    level, tacit = level_of(w, q, k), tacit_share(r.chance, k, b.codifying)
    likely = chance_practice_solves(level, problems.difficulty[p], tacit, b.work)
    solved = lasting(r.chance, decision.PRACTICE_SOLVES, problems.arrived[p], id_, q) < likely
    minutes, worked = int(60.0 * b.consulting.hours), 1.0 if solved else 0.0
    w.minutes[i, CONSULTING] += minutes
    record(w.events, w.totals, ledger.CONSULT, id_, i, author, k, where, ledger.PRACTICE, minutes, 0, worked)
    rate = learning_rate(people.talent[i], float(now - people.hire[i]), b.learning)
    gap = level - expertise(w.skills, i, k)
    amount = int(FINE * gain_from_practice(rate, b.consulting.hours, tacit, gap, b.learning))
    if amount > 0:
        record(w.events, w.totals, ledger.GAIN, id_, i, author, k, where, ledger.PRACTICE, amount, 0, 1.0)
    if solved:
        solve(problems, p, i, ledger.PRACTICE)
        n = place_in(people, w.memberships, i, q) if where != NOBODY else NOBODY
        if n != NOBODY:
            w.memberships.found[n] += 1
