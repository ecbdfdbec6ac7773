"""Where does one arm beat another? Boxes of the uncertainties, in plain words.

A regression tree (scikit-learn) is grown on half of the points and told by the other half, so that a box is not called
good by the very points for which it was drawn (Athey and Imbens 2016: honest trees).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copsim.analysis.interval import half_width
from copsim.errors import InputError

DEPTH = 3
FEWEST = 10  # points in a box, and in each half


def regions(effects: pd.DataFrame, parameters: Sequence[str], effect: str = "effect", seed: int = 0) -> pd.DataFrame:
    """Boxes that a tree cuts the points into, the largest effect first.

    ``effects``: a row per point with its parameters (columns) and the effect. Returns box (words), points (of the half
    that tells), share (of all points), effect, low, high (95 % t-interval of the mean over points, unit of the effect).
    Points without an effect are left out. Raises InputError for fewer than 40 points.
    """
    from sklearn.tree import DecisionTreeRegressor

    table = effects.loc[np.isfinite(effects[effect].to_numpy(dtype=float)), [*parameters, effect]]
    if len(table) < 4 * FEWEST:
        raise InputError(f"regions are told from {4 * FEWEST} points or more, got {len(table)}; take a larger sample")
    order = np.random.default_rng(seed).permutation(len(table))
    grown, told = table.iloc[order[: len(table) // 2]], table.iloc[order[len(table) // 2 :]]
    x = table[list(parameters)].to_numpy(dtype=float)
    tree = DecisionTreeRegressor(
        max_depth=DEPTH, min_samples_leaf=max(FEWEST, len(grown) // 20), min_impurity_decrease=0.0, random_state=seed
    ).fit(grown[list(parameters)].to_numpy(dtype=float), grown[effect].to_numpy(dtype=float))
    boxes = _boxes(tree.tree_, list(parameters))
    where = tree.apply(told[list(parameters)].to_numpy(dtype=float))
    everywhere = tree.apply(x)
    rows = []
    for leaf, limits in boxes.items():
        values = told[effect].to_numpy(dtype=float)[where == leaf]
        rows.append((words(limits), len(values), float((everywhere == leaf).mean()), *_mean(values)))
    found = pd.DataFrame(rows, columns=["box", "points", "share", "effect", "low", "high"])
    return found.sort_values("effect", ascending=False, ignore_index=True)


def _mean(values: NDArray[np.float64]) -> tuple[float, float, float]:
    if len(values) < 2:
        return (float(values.mean()) if len(values) else np.nan, np.nan, np.nan)
    half = float(half_width(values.std(ddof=1), len(values)))
    return float(values.mean()), float(values.mean()) - half, float(values.mean()) + half


def _boxes(tree: Any, names: list[str]) -> dict[int, dict[str, tuple[float, float]]]:
    """Limits (above, up to) by parameter of each leaf of a scikit-learn tree."""
    found: dict[int, dict[str, tuple[float, float]]] = {}

    def descend(node: int, limits: dict[str, tuple[float, float]]) -> None:
        if tree.children_left[node] == tree.children_right[node]:
            found[node] = limits
            return
        name, cut = names[tree.feature[node]], float(tree.threshold[node])
        low, high = limits.get(name, (-np.inf, np.inf))
        descend(tree.children_left[node], {**limits, name: (low, cut)})
        descend(tree.children_right[node], {**limits, name: (cut, high)})

    descend(0, {})
    return found


def words(limits: Mapping[str, tuple[float, float]]) -> str:
    """'assigned_hours up to 28.5 and alignment above 0.6', or 'everywhere'."""
    said = []
    for key, (low, high) in limits.items():
        name = key.rpartition(".")[2]
        if np.isinf(low):
            said.append(f"{name} up to {high:.4g}")
        elif np.isinf(high):
            said.append(f"{name} above {low:.4g}")
        else:
            said.append(f"{name} between {low:.4g} and {high:.4g}")
    return " and ".join(said) if said else "everywhere"
