"""S10 Consultants in retail marketing: five to seven people, later a new line of business."""

import math

import numpy as np

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level

FEWEST, MOST = 5, 7
YEARS_2 = 104


def growth(lives: Lives, arm: str) -> float:
    """Most members within two years after there were first five to seven; NaN if there never were."""
    members = lives[arm].columns["members"]
    small = np.flatnonzero((members >= FEWEST) & (members <= MOST))
    return float(members[small[0] : small[0] + YEARS_2].max()) if len(small) else math.nan


def lines(lives: Lives, arm: str) -> float:
    """New lines of business after five years."""
    return float(lives[arm].columns["lines"][-1])


CASE_OF_CONSULTANTS = Case(
    name="retail_consultants",
    source="S10",
    title="Retail marketing: from a table for six to a line of business",
    question="Does a small circle of consultants grow by itself, and does a new line of business come of it?",
    happened=(
        "Five to seven consultants with an interest in retail marketing met between engagements. In two years "
        "many joined; after four the firm had a new line of business; two hundred came to a conference."
    ),
    represented=(
        "240 consultants at four sites. Whoever cares for one topic and knows others who do may found a community "
        "about it; whoever hears of it and wants to joins. A new line starts when ten ideas of members are in use "
        "and five active members can staff it. In the last year there is a conference."
    ),
    left_out="Engagements and clients; the managers who decided on the new line.",
    reading=(
        "A new line can come from a community only: the comparison with the twin without one is built in. Growth "
        "is not: people have to hear of it from those they know, care for it, and stay. How many ideas a line "
        "takes, and how many ideas there are to be seen (four a unit and year), is assumed; few of them are about "
        "one community's topic."
    ),
    arms={
        CASE: Arm("a small circle that is open to all"),
        COUNTERFACTUAL: Arm("no community", programme=False),
    },
    statements=(
        Statement(
            "growth", "From five to seven members it grows to at least 30 in two years", "members", growth, least=30.0
        ),
        Statement("line", "There is a new line of business after five years", "lines", lines, least=1.0),
    ),
    levels=(level("memberships"), level("ideas_adopted"), level("flow")),
)
