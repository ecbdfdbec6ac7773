"""Sensitivity through our path (sample, outcome, analysis) finds the known answers of test functions."""

import numpy as np
import pandas as pd
import pytest

from copsim.analysis.regions import regions
from copsim.analysis.sensitivity import morris_screening, sobol_indices
from copsim.errors import InputError
from copsim.study.description import Part
from copsim.study.points import cube_of, spans_of

KEYS = [span.key for span in spans_of(Part(sample="sobol", ranges={"behaviour": "explored"}))]


def sample(kind: str, points: int, parameters: int, **more: object) -> np.ndarray:
    """The unit cube of a study of so many real parameters."""
    return cube_of(Part(sample=kind, points=points, ranges=dict.fromkeys(KEYS[:parameters], "explored"), **more))


def ishigami(cube: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * cube - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


WEIGHTS = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def sobol_g(cube: np.ndarray) -> np.ndarray:
    return np.prod((np.abs(4 * cube - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1)


def shares_of_sobol_g() -> tuple[np.ndarray, np.ndarray]:
    """First and total indices (Saltelli and Sobol 1995)."""
    each = 1 / (3 * (1 + WEIGHTS) ** 2)
    whole = np.prod(1 + each) - 1
    return each / whole, each * np.prod(1 + each) / (1 + each) / whole


FUNCTIONS = {
    "Ishigami": (ishigami, 3, np.array([0.3139, 0.4424, 0.0]), np.array([0.5576, 0.4424, 0.2437])),
    "Sobol-G": (sobol_g, 8, *shares_of_sobol_g()),
}


@pytest.mark.parametrize(
    ("name", "second_order"),
    [
        ("Ishigami", False),
        ("Ishigami", True),
        ("Sobol-G", False),
        pytest.param("Sobol-G", True, marks=pytest.mark.slow),
    ],
)
def test_sobol_indices_of_a_known_function_lie_within_their_intervals(name: str, second_order: bool) -> None:
    function, size, first, total = FUNCTIONS[name]
    values = function(sample("saltelli", 2048, size, second_order=second_order))
    found = sobol_indices(values, KEYS[:size], second_order)
    table = found.indices.set_index("parameter").loc[KEYS[:size]]
    slack = 0.002  # intervals of parameters that do nothing have hardly any width
    for kind, truth in (("first", first), ("total", total)):
        assert (table[f"{kind}_low"] - slack <= truth).all()
        assert (truth <= table[f"{kind}_high"] + slack).all()
    assert found.convergence.enough, found.convergence.sentence


def test_a_sample_that_is_too_small_says_so_and_what_to_take() -> None:
    found = sobol_indices(ishigami(sample("saltelli", 16, 3)), KEYS[:3])
    assert not found.convergence.enough
    assert "is too small" in found.convergence.sentence
    assert "take some" in found.convergence.sentence


def test_morris_ranks_the_parameters_of_a_known_model() -> None:
    """y = 10 a + 5 b + 2 c + d · e + nothing of the sixth: sizes in order, interaction told by sigma."""
    cube = sample("morris", 40, 6)
    values = 10 * cube[:, 0] - 5 * cube[:, 1] + 2 * cube[:, 2] + cube[:, 3] * cube[:, 4]
    table = morris_screening(cube, values, KEYS[:6])
    assert table["parameter"].tolist()[:3] == KEYS[:3]
    assert table["parameter"].tolist()[-1] == KEYS[5]
    by_name = table.set_index("parameter")
    assert by_name["mu"].loc[KEYS[:3]].tolist() == pytest.approx([10, -5, 2])
    assert by_name["sigma"].loc[KEYS[:3]].tolist() == pytest.approx([0, 0, 0], abs=1e-9)
    assert (by_name["sigma"].loc[KEYS[3:5]] > 0.1).all()
    assert by_name["mu_star"].loc[KEYS[5]] == 0


def test_what_is_no_sample_is_refused() -> None:
    values = ishigami(sample("saltelli", 16, 3))
    with pytest.raises(InputError, match="no Saltelli sample"):
        sobol_indices(values[:-1], KEYS[:3])
    with pytest.raises(InputError, match="nothing to explain"):
        sobol_indices(np.ones(80), KEYS[:3])
    values[3] = np.nan
    with pytest.raises(InputError, match="1 of 80 points have no value"):
        sobol_indices(values, KEYS[:3])


def effects(points: int) -> pd.DataFrame:
    """An effect of +1 where hours are above 28 and alignment is below 0.5, else -1, and some noise."""
    rng = np.random.default_rng(2)
    table = pd.DataFrame({"f.hours": rng.uniform(22, 35, points), "b.alignment": rng.uniform(0.2, 0.9, points)})
    good = (table["f.hours"] > 28) & (table["b.alignment"] < 0.5)
    return table.assign(effect=np.where(good, 1.0, -1.0) + 0.2 * rng.normal(size=points))


def test_the_region_where_an_arm_wins_is_told_in_plain_words() -> None:
    best = regions(effects(400), ["f.hours", "b.alignment"]).iloc[0]
    assert best["low"] > 0.8
    assert "alignment up to 0.4" in best["box"]
    assert "hours above 28" in best["box"] or "hours between 28" in best["box"]


def test_boxes_cover_all_points_and_are_told_by_points_that_did_not_draw_them() -> None:
    found = regions(effects(400), ["f.hours", "b.alignment"])
    assert found["share"].sum() == pytest.approx(1.0)
    assert found["points"].sum() == 200


def test_noise_is_not_told_as_a_region() -> None:
    """Over 100 studies of noise, the 95 % interval of the best of about eight boxes excludes zero no more than luck."""
    rng, names = np.random.default_rng(3), ["f.hours", "b.alignment"]
    found = pd.concat([regions(effects(80).assign(effect=rng.normal(size=80)), names) for _ in range(100)])
    assert ((found["low"] > 0) | (found["high"] < 0)).mean() < 0.09


def test_too_few_points_tell_no_region() -> None:
    with pytest.raises(InputError, match="40 points or more"):
        regions(effects(30), ["f.hours", "b.alignment"])
