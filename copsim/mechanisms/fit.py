"""Laws of how a person fits a community: passion, need, standing and bonds.

Reads: passion, expertise, domain, open problems, ties. Writes nothing.
"""

from copsim.config.behaviour.community import Joining
from copsim.kernel import part
from copsim.mechanisms.work import is_open
from copsim.state.skills import expertise, passion, strength
from copsim.state.world import NOBODY, Desks, Domains, Table, World


@part
def fit(skills: Table, domains: Domains, breadth: int, i: int, q: int, breadth_dilutes: float) -> float:
    """<passion, domain>: the mean over the domain, its maximum, or a mixture by ``breadth_dilutes``."""
    mean, most = 0.0, 0.0
    for n in range(breadth):
        k = domains.subject[q, n]
        cares = passion(skills, i, k)
        mean += domains.weight[q, k] * cares
        most = max(most, cares)
    return breadth_dilutes * mean + (1.0 - breadth_dilutes) * most


@part
def expertise_on(skills: Table, domains: Domains, breadth: int, i: int, q: int) -> float:
    """Mean expertise over the domain, by its weights."""
    mean = 0.0
    for n in range(breadth):
        k = domains.subject[q, n]
        mean += domains.weight[q, k] * expertise(skills, i, k)
    return mean


@part
def open_problem(problems: Table, desks: Desks, domains: Domains, i: int, q: int) -> int:
    """The oldest open problem of a person on the domain, or -1."""
    for n in range(desks.start[i], desks.start[i + 1]):
        p = desks.problem[n]
        if domains.weight[q, problems.topic[p]] > 0.0 and is_open(problems, p):
            return p
    return -1


@part
def open_problem_on(problems: Table, desks: Desks, i: int, k: int) -> int:
    """The oldest open problem of a person on a topic, or -1."""
    for n in range(desks.start[i], desks.start[i + 1]):
        p = desks.problem[n]
        if problems.topic[p] == k and is_open(problems, p):
            return p
    return -1


@part
def bonds(w: World, i: int, q: int) -> float:
    """Total strength of ties to members of a community."""
    total = 0.0
    seat = w.ties.seat
    for t in range(seat.shape[1]):
        if seat[i, t] != NOBODY and (w.people.inside[w.places.row_of_seat[seat[i, t]]] >> q) & 1 == 1:
            total += strength(w.ties.strength, i, t)
    return total


@part
def pull(
    fit_here: float,
    need: float,
    standing: float,
    bond: float,
    benefit: float,
    identification: float,
    said: float,
    law: Joining,
) -> float:
    """What draws somebody into a community and keeps them there, before the hurdle and the cost of time (logit).

    ``said``: what rewards and approval add.
    """
    first = law.fit_weight * fit_here + law.need_weight * need + law.reputation_weight * max(0.0, standing)
    second = law.bonds_weight * min(law.bonds_most, bond) + law.benefit_weight * benefit
    return first + second + law.identification_weight * identification + said
