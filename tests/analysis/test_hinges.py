"""What an effect hinges on is found where it is planted, and luck is called a finding no more often than stated."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from copsim.analysis.hinges import clear, movers, tripwire, turning

NAMES = [f"group.unknown{n}" for n in range(30)]
ROUNDS = 100
# More false alarms than this in 100 rounds at a true rate of 5 % happen once in 1,000 test runs.
MOST_FALSE = int(binom.ppf(0.999, ROUNDS, 0.05))


def draws(rng: np.random.Generator, pairs: int) -> pd.DataFrame:
    return pd.DataFrame(rng.random((pairs, len(NAMES))), columns=NAMES)


def test_an_unknown_that_moves_the_effect_is_found_with_its_sign() -> None:
    rng = np.random.default_rng(1)
    drawn = draws(rng, 100)
    found = movers(drawn, -5 * drawn["group.unknown7"].to_numpy() + rng.normal(size=100))
    assert found["parameter"].tolist() == ["group.unknown7"]
    assert found["correlation"][0] < -0.5


@pytest.mark.slow
def test_luck_alone_seldom_moves_an_effect() -> None:
    rng = np.random.default_rng(2)
    alarms = sum(len(movers(draws(rng, 60), rng.normal(size=60))) > 0 for _ in range(ROUNDS))
    assert alarms <= MOST_FALSE


def test_few_pairs_say_nothing() -> None:
    drawn = draws(np.random.default_rng(3), 39)
    effect = 10 * drawn["group.unknown0"].to_numpy()
    assert movers(drawn, effect).empty
    assert turning(drawn, effect) is None
    assert tripwire(drawn, effect) is None


def test_the_box_in_which_an_effect_turns_is_found() -> None:
    rng = np.random.default_rng(4)
    drawn = draws(rng, 200)
    effect = np.where(drawn["group.unknown3"] < 0.35, -3.0, 2.0) + rng.normal(size=200)
    worst, best = turning(drawn, effect), turning(drawn, effect, worst=False)
    assert worst is not None and best is not None
    assert "unknown3 up to 0.3" in worst.box
    assert worst.high < 0 < best.low


@pytest.mark.slow
def test_luck_alone_seldom_turns_an_effect() -> None:
    rng = np.random.default_rng(5)
    corners = [turning(draws(rng, 60), rng.normal(size=60)) for _ in range(ROUNDS)]
    assert sum(corner is not None and corner.high < 0 for corner in corners) <= MOST_FALSE


def test_an_early_sign_that_foretells_losses_is_found_with_its_threshold() -> None:
    rng = np.random.default_rng(6)
    sign = rng.random(120)
    signs = pd.DataFrame({"noise": rng.random(120), "hours": sign})
    wire = tripwire(signs, np.where(sign > 0.6, 3.0, -3.0) + rng.normal(size=120))
    assert wire is not None
    assert (wire.sign, wire.below, wire.gain) == ("hours", True, True)
    assert 0.5 < wire.threshold < 0.7
    assert wire.bad_side[1] / wire.bad_side[0] < 0.1 < 0.9 < wire.good_side[1] / wire.good_side[0]


def test_where_hardly_anybody_loses_the_sign_tells_the_better_half() -> None:
    rng = np.random.default_rng(7)
    sign = rng.random(120)
    wire = tripwire(pd.DataFrame({"overload": sign}), 10 - 3 * sign)
    assert wire is not None
    assert (wire.below, wire.gain) == (False, False)


@pytest.mark.slow
def test_luck_alone_seldom_makes_a_tripwire() -> None:
    rng = np.random.default_rng(8)
    alarms = sum(tripwire(draws(rng, 80).iloc[:, :8], rng.normal(size=80)) is not None for _ in range(ROUNDS))
    assert alarms <= MOST_FALSE


def test_signs_without_a_value_in_every_pair_are_left_out() -> None:
    effect = np.linspace(-1, 1, 60)
    assert tripwire(pd.DataFrame({"gap": np.where(effect > 0.9, np.nan, effect)}), effect) is None


def test_an_outcome_is_clear_only_if_luck_would_not_split_the_pairs_so() -> None:
    assert clear([29, 60, 0], [60, 60, 60]) == [False, True, True]
    assert clear([5], [5]) == [False]  # 1 of 16
    assert clear([0, 0], [0, 40]) == [False, True]
    assert clear([39] * 5, [60] * 5) == [False] * 5  # one alone would be clear, five looked at are not
    assert clear([39], [60]) == [True]
