"""Paired effects of a study with many points: over all of them, at each, and along each uncertainty.

``results`` has a row per arm, point and seed. Points may share their luck (seed 7 is the same luck at all of them), so
pairs of different points are no independent observations: what is averaged over points is compared seed by seed, and
where points have luck of their own, or there is one seed, point by point. n counts the seeds, or the points.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.stats import ttest_ind

from copsim.analysis.bootstrap import interval_of_mean
from copsim.analysis.interval import half_width
from copsim.analysis.paired import paired_effects
from copsim.analysis.relevance import judged
from copsim.errors import InputError, nearest


def unit_of(results: pd.DataFrame, common_seeds: bool) -> str:
    """'seed' or 'point': what independent observations are."""
    if results["point"].nunique() == 1:
        return "seed"
    return "seed" if common_seeds and results["seed"].nunique() > 1 else "point"


def overall(
    results: pd.DataFrame,
    metrics: Sequence[str],
    baseline: str,
    smallest: Mapping[str, float] | None = None,
    common_seeds: bool = True,
) -> pd.DataFrame:
    """Effect of each arm against the baseline, averaged over points: a row per metric and arm.

    Columns: those of ``paired_effects`` and ``judged``, and boot_low, boot_high (95 % studentized bootstrap). Worlds
    that lack a value in either arm are left out of both. Raises InputError for an unknown baseline or metric.
    """
    for name in metrics:
        if name not in results.columns:
            raise InputError(f"the results have no metric {name!r}{nearest(name, map(str, results.columns))}")
    unit = unit_of(results, common_seeds)
    wide = results.set_index(["point", "seed", "arm"])[list(metrics)].unstack("arm")
    tables = []
    for metric in metrics:
        worlds = wide[metric]
        if baseline not in worlds.columns:
            raise InputError(f"no arm {baseline!r}; arms: {', '.join(map(str, worlds.columns))}")
        for arm in worlds.columns.drop(baseline):
            both = _means(pd.DataFrame(worlds[[arm, baseline]]).dropna(), unit)
            long = both.melt(ignore_index=False, var_name="arm", value_name=metric).reset_index()
            found = paired_effects(long.rename(columns={unit: "seed"})[["arm", "seed", metric]], [baseline], [metric])
            ends = interval_of_mean((both[arm] - both[baseline]).to_numpy())
            tables.append(found.assign(boot_low=ends.low, boot_high=ends.high))
    if not tables:
        raise InputError(f"there is no arm to compare with {baseline!r}; a study of effects takes two or more")
    return judged(pd.concat(tables, ignore_index=True), smallest)


def _means(worlds: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Means by seed (or point); those that lack some of the others, in a study not yet finished, are left out.

    Where most lack some, because a metric has no value in many worlds, all are kept.
    """
    counts = worlds.groupby(level=unit).size()
    whole = counts == counts.max()
    means = worlds.groupby(level=unit).mean()
    return means[whole] if whole.mean() >= 0.5 else means


def by_seed(results: pd.DataFrame, metrics: Sequence[str], baseline: str) -> pd.DataFrame:
    """The paired differences behind ``overall``: a row per seed, a column per (metric, arm other than the baseline).

    Averaged over points; NaN for a seed that ``overall`` leaves out.
    """
    wide = results.set_index(["point", "seed", "arm"])[list(metrics)].unstack("arm")
    columns = {}
    for metric in metrics:
        for arm in wide[metric].columns.drop(baseline):
            both = _means(pd.DataFrame(wide[metric][[arm, baseline]]).dropna(), "seed")
            columns[metric, str(arm)] = both[arm] - both[baseline]
    return pd.DataFrame(columns, index=pd.Index(results["seed"].unique(), name="seed"))


def at_points(results: pd.DataFrame, metrics: Sequence[str], baseline: str, parameters: Sequence[str]) -> pd.DataFrame:
    """Effect of each arm against the baseline at each point: point, parameters, columns of ``paired_effects``."""
    tables = []
    for point, here in results.groupby("point", sort=True):
        found = paired_effects(here[["arm", "seed", *metrics]], [baseline], list(metrics))
        for place, key in enumerate(parameters):
            found.insert(place, key, here[key].iloc[0])
        found.insert(0, "point", point)
        tables.append(found)
    return pd.concat(tables, ignore_index=True)


def along(results: pd.DataFrame, key: str, metrics: Sequence[str], common_seeds: bool = True) -> pd.DataFrame:
    """Level of each metric at each value of a numeric setting, averaged over everything else, with its 95 % t-interval.

    Returns key, value, arm, metric, mean, low, high, n.
    """
    unit = unit_of(results, common_seeds)
    rows = []
    for chosen, here in results.groupby(["arm", key], sort=True):
        arm, value = str(chosen[0]), float(chosen[1])  # type: ignore[arg-type]
        for metric in metrics:
            values = here[[unit, metric]].dropna().groupby(unit)[metric].mean().to_numpy(dtype=float)
            n = len(values)
            mean = float(values.mean()) if n else np.nan
            half = float(half_width(values.std(ddof=1), n)) if n > 1 else np.nan
            rows.append((key, value, arm, metric, mean, mean - half, mean + half, n))
    return pd.DataFrame(rows, columns=["key", "value", "arm", "metric", "mean", "low", "high", "n"])


def swings(effects: pd.DataFrame, parameters: Sequence[str], metric: str, arm: str) -> pd.DataFrame:
    """How an effect changes from the lowest third of each parameter to the highest (for a tornado), largest first.

    ``effects`` is the table of :func:`at_points`. Returns parameter, low_third, high_third (mean effects there), swing,
    low, high (95 % interval of the swing over points, Welch), n. Parameters that take one value are left out.
    """
    chosen = effects[(effects["metric"] == metric) & (effects["arm"] == arm)].dropna(subset="effect")
    rows = []
    for key in parameters:
        values = chosen[key].to_numpy(dtype=float)
        if len(values) == 0 or np.ptp(values) == 0:
            continue
        low, high = np.quantile(values, [1 / 3, 2 / 3])
        below = chosen.loc[values <= low, "effect"].to_numpy(dtype=float)
        above = chosen.loc[values >= high, "effect"].to_numpy(dtype=float)
        ends = (
            ttest_ind(above, below, equal_var=False).confidence_interval(0.95)
            if min(len(below), len(above)) > 1
            else None
        )
        swing = above.mean() - below.mean()
        rows.append(
            (
                key,
                below.mean(),
                above.mean(),
                swing,
                ends.low if ends else np.nan,
                ends.high if ends else np.nan,
                len(values),
            )
        )
    table = pd.DataFrame(rows, columns=["parameter", "low_third", "high_third", "swing", "low", "high", "n"])
    return table.sort_values("swing", key=np.abs, ascending=False, ignore_index=True)


def growing(results: pd.DataFrame, metric: str, arm: str, baseline: str, common_seeds: bool = True) -> pd.DataFrame:
    """Effect and its 95 % t-interval as pairs are added in the order they were run: n, effect, low, high."""
    unit = unit_of(results, common_seeds)
    wide = results.set_index(["point", "seed", "arm"])[metric].unstack("arm")[[arm, baseline]].dropna()
    difference = (wide[arm] - wide[baseline]).groupby(level=unit).mean().to_numpy(dtype=float)
    n = np.arange(2, len(difference) + 1)
    mean = np.array([difference[:k].mean() for k in n])
    half = np.array([float(half_width(difference[:k].std(ddof=1), k)) for k in n])
    return pd.DataFrame({"n": n, "effect": mean, "low": mean - half, "high": mean + half})
