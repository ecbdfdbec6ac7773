"""Intervals hold what they promise, measured over 1,000 studies whose true effect is known."""

from collections.abc import Callable

import numpy as np
import pytest

from copsim.analysis.bootstrap import interval_of_mean
from copsim.analysis.stopping import stop_at
from copsim.errors import InputError

STUDIES, TRUTH = 1000, 0.3
KINDS: dict[str, Callable[[np.random.Generator, int], np.ndarray]] = {
    "normal": lambda rng, n: rng.normal(TRUTH, 1.0, n),
    "skewed (1.0)": lambda rng, n: rng.gamma(4.0, 0.5, n) - 2.0 + TRUTH,
    "skewed (1.4)": lambda rng, n: rng.exponential(1.0, n) - 1.0 + rng.normal(0.0, 0.5, n) + TRUTH,
}


def coverage(kind: str, pairs: int, method: str) -> float:
    rng = np.random.default_rng([7, pairs, *map(ord, kind)])
    studies = STUDIES if method != "t" else 10 * STUDIES  # t is fast, and near the edge on skewed pairs
    found = [interval_of_mean(KINDS[kind](rng, pairs), method, seed=k) for k in range(studies)]
    return float(np.mean([interval.low <= TRUTH <= interval.high for interval in found]))


@pytest.mark.parametrize("method", ["t", "studentized"])
@pytest.mark.parametrize("pairs", [20, 40])
@pytest.mark.parametrize("kind", KINDS)
def test_an_interval_of_a_study_of_fixed_size_covers_93_to_97_percent(kind: str, pairs: int, method: str) -> None:
    assert 0.93 <= coverage(kind, pairs, method) <= 0.97


@pytest.mark.slow
def test_bca_falls_short_on_few_skewed_pairs_which_is_why_it_is_not_the_default() -> None:
    assert coverage("skewed (1.4)", 20, "bca") < 0.93


@pytest.mark.parametrize("half", [0.25, 0.3, 0.35, 0.4, 0.5])
@pytest.mark.parametrize("kind", ["normal", "skewed (1.4)"])
def test_an_interval_of_a_study_that_stops_when_narrow_covers_92_to_98_percent(kind: str, half: float) -> None:
    rng = np.random.default_rng([11, int(100 * half), *map(ord, kind)])
    stops = [stop_at(KINDS[kind](rng, 400), half) for _ in range(3 * STUDIES)]
    assert all(stop.enough and stop.half <= half for stop in stops)
    assert 0.92 <= np.mean([stop.low <= TRUTH <= stop.high for stop in stops]) <= 0.98


def test_a_study_stops_no_sooner_than_its_minimum_and_says_when_it_may_not() -> None:
    values = np.array([1.0, 1.001] * 30)
    assert stop_at(values, 0.1, least=20).pairs == 20
    wide = stop_at(np.array([-5.0, 5.0] * 10), 0.1, least=20)
    assert (wide.pairs, wide.enough) == (20, False)
    assert not stop_at(values[:5], 0.1).enough


@pytest.mark.parametrize(("half", "least", "step"), [(0.0, 20, 5), (0.1, 3, 5), (0.1, 20, 0), (float("nan"), 20, 5)])
def test_a_rule_that_cannot_stop_a_study_is_refused(half: float, least: int, step: int) -> None:
    with pytest.raises(InputError):
        stop_at(np.arange(30.0), half, least, step)


@pytest.mark.parametrize("method", ["t", "studentized", "bca"])
def test_values_that_do_not_differ_leave_no_doubt(method: str) -> None:
    assert interval_of_mean(np.full(5, 0.1 + 0.2), method) == (0.1 + 0.2, 0.1 + 0.2)


@pytest.mark.parametrize("method", ["t", "studentized", "bca"])
def test_one_value_gives_no_interval_and_missing_ones_are_left_out(method: str) -> None:
    assert np.isnan(interval_of_mean(np.array([1.0, np.nan]), method).low)
    values = np.random.default_rng(1).normal(size=12)
    assert interval_of_mean(np.append(values, np.nan), method) == interval_of_mean(values, method)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(InputError, match="choose one of t, studentized, bca"):
        interval_of_mean(np.arange(5.0), "guess")  # type: ignore[arg-type]
