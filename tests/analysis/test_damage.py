"""Damage between twins: which outcomes count as changed, and how fast their number grows, on data made for it."""

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy import stats

from copsim.analysis.damage import damage, growth_of_damage, outcomes, outcomes_changed
from copsim.errors import InputError

COLUMNS = ["opportunity", "week", "kind", "other_seat", "other_hire_week", "channel"]
WEEKS = np.arange(130)


def ledger(*rows: tuple[object, ...]) -> pd.DataFrame:
    """A ledger of closed problems."""
    return pd.DataFrame(rows, columns=COLUMNS)


ONE = ledger((1, 4, "solve", 9, 0, "tie"), (2, 5, "solve", -1, -1, "alone"), (3, 9, "lapse", -1, -1, "alone"))
CHANGES = {
    "week": ledger((1, 6, "solve", 9, 0, "tie")),
    "solver": ledger((1, 4, "solve", 8, 0, "tie")),
    "person in the same seat": ledger((1, 4, "solve", 9, 3, "tie")),
    "channel": ledger((1, 4, "solve", 9, 0, "query")),
    "not solved": ledger((1, 4, "lapse", -1, -1, "alone")),
    "not closed": ledger(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_problem_that_closed_otherwise_is_changed_and_stands_in_the_week_it_first_closed(what: str) -> None:
    other = pd.concat([CHANGES[what].astype(ONE.dtypes), ONE.iloc[1:]])
    for pair in ((ONE, other), (other, ONE)):
        table = outcomes(*pair)
        assert table["changed"].to_dict() == {1: True, 2: False, 3: False}
        assert table["week"].to_dict() == {1: 4, 2: 5, 3: 9}
        assert outcomes_changed(*pair) == pytest.approx(1 / 3)
        assert damage(*pair, since=2, weeks=4).tolist() == [0, 0, 1, 0]
        assert damage(*pair, since=5, weeks=4).sum() == 0


def test_worlds_that_are_the_same_have_no_damage() -> None:
    assert outcomes_changed(ONE, ONE) == 0.0


def avalanches(generator: np.random.Generator, rate: float, worlds: int) -> NDArray[np.int64]:
    """Counts that grow at a rate, in worlds of very different size (gamma of shape 2: SD .7 of the mean)."""
    size = generator.gamma(2.0, 0.5, worlds)
    return generator.poisson(size[:, None] * np.exp(rate * WEEKS))


@pytest.mark.parametrize("doubling", [5.0, 20.0, 40.0, 200.0])
def test_growth_without_noise_is_told_exactly(doubling: float) -> None:
    curve = np.exp(np.log(2.0) / doubling * WEEKS)
    growth = growth_of_damage(np.array([1.0, 3.0, 10.0])[:, None] * curve)
    assert growth.doubling_weeks == pytest.approx(doubling, rel=1e-9)
    assert growth.error == pytest.approx(0.0, abs=1e-9)
    assert growth.doubles_no_faster_than(1e-3) == pytest.approx(doubling, rel=1e-6)


def test_damage_that_shrinks_or_stays_never_doubles() -> None:
    shrinking = growth_of_damage(np.ones((3, 1)) * np.exp(-0.02 * WEEKS))
    assert shrinking.rate == pytest.approx(-0.02)
    assert shrinking.doubling_weeks == shrinking.doubles_no_faster_than(0.01) == np.inf
    assert growth_of_damage(np.ones((3, 130), dtype=int)).doubling_weeks > 1e6


def test_weeks_before_the_first_are_left_out() -> None:
    counts = np.outer([1.0, 2.0, 3.0], np.exp(0.02 * WEEKS))
    burst = counts.copy()
    burst[:, :13] += 50.0
    assert growth_of_damage(burst, first=13).rate == pytest.approx(growth_of_damage(counts).rate)
    assert growth_of_damage(burst).rate < growth_of_damage(counts).rate - 0.005


def test_the_bound_on_doubling_fails_no_more_often_than_it_says() -> None:
    """Of 200 samples of 12 worlds a bound at .05 misses more than a binomial does with chance 1e-4 at most."""
    generator, rate, samples = np.random.default_rng(5), 0.02, 200
    bounds = [growth_of_damage(avalanches(generator, rate, 12)).doubles_no_faster_than(0.05) for _ in range(samples)]
    misses = sum(bound > np.log(2.0) / rate for bound in bounds)
    assert 0 < misses <= stats.binom.isf(1e-4, samples, 0.05)
    assert np.median(bounds) > 0.75 * np.log(2.0) / rate  # and it says something


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (np.ones((2, 130)), "at least 3 worlds"),
        (np.zeros((4, 130)), "too little damage"),
        (np.eye(4, 130) * np.array([[1], [0], [0], [0]]), "too little damage"),
    ],
)
def test_too_little_to_tell_growth_is_refused(counts: NDArray[np.int64], said: str) -> None:
    with pytest.raises(InputError, match=said):
        growth_of_damage(counts)
