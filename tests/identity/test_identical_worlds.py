"""Worlds that must be the same to the byte: placebo, storage, threads, batch, yoke; and seeds that must differ."""

import numpy as np
import pandas as pd
import pytest

import copsim

SMALL = ["organization.headcount=60", "organization.units=3", "weeks=40", "warmup_weeks=20"]
POLICIES = [
    "slack",
    "self_selected_cultivated",
    "open",
    "expert_recognised",
    "mandated_open",
    "mandated_yoked",
    "mandated_cultivated",
]
CULTIVATED = [
    "policy.funding.released_hours=0.5",
    "policy.support.facilitator_hours=20",
    "policy.support.introductions=0.03",
    "policy.rewards.recognition=1.0",
]


def world(policy: str, *more: str, **keywords: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tallies and ledger of one seed, without the name of the arm."""
    scenario = copsim.compose([f"policy={policy}", *SMALL, *more])
    runs = copsim.simulate(scenario, [3], detail="ledger", **keywords)  # type: ignore[arg-type]
    return runs.tallies, runs.ledger


def assert_same(one: tuple[pd.DataFrame, pd.DataFrame], other: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """The same numbers and the same events, to the bit."""
    for left, right in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(left, right, check_exact=True)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_placebo_that_differs_in_its_label_changes_nothing(policy: str) -> None:
    assert_same(world(policy), world(policy, "policy.label=placebo"))


def test_a_dated_placebo_changes_nothing() -> None:
    dated = "timeline=[{week: 7, policy: {label: other}}]"
    assert_same(world("expert_recognised"), world("expert_recognised", dated))


@pytest.mark.parametrize("policy", POLICIES)
def test_the_order_in_which_seats_are_stored_does_not_matter(policy: str) -> None:
    shuffled = np.random.default_rng(1).permutation(60)
    assert_same(world(policy), world(policy, rows=shuffled))


def test_the_number_of_threads_and_the_company_of_other_arms_do_not_matter() -> None:
    arms = {name: copsim.compose([f"policy={name}", *SMALL]) for name in ("none", "mandated", "self_selected")}
    one = copsim.simulate(arms, [1, 2, 3], workers=1).tallies
    two = copsim.simulate(arms, [1, 2, 3], workers=2).tallies
    pd.testing.assert_frame_equal(one, two, check_exact=True)
    alone = copsim.simulate({"mandated": arms["mandated"]}, [2]).tallies
    among = one[(one["arm"] == "mandated") & (one["seed"] == 2)].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, among, check_exact=True)


@pytest.mark.parametrize("levers", [[], CULTIVATED], ids=["bare", "cultivated"])
def test_a_yoke_without_required_hours_is_self_selection(levers: list[str]) -> None:
    assert_same(
        world("self_selected", *levers), world("mandated_yoked", "policy.membership.yoked_hours=false", *levers)
    )


def test_a_yoke_with_required_hours_fills_each_meeting_as_the_twin_does() -> None:
    def attendance(policy: str) -> pd.Series:
        ledger = world(policy)[1]
        return ledger[ledger["kind"] == "attend"].groupby(["week", "community"]).size()

    twin, yoked = attendance("self_selected"), attendance("mandated_yoked")
    agree = (yoked.reindex(twin.index, fill_value=0) == twin).mean()
    assert agree > 0.9  # fewer only where a community has lost members that the twin still has
    assert yoked.sum() <= twin.sum()


def test_the_world_is_that_of_none_before_the_programme_starts() -> None:
    late = "timeline=[{week: 15, policy: {membership.rule: self_selected, support.introductions: 0.03}}]"
    plain, dated = world("none"), world("none", late)
    for left, right in zip(plain, dated, strict=True):
        pd.testing.assert_frame_equal(left[left["week"] < 15], right[right["week"] < 15], check_exact=True)
    assert dated[0]["memberships"].iloc[-1] > 0


@pytest.mark.parametrize("policy", ["mandated_open", "self_selected_cultivated"])
def test_the_same_problems_arrive_and_the_same_offers_come_in_every_world(policy: str) -> None:
    keys = ["week", "opportunity", "topic", "value"]
    plain, other = world("none")[1], world(policy)[1]
    arrived = [ledger.loc[ledger["kind"] == "arrive", keys].reset_index(drop=True) for ledger in (plain, other)]
    pd.testing.assert_frame_equal(*arrived, check_exact=True)
    offers = [set(map(tuple, w.loc[w["kind"] == "offer", ["week", "seat"]].to_numpy())) for w in (plain, other)]
    assert len(offers[0] & offers[1]) / len(offers[0] | offers[1]) > 0.9  # all but those to vacant seats


def test_different_seeds_are_different_worlds() -> None:
    scenario = copsim.compose(["policy=self_selected", *SMALL])
    tallies = copsim.simulate(scenario, [3, 4]).tallies
    one, other = (tallies[tallies["seed"] == seed].drop(columns="seed").reset_index(drop=True) for seed in (3, 4))
    assert not one.equals(other)
