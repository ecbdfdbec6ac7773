"""exp, log and logistic against the library, their ends, their bits, and the freshness of compiled code."""

import hashlib
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from copsim import kernel
from copsim.kernel import exp, log, logistic

STEPS = 100_000 if kernel.COMPILED else 5_000


def each(law, x):
    """A law at each of many numbers."""
    return np.array([law(value) for value in x.tolist()])


def largest_relative_error(values, truth):
    """Relative distance from the library at the longest precision that this machine has."""
    return np.max(np.abs((values - truth) / truth))


def numbers_from_tiny_to_huge():
    """Positive numbers over the whole range of float64, and many near 1."""
    source = np.random.default_rng(1)
    spread = np.ldexp(source.uniform(0.5, 1.0, STEPS), source.integers(-1021, 1024, STEPS))
    return np.concatenate([spread, source.uniform(0.5, 2.0, STEPS), 1.0 + np.ldexp(1.0, np.arange(-52, 1))])


# --- agreement with the library ----------------------------------------------------------------------------------


def test_exp_agrees_with_the_library_to_1e_14():
    x = np.concatenate(
        [np.linspace(-40.0, 40.0, STEPS), np.ldexp(1.0, np.arange(-60, 6)), -np.ldexp(1.0, range(-60, 6))]
    )
    assert largest_relative_error(each(exp, x), np.exp(x.astype(np.longdouble))) < 1e-14


def test_log_agrees_with_the_library_to_1e_14():
    x = numbers_from_tiny_to_huge()
    x = x[x != 1.0]
    assert largest_relative_error(each(log, x), np.log(x.astype(np.longdouble))) < 1e-14


@pytest.mark.parametrize("x", [5e-324, 1e-310, 1e-300, sys.float_info.min, sys.float_info.max])
def test_log_agrees_with_the_library_at_the_ends_of_the_numbers(x):
    assert log(x) == pytest.approx(math.log(x), rel=1e-14)


def test_logistic_agrees_with_the_library_to_1e_14():
    x = np.linspace(-40.0, 40.0, STEPS)
    assert largest_relative_error(each(logistic, x), 1 / (1 + np.exp(-x.astype(np.longdouble)))) < 1e-14


def test_log_undoes_exp():
    x = np.linspace(-40.0, 40.0, 1601)
    assert np.max(np.abs(each(log, each(exp, x)) - x)) < 1e-14


# --- ends --------------------------------------------------------------------------------------------------------


def test_exp_of_0_and_log_of_1_and_logistic_of_0_are_exact():
    assert (exp(0.0), exp(-0.0), log(1.0), logistic(0.0)) == (1.0, 1.0, 0.0, 0.5)


def test_whole_numbers_are_taken_as_floats():
    assert (exp(0), exp(1), log(1), log(8)) == (1.0, exp(1.0), 0.0, log(8.0))


@pytest.mark.parametrize("x", [40.0, 40.000001, 41.0, 1e300, math.inf])
def test_exp_is_clipped_at_40_on_both_sides(x):
    assert exp(x) == exp(40.0) == pytest.approx(math.exp(40.0), rel=1e-14)
    assert exp(-x) == exp(-40.0) == pytest.approx(math.exp(-40.0), rel=1e-14)


def test_logistic_stays_within_0_and_1_and_above_0():
    assert 0.0 < logistic(-math.inf) == logistic(-40.0) < 1e-17
    assert logistic(math.inf) == logistic(40.0) == 1.0


def test_what_is_not_a_number_stays_so():
    assert math.isnan(exp(math.nan))
    assert math.isnan(logistic(math.nan))
    assert math.isnan(log(math.nan))


# --- shape -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("law", [exp, log, logistic])
def test_a_law_grows_everywhere_on_a_grid(law):
    low, high = (1e-3, 50.0) if law is log else (-36.0, 36.0)
    x = np.linspace(low, high, STEPS)
    steps = np.diff(each(law, x))
    assert np.all(steps > 0.0) if law is not logistic else np.all(steps >= 0.0)


def test_exp_grows_across_the_seams_of_its_halves():
    seams = (np.arange(-57, 57) + 0.5) * math.log(2.0)
    around = seams[:, None] * (1.0 + 1e-14 * np.sign(seams)[:, None] * np.arange(-20, 21))
    assert np.all(np.diff(each(exp, around.ravel()).reshape(around.shape), axis=1) >= 0.0)


def test_log_grows_across_the_seams_of_its_halves():
    seams = np.ldexp(math.sqrt(0.5), np.arange(-30, 31))
    around = seams[:, None] * (1.0 + 1e-14 * np.arange(-20, 21))
    assert np.all(np.diff(each(log, around.ravel()).reshape(around.shape), axis=1) >= 0.0)


# --- bits and freshness ------------------------------------------------------------------------------------------


def test_exp_log_and_logistic_have_the_bits_that_are_pinned_here():
    grid = np.arange(-41 * 64, 41 * 64 + 1) / 64.0  # dyadic: exact everywhere
    values = np.concatenate([each(exp, grid), each(logistic, grid), each(log, np.arange(1, 4097) / 4096.0)])
    assert (
        hashlib.sha256(values.astype("<f8").tobytes()).hexdigest()
        == "8935835816243eabb48e9a24c9b7dac01e0302ca985de003b3b80e2201f7f29b"
    )


LOWER = "from copsim.kernel import compiled\n\n@compiled\ndef low(x):\n    return x + {}\n"
UPPER = (
    "from toy.lower import low\nfrom copsim.kernel import compiled\n\n@compiled\ndef high(x):\n    return 10 * low(x)\n"
)


def test_compiled_code_is_made_anew_when_a_file_it_imports_has_changed(tmp_path):
    toy = tmp_path / "toy"
    toy.mkdir()
    (toy / "upper.py").write_text(UPPER)
    root = Path(kernel.__file__).parents[1]
    paths = os.pathsep.join(filter(None, [str(tmp_path), str(root), os.environ.get("PYTHONPATH")]))
    code = "from toy.upper import high; print(high(1), sum(high.stats.cache_hits.values()))"
    answers = []
    for step in (1, 1, 70):  # 70 is longer: Python itself tells files of one second apart by size
        (toy / "lower.py").write_text(LOWER.format(step))
        environment = os.environ | {"PYTHONPATH": paths, "NUMBA_DISABLE_JIT": "0", "NUMBA_CACHE_DIR": str(tmp_path)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        answers.append(done.stdout.split())
    assert answers == [["20", "0"], ["20", "1"], ["710", "0"]]
