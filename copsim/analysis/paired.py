"""Paired effects: what an arm changes, measured world by world against its twin.

Arms share their luck: seed 7 under one policy and seed 7 under another is the same firm meeting the
same opportunities. The difference within a seed therefore carries far less noise than the two
values do, and every interval here is a Student t-interval of that difference. A pair in which
either value is missing (or infinite) is left out; ``n`` counts the pairs that remain.

A *summary* is a table with a row per (arm, seed) and a numeric column per metric.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copsim.analysis.interval import half_width
from copsim.errors import InputError, nearest

COLUMNS = (
    "metric", "arm", "baseline", "effect", "low", "high", "sd", "n",
    "correlation", "runs_saved", "baseline_mean", "arm_mean",
)  # fmt: skip
RANGE_COLUMNS = ("metric", "arm", "baseline", "middle", "low", "high", "above", "below", "n")
EIGHT_IN_TEN = (0.1, 0.5, 0.9)

MANDATE_PARTS = {
    "compulsion": ("self_selected", "mandated_yoked"),
    "composition": ("mandated_yoked", "mandated"),
    "total": ("self_selected", "mandated"),
}


class PairedMean(NamedTuple):
    """Mean difference of pairs and how sure it is; effect, low, high, sd and means in the metric's unit."""

    effect: float
    low: float
    high: float
    sd: float
    n: int
    correlation: float
    runs_saved: float
    baseline_mean: float
    arm_mean: float


def paired_mean(arm: NDArray[np.float64], baseline: NDArray[np.float64], confidence: float = 0.95) -> PairedMean:
    """Mean of ``arm - baseline`` with its t-interval; both of shape (pairs,), the same seed at the same place.

    ``runs_saved`` is the variance of the difference of unpaired runs over that of paired ones, that is
    how many times more runs would be needed without pairing: inf for pairs that differ by a constant,
    NaN if neither arm varies at all.
    """
    complete = np.isfinite(arm) & np.isfinite(baseline)
    ours, theirs = arm[complete], baseline[complete]
    n = len(ours)
    if n == 0:
        return PairedMean(np.nan, np.nan, np.nan, np.nan, 0, np.nan, np.nan, np.nan, np.nan)
    effect = float(np.mean(ours - theirs))
    means = float(theirs.mean()), float(ours.mean())
    if n < 2:
        return PairedMean(effect, np.nan, np.nan, np.nan, n, np.nan, np.nan, *means)
    rounding = 16 * np.finfo(float).eps * float(max(np.abs(ours).max(), np.abs(theirs).max()))
    sds = [_sd(values, rounding) for values in (ours - theirs, ours, theirs)]
    half = float(half_width(sds[0], n, confidence))
    correlation = float(np.corrcoef(ours, theirs)[0, 1]) if min(sds[1:]) > 0 else np.nan
    return PairedMean(effect, effect - half, effect + half, sds[0], n, correlation, _runs_saved(*sds), *means)


def _sd(values: NDArray[np.float64], rounding: float) -> float:
    """Standard deviation; 0 where the values differ by no more than rounding."""
    sd = float(values.std(ddof=1))
    return sd if sd > rounding else 0.0


def _runs_saved(sd_difference: float, sd_arm: float, sd_baseline: float) -> float:
    unpaired = sd_arm**2 + sd_baseline**2
    if sd_difference == 0:
        return np.inf if unpaired > 0 else np.nan
    return unpaired / sd_difference**2


