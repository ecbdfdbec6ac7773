"""When an effect first shows: quarter by quarter, in participation, in units' results, in retention."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from copsim.analysis.paired import paired_effects

QUARTER = 13  # weeks
COLUMNS = ("metric", "arm", "baseline", "first_week", "half_week", "final_effect", "low", "high", "n")


def quarters(weeks: int, first: int = 0) -> list[tuple[int, int]]:
    """Whole quarters of the weeks from ``first`` on: (first week, week after the last)."""
    return [(week, week + QUARTER) for week in range(first, weeks - QUARTER + 1, QUARTER)]


def delays(
    summary_of: Callable[[int, int], pd.DataFrame],
    weeks: int,
    baselines: Sequence[str],
    metrics: Sequence[str],
    first: int = 0,
) -> pd.DataFrame:
    """When each effect shows.

    ``summary_of(first, last)`` gives a row per (arm, seed) over the weeks from first up to last. Returns a row per
    metric, arm and baseline: ``first_week``, the first week of the first of two quarters in a row whose 95 % paired
    t-interval excludes 0 on the same side as over the last year (NaN if there are none); ``half_week``, the first week
    of the first quarter whose effect is at least half that of the last year (NaN if that year's interval covers 0); the
    effect of the last year with its interval, and the pairs.
    """
    windows = quarters(weeks, first)
    final = paired_effects(summary_of(max(first, weeks - 52), weeks), baselines, metrics)
    parts = [
        paired_effects(summary_of(*window), baselines, metrics)[["metric", "arm", "baseline", "effect", "low", "high"]]
        for window in windows
    ]
    rows = []
    for end in final.itertuples():
        same = [p[(p.metric == end.metric) & (p.arm == end.arm) & (p.baseline == end.baseline)].iloc[0] for p in parts]
        rows.append(
            (end.metric, end.arm, end.baseline, *_weeks(same, windows, end), end.effect, end.low, end.high, end.n)
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _weeks(parts: list[pd.Series], windows: list[tuple[int, int]], final: object) -> tuple[float, float]:
    """(first week of two quarters in a row with an effect, first week with half of it)."""
    low, high, effect = (float(getattr(final, name)) for name in ("low", "high", "effect"))
    if not (low > 0.0 or high < 0.0):
        return np.nan, np.nan
    sign = 1.0 if effect > 0.0 else -1.0
    shown = [min(sign * part["low"], sign * part["high"]) > 0.0 for part in parts]
    pairs = [w for w, (one, two) in zip(windows, pairwise(shown), strict=False) if one and two]
    halves = [w for w, part in zip(windows, parts, strict=True) if sign * part["effect"] >= 0.5 * abs(effect)]
    return (float(pairs[0][0]) if pairs else np.nan), (float(halves[0][0]) if halves else np.nan)
