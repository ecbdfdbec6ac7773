"""Expertise, passion and tie strength as numbers in [0, 1]; they are stored in whole units."""

from copsim.kernel import part
from copsim.state.world import FINE, ONE, PASSION, Array, Table


@part
def expertise(skills: Table, i: int, k: int) -> float:
    """Expertise of the person in row ``i`` on topic ``k``."""
    return skills.expertise[i, k] * (1.0 / FINE)


@part
def passion(skills: Table, i: int, k: int) -> float:
    """Passion of the person in row ``i`` for topic ``k``."""
    return skills.passion[i, k] * (1.0 / PASSION)


@part
def strength(of: Array, i: int, t: int) -> float:
    """Strength of the tie in slot ``t`` of row ``i``; ``of`` is ties.strength."""
    return of[i, t] * (1.0 / FINE)


@part
def fine(x: float) -> int:
    """``x`` in [0, 1] as whole units of expertise or strength, rounded down."""
    return min(ONE, int(FINE * x))


@part
def as_passion(x: float) -> int:
    """``x`` in [0, 1] as whole units of passion; 1 is stored as the largest number below it."""
    return min(65535, int(PASSION * x))


@part
def remember(skills: Table, i: int, k: int, level: float, now: int) -> None:
    """Somebody has heard from a person of that expertise this week; the best of a week counts."""
    heard = as_passion(level)
    if skills.heard_at[i, k] != now or heard > skills.heard[i, k]:
        skills.heard[i, k] = heard
    skills.heard_at[i, k] = now


@part
def heard_level(skills: Table, i: int, k: int, now: int, weeks: int) -> float:
    """Expertise of whom somebody has heard last on a topic, if that is no longer ago than so many weeks; else 0."""
    return skills.heard[i, k] * (1.0 / PASSION) if now - skills.heard_at[i, k] <= weeks else 0.0