def paired_effects(
    summary: pd.DataFrame, baselines: Sequence[str], metrics: Sequence[str] | None = None
) -> pd.DataFrame:
    """Effect of every arm against every baseline, on every metric.

    ``summary`` has a row per (arm, seed); ``metrics`` are its columns to compare, by default every numeric
    one. Returns a row per (metric, baseline, arm other than the baseline) with the columns of ``COLUMNS``:
    ``effect`` = mean of arm - baseline over seeds, ``low`` and ``high`` its 95 % t-interval (NaN with fewer
    than two pairs), ``sd`` of the difference, ``n`` pairs, ``correlation`` within pairs, ``runs_saved`` and
    the means of both arms over the same pairs. Raises InputError for an unknown arm or metric, or an
    (arm, seed) given twice.
    """
    names = _metrics(summary, metrics)
    worlds = _worlds(summary, names)
    _require_arms(baselines, worlds)
    rows = [
        (metric, arm, baseline, *_paired(worlds[arm][metric], worlds[baseline][metric]))
        for metric in names
        for baseline in baselines
        for arm in worlds
        if arm != baseline
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def paired_ranges(
    summary: pd.DataFrame, baselines: Sequence[str], metrics: Sequence[str] | None = None
) -> pd.DataFrame:
    """Where single pairs lie, not their mean: what one firm may expect, and how often an arm is ahead.

    Arguments and errors as in :func:`paired_effects`. Returns a row per (metric, baseline, arm other than the
    baseline) with the columns of ``RANGE_COLUMNS``: ``middle`` of arm - baseline over pairs, ``low`` and ``high``
    the tenths between which 8 in 10 of the differences lie, in the metric's unit; ``above`` and ``below``, the shares
    of pairs in which the arm has more and less; ``n`` pairs.
    """
    names = _metrics(summary, metrics)
    worlds = _worlds(summary, names)
    _require_arms(baselines, worlds)
    rows = []
    for metric in names:
        for baseline in baselines:
            for arm in worlds:
                if arm != baseline:
                    found = (worlds[arm][metric] - worlds[baseline][metric]).to_numpy(dtype=float)
                    rows.append((metric, arm, baseline, *_range(found[np.isfinite(found)])))
    return pd.DataFrame(rows, columns=list(RANGE_COLUMNS))


def _range(differences: NDArray[np.float64]) -> tuple[float, float, float, float, float, int]:
    if not len(differences):
        return (np.nan, np.nan, np.nan, np.nan, np.nan, 0)
    low, middle, high = np.quantile(differences, EIGHT_IN_TEN)
    above, below = float(np.mean(differences > 0)), float(np.mean(differences < 0))
    return float(middle), float(low), float(high), above, below, len(differences)


def decompose_mandate(summary: pd.DataFrame, metrics: Sequence[str] | None = None) -> pd.DataFrame:
    """What self-selection adds to a mandate, split in two: being free, and who the members are.

    compulsion = self_selected - mandated_yoked (the same members and hours, chosen or obliged);
    composition = mandated_yoked - mandated (obliged both times, other members and hours);
    total = self_selected - mandated. All three use the seeds in which all three arms have a value, so the
    two parts add up to the total. Returns a row per (metric, part): metric, part, effect, low, high (95 %
    paired t-interval), n. Raises InputError if one of the three arms is missing.
    """
    names = _metrics(summary, metrics)
    worlds = _worlds(summary, names)
    _require_arms(("self_selected", "mandated_yoked", "mandated"), worlds)
    rows = []
    for metric in names:
        values = pd.DataFrame({arm: worlds[arm][metric] for arm in ("self_selected", "mandated_yoked", "mandated")})
        values = values.loc[np.isfinite(values.to_numpy()).all(axis=1)]
        for part, (ours, theirs) in MANDATE_PARTS.items():
            found = _paired(values[ours], values[theirs])
            rows.append((metric, part, found.effect, found.low, found.high, found.n))
    return pd.DataFrame(rows, columns=["metric", "part", "effect", "low", "high", "n"])


def effect_over(
    summary: pd.DataFrame,
    key: str,
    baseline: str,
    arms: Sequence[str] | None = None,
    metrics: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Paired effects of ``arms`` against ``baseline`` at every value of a swept numeric key.

    ``summary`` has a row per (arm, seed, value of key), the key being one of its columns, and an arm the same
    name at all values. ``arms`` are by default all but the baseline. Returns the columns key, value, then those
    of ``paired_effects``, ordered by value. Raises InputError if the key is no numeric column, or an arm is
    missing at a value.
    """
    if key not in summary.columns:
        raise InputError(
            f"cannot show an effect over {key!r}: the table has no such column{nearest(key, map(str, summary.columns))}"
        )
    if not pd.api.types.is_numeric_dtype(summary[key]):
        raise InputError(f"cannot show an effect over {key!r}: its values are not numbers; sweep a numeric key")
    names = [metric for metric in _metrics(summary, metrics) if metric != key]
    wanted = list(arms) if arms is not None else [arm for arm in _in_order(summary["arm"]) if arm != baseline]
    parts = []
    for value in np.sort(summary[key].unique()):
        here = summary[summary[key] == value]
        _require_arms([baseline, *wanted], set(here["arm"]), f" at {key}={value:g}")
        effects = paired_effects(here[here["arm"].isin([baseline, *wanted])], [baseline], names)
        parts.append(effects.assign(key=key, value=float(value)))
    return pd.concat(parts, ignore_index=True)[["key", "value", *COLUMNS]]


def _paired(arm: "pd.Series[float]", baseline: "pd.Series[float]") -> PairedMean:
    ours, theirs = arm.align(baseline, join="inner")
    return paired_mean(ours.to_numpy(dtype=float), theirs.to_numpy(dtype=float))


def _metrics(summary: pd.DataFrame, metrics: Sequence[str] | None) -> list[str]:
    for column in ("arm", "seed"):
        if column not in summary.columns:
            raise InputError(f"cannot pair runs: the table has no column {column!r}; give a row per (arm, seed)")
    numeric = [str(name) for name in summary.columns if pd.api.types.is_numeric_dtype(summary[name])]
    known = [name for name in numeric if name not in ("arm", "seed")]
    for metric in known if metrics is None else metrics:
        if metric not in known:
            raise InputError(f"cannot compare {metric!r}: the table has no such numeric column{nearest(metric, known)}")
    return known if metrics is None else list(metrics)


def _worlds(summary: pd.DataFrame, metrics: list[str]) -> dict[str, pd.DataFrame]:
    """Per arm, in order of appearance, a table seed x metric."""
    again = summary.duplicated(["arm", "seed"])
    if again.any():
        row = summary[again].iloc[0]
        raise InputError(f"cannot pair runs: arm {row['arm']!r} has seed {row['seed']} more than once")
    indexed = summary.set_index("seed")
    return {arm: indexed.loc[indexed["arm"] == arm, metrics].astype(float) for arm in _in_order(summary["arm"])}


def _in_order(arms: "pd.Series[str]") -> list[str]:
    return [str(arm) for arm in arms.unique()]


def _require_arms(wanted: Iterable[str], present: Iterable[str], where: str = "") -> None:
    known = list(present)
    for arm in wanted:
        if arm not in known:
            raise InputError(f"no arm {arm!r}{where}{nearest(arm, known)}; arms: {', '.join(known)}")
