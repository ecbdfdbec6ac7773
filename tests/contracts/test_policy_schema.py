"""The schema holds every lever that an organization can choose; one without a mechanism is refused, not ignored."""

from typing import Any

import pytest

from copsim.config.compose import compose
from copsim.config.declare import Declared, declared
from copsim.config.organization import Organization
from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.errors import InputError

PARAMETERS = {parameter.path: parameter for parameter in declared(Scenario)}
# every row of the mission's table of levers, and what the settings named there are called here
LEVERS = {
    "membership": ["membership.rule", "membership.required_attendance", "membership.recognised_share"],
    "obligation": ["obligation.projects_per_year", "obligation.deliverables_on_demand"],
    "formation": ["formation.how", "formation.interviews"],
    "domain": ["domain.breadth", "domain.chosen_for", "domain.redefined_by", "domain.split_by", "domain.split_above"],
    "sponsorship": ["sponsorship.sponsor", "sponsorship.removes_obstacles", "sponsorship.legitimacy"],
    "funding": [
        "funding.activity_grants",
        "funding.participation_paid",
        "funding.leader_weeks",
        "funding.released_hours",
    ],
    "support": ["support.facilitator_hours", "support.team_hours", "support.library", "support.corporate_university"],
    "direction": ["direction.agenda_share", "direction.outcomes_set_by", "direction.inspection_hours"],
    "events": [
        "events.meeting_weeks",
        "events.meeting_hours",
        "events.agenda",
        "events.mode",
        "events.workshops_per_year",
        "events.conferences_per_year",
        "events.fairs_per_year",
    ],
    "rewards": [
        "rewards.recognition",
        "rewards.appraisal",
        "rewards.pay_per_contribution",
        "rewards.unit_bonus",
    ],
    "obstacles": ["obstacles.it_access", "obstacles.rivalry", "rewards.appraisal", "funding.released_hours"],
    "leadership": ["leadership.chosen_by"],
    "valuation": ["valuation.method"],
    "organization form": ["form.form"],
    "reach": ["form.reach"],
    "rivals": [
        "funding.released_hours",
        "rivals.mentoring_hours",
        "rivals.repository_cost",
        "rivals.directory_cost",
        "rivals.classroom_hours",
    ],
}
CHOICES = {
    "membership.rule": {"self_selected", "open", "invitation", "expert_recognised", "mandated"},
    "formation.how": {"spontaneous", "seeded", "nominated", "decreed"},
    "domain.chosen_for": {"strategy", "problems"},
    "domain.split_by": {"topic", "region", "job"},
    "sponsorship.sponsor": {"none", "executive", "board"},
    "direction.outcomes_set_by": {"members", "sponsor"},
    "events.mode": {"in_person", "remote", "email"},
    "leadership.chosen_by": {"peers", "management"},
    "valuation.method": {"none", "stories", "systematic", "competition", "deliverables"},
    "form.form": {"community", "work_group", "project_team", "informal_network"},
    "form.reach": {"unit", "firm", "companies"},
}
CULTURE = ("manager_approval", "peer_approval", "release_share", "agenda_acceptance", "line_enforcement")
UNBUILT = [path for path, parameter in PARAMETERS.items() if parameter.read_by is None]
UNREAD = [(path, option) for path, parameter in PARAMETERS.items() for option in parameter.unread]


@pytest.mark.parametrize("row", LEVERS)
def test_every_row_of_the_table_of_levers_is_declared(row: str) -> None:
    assert [lever for lever in LEVERS[row] if f"policy.{lever}" not in PARAMETERS] == []


@pytest.mark.parametrize("lever", CHOICES)
def test_every_setting_that_the_source_names_is_an_option(lever: str) -> None:
    assert set(PARAMETERS[f"policy.{lever}"].options) >= CHOICES[lever]


def test_culture_is_a_condition_and_no_lever() -> None:
    assert all(f"organization.culture.{name}" in PARAMETERS for name in CULTURE)
    assert not any("culture" in path for path in PARAMETERS if path.startswith("policy."))


def test_every_group_of_levers_is_a_row_of_the_table() -> None:
    groups = {path.split(".")[1] for path in PARAMETERS if path.startswith("policy.") and path.count(".") == 2}
    assert groups == {lever.split(".")[0] for levers in LEVERS.values() for lever in levers}


