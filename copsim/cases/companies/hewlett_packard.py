"""S2 Hewlett-Packard: consultants far from each other talk once a month."""

import math

import numpy as np

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level
from copsim.cases.lived import Watch
from copsim.state import ledger
from copsim.state.world import Ints, World

TWIN = "twin"
MONTH_6, LAST_YEAR = 26, 104


def unit_of_seat(world: World, _week: int) -> Ints:
    """[seats] unit of each seat."""
    found = np.empty(len(world.people), dtype=np.int64)
    found[world.people.seat] = world.people.unit
    return found


def unsteadiness(lives: Lives, arm: str) -> float:
    """Coefficient of variation of the number of those who call in, over the calls after month 6."""
    lived, events = lives[arm], lives[arm].scenario.policy.events
    minutes = lived.columns["minutes_meeting"][MONTH_6:] + lived.columns["minutes_duty"][MONTH_6:]
    whole = len(minutes) // events.meeting_weeks * events.meeting_weeks  # one call in each stretch of so many weeks
    calls = minutes[-whole:].reshape(-1, events.meeting_weeks).sum(axis=1) / (60.0 * events.meeting_hours)
    return float(calls.std(ddof=1) / calls.mean()) if calls.sum() > 0 else math.nan


def variance_left(lives: Lives, arm: str) -> float:
    """Variance of the practice in use over sites in the last year, over that of the twin without calls."""
    return lives[arm].metric("practice_variance", LAST_YEAR) / lives[TWIN].metric("practice_variance", LAST_YEAR)


def fixes_across(lives: Lives, arm: str) -> float:
    """Problems solved through the community by somebody of another division."""
    solved = lives[arm].of_kind(ledger.SOLVE)
    ours = np.isin(solved["channel"], (ledger.MEETING, ledger.COMMUNITY)) & (solved["other_seat"] >= 0)
    division = lives[arm].looks[0]
    return float((division[solved["seat"][ours]] != division[solved["other_seat"][ours]]).sum())


CASE_OF_HP = Case(
    name="hewlett_packard",
    source="S2",
    title="Hewlett-Packard: a call once a month",
    question="Do monthly voluntary calls, helped by facilitators at first, keep going and make practice alike?",
    happened=(
        "Consultants of Hewlett-Packard who install the same product work far from each other. Facilitators help "
        "them to start monthly calls, in which nobody has to take part. Somebody who develops the product joins from "
        "another division. In time sales and installation become standard."
    ),
    represented=(
        "120 consultants in twelve units, each at a site of its own, with one community that holds a remote call of "
        "an hour and a half once a month. Facilitators give eight hours a week for half a year, then none. A unit "
        "stands for a site and for a division; its practice is how good its way of working is on each topic."
    ),
    left_out="Customers and the product itself; who asks the first consultants to join.",
    reading=(
        "Practice in use gets alike where somebody who has heard of a better one brings it in and colleagues accept "
        "it; a rise to the best makes units alike too. A rise in members makes attendance vary."
    ),
    arms={
        CASE: Arm("monthly calls, with facilitators for half a year"),
        COUNTERFACTUAL: Arm("the same people on a mailing list: no calls", {"policy.events.mode": "email"}),
        TWIN: Arm("no community", programme=False),
    },
    statements=(
        Statement(
            "steady",
            "Attendance after month 6 varies from call to call by no more than a quarter of its mean",
            "coefficient of variation",
            unsteadiness,
            most=0.25,
        ),
        Statement(
            "alike",
            "Practice varies over sites by at least 20 % less than in the twin without a community",
            "variance over that of the twin",
            variance_left,
            most=0.8,
        ),
        Statement(
            "fix", "At least one problem is solved by somebody of another division", "fixes", fixes_across, least=1.0
        ),
    ),
    levels=(
        level("memberships"),
        level("practice_variance", LAST_YEAR, when="last year"),
        level("flow"),
        level("turnover"),
    ),
    watch=Watch(kinds=(ledger.SOLVE,), weeks=(0,), look=unit_of_seat),
)
