"""From what was lived to a verdict: every statement in every world, shares of worlds with intervals, and one rule.

The rule, stated once: a statement is *shown* if it holds in at least half of the case's worlds, and more often there
than in the counterfactual on the same seeds (exact one-sided McNemar test, p <= .05); and, where it is about a mean, if
the 95 % t-interval of the mean over seeds lies within its bounds too. Otherwise it is *not_shown*. A case shows its
pattern if all of its statements together are shown.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

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
LEVELS = ("case", "level", "arm", "seed", "value")


class Verdict(NamedTuple):
    """What is said of a statement, or (``all``) of a whole pattern, over the seeds and draws of a case.

    share, low, high: of the case's seeds in which it holds, with the exact 95 % interval (Clopper and Pearson). luck: p
    of the McNemar test. mean: of the value over seeds, with its t-interval; for ``all`` the share of statements.
    """

    case: str
    pattern: str
    verdict: str
    share: float
    low: float
    high: float
    share_counterfactual: float
    share_of_draws: float
    share_of_draws_counterfactual: float
    luck: float
    mean: float
    mean_low: float
    mean_high: float
    mean_counterfactual: float
    seeds: int
    draws: int

    @property
    def shown(self) -> bool:
        """Whether the verdict is that it is shown."""
        return self.verdict == SHOWN


COLUMNS = Verdict._fields


def judged(case: Case, lives: Lives, over: str, number: int) -> Iterator[dict[str, Any]]:
    """A row (VALUES) for each statement in case and counterfactual; last, by their share, for all of them."""
    for arm in JUDGED:
        rows = []
        for statement in case.statements:
            value = float(statement.value(lives, arm))
            rows.append((statement.name, value, statement.holds(value)))
        rows.append((ALL, float(np.mean([holds for *_, holds in rows])), all(holds for *_, holds in rows)))
        for name, value, holds in rows:
            yield dict(zip(VALUES, (case.name, name, arm, over, number, value, holds), strict=True))


def levelled(case: Case, lives: Lives, number: int) -> Iterator[dict[str, Any]]:
    """A row (LEVELS) for each level in each world of a seed, reference worlds included."""
    for level in case.levels:
        for arm, lived in lives.items():
            yield dict(zip(LEVELS, (case.name, level.name, arm, number, level.value(lived)), strict=True))


def verdicts(case: Case, values: pd.DataFrame) -> list[Verdict]:
    """A verdict per statement and, last, on all of them together, from the rows of :func:`judged`."""
    tables = {str(name): table for name, table in values[values["case"] == case.name].groupby("pattern", sort=False)}
    means = {one.name: mean_holds(one, _of(tables[one.name], SEED, CASE)["value"]) for one in case.statements}
    found = [_verdict(case.name, name, tables[name], holds) for name, holds in means.items()]
    return [*found, _verdict(case.name, ALL, tables[ALL], all(means.values()))]


def _verdict(case: str, name: str, table: pd.DataFrame, means_hold: bool) -> Verdict:
    """The verdict from the rows of one statement, or of all of them together."""
    here, there = (_of(table, SEED, arm) for arm in JUDGED)
    draws, other_draws = (_of(table, DRAW, arm)["holds"] for arm in JUDGED)
    luck, (share, low, high) = chance_by_luck(here["holds"], there["holds"]), share_of(here["holds"])
    sure = share >= LEAST_SHARE and luck <= MOST_LUCK and means_hold
    return Verdict(
        *(case, name, SHOWN if sure else NOT_SHOWN, share, low, high, share_of(there["holds"])[0]),
        *(share_of(draws)[0], share_of(other_draws)[0], luck, *mean_of(here["value"])),
        *(mean_of(there["value"])[0], len(here), len(draws)),
    )


def mean_holds(statement: Statement, values: pd.Series) -> bool:
    """Whether the interval of the mean lies within the bounds; true of a statement that is not about a mean."""
    _, low, high = mean_of(values)
    return not statement.mean or (statement.holds(low) and statement.holds(high))


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
