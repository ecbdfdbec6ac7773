"""Metrics over time: weekly values smoothed within each run, then summarised over runs with bands.

The smoothing comes first, per (arm, seed), so a band says how far *smoothed runs* lie apart; smoothing
the bands of raw weeks would show a certainty, or an uncertainty, that nothing has.
"""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copsim.analysis.interval import half_width
from copsim.errors import InputError, nearest

Covers = Literal["mean", "runs"]
LEVELS = {"80": 0.80, "95": 0.95}


def bands(
    weekly: pd.DataFrame,
    metric: str,
    smooth_weeks: int = 13,
    covers: Covers = "mean",
    baseline: str | None = None,
) -> pd.DataFrame:
    """Mean over seeds of a metric in every week, with an 80 % and a 95 % band.

    ``weekly`` has a row per (arm, seed, week). Each run is smoothed with a trailing mean over
    ``smooth_weeks`` weeks (weeks without a value are skipped; a window needs values in half of its weeks;
    the first window ends in week ``smooth_weeks - 1``). ``covers`` says what the bands hold: "mean", a
    t-interval of the mean over seeds (how sure we are of the average firm), or "runs", the central 80 and
    95 % of runs (how differently single firms fare). With ``baseline`` the values are paired differences
    arm - baseline of the same seed, and the baseline is left out.

    Returns arm, week, mean, low80, high80, low95, high95 (metric's unit), n (runs with a value that week).
    Raises InputError for an unknown metric or baseline, a (arm, seed, week) given twice, smooth_weeks < 1
    or more weeks than the runs have.
    """
    smoothed = _smoothed(weekly, metric, smooth_weeks)
    arms = [str(arm) for arm in weekly["arm"].unique()]
    if baseline is not None and baseline not in arms:
        raise InputError(f"no arm {baseline!r} to subtract{nearest(baseline, arms)}; arms: {', '.join(arms)}")
    parts = []
    for arm in arms:
        runs = smoothed[arm]
        if baseline is not None:
            if arm == baseline:
                continue
            runs = runs - smoothed[baseline]
        parts.append(_summarised(runs.to_numpy(dtype=float), covers).assign(arm=arm, week=smoothed.index.to_numpy()))
    columns = ["arm", "week", "mean", "low80", "high80", "low95", "high95", "n"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _smoothed(weekly: pd.DataFrame, metric: str, smooth_weeks: int) -> pd.DataFrame:
    """Table week x (arm, seed) of trailing means."""
    if metric not in weekly.columns:
        raise InputError(
            f"cannot follow {metric!r} over time: no such column{nearest(metric, map(str, weekly.columns))}"
        )
    if weekly.duplicated(["arm", "seed", "week"]).any():
        raise InputError("cannot follow a metric over time: an (arm, seed, week) appears more than once")
    wide = weekly.pivot(index="week", columns=["arm", "seed"], values=metric).sort_index().astype(float)
    if not 1 <= smooth_weeks <= len(wide):
        raise InputError(f"smooth_weeks must lie between 1 and the {len(wide)} weeks of the runs, got {smooth_weeks}")
    means = wide.rolling(smooth_weeks, min_periods=(smooth_weeks + 1) // 2).mean()
    return means.iloc[smooth_weeks - 1 :]


def _summarised(runs: NDArray[np.float64], covers: Covers) -> pd.DataFrame:
    """Bands over the columns of an array of shape (weeks, runs)."""
    there = np.isfinite(runs)
    n = there.sum(axis=1)
    mean = np.where(there, runs, 0.0).sum(axis=1) / np.where(n > 0, n, np.nan)
    table = pd.DataFrame({"mean": mean, "n": n})
    deviation = np.where(there, runs - mean[:, None], 0.0)
    sd = np.sqrt((deviation**2).sum(axis=1) / np.where(n > 1, n - 1, np.nan))
    for name, level in LEVELS.items():
        if covers == "mean":
            half = half_width(sd, n, level)
            table["low" + name], table["high" + name] = mean - half, mean + half
        else:
            ends = pd.DataFrame(runs).T.quantile([0.5 - level / 2, 0.5 + level / 2])
            table["low" + name], table["high" + name] = ends.iloc[0].to_numpy(), ends.iloc[1].to_numpy()
    return table
