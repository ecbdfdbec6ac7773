"""M4 Invitation: members bring in people they know who, as they see it, fit the community.

Reads: membership rule, threshold; ties, memberships, passion, expertise, domains. Writes: people.invited,
known; minutes[INVITING]; events invite. Theory: who belongs decides who comes, by a sense of fit: a person asks those
whom they know, so a community grows along ties, and a tie to a member is worth something.
"""

import numpy as np

from copsim import decision
from copsim.kernel import part
from copsim.mechanisms.gates import INVITED, PARTICIPANT
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import is_removed
from copsim.state.skills import expertise, passion, strength
from copsim.state.world import INVITING, NOBODY, World
from copsim.streams import at, lasting, race, uniform

ROUNDING = 1e-9  # shares of a domain are sums of weights


@part
def share_known_or_cared_for(w: World, i: int, q: int, level: float) -> float:
    """Part of a domain, by weight, of which a person knows or for which they care at least so much."""
    share = 0.0
    for n in range(w.communities.breadth[q]):
        k = w.domains.subject[q, n]
        if max(expertise(w.skills, i, k), passion(w.skills, i, k)) >= level:
            share += w.domains.weight[q, k]
    return share


@part
def invite(w: World, r: Rules, now: int) -> None:
    """Members who reconsider their memberships this week may each ask somebody they know into a community."""
    people, m = w.people, w.memberships
    if r.policy.membership.rule != INVITED:
        return
    whether, weeks = at(r.chance, decision.INVITE, now, now), r.behaviour.joining.reconsider_weeks
    for i in range(people.size):
        if people.filled[i] == 0 or (now + people.seat[i]) % weeks != 0:
            continue
        n = people.belongs[i]
        while n != NOBODY:
            q = int(m.community[n])
            if m.level[n] >= PARTICIPANT and uniform(whether, people.key[i], q) < r.behaviour.joining.invites:
                ask_in(w, r, i, q, now)
            n = m.following[n]


@part
def ask_in(w: World, r: Rules, i: int, q: int, now: int) -> None:
    """One member thinks of one tie outside, by closeness, and invites them if they seem to fit."""
    base = at(r.chance, decision.WHOM_TO_INVITE, now, now)
    t = whom_to_invite(w, i, q, base)
    if t == -1:
        return
    j = w.places.row_of_seat[w.ties.seat[i, t]]
    law, key, since = r.behaviour.awareness, w.people.key, max(w.people.hire[i], w.people.hire[j])
    error = 2.0 * lasting(r.chance, decision.SENSE_OF_FIT, since, key[j], (int(key[i]) << 6) | q) - 1.0
    seen = share_known_or_cared_for(w, j, q, r.behaviour.joining.fits_from) + law.fit_noise * error
    if seen + ROUNDING < r.policy.membership.invitation_threshold:
        return
    if is_removed(r.without, now, ledger.INVITE, NOBODY, key[i], key[j], q, ledger.TIE):
        return
    minutes = int(60.0 * r.behaviour.joining.invite_hours)
    w.minutes[i, INVITING] += minutes
    w.people.invited[j] |= 1 << q
    w.people.known[j] |= 1 << q
    record(w.events, w.totals, ledger.INVITE, NOBODY, i, j, NOBODY, q, ledger.TIE, minutes, 0, seen)


@part
def whom_to_invite(w: World, i: int, q: int, base: np.uint64) -> int:
    """Slot of the tie that a member thinks of: a keyed choice among outsiders, by closeness; -1 if there is none."""
    seat, best, chosen = w.ties.seat, 0.0, -1
    for t in range(seat.shape[1]):
        close = strength(w.ties.strength, i, t)
        if seat[i, t] == NOBODY or close <= 0.0:
            continue
        j = w.places.row_of_seat[seat[i, t]]
        if w.people.filled[j] == 0 or ((w.people.inside[j] | w.people.wary[j]) >> q) & 1 == 1:
            continue
        entry = race(uniform(base, (int(w.people.key[i]) << 6) | q, seat[i, t]), close)
        if chosen == -1 or entry > best:
            best, chosen = entry, t
    return chosen
