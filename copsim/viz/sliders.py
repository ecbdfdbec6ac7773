"""Sliders, choices and flags of the page, read from the declarations of parameters."""

from typing import Any

from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario

SHOWN = (
    "organization.headcount",
    "organization.assigned_hours",
    "policy.membership.rule",
    "policy.membership.required_attendance",
    "policy.leadership.chosen_by",
    "policy.events.meeting_weeks",
    "policy.funding.released_hours",
    "policy.support.facilitator_hours",
    "policy.support.introductions",
    "policy.rewards.recognition",
    "policy.direction.agenda_share",
    "behaviour.joining.fit_weight",
    "behaviour.turnover.base",
)
REACH = {  # of the slider where the declared bounds are too wide for one
    "organization.headcount": (20, 300),
    "organization.assigned_hours": (15, 40),
    "policy.events.meeting_weeks": (1, 13),
    "policy.rewards.recognition": (0.0, 2.0),
    "behaviour.turnover.base": (0.0, 0.5),
}
STEPS = 40


def sliders(base: Scenario) -> dict[str, dict[str, Any]]:
    """Controls of mesa's SolaraViz by keyword of CommunityModel, set to what ``base`` says."""
    known = {p.path: p for p in declared(Scenario)}
    return {path.replace(".", "__"): _control(known[path], _value(base, path)) for path in SHOWN}


def _value(base: Scenario, path: str) -> Any:
    value: Any = base
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _control(parameter: Declared, value: Any) -> dict[str, Any]:
    unit = "" if parameter.unit in ("choice", "text", "1") else f" ({parameter.unit})"
    label = f"{parameter.path.rpartition('.')[2].replace('_', ' ')}{unit}"
    if parameter.options:
        options = [option for option in parameter.options if option not in parameter.unread]
        return {"type": "Select", "label": label, "value": value, "values": options}
    if isinstance(parameter.default, bool):
        return {"type": "Checkbox", "label": label, "value": value}
    low, high = _reach(parameter, value)
    if isinstance(parameter.default, int):
        return {"type": "SliderInt", "label": label, "value": value, "min": int(low), "max": int(high), "step": 1}
    step = (high - low) / STEPS
    return {"type": "SliderFloat", "label": label, "value": float(value), "min": low, "max": high, "step": step}


def _reach(parameter: Declared, value: float) -> tuple[float, float]:
    """The explored range, or the bounds, widened to hold the value."""
    low, high = REACH.get(parameter.path, parameter.explore or parameter.bounds)
    low = 0.0 if low is None else low
    high = max(2.0 * value, low + 1.0) if high is None else high
    return min(low, value), max(high, value)
