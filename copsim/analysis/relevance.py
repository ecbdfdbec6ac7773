"""Does an effect matter? Its interval against the smallest effect of interest; many outcomes; runs for an effect.

Whether an effect is large enough to matter is for the user to say before the study (Lakens 2017: equivalence is shown
by an interval inside the smallest effect of interest, not by a large p).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control
from scipy.stats import t as student

from copsim.errors import InputError

VERDICTS = ("matters", "matters, other way", "too small to matter", "there, size unclear", "unclear")


def verdict(low: float, high: float, smallest: float) -> str:
    """What an interval says of an effect of which ``smallest`` (>= 0, the unit of the ends) is the least that matters.

    matters: the whole interval lies at or above smallest, or at or below its negative. too small to matter: all of it
    lies between. there, size unclear: it excludes zero, but not both sides of what matters. unclear: else, or missing.
    """
    if not smallest >= 0:
        raise InputError(f"the smallest effect of interest must be >= 0, got {smallest:g}")
    if not (np.isfinite(low) and np.isfinite(high)):
        return "unclear"
    if smallest > 0 and -smallest < low and high < smallest:
        return "too small to matter"
    if (low >= smallest and low > 0) or (high <= -smallest and high < 0):
        return "matters"
    return "there, size unclear" if low > 0 or high < 0 else "unclear"


def holm(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """p · (how many are not smaller), made to rise with p, at most 1 (Holm 1979). Shape (tests,), none missing.

    The values of statsmodels' ``multipletests``, which collects all garbage of the process at each call.
    """
    order = np.argsort(p)
    found = np.empty(len(p))
    found[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)), 1.0)
    return found


def judged(effects: pd.DataFrame, smallest: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Effects (``copsim.analysis.paired.paired_effects``) with p, p_holm, q and verdict.

    p: two-sided paired t-test. p_holm: corrected so that the chance of any false alarm among all rows stays below the
    level (Holm 1979). q: so that the share of false alarms among the rows called does (Benjamini and Hochberg 1995).
    verdict: as :func:`verdict`, with 0 for a metric that ``smallest`` does not name.
    """
    table = effects.copy()
    n, sd = table["n"].to_numpy(dtype=float), table["sd"].to_numpy(dtype=float)
    effect = table["effect"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * student.sf(np.abs(effect) / (sd / np.sqrt(n)), n - 1)
    p = np.where((sd == 0) & (n >= 2), np.where(effect == 0, 1.0, 0.0), p)
    table["p"] = p
    known = np.isfinite(p)
    table["p_holm"], table["q"] = np.nan, np.nan
    if known.any():
        table.loc[known, "p_holm"] = holm(p[known])
        table.loc[known, "q"] = false_discovery_control(p[known], method="bh")
    named = smallest or {}
    table["verdict"] = [
        verdict(low, high, named.get(metric, 0.0))
        for metric, low, high in zip(table["metric"], table["low"], table["high"], strict=True)
    ]
    return table


def pairs_for(effect: float, sd: float, power: float = 0.8, level: float = 0.05) -> int:
    """Pairs at which a paired t-test of this level finds a mean difference ``effect`` of spread ``sd`` so often.

    Raises InputError unless effect is not 0, sd > 0, and power and level lie between 0 and 1.
    """
    if effect == 0 or not sd > 0:
        raise InputError(f"runs are told for an effect that is not 0 and a spread above 0, got {effect:g} and {sd:g}")
    if not (0 < power < 1 and 0 < level < 1 and power > level):
        raise InputError(f"power must lie between the level and 1, got power={power:g} and level={level:g}")
    most = 2
    while power_of(effect, sd, most, level) < power:
        most *= 2
    least = most // 2  # statsmodels' own search for the number does not converge on large effects
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if power_of(effect, sd, middle, level) < power else (least, middle)
    return most


def power_of(effect: float, sd: float, pairs: int, level: float = 0.05) -> float:
    """Chance that a paired t-test of this level finds a mean difference ``effect`` of spread ``sd`` in ``pairs``."""
    from statsmodels.stats.power import TTestPower

    if not sd > 0 or pairs < 2:
        raise InputError(f"power is told for a spread above 0 and two or more pairs, got {sd:g} and {pairs}")
    return float(TTestPower().power(abs(effect) / sd, pairs, level, alternative="two-sided"))
