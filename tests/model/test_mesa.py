"""What Mesa does with any model it does with this one: collecting, stopping, running in batches."""

import inspect
from collections.abc import Callable
from typing import Any

import mesa
import pandas as pd
import pytest
from mesa.batchrunner import batch_run

import copsim
from copsim.agents import Employee
from copsim.config.scenario import Scenario
from copsim.metrics.catalogue import METRICS
from copsim.model import CommunityModel

TENURE = {Employee: {"tenure": "tenure"}}
NEWER = "rng" in inspect.signature(batch_run).parameters  # Mesa 3.5 takes seeds beside the parameters


def test_it_is_a_mesa_model_that_counts_its_steps_and_stops_at_the_horizon(firm: Callable[..., Scenario]) -> None:
    model = CommunityModel(firm(weeks=6), 3)
    assert isinstance(model, mesa.Model)
    assert (model.steps, model.week, model.running) == (0, 0, True)
    model.step()
    model.advance(3)
    assert (model.steps, model.week, model.running) == (4, 4, True)
    model.run_model()
    assert (model.steps, model.week, model.running) == (6, 6, False)
    assert getattr(model, "time", 6) == 6
    for _ in range(2):
        with pytest.raises(copsim.InputError, match="week 6 and 1 more lie past the horizon of 6 weeks"):
            model.step()
    assert (model.steps, len(model.datacollector.model_vars["flow"])) == (6, 6)


def test_every_metric_of_every_week_is_collected(model: CommunityModel) -> None:
    table = model.datacollector.get_model_vars_dataframe()
    assert list(table.columns) == ["seed", *METRICS]
    assert len(table) == 8
    assert set(table["seed"]) == {3}


def test_agents_are_collected_each_week_also_in_advance(firm: Callable[..., Scenario]) -> None:
    def collected(go: Callable[[CommunityModel], None]) -> pd.DataFrame:
        model = CommunityModel(firm(), 3, agenttype_reporters=TENURE)
        go(model)
        return model.datacollector.get_agenttype_vars_dataframe(Employee)

    stepped = collected(lambda model: model.run_model())
    advanced = collected(lambda model: model.advance(30))
    pd.testing.assert_frame_equal(stepped, advanced)
    growing = stepped["tenure"].unstack().diff().stack()
    assert set(growing.dropna()) == {1.0}


def test_a_collected_array_stays_as_it_was(firm: Callable[..., Scenario]) -> None:
    reporters = {"expertise": lambda agent: getattr(agent, "expertise", None)}
    model = CommunityModel(firm(), 3, agent_reporters=reporters)
    model.advance(4)
    next(iter(model.employees)).expertise = 1.0
    table = model.datacollector.get_agent_vars_dataframe()
    assert max(row.max() for row in table["expertise"].dropna()) < 1.0


def test_a_collector_of_ones_own_sees_every_week(firm: Callable[..., Scenario]) -> None:
    model = CommunityModel(firm(), 3)
    model.datacollector = mesa.DataCollector(model_reporters={"people": lambda model: len(model.employees)})
    model.advance(30)
    assert model.datacollector.model_vars["people"] == model.runs.tallies["people"].tolist()


def test_a_step_of_a_subclass_is_taken_in_every_week_of_advance(firm: Callable[..., Scenario]) -> None:
    class Watched(CommunityModel):
        """Writes down the weeks in which somebody acted between weeks."""

        acted: tuple[int, ...] = ()

        def step(self) -> None:
            self.acted = (*self.acted, self.week)
            next(iter(self.employees)).overload = 0.3
            super().step()

    model = Watched(firm(), 3)
    model.advance(4)
    model.step()
    assert model.acted == (0, 1, 2, 3, 4)
    assert model.steps == 5


@pytest.mark.skipif(not hasattr(mesa.Model, "schedule_event"), reason="Mesa schedules events from 3.5 on")
def test_a_scheduled_event_finds_the_world_of_its_week(firm: Callable[..., Scenario]) -> None:
    model = CommunityModel(firm(), 3)
    seen: list[tuple[float, int]] = []

    def look() -> None:
        seen.append((model.time, len(model.employees)))

    model.schedule_event(look, at=20.5)
    model.advance(30)
    assert seen == [(20.5, model.runs.tallies["people"][19])]


def batch(parameters: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """Rows of a batch in this process."""
    return batch_run(CommunityModel, parameters, display_progress=False, **more)


def test_it_runs_in_batches_over_scenarios_and_seeds(firm: Callable[..., Scenario]) -> None:
    scenarios = {policy: firm(policy, weeks=8) for policy in ("none", "mandated")}
    rows = batch({"scenario": list(scenarios.values()), "rng": [1, 2]})
    weekly = copsim.simulate(scenarios, seeds=[1, 2]).weekly
    last = weekly[weekly["week"] == 7].set_index(["arm", "seed"])
    assert len(rows) == 4
    for row in rows:
        arm = "none" if row["scenario"] is scenarios["none"] else "mandated"
        assert row["flow"] == last.loc[(arm, row["seed"]), "flow"]


def test_it_runs_in_batches_over_policies_and_settings_by_name() -> None:
    parameters = {
        "policy": ["none", "self_selected"],
        "organization__headcount": [20, 30],
        "organization.communities": 4,
        "weeks": 4,
        "warmup_weeks": 2,
        "rng": 1,
    }
    rows = batch(parameters, data_collection_period=1)
    assert len(rows) == 4 * 4
    assert {row["policy"] for row in rows if row["memberships"] > 0} == {"self_selected"}
    assert {row["organization__headcount"] for row in rows if row["headcount"] > 20} == {30}


@pytest.mark.filterwarnings("ignore:The `iterations` keyword:DeprecationWarning")
def test_iterations_have_luck_of_their_own_which_the_rows_tell(firm: Callable[..., Scenario]) -> None:
    rows = batch({"scenario": [firm(weeks=8)]}, iterations=3)
    assert len({row["seed"] for row in rows}) == 3
    assert len({row["stock"] for row in rows}) == 3
    again = CommunityModel(firm(weeks=8), rows[0]["seed"])
    again.advance(8)
    assert again.datacollector.model_vars["stock"][-1] == rows[0]["stock"]


@pytest.mark.skipif(not NEWER, reason="batch_run takes rng from Mesa 3.5 on")
def test_a_batch_takes_seeds_as_rng(firm: Callable[..., Scenario]) -> None:
    rows = batch({"scenario": [firm(weeks=3)]}, rng=[1, 2])
    assert [row["seed"] for row in rows] == [1, 2]


@pytest.mark.slow
def test_a_batch_in_two_processes_is_the_same(firm: Callable[..., Scenario]) -> None:
    parameters = {"scenario": [firm(weeks=5)], "rng": [1, 2, 3]}
    one, two = batch(parameters), batch(parameters, number_processes=2)
    key = "seed"
    assert sorted(row[key] for row in one) == sorted(row[key] for row in two)
    flows = [{row[key]: row["flow"] for row in rows} for rows in (one, two)]
    assert flows[0] == flows[1]
