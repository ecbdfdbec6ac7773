"""Metrics: one declaration each, from which weekly values, summaries, labels and documentation follow.

A metric is a ratio of sums of weekly tallies, so a summary over weeks is the ratio of the sums (not a
mean of weekly ratios). Meanings are those of the model's specification, section 6.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from copsim.state.world import FINE

YEAR = 52.0
EXCHANGE_USES = ("search", "asking", "helping", "duty", "meeting", "posting", "answering", "reading", "inviting")
COMMUNITY_USES = ("duty", "meeting", "posting", "answering", "reading", "inviting")


def _hours(uses: tuple[str, ...]) -> dict[str, float]:
    return {f"minutes_{use}": 1.0 / 60.0 for use in uses}


def _combined(tallies: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    total = pd.Series(0.0, index=tallies.index)
    for name, weight in weights.items():
        total = total + weight * tallies[name]
    return total


def _sum(tallies: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = 0.0
    for name, weight in weights.items():
        total = total + weight * tallies[name]
    return total


@dataclass(frozen=True)
class Metric:
    """scale · Σ numerator / Σ denominator, both linear in tallies."""

    name: str
    label: str
    unit: str
    better: str  # "higher", "lower" or "" where neither is better by itself
    doc: str
    numerator: Mapping[str, float]
    denominator: Mapping[str, float]
    scale: float = 1.0

    def value(self, tallies: Mapping[str, float]) -> float:
        """Value of one row of tallies with money, the same number as :meth:`of`; NaN where the denominator is 0."""
        below = _sum(tallies, self.denominator)
        return self.scale * _sum(tallies, self.numerator) / below if below != 0 else math.nan

    def of(self, tallies: pd.DataFrame) -> pd.Series:
        """Value per row of ``tallies``; NaN where the denominator is 0."""
        return self.scale * _combined(tallies, self.numerator) / _combined(tallies, self.denominator).replace(0, np.nan)


PEOPLE = {"people": 1.0}
PEOPLE_YEARS = {"people": 1.0 / YEAR}

_METRICS = (
    Metric(
        "flow",
        "Knowledge flow",
        "expertise/employee/year",
        "",
        "Expertise gained from another person, per employee-year; read it with stock and useful flow.",
        {"flow": 1 / FINE},
        PEOPLE_YEARS,
    ),
    Metric(
        "useful_flow",
        "Useful flow",
        "expertise/employee/year",
        "higher",
        "The part of received expertise that its receiver used on a solved problem within 52 weeks.",
        {"useful": 1 / FINE},
        PEOPLE_YEARS,
    ),
    Metric(
        "stock",
        "Stock of expertise",
        "expertise",
        "higher",
        "Mean expertise weighted by the demand of the unit.",
        {"stock": 1 / FINE},
        PEOPLE,
    ),
    Metric(
        "flow_per_hour",
        "Flow per hour",
        "expertise/100 h",
        "higher",
        "Knowledge flow over all hours of asking, helping, meeting, writing, reading, inviting, facilitating.",
        {"flow": 1 / FINE},
        {**_hours(EXCHANGE_USES), "minutes_facilitator": 1 / 60, "minutes_manager": 1 / 60},
        100.0,
    ),
    Metric(
        "cross_unit_share",
        "Flow across units",
        "share",
        "",
        "Share of knowledge flow whose giver and receiver belong to different units.",
        {"flow_across": 1.0},
        {"flow": 1.0},
    ),
    Metric(
        "solved_share",
        "Problems solved",
        "share",
        "higher",
        "Share of closed problems that were solved by their deadline.",
        {"solved": 1.0},
        {"closed": 1.0},
    ),
    Metric(
        "weeks_to_solve",
        "Time to solve",
        "weeks",
        "lower",
        "Mean weeks from arrival to solution of closed problems; an unsolved one counts as 52.",
        {"weeks_open": 1.0},
        {"closed": 1.0},
    ),
    Metric(
        "delay",
        "Delay of solutions",
        "weeks",
        "lower",
        "Mean weeks from arrival to solution of the problems that were solved.",
        {"weeks_solved": 1.0},
        {"solved": 1.0},
    ),
    Metric(
        "stuck_share",
        "Stuck and searching",
        "share of working time",
        "lower",
        "Hours that open problems eat or would eat if there were time, and hours of searching for help.",
        {"minutes_wanted": 1.0, "minutes_search": 1.0},
        {"minutes_capacity": 1.0},
    ),
    Metric(
        "unit_performance",
        "Unit performance",
        "money/employee/week",
        "higher",
        "Worth of assigned work done and of problems solved by their deadline, less displaced work.",
        {"work_money": 1.0, "problem_cents": 0.01},
        PEOPLE,
    ),
    Metric(
        "turnover",
        "Turnover",
        "quits/employee/year",
        "lower",
        "Employees who quit, per employee-year.",
        {"quits": 1.0},
        PEOPLE_YEARS,
    ),
    Metric(
        "expert_turnover",
        "Turnover of experts",
        "quits/expert/year",
        "lower",
        "The same among experts: upper tenth of demand-weighted expertise when the policy starts, or at hire.",
        {"expert_quits": 1.0},
        {"experts": 1.0 / YEAR},
    ),
    Metric(
        "community_hours",
        "Hours in communities",
        "h/employee/week",
        "",
        "Hours of meetings, posting, answering, reading and inviting.",
        _hours(COMMUNITY_USES),
        PEOPLE,
    ),
    Metric(
        "meeting_hours",
        "Hours in meetings",
        "h/employee/week",
        "",
        "Hours of community meetings, by duty or by wish.",
        _hours(("duty", "meeting")),
        PEOPLE,
    ),
    Metric(
        "required_hours",
        "Required hours",
        "h/employee/week",
        "",
        "Hours of meetings attended by duty.",
        _hours(("duty",)),
        PEOPLE,
    ),
    Metric(
        "help_hours",
        "Hours of help between colleagues",
        "h/employee/week",
        "",
        "Hours of searching, asking and helping along ties.",
        _hours(("search", "asking", "helping")),
        PEOPLE,
    ),
    Metric(
        "displaced_hours",
        "Displaced work",
        "h/employee/week",
        "lower",
        "Assigned work not done because hours went over capacity.",
        _hours(("displaced",)),
        PEOPLE,
    ),
    Metric(
        "programme_cost",
        "Cost of the policy",
        "money/employee/year",
        "lower",
        "Released or required hours (the larger), facilitators' and managers' hours at the wage; recognition. Not the "
        "cost within the result of the firm, where hours cost what they displace.",
        {"programme_money": 1.0},
        PEOPLE_YEARS,
    ),
    Metric(
        "net_result",
        "Result of the firm",
        "money/employee/year",
        "higher",
        "Worth of work and solved problems less pay, facilitators, introductions, recognition, replacements.",
        {"work_money": 1.0, "problem_cents": 0.01, "cost_money": -1.0},
        PEOPLE_YEARS,
    ),
    Metric(
        "memberships",
        "Memberships",
        "memberships/employee",
        "",
        "Memberships in communities per employee.",
        {"memberships": 1.0},
        PEOPLE,
    ),
    Metric(
        "member_share",
        "Members",
        "share of employees",
        "",
        "Share of employees who belong to at least one community.",
        {"members": 1.0},
        PEOPLE,
    ),
    Metric(
        "muted_share",
        "Muted memberships",
        "share of memberships",
        "",
        "Share of memberships whose holders read nothing, since reading is not worth their time.",
        {"muted": 1.0},
        {"memberships": 1.0},
    ),
    Metric(
        "invitations",
        "Invitations",
        "invitations/employee/year",
        "",
        "People whom members asked into a community.",
        {"invitations": 1.0},
        PEOPLE_YEARS,
    ),
    Metric(
        "engagement",
        "Engagement",
        "attention",
        "higher",
        "Attention-weighted over attended hours: mean attention of listeners over the exchanges of meetings.",
        {"heed": float(1 << 10) / FINE},
        {"listened": 1.0},
    ),
    Metric(
        "airtime_used",
        "Airtime used",
        "share of slots",
        "",
        "Share of exchange slots of meetings with at least one exchange in which somebody spoke.",
        {"exchanges": 1.0},
        {"slots": 1.0},
    ),
    Metric(
        "contributions",
        "Visible contributions",
        "1/employee/year",
        "higher",
        "Answers given and stories told in communities.",
        {"contributions": 1.0},
        PEOPLE_YEARS,
    ),
    Metric(
        "answered_24h",
        "Answered within a day",
        "share of questions",
        "higher",
        "Share of questions posted to communities with a first answer within 24 hours.",
        {"answered_in_a_day": 1.0},
        {"posts": 1.0},
    ),
    Metric(
        "first_answer_hours",
        "Time to first answer",
        "h",
        "lower",
        "Mean hours on the clock to the first answer, of answered questions.",
        {"first_answer_minutes": 1 / 60},
        {"answered": 1.0},
    ),
    Metric(
        "embeddedness",
        "Strength of ties",
        "tie strength/employee",
        "higher",
        "Total strength of ties per employee.",
        {"ties": float(1 << 10) / FINE},
        PEOPLE,
    ),
    Metric(
        "overload",
        "Lasting overload",
        "share of capacity",
        "lower",
        "Running mean of hours beyond capacity.",
        {"overload": 1e-6},
        PEOPLE,
    ),
    Metric("headcount", "Employees", "employees", "", "Filled seats.", {"people": 1.0}, {"weeks": 1.0}),
)
METRICS: dict[str, Metric] = {metric.name: metric for metric in _METRICS}


@dataclass(frozen=True)
class MoneyTerms:
    """Prices of one scenario."""

    wage: float
    hour_worth: float
    replacement_share: float
    capacity_hours: float


def money(t: Any, terms: MoneyTerms) -> dict[str, Any]:
    """Money of the tallies ``t`` of a week, or of columns of them; and ``weeks``, 1 a row."""
    hour = terms.wage / 60.0
    granted = np.maximum(t["minutes_released"], t["minutes_duty"])
    outlay = (t["minutes_facilitator"] + t["minutes_manager"]) * hour
    outlay = outlay + t["recognition_cents"] / 100.0
    yearly_pay = terms.wage * terms.capacity_hours * YEAR
    return {
        "work_money": (t["minutes_assigned"] - t["minutes_displaced"]) * hour * terms.hour_worth,
        "programme_money": granted * hour + outlay,
        "cost_money": t["minutes_capacity"] * hour + outlay + t["quits"] * terms.replacement_share * yearly_pay,
        "weeks": 1,
    }


def add_money(tallies: pd.DataFrame, terms: MoneyTerms) -> pd.DataFrame:
    """Tallies with the columns of :func:`money`."""
    return tallies.assign(**money(tallies, terms))


def dictionary() -> pd.DataFrame:
    """Data dictionary of weekly and summary tables: column, unit, label, meaning, better."""
    rows = [
        ("arm", "", "Arm", "Name of the scenario", ""),
        ("seed", "", "Seed", "Seed of the luck that arms share", ""),
        ("week", "week", "Week", "Reported week; 0 is the first under the policy", ""),
    ]
    rows += [(m.name, m.unit, m.label, m.doc, m.better) for m in _METRICS]
    return pd.DataFrame(rows, columns=["column", "unit", "label", "meaning", "better"])
