"""Settlement of belonging: leavers leave, joiners join, newcomers arrive, and the rosters are called anew.

Reads: events join, leave, quit, hire. Writes: memberships (who belongs, at which level, with what expectations),
rosters, people.known, inside, domains.covers, communities.alive (on closing); people, skills and ties of a seat on
quitting and hiring.
"""

from copsim.kernel import compiled, part
from copsim.mechanisms.experience import clear, reading_of
from copsim.mechanisms.fit import slot_in
from copsim.mechanisms.gates import OBLIGED
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.population import clear_social, fill
from copsim.state.skills import expertise, strength
from copsim.state.world import NOBODY, SHORT_OF_MEMBERS, Table, World


@part
def least_valued(memberships: Table, i: int) -> int:
    """Slot of the voluntary membership with the least experienced benefit, or -1."""
    chosen = -1
    for s in range(memberships.shape[1]):
        lower = chosen == -1 or memberships.benefit[i, s] < memberships.benefit[i, chosen]
        if memberships.level[i, s] != OBLIGED and lower:
            chosen = s
    return chosen


@part
def slot_for(memberships: Table, i: int, q: int, level: int) -> int:
    """Slot for a new membership: the former one, a free one, or the oldest former; duty may displace; or -1."""
    s = slot_in(memberships, i, q)
    if s >= 0:
        return s
    for t in range(memberships.shape[1]):
        if memberships.community[i, t] == NOBODY:
            return t
        if memberships.level[i, t] == 0 and (s == -1 or memberships.since[i, t] < memberships.since[i, s]):
            s = t
    return least_valued(memberships, i) if s == -1 and level == OBLIGED else s


@part
def expectation(w: World, r: Rules, i: int, q: int) -> float:
    """Benefit that ties report who were inside this week, by their strength; the prior where there are none."""
    total, reported, other, m = 0.0, 0.0, w.ties.other, w.memberships
    for t in range(other.shape[1]):
        j = other[i, t]
        there = slot_in(m, j, q) if j != NOBODY and (w.people.inside[j] >> q) & 1 == 1 else -1
        if there >= 0:  # not if a duty has just taken the slot
            weight = strength(w.ties.strength, i, t)
            total += weight
            reported += weight * m.benefit[j, there]
    return reported / total if total > 0.0 else r.behaviour.benefit.prior


@part
def enter(w: World, r: Rules, i: int, q: int, level: int, now: int) -> None:
    """Somebody becomes a member, or a member changes level; expectations come from ties inside."""
    m = w.memberships
    s = slot_in(m, i, q)
    if s >= 0 and m.level[i, s] > 0:
        m.level[i, s] = level
        return
    s = slot_for(m, i, q, level)
    if s == -1:
        return
    w.people.known[i] |= 1 << q
    m.community[i, s] = q
    m.level[i, s] = level
    m.since[i, s] = now + 1
    m.benefit[i, s] = expectation(w, r, i, q)
    m.identification[i, s] = 0.0
    m.habit[i, s] = 0.0
    m.reading[i, s] = reading_of(w, r, i, q, w.rosters.start[q + 1] - w.rosters.start[q])


@part
def change(w: World, r: Rules, now: int) -> None:
    """Carry out the week's joining, leaving (so that order cannot matter), quitting and hiring, and call the roll."""
    shelf, e, m = w.shelf, w.events, w.memberships
    for n in range(shelf.start[ledger.JOIN], shelf.start[ledger.JOIN + 1]):
        join = shelf.event[n]
        enter(w, r, e.row[join], int(e.community[join]), int(e.value[join]), now)
    for n in range(shelf.start[ledger.LEAVE], shelf.start[ledger.LEAVE + 1]):
        i = e.row[shelf.event[n]]
        s = slot_in(m, i, e.community[shelf.event[n]])
        if s >= 0 and m.since[i, s] <= now:
            m.level[i, s] = 0
            m.since[i, s] = now
    for n in range(shelf.start[ledger.QUIT], shelf.start[ledger.QUIT + 1]):
        i = e.row[shelf.event[n]]
        w.people.filled[i] = 0
        clear_social(w.people, w.ties, m, i)
    for n in range(shelf.start[ledger.HIRE], shelf.start[ledger.HIRE + 1]):
        welcome(w, r, e.row[shelf.event[n]], now)
    moved = shelf.start[ledger.LEAVE + 1] > shelf.start[ledger.JOIN]  # the two kinds stand side by side
    if moved or shelf.start[ledger.QUIT + 1] > shelf.start[ledger.QUIT]:
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
    """Rosters from the memberships, in the order of rows; who is inside, and which topics are covered."""
    start, member, m, communities = w.rosters.start, w.rosters.member, w.memberships, w.communities.size
    count(w)
    total = start[communities]
    if total > member.size:
        w.totals.short[0] |= SHORT_OF_MEMBERS
        start[:] = 0  # an empty roll until the week is run again
        return
    for i in range(w.people.size - 1, -1, -1):
        if w.people.inside[i] == 0:
            continue
        for s in range(m.shape[1]):
            if m.level[i, s] > 0:
                q = m.community[i, s]
                start[q + 1] -= 1  # fill each community's places from the back
                n = start[q + 1]
                member.row[n] = i
                member.slot[n] = s
                m.place[i, s] = n
                clear(member, n)
    for q in range(communities):
        start[q] = start[q + 1]
    start[communities] = total


@part
def count(w: World) -> None:
    """Ends of the communities' places in the rosters, counted; who is inside; which topics are covered."""
    start, m, communities = w.rosters.start, w.memberships, w.communities.size
    for q in range(communities + 1):
        start[q] = 0
    for i in range(w.people.size):
        w.people.inside[i] = 0
        for s in range(m.shape[1]):
            if m.level[i, s] > 0:
                start[m.community[i, s] + 1] += 1
                w.people.inside[i] |= 1 << int(m.community[i, s])
    for q in range(communities):
        start[q + 1] += start[q]
    for k in range(w.domains.covers.size):
        w.domains.covers[k] = 0
        for q in range(communities):
            if w.communities.alive[q] == 1 and w.domains.weight[q, k] > 0.0:
                w.domains.covers[k] |= 1 << q


@compiled
def close(w: World, q: int) -> None:
    """A community ends: its members are members no longer."""
    w.communities.alive[q] = 0
    for i in range(w.memberships.shape[0]):
        for s in range(w.memberships.shape[1]):
            if w.memberships.community[i, s] == q:
                w.memberships.community[i, s] = NOBODY
                w.memberships.level[i, s] = 0