def another(parameter: Declared) -> Any:
    """A value within bounds that is not the default, as written in an override."""
    if isinstance(parameter.default, bool):
        return str(not parameter.default).lower()
    if parameter.options:
        return next(option for option in parameter.options if option != parameter.default)
    low, high = parameter.bounds
    return next(value for value in (1, low, high) if value is not None and value != parameter.default)


def refusal_of(override: str) -> str:
    """The sentence with which an override is refused."""
    with pytest.raises(InputError) as told:
        compose([override])
    return str(told.value)


@pytest.mark.parametrize("path", UNBUILT)
def test_a_lever_without_a_mechanism_is_refused_in_one_sentence(path: str) -> None:
    sentence = refusal_of(f"{path}={another(PARAMETERS[path])}")
    assert path.rsplit(".", 1)[1] in sentence and "no mechanism reads" in sentence
    assert "\n" not in sentence and len(sentence) < 250


@pytest.mark.parametrize("path", UNBUILT)
def test_a_lever_without_a_mechanism_may_be_left_at_its_default(path: str) -> None:
    default = PARAMETERS[path].default
    assert compose([f"{path}={str(default).lower() if isinstance(default, bool) else default}"]) == compose([])


@pytest.mark.parametrize(("path", "option"), UNREAD)
def test_a_setting_without_a_mechanism_is_refused_in_one_sentence(path: str, option: str) -> None:
    sentence = refusal_of(f"{path}={option}")
    assert option in sentence and "no mechanism reads" in sentence and "\n" not in sentence


@pytest.mark.parametrize("path", [path for path in UNBUILT if path.startswith("policy.")])
def test_a_dated_change_of_a_lever_without_a_mechanism_is_refused_too(path: str) -> None:
    lever = path.removeprefix("policy.")
    sentence = refusal_of(f"timeline=[{{week: 3, policy: {{{lever}: {another(PARAMETERS[path])}}}}}]")
    assert "no mechanism reads" in sentence and "\n" not in sentence


def test_a_lever_of_communities_is_refused_where_there_are_none() -> None:
    for lever in ("support.facilitator_hours=5", "support.introductions=0.1", "rewards.recognition=1"):
        sentence = refusal_of(f"policy.{lever}")
        assert lever.split("=")[0] in sentence and "none" in sentence


@pytest.mark.parametrize("lever", ["obligation.projects_per_year=1", "support.library=true"])
def test_what_members_write_needs_members_and_the_refusal_names_both_settings(lever: str) -> None:
    sentence = refusal_of(f"policy.{lever}")
    assert lever.split("=")[0] in sentence and "membership.rule" in sentence and "\n" not in sentence


def test_deliverables_need_a_sponsor_and_members_and_the_refusals_name_both_settings() -> None:
    alone = "policy.obligation.deliverables_on_demand=true"
    assert "membership.rule" in refusal_of(alone)
    with pytest.raises(InputError) as told:
        compose(["policy=self_selected", alone])
    assert "obligation.deliverables_on_demand" in str(told.value) and "sponsorship.sponsor" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_repository_needs_a_wage_at_which_to_buy_hours() -> None:
    with pytest.raises(InputError) as told:
        compose(["policy=repository", "organization.wage=0"])
    assert "rivals.repository_cost" in str(told.value) and "organization.wage" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("rule", ["self_selected", "open", "expert_recognised", "mandated_yoked"])
def test_hours_are_required_only_by_a_mandate_that_sets_them(rule: str) -> None:
    with pytest.raises(InputError, match="required_attendance"):
        compose([f"policy={rule}", "policy.membership.required_attendance=0.5"])


def test_every_lever_that_is_read_says_by_which_mechanism() -> None:
    read = {p.path: p.read_by for p in declared(Policy) if p.read_by is not None and p.path != "label"}
    assert [path for path, mechanism in read.items() if not mechanism] == []


def test_everything_declared_is_a_policy_an_organization_a_behaviour_or_time() -> None:
    roots = {path.split(".")[0] for path in PARAMETERS}
    assert roots == {"policy", "organization", "behaviour", "weeks", "warmup_weeks"}
    assert {p.path for p in declared(Organization)} == {
        path.removeprefix("organization.") for path in PARAMETERS if path.startswith("organization.")
    }
