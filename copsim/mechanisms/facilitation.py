"""M14 Support: facilitators have finite hours; every act of theirs takes some.

Reads: policy.support, meetings due, questions left unanswered lately. Writes: communities.helped_agenda,
match_share, introduction_rate, managed_share. Theory: hours go to agendas, then to unanswered
questions, then to introductions; demand is foreseen from last weeks', so nobody's act depends on a queue.
"""

from copsim import decision
from copsim.config.behaviour.community import Awareness, Facilitation
from copsim.config.policy import Policy
from copsim.kernel import compiled
from copsim.mechanisms.meetings import meets
from copsim.state.world import Communities, People
from copsim.streams import Chance, lasting


@compiled
def share_served(hours: float, each: float, expected: float) -> float:
    """min(1, hours / (each · expected)): the part of expected requests that the hours suffice for."""
    if each * expected <= 0.0:
        return 1.0 if hours > 0.0 else 0.0
    return min(1.0, hours / (each * expected))


@compiled
def plan(
    people: People, communities: Communities, now: int, policy: Policy, law: Facilitation, awareness: Awareness
) -> None:
    """Share out this week's facilitator hours."""
    left = policy.support.facilitator_hours
    for q in range(communities.alive.size):
        communities.helped_agenda[q] = 0
        if (
            policy.events.agenda == 1
            and left >= law.agenda_hours
            and meets(communities, q, now, policy.events.meeting_weeks)
        ):
            communities.helped_agenda[q] = 1
            left -= law.agenda_hours
    expected = float(
        int(communities.unanswered[0] + 1.0)
    )  # in whole questions: one more or less moves nobody else's luck
    served = share_served(left, law.match_hours, expected)
    communities.match_share[0] = served
    left = max(0.0, left - served * expected * law.match_hours)
    own = share_served(left, awareness.introduction_hours, float(people.seat.size))
    total = min(1.0, policy.support.introductions + own)
    communities.introduction_rate[0] = total
    communities.managed_share[0] = policy.support.introductions / total if total > 0.0 else 0.0


@compiled
def expert_named(
    people: People, communities: Communities, q: int, asker: int, k: int, now: int, chance: Chance, noise: float
) -> int:
    """Place in the roster of the member whom a facilitator takes for the ablest on a topic, or -1."""
    best, chosen = 0.0, -1
    for n in range(communities.start[q], communities.start[q + 1]):
        i = communities.member[n]
        if i == asker:
            continue
        score = people.expertise[i, k] + noise * (
            2.0 * lasting(chance, decision.EXPERTISE_AS_SEEN, people.hire[i], people.key[i], k) - 1.0
        )
        if chosen == -1 or score > best or (score == best and people.seat[i] < people.seat[communities.member[chosen]]):
            best, chosen = score, n
    return chosen
