"""What a page shows, checked: a firm, what happens to it, up to four plans, and how they are looked at."""

import copy
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copsim.app.limits import CHARTS, MEASURES, NAME_CHARACTERS, PLANS, Limits
from copsim.config.declare import declared
from copsim.config.policy import Policy
from copsim.config.refusal import unknown_key
from copsim.config.scenario import Scenario, build_scenario
from copsim.config.settings import check_values, put
from copsim.errors import InputError, nearest
from copsim.metrics.catalogue import METRICS

FIRST_CHARTS = ("community_hours", "flow", "solved_share", "weeks_to_solve", "turnover", "net_result")
FILES = ("organization.roster", "organization.tie_list")
WITHOUT = "without"
KEYS = ("firm", "events", "plans", "active", "unknowns", "pairs", "charts", "budget", "look")
PLAN_KEYS = ("name", "policy", "measures")
Settings = dict[str, Any]
_EXPLORED: dict[str, tuple[float, float]] = {
    p.path: p.explore for p in declared(Scenario) if p.path.startswith("behaviour.") and p.explore is not None
}
_LEVERS = {p.path: p for p in declared(Policy)}
_EXPLORED["behaviour.turnover.base"] = (0.0, 1.0)  # an answer of the firm: matched to the turnover that it says


@dataclass(frozen=True)
class Plan:
    """What we do: levers by dotted path, and dated measures."""

    name: str
    policy: Settings
    measures: tuple[Settings, ...] = ()


@dataclass(frozen=True)
class Screen:
    """A page's content. firm: settings of the organization by dotted path; events: dated shocks.

    unknowns: whether each pair draws what we are unsure of; pairs: to be run for each line; charts: metrics shown.
    look: what only the page reads (its view, a guess), kept so that a link shows it again.
    """

    firm: Settings
    events: tuple[Settings, ...]
    plans: tuple[Plan, ...]
    active: int = 0
    unknowns: bool = True
    pairs: int = 100
    charts: tuple[str, ...] = FIRST_CHARTS

    def scenario(self, plan: Plan | None, default_firm: bool = False) -> Scenario:
        """The world with a plan, or without one; in this firm or in the default one. Errors: InputError."""
        tree = copy.deepcopy(_declared())
        firm: Mapping[str, Any] = {"weeks": self.firm["weeks"]} if default_firm and "weeks" in self.firm else {}
        events: Sequence[Settings] = ()
        if not default_firm:
            firm, events = self.firm, self.events
        for key, value in firm.items():
            put(tree, key, value)
        if plan is not None:
            for key, value in plan.policy.items():
                put(tree, f"policy.{key}", value)
        tree["timeline"] = [*events, *(plan.measures if plan is not None else ())]
        return build_scenario(tree)


def read_screen(body: Any, limits: Limits) -> Screen:
    """The screen of a request's body. Errors: InputError, one sentence."""
    if not isinstance(body, dict):
        raise InputError("a screen must be a JSON object; see docs/lab.md")
    _known(body, KEYS, "a screen")
    plans = tuple(_plan(value, place) for place, value in enumerate(_list(body, "plans", PLANS)))
    if not plans:
        plans = (Plan("", {}),)
    screen = Screen(
        firm=_firm(body.get("firm", {})),
        events=tuple(_changes(_list(body, "events", MEASURES), "events")),
        plans=plans,
        active=_whole(body, "active", 0, (0, len(plans) - 1)),
        unknowns=_flag(body, "unknowns", True),
        pairs=_whole(body, "pairs", 100, (1, limits.pairs)),
        charts=_charts(body),
    )
    for plan in (None, *screen.plans):
        limits.check(screen.scenario(plan))
    return screen


@functools.cache
def _declared() -> dict[str, Any]:
    return Scenario().model_dump()


def _known(body: dict[Any, Any], keys: Sequence[str], what: str) -> None:
    for key in body:
        if key not in keys:
            raise InputError(f"{what} has no {_short(key)}{nearest(str(key), keys)}; it has {', '.join(keys)}")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _list(body: dict[str, Any], key: str, most: int) -> list[Any]:
    value = body.get(key, [])
    if not isinstance(value, list) or len(value) > most:
        raise InputError(f"{key} must be a list of at most {most}")
    return value


