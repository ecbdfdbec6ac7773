"""M11 Ties and directory: working contacts, and how contact makes, keeps and informs ties.

Reads: places, ties, events contact, ask, introduce, quit. Writes: events contact (channel work); at settlement
ties.strength, ties.other, ties.belief, people.contagion. Theory: bounded, fading, two-sided ties;
quits spread along them.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.attachment import TieLaw, Turnover
from copsim.config.behaviour.work import Asking
from copsim.kernel import compiled
from copsim.mechanisms.asking import belief_in
from copsim.state.ledger import ASK, CONTACT, INTRODUCE, WORK, record
from copsim.state.world import NOBODY, UNTRIED, Events, Ints, People, Places, Scratch, Ties
from copsim.streams import Chance, at, uniform


@compiled
def strength_after_contact(strength: float, step: float) -> float:
    """w + step · (1 - w)."""
    return strength + step * (1.0 - strength)


@compiled
def mix(people: People, places: Places, events: Events, now: int, chance: Chance, law: TieLaw) -> None:
    """Working contacts: at most one a week and person, in the team, the unit or anywhere."""
    whether = at(chance, decision.CONTACT, now, now)
    whom = at(chance, decision.CONTACT_WITH, now, now)
    n = people.seat.size
    for i in range(n):
        if people.filled[i] == 0:
            continue
        if now - people.hire[i] == 1:
            meet_team(people, places, events, i)
        u = uniform(whether, people.seat[i], 0)
        v = uniform(whom, people.seat[i], 0)
        if u < law.team_contacts:
            first, last = places.team_start[people.team[i]], places.team_start[people.team[i] + 1]
            j = places.team_rows[first + min(last - first - 1, int(v * (last - first)))]
        elif u < law.team_contacts + law.unit_contacts:
            first, last = places.unit_start[people.unit[i]], places.unit_start[people.unit[i] + 1]
            j = places.unit_rows[first + min(last - first - 1, int(v * (last - first)))]
        elif u < law.team_contacts + law.unit_contacts + law.firm_contacts:
            j = places.row_of_seat[min(n - 1, int(v * n))]
        else:
            continue
        if j != i and people.filled[j] == 1:
            record(events, CONTACT, NOBODY, i, j, NOBODY, NOBODY, WORK, 1, 0.0, 0.0)


@compiled
def meet_team(people: People, places: Places, events: Events, i: int) -> None:
    """In the first week a newcomer gets to know the team."""
    for n in range(places.team_start[people.team[i]], places.team_start[people.team[i] + 1]):
        j = places.team_rows[n]
        if j != i and people.filled[j] == 1:
            record(events, CONTACT, NOBODY, i, j, NOBODY, NOBODY, WORK, 1, 0.0, 0.0)


@compiled
def slot_of(other: Ints, i: int, j: int) -> int:
    """Slot in which i keeps the tie to j, or -1."""
    found = -1
    for t in range(other.shape[1]):  # no early end: all comparisons at once are faster than the average half
        if other[i, t] == j:
            found = t
    return found


@compiled
def fade(people: People, ties: Ties, leaving: Ints, law: TieLaw, turnover: Turnover) -> None:
    """Ties fade and are forgotten; those to people who quit end, and leave a push behind."""
    other, strength = ties.other, ties.strength
    kept = 1.0 - law.fade
    for i in range(people.seat.size):
        push = 0.0
        for t in range(other.shape[1]):
            j = other[i, t]
            if j == NOBODY:
                continue
            if leaving[j] == 1:
                push += turnover.contagion * strength[i, t]
                other[i, t] = NOBODY
                continue
            strength[i, t] *= kept
            if strength[i, t] < law.least:
                other[i, t] = NOBODY
        people.contagion[i] = people.contagion[i] * (1.0 - turnover.contagion_fade) + push


@compiled
def learn_directory(ties: Ties, people: People, events: Events, asking: Asking) -> None:
    """What came of asking moves the belief about that tie on that topic."""
    for e in range(events.total[0]):
        if events.kind[e] != ASK:
            continue
        i, j, k = events.row[e], events.other[e], events.topic[e]
        t = slot_of(ties.other, i, j)
        if t == -1:
            continue
        before = belief_in(int(ties.belief[i, k, t]), people.home[j] == k, asking)
        outcome = events.value[e] if events.amount[e] == 1 else 0.0
        ties.belief[i, k, t] = np.uint8(int(250.0 * (before + asking.belief_step * (outcome - before)) + 0.5))


@compiled
def strengthen(people: People, ties: Ties, events: Events, scratch: Scratch, leaving: Ints, law: TieLaw) -> int:
    """Contacts strengthen ties on both sides; contacts that are new are listed by person. Returns how many."""
    kinds, rows, others = events.kind, events.row, events.other
    fresh = 0
    for i in range(people.seat.size):
        scratch.head[i] = -1
    for e in range(events.total[0]):
        if kinds[e] != CONTACT and kinds[e] != INTRODUCE:
            continue
        for side in range(2):
            i, j = (rows[e], others[e]) if side == 0 else (others[e], rows[e])
            if j == NOBODY or i == NOBODY or leaving[i] == 1 or leaving[j] == 1:
                continue
            t = slot_of(ties.other, i, j)
            if t >= 0:
                ties.strength[i, t] = strength_after_contact(ties.strength[i, t], law.step)
            elif fresh < scratch.pairs.size:
                scratch.pairs[fresh] = (j << 1) | (1 if kinds[e] == INTRODUCE else 0)
                scratch.following[fresh] = scratch.head[i]
                scratch.head[i] = fresh
                fresh += 1
            else:
                events.overflow[0] = 1
    return fresh


@compiled
def next_new(seat: Ints, pairs: Ints, following: Ints, head: int, above: int) -> int:
    """Place of the listed contact with the lowest seat number above ``above``, introductions first; or -1."""
    f, chosen = head, -1
    while f >= 0:
        number = 2 * seat[pairs[f] >> 1] + 1 - (pairs[f] & 1)
        if number > above and (chosen == -1 or number < 2 * seat[pairs[chosen] >> 1] + 1 - (pairs[chosen] & 1)):
            chosen = f
        f = following[f]
    return chosen


@compiled
def embed(people: People, ties: Ties) -> None:
    """Total strength of each person's ties."""
    for i in range(people.seat.size):
        total = 0.0
        for t in range(ties.other.shape[1]):
            total += ties.strength[i, t] if ties.other[i, t] != NOBODY else 0.0
        people.embedded[i] = total


