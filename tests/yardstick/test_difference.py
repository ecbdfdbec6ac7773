"""The comparison of two samples of runs: agreement is only found where there is some."""

import numpy as np
import pandas as pd

from benchmarks.yardstick.agreement import differences


def sample(seed: int, runs: int, **means: float) -> pd.DataFrame:
    """Runs of metrics that are normal with SD 1 around given means."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({name: rng.normal(mean, 1.0, runs) for name, mean in means.items()})


def test_equal_distributions_are_told_apart_in_less_than_one_of_a_hundred_comparisons() -> None:
    """400 comparisons of 3 metrics; more than 13 alarms have probability below 1 in 10,000 at a rate of 1 %."""
    means = {"flow": 0.0, "stock": 0.0, "delay": 0.0}
    alarms = sum(
        not differences(sample(2 * n, 20, **means), sample(2 * n + 1, 40, **means))["agrees"].all() for n in range(400)
    )
    assert alarms <= 13


def test_a_mean_that_is_two_deviations_off_is_found_among_many_that_are_equal() -> None:
    one, other = sample(1, 20, flow=0.0, stock=0.0), sample(2, 20, flow=2.0, stock=0.0)
    assert differences(one, other)["agrees"].to_dict() == {"flow": False, "stock": True}


def test_a_metric_without_spread_must_be_equal() -> None:
    one = pd.DataFrame({"flow": [1.0, 1.0], "stock": [1.0, 1.0]})
    other = pd.DataFrame({"flow": [1.0, 1.0], "stock": [1.1, 1.1]})
    assert differences(one, other)["agrees"].to_dict() == {"flow": True, "stock": False}


def test_a_metric_that_only_one_side_measures_never_agrees() -> None:
    one = pd.DataFrame({"flow": [1.0, 1.1], "delay": [np.nan, np.nan], "stock": [np.nan, np.nan]})
    other = pd.DataFrame({"flow": [1.0, 1.1], "delay": [1.0, 1.2], "stock": [np.nan, np.nan]})
    assert differences(one, other)["agrees"].to_dict() == {"flow": True, "delay": False}
