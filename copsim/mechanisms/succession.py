"""M13 Settlement of the lifecycle: communities that were founded open, others change their domain, split or end.

Reads: events found, redefine, split, dissolve. Writes: communities (alive, founded, scope, breadth, coordinator),
domains, people.known, called, memberships (moved to the part of a community that suits its holder best).
Theory: a part of a community takes along what its members have made of it.
"""

from typing import Any

import numpy as np

from copsim.config.levers.design import Domain
from copsim.config.records import option
from copsim.kernel import part
from copsim.mechanisms.fit import fit
from copsim.mechanisms.gates import PARTICIPANT
from copsim.mechanisms.lifecycle import PROJECT_TEAM, REGIONAL, first_child
from copsim.mechanisms.rosters import call_roll, close, enter
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.scope import ALL, GROUPS, JOB, REGION, in_scope
from copsim.state import belonging, ledger
from copsim.state.skills import passion
from copsim.state.world import FINE, NOBODY, World

BY_JOB: Any = option(Domain, "split_by", "job")
FRESH = 2.0  # times the activity below which a community dissolves, with which it starts


@part
def settle(w: World, r: Rules, now: int) -> None:
    """What was decided this week about communities is carried out, in an order that does not matter."""
    shelf, e, first, last = w.shelf, w.events, ledger.FOUND, ledger.REDEFINE
    if shelf.start[last + 1] == shelf.start[first]:
        return
    for n in range(shelf.start[ledger.REDEFINE], shelf.start[ledger.REDEFINE + 1]):
        redefine(w, r, int(e.community[shelf.event[n]]))
    for n in range(shelf.start[ledger.SPLIT], shelf.start[ledger.SPLIT + 1]):
        split(w, r, int(e.community[shelf.event[n]]), now)
    for n in range(shelf.start[ledger.DISSOLVE], shelf.start[ledger.DISSOLVE + 1]):
        q = int(e.community[shelf.event[n]])
        close(w, q)
        if r.policy.form.form == PROJECT_TEAM:
            begin(w, r, q, now)  # the next project
    for n in range(shelf.start[ledger.FOUND], shelf.start[ledger.FOUND + 1]):
        event = shelf.event[n]
        establish(w, r, e.row[event], int(e.community[event]), int(e.topic[event]), now)
    call_roll(w)


@part
def begin(w: World, r: Rules, q: int, now: int) -> None:
    """A community opens, with nothing behind it."""
    c = w.communities
    c.alive[q] = 1
    c.founded[q] = now + 1
    c.coordinator[q] = NOBODY
    c.activity[q] = FRESH * r.behaviour.lifecycle.dissolve_below
    c.energy[q] = 0.0
    c.peak[q] = 0.0
    c.size_before[q] = 0
    c.messages[q] = 0.0
    c.reputation[q] = 0.0


@part
def establish(w: World, r: Rules, i: int, q: int, k: int, now: int) -> None:
    """A founder opens a community; founders of the same week found it together. Interested ties are asked to come."""
    if w.people.filled[i] == 0:
        return
    if w.communities.alive[q] == 0:
        begin(w, r, q, now)
    enter(w, r, i, q, PARTICIPANT, now)
    seat = w.ties.seat
    for t in range(seat.shape[1]):
        if seat[i, t] == NOBODY:
            continue
        j = w.places.row_of_seat[seat[i, t]]
        if passion(w.skills, j, k) >= r.behaviour.lifecycle.interested_from and in_scope(w, j, q):
            w.people.known[j] |= 1 << q
            w.people.called[j] |= 1 << q


@part
def redefine(w: World, r: Rules, q: int) -> None:
    """Active members drop the topics for which they do not care, but for the best of them."""
    law, m, domains, breadth = r.behaviour.lifecycle, w.memberships, w.domains, w.communities.breadth[q]
    active, best, most = 0, 0, -1.0
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        active += 1 if m.voice[w.rosters.member[place]] >= law.active_from else 0
    if active == 0:
        return
    for t in range(breadth):
        k, total = int(domains.subject[q, t]), 0
        for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
            n = w.rosters.member[place]
            total += int(FINE * passion(w.skills, m.row[n], k)) if m.voice[n] >= law.active_from else 0
        mean = total / FINE / active
        domains.agenda[q, k] = 1 if mean >= law.care_from else 0
        if mean > most:
            best, most = k, mean
    domains.agenda[q, best] = 1
    kept = 0
    for t in range(breadth):
        k = domains.subject[q, t]
        if domains.agenda[q, k] == 1:
            domains.subject[q, kept] = k
            kept += 1
        else:
            domains.weight[q, k] = 0.0
        domains.agenda[q, k] = 0
    w.communities.breadth[q] = kept
    for t in range(kept):
        domains.weight[q, domains.subject[q, t]] = 1.0 / kept


