"""Rewards are prices: where every price is nothing, the world is that without rewards, byte for byte."""

from functools import cache

import pandas as pd
import pytest

import copsim

SMALL = ["organization.headcount=72", "organization.units=3", "organization.team_size=6", "weeks=40", "warmup_weeks=20"]
POLICIES = ["self_selected_cultivated", "mandated_open", "everything"]
NOTHING = ["recognition=0", "appraisal=0", "pay_per_contribution=0", "unit_bonus=0"]
IN_FULL = ["recognition=1", "appraisal=1", "pay_per_contribution=60", "unit_bonus=0.2"]
UNMOVED = [
    "behaviour.joining.recognition_weight=0",
    "behaviour.querying.answer_recognition=0",
    "behaviour.motives.appraisal=0",
    "behaviour.motives.pay=0",
    "behaviour.motives.bonus=0",
]


@cache
def tables(*settings: str) -> tuple[bytes, bytes]:
    """Every event and every weekly total of one seed, as bytes."""
    runs = copsim.simulate(copsim.compose([*SMALL, *settings]), [5], detail="ledger", workers=1)
    return as_bytes(runs.ledger), as_bytes(runs.tallies)


def as_bytes(table: pd.DataFrame) -> bytes:
    """Content of a table without the name of its arm."""
    return table.drop(columns="arm").to_csv(index=False).encode()


def rewarded(prices: list[str]) -> list[str]:
    """The reward group in words of the command line."""
    return [f"policy.rewards.{price}" for price in prices]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_scheme_whose_every_price_is_nothing_leaves_all_tables_as_without_it(policy: str) -> None:
    without = [f"policy={policy}", *rewarded(NOTHING)]
    with_scheme = [*without, "policy.rewards.recognition_cost=80"]
    assert tables(*without) == tables(*with_scheme)


@pytest.mark.parametrize("policy", POLICIES)
def test_people_whom_no_price_moves_do_the_same_under_a_full_scheme(policy: str) -> None:
    nothing, full = ([f"policy={policy}", *UNMOVED, *rewarded(prices)] for prices in (NOTHING, IN_FULL))
    assert tables(*nothing)[0] == tables(*full)[0]


def test_people_whom_prices_move_do_not() -> None:
    nothing, full = (["policy=self_selected_cultivated", *rewarded(prices)] for prices in (NOTHING, IN_FULL))
    assert tables(*nothing)[0] != tables(*full)[0]


@pytest.mark.parametrize("policy", POLICIES)
def test_crowding_out_at_its_null_leaves_no_trace_of_how_people_get_used_to_pay(policy: str) -> None:
    paid = [f"policy={policy}", *rewarded(IN_FULL), "behaviour.motives.crowding=0"]
    assert tables(*paid) == tables(*paid, "behaviour.motives.crowding_memory=0.5")


@pytest.mark.parametrize("policy", ["self_selected_cultivated", "mandated_open"])
def test_nobody_is_crowded_out_where_nobody_is_paid(policy: str) -> None:
    unpaid = [f"policy={policy}", *rewarded(["pay_per_contribution=0"])]
    assert tables(*unpaid, "behaviour.motives.crowding=0") == tables(*unpaid, "behaviour.motives.crowding=2")


@pytest.mark.parametrize("policy", ["self_selected_cultivated", "everything"])
def test_reactance_is_felt_by_nobody_who_is_not_obliged(policy: str) -> None:
    free = [f"policy={policy}"]
    assert tables(*free, "behaviour.motives.reactance=0") == tables(*free, "behaviour.motives.reactance=3")


def test_both_options_are_felt_where_they_apply() -> None:
    paid = ["policy=self_selected_cultivated", *rewarded(IN_FULL)]
    assert tables(*paid)[0] != tables(*paid, "behaviour.motives.crowding=3", "behaviour.motives.crowding_memory=0.5")[0]
    obliged = ["policy=mandated_open"]
    assert tables(*obliged)[0] != tables(*obliged, "behaviour.motives.reactance=3")[0]
