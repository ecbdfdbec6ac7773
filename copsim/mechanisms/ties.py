"""M11 Ties: working contacts, and how contact makes and keeps ties.

Reads: places, ties, events contact, introduce, quit, layoff. Writes: events contact (channel work); at settlement
ties, people.contagion, embedded; scratch.leaving (from fade to strengthen), head, pairs, following.
Theory: bounded, fading, two-sided ties; quits spread along them.
"""

import numpy as np

from copsim import decision
from copsim.kernel import compiled, part
from copsim.mechanisms.places import one_of
from copsim.mechanisms.rules import Rules
from copsim.state.ledger import CONTACT, INTRODUCE, LAYOFF, QUIT, WORK, record
from copsim.state.recall import forget_tie
from copsim.state.skills import fine, strength
from copsim.state.world import FINE, NOBODY, SHORT_OF_EVENTS, Array, World
from copsim.streams import at, uniform


@part
def strength_after_contact(strength: float, step: float) -> float:
    """w + step · (1 - w)."""
    return strength + step * (1.0 - strength)


@part
def mix(w: World, r: Rules, now: int) -> None:
    """Working contacts: at most one a week and person, in the team, the unit or anywhere."""
    people, places, law, j = w.people, w.places, r.behaviour.ties, NOBODY
    whether, whom = at(r.chance, decision.CONTACT, now, now), at(r.chance, decision.CONTACT_WITH, now, now)
    in_unit, line = law.team_contacts + law.unit_contacts, r.organization.culture.line_enforcement
    firms = r.organization.companies
    again = at(r.chance, decision.CONTACT_AGAIN, now, now)
    for i in range(people.size):
        if people.filled[i] == 0:
            continue
        if now - people.hire[i] == 1 or people.moved[i] == now:
            meet_team(w, i)
        u = uniform(whether, people.seat[i], 0)
        if u >= in_unit + law.firm_contacts:
            continue
        v = uniform(whom, people.seat[i], 0)
        t, n, seat = people.team[i], people.unit[i], people.seat[i]
        if u < law.team_contacts:
            begin, count = places.team_start[t], places.team_start[t + 1] - places.team_start[t]
            j = one_of(people, places.team_rows, begin, places.team_first[t], count, v, again, seat)
        elif u < in_unit:
            begin, count = places.unit_start[n], places.unit_start[n + 1] - places.unit_start[n]
            j = one_of(people, places.unit_rows, begin, places.unit_first[n], count, v, again, seat)
        elif line > 0.0 and uniform(whom, people.seat[i], 1) < line:  # the line sees to it that one stays within it
            begin, count = places.team_start[t], places.team_start[t + 1] - places.team_start[t]
            j = one_of(people, places.team_rows, begin, places.team_first[t], count, v, again, seat)
        else:
            j = one_of(people, places.firm_rows, 0, places.firm_count[0], places.firm_count[1], v, again, seat)
        if j != NOBODY and firms > 1 and people.unit[i] % firms != people.unit[j] % firms:
            j = NOBODY  # other companies meet elsewhere
        if j != i and j != NOBODY and people.filled[j] == 1:
            record(w.events, w.totals, CONTACT, NOBODY, i, j, NOBODY, NOBODY, WORK, 1, 0, 0.0)


@part
def meet_team(w: World, i: int) -> None:
    """In the first week a newcomer, or somebody who was moved, gets to know the team."""
    team = w.people.team[i]
    for n in range(w.places.team_start[team], w.places.team_start[team + 1]):
        j = w.places.team_rows[n]
        if j != i and w.people.filled[j] == 1:
            record(w.events, w.totals, CONTACT, NOBODY, i, j, NOBODY, NOBODY, WORK, 1, 0, 0.0)


@part
def slot_of(seat: Array, i: int, known: int) -> int:
    """Slot in which the person in row i keeps the tie to a seat, or -1."""
    found = -1
    for t in range(seat.shape[1]):  # all of them: without a way out of the loop it is a comparison of vectors
        found = t if seat[i, t] == known else found
    return found


