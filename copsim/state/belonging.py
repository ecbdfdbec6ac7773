"""Rows of the tables of memberships: finding, taking and giving back. Chains hold a person's rows."""

from copsim.kernel import part
from copsim.state.world import NOBODY, SHORT_OF_MEMBERS, Table, World


@part
def place_in(people: Table, memberships: Table, i: int, q: int) -> int:
    """Place of a person's membership in a community, or NOBODY."""
    if (people.inside[i] >> q) & 1 == 0:
        return NOBODY
    n = people.belongs[i]
    while n != NOBODY and memberships.community[n] != q:
        n = memberships.following[n]
    return n


@part
def begin(w: World, i: int, q: int) -> int:
    """A new membership, all zero; its place, or NOBODY if the table is full."""
    totals, m = w.totals, w.memberships
    n = totals.free[0]
    if n != NOBODY:
        totals.free[0] = m.following[n]
    elif totals.memberships[0] < m.size:
        n = totals.memberships[0]
        totals.memberships[0] = n + 1
    else:
        totals.short[0] |= SHORT_OF_MEMBERS
        return NOBODY
    before, after = NOBODY, w.people.belongs[i]
    while after != NOBODY and m.community[after] < q:
        before, after = after, m.following[after]
    if before == NOBODY:
        w.people.belongs[i] = n
    else:
        m.following[before] = n
    m.following[n] = after
    m.row[n] = i
    m.community[n] = q
    w.people.inside[i] |= 1 << q
    m.benefit[n] = 0.0
    m.identification[n] = 0.0
    m.habit[n] = 0.0
    m.reading[n] = 0.0
    m.owed[n] = 0.0
    m.voice[n] = 0.0
    m.project[n] = 0
    m.items[n] = 0
    clear(m, n)
    return n


@part
def clear(m: Table, n: int) -> None:
    """The next week of a member starts from nothing."""
    m.learned[n] = 0
    m.interest[n] = 0
    m.duty[n] = 0
    m.attended[n] = 0
    m.helped[n] = 0
    m.solved[n] = 0
    m.answered[n] = 0
    m.ignored[n] = 0
    m.given[n] = 0
    m.received[n] = 0
    m.told[n] = 0
    m.welcomed[n] = 0
    m.solved_by_answer[n] = 0
    m.wrote[n] = 0
    m.found[n] = 0


@part
def end(w: World, n: int) -> None:
    """A membership ends, and nothing of it is kept."""
    m, i = w.memberships, w.memberships.row[n]
    before, here = NOBODY, w.people.belongs[i]
    while here != n:
        before, here = here, m.following[here]
    if before == NOBODY:
        w.people.belongs[i] = m.following[n]
    else:
        m.following[before] = m.following[n]
    w.people.inside[i] &= ~(1 << int(m.community[n]))
    m.row[n] = NOBODY
    m.level[n] = 0
    m.following[n] = w.totals.free[0]
    w.totals.free[0] = n


@part
def end_all(w: World, i: int) -> None:
    """A person belongs to nothing, and never did."""
    while w.people.belongs[i] != NOBODY:
        end(w, w.people.belongs[i])
    w.people.wary[i] = 0
