"""At the null of a parameter its link is gone: the organization's hours and prices, and the levers of policy."""

from collections.abc import Callable
from typing import Any

import pytest

from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.mechanisms import airtime
from copsim.metrics.catalogue import add_money
from copsim.runs import money_terms
from copsim.simulation import simulate


def minutes(use: str) -> Callable[[Scenario, Any], tuple[int, int]]:
    """Minutes of one use over the run, and none."""
    return lambda s, small: (small.tally(s, f"minutes_{use}"), 0)


def cost_if_all_quit(scenario: Scenario, small: Any) -> tuple[float, float]:
    """Cost of the firm if everybody had quit, and as it was."""
    tallies = simulate(scenario, [3]).tallies
    quits = tallies.assign(quits=tallies["quits"] + 60)
    terms = money_terms(scenario)
    return float(add_money(quits, terms)["cost_money"].sum()), float(add_money(tallies, terms)["cost_money"].sum())


def cost_if_all_are_laid_off(scenario: Scenario, small: Any) -> tuple[float, float]:
    """Cost of the firm if everybody had been laid off, and as it was."""
    tallies = simulate(scenario, [3]).tallies
    layoffs = tallies.assign(layoffs=tallies["layoffs"] + 60)
    terms = money_terms(scenario)
    return float(add_money(layoffs, terms)["cost_money"].sum()), float(add_money(tallies, terms)["cost_money"].sum())


def cost_of_recognition(scenario: Scenario, small: Any) -> tuple[float, float]:
    """Cost of the programme with recognition, less released, facilitators' and managers' hours; and none."""
    t = simulate(scenario, [3]).tallies
    hours = (t["minutes_released"] + t["minutes_facilitator"] + t["minutes_manager"]).sum() / 60.0
    return round(float(t["programme_money"].sum()) - hours * scenario.organization.wage, 3), 0.0


def recognised(scenario: Scenario, small: Any) -> tuple[float, ...]:
    """Wish to answer under the policy, and without recognition."""
    law = record_of(scenario.behaviour).querying
    levels = (scenario.policy.rewards.recognition, 0.0)
    return tuple(airtime.wish_to_answer(-3.0, 0.5, 0.5, 0.0, 0.0, level, law) for level in levels)


def spread_of_work(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Least and most assigned minutes of anybody."""
    assigned = small.look(scenario, lambda w: (int(w.people.assigned.min()), int(w.people.assigned.max())))
    least, most = assigned[0]
    return least, most


def first_answers(scenario: Scenario, sites: int) -> list[float]:
    """Hours to every answer if people sat at so many sites."""
    organization = scenario.organization.model_copy(update={"sites": sites})
    answers = simulate(scenario.model_copy(update={"organization": organization}), [3], detail="ledger").ledger
    return answers.loc[answers["kind"] == "answer", "hour"].tolist()


LINKS: dict[str, tuple[str, Callable[[Scenario, Any], tuple[Any, ...]]]] = {
    "organization.site_hours_apart": ("", lambda s, small: (first_answers(s, 1), first_answers(s, 2))),
    "organization.assigned_hours": ("organization.assigned_spread=0", minutes("assigned")),
    "organization.assigned_spread": ("", spread_of_work),
    "organization.hour_worth": ("", lambda s, small: (float(simulate(s, [3]).tallies["work_money"].sum()), 0.0)),
    "organization.replacement_share": ("", cost_if_all_quit),
    "organization.severance_weeks": ("", cost_if_all_are_laid_off),
    "policy.membership.required_attendance": ("policy=mandated", minutes("duty")),
    "policy.membership.yoked_hours": ("policy=mandated_yoked policy.membership.required_attendance=0", minutes("duty")),
    "policy.funding.released_hours": ("", minutes("released")),
    "policy.support.facilitator_hours": (
        "",
        lambda s, small: (sum(small.look(s, lambda w: int((w.communities.helped_agenda == 2).sum()))), 0),
    ),
    "policy.support.introductions": (
        "policy=self_selected behaviour.awareness.launch=0",
        lambda s, small: (len(small.ledger(s, "introduce")), 0),
    ),
    "policy.events.agenda": (
        "",
        lambda s, small: (sum(small.look(s, lambda w: int(w.domains.agenda.sum()))), 0),
    ),
    "policy.rewards.recognition": ("", recognised),
    "policy.rewards.recognition_cost": ("", cost_of_recognition),
}


@pytest.mark.parametrize("path", LINKS)
def test_at_its_null_the_link_is_gone_and_by_default_it_is_there(path: str, cuts: Callable[..., None]) -> None:
    cuts(path, *LINKS[path])
