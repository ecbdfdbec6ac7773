"""The gates of membership rules: whom policy lets in.

Reads: membership rule, founders, inside, wary, invited, rosters, expertise, standards. Writes nothing. Theory: the
rules differ in who decides.
"""

from typing import Any

from copsim import decision
from copsim.config.levers.belonging import Membership
from copsim.config.records import option
from copsim.kernel import part
from copsim.mechanisms.fit import expertise_on
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.scope import in_scope
from copsim.state.world import World
from copsim.streams import Chance, lasting

NONE: Any = option(Membership, "rule", "none")
OPEN: Any = option(Membership, "rule", "open")
EXPERT: Any = option(Membership, "rule", "expert_recognised")
MANDATED: Any = option(Membership, "rule", "mandated")
MANDATED_OPEN: Any = option(Membership, "rule", "mandated_open")
YOKED: Any = option(Membership, "rule", "mandated_yoked")
INVITED: Any = option(Membership, "rule", "invitation")


READER, PARTICIPANT, OBLIGED = 1, 2, 3


@part
def expertise_as_seen(w: World, i: int, q: int, chance: Chance, noise: float) -> float:
    """What a manager takes a person's expertise on a domain to be: the truth and a lasting error."""
    return expertise_on(w.skills, w.domains, w.communities.breadth[q], i, q) + noise * (
        2.0 * lasting(chance, decision.EXPERTISE_AS_SEEN, w.people.hire[i], w.people.key[i], 1000 + q) - 1.0
    )


@part
def may_enter(w: World, r: Rules, i: int, q: int) -> bool:
    """Whether policy lets somebody in who is not a member: the gate of each membership rule."""
    rule = r.policy.membership.rule
    if w.communities.alive[q] == 0 or rule == NONE or rule == MANDATED or not in_scope(w, i, q):
        return False
    if ((w.people.inside[i] | w.people.wary[i]) >> q) & 1 == 1:
        return False
    if rule == INVITED and (w.people.invited[i] >> q) & 1 == 0:
        return w.rosters.start[q + 1] - w.rosters.start[q] < r.policy.membership.founders
    if rule == EXPERT:
        seen = expertise_as_seen(w, i, q, r.chance, r.behaviour.awareness.fit_noise)
        return seen >= w.communities.standard[q]
    return True
