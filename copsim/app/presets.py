"""The organizations, policies and cases of conf/, as differences from what is declared: what a page can start from."""

from typing import Any

from copsim.app.limits import Limits
from copsim.app.screen import read_screen
from copsim.config.compose import compose
from copsim.config.declare import declared
from copsim.config.groups import conf_folder, options_of
from copsim.config.scenario import Scenario
from copsim.config.timeline import Change
from copsim.errors import InputError

SHOWN_OF = {"organization": "firms", "policy": "plans", "scenario": "cases"}


def presets(limits: Limits) -> dict[str, list[dict[str, Any]]]:
    """Firms, plans and cases by name, with what their file says; what is too large for the Lab is left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for group, shown in SHOWN_OF.items():
        found[shown] = []
        for name in options_of(group):
            try:
                screen = as_screen(compose([f"{group}={name}"]))
                read_screen(screen, limits)
            except InputError:
                continue
            found[shown].append({"name": name, "says": says(group, name), "screen": screen})
    return found


def as_screen(scenario: Scenario) -> dict[str, Any]:
    """A scenario as the differences that a screen holds."""
    firm: dict[str, Any] = {}
    policy: dict[str, Any] = {}
    for parameter in declared(Scenario):
        value: Any = scenario
        for part in parameter.path.split("."):
            value = getattr(value, part)
        if value == parameter.default or parameter.path == "policy.label":
            continue
        if parameter.path.startswith("policy."):
            policy[parameter.path.removeprefix("policy.")] = value
        else:
            firm[parameter.path] = value
    changes = [_differences(change) for change in scenario.timeline]
    inside = [change for change in changes if change.get("shock", "none") in ("none", "sponsor_lost")]
    events = [change for change in changes if change not in inside]
    return {"firm": firm, "events": events, "plans": [{"name": "", "policy": policy, "measures": inside}]}


def _differences(change: Change) -> dict[str, Any]:
    return {"week": change.week, **change.model_dump(mode="json", exclude_defaults=True)}


def says(group: str, name: str) -> str:
    """The comment at the head of a file of conf/."""
    lines = []
    for line in (conf_folder() / group / f"{name}.yaml").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        if "@package" not in line:
            lines.append(line.lstrip("# ").strip())
    return " ".join(lines)
