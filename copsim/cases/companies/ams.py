"""S5 American Management Systems: thought leaders, recognised and paid for."""

import math

import numpy as np

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level
from copsim.cases.lived import Lived, Watch
from copsim.state import ledger
from copsim.state.world import Ints, World

TWIN, WORLD_BANK = "twin", "world_bank"
WEEKS, YEAR = 156, 52


def invited(world: World, _week: int) -> Ints:
    """[experts, 2] seat and clock of hiring of those who are invited at the start."""
    people = world.people
    chosen = people.called != 0
    return np.stack([people.seat[chosen], people.hire[chosen]], axis=1)


def quits_of_experts(lives: Lives, arm: str) -> float:
    """Yearly quits of those whom the case invites, less those of the same persons in the twin."""
    experts = lives[CASE].looks[0]
    return _quits(lives[arm], experts) - _quits(lives[TWIN], experts)


def _quits(lived: Lived, experts: Ints) -> float:
    """Quits per person and year at risk of some persons."""
    gone = lived.of_kind(ledger.QUIT, ledger.LAYOFF)
    warmup = lived.scenario.warmup_weeks
    person = {(int(s), int(h)): int(w) for s, h, w in zip(gone["seat"], gone["hire_week"], gone["week"], strict=True)}
    weeks = [person.get((int(seat), int(hire) - warmup), WEEKS) for seat, hire in experts]
    at_risk = sum(min(week + 1, WEEKS) for week in weeks)
    return sum(week < WEEKS for week in weeks) * YEAR / at_risk if at_risk else math.nan


def items_above_world_bank(lives: Lives, arm: str) -> float:
    """Items of practice per member and year, less those of the World Bank case on the same seed."""
    here, there = (_items(lives[name], first) for name, first in ((arm, 0), (WORLD_BANK, YEAR)))
    return here - there


def _items(lived: Lived, first: int) -> float:
    members = lived.total("members", first) / YEAR
    return lived.total("codified", first) / members if members > 0 else math.nan


def told_revenue_over_savings(lives: Lives, arm: str) -> float:
    """Margin of new lines of business over the value of solved problems that stories tell, in the last two years."""
    lived, first = lives[arm], WEEKS - 2 * YEAR
    savings = lived.total("told_cents", first) / 100.0
    revenue = lived.total("line_money", first)
    return revenue / savings if savings > 0 else math.nan


CASE_OF_AMS = Case(
    name="ams",
    source="S5",
    title="American Management Systems: a privilege that obliges",
    question=(
        "Do privileges with duties keep invited experts, fill a library, and pay in revenue more than in savings?"
    ),
    happened=(
        "American Management Systems grew and went abroad. Its units nominated thought leaders, who were invited "
        "from the top and given two to three weeks a year. Whom a manager recognised as an expert could belong, and "
        "stayed by doing a project a year; units paid for the time. There were workshops, a yearly conference, a "
        "board, a support team, early technology and cards; promotion counted contributions. A yearly competition "
        "gathered stories: over 13 million of revenue against two to five million of savings, and at least six "
        "experts who stayed because of it."
    ),
    represented=(
        "160 people who grow by half in two years, in a culture in which managers' opinion counts. Six communities "
        "with every lever named above. The same firm with communities that nobody supports is the counterfactual."
    ),
    left_out=(
        "Clients, consultants abroad, and what a single expert is worth. Stories of revenue: the model tells savings "
        "only, so that revenue is the margin of new lines of business."
    ),
    reading=(
        "Leaders' weeks and paid participation free time; recognition and appraisal are reasons to belong. Quits "
        "change through ties, overload and growth in expertise only. A line of business needs ten ideas of one "
        "community's members in use and five active members."
    ),
    arms={
        CASE: Arm("privileges and duties for recognised experts"),
        COUNTERFACTUAL: Arm("open communities that nobody supports", {"policy": "self_selected"}),
        TWIN: Arm("no communities", programme=False),
        WORLD_BANK: Arm("the World Bank case, for its library", scenario="world_bank"),
    },
    statements=(
        Statement(
            "experts",
            "The invited experts quit less often a year than the same persons in the twin, in the mean over seeds",
            "quits/expert/year, difference",
            quits_of_experts,
            most=0.0,
            beyond=True,
            mean=True,
        ),
        Statement(
            "library",
            "Members write more items of practice a year than at the World Bank",
            "items/member/year, difference",
            items_above_world_bank,
            least=0.0,
            beyond=True,
        ),
        Statement(
            "told",
            "Told revenue is 2.6 to 6.5 times told savings",
            "times",
            told_revenue_over_savings,
            least=2.6,
            most=6.5,
        ),
    ),
    levels=(
        level("memberships"),
        level("codified_items"),
        level("expert_turnover"),
        level("lines"),
        level("programme_cost"),
    ),
    watch=Watch(kinds=(ledger.QUIT, ledger.LAYOFF), weeks=(0,), look=invited, arms=(CASE, COUNTERFACTUAL, TWIN)),
)