@compiled
def make(people: People, ties: Ties, scratch: Scratch, law: TieLaw, introduced: float) -> None:
    """New ties in the order of seat numbers, so that storage cannot matter; a full list gives up a weaker tie."""
    seat, other, strength = people.seat, ties.other, ties.strength
    pairs, following, head = scratch.pairs, scratch.following, scratch.head
    for i in range(seat.size):
        f = next_new(seat, pairs, following, head[i], -1)
        while f >= 0:
            j, by_introduction = pairs[f] >> 1, pairs[f] & 1
            start = introduced if by_introduction == 1 else law.start
            if start > 0.0 and slot_of(other, i, j) == -1:
                weakest = 0
                for s in range(other.shape[1]):
                    if other[i, s] == NOBODY:
                        weakest = s
                        break
                    if strength[i, s] < strength[i, weakest]:
                        weakest = s
                if other[i, weakest] == NOBODY or strength[i, weakest] < start:
                    other[i, weakest] = j
                    strength[i, weakest] = start
                    ties.job[i, weakest] = np.uint8(people.home[j])
                    for k in range(ties.belief.shape[1]):
                        ties.belief[i, k, weakest] = UNTRIED
            f = next_new(seat, pairs, following, head[i], 2 * seat[j] + 1 - by_introduction)
