"""S3 Shell: communities launched after interviews with those who would belong."""

import math

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.config.scenario import Scenario

DECREED = "decreed"
YEARS_3 = 156


def hours_of_interviews(scenario: Scenario) -> dict[str, float]:
    """Facilitators' hours a week that cost as much in three years as the interviews before the launch."""
    interviews = scenario.policy.formation.interviews * scenario.organization.communities
    hours = interviews * scenario.behaviour.lifecycle.interview_hours
    return {"policy.support.facilitator_hours": hours / YEARS_3}


def survival(lives: Lives, arm: str) -> float:
    """Share of the communities launched that live after three years, less that of the decreed ones."""
    return _alive(lives, arm) - _alive(lives, DECREED)


def _alive(lives: Lives, arm: str) -> float:
    launched = lives[arm].scenario.organization.communities
    return float(lives[arm].columns["communities"][YEARS_3 - 1]) / launched if launched else math.nan


CASE_OF_SHELL = Case(
    name="shell",
    source="S3",
    title="Shell: ask before you launch",
    question="Do communities live longer if prospective members are interviewed before the launch?",
    happened=(
        "At Shell, whoever wants to start a community first talks, with the help of a consultant, to the people who "
        "would belong to it. The interviews find out which problems people share, and make them curious. Afterwards "
        "stories of what the community was good for are gathered by interviews too."
    ),
    represented=(
        "A firm of 160 people with 16 specialties, little free time, and a community for each specialty. Twelve "
        "interviews a community make it known to those who seem to suit it, call them in, and give it the topics "
        "they care for. In the world it is compared with, management decrees the same 16 communities, appoints who "
        "leads each, and spends the money of the interviews on facilitators instead."
    ),
    left_out="The consultant's skill, and the stories that are gathered afterwards.",
    reading=(
        "Interviews act at the launch only: who knows of a community, who is called in, what it is about. Nothing of "
        "them is left later but members. A community ends when hardly anybody comes or writes."
    ),
    arms={
        CASE: Arm("twelve interviews a community before the launch"),
        COUNTERFACTUAL: Arm(
            "the same communities, only announced; as much money for facilitators",
            {"policy.formation.how": "existing", "policy.formation.interviews": 0},
            derived=hours_of_interviews,
        ),
        DECREED: Arm(
            "the same communities by decree, with appointed leaders; as much money for facilitators",
            {"policy.formation.how": "decreed", "policy.formation.interviews": 0},
            derived=hours_of_interviews,
        ),
    },
    statements=(
        Statement(
            "survival",
            "More of the communities live after three years than of those decreed at equal cost, in the mean",
            "difference of shares",
            survival,
            least=0.0,
            beyond=True,
            mean=True,
        ),
    ),
)
