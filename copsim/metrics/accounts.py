"""The books of the firm: every benefit and cost by kind, in money of one row of tallies; and what members have of it.

The lines of the firm add up to its result (``net_result``): an hour that the policy frees does not stand here with the
wage but with the assigned work that is not done in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

YEAR = 52.0
CENTS = {
    "recognition": "Recognition",
    "pay": "Pay for contributions",
    "bonus": "Bonus for the unit's result",
    "grant": "Grants to communities",
    "event": "Places at workshops, conferences, fairs",
    "university": "Briefings by a corporate university",
    "repository": "Upkeep of a repository",
    "directory": "Expert directory",
    "classroom": "Classrooms",
}
MEMBERS_CENTS = ("recognition", "pay", "bonus")


@dataclass(frozen=True)
class MoneyTerms:
    """Prices of one scenario."""

    wage: float
    hour_worth: float
    replacement_share: float
    capacity_hours: float
    practice_worth: float = 0.0
    line_margin: float = 0.0
    severance_weeks: float = 0.0

    @property
    def minute(self) -> float:
        """Wage of a minute."""
        return self.wage / 60.0

    @property
    def yearly_pay(self) -> float:
        """Pay of a person and year."""
        return self.wage * self.capacity_hours * YEAR


@dataclass(frozen=True)
class Line:
    """One line of the books: money of a row of tallies, always counted as positive."""

    name: str
    label: str
    side: str  # "benefit" or "cost" of the firm
    money: Callable[[Any, MoneyTerms], Any]


def _cents(kind: str) -> Callable[[Any, MoneyTerms], Any]:
    return lambda t, terms: t[f"{kind}_cents"] / 100.0


def _wages(minutes: str) -> Callable[[Any, MoneyTerms], Any]:
    return lambda t, terms: t[f"minutes_{minutes}"] * terms.minute


def _worth(minutes: str) -> Callable[[Any, MoneyTerms], Any]:
    return lambda t, terms: t[f"minutes_{minutes}"] * terms.minute * terms.hour_worth


LINES = (
    Line("work", "Assigned work", "benefit", _worth("assigned")),
    Line("displaced", "Assigned work that hours over capacity displaced", "cost", _worth("displaced")),
    Line(
        "practice",
        "Better practice in use",
        "benefit",
        lambda t, terms: (
            terms.practice_worth
            * (t["practised"] / 1000.0 - 0.5 * t["minutes_assigned"])
            * terms.minute
            * terms.hour_worth
        ),
    ),
    Line("problems", "Problems solved by their deadline", "benefit", _cents("problem")),
    Line("lines", "New lines of business", "benefit", lambda t, terms: t["lines"] * terms.line_margin / YEAR),
    Line("pay_roll", "Pay", "cost", _wages("capacity")),
    Line("facilitators", "Facilitators", "cost", _wages("facilitator")),
    Line("managers", "Managers' introductions, interviews, story collection", "cost", _wages("manager")),
    Line("team", "Support team", "cost", _wages("team")),
    *(Line(kind, label, "cost", _cents(kind)) for kind, label in CENTS.items()),
    Line(
        "replacements",
        "Replacing those who quit, and first hirings",
        "cost",
        lambda t, terms: (t["quits"] + t["first_hires"]) * terms.replacement_share * terms.yearly_pay,
    ),
    Line(
        "severance",
        "Severance",
        "cost",
        lambda t, terms: t["layoffs"] * terms.severance_weeks * terms.yearly_pay / YEAR,
    ),
)
OUTLAY = ("facilitators", "managers", "team", *CENTS)
REQUIRED_USES = ("duty", "obliged", "reporting", "mentoring", "training")


def books(t: Any, terms: MoneyTerms) -> dict[str, Any]:
    """Money of every line, of a row of tallies or of columns of them."""
    return {line.name: line.money(t, terms) for line in LINES}


def result(lines: Mapping[str, Any]) -> Any:
    """Benefits less costs."""
    return sum((1.0 if line.side == "benefit" else -1.0) * lines[line.name] for line in LINES)


def for_members(t: Any) -> dict[str, Any]:
    """What members have of it, apart from the firm: money, hours that they gave, expertise that they got."""
    freely = ("meeting", "posting", "answering", "reading", "inviting", "leading", "gathering", "codifying")
    return {
        "member_money": sum(t[f"{kind}_cents"] for kind in MEMBERS_CENTS) / 100.0,
        "member_hours": sum(t[f"minutes_{use}"] for use in freely) / 60.0,
        "member_expertise": t["flow"],
    }
