"""Every lever and every condition that the Lab shows moves a chart."""

import pytest

from copsim.app.about import COST_OF, SEEN_FIRST
from copsim.app.limits import Limits
from copsim.app.numbers import COSTS
from copsim.app.screen import read_screen
from copsim.app.worlds import Memory, World
from copsim.config.declare import declared
from copsim.config.policy import Policy

SELF = {"membership.rule": "self_selected"}
SPONSOR = {**SELF, "sponsorship.sponsor": "executive"}
SPLIT = {**SELF, "domain.breadth": 4, "domain.split_by": "topic", "domain.split_above": 3}
NEW_FIRM = {"organization.communities": 0, "behaviour.lifecycle.interested_from": 0.3}
DILUTED = {"behaviour.joining.breadth_dilutes": 1, "behaviour.lifecycle.redefine_weeks": 26, "weeks": 130}
FORMAL = {"organization.culture.manager_approval": 1.0, "organization.culture.release_share": 0.0}
# what holds besides, the setting, and conditions in which the lever has something to act on
SETTINGS: dict[str, tuple] = {
    "membership.rule": ({}, "self_selected"),
    "membership.required_attendance": ({"membership.rule": "mandated"}, 0.8),
    "membership.yoked_hours": ({"membership.rule": "mandated_yoked"}, False),
    "membership.invitation_threshold": ({"membership.rule": "invitation", "membership.founders": 2}, 0.9),
    "membership.founders": ({"membership.rule": "invitation"}, 0),
    "membership.recognised_share": ({"membership.rule": "expert_recognised"}, 0.8),
    "obligation.deliverables_on_demand": (SPONSOR, True),
    "formation.how": (SELF, "nominated"),
    "formation.interviews": ({**SELF, "formation.how": "seeded", "formation.interviews": 1}, 12),
    "formation.possible": (
        {**SELF, "formation.how": "spontaneous"},
        4,
        NEW_FIRM,
    ),
    "domain.breadth": (SELF, 1),
    "domain.chosen_for": ({**SELF, "domain.breadth": 1}, "problems"),
    "domain.redefined_by": (
        {**SELF, "domain.breadth": 6},
        "active_members",
        DILUTED,
    ),
    "domain.split_by": ({**SPLIT, "domain.split_by": "topic"}, "region"),
    "domain.split_above": (SPLIT, 40),
    "domain.split_into": (SPLIT, 4),
    "sponsorship.sponsor": (SELF, "executive", {"weeks": 130}),
    "sponsorship.removes_obstacles": ({**SPONSOR, "obstacles.it_access": 0.3}, True),
    "sponsorship.legitimacy": (
        SPONSOR,
        1.0,
        FORMAL,
    ),
    "sponsorship.demands": ({**SPONSOR, "funding.released_hours": 1.0}, 4.0, {"weeks": 130}),
    "support.introductions": (SELF, 0.05, {"behaviour.awareness.launch": 0.2}),
    "direction.outcomes_set_by": ({**SPONSOR, "obligation.projects_per_year": 4.0}, "sponsor"),
    "events.meeting_weeks": (SELF, 4),
    "events.agenda": (SELF, False),
    "events.mode": (SELF, "remote"),
    "events.fairs_per_year": (SELF, 4.0, {"behaviour.awareness.launch": 0.2}),
    "rewards.recognition_cost": ({**SELF, "rewards.recognition": 1.0}, 50.0),
    "leadership.chosen_by": (SELF, "management"),
    "valuation.method": (SELF, "stories"),
    "form.form": ({**SELF, "form.project_weeks": 8}, "project_team"),
    "form.project_weeks": ({**SELF, "form.form": "project_team"}, 8),
    "form.reach": (SELF, "unit"),
    "support.library": (SELF, True),
    "support.corporate_university": (SELF, True),
    "obstacles.it_access": (SELF, 0.3),
    "events.meeting_hours": (SELF, 3.0),
}
LEVERS = {p.path: p for p in declared(Policy) if p.path != "label" and p.read_by is not None}
FIRM = {"organization.headcount": 90, "organization.units": 3, "weeks": 52, "warmup_weeks": 8}
MEMORY = Memory()


def setting(path: str) -> tuple[dict, object, dict]:
    """What holds, the lever's setting, conditions: as declared above, else the upper end of the explored range."""
    explore = LEVERS[path].explore
    usual = {} if path.startswith("rivals") else SELF, None if explore is None else explore[1]
    others, value, *firm = SETTINGS.get(path, usual)
    return others, value, firm[0] if firm else {}


def outcome(policy: dict, firm: dict):
    screen = read_screen({"firm": {**FIRM, **firm}, "plans": [{"policy": policy}], "unknowns": False}, Limits())
    world = World(screen.scenario(screen.plans[0]), 1, MEMORY)
    while not (numbers := world.step()).complete:
        pass
    return numbers


@pytest.mark.parametrize("path", LEVERS)
def test_every_lever_moves_a_chart(path):
    others, value, firm = setting(path)
    assert value is not None
    before, after = outcome(others, firm), outcome({**others, path: value}, firm)
    same = (before.points == after.points) | (before.points != before.points) & (after.points != after.points)
    assert not same.all(), f"{path}={value} changes no point of any chart"


@pytest.mark.parametrize("path", [path for path in COST_OF if path != "direction.inspection_hours"])
def test_a_lever_that_costs_feeds_the_kind_of_cost_that_it_says(path):
    others, value, firm = setting(path)
    kind = list(COSTS).index(COST_OF[path])
    before, after = outcome(others, firm), outcome({**others, path: value}, firm)
    assert after.total.costs[kind] > before.total.costs[kind]


def test_at_most_twelve_levers_are_seen_first():
    assert len(SEEN_FIRST) <= 12
    assert set(SEEN_FIRST) <= set(LEVERS)
    assert set(COST_OF) <= set(LEVERS)
