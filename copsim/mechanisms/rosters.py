"""Settlement of belonging: leavers leave, joiners join, newcomers arrive, and the rosters are called anew.

Reads: events join, leave, quit, layoff, hire. Writes: memberships (who belongs, at which level, what they expect),
rosters, people.known, inside, wary (on entering, leaving and closing), domains.covers, communities.alive (on closing);
people, skills and ties of a seat on going and hiring.
"""

from copsim.kernel import compiled, part
from copsim.mechanisms.experience import reading_of
from copsim.mechanisms.rules import Rules
from copsim.state import belonging, ledger
from copsim.state.belonging import place_in
from copsim.state.population import fill, forget_everybody
from copsim.state.skills import expertise, strength
from copsim.state.world import NOBODY, World


@part
def expectation(w: World, r: Rules, i: int, q: int, now: int) -> float:
    """Benefit that ties report who were inside this week, by their strength; the prior where there are none."""
    total, reported, other = 0.0, 0.0, w.ties.seat
    for t in range(other.shape[1]):
        there = NOBODY
        if other[i, t] != NOBODY:
            there = place_in(w.people, w.memberships, w.places.row_of_seat[other[i, t]], q)
        if there != NOBODY and w.memberships.since[there] <= now:
            weight = strength(w.ties.strength, i, t)
            total += weight
            reported += weight * w.memberships.benefit[there]
    return reported / total if total > 0.0 else r.behaviour.benefit.prior


@part
def enter(w: World, r: Rules, i: int, q: int, level: int, now: int) -> None:
    """Somebody becomes a member, or a member changes level; expectations come from ties inside."""
    m, n = w.memberships, place_in(w.people, w.memberships, i, q)
    if n != NOBODY:
        m.level[n] = level
        return
    expected = expectation(w, r, i, q, now)
    n = belonging.begin(w, i, q)
    if n == NOBODY:
        return
    w.people.known[i] |= 1 << q
    w.people.wary[i] &= ~(1 << q)
    m.level[n] = level
    m.since[n] = now + 1
    m.benefit[n] = expected
    m.reading[n] = reading_of(w, r, i, q, w.rosters.start[q + 1] - w.rosters.start[q])


@part
def leave(w: World, i: int, q: int, now: int) -> None:
    """A member is one no longer, and does not think of coming back soon."""
    n = place_in(w.people, w.memberships, i, q)
    if n != NOBODY and w.memberships.since[n] <= now:
        belonging.end(w, n)
        w.people.wary[i] |= 1 << q


@part
def change(w: World, r: Rules, now: int) -> None:
    """Carry out the week's joining, leaving (so that order cannot matter), quitting and hiring, and call the roll."""
    shelf, e = w.shelf, w.events
    for n in range(shelf.start[ledger.JOIN], shelf.start[ledger.JOIN + 1]):
        join = shelf.event[n]
        enter(w, r, e.row[join], int(e.community[join]), int(e.value[join]), now)
    for n in range(shelf.start[ledger.LEAVE], shelf.start[ledger.LEAVE + 1]):
        leave(w, e.row[shelf.event[n]], int(e.community[shelf.event[n]]), now)
    for kind in (ledger.QUIT, ledger.LAYOFF):
        for n in range(shelf.start[kind], shelf.start[kind + 1]):
            i = e.row[shelf.event[n]]
            w.people.filled[i] = 0
            forget_everybody(w, i)
    for n in range(shelf.start[ledger.HIRE], shelf.start[ledger.HIRE + 1]):
        welcome(w, r, e.row[shelf.event[n]], now)
    moved = shelf.start[ledger.LEAVE + 1] > shelf.start[ledger.JOIN]  # the two kinds stand side by side
    left = shelf.start[ledger.QUIT + 1] > shelf.start[ledger.QUIT]
    if moved or left or shelf.start[ledger.LAYOFF + 1] > shelf.start[ledger.LAYOFF]:
        call_roll(w)


@part
def welcome(w: World, r: Rules, i: int, now: int) -> None:
    """A recruit takes a seat, with the usual load and growth; experts at hire are marked."""
    people, law = w.people, r.behaviour.turnover
    fill(people, w.skills, i, now, now, r.chance, r.behaviour.people)
    people.growth[i] = law.growth_reference
    people.overload[i] = law.overload_reference
    weighted = 0.0
    for k in range(w.skills.shape[1]):
        weighted += w.places.demand[people.unit[i], k] * expertise(w.skills, i, k)
    people.expert[i] = 1 if weighted >= r.mark else 0


@compiled
def call_roll(w: World) -> None:
    """Rosters from the memberships, in the order of rows; which topics are covered."""
    start, m, communities = w.rosters.start, w.memberships, w.communities.size
    for q in range(communities + 1):
        start[q] = 0
    for n in range(w.totals.memberships[0]):
        if m.row[n] != NOBODY:
            start[m.community[n] + 1] += 1
    for q in range(communities):
        start[q + 1] += start[q]
    total = start[communities]
    for i in range(w.people.size - 1, -1, -1):
        n = w.people.belongs[i]
        while n != NOBODY:
            end = m.community[n] + 1  # each community's places are filled from the back
            start[end] -= 1
            w.rosters.member[start[end]] = n
            n = m.following[n]
    for q in range(communities):
        start[q] = start[q + 1]
    start[communities] = total
    for k in range(w.domains.covers.size):
        w.domains.covers[k] = 0
        for q in range(communities):
            if w.communities.alive[q] == 1 and w.domains.weight[q, k] > 0.0:
                w.domains.covers[k] |= 1 << q


@compiled
def close(w: World, q: int) -> None:
    """A community ends: its members are members no longer, and whoever left may think of its successor."""
    w.communities.alive[q] = 0
    for n in range(w.totals.memberships[0]):
        if w.memberships.row[n] != NOBODY and w.memberships.community[n] == q:
            belonging.end(w, n)
    for i in range(w.people.size):
        w.people.wary[i] &= ~(1 << q)
