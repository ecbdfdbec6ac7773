"""Every lever is felt: with and without a setting, on one seed, the metric that its declaration names differs."""

from typing import Any

import pytest

from copsim.config.declare import declared
from copsim.config.scenario import Scenario
from copsim.metrics.catalogue import METRICS
from copsim.simulation import simulate

PARAMETERS = {parameter.path: parameter for parameter in declared(Scenario)}
LEVERS = [p for p in PARAMETERS if p.startswith("policy.") and p != "policy.label"]
CULTURE = [p for p in PARAMETERS if p.startswith("organization.culture.")]
SELF = "policy=self_selected"
SPONSOR = f"{SELF} policy.sponsorship.sponsor=executive"
FORMAL = f"{SELF} organization.culture.manager_approval=1"
SPLIT = f"{SELF} policy.domain.breadth=4 behaviour.lifecycle.dissolve_weeks=8"
FOUNDING = f"{SELF} policy.formation.how=spontaneous behaviour.lifecycle.interested_from=0.2"
IDEAS = (
    "behaviour.ideas.per_unit=52 behaviour.ideas.easiest=0 behaviour.ideas.hardest=0.2 behaviour.ideas.propose=3 "
    "behaviour.ideas.least=0.02"
)
# lever: (what holds otherwise, how it is set), each setting besides the one that holds without it
SETTINGS: dict[str, list[tuple[str, str]]] = {
    "policy.membership.rule": [
        ("policy=none", "self_selected"),
        (SELF, "none"),
        (SELF, "open"),
        (SELF, "expert_recognised"),
        (SELF, "mandated"),
        (SELF, "mandated_open"),
        (SELF, "invitation"),
        ("policy=open", "mandated_yoked"),
    ],
    "policy.membership.required_attendance": [("policy=mandated", "0")],
    "policy.membership.yoked_hours": [("policy=mandated_yoked", "false")],
    "policy.membership.invitation_threshold": [("policy=invitation policy.membership.founders=2", "0.9")],
    "policy.membership.founders": [("policy=invitation", "0")],
    "policy.membership.recognised_share": [("policy=expert_recognised", "0.8")],
    "policy.obligation.projects_per_year": [(SELF, "4")],
    "policy.obligation.deliverables_on_demand": [(SPONSOR, "true")],
    "policy.formation.how": [
        (f"{SELF} behaviour.lifecycle.interested_from=0.2", "spontaneous"),
        (SELF, "nominated"),
        (SELF, "decreed"),
    ],
    "policy.formation.interviews": [(f"{SELF} policy.formation.how=seeded policy.formation.interviews=1", "12")],
    "policy.formation.possible": [(f"{FOUNDING} organization.communities=0", "4")],
    "policy.domain.breadth": [(SELF, "1")],
    "policy.domain.chosen_for": [
        (f"{SELF} policy.domain.breadth=1", "strategy"),
        (f"{SELF} policy.domain.breadth=1", "problems"),
    ],
    "policy.domain.redefined_by": [
        (
            f"{SELF} policy.domain.breadth=6 behaviour.lifecycle.redefine_weeks=8 behaviour.lifecycle.dissolve_weeks=8 "
            "behaviour.joining.breadth_dilutes=1 behaviour.lifecycle.active_from=0.01",
            "active_members",
        )
    ],
    "policy.domain.split_by": [(f"{SPLIT} policy.domain.split_above=3", way) for way in ("topic", "region", "job")],
    "policy.domain.split_above": [(f"{SPLIT} policy.domain.split_by=topic policy.domain.split_above=50", "3")],
    "policy.domain.split_into": [(f"{SPLIT} policy.domain.split_by=topic policy.domain.split_above=3", "4")],
    "policy.sponsorship.sponsor": [(f"{SELF} {IDEAS}", "executive"), (f"{SELF} {IDEAS}", "board")],
    "policy.sponsorship.removes_obstacles": [(f"{SPONSOR} policy.obstacles.it_access=0.2", "true")],
    "policy.sponsorship.legitimacy": [
        (f"{FORMAL} organization.culture.release_share=0 policy.sponsorship.sponsor=board", "1")
    ],
    "policy.sponsorship.demands": [
        (f"{SPONSOR} policy.funding.released_hours=1 behaviour.oversight.review_weeks=4", "1")
    ],
    "policy.funding.released_hours": [(SELF, "2")],
    "policy.funding.activity_grants": [(SELF, "10000")],
    "policy.funding.participation_paid": [(SELF, "1")],
    "policy.funding.leader_weeks": [(SELF, "3")],
    "policy.support.facilitator_hours": [(SELF, "10")],
    "policy.support.introductions": [(f"{SELF} behaviour.awareness.launch=0", "0.1")],
    "policy.support.team_hours": [(SELF, "20")],
    "policy.support.library": [(SELF, "true")],
    "policy.support.corporate_university": [(SELF, "true")],
    "policy.direction.agenda_share": [(SELF, "0.5")],
    "policy.direction.outcomes_set_by": [(f"{SPONSOR} policy.obligation.projects_per_year=4", "sponsor")],
    "policy.direction.inspection_hours": [(SELF, "2")],
    "policy.events.meeting_weeks": [(SELF, "4")],
    "policy.events.meeting_hours": [(SELF, "3")],
    "policy.events.agenda": [(SELF, "false")],
    "policy.events.mode": [(SELF, "remote"), (SELF, "email")],
    "policy.events.workshops_per_year": [(SELF, "4")],
    "policy.events.conferences_per_year": [(SELF, "4")],
    "policy.events.fairs_per_year": [(f"{SELF} behaviour.awareness.launch=0", "4")],
    "policy.rewards.recognition": [(SELF, "1")],
    "policy.rewards.recognition_cost": [(f"{SELF} policy.rewards.recognition=1", "50")],
    "policy.rewards.appraisal": [(SELF, "1"), (SELF, "-1")],
    "policy.rewards.pay_per_contribution": [(SELF, "50")],
    "policy.rewards.unit_bonus": [(SELF, "0.2")],
    "policy.obstacles.it_access": [(SELF, "0.3")],
    "policy.obstacles.rivalry": [(SELF, "1")],
    "policy.leadership.chosen_by": [(SELF, "management"), (SELF, "nobody")],
    "policy.valuation.method": [
        (f"{SELF} weeks=104", way) for way in ("stories", "systematic", "competition", "deliverables")
    ],
    "policy.form.form": [
        (f"{SELF} policy.form.project_weeks=8", "project_team"),
        (f"{SELF} behaviour.awareness.launch=0.05 behaviour.lifecycle.dissolve_weeks=8", "work_group"),
        (f"{SELF} policy.leadership.chosen_by=nobody", "informal_network"),
    ],
    "policy.form.project_weeks": [(f"{SELF} policy.form.form=project_team", "8")],
    "policy.form.reach": [(SELF, "unit"), (f"{SELF} organization.companies=3", "companies")],
    "policy.rivals.mentoring_hours": [("policy=none", "1")],
    "policy.rivals.repository_cost": [("policy=none", "20000")],
    "policy.rivals.directory_cost": [("policy=none", "20000")],
    "policy.rivals.classroom_hours": [("policy=none", "40")],
    "organization.culture.manager_approval": [(f"{SELF} organization.culture.release_share=0.5", "1")],
    "organization.culture.peer_approval": [(SELF, "1")],
    "organization.culture.release_share": [(FORMAL, "0")],
    "organization.culture.agenda_acceptance": [(FORMAL, "0")],
    "organization.culture.line_enforcement": [(SELF, "1")],
}
CASES = [(path, otherwise, value) for path, several in SETTINGS.items() for otherwise, value in several]


