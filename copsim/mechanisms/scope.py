"""Whom a community is open to, besides what the membership rule says: everybody, a region, jobs, a unit, a company.

Reads: communities.scope_kind, scope; people.unit, site, home. Writes nothing.
"""

from copsim.kernel import part
from copsim.state.world import NOBODY, World

ALL, REGION, JOB, UNIT, COMPANY = range(5)
GROUPS = 60  # sites and topics beyond are counted around


@part
def in_scope(w: World, i: int, q: int) -> bool:
    """Whether a community is meant for people like this one."""
    kind, scope = w.communities.scope_kind[q], w.communities.scope[q]
    if kind == ALL:
        return True
    if kind == REGION:
        return (scope >> (w.people.site[i] % GROUPS)) & 1 == 1
    if kind == JOB:
        return (scope >> (w.people.home[i] % GROUPS)) & 1 == 1
    if kind == UNIT:
        return w.people.unit[i] == scope
    return w.people.unit[i] % (scope >> 32) == scope & 0xFFFFFFFF


@part
def community_of_job(w: World, i: int) -> int:
    """The community nearest to the job's topic, or, if it is not meant for somebody, the nearest that is; or NOBODY."""
    nearest, home = w.domains.nearest[w.people.home[i]], w.people.home[i]
    if nearest == NOBODY or in_scope(w, i, nearest):
        return int(nearest) if nearest != NOBODY and w.communities.alive[nearest] == 1 else NOBODY
    best, chosen = -1.0, NOBODY
    for q in range(w.communities.size):
        if w.communities.alive[q] == 1 and in_scope(w, i, q) and w.domains.weight[q, home] > best:
            best, chosen = w.domains.weight[q, home], q
    return chosen
