"""Overrides become scenarios: groups, single values, files, grids and seeds."""

from pathlib import Path

import pytest

from copsim.config.compose import compose, compose_arms
from copsim.config.grid import short
from copsim.config.groups import GROUPS, conf_folder, options_of
from copsim.config.scenario import Scenario
from copsim.errors import InputError

NINE = (
    "none",
    "slack",
    "mandated",
    "mandated_open",
    "mandated_yoked",
    "expert_recognised",
    "self_selected",
    "mandated_cultivated",
    "self_selected_cultivated",
)


def test_nothing_asked_is_the_declared_default() -> None:
    assert compose([]) == Scenario()


@pytest.mark.parametrize(("group", "option"), [(group, option) for group in GROUPS for option in options_of(group)])
def test_every_option_of_every_group_composes_and_says_what_it_is(group: str, option: str) -> None:
    policy = [] if group in ("policy", "form") else ["policy=self_selected"]  # a form brings its own
    scenario = compose([f"{group}={option}", *policy])
    plain = compose(policy)
    assert (scenario == plain) is (option == "default" or (group, option) == ("policy", "none"))
    lines = (conf_folder() / group / f"{option}.yaml").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# ") and not line.startswith("# @package") for line in lines)


def test_the_arms_of_the_main_comparison_are_those_of_the_specification() -> None:
    scenarios = compose_arms([f"policy={','.join(NINE)}"]).scenarios
    assert tuple(scenarios) == NINE
    policies = {name: scenario.policy for name, scenario in scenarios.items()}
    for name, policy in policies.items():
        rule = name.removesuffix("_cultivated")
        assert policy.membership.rule == ("none" if rule == "slack" else rule)
        assert policy.membership.required_attendance == (1.0 if rule in ("mandated", "mandated_open") else 0.0)
        assert policy.funding.released_hours == (0.5 if name == "slack" or "cultivated" in name else 0.0)
        cultivated = (policy.support.facilitator_hours, policy.support.introductions, policy.rewards.recognition)
        assert cultivated == ((20.0, 0.03, 1.0) if "cultivated" in name else (0.0, 0.0, 0.0))


def test_single_values_go_on_top_of_groups_whatever_their_order() -> None:
    for words in (
        ["organization.headcount=70", "organization=small_firm"],
        ["scenario=small", "organization.headcount=70"],
    ):
        scenario = compose(words)
        assert (scenario.organization.headcount, scenario.organization.units) == (70, 3)


def test_a_group_on_the_command_line_goes_above_the_one_a_scenario_chooses() -> None:
    scenario = compose(["scenario=small", "organization=consultancy"])
    assert (scenario.organization.headcount, scenario.weeks) == (240, 52)


def test_a_mapping_sets_several_values_of_a_group() -> None:
    policy = compose(["policy=self_selected", "policy.events={meeting_hours: 2, meeting_weeks: 4}"]).policy
    assert (policy.events.meeting_hours, policy.events.meeting_weeks) == (2.0, 4)


def test_a_timeline_is_a_list_with_dotted_levers() -> None:
    scenario = compose(["timeline=[{week: 52, policy: {funding.released_hours: 1}}]"])
    assert [(week, policy.funding.released_hours) for week, policy in scenario.policies()] == [(0, 0.0), (52, 1.0)]


def test_a_file_gives_settings_and_the_command_line_goes_above_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("weeks: 30\npolicy: mandated\norganization:\n  headcount: 40\nseeds: [5, 2]\n", encoding="utf-8")
    arms = compose_arms(["organization.headcount=50"], file)
    (scenario,) = arms.scenarios.values()
    assert (scenario.weeks, scenario.organization.headcount, scenario.policy.membership.rule) == (30, 50, "mandated")
    assert (list(arms.scenarios), arms.seeds) == (["mandated"], [5, 2])


def test_a_grid_names_its_arms_by_what_varies() -> None:
    arms = compose_arms(["organization.assigned_hours=22,28.5", "policy=none,mandated", "weeks=10"])
    assert list(arms.scenarios) == [
        "none, assigned_hours=22",
        "mandated, assigned_hours=22",
        "none, assigned_hours=28.5",
        "mandated, assigned_hours=28.5",
    ]
    arm = "mandated, assigned_hours=28.5"
    assert arms.sweep[arm] == {"policy": "mandated", "organization.assigned_hours": 28.5}
    assert arms.scenarios[arm].organization.assigned_hours == 28.5


def test_keys_that_end_alike_are_named_in_full() -> None:
    keys = ["organization.form", "policy.form.form", "weeks"]
    assert [short(key, keys) for key in keys] == keys
    assert short("organization.form", ["organization.form", "weeks"]) == "form"


def test_one_arm_is_called_after_its_policy() -> None:
    assert list(compose_arms(["policy=open"]).scenarios) == ["open"]


def test_a_range_is_a_sweep_too() -> None:
    assert len(compose_arms(["organization.assigned_hours=range(22,36,3)"]).scenarios) == 5


@pytest.mark.parametrize(("asked", "meant"), [("3", [0, 1, 2]), ("1", [0]), ("[3,7]", [3, 7]), ("[0]", [0])])
def test_seeds_are_a_count_or_a_list(asked: str, meant: list[int]) -> None:
    assert compose_arms([f"seeds={asked}"]).seeds == meant


@pytest.mark.parametrize("words", [["seeds=3"], ["weeks=3,4"]])
def test_a_scenario_has_neither_seeds_nor_alternatives(words: list[str]) -> None:
    with pytest.raises(InputError, match="scenario"):
        compose(words)
