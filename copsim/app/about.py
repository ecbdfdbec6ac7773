"""What a page needs to know of the model: levers, unknowns, outcomes, presets, read from their declarations."""

import functools
import json
from importlib.metadata import version
from typing import Any

from copsim.app import presets
from copsim.app.limits import PLANS, Limits
from copsim.app.numbers import COSTS
from copsim.app.screen import FILES, FIRST_CHARTS
from copsim.config.declare import Declared, declared
from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.config.timeline import SETTINGS, Change
from copsim.metrics.accounts import LINES
from copsim.metrics.catalogue import METRICS

# The levers that are seen first; all others are behind "more".
SEEN_FIRST = (
    "membership.rule",
    "leadership.chosen_by",
    "events.meeting_weeks",
    "funding.released_hours",
    "support.facilitator_hours",
    "support.introductions",
    "rewards.recognition",
    "rewards.appraisal",
    "funding.activity_grants",
    "events.conferences_per_year",
    "direction.agenda_share",
    "obstacles.it_access",
)
# Which kind of cost (copsim.app.numbers.COSTS) a lever feeds.
COST_OF = {
    "membership.required_attendance": "granted",
    "obligation.projects_per_year": "granted",
    "direction.inspection_hours": "granted",
    "funding.released_hours": "granted",
    "funding.participation_paid": "repaid",
    "funding.leader_weeks": "leaders",
    "funding.activity_grants": "grant",
    "support.facilitator_hours": "facilitators",
    "support.introductions": "managers",
    "support.team_hours": "team",
    "support.corporate_university": "university",
    "formation.interviews": "managers",
    "rewards.recognition": "recognition",
    "rewards.pay_per_contribution": "pay",
    "rewards.unit_bonus": "bonus",
    "events.workshops_per_year": "event",
    "events.conferences_per_year": "event",
    "events.fairs_per_year": "event",
    "rivals.mentoring_hours": "granted",
    "rivals.repository_cost": "authoring",
    "rivals.directory_cost": "directory",
    "rivals.classroom_hours": "classroom",
}
# What an executive is asked about first; what else is unsure stands behind "more".
ASKED_FIRST = (
    "organization.headcount",
    "organization.units",
    "organization.sites",
    "organization.wage",
    "organization.assigned_hours",
    "behaviour.turnover.base",
)


@functools.cache
def as_json(limits: Limits) -> str:
    """All of it, as JSON."""
    return json.dumps(_all(limits), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _all(limits: Limits) -> dict[str, Any]:
    return {
        "version": version("copsim"),
        "limits": {"people": limits.people, "weeks": limits.weeks, "pairs": limits.pairs, "plans": PLANS},
        "levers": [
            {**_row(p), "first": p.path in SEEN_FIRST, "cost": COST_OF.get(p.path, "")}
            for p in sorted(declared(Policy), key=_place)
            if p.path != "label" and p.read_by is not None
        ],
        "unknowns": [_row(p) for p in declared(Scenario) if _is_of_firm(p)],
        "asked_first": list(ASKED_FIRST),
        "changes": [_row(p) for p in declared(Change)],
        "shocks": {name: {"needs": needs, "may": may} for name, (needs, may) in SETTINGS.items()},
        "metrics": [
            {"name": m.name, "label": m.label, "unit": m.unit, "better": m.better, "doc": m.doc}
            for m in METRICS.values()
        ],
        "books": [{"name": line.name, "label": line.label, "side": line.side} for line in LINES],
        "costs": list(COSTS),
        "charts": list(FIRST_CHARTS),
        "presets": presets.presets(limits),
    }


def _place(lever: Declared) -> int:
    return SEEN_FIRST.index(lever.path) if lever.path in SEEN_FIRST else len(SEEN_FIRST)


def _is_of_firm(p: Declared) -> bool:
    return p.path == "weeks" or (p.path.startswith(("organization.", "behaviour.")) and p.path not in FILES)


def _row(p: Declared) -> dict[str, Any]:
    return {
        "path": p.path,
        "default": p.default,
        "unit": p.unit,
        "bounds": p.bounds,
        "explore": p.explore,
        "options": [option for option in p.options if option not in p.unread],
        "whole": isinstance(p.default, int) and not isinstance(p.default, bool),
        "doc": p.doc,
        "source": p.source,
        "felt": p.felt,
    }
