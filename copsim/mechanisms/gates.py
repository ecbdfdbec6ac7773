"""The gates of membership rules: whom policy lets in.

Reads: membership rule, memberships, expertise, standards. Writes nothing. Theory: the rules differ in who decides.
"""

from typing import Any

from copsim import decision
from copsim.config.policy import Membership
from copsim.config.records import option
from copsim.kernel import part
from copsim.mechanisms.fit import expertise_on, slot_in
from copsim.mechanisms.rules import Rules
from copsim.state.world import Table, World
from copsim.streams import Chance, lasting

NONE: Any = option(Membership, "rule", "none")
OPEN: Any = option(Membership, "rule", "open")
EXPERT: Any = option(Membership, "rule", "expert_recognised")
MANDATED: Any = option(Membership, "rule", "mandated")
MANDATED_OPEN: Any = option(Membership, "rule", "mandated_open")
YOKED: Any = option(Membership, "rule", "mandated_yoked")


READER, PARTICIPANT, OBLIGED = 1, 2, 3


@part
def has_room(memberships: Table, i: int) -> bool:
    """Whether a person has a slot that holds no living membership."""
    for s in range(memberships.shape[1]):
        if memberships.level[i, s] == 0:
            return True
    return False


@part
def expertise_as_seen(w: World, i: int, q: int, chance: Chance, noise: float) -> float:
    """What a manager takes a person's expertise on a domain to be: the truth and a lasting error."""
    return expertise_on(w.skills, w.domains, w.communities.breadth[q], i, q) + noise * (
        2.0 * lasting(chance, decision.EXPERTISE_AS_SEEN, w.people.hire[i], w.people.key[i], 1000 + q) - 1.0
    )


@part
def may_enter(w: World, r: Rules, i: int, q: int, now: int) -> bool:
    """Whether policy lets somebody in who is not a member: the gate of each membership rule."""
    rule = r.policy.membership.rule
    if w.communities.alive[q] == 0 or rule == NONE or rule == MANDATED or (w.people.inside[i] >> q) & 1 == 1:
        return False
    s = slot_in(w.memberships, i, q)
    if s == -1 and not has_room(w.memberships, i):
        return False
    if s >= 0:
        spread = 0.5 + lasting(r.chance, decision.COOLING, w.people.hire[i], w.people.key[i], q)
        if now - w.memberships.since[i, s] < r.behaviour.joining.cooling_weeks * spread:
            return False
    if rule == EXPERT:
        seen = expertise_as_seen(w, i, q, r.chance, r.behaviour.awareness.fit_noise)
        return seen >= w.communities.standard[q]
    return True
