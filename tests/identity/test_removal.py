"""Twin worlds that miss several acts, of one week or of many: those acts are gone, and nothing before them differs."""

from functools import cache
from typing import Any

import pandas as pd
import pytest

import copsim

KEYS = ["week", "kind", "opportunity", "seat", "hire_week", "other_seat", "other_hire_week", "community"]


@cache
def scenario() -> copsim.Scenario:
    """A small firm in which people help, answer and attend, by duty and by wish."""
    small = ["organization.headcount=60", "organization.units=3", "weeks=30", "warmup_weeks=13"]
    return copsim.compose(["policy=mandated_open", *small])


def ledger_without(removal: copsim.Removal | None = None) -> pd.DataFrame:
    """Ledger of a world, or of its twin."""
    return copsim.simulate(scenario(), [3], detail="ledger", without=removal).ledger


@pytest.fixture(scope="module")
def plain() -> pd.DataFrame:
    """The world from which acts are taken."""
    return ledger_without()


@pytest.fixture(scope="module")
def acts(plain: pd.DataFrame) -> pd.DataFrame:
    """Acts of every removable kind; their weeks lie apart, and one week has two."""
    of_kind = {kind: plain[(plain["kind"] == kind) & (plain["seat"] >= 0)] for kind in ("help", "answer", "attend")}
    return pd.concat([of_kind["help"].iloc[[4, 5]], of_kind["answer"].iloc[[0, 9]], of_kind["attend"].iloc[[3, 40]]])


def found(ledger: pd.DataFrame, acts: pd.DataFrame) -> int:
    """How many rows of a ledger are one of these acts."""
    return len(ledger[KEYS].merge(acts[KEYS].drop_duplicates(), on=KEYS))


def test_all_removed_acts_are_missing_and_nothing_before_the_first_differs(
    plain: pd.DataFrame, acts: pd.DataFrame
) -> None:
    assert acts["week"].nunique() >= 3
    assert found(plain, acts) == len(acts) == 6
    twin = ledger_without(copsim.Removal(acts=acts))
    assert found(twin, acts) == 0
    first = acts["week"].min()
    assert plain[plain["week"] < first].equals(twin[twin["week"] < first])


def test_rows_may_come_in_any_order_and_as_a_table_or_one_by_one(acts: pd.DataFrame) -> None:
    one = ledger_without(copsim.Removal(acts=acts))
    other = ledger_without(copsim.Removal(acts=[row for _, row in acts.iloc[::-1].iterrows()]))
    assert one.equals(other)


@pytest.mark.parametrize("place", [0, 3, 5])
def test_one_of_several_acts_is_that_act_alone(acts: pd.DataFrame, place: int) -> None:
    one = ledger_without(copsim.Removal(acts=acts.iloc[[place]]))
    assert one.equals(ledger_without(copsim.Removal(act=acts.iloc[place])))


def test_an_attendance_is_removed_whether_it_would_be_duty_or_wish(acts: pd.DataFrame) -> None:
    act = acts[acts["kind"] == "attend"].iloc[0].to_dict()
    one, other = (ledger_without(copsim.Removal(act={**act, "channel": channel})) for channel in ("duty", "meeting"))
    assert one.equals(other)


def test_acts_that_nobody_did_take_nothing_away(plain: pd.DataFrame, acts: pd.DataFrame) -> None:
    never = acts.assign(hire_week=acts["hire_week"] - 1)
    assert plain.equals(ledger_without(copsim.Removal(acts=never)))


def test_acts_before_a_snapshot_are_refused_and_later_ones_removed_as_in_an_unbroken_run(acts: pd.DataFrame) -> None:
    cut = int(acts["week"].max())
    taken = copsim.snapshot(scenario(), 3, cut)
    with pytest.raises(copsim.InputError, match="before the snapshot"):
        copsim.simulate(scenario(), [3], without=copsim.Removal(acts=acts), from_snapshot=taken)
    removal = copsim.Removal(acts=acts[acts["week"] == cut])
    whole = copsim.simulate(scenario(), [3], without=removal).tallies
    rest = copsim.simulate(scenario(), [3], without=removal, from_snapshot=taken).tallies
    assert whole[whole["week"] >= cut].reset_index(drop=True).equals(rest)


BAD: dict[str, Any] = {
    "no row": lambda acts: acts.iloc[:0],
    "lacks week, channel": lambda acts: acts.drop(columns=["week", "channel"]),
    "kind 'gain'": lambda acts: acts.assign(kind="gain"),
    "nobody gave": lambda acts: acts.assign(seat=-1),
    "several arms or seeds": lambda acts: pd.concat([acts, acts.assign(seed=4)]),
    "'smoke'": lambda acts: acts[acts["kind"] == "help"].assign(channel="smoke"),
    "NaN": lambda acts: acts.assign(week=float("nan")),
    "got 3": lambda acts: [3],
    "several as acts=ROWS": lambda acts: acts.iloc[0],
}


@pytest.mark.parametrize("said", BAD)
def test_what_are_no_acts_is_refused_in_one_sentence(acts: pd.DataFrame, said: str) -> None:
    with pytest.raises(copsim.InputError, match=said) as refusal:
        copsim.Removal(acts=BAD[said](acts))
    assert "\n" not in str(refusal.value)


def test_an_act_comes_alone_or_among_others_but_not_both(acts: pd.DataFrame) -> None:
    with pytest.raises(copsim.InputError, match="exactly one"):
        copsim.Removal(act=acts.iloc[0], acts=acts)
