"""The split of variance finds the parts that a made-up study was built from."""

import numpy as np
import pandas as pd
import pytest

from copsim.analysis.variance import PARTS, variance_split
from copsim.errors import InputError


def study(common: bool, choices: float, unknowns: float, both: float, luck: tuple[float, float]) -> pd.DataFrame:
    """4 arms x 60 points x 10 seeds; ``luck``: spread that all arms and points of a seed share, and their own."""
    rng = np.random.default_rng(4)
    arm, point = rng.normal(size=4) * choices, rng.normal(size=60) * unknowns
    cross = rng.normal(size=(4, 60)) * both
    shared = rng.normal(size=(1 if common else 60, 10)) * luck[0]
    rows = [
        (f"a{a}", p, s if common else p * 10 + s, arm[a] + point[p] + cross[a, p] + shared[p % len(shared), s]
         + luck[1] * rng.normal())
        for a in range(4) for p in range(60) for s in range(10)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["arm", "point", "seed", "flow"])


def variances(table: pd.DataFrame, common: bool) -> pd.Series:
    return variance_split(table, ["flow"], common).set_index("part")["variance"]


@pytest.mark.parametrize("common", [True, False])
def test_each_part_is_found(common: bool) -> None:
    found = variances(study(common, 0.0, 2.0, 1.0, (1.0, 0.5)), common)
    assert found["unknowns"] == pytest.approx(4.0, rel=0.4)
    assert found["choices x unknowns"] == pytest.approx(1.0, rel=0.3)
    assert found["luck"] == pytest.approx(1.25, rel=0.5)
    assert found["choices"] < 0.1


@pytest.mark.parametrize("common", [True, False])
def test_luck_alone_is_not_taken_for_anything_else(common: bool) -> None:
    split = variance_split(study(common, 0.0, 0.0, 0.0, (1.0, 1.0)), ["flow"], common).set_index("part")["share"]
    assert split["luck"] > 0.97
    assert split.sum() == pytest.approx(1.0)


def test_what_has_one_value_only_has_no_part() -> None:
    table = study(True, 1.0, 1.0, 0.0, (1.0, 0.0))
    split = variance_split(table[(table["arm"] == "a0") & (table["point"] == 0)], ["flow"])
    assert split["part"].tolist() == list(PARTS)
    assert split["variance"].isna().tolist() == [False, True, True, True]


def test_a_point_that_lacks_a_value_is_left_out() -> None:
    table = study(True, 1.0, 1.0, 0.0, (1.0, 0.0))
    table.loc[5, "flow"] = np.nan
    split = variance_split(table, ["flow"])
    rest = variance_split(table[table["point"] != table.loc[5, "point"]], ["flow"])
    assert split["variance"].to_numpy() == pytest.approx(rest["variance"].to_numpy())


def test_a_study_that_cannot_be_split_is_refused() -> None:
    table = study(True, 1.0, 1.0, 0.0, (1.0, 0.0))
    with pytest.raises(InputError, match="more than once"):
        variance_split(pd.concat([table, table]), ["flow"])
    with pytest.raises(InputError, match="two seeds or more"):
        variance_split(table[table["seed"] == 0], ["flow"])
