"""Laws of how a person fits a community: passion, need, standing and bonds.

Reads: passion, expertise, domain, open problems, ties. Writes nothing.
"""

from copsim.config.behaviour.community import Joining
from copsim.kernel import compiled
from copsim.mechanisms.work import is_open
from copsim.state.world import NOBODY, Communities, Memberships, People, Problems, Ties


@compiled
def fit(people: People, communities: Communities, i: int, q: int, breadth_dilutes: float) -> float:
    """<passion, domain>: the mean over the domain, its maximum, or a mixture by ``breadth_dilutes``."""
    mean, most = 0.0, 0.0
    for n in range(communities.breadth[q]):
        k = communities.subject[q, n]
        mean += communities.domain[q, k] * people.passion[i, k]
        most = max(most, people.passion[i, k])
    return breadth_dilutes * mean + (1.0 - breadth_dilutes) * most


@compiled
def expertise_on(people: People, communities: Communities, i: int, q: int) -> float:
    """Mean expertise over the domain, by its weights."""
    mean = 0.0
    for n in range(communities.breadth[q]):
        k = communities.subject[q, n]
        mean += communities.domain[q, k] * people.expertise[i, k]
    return mean


@compiled
def open_problem(problems: Problems, communities: Communities, i: int, q: int) -> int:
    """The oldest open problem of a person on the domain, or -1."""
    for n in range(problems.start[i], problems.start[i + 1]):
        p = problems.listed[n]
        if communities.domain[q, problems.topic[p]] > 0.0 and is_open(problems, p):
            return p
    return -1


@compiled
def open_problem_on(problems: Problems, i: int, k: int) -> int:
    """The oldest open problem of a person on a topic, or -1."""
    for n in range(problems.start[i], problems.start[i + 1]):
        p = problems.listed[n]
        if problems.topic[p] == k and is_open(problems, p):
            return p
    return -1


@compiled
def slot_in(memberships: Memberships, i: int, q: int) -> int:
    """Slot of a person's membership (also a former one) in a community, or -1."""
    for s in range(memberships.community.shape[1]):
        if memberships.community[i, s] == q:
            return s
    return -1


@compiled
def bonds(ties: Ties, memberships: Memberships, i: int, q: int) -> float:
    """Total strength of ties to members of a community."""
    total = 0.0
    for t in range(ties.other.shape[1]):
        j = ties.other[i, t]
        if j != NOBODY and (memberships.inside[j] >> q) & 1 == 1:
            total += ties.strength[i, t]
    return total


@compiled
def pull(
    fit_here: float,
    need: float,
    standing: float,
    bond: float,
    benefit: float,
    identification: float,
    recognition: float,
    law: Joining,
) -> float:
    """What draws somebody into a community and keeps them there, before the hurdle and the cost of time (logit)."""
    first = law.fit_weight * fit_here + law.need_weight * need + law.reputation_weight * max(0.0, standing)
    second = law.bonds_weight * min(3.0, bond) + law.benefit_weight * benefit
    return first + second + law.identification_weight * identification + law.recognition_weight * recognition
