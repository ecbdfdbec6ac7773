"""Who sits in a seat: the attributes of a person are functions of (seat, hire week)."""

import math

from copsim import decision
from copsim.config.behaviour.people import People as PeopleParameters
from copsim.kernel import exp, part
from copsim.state.belonging import end_all
from copsim.state.skills import as_passion, fine
from copsim.state.world import NOBODY, UNTRIED, Table, World
from copsim.streams import Chance, at, fact, person_key, uniform


@part
def skewed(u: float) -> float:
    """u^2.5: most people care little, a few care much."""
    return u * u * math.sqrt(u)


@part
def bell(first: float, second: float, third: float) -> float:
    """Sum of three uniforms, centred and scaled to SD 1 (Irwin-Hall; within 3 SD of a normal)."""
    return 2.0 * (first + second + third - 1.5)


@part
def match_of(chance: Chance, hire: int, key: int) -> float:
    """Quality of the match of a person with the job; mean 0, SD 1."""
    base = at(chance, decision.MATCH, hire, 0)
    return bell(fact(base, key, 0), fact(base, key, 1), fact(base, key, 2))


@part
def attachment_of(chance: Chance, hire: int, key: int) -> float:
    """Personal attachment to the organization; mean 0, SD 1."""
    base = at(chance, decision.ATTACHMENT, hire, 0)
    return bell(fact(base, key, 0), fact(base, key, 1), fact(base, key, 2))


@part
def passion_at_hire(chance: Chance, law: PeopleParameters, seat: int, home: int, topics: int, now: int) -> float:
    """Passion for the job's topic of whoever would be hired to a seat this week; the same numbers as :func:`fill`."""
    key, base = person_key(seat, now), at(chance, decision.PERSON, now, 0)
    main = int(home)
    if fact(base, key, 0) >= law.alignment:
        main = min(topics - 1, int(fact(base, key, 1) * topics))
    second = min(topics - 1, int(fact(base, key, 2) * topics))
    other = fact(base, key, 4)
    passion = law.passion_background * skewed(fact(base, key, 16 + 2 * home))
    if home == main:
        passion = law.passion_floor + (1.0 - law.passion_floor) * skewed(fact(base, key, 3))
    return max(passion, law.passion_second * other * other) if home == second else passion


@part
def fill(people: Table, skills: Table, row: int, hire: int, now: int, chance: Chance, law: PeopleParameters) -> None:
    """Put the person (seat, hire week) into a seat.

    Writes: every personal attribute of the row. Theory: passion is skewed and only partly about the job.
    """
    topics = skills.shape[1]
    key = person_key(people.seat[row], hire)
    people.key[row] = key
    people.hire[row] = hire
    people.filled[row] = 1
    base = at(chance, decision.PERSON, now, 0)
    home = people.home[row]
    main = int(home)
    if uniform(base, key, 0) >= law.alignment:
        main = min(topics - 1, int(uniform(base, key, 1) * topics))
    second = min(topics - 1, int(uniform(base, key, 2) * topics))
    most = law.passion_floor + (1.0 - law.passion_floor) * skewed(uniform(base, key, 3))
    other = uniform(base, key, 4)
    start = law.expertise_home + law.expertise_home_span * uniform(base, key, 5)
    head_start = law.expertise_passion * (0.25 + 0.75 * uniform(base, key, 6))
    for k in range(topics):
        passion = law.passion_background * skewed(uniform(base, key, 16 + 2 * k))
        passion = most if k == main else passion
        passion = max(passion, law.passion_second * other * other) if k == second else passion
        u = uniform(base, key, 17 + 2 * k)
        expertise = start if k == home else law.expertise_other * u * u
        expertise = max(expertise, head_start) if k == main else expertise
        skills.passion[row, k] = as_passion(passion)
        skills.expertise[row, k] = fine(expertise)
        skills.unused[row, k] = 0
        skills.last_use[row, k] = hire
        skills.heard[row, k] = 0
        skills.heard_at[row, k] = -30000
    people.talent[row] = exp(law.talent_spread * (2.0 * uniform(base, key, 7) - 1.0))
    ceiling = law.ceiling + law.ceiling_spread * (2.0 * uniform(base, key, 8) - 1.0)
    people.ceiling[row] = min(1.0, max(0.0, ceiling))
    people.expert[row] = 0
    people.overload[row] = 0.0
    people.growth[row] = 0.0
    people.contagion[row] = 0.0
    people.lent[row] = 0.0
    people.gained[row] = 0
    people.crowded[row] = 0.0
    people.repaid[row] = 0
    people.leads[row] = 0
    people.sanctioned[row] = 1
    people.mentor[row] = NOBODY


@part
def forget_everybody(w: World, row: int) -> None:
    """Whoever comes to sit there knows nobody and belongs to nothing yet."""
    ties = w.ties
    for t in range(ties.seat.shape[1]):
        ties.seat[row, t] = NOBODY
        ties.strength[row, t] = 0
    for n in range(ties.recall.shape[1]):
        ties.recall.belief[row, n] = UNTRIED
    end_all(w, row)
    w.people.known[row] = 0
