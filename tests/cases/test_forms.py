"""Four forms as configurations of the same mechanisms, measured alike."""

import math

import pandas as pd
import pytest

from copsim.cases.form_worlds import with_reorganization
from copsim.cases.forms import ASPECTS, MEASURES, forms_measured
from copsim.commands.forms import differences, form_blocks
from copsim.config.compose import compose, compose_arms, compose_values
from copsim.config.scenario import Scenario
from copsim.errors import InputError

FORMS = ("community", "work_group", "project_team", "informal_network")
SMALL = ["organization=small_firm", "weeks=60", "warmup_weeks=16", "policy.domain.breadth=8"]


def scenario(form: str) -> Scenario:
    return compose([f"form={form}", *SMALL, "policy.form.project_weeks=13"])


@pytest.fixture(scope="module")
def measured() -> pd.DataFrame:
    return forms_measured({form: scenario(form) for form in FORMS}, [0, 1])


def means(measured: pd.DataFrame, measure: str) -> dict[str, float]:
    table = measured[measured["measure"] == measure]
    return {str(form): float(value) for form, value in table.groupby("form")["value"].mean().items()}


def test_each_form_differs_in_who_belongs(measured: pd.DataFrame) -> None:
    chosen, one_unit = means(measured, "chosen"), means(measured, "one_unit")
    assert chosen["community"] == chosen["informal_network"] == 1.0
    assert chosen["work_group"] == chosen["project_team"] == 0.0
    assert one_unit["work_group"] == 1.0
    assert max(one_unit["community"], one_unit["project_team"]) < 1.0


def test_each_form_differs_in_what_holds_it_together(measured: pd.DataFrame) -> None:
    duty, together = means(measured, "required"), means(measured, "together")
    assert duty["community"] == duty["informal_network"] == 0.0
    assert min(duty["work_group"], duty["project_team"]) > 0.0
    assert together["informal_network"] == 0.0 < together["community"]


def test_only_those_from_whom_they_are_ordered_deliver_documents(measured: pd.DataFrame) -> None:
    documents = means(measured, "documents")
    assert documents["community"] == documents["informal_network"] == 0.0
    assert min(documents["work_group"], documents["project_team"]) > 0.0


def test_project_teams_end_when_the_task_is_done_and_work_groups_with_a_reorganization(measured: pd.DataFrame) -> None:
    done, reorganized = means(measured, "project"), means(measured, "reorganization")
    assert done["project_team"] > 1.0  # a project takes a quarter here
    assert done["community"] == done["work_group"] == done["informal_network"] == 0.0
    assert reorganized["work_group"] > 0.0
    assert reorganized["community"] == reorganized["project_team"] == reorganized["informal_network"] == 0.0


def test_every_measure_is_there_for_every_form_and_seed(measured: pd.DataFrame) -> None:
    assert len(measured) == len(FORMS) * len(MEASURES) * 2
    assert {measure.aspect for measure in MEASURES} == set(ASPECTS)
    blocks = form_blocks(measured)
    assert [len(block.rows) for block in blocks] == [4, 4, 4, 4]


def test_forms_that_no_number_tells_apart_are_named() -> None:
    rows = [(form, seed, measure.name, 1.0 + 0.1 * seed + (form == "other"))
            for form in ("one", "twin", "other") for seed in range(4) for measure in MEASURES]  # fmt: skip
    told = differences(pd.DataFrame(rows, columns=["form", "seed", "measure", "value"]))
    assert told == [f"{aspect.capitalize()}: no number tells these apart: one and twin." for aspect in ASPECTS]
    rows = [(*row[:3], math.nan) for row in rows]
    told = differences(pd.DataFrame(rows, columns=["form", "seed", "measure", "value"]))
    assert all("one and twin, one and other and twin and other" in text for text in told)


def test_a_reorganization_is_added_only_where_there_is_none() -> None:
    base = scenario("work_group")
    added = with_reorganization(base)
    assert [(change.week, change.to) for change in added.timeline] == [(30, "platforms")]
    assert with_reorganization(added) == added
    platforms = compose_values({"organization.form": "platforms"}, base)
    assert with_reorganization(platforms).timeline[0].to == "functions"


def test_arms_of_forms_are_named_by_the_form() -> None:
    arms = compose_arms(["form=community,work_group", "seeds=2"])
    assert list(arms.scenarios) == ["community", "work_group"]
    assert list(compose_arms(["policy=none", "form=default,community", "seeds=2"]).scenarios) == [
        "default",
        "community",
    ]


def test_a_form_is_no_change_of_a_scenario_that_is_given() -> None:
    with pytest.raises(InputError, match="leave form out"):
        compose_values({"form": "community"}, compose([]))
