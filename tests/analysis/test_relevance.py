"""Verdicts, many outcomes, and runs for an effect."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, ttest_rel

from copsim.analysis.paired import paired_effects
from copsim.analysis.relevance import judged, pairs_for, power_of, verdict
from copsim.errors import InputError


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.2, 0.4, "matters"),
        (-0.4, -0.2, "matters"),
        (-0.05, 0.05, "too small to matter"),
        (0.01, 0.05, "too small to matter"),
        (0.05, 0.3, "there, size unclear"),
        (-0.05, 0.3, "unclear"),
        (np.nan, np.nan, "unclear"),
    ],
)
def test_an_interval_is_judged_by_the_smallest_effect_of_interest(low: float, high: float, said: str) -> None:
    assert verdict(low, high, 0.1) == said


def test_without_a_smallest_effect_any_effect_that_is_there_matters() -> None:
    assert verdict(0.001, 0.002, 0.0) == "matters"
    assert verdict(-0.001, 0.002, 0.0) == "unclear"
    with pytest.raises(InputError):
        verdict(0, 1, -1)


def summary(metrics: int, pairs: int, effect: float, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    names = [f"m{k}" for k in range(metrics)]
    arms = {"none": rng.normal(size=(pairs, metrics)), "some": rng.normal(size=(pairs, metrics)) + effect}
    tables = [pd.DataFrame(values, columns=names).assign(arm=arm, seed=range(pairs)) for arm, values in arms.items()]
    return pd.concat(tables)


def test_p_is_that_of_the_paired_t_test() -> None:
    table = summary(1, 12, 0.5, 3)
    ours = judged(paired_effects(table, ["none"]))["p"].iloc[0]
    theirs = ttest_rel(table.loc[table["arm"] == "some", "m0"], table.loc[table["arm"] == "none", "m0"]).pvalue
    assert ours == pytest.approx(theirs)


@pytest.mark.parametrize("tests", [1, 2, 30])
def test_corrected_p_values_are_those_of_statsmodels(tests: int) -> None:
    from statsmodels.stats.multitest import multipletests

    table = judged(paired_effects(summary(tests, 9, 0.4, 2), ["none"]))
    for column, method in (("p_holm", "holm"), ("q", "fdr_bh")):
        assert table[column].to_numpy() == pytest.approx(multipletests(table["p"], method=method)[1])


def test_among_many_outcomes_without_effect_holm_raises_a_false_alarm_in_5_percent_of_studies_at_most() -> None:
    """Exact binomial test at error rate 1e-4; without correction two of three studies of 20 outcomes raises one."""
    tables = [judged(paired_effects(summary(20, 8, 0.0, seed), ["none"])) for seed in range(100)]
    alarms = sum(bool((table["p_holm"] < 0.05).any()) for table in tables)
    assert binomtest(alarms, 100, 0.05, alternative="greater").pvalue > 1e-4
    assert np.mean([(table["p"] < 0.05).any() for table in tables]) > 0.4


def test_effects_that_are_there_survive_the_correction() -> None:
    table = judged(paired_effects(summary(10, 40, 2.0, 1), ["none"]))
    assert (table["q"] < 0.05).all()
    assert (table["p"] <= table["q"]).all()
    assert (table["q"] <= table["p_holm"] + 1e-15).all()


def test_the_pairs_that_are_told_find_the_effect_as_often_as_asked() -> None:
    """Exact binomial test at error rate 1e-4 on 4,000 studies."""
    pairs = pairs_for(0.5, 1.0, power=0.8)
    assert power_of(0.5, 1.0, pairs - 1) < 0.8 <= power_of(0.5, 1.0, pairs)
    values = np.random.default_rng(5).normal(0.5, 1.0, (4000, pairs))
    found = ttest_rel(values, np.zeros_like(values), axis=1).pvalue < 0.05
    assert binomtest(int(found.sum()), 4000, power_of(0.5, 1.0, pairs)).pvalue > 1e-4


def test_a_large_effect_takes_two_pairs_and_none_takes_forever() -> None:
    assert pairs_for(100.0, 1.0) == 2
    for effect, sd, power in ((0.0, 1.0, 0.8), (1.0, 0.0, 0.8), (1.0, 1.0, 1.0)):
        with pytest.raises(InputError):
            pairs_for(effect, sd, power)
