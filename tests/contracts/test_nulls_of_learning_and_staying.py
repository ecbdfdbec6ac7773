"""At the null of a parameter its link is gone: learning and forgetting, ties, and why people quit."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.mechanisms import learning, settlement, ties, turnover

NO_CONTACT = "behaviour.ties.team_contacts=0 behaviour.ties.unit_contacts=0 behaviour.ties.firm_contacts=0"
NO_CONTACT += " behaviour.leading.own_hours=0"
NOBODY_QUITS = "behaviour.turnover.base=0"
ROOM = f"{NOBODY_QUITS} organization.max_ties=80"


def law(scenario: Scenario) -> Any:
    """Behaviour in numbers."""
    return record_of(scenario.behaviour)


def from_person(scenario: Scenario, gap: float = 0.3, tie: float = 0.5) -> float:
    """What an hour with somebody teaches."""
    here = law(scenario).learning
    return float(learning.gain_from_person(here.rate, 1.0, 1.0, 1.0, gap, tie, here))


def by_doing(scenario: Scenario, difficulty: float) -> float:
    """What solving a problem teaches."""
    return float(learning.gain_from_doing(1.0, 0.4, difficulty, law(scenario).learning))


def lessons_with_help(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Lessons of problems that others helped to solve, and none."""
    solved = small.ledger(scenario, "solve")
    helped = solved.loc[solved["channel"] != "alone", "opportunity"]
    gained = small.ledger(scenario, "gain")
    return int((gained["channel"].eq("alone") & gained["opportunity"].isin(helped)).sum()), 0


def kept(scenario: Scenario, weeks: int) -> float:
    """Share of expertise that a week leaves."""
    return float(settlement.share_kept(weeks, False, law(scenario).forgetting))


def working_contacts(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Contacts at work, and none."""
    contacts = small.ledger(scenario, "contact")
    return int(contacts["channel"].eq("work").sum()), 0


def small_talk(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Contacts beside the exchanges of meetings, and none."""
    contacts = small.ledger(scenario, "contact")
    return int((contacts["channel"].eq("meeting") & contacts["value"].eq(1)).sum()), 0


def number_of_ties(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Ties, and none."""
    return max(small.look(scenario, lambda w: int((w.ties.seat >= 0).sum()))), 0


def strengths(world: Any) -> dict[tuple[int, int], float]:
    """Strength of every tie by person and other."""
    key, seat, strength = world.people.key, world.ties.seat, world.ties.strength
    other = world.places.row_of_seat[seat]
    return {(int(key[i]), int(key[other[i, t]])): float(strength[i, t]) for i, t in np.argwhere(seat >= 0)}


def any_tie_weakens(scenario: Scenario, small: Any) -> tuple[bool, bool]:
    """Whether any lasting tie loses strength."""
    seen = small.look(scenario, strengths)
    return any(now[pair] < before[pair] for before, now in pairwise(seen) for pair in now.keys() & before.keys()), False


def any_tie_is_forgotten(scenario: Scenario, small: Any) -> tuple[bool, bool]:
    """Whether any tie ends though nobody quits and there is room for all."""
    return any(before.keys() - now.keys() for before, now in pairwise(small.look(scenario, strengths))), False


def ever_changes(name: str) -> Callable[[Scenario, Any], tuple[bool, bool]]:
    """Whether the value of anybody who stays ever changes."""

    def change(scenario: Scenario, small: Any) -> tuple[bool, bool]:
        seen = small.look(scenario, lambda w: (w.people.key.copy(), getattr(w.people, name).copy()))
        return any(((a[0] == b[0]) & (a[1] != b[1])).any() for a, b in pairwise(seen)), False

    return change


def hazards(scenario: Scenario, place: int, values: tuple[float, float] = (0.0, 1.0)) -> tuple[float, ...]:
    """Hazard of quitting when one of its eight sources is low, and when it is high."""
    here = law(scenario).turnover
    given = [here.ties_reference, 0.02, 0.0, here.growth_reference, 0.3, 0.0, 0.0, 100.0]
    return tuple(turnover.hazard(*given[:place], x, *given[place + 1 :], here) for x in values)


LINKS: dict[str, tuple[str, Callable[[Scenario, Any], tuple[Any, ...]]]] = {
    "behaviour.learning.rate": ("", lambda s, small: (from_person(s), 0.0)),
    "behaviour.learning.newcomer": (
        "",
        lambda s, small: tuple(learning.learning_rate(1.0, weeks, law(s).learning) for weeks in (0.0, 520.0)),
    ),
    "behaviour.learning.closeness": ("", lambda s, small: (from_person(s, tie=0.0), from_person(s, tie=1.0))),
    "behaviour.learning.doing": ("", lambda s, small: (by_doing(s, 0.4), by_doing(s, 0.9))),
    "behaviour.learning.helped_share": ("", lessons_with_help),
    "behaviour.learning.routine": (
        "",
        lambda s, small: tuple(learning.gain_from_routine(1.0, x, 0.6, law(s).learning) for x in (0.1, 0.9)),
    ),
    "behaviour.forgetting.rate": ("", lambda s, small: (kept(s, 0), kept(s, 99))),
    "behaviour.forgetting.kept_by_use": ("", lambda s, small: (kept(s, 0), kept(s, 99))),
    "behaviour.forgetting.use_weeks": ("", lambda s, small: (kept(s, 0), kept(s, 99))),
    "behaviour.forgetting.drift": ("behaviour.forgetting.rate=0", lambda s, small: (kept(s, 0), 1.0)),
    "behaviour.ties.team_contacts": (f"{NO_CONTACT} {NOBODY_QUITS}", working_contacts),
    "behaviour.ties.unit_contacts": (f"{NO_CONTACT} {NOBODY_QUITS}", working_contacts),
    "behaviour.ties.firm_contacts": (f"{NO_CONTACT} {NOBODY_QUITS}", working_contacts),
    "behaviour.ties.step": (
        "",
        lambda s, small: (ties.strength_after_contact(0.3, law(s).ties.step), 0.3),
    ),
    "behaviour.ties.start": ("policy=self_selected", number_of_ties),
    "behaviour.ties.fade": (ROOM, any_tie_weakens),
    "behaviour.ties.least": (f"{ROOM} weeks=100", any_tie_is_forgotten),
    "behaviour.ties.small_talk": ("", small_talk),
    "behaviour.turnover.base": ("", lambda s, small: (small.tally(s, "quits"), 0)),
    "behaviour.turnover.embeddedness": ("", lambda s, small: hazards(s, 0, (2.0, 12.0))),
    "behaviour.turnover.overload": ("", lambda s, small: hazards(s, 1)),
    "behaviour.turnover.overload_memory": ("organization.assigned_hours=35", ever_changes("overload")),
    "behaviour.turnover.contagion": ("behaviour.turnover.base=0.5", ever_changes("contagion")),
    "behaviour.turnover.growth": ("", lambda s, small: hazards(s, 3, (0.0, 0.1))),
    "behaviour.turnover.growth_memory": ("", ever_changes("growth")),
    "behaviour.turnover.misfit": ("", lambda s, small: hazards(s, 4)),
    "behaviour.turnover.match": ("", lambda s, small: hazards(s, 5)),
    "behaviour.turnover.attachment": ("", lambda s, small: hazards(s, 6)),
}


@pytest.mark.parametrize("path", LINKS)
def test_at_its_null_the_link_is_gone_and_by_default_it_is_there(path: str, cuts: Callable[..., None]) -> None:
    cuts(path, *LINKS[path])
