"""Scenarios drawn from everything that can be set, and worlds watched week by week."""

import os
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario, build_scenario
from copsim.config.settings import put
from copsim.engine import run
from copsim.simulation import snapshot
from copsim.state import ledger
from copsim.state.world import Ints, World

settings.register_profile(
    "few",
    max_examples=int(os.environ.get("COPSIM_EXAMPLES", "60")),
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

EXPLORED = [p for p in declared(Scenario) if p.explore is not None and p.path.startswith("behaviour.")]
ORDERED = [f"behaviour.work.{name}" for name in ("easiest", "hardest", "deadline_first", "deadline_last")]
CULTURE = ("manager_approval", "peer_approval", "release_share", "agenda_acceptance", "line_enforcement")
RULES = (
    "none",
    "self_selected",
    "open",
    "expert_recognised",
    "invitation",
    "mandated",
    "mandated_open",
    "mandated_yoked",
)


def ends(parameter: Declared) -> list[Any]:
    """The ends of what is explored and of what is allowed, and the null; whole numbers if the parameter is one."""
    assert parameter.explore is not None
    allowed = () if parameter.path in ORDERED else (*parameter.bounds, parameter.null)
    values = {x for x in (*parameter.explore, *allowed) if x is not None}
    return sorted(int(x) if isinstance(parameter.default, int) else float(x) for x in values)


@st.composite
def organizations(draw: Any) -> dict[str, Any]:
    """Firms of 2 to 40 people, down to one unit, one topic, and one community or none."""
    headcount = draw(st.sampled_from([2, 3, 7, 20, 40]))
    topics = draw(st.sampled_from([1, 2, 5, 24]))
    return {
        "headcount": headcount,
        "units": draw(st.integers(1, min(4, headcount))),
        "team_size": draw(st.sampled_from([1, 2, 12])),
        "sites": draw(st.integers(1, min(4, headcount))),
        "site_hours_apart": draw(st.sampled_from([0.0, 5.5, 12.0])),
        "topics": topics,
        "communities": draw(st.sampled_from(sorted({0, 1, min(5, topics), topics}))),
        "capacity_hours": draw(st.sampled_from([1.0, 20.0, 40.0])),
        "assigned_hours": draw(st.sampled_from([0.0, 28.0, 45.0])),
        "applicants": draw(st.sampled_from([0.001, 0.2, 1.0])),
        "max_ties": draw(st.sampled_from([1, 2, 24])),
        "culture": {name: draw(st.sampled_from([0.0, 0.5, 1.0])) for name in CULTURE},
        "form": "functions",
    }


@st.composite
def policies(draw: Any, communities: int, topics: int) -> dict[str, Any]:
    """Any rule, with any levers that do not contradict it."""
    rule = draw(st.sampled_from(RULES)) if communities > 0 else "none"
    tree: dict[str, Any] = {
        "membership": {"rule": rule},
        "funding": {"released_hours": draw(st.sampled_from([0.0, 0.5, 30.0]))},
        "events": {
            "meeting_weeks": draw(st.integers(1, 4)),
            "meeting_hours": draw(st.sampled_from([0.25, 1.5, 40.0])),
            "agenda": draw(st.booleans()),
        },
        "obstacles": {"it_access": draw(st.sampled_from([0.0, 0.5, 1.0]))},
        "domain": {"breadth": draw(st.integers(0, topics))},
    }
    if rule in ("mandated", "mandated_open"):
        tree["membership"]["required_attendance"] = draw(st.sampled_from([0.0, 0.5, 1.0]))
    if rule == "mandated_yoked":
        tree["membership"]["yoked_hours"] = draw(st.booleans())
    if rule == "expert_recognised":
        tree["membership"]["recognised_share"] = draw(st.sampled_from([0.0, 0.2, 1.0]))
    if rule != "none":
        tree["support"] = {
            "facilitator_hours": draw(st.sampled_from([0.0, 0.5, 20.0])),
            "introductions": draw(st.sampled_from([0.0, 0.05, 1.0])),
        }
        tree["rewards"] = {"recognition": draw(st.sampled_from([0.0, 1.0]))}
        tree["support"]["library"] = draw(st.booleans())
        tree["obligation"] = {"projects_per_year": draw(st.sampled_from([0.0, 2.0, 12.0]))}
        tree["sponsorship"] = {"sponsor": draw(st.sampled_from(["none", "board"]))}
        if tree["sponsorship"]["sponsor"] != "none":
            tree["obligation"]["deliverables_on_demand"] = draw(st.booleans())
        deepen(draw, tree, topics)
    tree["rivals"] = {
        "mentoring_hours": draw(st.sampled_from([0.0, 0.5, 40.0])),
        "repository_cost": draw(st.sampled_from([0.0, 5_000.0, 1e7])),
        "directory_cost": draw(st.sampled_from([0.0, 1_000.0])),
        "classroom_hours": draw(st.sampled_from([0.0, 24.0, 400.0])),
    }
    return tree


def deepen(draw: Any, tree: dict[str, Any], topics: int) -> None:
    """Levers of motives, backing, design and occasions, as far as they do not contradict the rest."""
    rule, sponsor = tree["membership"]["rule"], tree["sponsorship"]["sponsor"]
    tree["rewards"] |= {
        "appraisal": draw(st.sampled_from([-1.0, 0.0, 1.0])),
        "pay_per_contribution": draw(st.sampled_from([0.0, 50.0])),
        "unit_bonus": draw(st.sampled_from([0.0, 0.2])),
    }
    tree["obstacles"]["rivalry"] = draw(st.sampled_from([0.0, 1.0]))
    tree["support"] |= {
        "team_hours": draw(st.sampled_from([0.0, 10.0])),
        "corporate_university": draw(st.booleans()),
    }
    tree["direction"] = {
        "agenda_share": draw(st.sampled_from([0.0, 0.5, 1.0])),
        "inspection_hours": draw(st.sampled_from([0.0, 2.0])),
    }
    tree["valuation"] = {
        "method": draw(st.sampled_from(["none", "stories", "systematic", "competition", "deliverables"]))
    }
    if sponsor != "none":
        tree["sponsorship"] |= {
            "removes_obstacles": draw(st.booleans()),
            "legitimacy": draw(st.sampled_from([0.0, 1.0])),
            "demands": draw(st.sampled_from([0.0, 1.0])),
        }
        tree["direction"]["outcomes_set_by"] = draw(st.sampled_from(["members", "sponsor"]))
    leader = draw(st.sampled_from(["peers", "management", "nobody"]))
    tree["leadership"] = {"chosen_by": leader}
    tree["funding"] |= {
        "activity_grants": draw(st.sampled_from([0.0, 20_000.0])),
        "participation_paid": draw(st.sampled_from([0.0, 1.0])),
        "leader_weeks": draw(st.sampled_from([0.0, 3.0])) if leader != "nobody" else 0.0,
    }
    tree["events"] |= {
        "mode": draw(st.sampled_from(["in_person", "remote", "email"])),
        "workshops_per_year": draw(st.sampled_from([0.0, 12.0])),
        "conferences_per_year": draw(st.sampled_from([0.0, 12.0])),
    }
    if rule == "mandated_yoked":
        return
    how = draw(st.sampled_from(["existing", "spontaneous", "seeded", "nominated", "decreed"]))
    tree["formation"] = {"how": how, "interviews": 5 if how == "seeded" else 0}
    tree["domain"] |= {
        "chosen_for": draw(st.sampled_from(["topics", "strategy", "problems"])),
        "redefined_by": draw(st.sampled_from(["nobody", "active_members"])),
    }
    if tree["domain"]["breadth"] != 1 and draw(st.booleans()):
        tree["domain"] |= {"split_by": draw(st.sampled_from(["topic", "region", "job"])), "split_above": 2}
    tree["form"] = {
        "form": draw(st.sampled_from(["community", "work_group", "project_team"])),
        "project_weeks": 4,
        "reach": draw(st.sampled_from(["firm", "unit", "companies"])),
    }


@st.composite
def shocks(draw: Any, organization: dict[str, Any], weeks: int) -> list[dict[str, Any]]:
    """None to four shocks, each of another kind, that such an organization can have."""
    last = weeks - 1
    to = ["reshuffle"] if organization["units"] < 2 else ["reshuffle", "platforms"]
    possible = {
        "growth": {"people": draw(st.integers(1, 5)), "over_weeks": draw(st.integers(1, 3)), "last": weeks - 3},
        "merger": {"people": draw(st.integers(2, 6)), "units": draw(st.integers(0, 2))},
        "layoffs": {"share": draw(st.sampled_from([0.4, 0.5])), "newest_first": draw(st.sampled_from([0.0, 9.0]))},
        "new_topic": {"topic": draw(st.integers(0, organization["topics"] - 1)), "share": 0.5, "jobs": 0.5},
        "reorganization": {"to": draw(st.sampled_from(to))},
    }
    if possible["reorganization"]["to"] == "reshuffle":
        possible["reorganization"]["share"] = 0.5
    kinds = draw(st.lists(st.sampled_from(sorted(possible)), max_size=4, unique=True))
    return [
        {"shock": kind, "week": draw(st.integers(0, possible[kind].pop("last", last))), **possible[kind]}
        for kind in kinds
    ]


@st.composite
def scenarios(draw: Any) -> Scenario:
    """Small and short scenarios over organizations, levers, changes of rule, shocks, and behaviour at its ends."""
    organization = draw(organizations())
    policy = draw(policies(organization["communities"], organization["topics"]))
    behaviour: dict[str, Any] = {group: {} for group in Scenario().behaviour.model_dump()}
    for parameter in draw(st.lists(st.sampled_from(EXPLORED), max_size=6, unique_by=lambda p: p.path)):
        value = draw(st.sampled_from(ends(parameter)))
        put(behaviour, parameter.path.removeprefix("behaviour."), value)
    behaviour["turnover"].setdefault("base", draw(st.sampled_from([0.17, 2.0])))
    weeks = draw(st.sampled_from([4, 9, 26]))
    timeline = []
    if organization["communities"] > 0 and policy["membership"]["rule"] != "mandated_yoked" and draw(st.booleans()):
        if draw(st.booleans()):
            timeline.append({"week": draw(st.integers(0, weeks - 1)), "ends": True})
        else:
            rule = draw(st.sampled_from(RULES[1:-1]))
            later = {"membership.rule": rule, "membership.required_attendance": 0.0}
            timeline.append({"week": draw(st.integers(0, weeks - 1)), "policy": later})
    timeline += draw(shocks(organization, weeks))
    return build_scenario(
        {
            "weeks": weeks,
            "warmup_weeks": draw(st.sampled_from([0, 6])),
            "organization": organization,
            "behaviour": behaviour,
            "policy": policy,
            "timeline": timeline,
        }
    )


class Watch:
    """Runs of drawn scenarios."""

    scenarios = staticmethod(scenarios)

    @staticmethod
    def merged(world: World, scenario: Scenario, week: int) -> Any:
        """Rows of those who came with a merger at the start of the week."""
        p, count = world.people, world.totals.events[0]
        hired = world.events.row[:count][world.events.kind[:count] == ledger.HIRE]
        later = p.seat >= scenario.organization.headcount
        came = np.flatnonzero((p.opened == scenario.warmup_weeks + week) & (p.key != 0) & later)
        return np.setdiff1d(came, hired)

    @staticmethod
    def weeks(
        scenario: Scenario, seed: int, look: Callable[[World, int], None], before: Callable[[World], None] | None = None
    ) -> tuple[Ints, Ints]:
        """Run the reported weeks and ``look`` at the world after each; ``before`` sees it at week 0. Returns totals."""
        course = snapshot(scenario, seed, 0).course
        if before is not None:
            before(course.world)
        return run(course, scenario.weeks, look)


@pytest.fixture(scope="session")
def watch() -> Watch:
    """Runs of drawn scenarios."""
    return Watch()
