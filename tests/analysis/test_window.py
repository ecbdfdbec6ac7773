"""Bands over time: smoothed within runs first, honest about what they cover."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from copsim.analysis.window import bands
from copsim.errors import InputError


def weekly(runs: dict[tuple[str, int], list[float]]) -> pd.DataFrame:
    rows = [(arm, seed, week, value) for (arm, seed), values in runs.items() for week, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["arm", "seed", "week", "flow"])


def test_a_band_is_the_t_interval_of_the_mean_over_seeds():
    row = bands(weekly({("none", 0): [1.0], ("none", 1): [2.0], ("none", 2): [6.0]}), "flow", 1).iloc[0]
    sd = np.std([1.0, 2.0, 6.0], ddof=1)
    assert row["mean"] == 3.0 and row["n"] == 3
    assert row["high95"] - 3.0 == pytest.approx(t.ppf(0.975, 2) * sd / np.sqrt(3))
    assert 3.0 - row["low80"] == pytest.approx(t.ppf(0.9, 2) * sd / np.sqrt(3))


def test_smoothing_is_a_trailing_mean_over_full_windows():
    table = bands(weekly({("none", 0): [0.0, 3.0, 6.0, 9.0], ("none", 1): [0.0, 3.0, 6.0, 9.0]}), "flow", 3)
    assert table["week"].tolist() == [2, 3]
    assert table["mean"].tolist() == pytest.approx([3.0, 6.0])


def test_smoothing_comes_before_the_band_so_noise_within_a_run_makes_it_narrow():
    rng = np.random.default_rng(3)
    runs = {("none", seed): list(rng.normal(size=52)) for seed in range(20)}
    widths = [
        float((table["high95"] - table["low95"]).mean()) for table in (bands(weekly(runs), "flow", w) for w in (1, 13))
    ]
    assert widths[1] < widths[0] / 2  # sqrt(13) = 3.6 for independent weeks


def test_a_week_without_events_is_skipped_and_an_empty_window_stays_empty():
    runs = {("none", 0): [1.0, np.nan, 3.0, np.nan, np.nan, np.nan], ("none", 1): [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]}
    table = bands(weekly(runs), "flow", 3)
    assert table["n"].tolist() == [2, 1, 1, 1]
    assert table["mean"].tolist() == pytest.approx([2.0, 3.0, 4.0, 5.0])
    assert np.isnan(table["low95"]).tolist() == [False, True, True, True]


def test_bands_of_runs_hold_the_central_share_of_runs():
    runs = {("none", seed): [float(seed)] for seed in range(101)}
    row = bands(weekly(runs), "flow", 1, covers="runs").iloc[0]
    assert [row["low95"], row["low80"], row["high80"], row["high95"]] == pytest.approx([2.5, 10.0, 90.0, 97.5])


def test_differences_are_taken_within_seeds():
    runs = {("none", 0): [1.0], ("none", 1): [5.0], ("slack", 1): [7.0], ("slack", 0): [3.0]}
    table = bands(weekly(runs), "flow", 1, baseline="none")
    assert table["arm"].tolist() == ["slack"]
    assert (table["mean"][0], table["low95"][0], table["high95"][0]) == (2.0, 2.0, 2.0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("flwo",), "did you mean 'flow'"),
        (("flow", 0), "between 1 and the 2 weeks"),
        (("flow", 3), "between 1 and the 2 weeks"),
        (("flow", 1, "mean", "slack"), "no arm 'slack'"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(arguments, sentence):
    with pytest.raises(InputError, match=sentence):
        bands(weekly({("none", 0): [1.0, 2.0]}), *arguments)
