"""Scenarios drawn from everything that can be set, and worlds watched week by week."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario, build_scenario
from copsim.config.settings import put
from copsim.engine import run
from copsim.simulation import snapshot
from copsim.state.world import Ints, World

settings.register_profile(
    "few",
    max_examples=int(os.environ.get("COPSIM_EXAMPLES", "60")),
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

EXPLORED = [p for p in declared(Scenario) if p.explore is not None and p.path.startswith("behaviour.")]
ORDERED = [f"behaviour.work.{name}" for name in ("easiest", "hardest", "deadline_first", "deadline_last")]
RULES = (
    "none",
    "self_selected",
    "open",
    "expert_recognised",
    "invitation",
    "mandated",
    "mandated_open",
    "mandated_yoked",
)


def ends(parameter: Declared) -> list[Any]:
    """The ends of what is explored and of what is allowed, and the null; whole numbers if the parameter is one."""
    assert parameter.explore is not None
    allowed = () if parameter.path in ORDERED else (*parameter.bounds, parameter.null)
    values = {x for x in (*parameter.explore, *allowed) if x is not None}
    return sorted(int(x) if isinstance(parameter.default, int) else float(x) for x in values)


@st.composite
def organizations(draw: Any) -> dict[str, Any]:
    """Firms of 2 to 40 people, down to one unit, one topic, and one community or none."""
    headcount = draw(st.sampled_from([2, 3, 7, 20, 40]))
    topics = draw(st.sampled_from([1, 2, 5, 24]))
    return {
        "headcount": headcount,
        "units": draw(st.integers(1, min(4, headcount))),
        "team_size": draw(st.sampled_from([1, 2, 12])),
        "sites": draw(st.integers(1, min(4, headcount))),
        "site_hours_apart": draw(st.sampled_from([0.0, 5.5, 12.0])),
        "topics": topics,
        "communities": draw(st.sampled_from(sorted({0, 1, min(5, topics), topics}))),
        "capacity_hours": draw(st.sampled_from([1.0, 20.0, 40.0])),
        "assigned_hours": draw(st.sampled_from([0.0, 28.0, 45.0])),
        "applicants": draw(st.sampled_from([0.001, 0.2, 1.0])),
        "max_ties": draw(st.sampled_from([1, 2, 24])),
    }


@st.composite
def policies(draw: Any, communities: int, topics: int) -> dict[str, Any]:
    """Any rule, with any levers that do not contradict it."""
    rule = draw(st.sampled_from(RULES)) if communities > 0 else "none"
    tree: dict[str, Any] = {
        "membership": {"rule": rule},
        "funding": {"released_hours": draw(st.sampled_from([0.0, 0.5, 30.0]))},
        "events": {
            "meeting_weeks": draw(st.integers(1, 4)),
            "meeting_hours": draw(st.sampled_from([0.25, 1.5, 40.0])),
            "agenda": draw(st.booleans()),
        },
        "obstacles": {"it_access": draw(st.sampled_from([0.0, 0.5, 1.0]))},
        "domain": {"breadth": draw(st.integers(0, topics))},
    }
    if rule in ("mandated", "mandated_open"):
        tree["membership"]["required_attendance"] = draw(st.sampled_from([0.0, 0.5, 1.0]))
    if rule == "mandated_yoked":
        tree["membership"]["yoked_hours"] = draw(st.booleans())
    if rule == "expert_recognised":
        tree["membership"]["recognised_share"] = draw(st.sampled_from([0.0, 0.2, 1.0]))
    if rule != "none":
        tree["support"] = {
            "facilitator_hours": draw(st.sampled_from([0.0, 0.5, 20.0])),
            "introductions": draw(st.sampled_from([0.0, 0.05, 1.0])),
        }
        tree["rewards"] = {"recognition": draw(st.sampled_from([0.0, 1.0]))}
    return tree


@st.composite
def scenarios(draw: Any) -> Scenario:
    """Small and short scenarios over organizations, levers, changes of rule, and behaviour at its ends."""
    organization = draw(organizations())
    policy = draw(policies(organization["communities"], organization["topics"]))
    behaviour: dict[str, Any] = {group: {} for group in Scenario().behaviour.model_dump()}
    for parameter in draw(st.lists(st.sampled_from(EXPLORED), max_size=6, unique_by=lambda p: p.path)):
        value = draw(st.sampled_from(ends(parameter)))
        put(behaviour, parameter.path.removeprefix("behaviour."), value)
    behaviour["turnover"].setdefault("base", draw(st.sampled_from([0.17, 2.0])))
    weeks = draw(st.sampled_from([3, 9, 26]))
    timeline = []
    if organization["communities"] > 0 and policy["membership"]["rule"] != "mandated_yoked" and draw(st.booleans()):
        if draw(st.booleans()):
            timeline.append({"week": draw(st.integers(0, weeks - 1)), "ends": True})
        else:
            rule = draw(st.sampled_from(RULES[1:-1]))
            later = {"membership.rule": rule, "membership.required_attendance": 0.0}
            timeline.append({"week": draw(st.integers(0, weeks - 1)), "policy": later})
    return build_scenario(
        {
            "weeks": weeks,
            "warmup_weeks": draw(st.sampled_from([0, 6])),
            "organization": organization,
            "behaviour": behaviour,
            "policy": policy,
            "timeline": timeline,
        }
    )


class Watch:
    """Runs of drawn scenarios."""

    scenarios = staticmethod(scenarios)

    @staticmethod
    def weeks(
        scenario: Scenario, seed: int, look: Callable[[World, int], None], before: Callable[[World], None] | None = None
    ) -> tuple[Ints, Ints]:
        """Run the reported weeks and ``look`` at the world after each; ``before`` sees it at week 0. Returns totals."""
        course = snapshot(scenario, seed, 0).course
        if before is not None:
            before(course.world)
        return run(course, scenario.weeks, look)


@pytest.fixture(scope="session")
def watch() -> Watch:
    """Runs of drawn scenarios."""
    return Watch()
