"""The default firm without communities is sane and steady (the gates of the main job).

Twelve seeds, ten years. A trend is tested by the slope over years of each seed: with 12 seeds the two-sided t-test
below errs with probability 0.001 for each of three metrics if there is no trend, and a trend is also allowed if it
is immaterial (under 1.5 % of the level in ten years for stock and ties, under 0.02 quits a year for turnover).
"""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import copsim
from copsim.metrics.catalogue import METRICS

SEEDS, YEARS = 12, 10


@pytest.fixture(scope="module")
def yearly() -> pd.DataFrame:
    """Metrics by seed and year of the default firm without communities."""
    scenario = copsim.compose(["policy=none", f"weeks={52 * YEARS}"])
    tallies = copsim.simulate(scenario, SEEDS).tallies.drop(columns=["arm"])
    sums = tallies.assign(year=tallies["week"] // 52).groupby(["seed", "year"]).sum()
    return pd.DataFrame({name: METRICS[name].of(sums) for name in ("stock", "embeddedness", "turnover", "stuck_share")})


def test_turnover_without_communities_lies_between_a_tenth_and_a_fifth_a_year(yearly: pd.DataFrame) -> None:
    assert 0.10 < yearly["turnover"].mean() < 0.20


def test_being_stuck_and_searching_takes_a_tenth_to_three_tenths_of_working_time(yearly: pd.DataFrame) -> None:
    assert 0.10 < yearly["stuck_share"].mean() < 0.30


@pytest.mark.parametrize(("metric", "immaterial"), [("stock", 0.015), ("embeddedness", 0.015), ("turnover", 0.15)])
def test_nothing_drifts_in_ten_years(yearly: pd.DataFrame, metric: str, immaterial: float) -> None:
    table = yearly[metric].unstack("year").to_numpy()
    years = np.arange(YEARS) - (YEARS - 1) / 2
    slopes = table @ years / (years @ years)
    change = abs(slopes.mean()) * YEARS / table.mean()
    assert change < immaterial or stats.ttest_1samp(slopes, 0.0).pvalue > 0.001
