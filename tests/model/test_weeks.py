"""A week is a week: stepped, advanced, or run in a batch, to the bit."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.config.timeline import Change
from copsim.metrics.catalogue import METRICS
from copsim.model import CommunityModel

SEED = 5
CHANGES = (
    Change(week=7, policy={"funding.released_hours": 1.0}),
    Change(week=13, policy={"membership.rule": "mandated_open"}),
    Change(week=19, ends=True),
)


def stepped(scenario: Scenario) -> CommunityModel:
    """Week by week to the horizon."""
    model = CommunityModel(scenario, SEED)
    while model.running:
        model.step()
    return model


def advanced(scenario: Scenario, *stretches: int) -> CommunityModel:
    """Stretches of weeks in compiled code, and then all that is left."""
    model = CommunityModel(scenario, SEED)
    for weeks in stretches:
        model.advance(weeks)
    model.advance(scenario.weeks - model.week)
    return model


def assert_same(model: CommunityModel, runs: copsim.Runs) -> None:
    """Every table of the model is that of the batch, to the bit."""
    for table in ("tallies", "weekly", "summary", "units_flow"):
        pd.testing.assert_frame_equal(getattr(model.runs, table), getattr(runs, table), check_exact=True)
    collected = model.datacollector.get_model_vars_dataframe()
    pd.testing.assert_frame_equal(collected[list(METRICS)], runs.weekly[list(METRICS)], check_exact=True)
    pd.testing.assert_frame_equal(model.summary(), runs.summary, check_exact=True)


def assert_same_everywhere(scenario: Scenario) -> None:
    """Steps, stretches and the batch agree."""
    runs = copsim.simulate(scenario, seeds=[SEED])
    assert_same(stepped(scenario), runs)
    assert_same(advanced(scenario), runs)
    assert_same(advanced(scenario, 1, 4, 0, 9), runs)


@pytest.mark.parametrize("policy", ["none", "self_selected_cultivated", "mandated", "expert_recognised"])
def test_steps_stretches_and_the_batch_agree_to_the_bit(firm: Callable[..., Scenario], policy: str) -> None:
    assert_same_everywhere(firm(policy))


def test_they_agree_when_the_policy_changes_on_the_way(firm: Callable[..., Scenario]) -> None:
    assert_same_everywhere(firm("self_selected").model_copy(update={"timeline": CHANGES}))


def test_they_agree_under_a_yoke(firm: Callable[..., Scenario]) -> None:
    assert_same_everywhere(firm("mandated_yoked"))


def test_they_agree_without_a_warm_up(firm: Callable[..., Scenario]) -> None:
    assert_same_everywhere(firm("open", warmup_weeks=0))


def test_looking_at_agents_every_week_changes_nothing(firm: Callable[..., Scenario]) -> None:
    scenario = firm()
    model = CommunityModel(scenario, SEED)
    while model.running:
        for employee in model.employees:
            _ = employee.expertise, employee.passion, employee.memberships, employee.ties, employee.open_problems
        for community in model.communities:
            _ = community.members, community.domain
        model.step()
    assert_same(model, copsim.simulate(scenario, seeds=[SEED]))


def with_short_tables(model: CommunityModel) -> None:
    """Leave the model so little room that the next busy week has to be run again."""
    world = model.walk.world
    model.walk.course.world = world._replace(problems=world.problems[: int(world.totals.problems[0]) + 1])


@pytest.mark.parametrize("written", [False, True])
def test_weeks_that_ran_short_of_room_are_run_again_with_what_was_written_between_them(
    firm: Callable[..., Scenario], written: bool
) -> None:
    roomy, tight = CommunityModel(firm(), SEED), CommunityModel(firm(), SEED)
    for week in range(12):
        for model in (roomy, tight):
            if model is tight and week in (3, 4, 9):
                with_short_tables(model)
            if written and week in (3, 8):
                list(model.employees)[1].expertise[:] = 0.9
            model.step()
    assert tight.walk.world.problems.size != roomy.walk.world.problems.size
    assert_same(tight, roomy.runs)


def test_writes_to_the_tables_themselves_survive_weeks_that_are_run_again(firm: Callable[..., Scenario]) -> None:
    roomy, tight = CommunityModel(firm(), SEED), CommunityModel(firm(), SEED)
    for week in range(9):
        for model in (roomy, tight):
            model.world.people.growth[week] = 0.5
            if model is tight and week == 5:
                with_short_tables(model)
            model.step()
    np.testing.assert_array_equal(tight.walk.tallies, roomy.walk.tallies)
