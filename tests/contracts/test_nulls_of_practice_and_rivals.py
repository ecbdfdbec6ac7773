"""At the null of a parameter its link is gone: writing, reading, and what money buys besides communities."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.mechanisms import codification, practice
from copsim.streams import chance_of

LIBRARY = "policy.support.library=true"
SPONSORED = "policy.sponsorship.sponsor=executive"
ORDERS = f"{SPONSORED} policy.obligation.deliverables_on_demand=true"


def law(scenario: Scenario) -> Any:
    """Behaviour in numbers."""
    return record_of(scenario.behaviour)


def total(name: str) -> Callable[[Scenario, Any], tuple[int, int]]:
    """A weekly total over the run, and nothing."""
    return lambda s, small: (small.tally(s, name), 0)


def wishes(place: int) -> Callable[[Scenario, Any], tuple[float, ...]]:
    """Wish to write with little and with much of one of its sources."""
    given = [0.1] * 3
    return lambda s, small: tuple(
        codification.wish_to_write(*given[:place], x, *given[place + 1 :], law(s).codifying) for x in (0.0, 0.8)
    )


def tacit(scenario: Scenario, topic: int) -> float:
    """Tacit share of a topic."""
    return float(practice.tacit_share(chance_of(3), topic, law(scenario).codifying))


def slots(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Exchanges of a meeting beside a deliverable, and without one."""
    rules = SimpleNamespace(behaviour=law(scenario))
    worlds = [SimpleNamespace(communities=SimpleNamespace(ordered=[ordered])) for ordered in (1, 0)]
    beside, without = (codification.slots_left(world, rules, 0) for world in worlds)  # type: ignore[arg-type]
    return beside, without


def learned_in(scenario: Scenario, small: Any) -> tuple[int, int]:
    """How often somebody learned in a classroom, and never."""
    return int((small.ledger(scenario, "gain")["channel"] == "classroom").sum()), 0


def listed(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Topics for which people are listed, and two for everybody."""
    seen = small.look(scenario, lambda w: (int((w.listing.topic >= 0).sum()), 2 * int(w.people.filled.sum())))
    return seen[0][0], seen[0][1]


LINKS: dict[str, tuple[str, Callable[[Scenario, Any], tuple[Any, ...]]]] = {
    "behaviour.codifying.passion": ("", wishes(0)),
    "behaviour.codifying.identification": ("", wishes(1)),
    "behaviour.codifying.duty": (
        "",
        lambda s, small: tuple(
            codification.chance_to_write(-2.0, duty, 2.0, 0.5, law(s).time) for duty in (law(s).codifying.duty, 0.0)
        ),
    ),
    "behaviour.codifying.project_hours": (LIBRARY, total("minutes_codifying")),
    "behaviour.codifying.pace": ("", lambda s, small: (practice.addition(1.0, 6.0, 0.5, law(s).codifying), 0.0)),
    "behaviour.codifying.tacit": ("behaviour.codifying.tacit_spread=0", lambda s, small: (tacit(s, 0), 0.0)),
    "behaviour.codifying.tacit_spread": ("", lambda s, small: (tacit(s, 0), tacit(s, 1))),
    "behaviour.codifying.drift_times": (
        "",
        lambda s, small: (practice.share_still_true(law(s).codifying, law(s).forgetting), 1.0),
    ),
    "behaviour.codifying.order_hours": (ORDERS, total("minutes_obliged")),
    "behaviour.codifying.order_slots": ("", slots),
    "behaviour.consulting.hours": ("policy=repository", total("minutes_consulting")),
    "behaviour.mentoring.newcomer_weeks": ("policy=mentoring", total("minutes_mentoring")),
    "behaviour.repository.upkeep_share": ("policy=repository", total("repository_cents")),
    "behaviour.directory.listed_from": (
        "policy=directory behaviour.awareness.fit_noise=0 behaviour.turnover.base=0 weeks=1",
        listed,
    ),
    "behaviour.classroom.teacher": ("policy=classroom", learned_in),
    "behaviour.classroom.fee": ("policy=classroom", total("classroom_cents")),
    "policy.obligation.projects_per_year": ("policy=mandated weeks=40", total("minutes_obliged")),
    "policy.obligation.deliverables_on_demand": (SPONSORED, total("deliverables")),
    "policy.support.library": ("", total("codified")),
    "policy.rivals.mentoring_hours": ("policy=none", total("minutes_mentoring")),
    "policy.rivals.repository_cost": ("policy=none", total("archived")),
    "policy.rivals.directory_cost": ("policy=none", total("helped_by_directory")),
    "policy.rivals.classroom_hours": ("policy=none", total("minutes_training")),
}


@pytest.mark.parametrize("path", LINKS)
def test_at_its_null_the_link_is_gone_and_by_default_it_is_there(path: str, cuts: Callable[..., None]) -> None:
    cuts(path, *LINKS[path])


@pytest.mark.parametrize("path", ["behaviour.codifying.order_hours", "behaviour.consulting.hours"])
def test_what_takes_no_time_happens_all_the_same_and_adds_nothing(path: str, small: Any) -> None:
    setting = (*ORDERS.split(), "policy.rivals.repository_cost=50000")
    free = small.scenario(*setting, f"{path}=0")
    assert small.tally(free, "deliverables") > 0 and small.tally(free, "consultations") > 0
    assert path != "behaviour.consulting.hours" or small.tally(free, "flow_practice") == 0
