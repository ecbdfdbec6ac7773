"""A policy starts or changes: communities are founded or ended, duties lifted, standards set.

Reads: policy.membership.rule, recognised_share, formation, domain. Writes: communities (alive, breadth,
standard), domains (weight, subject, nearest), people.known, expert, memberships.level (duty lifted). Acts between
weeks only.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.community import Awareness
from copsim.config.policy import Policy
from copsim.kernel import compiled
from copsim.mechanisms.gates import OBLIGED, PARTICIPANT, expertise_as_seen
from copsim.mechanisms.rosters import call_roll, close
from copsim.state.world import FINE, Floats, World
from copsim.streams import Chance, at, uniform

EXPERT_SHARE = 0.1


def mark_experts(world: World) -> float:
    """Mark the upper tenth of demand-weighted expertise; returns the mark that newcomers are held to."""
    people = world.people
    weighted = (world.places.demand[people.unit] * (world.skills.expertise / FINE)).sum(axis=1)
    here = people.filled == 1
    mark = float(np.quantile(weighted[here], 1.0 - EXPERT_SHARE)) if here.any() else 1.0
    people.expert[:] = here & (weighted >= mark)
    return mark


def change_policy(world: World, before: Policy, policy: Policy, now: int, chance: Chance, law: Awareness) -> None:
    """Bring the world from the policy in force to another, at the start of a week."""
    communities, memberships = world.communities, world.memberships
    rule = policy.membership.rule
    if rule == "none":
        for q in np.flatnonzero(communities.alive):
            close(world, int(q))
    elif not communities.alive.any():
        set_domains(world, policy.domain.breadth)
        communities.alive[:] = 1
        make_known(world, now, chance, law)
    if rule not in ("mandated", "mandated_open"):
        memberships.level[memberships.level == OBLIGED] = PARTICIPANT  # free rows have level 0
    same = (before.membership.rule, before.membership.recognised_share) == (rule, policy.membership.recognised_share)
    if rule == "expert_recognised" and not same:
        set_standards(world, chance, law.fit_noise, policy.membership.recognised_share)
    call_roll(world)


def end_community(world: World, q: int) -> None:
    """One community ends between weeks."""
    close(world, q)
    call_roll(world)


def set_domains(world: World, breadth: int) -> None:
    """Share the topics out to the communities; with ``breadth`` > 0 each has that many, neighbours overlapping."""
    communities, domains = world.communities, world.domains
    count, topics = domains.weight.shape
    domains.weight[:] = 0.0
    domains.agenda[:] = 0
    for q in range(count):
        first = -(-q * topics // count)
        size = breadth if breadth > 0 else -(-(q + 1) * topics // count) - first
        communities.breadth[q] = size
        domains.subject[q, :size] = np.arange(first, first + size) % topics
        domains.weight[q, domains.subject[q, :size]] = 1.0 / size
    for k in range(topics):
        apart = np.abs(np.arange(topics) - k)
        apart = np.minimum(apart, topics - apart)
        distance = np.where(domains.weight > 0, apart[None, :], topics).min(axis=1)
        domains.nearest[k] = int(np.lexsort((-domains.weight[:, k], distance))[0]) if count else -1


@compiled
def make_known(w: World, now: int, chance: Chance, law: Awareness) -> None:
    """The launch is announced; some take notice."""
    base = at(chance, decision.LAUNCH, now, now)
    for i in range(w.people.size):
        for q in range(w.communities.size):
            if w.people.filled[i] == 1 and uniform(base, w.people.key[i], q) < law.launch:
                w.people.known[i] |= 1 << q


def set_standards(world: World, chance: Chance, noise: float, share: float) -> None:
    """What managers take for expert when the policy starts stays the standard of recognition."""
    here, seen = world.people.filled == 1, np.zeros(world.people.size)
    for q in range(world.communities.size):
        look(world, q, chance, noise, seen)
        world.communities.standard[q] = np.quantile(seen[here], 1.0 - share) if here.any() else 1.0


@compiled
def look(w: World, q: int, chance: Chance, noise: float, seen: Floats) -> None:
    """What managers take everybody's expertise on a domain to be."""
    for i in range(w.people.size):
        seen[i] = expertise_as_seen(w, i, q, chance, noise)
