"""How far twin worlds have come apart: events that are equal, and the kind of event that differs first.

Reads two ledgers (tables with the columns of ``Runs.ledger``) of one seed. Twins are judged by events, not by bits:
amounts and values are left out.
"""

import numpy as np
import pandas as pd

IDENTITY = ["kind", "opportunity", "hire_week", "other_seat", "other_hire_week", "community", "topic", "channel"]
MARKS = (13, 26, 52, 104, 156)


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


def outcomes_changed(one: pd.DataFrame, other: pd.DataFrame) -> float:
    """Share of problems closed in either world that closed otherwise in the other: week, solver or at all."""
    keys = ["week", "kind", "other_seat", "other_hire_week", "channel"]
    tables = [
        ledger.loc[ledger["kind"].isin(["solve", "lapse"]), ["opportunity", *keys]]
        .astype({"kind": str, "channel": str})
        .set_index("opportunity")
        for ledger in (one, other)
    ]
    ids = tables[0].index.union(tables[1].index)
    left, right = (table.reindex(ids) for table in tables)
    return float(1.0 - (left[keys] == right[keys]).all(axis=1).mean())
