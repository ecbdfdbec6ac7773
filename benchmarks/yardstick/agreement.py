"""Whether two samples of runs agree: metric by metric, with one error rate for all of them together."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.yardstick.firm import MesaFirm
from benchmarks.yardstick.metrics import METRICS
from copsim.config.scenario import Scenario


def summaries(model: type[MesaFirm], scenario: Scenario, seeds: Iterable[int]) -> pd.DataFrame:
    """One row a seed: every metric over the reported weeks of a run."""
    rows = []
    for seed in seeds:
        firm = model(scenario, rng=seed)
        while firm.running:
            firm.step()
        rows.append(firm.summary())
    return pd.DataFrame(rows)


def differences(one: pd.DataFrame, other: pd.DataFrame, confidence: float = 0.99) -> pd.DataFrame:
    """Difference of means (other - one) of every shared metric, with its interval.

    The intervals hold together with at least the given confidence (Welch's t, Bonferroni over the metrics that can be
    compared). Runs in which there was nothing to measure are left out; a metric without any spread must be equal, and
    one that only one side measures never agrees. Columns: one, other, difference, margin, agrees; index: metric.
    """
    shared = [name for name in METRICS if name in one.columns and name in other.columns]
    samples = {name: (one[name].dropna().to_numpy(), other[name].dropna().to_numpy()) for name in shared}
    measured = {name: pair for name, pair in samples.items() if len(pair[0]) + len(pair[1]) > 0}
    tail = (1.0 - confidence) / 2.0 / len(measured)
    rows = {name: (mean(a), mean(b), margin(a, b, tail)) for name, (a, b) in measured.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["one", "other", "margin"])
    table.insert(2, "difference", table["other"] - table["one"])
    table["agrees"] = table["difference"].abs() <= table["margin"]
    return table


def mean(values: np.ndarray) -> float:
    """The mean; NaN of nothing."""
    return float(values.mean()) if len(values) > 0 else float("nan")


def margin(one: np.ndarray, other: np.ndarray, tail: float) -> float:
    """Half width of the interval of a difference of means (Welch); NaN if one side has fewer than two runs."""
    if min(len(one), len(other)) < 2:
        return float("nan")
    # few runs of something rare may have no spread at all: then the other side says how much there is
    spreads = [values.var(ddof=1) for values in (one, other)]
    a, b = (max(spreads) if spread == 0.0 else spread for spread in spreads)
    a, b = a / len(one), b / len(other)
    if a + b == 0.0:
        return 1e-9 * (1.0 + abs(float(one.mean())))
    freedom = (a + b) ** 2 / (a**2 / (len(one) - 1) + b**2 / (len(other) - 1))
    return float(stats.t.isf(tail, freedom) * np.sqrt(a + b))
