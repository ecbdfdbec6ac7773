"""M13 Launch: how communities that a policy wants come about, between weeks.

Reads: policy.formation, domain, form.reach; demand, passion, expertise. Writes: communities (alive, founded, latent,
scope, activity), domains, people.known, called, office (roots, launching). Theory: seeding finds out who would come
and what for; nomination asks those whom units think leaders; a decree does neither.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviours import Behaviour
from copsim.config.organization import Organization
from copsim.config.policy import Policy
from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.kernel import compiled
from copsim.mechanisms.fit import fit
from copsim.mechanisms.gates import PARTICIPANT, expertise_as_seen
from copsim.mechanisms.scope import ALL, COMPANY, REGION, UNIT, in_scope
from copsim.state.belonging import begin
from copsim.state.world import NOBODY, PASSION, Floats, Ints, World
from copsim.streams import Chance, at, lasting, uniform

LARGE = 1.0e9


def launch(world: World, policy: Policy, scenario: Scenario, now: int, chance: Chance) -> None:
    """Communities of the organization open as the policy wants them to."""
    o, b = scenario.organization, record_of(scenario.behaviour)
    communities, count = world.communities, o.communities
    define(world, policy, scenario)
    if policy.formation.how == "spontaneous":
        return
    open_all(world, count, now, b)
    if policy.formation.how == "seeded":
        interview_all(world, policy, count, chance, b)
    elif policy.formation.how == "nominated":
        nominate_all(world, count, chance, b)
    elif policy.formation.how == "decreed":
        decree_all(world, count, now, chance, b)
    announce(world, now, count, chance, b.awareness.launch)
    communities.latent[:count] = 1


def open_all(world: World, count: int, now: int, b: Behaviour) -> None:
    """The first ``count`` communities are alive from this week on."""
    c = world.communities
    c.alive[:count] = 1
    c.founded[:count] = now
    c.coordinator[:count] = NOBODY
    c.activity[:count] = 2.0 * b.lifecycle.dissolve_below


def define(world: World, policy: Policy, scenario: Scenario) -> None:
    """What every community that there is, or could be, is about, and for whom it is meant."""
    o, roots = scenario.organization, scenario.roots()
    set_domains(world, policy, o.communities)
    c, topics = world.communities, world.domains.weight.shape[1]
    world.office.roots[:] = roots
    for q in range(roots):
        c.scope_kind[q], c.scope[q] = reached(policy, o, q)
    for q in range(o.communities, roots):
        number = q - o.communities
        world.domains.weight[q, :] = 0.0
        world.domains.weight[q, number % topics] = 1.0
        world.domains.subject[q, 0] = number % topics
        c.breadth[q] = 1
        c.latent[q] = 1
        if number >= topics:
            c.scope_kind[q] = REGION
            c.scope[q] = sum(1 << site for site in range(60) if site % o.sites == (number // topics - 1) % o.sites)


def reached(policy: Policy, o: Organization, q: int) -> tuple[int, int]:
    """Kind of scope, and scope, of a community that goes as far as the policy lets it."""
    if policy.form.reach == "unit":
        return UNIT, q % o.units
    if o.companies > 1 and policy.form.reach != "companies":
        return COMPANY, (o.companies << 32) | (q % o.companies)
    return ALL, 0


def ranked_topics(world: World, chosen_for: str) -> np.ndarray:
    """Topics in the order in which they go into domains: as numbered, by demand, or by what people care for."""
    topics = world.domains.weight.shape[1]
    if chosen_for == "topics":
        return np.arange(topics)
    demand = world.places.demand[world.people.unit].sum(axis=0)
    if chosen_for == "strategy":
        return np.lexsort((np.arange(topics), -demand))
    cares = world.skills.passion.astype(float).sum(axis=0) / PASSION
    at_home = np.bincount(world.people.home, minlength=topics)
    return np.lexsort((np.arange(topics), -cares * (demand / len(world.people) + at_home / len(world.people))))


def set_domains(world: World, policy: Policy, count: int) -> None:
    """Share the topics out to the communities; with a breadth each has that many, neighbours overlapping."""
    communities, domains, breadth = world.communities, world.domains, policy.domain.breadth
    topics = domains.weight.shape[1]
    order = ranked_topics(world, policy.domain.chosen_for)
    by_rank = policy.domain.chosen_for != "topics" and breadth > 0
    domains.weight[:count] = 0.0
    domains.agenda[:] = 0
    for q in range(count):
        first = q * breadth if by_rank else -(-q * topics // count)
        size = breadth if breadth > 0 else -(-(q + 1) * topics // count) - first
        communities.breadth[q] = size
        domains.subject[q, :size] = order[np.arange(first, first + size) % topics]
        domains.weight[q, domains.subject[q, :size]] = 1.0 / size
    for k in range(topics):
        apart = np.abs(np.arange(topics) - k)
        apart = np.minimum(apart, topics - apart)
        distance = np.where(domains.weight[:count] > 0, apart[None, :], topics).min(axis=1)
        domains.nearest[k] = int(np.lexsort((-domains.weight[:count, k], distance))[0]) if count else -1


def announce(world: World, now: int, count: int, chance: Chance, share: float) -> None:
    """The launch is announced; some take notice."""
    make_known_to(world, np.arange(len(world.people)), now, count, chance, share)


@compiled
def make_known_to(w: World, rows: Ints, now: int, count: int, chance: Chance, share: float) -> None:
    """What communities there are is announced to some people, of whom some take notice."""
    base = at(chance, decision.LAUNCH, now, now)
    for n in range(rows.size):
        i = rows[n]
        for q in range(count):
            heard = w.people.filled[i] == 1 and uniform(base, w.people.key[i], q) < share
            if heard and in_scope(w, i, q):
                w.people.known[i] |= 1 << q


def interview_all(world: World, policy: Policy, count: int, chance: Chance, b: Behaviour) -> None:
    """Interviews with those who would suit best as others see it; they say what the community should be about."""
    n, seen = policy.formation.interviews, np.zeros(len(world.people))
    people, domains = world.people, world.domains
    for q in range(count):
        suits(world, q, chance, b.awareness.fit_noise, b.awareness.job_in_fit, b.joining.breadth_dilutes, seen)
        chosen = np.lexsort((people.seat, -seen))[:n]
        chosen = chosen[seen[chosen] > -LARGE]
        people.known[chosen] |= 1 << q
        people.called[chosen] |= 1 << q
        size = int(world.communities.breadth[q])
        said = world.skills.passion[chosen].astype(float).sum(axis=0)
        said += PASSION * b.querying.job_interest * np.bincount(people.home[chosen], minlength=len(said))
        if len(chosen):
            topics = np.sort(np.lexsort((np.arange(len(said)), -said))[:size])
            domains.weight[q, :] = 0.0
            domains.subject[q, :size] = topics
            domains.weight[q, topics] = 1.0 / size
        world.office.launching[:] += int(60.0 * b.lifecycle.interview_hours) * len(chosen)


@compiled
def suits(w: World, q: int, chance: Chance, noise: float, job: float, dilutes: float, seen: Floats) -> None:
    """How well a community would suit everybody, as others see it; -1e9 for those who cannot belong."""
    for i in range(w.people.size):
        seen[i] = -LARGE
        if w.people.filled[i] == 1 and in_scope(w, i, q):
            error = 2.0 * lasting(chance, decision.FIT_AS_SEEN, w.people.hire[i], w.people.key[i], q) - 1.0
            here = fit(w.skills, w.domains, w.communities.breadth[q], i, q, dilutes)
            seen[i] = here + job * w.domains.weight[q, w.people.home[i]] + noise * error


def nominate_all(world: World, count: int, chance: Chance, b: Behaviour) -> None:
    """Each unit names whom it takes for its ablest on each domain; they are invited from the top."""
    people, seen = world.people, np.zeros(len(world.people))
    for q in range(count):
        look_within(world, q, chance, b.awareness.fit_noise, seen)
        for u in range(world.places.demand.shape[0]):
            rows = np.flatnonzero((people.unit == u) & (people.filled == 1) & (seen > -LARGE))
            if len(rows):
                named = rows[np.lexsort((people.seat[rows], -seen[rows]))[0]]
                people.known[named] |= 1 << q
                people.called[named] |= 1 << q


@compiled
def look_within(w: World, q: int, chance: Chance, noise: float, seen: Floats) -> None:
    """What managers take the expertise on a domain of everybody who could belong to be; -1e9 for others."""
    for i in range(w.people.size):
        seen[i] = expertise_as_seen(w, i, q, chance, noise) if in_scope(w, i, q) else -LARGE


def decree_all(world: World, count: int, now: int, chance: Chance, b: Behaviour) -> None:
    """Management appoints whom it takes for the ablest as the first coordinator of each community."""
    people, seen = world.people, np.zeros(len(world.people))
    for q in range(count):
        look_within(world, q, chance, b.awareness.fit_noise, seen)
        rows = np.flatnonzero((people.filled == 1) & (seen > -LARGE))
        if len(rows):
            install(world, int(rows[np.lexsort((people.seat[rows], -seen[rows]))[0]]), q, now)


@compiled
def install(w: World, i: int, q: int, now: int) -> None:
    """Somebody becomes the first member of a community, and its coordinator."""
    n = begin(w, i, q)
    if n == NOBODY:
        return
    w.people.known[i] |= 1 << q
    w.memberships.level[n] = PARTICIPANT
    w.memberships.since[n] = now
    w.memberships.reading[n] = 1.0
    w.communities.coordinator[q] = w.people.seat[i]
    w.communities.leader[q] = w.people.key[i]
    w.communities.since[q] = now