def _whole(body: dict[str, Any], key: str, default: int, bounds: tuple[int, int]) -> int:
    value = body.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not bounds[0] <= value <= bounds[1]:
        raise InputError(f"{key}={_short(value)} is refused: it must be a whole number from {bounds[0]} to {bounds[1]}")
    return value


def _flag(body: dict[str, Any], key: str, default: bool) -> bool:
    value = body.get(key, default)
    if not isinstance(value, bool):
        raise InputError(f"{key}={_short(value)} is refused: it must be true or false")
    return value


def _charts(body: dict[str, Any]) -> tuple[str, ...]:
    names = _list(body, "charts", CHARTS) or list(FIRST_CHARTS)
    for name in names:
        if not isinstance(name, str) or name not in METRICS:
            raise InputError(f"charts: there is no outcome {_short(name)}{nearest(str(name), METRICS)}")
    return tuple(dict.fromkeys(names))


def _firm(value: Any) -> Settings:
    """Settings of the firm: the horizon, the organization, and what we are unsure of, within its explored range."""
    if not isinstance(value, dict):
        raise InputError('firm must be an object of settings such as {"organization.headcount": 120}')
    for key, setting in value.items():
        if key in FILES:
            raise InputError(f"{key} names a file, which the Lab does not open; use copsim compare on your machine")
        known = key in ("weeks", "warmup_weeks") or key.startswith(("organization.", "behaviour."))
        if not known:
            raise InputError(unknown_key(_plain(key), [p.path for p in declared(Scenario)]))
        _check(key, setting)
        if key not in _EXPLORED:
            continue
        low, high = _EXPLORED[key]
        if not (isinstance(setting, (int, float)) and low <= setting <= high):
            raise InputError(
                f"{key}={_short(setting)} is refused: the Lab keeps to the explored range {low:g} to {high:g}"
            )
    return dict(value)


def _plain(key: Any) -> str:
    return str(key)[:80]


def _check(key: str, setting: Any) -> None:
    if isinstance(setting, (dict, list)) or (isinstance(setting, str) and len(setting) > 80):
        raise InputError(f"{_plain(key)} must be one number, choice or flag")
    check_values(key, [setting])


def _plan(value: Any, place: int) -> Plan:
    if not isinstance(value, dict):
        raise InputError(f"plan {place + 1} must be an object with {', '.join(PLAN_KEYS)}")
    _known(value, PLAN_KEYS, "a plan")
    name, policy = value.get("name", ""), value.get("policy", {})
    if not isinstance(name, str) or len(name) > NAME_CHARACTERS:
        raise InputError(f"the name of plan {place + 1} must be a text of at most {NAME_CHARACTERS} characters")
    if not isinstance(policy, dict):
        raise InputError('policy must be an object of levers such as {"funding.released_hours": 1}')
    for key, setting in policy.items():
        if key not in _LEVERS:
            raise InputError(f"unknown lever {_short(key)}{nearest(str(key), _LEVERS)}")
        _check(f"policy.{key}", setting)
    return Plan(name, dict(policy), tuple(_changes(_list(value, "measures", MEASURES), "measures")))


def _changes(values: list[Any], what: str) -> list[Settings]:
    """Dated changes: events are shocks that happen to the firm with any plan, measures belong to a plan."""
    for change in values:
        if not isinstance(change, dict):
            raise InputError(f'{what} must hold objects such as {{"week": 52, "shock": "growth", "share": 0.2}}')
        shock = change.get("shock", "none")
        outside = isinstance(shock, str) and shock not in ("none", "sponsor_lost")
        if outside != (what == "events"):
            where = "events, which strike with and without a plan" if outside else "the measures of a plan"
            raise InputError(f"a dated change with shock={_short(shock)} belongs to {where}")
        policy = change.get("policy", {})
        if isinstance(policy, dict) and any(isinstance(v, (dict, list)) for v in policy.values()):
            raise InputError(f"{what}: every lever takes one number, choice or flag")
    return [dict(change) for change in values]
