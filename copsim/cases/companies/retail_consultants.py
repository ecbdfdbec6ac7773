"""S10 Consultants in retail marketing: five to seven people, later a new line of business."""

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level

FIRST, SOON = 4, 13
YEARS_2 = 104


def at_first(lives: Lives, arm: str) -> float:
    """Mean number of members in weeks 4 to 12."""
    return lives[arm].total("members", FIRST, SOON) / (SOON - FIRST)


def after_two_years(lives: Lives, arm: str) -> float:
    """Members after two years."""
    return float(lives[arm].columns["members"][YEARS_2 - 1])


def lines(lives: Lives, arm: str) -> float:
    """New lines of business after five years."""
    return float(lives[arm].columns["lines"][-1])


CASE_OF_CONSULTANTS = Case(
    name="retail_consultants",
    source="S10",
    title="Retail marketing: from a table for six to a line of business",
    question="Does a small circle of consultants grow by itself, and does a new line of business come of it?",
    happened=(
        "Five to seven consultants with an interest in retail marketing met between engagements. In two years many "
        "joined; after four the firm had a new line of business; two hundred came to a conference."
    ),
    represented=(
        "240 consultants at four sites. A community on two of eight topics is open until it has a handful of "
        "members; from then on members invite whom they know and think fit. A new line starts when ten ideas of "
        "members are in use and five active members can staff it. In the last year there is a conference."
    ),
    left_out="Engagements and clients; the managers who decided on the new line.",
    reading=(
        "A new line can come from a community only: the comparison with the twin without one is built in. Growth is "
        "not: members have to know somebody who fits, and newcomers have to stay. Inviting takes hours."
    ),
    arms={
        CASE: Arm("a small circle that invites"),
        COUNTERFACTUAL: Arm("no community", programme=False),
    },
    statements=(
        Statement("start", "It begins with five to seven members", "members", at_first, least=5.0, most=7.5),
        Statement("growth", "It has at least 30 members after two years", "members", after_two_years, least=30.0),
        Statement("line", "There is a new line of business after five years", "lines", lines, least=1.0),
    ),
    levels=(level("memberships"), level("invitations"), level("ideas_adopted"), level("flow")),
)
