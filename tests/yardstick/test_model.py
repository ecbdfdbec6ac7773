"""The yardstick is a Mesa model like others: it steps, collects, repeats itself and runs in batches."""

import inspect

import pytest
from mesa.batchrunner import batch_run

import copsim
from benchmarks.yardstick.firm import MesaFirm
from benchmarks.yardstick.metrics import METRICS
from benchmarks.yardstick.tuned_firm import TunedFirm
from copsim.config.scenario import Scenario
from copsim.metrics import catalogue

VARIANTS = [MesaFirm, TunedFirm]
WEEKS = 5


def scenario(policy: str = "mandated_open", *more: str) -> Scenario:
    """A small firm for a few weeks."""
    small = ["organization.headcount=30", "warmup_weeks=4", f"weeks={WEEKS}"]
    return copsim.compose(
        [f"policy={policy}", "behaviour=core_week", "policy.leadership.chosen_by=nobody", *small, *more]
    )


def finished(variant: type[MesaFirm], seed: int, policy: str = "mandated_open") -> MesaFirm:
    """A firm at its horizon."""
    firm = variant(scenario(policy), rng=seed)
    while firm.running:
        firm.step()
    return firm


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_step_is_one_reported_week_and_the_model_stops_at_its_horizon(variant: type[MesaFirm]) -> None:
    firm = finished(variant, 1)
    assert firm.steps == WEEKS
    assert list(firm.datacollector.get_model_vars_dataframe().columns) == list(METRICS)
    assert len(firm.datacollector.get_model_vars_dataframe()) == WEEKS


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_seed_makes_the_same_firm_and_another_seed_another(variant: type[MesaFirm]) -> None:
    once, again, other = (finished(variant, seed).summary() for seed in (1, 1, 2))
    assert once == pytest.approx(again, rel=0, abs=0, nan_ok=True)
    assert once["flow"] != other["flow"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_yardstick_runs_in_batches(variant: type[MesaFirm]) -> None:
    parameters, seeds = {"scenario": [scenario()]}, {"rng": [1, 2]}
    if "rng" not in inspect.signature(batch_run).parameters:  # Mesa 3.3 takes seeds among the parameters
        parameters, seeds = {**parameters, **seeds}, {}
    rows = batch_run(variant, parameters, max_steps=100, display_progress=False, **seeds)
    last_week = [finished(variant, seed).datacollector.model_vars["flow"][-1] for seed in (1, 2)]
    assert [row["flow"] for row in rows] == last_week


def test_every_metric_of_the_yardstick_is_one_of_the_engine() -> None:
    assert set(METRICS) <= set(catalogue.METRICS)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    ("policy", "more", "named"),
    [
        ("open", [], "membership.rule=open"),
        ("invitation", [], "membership.rule=invitation"),
        ("expert_recognised", [], "membership.rule=expert_recognised"),
        ("none", ["timeline=[{week: 2, ends: true}]"], "timeline"),
        ("none", ["behaviour.ideas.per_unit=1"], "ideas.per_unit"),
    ],
)
def test_what_the_yardstick_leaves_out_is_refused(
    variant: type[MesaFirm], policy: str, more: list[str], named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        variant(scenario(policy, *more), rng=1)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_mandate_makes_a_member_of_everybody_and_of_nobody_a_second_time(variant: type[MesaFirm]) -> None:
    firm = finished(variant, 1, "mandated")
    for employee in firm.employees:
        obliged = [community for community, membership in employee.memberships.items() if membership.obliged]
        if employee.tenure > 1:
            assert obliged == [firm.nearest[employee.home]] == list(employee.memberships)


@pytest.mark.parametrize("variant", VARIANTS)
def test_members_and_communities_know_of_each_other(variant: type[MesaFirm]) -> None:
    firm = finished(variant, 3, "self_selected_cultivated")
    members = {(c, e) for c in firm.communities for e in c.members}
    assert members == {(c, e) for e in firm.employees for c in e.memberships}
    assert members


@pytest.mark.parametrize("variant", VARIANTS)
def test_nobody_keeps_more_ties_than_allowed_or_any_to_somebody_who_has_quit(variant: type[MesaFirm]) -> None:
    firm = variant(scenario("none", "organization.max_ties=6", "behaviour.turnover.base=2.0"), rng=4)
    quits = 0.0
    while firm.running:
        firm.step()
        quits += firm.totals["quits"]
        staff = set(firm.employees)
        assert all(len(e.ties) <= 6 and set(e.ties) <= staff for e in staff)
    assert quits > 0
