"""The twelve cases: none forgotten, thresholds as they were set beforehand, behaviour left alone."""

import math

import pytest

from copsim.cases.case import CASE, COUNTERFACTUAL, Case
from copsim.cases.catalogue import CASES, cases_named
from copsim.cases.companies.shell import DECREED
from copsim.config.catalogue import catalogue
from copsim.config.groups import conf_folder
from copsim.config.scenario import Scenario
from copsim.errors import InputError

EVERY = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
NONE = math.inf

# statement: (least, most) as the mission sets them
THRESHOLDS = {
    "hills": {
        "agenda": (0, NONE), "shuffled": (0, NONE), "backing": (0, NONE), "a_year": (26, 78),
        "hours_after": (-NONE, 0), "hours_before": (0, NONE),
    },
    "hewlett_packard": {"steady": (-NONE, 0.25), "alike": (-NONE, 0.8), "fix": (1, NONE)},
    "shell": {"survival": (0, NONE)},
    "veterans_administration": {"before": (1.5, NONE), "twin": (1.25, NONE)},
    "ams": {"experts": (-NONE, 0), "library": (0, NONE), "told": (2.6, 6.5)},
    "world_bank": {"communities": (2, NONE), "intensity": (1.25, NONE)},
    "chrysler": {"time": (-NONE, 0.5), "cost": (-NONE, 0.5), "expertise": (0, NONE)},
    "buckman": {"answered": (0.5, NONE), "from_afar": (0.5, NONE), "one_zone": (0, NONE)},
    "ibm": {"ties": (1, NONE), "expertise": (1, NONE)},
    "retail_consultants": {"growth": (30, NONE), "line": (1, NONE)},
    "guild": {"near_peers": (0.7, 1.3), "outside": (0.95, NONE)},
    "business_roundtable": {"alive": (1, NONE), "transfers": (0, NONE)},
}  # fmt: skip


def test_all_twelve_cases_of_the_source_are_there_in_order() -> None:
    assert [case.source for case in CASES.values()] == [f"S{number}" for number in range(1, 13)]


def test_every_threshold_is_the_one_set_beforehand() -> None:
    found = {name: {one.name: (one.least, one.most) for one in case.statements} for name, case in CASES.items()}
    assert found == THRESHOLDS


@EVERY
def test_a_case_has_a_scenario_of_its_name_and_a_counterfactual_that_differs(case: Case) -> None:
    assert (conf_folder() / "scenario" / f"{case.name}.yaml").is_file()
    assert {CASE, COUNTERFACTUAL} <= set(case.arms)
    scenarios = case.scenarios()
    assert scenarios[CASE] != scenarios[COUNTERFACTUAL]
    assert len({one.name for one in case.statements}) == len(case.statements)


@EVERY
def test_a_case_changes_no_behaviour_but_what_it_says_it_holds(case: Case) -> None:
    usual = Scenario().behaviour.model_dump()
    for scenario in case.scenarios().values():
        changed = [
            f"behaviour.{group}.{name}"
            for group, settings in scenario.behaviour.model_dump().items()
            for name, value in settings.items()
            if value != usual[group][name]
        ]
        assert set(changed) <= set(case.held)


@EVERY
def test_behaviour_goes_into_every_world_of_a_case(case: Case) -> None:
    found = case.scenarios({"behaviour.work.value": 77.0})
    assert {scenario.behaviour.work.value for scenario in found.values()} == {77.0}


@EVERY
def test_what_a_case_holds_is_a_parameter(case: Case) -> None:
    assert set(case.held) <= {row["path"] for row in catalogue()}


def test_decreed_communities_cost_as_much_as_interviews() -> None:
    scenarios = CASES["shell"].scenarios({"behaviour.lifecycle.interview_hours": 2.0})
    seeded, decreed = scenarios[CASE], scenarios[DECREED]
    hours = seeded.policy.formation.interviews * seeded.organization.communities * 2.0
    assert decreed.policy.support.facilitator_hours * seeded.weeks == pytest.approx(hours)


def test_an_unknown_case_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(InputError, match="did you mean 'hills'"):
        cases_named(["hill"])
    with pytest.raises(InputError, match="named twice"):
        cases_named(["hills", "hills"])
