"""Metrics: one declaration each, from which weekly values, summaries, labels and documentation follow.

A metric is a ratio of sums of weekly tallies, so a summary over weeks is the ratio of the sums (not a
mean of weekly ratios). Meanings are those of the model's specification, section 6.
"""

from typing import Any

import numpy as np
import pandas as pd

from copsim.metrics.accounts import OUTLAY, REQUIRED_USES, MoneyTerms, books
from copsim.metrics.lifecycle import LIFECYCLE_METRICS
from copsim.metrics.metric import PEOPLE, PEOPLE_YEARS, YEAR, Metric
from copsim.metrics.metric import hours as _hours
from copsim.metrics.practice import PRACTICE_METRICS
from copsim.state.world import FINE

EXCHANGE_USES = ("search", "asking", "helping", "duty", "meeting", "posting", "answering", "reading", "inviting") + (
    *("leading", "reporting", "gathering", "codifying", "obliged", "consulting", "mentoring", "authoring"),
)
COMMUNITY_USES = ("duty", "meeting", "posting", "answering", "reading", "inviting") + (
    *("leading", "reporting", "gathering", "codifying", "obliged"),
)


_METRICS = (
    Metric(
        "flow",
        "Knowledge flow",
        "expertise/employee/year",
        "",
        "Expertise gained from another person or from codified practice, per employee-year; read it with stock and "
        "useful flow.",
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
        "Knowledge flow over all hours of asking, helping, meeting, writing, reading, inviting, mentoring and "
        "facilitating.",
        {"flow": 1 / FINE},
        {**_hours(EXCHANGE_USES), "minutes_facilitator": 1 / 60, "minutes_manager": 1 / 60, "minutes_team": 1 / 60},
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
        "Employees who quit, per employee-year; layoffs are no quits.",
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
        "Hours of meetings, posting, answering, reading, inviting and writing practice.",
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
        "Hours of meetings attended by duty, of obliged writing, of mentoring and of training.",
        _hours(REQUIRED_USES),
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
        "Released or required hours (the larger), facilitators', managers' and paid authors' hours at the wage; "
        "recognition, repository, directory, fees. Not the cost within the result of the firm, where hours cost what "
        "they displace.",
        {"programme_money": 1.0},
        PEOPLE_YEARS,
    ),
    Metric(
        "net_result",
        "Result of the firm",
        "money/employee/year",
        "higher",
        "Worth of work, solved problems and new lines less pay, facilitators, introductions, rewards, occasions, "
        "replacements (and first hirings to seats that growth opened), severance, and what repository, directory and "
        "classrooms cost in money.",
        {"work_money": 1.0, "problem_cents": 0.01, "line_money": 1.0, "cost_money": -1.0},
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
        "Answers given, stories told and items written in communities.",
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
    *LIFECYCLE_METRICS,
    *PRACTICE_METRICS,
    Metric("headcount", "Employees", "employees", "", "Filled seats.", {"people": 1.0}, {"weeks": 1.0}),
    Metric(
        "layoffs",
        "Layoffs",
        "layoffs/employee/year",
        "",
        "Employees whose seat was closed, per employee-year; they count in no turnover.",
        {"layoffs": 1.0},
        PEOPLE_YEARS,
    ),
    Metric(
        "handoffs",
        "Hand-offs",
        "hand-offs/problem",
        "lower",
        "Topics of problems that were handed to another unit, per closed problem.",
        {"handoffs": 1.0},
        {"closed": 1.0},
    ),
    Metric(
        "queue_weeks",
        "Time in queues",
        "weeks/hand-off",
        "lower",
        "Mean weeks in the queue of another unit.",
        {"weeks_queued": 1.0},
        {"handoffs": 1.0},
    ),
    Metric(
        "cycle_time",
        "Cycle time of problems of several topics",
        "weeks",
        "lower",
        "Mean weeks from arrival to solution of the solved problems that needed further topics.",
        {"several_weeks": 1.0},
        {"several_solved": 1.0},
    ),
    Metric(
        "functional_expertise",
        "Functional expertise",
        "expertise",
        "higher",
        "Mean expertise on the topic of the own job.",
        {"job_expertise": 1 / FINE},
        PEOPLE,
    ),
)
METRICS: dict[str, Metric] = {metric.name: metric for metric in _METRICS}


def money(t: Any, terms: MoneyTerms) -> dict[str, Any]:
    """Money of the tallies ``t`` of a week, or of columns of them; and ``weeks``, 1 a row."""
    lines = books(t, terms)
    required = sum(t[f"minutes_{use}"] for use in REQUIRED_USES)
    granted = np.maximum(t["minutes_released"], required) + t["minutes_repaid"] + t["minutes_leaders"]
    outlay = sum(lines[name] for name in OUTLAY)
    written = t["minutes_authoring"] * terms.minute
    return {
        "work_money": lines["work"] - lines["displaced"] + lines["practice"],
        "line_money": lines["lines"],
        "programme_money": granted * terms.minute + outlay + written,
        "cost_money": lines["pay_roll"] + outlay + lines["replacements"] + lines["severance"],
        "mentoring_money": t["minutes_mentoring"] * terms.minute,
        "repository_money": written + t["repository_cents"] / 100.0,
        "classroom_money": t["minutes_training"] * terms.minute + t["classroom_cents"] / 100.0,
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