def test_every_lever_and_every_side_of_culture_is_tried() -> None:
    assert set(SETTINGS) == set(LEVERS) | set(CULTURE)


@pytest.mark.parametrize("path", [*LEVERS, *CULTURE])
def test_every_lever_names_a_metric_that_there_is(path: str) -> None:
    assert PARAMETERS[path].felt in METRICS


@pytest.mark.parametrize("path", [p for p in LEVERS if PARAMETERS[p].options])
def test_every_named_setting_is_tried(path: str) -> None:
    tried = {value for _, value in SETTINGS[path]} | {str(PARAMETERS[path].default)}
    if path == "policy.formation.how":
        tried.add("seeded")  # by its interviews
    assert tried >= set(PARAMETERS[path].options)


@pytest.mark.parametrize(("path", "otherwise", "value"), CASES)
def test_the_metric_that_a_lever_names_feels_it(path: str, otherwise: str, value: str, small: Any) -> None:
    others = otherwise.split()
    without = small.scenario(*others, weeks=40)
    with_it = small.scenario(*[o for o in others if not o.startswith(f"{path}=")], f"{path}={value}", weeks=40)
    summary = simulate({"without": without, "with": with_it}, [small.seed], workers=1).summary.set_index("arm")
    metric = PARAMETERS[path].felt
    assert summary.loc["without", metric] != summary.loc["with", metric], metric
