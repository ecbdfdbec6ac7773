"""What a report says, as plain numbers and words: everything on the page comes from here, nothing else does."""

from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copsim.analysis.hinges import FEWEST, clear, movers, tripwire, turning
from copsim.app.evidence import Evidence
from copsim.app.frames import quantiles
from copsim.app.job import WITHOUT
from copsim.app.naming import ENGLISH, LEVERS, Names, column
from copsim.app.numbers import YEAR, window_of
from copsim.app.screen import Plan
from copsim.app.timing import break_even
from copsim.config.unknowns import explored
from copsim.metrics.catalogue import METRICS

MAIN = "net_result"
OUTCOMES = (MAIN, "solved_share", "weeks_to_solve", "useful_flow", "turnover")
SIGNS = {"higher": 1.0, "lower": -1.0}
EARLY_SIGNS = (
    "community_hours",
    "member_share",
    "contributions",
    "answered_24h",
    "solved_share",
    "weeks_to_solve",
    "turnover",
    "displaced_hours",
)
MOST_MOVERS = 3
MOST_SETTINGS = 5
WATCHED = 3

Facts = dict[str, Any]
Floats = NDArray[np.float64]


def facts_of(evidence: Evidence, link: str = "", command: str = "", language: str = ENGLISH) -> Facts:
    """All facts of a report on complete evidence. The first plan of the screen leads unless another is active.

    link: the code that shows the screen in the Lab, "" if it cannot. command: words that make the report again.
    """
    lead, names = evidence.screen.active, Names(language)
    plans = [_plan(evidence, names, place, plan) for place, plan in enumerate(evidence.screen.plans)]
    effect = _effect(evidence, f"plan{lead}", MAIN)
    facts = {
        "version": version("copsim"),
        "language": language,
        "link": link,
        "command": command,
        "firm": _firm(evidence),
        "pairs": evidence.pairs,
        "unknowns": len(explored()),
        "fewest": FEWEST,
        "plans": plans,
        "lead": lead,
        "verdict": verdict(plans[lead]["outcomes"][MAIN]),
    }
    return facts | _hinging(evidence, names, effect) | _early(evidence, names, f"plan{lead}", effect)


def verdict(outcome: Facts) -> str:
    """yes, no or open: whether a plan is better than nothing on an outcome, beyond luck."""
    if not outcome["sure"]:
        return "open"
    return "yes" if outcome["better"] > outcome["worse"] else "no"


def _firm(evidence: Evidence) -> Facts:
    scenario = evidence.scenario_of(WITHOUT)
    organization = scenario.organization
    return {
        "people": organization.headcount,
        "units": organization.units,
        "sites": organization.sites,
        "hours": organization.assigned_hours,
        "wage": organization.wage,
        "weeks": scenario.weeks,
        "years": scenario.weeks / YEAR,
        "events": len(evidence.screen.events),
    }


def _plan(evidence: Evidence, names: Names, place: int, plan: Plan) -> Facts:
    arm = f"plan{place}"
    head = float(evidence.levels(arm, "programme_cost").mean())
    levels = {name: (evidence.levels(arm, name), evidence.levels(WITHOUT, name)) for name in OUTCOMES}
    outcomes = {name: {"label": names.metric(name), **outcome(*pair, name)} for name, pair in levels.items()}
    told = list(outcomes.values())
    calls = clear([o["better"] for o in told], [o["better"] + o["worse"] for o in told])
    for one, call in zip(told, calls, strict=True):
        one["sure"] = call
    settings = [names.setting(path, value) for path, value in _in_order(plan.policy)]
    return {
        "name": names.plan(plan.name, place),
        "settings": settings[:MOST_SETTINGS],
        "more": max(0, len(settings) - MOST_SETTINGS) + len(plan.measures),
        "cost_head": head,
        "cost_year": head * evidence.scenario_of(WITHOUT).organization.headcount,
        "outcomes": outcomes,
        "break_even": break_even(evidence, arm),  # type: ignore[arg-type]
    }


def _in_order(policy: dict[str, Any]) -> list[tuple[str, Any]]:
    """Levers of a plan as they are declared: who belongs comes first."""
    return [(path, policy[path]) for path in LEVERS if path in policy and path != "label"]


