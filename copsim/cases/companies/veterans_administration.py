"""S4 US Veterans Administration: an umbrella community becomes three by jobs."""

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level
from copsim.cases.lived import Lived
from copsim.metrics.catalogue import COMMUNITY_USES

UNSPLIT = "unsplit"
SPLIT, HALF_YEAR = 52, 26


def hours_per_member(lived: Lived, first: int, last: int) -> float:
    """Hours a week that a member gives to communities in some weeks."""
    minutes = sum(lived.total(f"minutes_{use}", first, last) for use in COMMUNITY_USES)
    return minutes / 60.0 / max(1.0, lived.total("members", first, last))


def after_over_before(lives: Lives, arm: str) -> float:
    """Hours per member in the half year after the change over those in the half year before."""
    lived = lives[arm]
    before = hours_per_member(lived, SPLIT - HALF_YEAR, SPLIT)
    return hours_per_member(lived, SPLIT, SPLIT + HALF_YEAR) / before


def after_over_twin(lives: Lives, arm: str) -> float:
    """Hours per member in the half year after the change over those in the twin that stays one community."""
    one, twin = (hours_per_member(lives[name], SPLIT, SPLIT + HALF_YEAR) for name in (arm, UNSPLIT))
    return one / twin


CASE_OF_VA = Case(
    name="veterans_administration",
    source="S4",
    title="US Veterans Administration: from one umbrella to three jobs",
    question="Does a community in which few take part wake up when its members make smaller ones of it, by jobs?",
    happened=(
        "A community of the Veterans Administration was about everything, and for a year members took little part. "
        "Then its active members made three of it, each about a job. Participation rose."
    ),
    represented=(
        "180 people in nine jobs, with one community about all nine topics. After a year it splits into three, each "
        "about three topics and open to those whose job is one of them; every member goes to the part that suits "
        "best."
    ),
    left_out="How the members came to agree on the new domains; that the Veterans Administration is a public service.",
    reading=(
        "Narrower communities have a more relevant agenda for those who stay, but fewer people who can answer. By "
        "default a broad domain does not make people care less (joining.breadth_dilutes = 0), for that would build "
        "the source's claim in; the draws of behaviour go from there to the other reading."
    ),
    arms={
        CASE: Arm("split by jobs after a year"),
        COUNTERFACTUAL: Arm(
            "split by region after a year: as small, about as much as before",
            {
                "timeline": [
                    {
                        "week": SPLIT,
                        "policy": {"domain.split_by": "region", "domain.split_above": 1, "domain.split_into": 3},
                    }
                ]
            },
        ),
        UNSPLIT: Arm("one community throughout", {"timeline": []}),
    },
    statements=(
        Statement(
            "before",
            "Members give at least 1.5 times as many hours in the half year after the split as in that before",
            "times",
            after_over_before,
            least=1.5,
        ),
        Statement(
            "twin",
            "Members give at least 1.25 times as many hours in that half year as in the twin that stays one community",
            "times",
            after_over_twin,
            least=1.25,
        ),
    ),
    levels=(
        level("memberships", SPLIT, SPLIT + HALF_YEAR, when="half year after"),
        level("community_hours", SPLIT, SPLIT + HALF_YEAR, when="half year after"),
        level("engagement", SPLIT, SPLIT + HALF_YEAR, when="half year after"),
        level("flow_per_hour", SPLIT, SPLIT + HALF_YEAR, when="half year after"),
    ),
)
