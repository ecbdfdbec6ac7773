"""Comparisons on the same luck: paired effects of scenarios against baselines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copsim.analysis.paired import paired_effects
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.runs import Runs
from copsim.simulation import simulate


@dataclass(frozen=True)
class Comparison:
    """effects: a row per metric, arm and baseline with interval, pair correlation and runs saved; runs: the runs."""

    runs: Runs
    effects: pd.DataFrame


def compare(
    scenarios: Mapping[str, Scenario],
    seeds: int | Sequence[int],
    baseline: str | Sequence[str],
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Paired effects of every scenario against the baseline(s), seed by seed.

    Errors: InputError for fewer than two scenarios or an unknown baseline.
    """
    baselines = [baseline] if isinstance(baseline, str) else list(baseline)
    if len(scenarios) < 2:
        raise InputError(f"a comparison needs at least two arms, got {len(scenarios)}; add one")
    for name in baselines:
        if name not in scenarios:
            raise InputError(f"the baseline {name!r} is not among the arms {', '.join(scenarios)}")
    runs = simulate(scenarios, seeds, workers=workers, progress=progress)
    return Comparison(runs, paired_effects(runs.summary, baselines))
