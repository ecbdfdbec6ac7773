"""Where the variety of an outcome comes from: luck (seeds), unknowns (parameters), choices (levers).

An analysis of variance of arm x point x seed. Means over few seeds differ by luck too; what luck alone would make of
the differences between arms and between points is taken off, so that a share is of what more seeds would show.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copsim.errors import InputError

PARTS = ("luck", "unknowns", "choices", "choices x unknowns")


def variance_split(results: pd.DataFrame, metrics: list[str], common_seeds: bool = True) -> pd.DataFrame:
    """Shares of the variance of each metric over all runs of a full design.

    ``results``: a row per arm, point and seed. Returns metric, part (``PARTS``), variance (unit of the metric, squared)
    and share; NaN for a part that has one value only. A part that luck may explain alone has variance 0. In a study
    that is not finished, or has failed runs, seeds that less than half of the points have are left out, then points
    that lack a seed. Raises InputError where there are fewer than two seeds or a run stands there twice.
    """
    if results.duplicated(["arm", "point", "seed"]).any():
        raise InputError("cannot split the variance: an (arm, point, seed) appears more than once")
    rows = []
    for metric in metrics:
        parts = _parts(_cube(results, metric), common_seeds)
        total = sum(value for value in parts.values() if np.isfinite(value))
        rows += [(metric, part, value, value / total if total > 0 else np.nan) for part, value in parts.items()]
    return pd.DataFrame(rows, columns=["metric", "part", "variance", "share"])


def _cube(results: pd.DataFrame, metric: str) -> NDArray[np.float64]:
    """Values by arm, point and turn of the seed: turns that half of the points have, and points that have all."""
    turn = results.groupby(["arm", "point"])["seed"].rank(method="first").astype(int)
    wide = results.assign(turn=turn).pivot(index=["point", "turn"], columns="arm", values=metric)
    there = wide.notna().all(axis=1).unstack("turn", fill_value=False)
    turns = there.columns[there.mean() >= 0.5]
    points = there.index[there[turns].all(axis=1)]
    if len(turns) < 2 or len(points) == 0:
        raise InputError(f"cannot split the variance of {metric}: it takes two seeds or more at a complete point")
    kept = wide.loc[pd.MultiIndex.from_product([points, turns])]
    return kept.to_numpy(dtype=float).reshape(len(points), len(turns), wide.shape[1]).transpose(2, 0, 1)


def _parts(cube: NDArray[np.float64], common: bool) -> dict[str, float]:
    """Variance components of a cube arm x point x seed."""
    arms, points, seeds = cube.shape
    luck = float(cube.var(axis=2, ddof=1).mean())
    grand = cube.mean()
    arm, point = cube.mean(axis=(1, 2)), cube.mean(axis=(0, 2))
    cell = cube.mean(axis=2)
    left = {}
    noise_arm = cube.mean(axis=1) - arm[:, None]  # arm x seed
    noise_arm = noise_arm - noise_arm.mean(axis=0)
    left["choices"] = _beyond(arm - grand, noise_arm, arms - 1, (arms - 1) * (seeds - 1), 1)
    noise_point = cube.mean(axis=0) - point[:, None]  # point x seed
    shared = noise_point.mean(axis=0) if common else 0.0
    degrees = (points - 1) * (seeds - 1) if common else points * (seeds - 1)
    left["unknowns"] = _beyond(point - grand, noise_point - shared, points - 1, degrees, 1)
    both = cell - arm[:, None] - point[None, :] + grand
    noise = cube - cell[:, :, None]
    noise = noise - noise.mean(axis=0)
    if common:
        noise = noise - noise.mean(axis=1, keepdims=True)
    crossed = (arms - 1) * (points - 1)
    left["choices x unknowns"] = _beyond(both, noise, crossed, crossed * (seeds - 1), 1)
    return {"luck": luck, **{part: left[part] for part in PARTS[1:]}}


def _beyond(
    effects: NDArray[np.float64], noise: NDArray[np.float64], degrees: int, noise_degrees: int, least: int
) -> float:
    """Variance of the effects beyond what luck makes of means over seeds; NaN if there is but one value."""
    if degrees < least:
        return np.nan
    seeds = noise.shape[-1]
    by_luck = float((noise**2).sum() / noise_degrees) / seeds
    return max(0.0, float((effects**2).sum() / degrees) - by_luck)
