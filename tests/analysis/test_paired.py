"""Paired effects: known answers, and intervals that hold what they promise."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, ttest_rel

from copsim.analysis.paired import COLUMNS, decompose_mandate, effect_over, paired_effects
from copsim.errors import InputError


def table(**arms: list[float]) -> pd.DataFrame:
    """One metric, ``flow``; the values of an arm belong to seeds 0, 1, 2, ..."""
    rows = [(arm, seed, value) for arm, values in arms.items() for seed, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["arm", "seed", "flow"])


def one(effects: pd.DataFrame, arm: str) -> pd.Series:
    return effects.set_index("arm").loc[arm]


def test_an_effect_is_the_mean_difference_within_seeds():
    row = one(paired_effects(table(none=[1.0, 2.0, 3.0], slack=[2.0, 4.0, 6.0]), ["none"]), "slack")
    assert row["effect"] == pytest.approx(2.0)
    assert (row["baseline_mean"], row["arm_mean"], row["n"]) == (2.0, 4.0, 3)
    assert row["sd"] == pytest.approx(1.0)
    assert row["correlation"] == pytest.approx(1.0)
    assert row["runs_saved"] == pytest.approx((4.0 + 1.0) / 1.0)
    assert row["high"] - row["effect"] == pytest.approx(4.302653 / np.sqrt(3), abs=1e-6)  # t(2) at 97.5 %


def test_the_interval_is_that_of_the_paired_t_test():
    rng = np.random.default_rng(5)
    none, slack = rng.normal(size=(2, 12))
    row = one(paired_effects(table(none=list(none), slack=list(slack)), ["none"]), "slack")
    expected = ttest_rel(slack, none).confidence_interval(0.95)
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))


def test_the_95_percent_interval_holds_the_true_effect_in_95_percent_of_studies():
    """Exact binomial test at error rate 1e-4 on 3,000 studies of 6 pairs each; each study is a metric."""
    rng, studies, truth = np.random.default_rng(11), 3000, 0.3
    luck = rng.normal(size=(6, studies))
    none, slack = luck + 0.2 * rng.normal(size=luck.shape), truth + luck + 0.2 * rng.normal(size=luck.shape)
    names = [f"study_{number}" for number in range(studies)]
    summary = pd.concat([pd.DataFrame(values, columns=names).assign(arm=arm, seed=range(6))
                         for arm, values in (("none", none), ("slack", slack))])  # fmt: skip
    effects = paired_effects(summary, ["none"], names)
    held = int(((effects["low"] <= truth) & (truth <= effects["high"])).sum())
    assert binomtest(held, studies, 0.95).pvalue > 1e-4
    assert effects["runs_saved"].median() > 5  # shared luck is worth many runs


def test_identical_arms_have_no_effect_and_no_doubt():
    row = one(paired_effects(table(none=[1.0, 2.0, 5.0], placebo=[1.0, 2.0, 5.0]), ["none"]), "placebo")
    assert (row["effect"], row["low"], row["high"], row["sd"]) == (0.0, 0.0, 0.0, 0.0)
    assert row["runs_saved"] == np.inf


def test_arms_that_differ_by_a_constant_save_infinitely_many_runs_despite_rounding():
    none = [0.1, 0.2, 0.7]
    row = one(paired_effects(table(none=none, slack=[value + 0.3 for value in none]), ["none"]), "slack")
    assert row["runs_saved"] == np.inf
    assert row["low"] == row["high"] == row["effect"]


def test_arms_that_never_vary_say_nothing_about_runs_saved():
    row = one(paired_effects(table(none=[1.0, 1.0], slack=[1.0, 1.0]), ["none"]), "slack")
    assert np.isnan(row["runs_saved"]) and np.isnan(row["correlation"])
    assert row["effect"] == 0.0


@pytest.mark.filterwarnings("error")
def test_a_pair_with_a_missing_value_is_left_out_of_everything():
    row = one(paired_effects(table(none=[1.0, np.nan, 3.0, 5.0], slack=[2.0, 9.0, 5.0, np.inf]), ["none"]), "slack")
    assert (row["n"], row["effect"], row["baseline_mean"], row["arm_mean"]) == (2, 1.5, 2.0, 3.5)


@pytest.mark.filterwarnings("error")
def test_fewer_than_two_pairs_give_no_interval():
    single = one(paired_effects(table(none=[1.0], slack=[2.0]), ["none"]), "slack")
    assert single["effect"] == 1.0 and single["n"] == 1
    assert np.isnan([single["low"], single["high"], single["sd"]]).all()
    nothing = one(paired_effects(table(none=[np.nan], slack=[2.0]), ["none"]), "slack")
    assert np.isnan(nothing["effect"]) and nothing["n"] == 0


def test_seeds_are_matched_by_number_and_not_by_position():
    summary = table(none=[1.0, 2.0, 3.0], slack=[11.0, 12.0, 13.0])
    shuffled = summary.sample(frac=1.0, random_state=2)
    row = one(paired_effects(shuffled, ["none"]), "slack")
    assert row["effect"] == 10.0 and row["sd"] == 0.0


def test_a_seed_that_one_arm_lacks_is_no_pair():
    row = one(paired_effects(table(none=[1.0, 2.0, 3.0], slack=[2.0, 3.0]), ["none"]), "slack")
    assert (row["n"], row["baseline_mean"]) == (2, 1.5)


def test_every_arm_meets_every_baseline_but_itself():
    summary = table(none=[1.0, 2.0], slack=[2.0, 2.5], mandated=[3.0, 4.0]).assign(stock=[1.0] * 6)
    effects = paired_effects(summary, ["none", "slack"])
    assert tuple(effects.columns) == COLUMNS
    pairs = effects.loc[effects["metric"] == "stock", ["arm", "baseline"]].to_numpy().tolist()
    assert pairs == [["slack", "none"], ["mandated", "none"], ["none", "slack"], ["mandated", "slack"]]


def test_compulsion_and_composition_add_up_to_the_total_even_with_missing_values():
    arms = {"self_selected": [5.0, 6.0, np.nan, 9.0], "mandated_yoked": [4.0, np.nan, 3.0, 7.0],
            "mandated": [1.0, 2.0, 3.0, 3.0]}  # fmt: skip
    parts = decompose_mandate(table(**arms), ["flow"]).set_index("part")
    assert parts["effect"].to_dict() == {"compulsion": 1.5, "composition": 3.5, "total": 5.0}
    assert parts["n"].tolist() == [2, 2, 2]
    assert list(parts.columns) == ["metric", "effect", "low", "high", "n"]


def test_an_effect_over_a_swept_key_is_the_effect_at_each_value():
    low = table(mandated=[1.0, 2.0], self_selected=[2.0, 3.5]).assign(load=22)
    high = table(mandated=[1.0, 2.0], self_selected=[0.0, 0.5]).assign(load=35)
    effects = effect_over(pd.concat([high, low]), "load", "mandated", ["self_selected"], ["flow"])
    assert effects["value"].tolist() == [22.0, 35.0]
    assert effects["effect"].tolist() == [1.25, -1.25]
    assert effects["key"].unique().tolist() == ["load"]
    assert "load" not in effect_over(pd.concat([high, low]), "load", "mandated")["metric"].tolist()


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda t: paired_effects(t, ["nune"]), "no arm 'nune'.*did you mean 'none'"),
        (lambda t: paired_effects(t, ["none"], ["flwo"]), "cannot compare 'flwo'.*did you mean 'flow'"),
        (lambda t: paired_effects(pd.concat([t, t]), ["none"]), "seed 0 more than once"),
        (lambda t: paired_effects(t.drop(columns="seed"), ["none"]), "no column 'seed'"),
        (lambda t: decompose_mandate(t), "no arm 'self_selected'"),
        (lambda t: effect_over(t, "load", "none"), "no such column"),
        (lambda t: effect_over(t.assign(load="x"), "load", "none"), "not numbers"),
        (lambda t: effect_over(t.assign(load=range(4)), "load", "none"), "at load=0"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(call, sentence):
    with pytest.raises(InputError, match=sentence):
        call(table(none=[1.0, 2.0], slack=[2.0, 3.0]))