@part
def split(w: World, r: Rules, q: int, now: int) -> None:
    """A community becomes several: each member goes to the part that suits best, and takes along what was lived."""
    into, first = r.policy.domain.split_into, first_child(w, r, q)
    for part_ in range(into):
        begin(w, r, first + part_, now)
        deal(w, r, q, first + part_, part_, into)
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        if w.memberships.row[n] != NOBODY and w.memberships.community[n] == q:
            move(w, r, n, best_part(w, r, w.memberships.row[n], first, into))
    for i in range(w.people.size):
        if (w.people.known[i] >> q) & 1 == 1:
            w.people.known[i] |= ((1 << into) - 1) << first
    w.communities.latent[q] = 0
    close(w, q)


@part
def deal(w: World, r: Rules, q: int, child: int, number: int, into: int) -> None:
    """What one part is about, and for whom: a run of the domain's topics, or the same domain for some of the sites."""
    c, domains, breadth = w.communities, w.domains, w.communities.breadth[q]
    for k in range(domains.weight.shape[1]):
        domains.weight[child, k] = 0.0
        domains.agenda[child, k] = 0
    regional = r.policy.domain.split_by == REGIONAL
    begin_, end = (0, breadth) if regional else (number * breadth // into, (number + 1) * breadth // into)
    c.breadth[child] = end - begin_
    c.scope_kind[child], c.scope[child] = c.scope_kind[q], c.scope[q]
    jobs = 0
    inherit(w, q, child)
    for t in range(begin_, end):
        k = domains.subject[q, t]
        domains.subject[child, t - begin_] = k
        domains.weight[child, k] = 1.0 / (end - begin_)
        jobs |= 1 << (int(k) % GROUPS)
    if regional:
        c.scope_kind[child], c.scope[child] = REGION, region_mask(number, into)
    elif r.policy.domain.split_by == BY_JOB and c.scope_kind[q] == ALL:
        c.scope_kind[child], c.scope[child] = JOB, jobs


@part
def inherit(w: World, q: int, child: int) -> None:
    """What was written down goes along into every part."""
    practice = w.library.practice
    for k in range(practice.shape[1]):
        practice.level[child, k], practice.written[child, k] = practice.level[q, k], practice.written[q, k]
        practice.author[child, k], practice.seat[child, k] = practice.author[q, k], practice.seat[q, k]
        if (w.library.holds[k] >> q) & 1 == 1:
            w.library.holds[k] |= 1 << child


@part
def region_mask(number: int, into: int) -> int:
    """Sites of one of several regions."""
    mask = 0
    for site in range(number, GROUPS, into):
        mask |= 1 << site
    return mask


@part
def best_part(w: World, r: Rules, i: int, first: int, into: int) -> int:
    """The part that suits somebody: among those meant for them, the one they care for most; lower numbers first."""
    best, chosen = -1.0, first
    for child in range(first, first + into):
        suits = fit(w.skills, w.domains, w.communities.breadth[child], i, child, r.behaviour.joining.breadth_dilutes)
        suits += 2.0 if in_scope(w, i, child) else 0.0
        if suits > best:
            best, chosen = suits, child
    return chosen


@part
def move(w: World, r: Rules, n: int, q: int) -> None:
    """A membership goes over to another community with all that was lived through."""
    m = w.memberships
    i, level, since = m.row[n], m.level[n], m.since[n]
    benefit, belongs, habit = m.benefit[n], m.identification[n], m.habit[n]
    reading, owed, voice = m.reading[n], m.owed[n], m.voice[n]
    belonging.end(w, n)
    place = belonging.begin(w, i, q)
    if place == NOBODY:
        return
    w.people.known[i] |= 1 << q
    m.level[place], m.since[place] = level, since
    m.benefit[place], m.identification[place], m.habit[place] = benefit, belongs, habit
    m.reading[place], m.owed[place], m.voice[place] = reading, owed, np.float32(voice)
