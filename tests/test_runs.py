"""The public door: tables of runs, twins without something, snapshots, comparisons."""

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.metrics.catalogue import METRICS

SMALL = ["organization.headcount=60", "organization.units=3", "weeks=30", "warmup_weeks=13"]


def scenario(policy: str, *more: str) -> copsim.Scenario:
    """A small firm under a policy."""
    return copsim.compose([f"policy={policy}", *SMALL, *more])


@pytest.fixture(scope="module")
def runs() -> copsim.Runs:
    """Two arms, two seeds, with ledger."""
    arms = {name: scenario(name) for name in ("none", "self_selected_cultivated")}
    return copsim.simulate(arms, seeds=[3, 7], detail="ledger")


def test_weekly_has_a_row_per_arm_seed_and_week_and_a_column_per_metric(runs: copsim.Runs) -> None:
    assert len(runs.weekly) == 2 * 2 * 30
    assert list(runs.weekly.columns) == ["arm", "seed", "week", *METRICS]
    assert not runs.weekly.duplicated(["arm", "seed", "week"]).any()


def test_summary_is_the_ratio_of_sums_over_weeks(runs: copsim.Runs) -> None:
    sums = runs.tallies.drop(columns="week").groupby(["arm", "seed"], sort=False).sum()
    wanted = sums["solved"] / sums["closed"]
    found = runs.summary.set_index(["arm", "seed"])["solved_share"]
    pd.testing.assert_series_equal(found, wanted, check_names=False)


def test_every_column_of_every_table_is_in_the_dictionary(runs: copsim.Runs) -> None:
    known = set(runs.dictionary["column"])
    tables = (runs.weekly, runs.summary, runs.units_flow, runs.ledger)
    assert [c for table in tables for c in table.columns if c not in known] == []
    assert runs.dictionary["meaning"].str.len().min() > 0


def test_the_ledger_adds_up_to_the_metrics(runs: copsim.Runs) -> None:
    ledger, tallies = runs.ledger, runs.tallies
    gained = ledger[(ledger["kind"] == "gain") & (ledger["other_seat"] >= 0)].groupby(["arm", "seed"])["amount"].sum()
    flow = tallies.groupby(["arm", "seed"])["flow"].sum() / float(1 << 30)
    np.testing.assert_allclose(gained.sort_index(), flow.sort_index(), rtol=1e-9)
    assert (ledger["kind"] == "quit").sum() == tallies["quits"].sum()
    assert (ledger["kind"] == "solve").sum() == tallies["solved"].sum()


def test_flow_between_units_adds_up_to_the_share_across_units(runs: copsim.Runs) -> None:
    table = runs.units_flow
    sums = runs.tallies.groupby(["arm", "seed"])[["flow", "flow_across"]].sum()
    across = table[table["from_unit"] != table["to_unit"]].groupby(["arm", "seed"])["flow"].sum()
    whole = table.groupby(["arm", "seed"])["flow"].sum()
    ratio = (across / whole).sort_index()
    np.testing.assert_allclose(ratio, (sums["flow_across"] / sums["flow"]).sort_index(), rtol=0.05)


def test_headcount_is_the_number_of_seats_at_the_start() -> None:
    few = copsim.simulate(scenario("none"), seeds=1)
    assert few.scenarios["run"].organization.headcount == 60
    assert few.weekly["headcount"].max() <= 60


def test_a_run_without_the_programme_is_the_run_of_none() -> None:
    twin = copsim.simulate(scenario("mandated"), seeds=1, without=copsim.Removal(programme=True))
    plain = copsim.simulate(scenario("none"), seeds=1)
    pd.testing.assert_frame_equal(twin.tallies, plain.tallies)


def test_a_community_that_ends_has_no_members_from_its_week_on() -> None:
    with_all = copsim.simulate(scenario("mandated"), seeds=1)
    without = copsim.simulate(scenario("mandated"), seeds=1, without=copsim.Removal(community=1, week=10))
    before = with_all.tallies["week"] < 10
    pd.testing.assert_frame_equal(with_all.tallies[before], without.tallies[before])
    after = without.tallies["week"] >= 10
    assert (without.tallies.loc[after, "communities"] == 7).all()
    inside = with_all.tallies.loc[after, "memberships"].to_numpy()
    assert (without.tallies.loc[after, "memberships"].to_numpy() < inside).all()


