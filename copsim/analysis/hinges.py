"""What an effect hinges on: unknowns that move with it, where it turns, and what early on foretells it.

All three are told so that luck is not taken for a finding: corrected for how many unknowns were looked at, or told by a
half of the pairs that had no part in choosing.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from copsim.analysis.regions import regions

Floats = NDArray[np.float64]
LEVEL = 0.05
FEWEST = 40  # pairs below which nothing of this is told
RARE = 0.15  # share of losses (or gains) below which better and worse half are told apart instead


class Turning(NamedTuple):
    """A box of the unknowns: words, pairs of the half that tells, mean effect there with an interval (see turning)."""

    box: str
    pairs: int
    effect: float
    low: float
    high: float


class Tripwire(NamedTuple):
    """An early sign. good and bad sides: pairs of the half that tells, and how many of them turned out well.

    below: whether values below the threshold are the bad sign. gain: whether well means a gain (else: the better half).
    """

    sign: str
    threshold: float
    below: bool
    gain: bool
    bad_side: tuple[int, int]
    good_side: tuple[int, int]
    p: float


def movers(draws: pd.DataFrame, effect: Floats, level: float = LEVEL) -> pd.DataFrame:
    """Unknowns that move with an effect: parameter, correlation, p, p_holm; strongest first, only those below level.

    draws [pairs, unknowns], effect [pairs]. correlation: Spearman's over pairs. p_holm: Holm (1979), so the chance of
    any false row is at most the level. Constant unknowns are left out; below 40 pairs the table is empty.
    """
    from statsmodels.stats.multitest import multipletests

    columns = ["parameter", "correlation", "p", "p_holm"]
    values = draws.to_numpy(dtype=float)
    moved = np.ptp(values, axis=0) > 0 if values.size else np.zeros(values.shape[1], dtype=bool)
    if len(effect) < FEWEST or not moved.any() or np.ptp(effect) == 0:
        return pd.DataFrame(columns=columns)
    correlation = _rank_correlations(values[:, moved], effect)
    n = len(effect)
    with np.errstate(divide="ignore"):
        p = 2 * stats.t.sf(np.abs(correlation) * np.sqrt((n - 2) / (1 - correlation**2)), n - 2)
    holm = multipletests(p, method="holm")[1]
    table = pd.DataFrame({"parameter": draws.columns[moved], "correlation": correlation, "p": p, "p_holm": holm})
    table = table[table["p_holm"] < level].sort_values("correlation", key=np.abs, ascending=False)
    return table.reset_index(drop=True)


def _rank_correlations(x: Floats, y: Floats) -> Floats:
    """Spearman's correlation of each column of x with y: Pearson's of the ranks."""
    ranks, rank = stats.rankdata(x, axis=0), stats.rankdata(y)
    ranks, rank = ranks - ranks.mean(axis=0), rank - rank.mean()
    return np.clip((rank @ ranks) / np.sqrt((rank**2).sum() * (ranks**2).sum(axis=0)), -1.0, 1.0)


def turning(draws: pd.DataFrame, effect: Floats, worst: bool = True) -> Turning | None:
    """The worst (or best) box that a regression tree finds (copsim.analysis.regions), told by the other half.

    The interval is wide enough for all boxes at once (Bonferroni): the best or worst of several was picked. None below
    40 pairs, or where the tree finds no cut.
    """
    if len(effect) < FEWEST:
        return None
    table = draws.assign(effect=effect)
    boxes = regions(table, list(draws.columns))
    boxes = boxes[boxes["points"] >= 2]
    if len(boxes) < 2:
        return None
    row = boxes.iloc[-1 if worst else 0]
    n = int(row["points"])
    half = float(row["high"] - row["low"]) / 2
    usual, wide = stats.t.ppf([1 - LEVEL / 2, 1 - LEVEL / 2 / len(boxes)], n - 1)
    half *= wide / usual
    return Turning(str(row["box"]), n, float(row["effect"]), float(row["effect"]) - half, float(row["effect"]) + half)


def tripwire(signs: pd.DataFrame, effect: Floats, seed: int = 0) -> Tripwire | None:
    """The early sign that best foretells an effect, and its threshold; None where none does.

    signs [pairs, signs], effect [pairs]. On one half of the pairs the sign with the largest rank correlation is chosen,
    and a tree of one cut gives its threshold; the other half tells how many turned out well on each side, and the sign
    is reported only if Fisher's exact test of that half has p < 0.05 in the same direction. Well: a gain; or, where
    fewer than 15 % gain or lose, above the middle.
    """
    known = signs.loc[:, [bool(np.isfinite(signs[name]).all() and signs[name].nunique() > 1) for name in signs]]
    if len(effect) < FEWEST or known.shape[1] == 0:
        return None
    share = float((effect > 0).mean())
    gain = RARE <= share <= 1 - RARE
    well = effect > (0.0 if gain else float(np.median(effect)))
    order = np.random.default_rng(seed).permutation(len(effect))
    chosen, told = order[: len(effect) // 2], order[len(effect) // 2 :]
    if len(np.unique(effect[chosen])) < 2:
        return None
    sign, threshold, below = _chosen(known.iloc[chosen], effect[chosen])
    values = known[sign].to_numpy(dtype=float)[told]
    bad = values < threshold if below else values > threshold
    sides = [(int(side.sum()), int(well[told][side].sum())) for side in (bad, ~bad)]
    (n_bad, well_bad), (n_good, well_good) = sides
    if min(n_bad, n_good) < 5 or well_bad / n_bad >= well_good / n_good:
        return None
    p = float(stats.fisher_exact([[well_bad, n_bad - well_bad], [well_good, n_good - well_good]]).pvalue)
    return Tripwire(sign, threshold, below, gain, sides[0], sides[1], p) if p < LEVEL else None


def _chosen(signs: pd.DataFrame, effect: Floats) -> tuple[str, float, bool]:
    """Sign, threshold, and whether low values are the bad ones."""
    from sklearn.tree import DecisionTreeRegressor

    correlations = {
        str(name): float(stats.spearmanr(signs[name], effect).statistic) for name in signs if np.ptp(signs[name])
    }
    sign = max(correlations, key=lambda name: abs(correlations[name]))
    x = signs[[sign]].to_numpy(dtype=float)
    tree = DecisionTreeRegressor(max_depth=1, min_samples_leaf=max(5, len(x) // 5)).fit(x, effect).tree_
    cut = float(tree.threshold[0]) if tree.node_count > 1 else float(np.median(x))
    return sign, cut, correlations[sign] > 0


def clear(better: Sequence[int], n: Sequence[int], level: float = LEVEL) -> list[bool]:
    """Of several outcomes, which ones are better (or worse) in more pairs than luck alone would have.

    Sign test of ``better`` out of ``n`` pairs that differ, Holm-corrected over the outcomes: the chance that any of
    them is called clear where none is stays below the level.
    """
    from statsmodels.stats.multitest import multipletests

    p = [stats.binomtest(k, m).pvalue if m else 1.0 for k, m in zip(better, n, strict=True)]
    return [bool(value < level) for value in multipletests(p, method="holm")[1]] if p else []
