"""M3 Awareness: people learn of communities from ties inside, and from those who introduce them.

Reads: ties, memberships, fit. Writes: memberships.known; scratch.bond, report; events aware, introduce.
Theory: identifying and introducing people acts here, and only here.
"""

from typing import Any

import numpy as np

from copsim import decision
from copsim.config.behaviour.community import Awareness
from copsim.kernel import compiled, exp
from copsim.mechanisms.fit import fit
from copsim.mechanisms.gates import may_enter
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.world import NOBODY, Communities, Events, Memberships, People, Scratch, Ties
from copsim.streams import Chance, at, lasting, race, uniform


@compiled
def chance_to_hear(strength: float, weeks: float, rate: float) -> float:
    """1 - exp(-weeks · rate · Σw): word of mouth from ties inside."""
    return 1.0 - exp(-weeks * rate * strength)


@compiled
def survey(ties: Ties, memberships: Memberships, scratch: Scratch, i: int) -> None:
    """Strength of a person's ties into each community, and the benefit that those ties report."""
    for q in range(scratch.bond.size):
        scratch.bond[q] = 0.0
        scratch.report[q] = 0.0
    for t in range(ties.other.shape[1]):
        j = ties.other[i, t]
        if j == NOBODY or memberships.inside[j] == 0:
            continue
        for s in range(memberships.community.shape[1]):
            if memberships.level[j, s] > 0:
                q = memberships.community[j, s]
                scratch.bond[q] += ties.strength[i, t]
                scratch.report[q] += ties.strength[i, t] * memberships.benefit[j, s]


@compiled
def hear(
    people: People,
    communities: Communities,
    memberships: Memberships,
    events: Events,
    scratch: Scratch,
    i: int,
    now: int,
    weeks: int,
    base: np.uint64,
    law: Awareness,
) -> None:
    """Word of mouth since the last consideration; ``survey`` of the same person comes first."""
    for q in range(communities.alive.size):
        if communities.alive[q] == 0 or (memberships.known[i] >> q) & 1 == 1:
            continue
        told = chance_to_hear(scratch.bond[q], float(weeks), law.word_of_mouth)
        if now - people.hire[i] <= weeks:
            told = 1.0 - (1.0 - told) * (1.0 - law.launch)  # newcomers are told what there is
        if told > 0.0 and uniform(base, people.key[i], q) < told:
            memberships.known[i] |= 1 << q
            record(events, ledger.AWARE, NOBODY, i, NOBODY, NOBODY, q, ledger.TIE, 1, 0.0, 0.0)


@compiled
def introduce(
    people: People,
    communities: Communities,
    memberships: Memberships,
    events: Events,
    now: int,
    chance: Chance,
    dilutes: float,
    rule: Any,
    cooling: int,
    law: Awareness,
) -> None:
    """Some people are introduced to the community, new to them and open, that would suit them best as others see it."""
    rate = communities.introduction_rate[0]
    if rate <= 0.0:
        return
    whether = at(chance, decision.INTRODUCE, now, now)
    whom = at(chance, decision.WHOM_TO_INTRODUCE, now, now)
    minutes = int(60.0 * law.introduction_hours)
    for i in range(people.seat.size):
        if people.filled[i] == 0 or uniform(whether, people.key[i], 0) >= rate:
            continue
        best, chosen = 0.0, NOBODY
        for q in range(communities.alive.size):
            noise = law.fit_noise
            known = (memberships.known[i] >> q) & 1 == 1
            if known or not may_enter(people, memberships, communities, i, q, now, rule, cooling, chance, noise):
                continue
            suits = fit(people, communities, i, q, dilutes) + law.job_in_fit * communities.domain[q, people.home[i]]
            suits += noise * (2.0 * lasting(chance, decision.FIT_AS_SEEN, people.hire[i], people.key[i], q) - 1.0)
            if chosen == NOBODY or suits > best:
                best, chosen = suits, q
        if chosen == NOBODY:
            continue
        memberships.known[i] |= 1 << chosen
        member = some_member(people, communities, chosen, i, whom)
        record(events, ledger.INTRODUCE, NOBODY, i, member, NOBODY, chosen, ledger.WORK, minutes, 0.0, best)


@compiled
def some_member(people: People, communities: Communities, q: int, newcomer: int, base: np.uint64) -> int:
    """Row of the member whom somebody is introduced to: a keyed choice with equal weights; NOBODY if there is none."""
    best, chosen = 0.0, NOBODY
    for n in range(communities.start[q], communities.start[q + 1]):
        j = communities.member[n]
        if j == newcomer:
            continue
        entry = race(uniform(base, people.key[newcomer], people.key[j]), 1.0)
        if chosen == NOBODY or entry > best:
            best, chosen = entry, j
    return chosen
