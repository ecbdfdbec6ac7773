"""From what was lived to a verdict: every statement in every world, shares of worlds with intervals, and one rule.

The rule, stated once: a statement is *shown* if it holds in at least half of the case's worlds, and more often there
than in the counterfactual on the same seeds (exact one-sided McNemar test, p <= .05); and, where it is about a mean, if
the 95 % t-interval of the mean over seeds lies within its bounds too. Otherwise it is *not_shown*. A case shows its
pattern if all of its statements together are shown.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from copsim.analysis.interval import half_width
from copsim.cases.case import ALL, CASE, COUNTERFACTUAL, Case, Lives, Statement

SHOWN, NOT_SHOWN = "shown", "not_shown"
SEED, DRAW = "seed", "draw"
LEAST_SHARE = 0.5
MOST_LUCK = 0.05
JUDGED = (CASE, COUNTERFACTUAL)
VALUES = ("case", "pattern", "arm", "over", "number", "value", "holds")
COLUMNS = (
    *("case", "pattern", "verdict", "share", "low", "high", "share_counterfactual", "share_of_draws"),
    *("share_of_draws_counterfactual", "luck", "mean", "mean_low", "mean_high", "mean_counterfactual"),
    *("seeds", "draws"),
)


def judged(case: Case, lives: Lives, over: str, number: int) -> Iterator[dict[str, Any]]:
    """A row (VALUES) for each statement in the case and in its counterfactual; last, by their share, for all of them."""
    for arm in JUDGED:
        rows = []
        for statement in case.statements:
            value = float(statement.value(lives, arm))
            rows.append((statement.name, value, statement.holds(value)))
        rows.append((ALL, float(np.mean([holds for *_, holds in rows])), all(holds for *_, holds in rows)))
        for name, value, holds in rows:
            yield dict(zip(VALUES, (case.name, name, arm, over, number, value, holds), strict=True))


def verdicts(case: Case, values: pd.DataFrame) -> pd.DataFrame:
    """A row (COLUMNS) per statement and, last, for all of them together, from the rows of :func:`judged`.

    share, low, high: of the case's seeds in which it holds, with the exact 95 % interval (Clopper and Pearson). luck: p
    of the McNemar test. mean: of the value over seeds, with its t-interval.
    """
    statements = {statement.name: statement for statement in case.statements}
    rows = [_verdict(values, case, name, statements) for name in [*statements, ALL]]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _verdict(values: pd.DataFrame, case: Case, name: str, statements: Mapping[str, Statement]) -> tuple[Any, ...]:
    table = values[(values["case"] == case.name) & (values["pattern"] == name)]
    here, there = (_of(table, SEED, arm) for arm in JUDGED)
    luck = chance_by_luck(here["holds"], there["holds"])
    share, low, high = share_of(here["holds"])
    mean, mean_low, mean_high = mean_of(here["value"])
    sure = share >= LEAST_SHARE and luck <= MOST_LUCK
    about_mean = [statements[name]] if name != ALL else list(statements.values())
    for statement in [one for one in about_mean if one.mean]:
        part = values[(values["case"] == case.name) & (values["pattern"] == statement.name)]
        _, first, last = mean_of(_of(part, SEED, CASE)["value"])
        sure = sure and statement.holds(first) and statement.holds(last)
    draws, other_draws = (_of(table, DRAW, arm)["holds"] for arm in JUDGED)
    return (
        *(case.name, name, SHOWN if sure else NOT_SHOWN, share, low, high, share_of(there["holds"])[0]),
        *(share_of(draws)[0], share_of(other_draws)[0], luck, mean, mean_low, mean_high),
        *(mean_of(there["value"])[0], len(here), len(draws)),
    )


def _of(table: pd.DataFrame, over: str, arm: str) -> pd.DataFrame:
    return table[(table["over"] == over) & (table["arm"] == arm)].sort_values("number")


def chance_by_luck(here: Sequence[bool] | pd.Series, there: Sequence[bool] | pd.Series) -> float:
    """One-sided p of the exact McNemar test: that so many more worlds show it than their counterfactuals, by luck."""
    one, other = np.asarray(here, dtype=bool), np.asarray(there, dtype=bool)
    gained, lost = int((one & ~other).sum()), int((~one & other).sum())
    return float(binomtest(gained, gained + lost, 0.5, "greater").pvalue) if gained + lost > 0 else 1.0


def share_of(holds: Sequence[bool] | pd.Series) -> tuple[float, float, float]:
    """Share of worlds in which something holds, and its exact 95 % interval (Clopper and Pearson); NaN for none."""
    count = len(holds)
    if count == 0:
        return math.nan, math.nan, math.nan
    test = binomtest(int(np.sum(np.asarray(holds, dtype=bool))), count)
    interval = test.proportion_ci(0.95, "exact")
    return float(test.statistic), float(interval.low), float(interval.high)


def mean_of(values: Sequence[float] | pd.Series) -> tuple[float, float, float]:
    """Mean of the values there are, and its 95 % t-interval; NaN where there is none."""
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if len(known) == 0:
        return math.nan, math.nan, math.nan
    mean = float(known.mean())
    half = float(half_width(known.std(ddof=1), len(known))) if len(known) > 1 else math.nan
    return mean, mean - half, mean + half
