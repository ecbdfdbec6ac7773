"""Comparisons on the same luck: paired effects of scenarios against baselines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copsim.analysis.paired import paired_effects
from copsim.config.scenario import Scenario
from copsim.config.unknowns import Unknowns
from copsim.equal_cost import Match, pilot
from copsim.equal_cost import at_equal_cost as set_budgets
from copsim.errors import InputError
from copsim.runs import Runs
from copsim.simulation import seed_numbers, simulate


@dataclass(frozen=True)
class Comparison:
    """effects: a row per metric, arm and baseline with interval, pair correlation and runs saved; runs: the runs.

    matches: how budgets were set, if arms were compared at equal cost.
    """

    runs: Runs
    effects: pd.DataFrame
    matches: tuple[Match, ...] = ()


def compare(
    scenarios: Mapping[str, Scenario],
    seeds: int | Sequence[int],
    baseline: str | Sequence[str],
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    at_equal_cost: str | None = None,
    unknowns: Unknowns | None = None,
) -> Comparison:
    """Paired effects of every scenario against the baseline(s), seed by seed.

    ``at_equal_cost`` names an arm: the budgets of the others are set first so that each costs the same a year and head,
    by pilot runs on the first seeds (copsim.equal_cost). ``unknowns``: each pair draws the behaviour that nobody knows,
    as the Policy Lab does. Errors: InputError for fewer than two scenarios, an unknown baseline, an arm that cannot
    cost as much, or a seed without a draw.
    """
    baselines = [baseline] if isinstance(baseline, str) else list(baseline)
    if len(scenarios) < 2:
        raise InputError(f"a comparison needs at least two arms, got {len(scenarios)}; add one")
    for name in baselines:
        if name not in scenarios:
            raise InputError(f"the baseline {name!r} is not among the arms {', '.join(scenarios)}")
    matches: list[Match] = []
    if at_equal_cost is not None:
        scenarios, matches = set_budgets(scenarios, at_equal_cost, pilot(seed_numbers(seeds), workers, unknowns))
    runs = simulate(scenarios, seeds, workers=workers, progress=progress, unknowns=unknowns)
    return Comparison(runs, paired_effects(runs.summary, baselines), tuple(matches))
