"""The gates of membership rules: whom policy lets in.

Reads: membership rule, memberships, expertise, standards. Writes nothing. Theory: the rules differ in who decides.
"""

from typing import Any

from copsim import decision
from copsim.config.policy import Membership
from copsim.config.records import option
from copsim.kernel import compiled
from copsim.mechanisms.fit import expertise_on, slot_in
from copsim.state.world import Communities, Memberships, People
from copsim.streams import Chance, lasting

NONE: Any = option(Membership, "rule", "none")
OPEN: Any = option(Membership, "rule", "open")
EXPERT: Any = option(Membership, "rule", "expert_recognised")
MANDATED: Any = option(Membership, "rule", "mandated")
MANDATED_OPEN: Any = option(Membership, "rule", "mandated_open")
YOKED: Any = option(Membership, "rule", "mandated_yoked")


@compiled
def has_room(memberships: Memberships, i: int) -> bool:
    """Whether a person has a slot that holds no living membership."""
    for s in range(memberships.level.shape[1]):
        if memberships.level[i, s] == 0:
            return True
    return False


@compiled
def expertise_as_seen(people: People, communities: Communities, i: int, q: int, chance: Chance, noise: float) -> float:
    """What a manager takes a person's expertise on a domain to be: the truth and a lasting error."""
    return expertise_on(people, communities, i, q) + noise * (
        2.0 * lasting(chance, decision.EXPERTISE_AS_SEEN, people.hire[i], people.key[i], 1000 + q) - 1.0
    )


@compiled
def may_enter(
    people: People,
    memberships: Memberships,
    communities: Communities,
    i: int,
    q: int,
    now: int,
    rule: Any,
    cooling: int,
    chance: Chance,
    noise: float,
) -> bool:
    """Whether policy lets somebody in who is not a member: the gate of each membership rule."""
    if communities.alive[q] == 0 or rule == NONE or rule == MANDATED:
        return False
    s = slot_in(memberships, i, q)
    if s == -1 and not has_room(memberships, i):
        return False
    if s >= 0:
        spread = 0.5 + lasting(chance, decision.COOLING, people.hire[i], people.key[i], q)
        if memberships.level[i, s] > 0 or now - memberships.since[i, s] < cooling * spread:
            return False
    if rule == EXPERT:
        return expertise_as_seen(people, communities, i, q, chance, noise) >= communities.standard[q]
    return True
