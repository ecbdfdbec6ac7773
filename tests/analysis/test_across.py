"""Effects of studies with many points: what is independent is counted, and nothing else."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from copsim.analysis.across import along, at_points, growing, overall, swings
from copsim.errors import InputError


def study(points: int, seeds: int, seed: int = 0, truth: float = 0.5, common: bool = True) -> pd.DataFrame:
    """Arms none and some; the effect of a seed is shared by all points, as luck is."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=seeds if common else (points, seeds))
    rows = []
    for p in range(points):
        for s in range(seeds):
            luck, own = (shared[s], s) if common else (shared[p, s], p * seeds + s)
            base = rng.normal()
            rows += [("none", p, own, 20.0 + p, base), ("some", p, own, 20.0 + p, base + truth + luck)]
    return pd.DataFrame(rows, columns=["arm", "point", "seed", "f.hours", "flow"])


def test_pairs_of_points_that_share_their_luck_are_not_counted_as_independent() -> None:
    """Exact binomial test at error rate 1e-4 on 300 studies: those over seeds cover, over all pairs they would not."""
    found = pd.concat([overall(study(8, 12, seed), ["flow"], "none") for seed in range(300)])
    assert (found["n"] == 12).all()
    held = int(((found["low"] <= 0.5) & (found["high"] >= 0.5)).sum())
    assert binomtest(held, 300, 0.95).pvalue > 1e-4


def test_points_with_luck_of_their_own_are_what_is_counted() -> None:
    assert overall(study(8, 5, common=False), ["flow"], "none", common_seeds=False)["n"].tolist() == [8]
    assert overall(study(8, 1), ["flow"], "none")["n"].tolist() == [8]
    assert overall(study(1, 5), ["flow"], "none")["n"].tolist() == [5]


def test_a_seed_that_has_not_run_at_all_points_yet_is_left_out() -> None:
    table = study(8, 12)
    unfinished = table[~((table["seed"] == 11) & (table["point"] > 2))]
    assert overall(unfinished, ["flow"], "none")["n"].tolist() == [11]
    complete = overall(table[table["seed"] < 11], ["flow"], "none")
    assert overall(unfinished, ["flow"], "none")["effect"].tolist() == complete["effect"].tolist()


def test_effects_at_points_carry_their_parameters() -> None:
    table = at_points(study(4, 6), ["flow"], "none", ["f.hours"])
    assert table[["point", "f.hours", "n"]].to_numpy().tolist() == [[p, 20.0 + p, 6] for p in range(4)]


def test_levels_along_a_setting_are_means_over_the_rest() -> None:
    table, found = study(4, 6), along(study(4, 6), "f.hours", ["flow"])
    row = found[(found["arm"] == "some") & (found["value"] == 22.0)].iloc[0]
    assert row["mean"] == pytest.approx(table.loc[(table["arm"] == "some") & (table["point"] == 2), "flow"].mean())
    assert row["n"] == 6


def test_a_swing_is_the_effect_at_the_top_less_that_at_the_bottom() -> None:
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"a": rng.uniform(size=600), "b": rng.uniform(size=600), "metric": "flow", "arm": "some"})
    table["effect"] = 3.0 * table["a"] + 0.1 * rng.normal(size=600)
    found = swings(table, ["b", "a"], "flow", "some")
    assert found["parameter"].tolist() == ["a", "b"]
    assert found["swing"].iloc[0] == pytest.approx(2.0, abs=0.15)
    assert found["low"].iloc[1] < 0 < found["high"].iloc[1]


def test_an_effect_grows_surer_pair_by_pair_to_the_one_that_is_reported() -> None:
    table = study(3, 20)
    found, last = growing(table, "flow", "some", "none"), overall(table, ["flow"], "none").iloc[0]
    assert found["n"].tolist() == list(range(2, 21))
    assert found[["effect", "low", "high"]].iloc[-1].tolist() == pytest.approx(last[["effect", "low", "high"]].tolist())


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(InputError, match="no arm 'nine'"):
        overall(study(2, 3), ["flow"], "nine")
    with pytest.raises(InputError, match="no metric 'flwo'"):
        overall(study(2, 3), ["flwo"], "none")
    alone = study(2, 3)
    with pytest.raises(InputError, match="takes two or more"):
        overall(alone[alone["arm"] == "none"], ["flow"], "none")
