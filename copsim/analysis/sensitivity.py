"""Which uncertainties matter: Morris screening and Sobol indices, by SALib, with intervals and a check of the sample.

Points are in the unit cube, in the order in which the sample drew them, one value of the outcome each (a mean over
seeds, or the paired effect of an arm).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copsim.errors import InputError

WIDEST = 0.1  # half the interval of a total index, beyond which a sample is called too small
FARTHEST = 0.05  # that an index may move when the second half of the sample is added


class Convergence(NamedTuple):
    """Is the sample large enough? widest: half interval of a total index; moved: by the second half of the sample."""

    enough: bool
    widest: float
    moved: float
    sentence: str


class Sobol(NamedTuple):
    """indices: parameter, first, first_low, first_high, total, total_low, total_high, largest total first."""

    indices: pd.DataFrame
    convergence: Convergence


def sobol_indices(
    values: NDArray[np.float64], names: Sequence[str], second_order: bool = False, seed: int = 0
) -> Sobol:
    """Shares of the variance of ``values`` (shape (points,), a Saltelli sample's) by parameter (Saltelli et al. 2010).

    first: by the parameter alone. total: with all its interactions. Intervals: 95 %, by resampling. Raises InputError
    where a value is missing, the number does not fit a Saltelli sample, or the outcome does not vary.
    """
    y, block = np.asarray(values, dtype=float), len(names) * (2 if second_order else 1) + 2
    _complete(y)
    base, rest = divmod(len(y), block)
    if rest or base < 2:
        raise InputError(f"{len(y)} values are no Saltelli sample of {len(names)} parameters: a multiple of {block}")
    if np.ptp(y) == 0:
        raise InputError("the outcome is the same at every point; there is nothing to explain")
    found = _sobol(y, names, second_order, seed)
    half = _sobol(y[: (base // 2) * block], names, second_order, seed) if base >= 4 else None
    table = pd.DataFrame(
        {
            "parameter": list(names),
            **_ends("first", found["S1"], found["S1_conf"]),
            **_ends("total", found["ST"], found["ST_conf"]),
        }
    )
    moved = np.inf if half is None else float(np.max(np.abs(found["ST"] - half["ST"])))
    checked = _convergence(float(np.max(found["ST_conf"])), moved, base)
    return Sobol(table.sort_values("total", ascending=False, ignore_index=True), checked)


def _sobol(y: NDArray[np.float64], names: Sequence[str], second_order: bool, seed: int) -> dict[str, Any]:
    from SALib.analyze import sobol

    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    found: dict[str, Any] = sobol.analyze(
        problem, y, calc_second_order=second_order, num_resamples=1000, seed=seed + 1  # SALib takes 0 for no seed
    )  # fmt: skip
    return found


def _convergence(widest: float, moved: float, base: int) -> Convergence:
    enough = widest <= WIDEST and moved <= FARTHEST
    if enough:
        said = f"The sample of {base} base points is large enough: intervals are ±{widest:.2f} at most."
    else:
        wanted = 1 << int(np.ceil(np.log2(base * max((widest / WIDEST) ** 2, 2.0))))
        said = (
            f"The sample of {base} base points is too small: intervals reach ±{widest:.2f}, and its second half moved "
            f"an index by {moved:.2f}; take some {wanted:,}."
        )
    return Convergence(enough, widest, moved, said)


def morris_screening(
    points: NDArray[np.float64], values: NDArray[np.float64], names: Sequence[str], levels: int = 4, seed: int = 0
) -> pd.DataFrame:
    """Elementary effects (Morris 1991; mu_star of Campolongo et al. 2007), in the outcome's unit over the whole range.

    ``points``: shape (trajectories x (parameters + 1), parameters), a Morris sample in the unit cube. Returns
    parameter, mu (mean effect, with its sign), mu_star (mean size) with its 95 % interval low .. high, and sigma (how
    much the effect depends on where the others stand), largest mu_star first. Raises InputError for missing values.
    """
    from SALib.analyze import morris

    y = np.asarray(values, dtype=float)
    _complete(y)
    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    found = morris.analyze(problem, points, y, num_levels=levels, num_resamples=1000, seed=seed)
    star, half = np.asarray(found["mu_star"], dtype=float), np.asarray(found["mu_star_conf"], dtype=float)
    table = pd.DataFrame(
        {
            "parameter": list(names),
            "mu": np.asarray(found["mu"], dtype=float),
            "mu_star": star,
            "low": star - half,
            "high": star + half,
            "sigma": np.asarray(found["sigma"], dtype=float),
        }
    )
    return table.sort_values("mu_star", ascending=False, ignore_index=True)


def _complete(values: NDArray[np.float64]) -> None:
    missing = int((~np.isfinite(values)).sum())
    if missing:
        raise InputError(f"{missing} of {len(values)} points have no value; a sensitivity analysis takes all of them")


def _ends(name: str, index: Any, half: Any) -> dict[str, NDArray[np.float64]]:
    middle, width = np.asarray(index, dtype=float), np.asarray(half, dtype=float)
    return {name: middle, f"{name}_low": middle - width, f"{name}_high": middle + width}
