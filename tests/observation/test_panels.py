"""A panel tells week by week what the run counts, and watching it changes nothing."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.model import CommunityModel
from copsim.observation.columns import PANEL
from copsim.observation.panel import MOST_ROWS, Panel, refuse_size
from copsim.state.world import FINE, USES

SEED, WEEKS = 3, 20


def test_watching_a_run_leaves_it_as_it_is_to_the_bit(
    scenario: Scenario, everybody: Panel, model: CommunityModel
) -> None:
    plain = copsim.simulate(scenario, [SEED])
    assert everybody.runs is not None
    for name in ("summary", "tallies", "units_flow"):
        pd.testing.assert_frame_equal(getattr(everybody.runs, name), getattr(plain, name), check_exact=True)
    pd.testing.assert_frame_equal(model.summary(), plain.summary, check_exact=True)


def test_hours_of_all_people_add_up_to_those_of_the_run(everybody: Panel) -> None:
    weeks = everybody.table.groupby("week")
    for use in USES:
        minutes = (60.0 * weeks[f"hours_{use}"].sum()).round().astype(int)
        assert minutes.tolist() == everybody.runs.tallies[f"minutes_{use}"].tolist(), use
    table = everybody.table
    np.testing.assert_allclose(table["hours"], table[[f"hours_{use}" for use in USES]].sum(axis=1, min_count=1))


def test_gains_flow_and_people_add_up_to_those_of_the_run(everybody: Panel) -> None:
    table, tallies = everybody.table, everybody.runs.tallies
    sums = table.groupby("week")[["gained", "taught", "contributions"]].sum()
    np.testing.assert_allclose(sums["gained"], tallies["learned"] / FINE, rtol=1e-12)
    np.testing.assert_allclose(sums["taught"], tallies["flow"] / FINE, rtol=1e-12)
    np.testing.assert_allclose(
        table[["gained_tie", "gained_meeting", "gained_query"]].sum().sum(), tallies["flow"].sum() / FINE, rtol=1e-12
    )
    parts = [f"gained_{name}" for name in ("work", "alone", "tie", "meeting", "query")]
    np.testing.assert_allclose(table[parts].sum(axis=1, min_count=1), table["gained"], atol=1e-12)
    assert sums["contributions"].tolist() == tallies["contributions"].tolist()
    here = table[table["status"].isin(["present", "hired"])]
    for name, tally in (("seat", "people"), ("expert", "experts"), ("memberships", "memberships")):
        counted = here.groupby("week")[name].count() if name == "seat" else here.groupby("week")[name].sum()
        assert counted.tolist() == tallies[tally].tolist(), name
    status = table.groupby("week")["status"].value_counts().unstack(fill_value=0)
    assert status["left"].tolist() == tallies["quits"].tolist()
    assert status["hired"].tolist() == tallies["hires"].tolist()
    assert status["vacant"].sum() > 0


def test_the_state_is_that_at_the_end_of_the_week_as_the_model_shows_it(
    everybody: Panel, model: CommunityModel
) -> None:
    last = everybody.table[everybody.table["week"] == WEEKS - 1].set_index("seat")
    for employee in model.employees:
        row = last.loc[employee.seat]
        assert row["person"] == f"{employee.seat}@{employee.hire_week}"
        for name in ("tenure", "unit", "job_topic", "price", "overload", "assigned_hours", "expert"):
            assert row[name] == getattr(employee, name), name
        assert row["tie_strength"] == employee.embedded
        assert row["open_problems"] == len(employee.open_problems)
        assert row["communities"] == " ".join(str(one.community.number) for one in employee.memberships)
        assert row[[f"expertise_{k}" for k in range(8)]].tolist() == employee.expertise.tolist()


def test_a_mesa_model_and_a_run_have_the_same_panel(everybody: Panel, model: CommunityModel) -> None:
    pd.testing.assert_frame_equal(model.everybody.table, everybody.table, check_exact=True)


def test_a_twin_and_an_arm_have_panels_of_their_own(scenario: Scenario, everybody: Panel) -> None:
    removal = copsim.Removal(community=0, week=6)
    twin = copsim.panel(scenario, SEED, "all", without=removal)
    plain = copsim.simulate(scenario, [SEED], without=removal)
    pd.testing.assert_frame_equal(twin.runs.summary, plain.summary, check_exact=True)
    before = everybody.table["week"] < 6
    pd.testing.assert_frame_equal(twin.table[before], everybody.table[before], check_exact=True)
    off = scenario.model_copy(update={"policy": copsim.compose(["policy=none"]).policy})
    both = copsim.panel({"none": off, "duty": scenario}, SEED, [7, 2])
    assert both.seats == [2, 7]
    ours = both.table[both.table["arm"] == "duty"].drop(columns="arm").reset_index(drop=True)
    theirs = everybody.table[everybody.table["seat"].isin([2, 7])].drop(columns="arm").reset_index(drop=True)
    pd.testing.assert_frame_equal(ours, theirs)


def test_whoever_taught_is_named_most_first(scenario: Scenario, everybody: Panel) -> None:
    ledger = copsim.simulate(scenario, [SEED], detail="ledger").ledger
    gains = ledger[(ledger["kind"] == "gain") & (ledger["other_seat"] >= 0)]
    teacher = gains["other_seat"].astype(str) + "@" + gains["other_hire_week"].astype(str)
    amounts = gains.assign(teacher=teacher).groupby(["week", "seat", "teacher"])["amount"].sum()
    table = everybody.table.set_index(["week", "seat"])
    named = table["gained_from"].dropna()
    assert (named != "").sum() == amounts.index.droplevel("teacher").nunique() > 50
    for key, names in named[named != ""].items():
        expected = amounts.loc[key]
        assert set(names.split()) == set(expected.index)
        assert expected[names.split()].is_monotonic_decreasing


def test_every_column_is_explained(everybody: Panel) -> None:
    known = ["arm", "seed", "week", *[words[0] for words in PANEL]]
    table = everybody.table
    topics = [f"expertise_{k}" for k in range(8)]
    assert set(table.columns) == {*known, *topics}
    long = everybody.long()
    assert list(long.columns) == ["arm", "seed", "week", "seat", "person", "variable", "value", "unit"]
    assert set(long.loc[long["variable"].isin(topics), "unit"]) == {"0-1"}
    hours = long[long["variable"] == "hours"]
    assert hours["value"].sum() == pytest.approx(table["hours"].sum())


def test_a_vacant_seat_has_nothing_but_its_number(everybody: Panel) -> None:
    vacant = everybody.table[everybody.table["status"] == "vacant"]
    assert vacant.drop(columns=["arm", "seed", "week", "seat", "status"]).isna().all().all()


def test_tables_go_to_parquet_and_come_back(everybody: Panel, tmp_path: Path) -> None:
    everybody.table.to_parquet(tmp_path / "panel.parquet", index=False)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "panel.parquet"), everybody.table)


def test_more_rows_than_anybody_could_open_are_refused() -> None:
    refuse_size(MOST_ROWS // 10, 10)
    with pytest.raises(InputError, match="the panel would have 26,000,000 rows"):
        refuse_size(100_000, 260)
