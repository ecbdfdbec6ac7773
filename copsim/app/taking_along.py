"""What a screen is to the command line: settings that ``copsim run`` reads, and arms that ``copsim compare`` runs."""

from typing import Any

from copsim.app.codec import unpacked
from copsim.app.limits import Limits
from copsim.app.screen import Plan, Screen, read_screen
from copsim.config.grid import Arms
from copsim.config.scenario import Scenario
from copsim.config.unknowns import Unknowns

WITHOUT = "without a plan"


def settings_of(screen: Screen) -> dict[str, Any]:
    """Nested settings of the world with the active plan, and of the one without: differences from the defaults."""
    plan = screen.plans[screen.active]
    return {"with": _nested(screen, plan), "without": _nested(screen, None)}


def _nested(screen: Screen, plan: Plan | None) -> dict[str, Any]:
    flat = dict(screen.firm)
    timeline = list(screen.events)
    if plan is not None:
        flat.update({f"policy.{path}": value for path, value in plan.policy.items()})
        timeline += plan.measures
    flat.setdefault("weeks", Scenario().weeks)  # a file must hold something
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        *parents, leaf = path.split(".")
        branch = tree
        for name in parents:
            branch = branch.setdefault(name, {})
        branch[leaf] = value
    if timeline:
        tree["timeline"] = timeline
    return tree


def arms_of_link(code: str, seeds: list[int]) -> Arms:
    """The plans of a link, and the same firm without one, as arms of a comparison; unknowns are drawn if it draws them.

    Errors: InputError.
    """
    body = {key: value for key, value in unpacked(code).items() if key not in ("budget", "look")}
    screen = read_screen(body, Limits(people=2_000_000, weeks=10_400, person_weeks=10**12))
    scenarios, sweep = {WITHOUT: screen.scenario(None)}, {WITHOUT: {"plan": WITHOUT}}
    for place, plan in enumerate(screen.plans):
        name = plan.name or f"plan {place + 1}"
        while name in scenarios:
            name += "'"
        scenarios[name] = screen.scenario(plan)
        sweep[name] = {"plan": name}
    unknowns = Unknowns(frozenset(screen.firm)) if screen.unknowns else None
    return Arms(scenarios, seeds, sweep, unknowns)