@part
def fade(w: World, r: Rules) -> None:
    """Ties fade and are forgotten; those to people who quit or are laid off end, and leave a push behind."""
    other, kept, law = w.ties.seat, w.ties.strength, r.behaviour.turnover
    share, least, leaving = 1.0 - r.behaviour.ties.fade, fine(r.behaviour.ties.least), w.scratch.leaving
    for i in range(w.people.size):
        leaving[i] = 0
    for kind in (QUIT, LAYOFF):
        for n in range(w.shelf.start[kind], w.shelf.start[kind + 1]):
            leaving[w.people.seat[w.events.row[w.shelf.event[n]]]] = 1
    for i in range(w.people.size):
        total, lost = 0, 0
        for t in range(other.shape[1]):
            if other[i, t] == NOBODY:
                continue
            if leaving[other[i, t]] == 1:
                lost += int(kept[i, t])
                other[i, t] = NOBODY
                forget_tie(w.ties, i, t)
                continue
            left = int(kept[i, t] * share)
            kept[i, t] = left
            if left < least:
                other[i, t] = NOBODY
                forget_tie(w.ties, i, t)
            else:
                total += left
        w.people.embedded[i] = total
        w.people.contagion[i] *= 1.0 - law.contagion_fade
        w.people.contagion[i] += law.contagion * (lost / FINE)


@part
def strengthen(w: World, r: Rules) -> None:
    """Contacts strengthen ties on both sides; contacts that are new are listed by person, then become ties."""
    for i in range(w.people.size):
        w.scratch.head[i] = -1
    fresh = meet_again(w, r, CONTACT, 0)
    fresh = meet_again(w, r, INTRODUCE, fresh)
    if fresh > 0:
        make(w, r)


@part
def meet_again(w: World, r: Rules, kind: int, fresh: int) -> int:
    """Contacts of one kind, both ways; ``fresh`` new ones are listed already. Returns how many are now."""
    other, law, scratch, events, seat = w.ties.seat, r.behaviour.ties, w.scratch, w.events, w.people.seat
    for n in range(w.shelf.start[kind], w.shelf.start[kind + 1]):
        e = w.shelf.event[n]
        for side in range(2):
            i, j = (events.row[e], events.other[e]) if side == 0 else (events.other[e], events.row[e])
            if i == NOBODY or j == NOBODY or scratch.leaving[seat[i]] == 1 or scratch.leaving[seat[j]] == 1:
                continue
            t = slot_of(other, i, seat[j])
            if t >= 0:
                before = w.ties.strength[i, t]
                w.ties.strength[i, t] = fine(strength_after_contact(strength(w.ties.strength, i, t), law.step))
                w.people.embedded[i] += w.ties.strength[i, t] - before
            elif fresh < scratch.pairs.size:
                scratch.pairs[fresh] = (seat[j] << 1) | (1 if kind == INTRODUCE else 0)
                scratch.following[fresh] = scratch.head[i]
                scratch.head[i] = fresh
                fresh += 1
            else:
                w.totals.short[0] |= SHORT_OF_EVENTS
    return fresh


@part
def next_new(pairs: Array, following: Array, head: int, above: int) -> int:
    """Place of the listed contact with the lowest seat number above ``above``, introductions first; or -1."""
    f, chosen = head, -1
    while f >= 0:
        number = pairs[f] ^ 1
        if number > above and (chosen == -1 or number < pairs[chosen] ^ 1):
            chosen = f
        f = following[f]
    return chosen


@part
def make(w: World, r: Rules) -> None:
    """New ties in the order of seat numbers, so that storage cannot matter."""
    scratch = w.scratch
    for i in range(w.people.size):
        f = next_new(scratch.pairs, scratch.following, scratch.head[i], -1)
        while f >= 0:
            known, by_introduction = scratch.pairs[f] >> 1, scratch.pairs[f] & 1
            start = r.behaviour.awareness.introduction_tie if by_introduction == 1 else r.behaviour.ties.start
            if start > 0.0 and slot_of(w.ties.seat, i, known) == -1:
                tie(w, i, known, fine(start))
            f = next_new(scratch.pairs, scratch.following, scratch.head[i], scratch.pairs[f] ^ 1)


@part
def tie(w: World, i: int, known: int, start: int) -> None:
    """A tie to a seat in the first free slot, or in that of the weakest tie if it is weaker."""
    other, kept, weakest = w.ties.seat, w.ties.strength, 0
    for s in range(other.shape[1]):
        if other[i, s] == NOBODY:
            weakest = s
            break
        if kept[i, s] < kept[i, weakest]:
            weakest = s
    if other[i, weakest] == NOBODY or kept[i, weakest] < start:
        w.people.embedded[i] += start - (kept[i, weakest] if other[i, weakest] != NOBODY else 0)
        other[i, weakest] = known
        kept[i, weakest] = start
        w.ties.job[i, weakest] = np.uint8(w.people.home[w.places.row_of_seat[known]])
        forget_tie(w.ties, i, weakest)


@compiled
def embed(w: World) -> None:
    """Total strength of each person's ties, as founders start with."""
    for i in range(w.people.size):
        total = 0
        for t in range(w.ties.seat.shape[1]):
            total += int(w.ties.strength[i, t]) if w.ties.seat[i, t] != NOBODY else 0
        w.people.embedded[i] = total