def outcome(ours: Floats, theirs: Floats, metric: str) -> Facts:
    """A metric with a plan and without, by pair: levels, and the middle and 8 in 10 of the differences.

    better, worse: pairs in which the plan is better or worse than nothing; n: pairs in which both worlds have a value.
    """
    difference = (ours - theirs)[np.isfinite(ours - theirs)]
    sign = SIGNS[METRICS[metric].better]
    low, middle, high = (float(x) for x in quantiles(difference[:, None])[:, 0]) if len(difference) else [np.nan] * 3
    there = theirs[np.isfinite(theirs)]
    return {
        "unit": METRICS[metric].unit,
        "without": float(np.median(there)) if len(there) else np.nan,
        "middle": middle,
        "low": low,
        "high": high,
        "better": int((sign * difference > 0).sum()),
        "worse": int((sign * difference < 0).sum()),
        "n": len(difference),
        "sure": False,
    }


def _effect(evidence: Evidence, arm: str, metric: str) -> Floats:
    """Difference by pair, positive where the plan is better."""
    return SIGNS[METRICS[metric].better] * (evidence.levels(arm, metric) - evidence.levels(WITHOUT, metric))


def _hinging(evidence: Evidence, names: Names, effect: Floats) -> Facts:
    """What the main effect hinges on, and the box of unknowns in which it is worst (best, if it is bad all over)."""
    draws = evidence.draws() if evidence.screen.unknowns else evidence.draws().iloc[:, :0]
    found = movers(draws, effect).head(MOST_MOVERS)
    worst = bool((effect > 0).mean() >= 0.5)
    corner = turning(draws.rename(columns=column), effect, worst) if draws.shape[1] else None
    return {
        "enough": evidence.pairs >= FEWEST,
        "drawn": evidence.screen.unknowns,
        "movers": [
            {"name": path, "says": names.unknown(path), "correlation": float(r)}
            for path, r in zip(found["parameter"], found["correlation"], strict=True)
        ],
        "corner": None if corner is None else {**corner._asdict(), "box": names.box(corner.box)},
        "worst": worst,
        "turns": bool(corner is not None and (corner.high < 0 if worst else corner.low > 0)),
    }


def _early(evidence: Evidence, names: Names, arm: str, effect: Floats) -> Facts:
    """What to measure in the first six months, and the threshold that tells good from bad runs apart, if one does."""
    signs = evidence.early(arm, EARLY_SIGNS)
    wire = tripwire(signs, effect) if signs.shape[1] else None
    metrics = [name for name in EARLY_SIGNS if name in signs and np.isfinite(signs[name]).all()]
    watched = [] if wire is None else [wire.sign]
    watched += [name for name in metrics if name not in watched]
    told = None
    if wire is not None:
        told = {**wire._asdict(), "label": names.metric(wire.sign), "unit": METRICS[wire.sign].unit}
    return {
        "tripwire": told,
        "watched": [
            {
                "label": names.metric(name),
                "unit": METRICS[name].unit,
                "low": float(np.quantile(signs[name], 0.1)),
                "high": float(np.quantile(signs[name], 0.9)),
            }
            for name in watched[:WATCHED]
        ],
        "early_pairs": len(signs) if signs.shape[1] else 0,
    }


def courses_of(evidence: Evidence, language: str = ENGLISH) -> Facts:
    """What the figure draws: the main outcome by plan and time (middle, 8 in 10), and its difference by pair.

    years [points]; lines: plan -> (low, middle, high) [points] of the difference from doing nothing in the same pair;
    differences: plan -> [pairs], over all weeks; names; label; unit; pairs.
    """
    weeks = evidence.scenario_of(WITHOUT).weeks
    width = window_of(weeks)
    points = evidence.courses(WITHOUT, MAIN).shape[1]
    lead = evidence.screen.active
    names = Names(language)
    plans = {f"plan{n}": names.plan(plan.name, n) for n, plan in enumerate(evidence.screen.plans)}
    order = [f"plan{lead}", *(arm for arm in plans if arm != f"plan{lead}")]
    return {
        "language": language,
        "years": (np.arange(points) + 1) * width / YEAR,
        "lines": {arm: quantiles(evidence.courses(arm, MAIN) - evidence.courses(WITHOUT, MAIN)) for arm in order},
        "differences": {arm: evidence.levels(arm, MAIN) - evidence.levels(WITHOUT, MAIN) for arm in order},
        "names": plans,
        "label": names.metric(MAIN),
        "unit": names.unit(METRICS[MAIN].unit),
        "pairs": evidence.pairs,
    }
