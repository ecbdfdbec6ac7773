"""Firms at the edge of what can be asked for run to the end."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from copsim.config.records import record_of
from copsim.config.scenario import build_scenario
from copsim.engine import run
from copsim.mechanisms import rosters
from copsim.simulation import simulate, snapshot
from copsim.state import belonging
from copsim.state.world import NOBODY, ONE

EVERYBODY_LEAVES = {"turnover": {"base": 2.0, "offers": 1.0, "embeddedness": 0.0}}
RULES = ("none", "self_selected", "open", "expert_recognised", "mandated", "mandated_open", "mandated_yoked")


def smallest(rule: str, applicants: float, **behaviour: Any) -> Any:
    """Two people, one unit, one topic, one community."""
    organization = {"headcount": 2, "units": 1, "sites": 1, "topics": 1, "communities": 1, "team_size": 1}
    return build_scenario(
        {
            "weeks": 12,
            "warmup_weeks": 120,
            "organization": {**organization, "applicants": applicants},
            "behaviour": behaviour,
            "policy": {"membership": {"rule": rule}},
        }
    )


@pytest.mark.parametrize("rule", RULES)
def test_a_firm_that_everybody_has_left_goes_on_empty(rule: str) -> None:
    runs = simulate(smallest(rule, 0.001, **EVERYBODY_LEAVES), 5)
    assert runs.weekly["headcount"].min() == 0.0
    assert not np.isinf(runs.summary.drop(columns=["arm", "seed"]).to_numpy(dtype=float)).any()


@pytest.mark.parametrize("rule", RULES)
def test_a_firm_of_two_runs(rule: str) -> None:
    runs = simulate(smallest(rule, 0.2), 5)
    assert runs.weekly["headcount"].max() <= 2.0
    assert (runs.weekly["cross_unit_share"].dropna() == 0.0).all()


@pytest.mark.parametrize("rule", ["self_selected", "open", "mandated_open"])
def test_nobody_holds_more_memberships_than_there_is_room_for(rule: str) -> None:
    scenario = build_scenario(
        {
            "weeks": 26,
            "warmup_weeks": 0,
            "organization": {"headcount": 40, "topics": 60, "communities": 60},
            "behaviour": {
                "joining": {"entry": -10.0, "expected_hours": 0.0},
                "awareness": {"launch": 1.0},
                "turnover": {"base": 0.0},
            },
            "policy": {"membership": {"rule": rule}},
        }
    )
    runs = simulate(scenario, 1)
    assert 30.0 < runs.weekly["memberships"].max() <= 60.0
    if rule == "mandated_open":
        assert runs.weekly["member_share"].iloc[-1] == 1.0


@pytest.mark.parametrize("slots", [0, 60])
def test_a_meeting_without_slots_and_one_full_of_them_are_held(slots: int) -> None:
    scenario = build_scenario(
        {
            "weeks": 26,
            "warmup_weeks": 4,
            "organization": {"headcount": 40},
            "behaviour": {"meeting": {"slots": slots}},
            "policy": {"membership": {"rule": "mandated", "required_attendance": 1.0}},
        }
    )
    summary = simulate(scenario, 1).summary
    assert summary["required_hours"].iloc[0] > 0.0
    assert (summary["airtime_used"].iloc[0] > 0.0) == (slots > 0)


def test_two_thousand_weeks_are_no_longer_than_the_clock() -> None:
    scenario = build_scenario(
        {
            "weeks": 2000,
            "warmup_weeks": 0,
            "organization": {"headcount": 6, "units": 1, "sites": 1, "topics": 2, "communities": 1},
            "policy": {"membership": {"rule": "self_selected"}},
        }
    )
    weekly = simulate(scenario, [0]).weekly
    assert len(weekly) == 2000 and weekly["stock"].dropna().between(0.0, 1.0).all()


def test_an_hour_has_its_price_in_a_firm_with_nothing_to_do() -> None:
    organization = {"headcount": 4, "units": 1, "sites": 1, "capacity_hours": 1.0}
    idle = {"assigned_hours": 0.0, "assigned_spread": 0.0}
    behaviour = {"time": {"scale_hours": 40.0}, "work": {"problems_per_week": 0.0}}
    scenario = build_scenario(
        {"weeks": 1, "warmup_weeks": 0, "organization": {**organization, **idle}, "behaviour": behaviour}
    )
    course = snapshot(scenario, 1, 0).course
    run(course, 1)
    assert course.world.people.price == pytest.approx(np.exp(-1.0 / 40.0), rel=1e-12)


def test_only_who_was_inside_before_tells_a_newcomer_what_to_expect() -> None:
    scenario = build_scenario({"organization": {"headcount": 40}, "behaviour": {"benefit": {"prior": 0.25}}})
    world = snapshot(scenario, 0, 0).course.world
    world.ties.seat[0] = NOBODY
    world.ties.seat[0, 0], world.ties.strength[0, 0] = 1, ONE
    rules = SimpleNamespace(behaviour=record_of(scenario.behaviour))
    assert rosters.expectation(world, rules, 0, 3, 7) == 0.25  # type: ignore[arg-type]
    place = belonging.begin(world, 1, 3)
    world.memberships.benefit[place], world.memberships.since[place] = 9.0, 8
    assert rosters.expectation(world, rules, 0, 3, 7) == 0.25  # type: ignore[arg-type]
    assert rosters.expectation(world, rules, 0, 3, 8) == 9.0  # type: ignore[arg-type]
