"""All plans at one yearly budget: each plan's own budget lever is set so that it costs that much, by pilot runs.

The search is that of copsim.equal_cost, with a sum of money instead of another arm as its target.
"""

from typing import Any

from copsim.app.limits import Limits
from copsim.app.screen import Plan, Screen, read_screen
from copsim.config.scenario import Scenario
from copsim.equal_cost import BUDGETS, MOST, TOLERANCE, Search, has_policy, own_budget, pilot, scaled
from copsim.errors import InputError

SEEDS = 4
ROUNDS = 16  # pilot runs of each plan at most: others wait for their turn


def at_budget(screen: Screen, budget: float, limits: Limits) -> dict[str, Any]:
    """The plans of a screen, each costing ``budget`` money a year; plans without any lever stay as they are.

    Errors: InputError for a plan without a budget lever, or one that cannot cost as much.
    """
    target = budget / screen.scenario(None).organization.headcount
    plans, matches = [], []
    for place, plan in enumerate(screen.plans):
        scenario = screen.scenario(plan)
        name = plan.name or f"plan {place + 1}"
        if not has_policy(scenario) or not plan.policy:
            plans.append(_body(plan))
            continue
        found, lever, cost = _searched(name, scenario, target)
        plans.append(_body(_taken_over(plan, found, lever)))
        matches.append({"plan": place, "lever": lever, "cost": cost})
    read_screen({"firm": screen.firm, "events": list(screen.events), "plans": plans}, limits)
    return {"plans": plans, "matches": matches}


def _searched(name: str, scenario: Scenario, target: float) -> tuple[Scenario, str, float]:
    """The scenario whose budget lever makes it cost the target a head and year, the lever and the cost."""
    own = own_budget(scenario)
    if own is None:
        raise InputError(
            f"{name} has no budget to set; give it one of {', '.join(BUDGETS)}, and the Lab finds how much of it"
        )
    lever, start = own
    search, costs = Search(start, MOST[lever], target), pilot(range(SEEDS))
    for _ in range(ROUNDS):
        tried = scaled(scenario, lever, search.setting)
        cost = costs({name: tried})[name]
        if abs(cost - target) <= TOLERANCE * target:
            return tried, lever, cost
        trouble = search.learn(cost)
        if trouble:
            raise InputError(f"{name} cannot be made to cost {target:,.0f} a head and year by {lever}; {trouble}")
    raise InputError(f"{name} cannot be made to cost {target:,.0f} a head and year by {lever}; no setting was found")


def _taken_over(plan: Plan, found: Scenario, lever: str) -> Plan:
    group, leaf = lever.split(".")
    policy = {**plan.policy, lever: round(float(getattr(getattr(found.policy, group), leaf)), 6)}
    dated = [change.policy for change in found.timeline if change.policy]
    measures, places = [], iter(dated)
    for measure in plan.measures:
        own = dict(measure)
        if own.get("policy"):
            own["policy"] = dict(next(places))
        measures.append(own)
    return Plan(plan.name, policy, tuple(measures))


def _body(plan: Plan) -> dict[str, Any]:
    return {"name": plan.name, "policy": plan.policy, "measures": list(plan.measures)}
