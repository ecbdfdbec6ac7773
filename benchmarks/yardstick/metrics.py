"""What the yardstick reports: the metrics it shares with copsim, under the same names and with the same meanings.

A metric is a ratio of sums over weeks. Sums are in natural units: minutes, money, expertise, counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from copsim.config.organization import Organization
from copsim.config.policy import Policy

YEAR = 52.0
UNSOLVED_WEEKS = 52  # an unsolved problem counts as open for a year
EXCHANGE_USES = ("search", "asking", "helping", "duty", "meeting", "posting", "answering", "reading")
COMMUNITY_USES = ("duty", "meeting", "posting", "answering", "reading")
HELP_USES = ("search", "asking", "helping")
Totals = Mapping[str, float]


class Metric(NamedTuple):
    """Two sums of a week, or of many weeks, and the metric is the one over the other."""

    above: Callable[[Totals], float]
    below: Callable[[Totals], float]

    def of(self, totals: Totals) -> float:
        """The value; NaN where there is nothing to measure."""
        below = self.below(totals)
        return self.above(totals) / below if below != 0.0 else float("nan")


def _sum(*names: str, times: float = 1.0) -> Callable[[Totals], float]:
    return lambda totals: times * sum(totals[name] for name in names)


def _net(totals: Totals) -> float:
    return totals["work_money"] + totals["problem_money"] - totals["cost_money"]


_PEOPLE = _sum("people")
_PEOPLE_YEARS = _sum("people", times=1.0 / YEAR)
_HOUR = 1.0 / 60.0

METRICS: dict[str, Metric] = {
    "flow": Metric(_sum("flow"), _PEOPLE_YEARS),
    "useful_flow": Metric(_sum("useful"), _PEOPLE_YEARS),
    "stock": Metric(_sum("stock"), _PEOPLE),
    "flow_per_hour": Metric(_sum("flow", times=100.0), _sum(*EXCHANGE_USES, "facilitator", "manager", times=_HOUR)),
    "cross_unit_share": Metric(_sum("flow_across"), _sum("flow")),
    "solved_share": Metric(_sum("solved"), _sum("closed")),
    "weeks_to_solve": Metric(_sum("weeks_open"), _sum("closed")),
    "delay": Metric(_sum("weeks_solved"), _sum("solved")),
    "stuck_share": Metric(_sum("wanted", "search"), _sum("capacity")),
    "unit_performance": Metric(_sum("work_money", "problem_money"), _PEOPLE),
    "turnover": Metric(_sum("quits"), _PEOPLE_YEARS),
    "expert_turnover": Metric(_sum("expert_quits"), _sum("experts", times=1.0 / YEAR)),
    "community_hours": Metric(_sum(*COMMUNITY_USES, times=_HOUR), _PEOPLE),
    "meeting_hours": Metric(_sum("duty", "meeting", times=_HOUR), _PEOPLE),
    "required_hours": Metric(_sum("duty", times=_HOUR), _PEOPLE),
    "help_hours": Metric(_sum(*HELP_USES, times=_HOUR), _PEOPLE),
    "displaced_hours": Metric(_sum("displaced", times=_HOUR), _PEOPLE),
    "programme_cost": Metric(_sum("programme_money"), _PEOPLE_YEARS),
    "net_result": Metric(_net, _PEOPLE_YEARS),
    "memberships": Metric(_sum("memberships"), _PEOPLE),
    "member_share": Metric(_sum("members"), _PEOPLE),
    "muted_share": Metric(_sum("muted"), _sum("memberships")),
    "engagement": Metric(_sum("heed"), _sum("listeners")),
    "airtime_used": Metric(_sum("exchanges"), _sum("slots")),
    "contributions": Metric(_sum("contributions"), _PEOPLE_YEARS),
    "answered_24h": Metric(_sum("answered_in_a_day"), _sum("posts")),
    "first_answer_hours": Metric(_sum("first_answer_hours"), _sum("answered")),
    "embeddedness": Metric(_sum("ties"), _PEOPLE),
    "overload": Metric(_sum("overload"), _PEOPLE),
    "headcount": Metric(_PEOPLE, _sum("weeks")),
}


def count_money(totals: dict[str, float], organization: Organization, policy: Policy) -> None:
    """Add capacity, facilitators' time and all sums of money of one week to its totals, in place."""
    people, hourly = totals["people"], organization.wage * _HOUR
    totals["capacity"] = int(60.0 * organization.capacity_hours) * people
    totals["facilitator"] = int(60.0 * policy.support.facilitator_hours)
    price = int(100.0 * policy.rewards.recognition * policy.rewards.recognition_cost) / 100.0
    outlay = (totals["facilitator"] + totals["manager"]) * hourly + price * totals["contributions"]
    released = int(60.0 * policy.funding.released_hours) * people
    totals["programme_money"] = max(released, totals["duty"]) * hourly + outlay
    totals["work_money"] = (totals["assigned"] - totals["displaced"]) * hourly * organization.hour_worth
    yearly_pay = organization.wage * organization.capacity_hours * YEAR
    replacing = totals["quits"] * organization.replacement_share * yearly_pay
    totals["cost_money"] = totals["capacity"] * hourly + outlay + replacing