@pytest.mark.parametrize("kind", ["help", "answer", "attend"])
def test_a_removed_act_is_the_only_thing_missing_in_its_week(runs: copsim.Runs, kind: str) -> None:
    arm = "self_selected_cultivated"
    ledger = runs.ledger[(runs.ledger["arm"] == arm) & (runs.ledger["seed"] == 3)]
    row = ledger[(ledger["kind"] == kind) & (ledger["seat"] >= 0)].iloc[2]
    twin = copsim.simulate({arm: scenario(arm)}, [3], detail="ledger", without=copsim.Removal(act=row)).ledger
    keys = ["week", "kind", "opportunity", "seat", "other_seat", "community", "channel"]
    wanted = ledger[keys].astype(str)
    found = twin[keys].astype(str)
    this = pd.Series(row[keys]).astype(str)
    assert (wanted == this).all(axis=1).sum() == 1
    assert (found == this).all(axis=1).sum() == 0
    earlier = ledger["week"] < row["week"]
    pd.testing.assert_frame_equal(
        ledger[earlier].reset_index(drop=True), twin[twin["week"] < row["week"]].reset_index(drop=True)
    )


@pytest.mark.parametrize("policy", ["self_selected_cultivated", "mandated_open", "mandated_yoked"])
def test_going_on_from_a_snapshot_is_the_unbroken_run(policy: str) -> None:
    whole = copsim.simulate(scenario(policy), [5]).tallies
    rest = copsim.simulate(scenario(policy), [5], from_snapshot=copsim.snapshot(scenario(policy), 5, 11)).tallies
    pd.testing.assert_frame_equal(whole[whole["week"] >= 11].reset_index(drop=True), rest)


def test_fresh_luck_changes_nothing_before_its_week() -> None:
    plain = copsim.simulate(scenario("self_selected"), [5]).tallies
    fresh = copsim.simulate(scenario("self_selected"), [5], luck=copsim.Luck(week=12, response=99)).tallies
    pd.testing.assert_frame_equal(plain[plain["week"] < 12], fresh[fresh["week"] < 12])
    assert not plain[plain["week"] >= 12].equals(fresh[fresh["week"] >= 12])


def test_a_comparison_pairs_seeds_and_says_what_pairing_saved() -> None:
    arms = {name: scenario(name) for name in ("none", "mandated")}
    comparison = copsim.compare(arms, seeds=6, baseline="none")
    row = comparison.effects.set_index(["metric", "arm"]).loc[("flow", "mandated")]
    wide = comparison.runs.summary.pivot(index="seed", columns="arm", values="flow")
    assert row["effect"] == pytest.approx((wide["mandated"] - wide["none"]).mean())
    assert row["low"] < row["effect"] < row["high"]
    assert row["n"] == 6


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: copsim.simulate(scenario("none"), seeds=0), "seeds must be a count >= 1"),
        (lambda: copsim.simulate(scenario("none"), seeds=[]), "seeds is empty"),
        (lambda: copsim.simulate(scenario("none"), seeds=[2, 2]), "different numbers"),
        (lambda: copsim.simulate({}, seeds=1), "no scenario"),
        (lambda: copsim.simulate(scenario("none"), seeds=1, detail="all"), "detail='all'"),
        (lambda: copsim.Removal(), "exactly one"),
        (lambda: copsim.Removal(community=1, week=-1), "week=-1"),
        (
            lambda: copsim.simulate(scenario("mandated"), 1, without=copsim.Removal(community=8)),
            "numbered 0 to 7",
        ),
        (lambda: copsim.snapshot(scenario("none"), 1, 30), "from 0 to 29"),
        (lambda: copsim.compare({"none": scenario("none")}, 2, "none"), "at least two arms"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(call: object, said: str) -> None:
    with pytest.raises(copsim.InputError, match=said):
        call()  # type: ignore[operator]


def test_a_snapshot_of_another_organization_is_refused() -> None:
    taken = copsim.snapshot(scenario("none"), 1, 5)
    with pytest.raises(copsim.InputError, match="another organization"):
        copsim.simulate(scenario("none", "organization.sites=3"), [1], from_snapshot=taken)


def test_fresh_luck_that_would_change_the_past_of_a_snapshot_is_refused() -> None:
    taken = copsim.snapshot(scenario("none"), 1, 12)
    with pytest.raises(copsim.InputError, match="cannot change the past"):
        copsim.simulate(scenario("none"), [1], from_snapshot=taken, luck=copsim.Luck(week=5, opportunity=9))
