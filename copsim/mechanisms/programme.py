"""A policy starts or changes: communities are founded or ended, duties lifted, standards set.

Reads: policy.membership.rule, recognised_share, domain. Writes: communities.standard, people.expert,
memberships.level (duty lifted); launching.py has how communities begin. Acts between weeks only.
"""

import numpy as np

from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.kernel import compiled
from copsim.mechanisms.gates import OBLIGED, PARTICIPANT, expertise_as_seen
from copsim.mechanisms.launching import define, launch
from copsim.mechanisms.rosters import call_roll, close
from copsim.state.world import FINE, Floats, World
from copsim.streams import Chance

EXPERT_SHARE = 0.1


def mark_experts(world: World) -> float:
    """Mark the upper tenth of demand-weighted expertise; returns the mark that newcomers are held to."""
    people, weighted = world.people, weighted_expertise(world)
    here = people.filled == 1
    mark = float(np.quantile(weighted[here], 1.0 - EXPERT_SHARE)) if here.any() else 1.0
    people.expert[:] = here & (weighted >= mark)
    return mark


def weighted_expertise(world: World) -> Floats:
    """[N] everybody's expertise, weighted by the demand of the unit."""
    weighted: Floats = (world.places.demand[world.people.unit] * (world.skills.expertise / FINE)).sum(axis=1)
    return weighted


def change_policy(world: World, before: Policy, policy: Policy, now: int, chance: Chance, scenario: Scenario) -> None:
    """Bring the world from the policy in force to another, at the start of a week."""
    communities, memberships = world.communities, world.memberships
    rule = policy.membership.rule
    if rule == "none":
        for q in np.flatnonzero(communities.alive):
            close(world, int(q))
    elif before.membership.rule == "none":
        launch(world, policy, scenario, now, chance)
    elif subject_of(before) != subject_of(policy):
        define(world, policy, scenario)
    if rule not in ("mandated", "mandated_open"):
        memberships.level[memberships.level == OBLIGED] = PARTICIPANT  # free rows have level 0
    same = (before.membership.rule, before.membership.recognised_share) == (rule, policy.membership.recognised_share)
    if rule == "expert_recognised" and not same:
        noise = scenario.behaviour.awareness.fit_noise
        set_standards(world, chance, noise, policy.membership.recognised_share)
    call_roll(world)


def subject_of(policy: Policy) -> tuple[object, ...]:
    """The levers that say what communities are about, and for whom."""
    return policy.domain.breadth, policy.domain.chosen_for, policy.form.reach


def regroup(world: World, policy: Policy, scenario: Scenario, now: int, chance: Chance) -> None:
    """Work groups end with the units that they belong to, and begin again in the new ones."""
    if policy.membership.rule == "none":
        return
    for q in np.flatnonzero(world.communities.alive):
        close(world, int(q))
    launch(world, policy, scenario, now, chance)
    call_roll(world)


def end_community(world: World, q: int) -> None:
    """One community ends between weeks."""
    close(world, q)
    call_roll(world)


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
