"""M3 Awareness: people learn of communities from ties inside, and from those who introduce them.

Reads: ties, memberships, fit. Writes: people.known; scratch.bond, report; events aware, introduce.
Theory: identifying and introducing people acts here, and only here.
"""

import numpy as np

from copsim import decision
from copsim.kernel import exp, part
from copsim.mechanisms.fit import fit
from copsim.mechanisms.gates import may_enter
from copsim.mechanisms.places import place_as_list_grows
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import strength
from copsim.state.world import NOBODY, World
from copsim.streams import at, fact, lasting, uniform

MOST_DRAWS = 64  # seats drawn to find a member


@part
def chance_to_hear(strength: float, weeks: float, rate: float) -> float:
    """1 - exp(-weeks · rate · Σw): word of mouth from ties inside."""
    return 1.0 - exp(-weeks * rate * strength)


@part
def survey(w: World, i: int) -> None:
    """Strength of a person's ties into each community, and the benefit that those ties report."""
    bond, report, other, m = w.scratch.bond, w.scratch.report, w.ties.seat, w.memberships
    for q in range(bond.size):
        bond[q] = 0.0
        report[q] = 0.0
    for t in range(other.shape[1]):
        j = w.places.row_of_seat[other[i, t]] if other[i, t] != NOBODY else NOBODY
        if j == NOBODY or w.people.inside[j] == 0:
            continue
        weight, n = strength(w.ties.strength, i, t), w.people.belongs[j]
        while n != NOBODY:
            bond[m.community[n]] += weight
            report[m.community[n]] += weight * m.benefit[n]
            n = m.following[n]


@part
def hear(w: World, r: Rules, i: int, now: int, base: np.uint64) -> None:
    """Word of mouth since the last consideration; ``survey`` of the same person comes first."""
    law, weeks = r.behaviour.awareness, r.behaviour.joining.reconsider_weeks
    is_new = now - w.people.hire[i] <= weeks
    for q in range(w.communities.size):
        if w.communities.alive[q] == 0 or (w.people.known[i] >> q) & 1 == 1:
            continue
        if w.scratch.bond[q] <= 0.0 and not is_new:
            continue
        told = chance_to_hear(w.scratch.bond[q], float(weeks), law.word_of_mouth)
        if is_new:
            told = 1.0 - (1.0 - told) * (1.0 - law.launch)  # newcomers are told what there is
        if uniform(base, w.people.key[i], q) < told:
            w.people.known[i] |= 1 << q
            record(w.events, w.totals, ledger.AWARE, NOBODY, i, NOBODY, NOBODY, q, ledger.TIE, 1, 0, 0.0)


@part
def introduce(w: World, r: Rules, now: int) -> None:
    """Some people are introduced to the community, new to them and open, that would suit them best as others see it."""
    people, rate = w.people, w.office.introduction_rate[0]
    if rate <= 0.0:
        return
    whether = at(r.chance, decision.INTRODUCE, now, now)
    minutes = int(60.0 * r.behaviour.awareness.introduction_hours)
    for i in range(people.size):
        if people.filled[i] == 0 or uniform(whether, people.key[i], 0) >= rate:
            continue
        best, chosen = 0.0, NOBODY
        for q in range(w.communities.size):
            if (people.known[i] >> q) & 1 == 1 or not may_enter(w, r, i, q):
                continue
            suits = fit_as_seen(w, r, i, q)
            if chosen == NOBODY or suits > best:
                best, chosen = suits, q
        if chosen == NOBODY:
            continue
        people.known[i] |= 1 << chosen
        host = some_member(w, r, chosen, i, now)
        record(w.events, w.totals, ledger.INTRODUCE, NOBODY, i, host, NOBODY, chosen, ledger.WORK, minutes, 0, best)


@part
def fit_as_seen(w: World, r: Rules, i: int, q: int) -> float:
    """How well others think that a community would suit a person: passion, the job's topic, and a lasting error."""
    law = r.behaviour.awareness
    here = fit(w.skills, w.domains, w.communities.breadth[q], i, q, r.behaviour.joining.breadth_dilutes)
    here += law.job_in_fit * w.domains.weight[q, w.people.home[i]]
    error = lasting(r.chance, decision.FIT_AS_SEEN, w.people.hire[i], w.people.key[i], q)
    return here + law.fit_noise * (2.0 * error - 1.0)


@part
def some_member(w: World, r: Rules, q: int, newcomer: int, now: int) -> int:
    """Row of the member whom somebody is introduced to, each as likely as any other; NOBODY if there is none.

    Seats are drawn until one is a member's; in a community that hardly anybody belongs to, each member draws. Either
    way whoever joins or leaves changes nobody else's luck.
    """
    base, key = at(r.chance, decision.WHOM_TO_INTRODUCE, now, now), w.people.key[newcomer]
    again, first, count = at(r.chance, decision.MEMBER_AGAIN, now, now), w.places.firm_count[0], w.places.firm_count[1]
    for number in range(MOST_DRAWS):
        u = uniform(base, key, number)
        j = w.places.firm_rows[place_as_list_grows(int(u * first), first, count, again, key, 32 * number)]
        if j != newcomer and (w.people.inside[j] >> q) & 1 == 1:
            return int(j)
    most, chosen = -1.0, NOBODY
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        j = w.memberships.row[w.rosters.member[place]]
        u = fact(base, key, MOST_DRAWS + w.people.seat[j])
        if j != newcomer and u > most:
            most, chosen = u, int(j)
    return chosen
