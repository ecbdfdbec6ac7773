"""Who sits in a seat: the attributes of a person are functions of (seat, hire week)."""

import math

from copsim import decision
from copsim.config.behaviour.people import People as PeopleParameters
from copsim.kernel import compiled, exp
from copsim.state.world import NOBODY, UNTRIED, Memberships, People, Ties
from copsim.streams import Chance, at, fact, person_key, uniform


@compiled
def skewed(u: float) -> float:
    """u^2.5: most people care little, a few care much."""
    return u * u * math.sqrt(u)


@compiled
def bell(first: float, second: float, third: float) -> float:
    """Sum of three uniforms, centred and scaled to SD 1 (Irwin-Hall; within 3 SD of a normal)."""
    return 2.0 * (first + second + third - 1.5)


@compiled
def match_of(chance: Chance, now: int, key: int) -> float:
    """Quality of the match of a person with the job; mean 0, SD 1."""
    base = at(chance, decision.MATCH, now, 0)
    return bell(fact(base, key, 0), fact(base, key, 1), fact(base, key, 2))


@compiled
def attachment_of(chance: Chance, now: int, key: int) -> float:
    """Personal attachment to the organization; mean 0, SD 1."""
    base = at(chance, decision.ATTACHMENT, now, 0)
    return bell(fact(base, key, 0), fact(base, key, 1), fact(base, key, 2))


@compiled
def fill(people: People, row: int, hire: int, now: int, chance: Chance, law: PeopleParameters) -> None:
    """Put the person (seat, hire week) into a seat.

    Writes: every personal attribute of the row. Theory: passion is skewed and only partly about the job.
    """
    topics = people.expertise.shape[1]
    key = person_key(people.seat[row], hire)
    people.key[row] = key
    people.hire[row] = hire
    people.filled[row] = 1
    base = at(chance, decision.PERSON, now, 0)
    home = people.home[row]
    main = home
    if uniform(base, key, 0) >= law.alignment:
        main = min(topics - 1, int(uniform(base, key, 1) * topics))
    second = min(topics - 1, int(uniform(base, key, 2) * topics))
    for k in range(topics):
        people.passion[row, k] = law.passion_background * skewed(uniform(base, key, 16 + 2 * k))
        u = uniform(base, key, 17 + 2 * k)
        people.expertise[row, k] = law.expertise_other * u * u
        people.unused[row, k] = 0.0
        people.last_use[row, k] = hire
    people.passion[row, main] = law.passion_floor + (1.0 - law.passion_floor) * skewed(uniform(base, key, 3))
    u = uniform(base, key, 4)
    people.passion[row, second] = max(people.passion[row, second], law.passion_second * u * u)
    start = law.expertise_home + law.expertise_home_span * uniform(base, key, 5)
    people.expertise[row, home] = min(1.0, start)
    head_start = law.expertise_passion * (0.25 + 0.75 * uniform(base, key, 6))
    people.expertise[row, main] = max(people.expertise[row, main], head_start)
    people.talent[row] = exp(law.talent_spread * (2.0 * uniform(base, key, 7) - 1.0))
    ceiling = law.ceiling + law.ceiling_spread * (2.0 * uniform(base, key, 8) - 1.0)
    people.ceiling[row] = min(1.0, max(0.0, ceiling))
    people.match[row] = match_of(chance, now, key)
    people.attachment[row] = attachment_of(chance, now, key)
    people.expert[row] = 0
    people.overload[row] = 0.0
    people.growth[row] = 0.0
    people.contagion[row] = 0.0


@compiled
def clear_social(ties: Ties, memberships: Memberships, row: int) -> None:
    """A newcomer knows nobody and belongs to nothing yet."""
    for t in range(ties.other.shape[1]):
        ties.other[row, t] = NOBODY
        ties.strength[row, t] = 0.0
        for k in range(ties.belief.shape[1]):
            ties.belief[row, k, t] = UNTRIED
    for s in range(memberships.community.shape[1]):
        memberships.community[row, s] = NOBODY
        memberships.level[row, s] = 0
    memberships.known[row] = 0
    memberships.inside[row] = 0
