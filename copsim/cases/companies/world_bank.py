"""S6 World Bank: small, fragmented communities get money of their own, facilitators and a library."""

import math
from typing import Any

import numpy as np

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.companies.veterans_administration import hours_per_member
from copsim.cases.levels import level
from copsim.cases.lived import Watch
from copsim.config.scenario import Scenario
from copsim.state.world import World

UNFUNDED = "unfunded"
FUNDED, END, HALF_YEAR = 52, 208, 26
EXPECTED_COMMUNITIES = 14


def reaching_wide(world: World, _week: int) -> float:
    """Living communities whose members come from at least half of the units."""
    units, people, found = world.places.demand.shape[0], world.people, 0
    for q in np.flatnonzero(world.communities.alive == 1):
        inside = ((people.inside >> q) & 1 == 1) & (people.filled == 1)
        found += len(np.unique(people.unit[inside])) >= units / 2
    return float(found)


def communities(lives: Lives, arm: str) -> float:
    """Organization-wide communities after three years of funding over those of the unfunded twin."""
    twin = lives[UNFUNDED].looks[END]
    return lives[arm].looks[END] / twin if twin > 0 else math.nan


def intensity(lives: Lives, arm: str) -> float:
    """Hours per member in the last half year over those of the unfunded twin."""
    one, twin = (hours_per_member(lives[name], END - HALF_YEAR, END) for name in (arm, UNFUNDED))
    return one / twin if twin > 0 else math.nan


def same_money_as_slack(scenario: Scenario) -> dict[str, Any]:
    """Released hours for everybody that cost about as much a year as the funding of so many communities."""
    wage, granted = scenario.organization.wage, scenario.policies()[-1][1]
    yearly = 52.0 * wage * (granted.support.facilitator_hours + granted.support.team_hours)
    yearly += EXPECTED_COMMUNITIES * granted.funding.activity_grants
    hours = yearly / (52.0 * wage * scenario.organization.headcount)
    return {"timeline": [{"week": FUNDED, "policy": {"funding.released_hours": round(hours, 3)}}]}


CASE_OF_WORLD_BANK = Case(
    name="world_bank",
    source="S6",
    title="World Bank: money for communities to spend themselves",
    question="Do funding, facilitators and a library double the communities and raise what members give?",
    happened=(
        "The World Bank had communities that were old, small and scattered. Then it paid for their activities and "
        "let them manage the money; whoever wanted could belong, and chose how closely; facilitators saw to "
        "questions; there was a library and technical help; appraisal counted contributions. The source tells of "
        "over a hundred communities and of more intense participation."
    ),
    represented=(
        "300 people at eight sites found communities on their own, about one topic each, some for one region. After "
        "a year each community gets 8,000 a year to spend, facilitators 40 hours a week, a support team 20, there is "
        "a library, and appraisal counts contributions."
    ),
    left_out="Borrowers and partners outside the Bank, and its plan to become a knowledge bank.",
    reading=(
        "Grants make founding cheaper and pay for workshops. The number of communities is bounded by the 16 topics, "
        "and by who knows three others who care for one: where most topics have a community already, it cannot "
        "double."
    ),
    arms={
        CASE: Arm("funding for communities after a year"),
        COUNTERFACTUAL: Arm("as much money as free hours for everybody", derived=same_money_as_slack),
        UNFUNDED: Arm("no funding", {"timeline": []}),
    },
    statements=(
        Statement(
            "communities",
            "After three years of funding at least twice as many communities reach half of the units or more as in the "
            "unfunded twin",
            "times",
            communities,
            least=2.0,
        ),
        Statement(
            "intensity",
            "Members give at least 1.25 times as many hours as in the unfunded twin",
            "times",
            intensity,
            least=1.25,
        ),
    ),
    levels=(
        level("communities", END - HALF_YEAR, when="last half year"),
        level("memberships", END - HALF_YEAR, when="last half year"),
        level("community_hours", END - HALF_YEAR, when="last half year"),
        level("flow"),
        level("programme_cost", FUNDED, when="funded years"),
    ),
    watch=Watch(weeks=(END,), look=reaching_wide),
)
