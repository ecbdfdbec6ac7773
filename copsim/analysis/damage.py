"""How far twin worlds have come apart: equal events, the kind of event that differs first, how fast damage grows.

Reads two ledgers (tables with the columns of ``Runs.ledger``) of one seed. Twins are judged by events, not by bits:
amounts and values are left out. *Damage* is the number of problems that closed otherwise: in another week, by another
solver, or in one world only.
"""

from dataclasses import dataclass
from math import inf, log

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import t as student

from copsim.errors import InputError

IDENTITY = ["kind", "opportunity", "hire_week", "other_seat", "other_hire_week", "community", "topic", "channel"]
SOLUTION = ["week", "kind", "other_seat", "other_hire_week", "channel"]
MARKS = (13, 26, 52, 104, 156)
STEEPEST = 2.0  # growth a week beyond which no rate is sought


def _marked(ledger: pd.DataFrame) -> pd.DataFrame:
    """week, seat, kind and a number per event that is equal for equal events."""
    table = ledger.loc[ledger["seat"] >= 0, ["week", "seat", *IDENTITY]].reset_index(drop=True)
    plain = table.assign(kind=table["kind"].astype(str), channel=table["channel"].astype(str))
    codes = pd.util.hash_pandas_object(plain[["seat", *IDENTITY]], index=False).to_numpy()
    return pd.DataFrame({"week": plain["week"], "seat": plain["seat"], "kind": plain["kind"], "code": codes})


def events_equal(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """By week, the share of seats with any event in either world whose events of the week are the same in both."""
    sums = [
        table.groupby(["week", "seat"])["code"].agg(lambda codes: np.add.reduce(codes.to_numpy()))
        for table in (_marked(one), _marked(other))
    ]
    both = pd.concat(sums, axis=1, keys=["one", "other"])
    same = (both["one"] == both["other"]).rename("equal")
    return same.groupby("week").mean()


def first_flips(one: pd.DataFrame, other: pd.DataFrame) -> tuple[int, pd.Series]:
    """Week in which the worlds first differ, and by kind how many events of that week stand in one world only.

    (-1 and an empty series if they never differ.)
    """
    left, right = _marked(one), _marked(other)
    keys = ["week", "seat", "kind", "code"]
    merged = left[keys].merge(right[keys].drop_duplicates(), how="outer", on=keys, indicator=True)
    alone = merged[merged["_merge"] != "both"]
    if alone.empty:
        return -1, pd.Series(dtype=int)
    week = int(alone["week"].min())
    return week, alone.loc[alone["week"] == week, "kind"].value_counts()


def outcomes(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Problems closed in either world, by opportunity: the ``week`` of the first closing, and ``changed``.

    changed: it closed in another week, by another solver, through another channel, or in one world only.
    """
    tables = [
        ledger.loc[ledger["kind"].isin(["solve", "lapse"]), ["opportunity", *SOLUTION]]
        .astype({"kind": str, "channel": str})
        .set_index("opportunity")
        for ledger in (one, other)
    ]
    ids = tables[0].index.union(tables[1].index)
    left, right = (table.reindex(ids) for table in tables)
    week = np.fmin(left["week"], right["week"]).astype(int)
    return pd.DataFrame({"week": week, "changed": (left[SOLUTION] != right[SOLUTION]).any(axis=1)}, index=ids)


def outcomes_changed(one: pd.DataFrame, other: pd.DataFrame) -> float:
    """Share of problems closed in either world that closed otherwise in the other: week, solver or at all."""
    return float(outcomes(one, other)["changed"].mean())


def damage(one: pd.DataFrame, other: pd.DataFrame, since: int, weeks: int) -> NDArray[np.int64]:
    """Changed outcomes of problems by week, from week ``since`` (that of the removal) on for ``weeks`` weeks."""
    closed = outcomes(one, other)
    after = closed.loc[closed["changed"], "week"].to_numpy() - since
    return np.bincount(after[(after >= 0) & (after < weeks)], minlength=weeks)


@dataclass(frozen=True)
class Growth:
    """Exponential growth of damage: rate a week, its standard error, and how many worlds it rests on."""

    rate: float
    error: float
    worlds: int

    @property
    def doubling_weeks(self) -> float:
        """Weeks in which the weekly number of changed outcomes doubles; inf if it does not grow."""
        return log(2.0) / self.rate if self.rate > 0.0 else inf

    def doubles_no_faster_than(self, error_rate: float) -> float:
        """Doubling time that the true one falls short of with probability at most ``error_rate`` (Student's t)."""
        steepest = self.rate + float(student.isf(error_rate, self.worlds - 1)) * self.error
        return log(2.0) / steepest if steepest > 0.0 else inf


def growth_of_damage(counts: NDArray[np.int64], first: int = 0) -> Growth:
    """Rate at which damage grows: row a world, column a week since its removal; weeks before ``first`` are left out.

    All worlds together follow c · e^(rate · week), and the rate is that of maximum likelihood if counts were Poisson:
    the one at which the mean week of the changed outcomes is what the curve says. Zeros need no care, and the curve,
    not the law of the counts, is what it rests on. Changed outcomes come in avalanches and are not independent, so the
    standard error is the jackknife's over worlds; give one row a seed, its acts added up.
    Errors: InputError for fewer than three worlds or a window in which all but one world or all but one week are empty.
    """
    table = np.asarray(counts, dtype=float)[:, first:]
    if table.shape[0] < 3:
        raise InputError(f"the growth of damage takes at least 3 worlds, got {table.shape[0]}")
    if (table.sum(axis=1) > 0).sum() < 2 or (table.sum(axis=0) > 0).sum() < 2:
        raise InputError("there is too little damage to tell its growth; take more acts, more seeds or more weeks")
    rate = _rate(table.sum(axis=0))
    left_out = np.array([_rate(table.sum(axis=0) - row) for row in table])
    worlds = len(table)
    error = float(np.sqrt((worlds - 1) / worlds * ((left_out - left_out.mean()) ** 2).sum()))
    return Growth(rate, error, worlds)


def _rate(pooled: NDArray[np.float64]) -> float:
    """Rate at which e^(rate · week) has the mean week of the pooled counts."""
    week = np.arange(pooled.size, dtype=float)
    wanted = float((week * pooled).sum() / pooled.sum())

    def excess(rate: float) -> float:
        weight = np.exp(rate * (week - (week[-1] if rate > 0.0 else 0.0)))
        return float((week * weight).sum() / weight.sum()) - wanted

    if excess(STEEPEST) <= 0.0:
        return STEEPEST
    return float(brentq(excess, -STEEPEST, STEEPEST)) if excess(-STEEPEST) < 0.0 else -STEEPEST
