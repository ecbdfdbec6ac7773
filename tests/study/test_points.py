"""Rows of settings: every way to write them down gives the rows it promises."""

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import qmc

from copsim.errors import InputError
from copsim.study.description import Part
from copsim.study.points import rows_of, spans_of

HOURS, ALIGNED = "organization.assigned_hours", "behaviour.people.alignment"
RANGES = {HOURS: (22.0, 35.0), ALIGNED: "explored"}


def sampled(kind: str, points: int, **more: object) -> np.ndarray:
    return np.array([list(row.values()) for row in rows_of(Part(sample=kind, points=points, ranges=RANGES, **more))])


def test_a_grid_holds_every_combination_and_its_last_key_changes_fastest() -> None:
    rows = rows_of(Part(grid={"policy": ["none", "mandated"], HOURS: [22, 28, 35]}))
    assert rows[:3] == [{"policy": "none", HOURS: hours} for hours in (22, 28, 35)]
    assert len(rows) == 6


def test_without_a_part_there_is_one_row_that_says_nothing() -> None:
    assert rows_of(None) == [{}]


def test_a_table_gives_a_row_of_settings_a_line(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(f"policy,{HOURS},organization.units\nnone,22.5,3\nmandated,30,4\n", encoding="utf-8")
    assert rows_of(Part(csv=str(file))) == [
        {"policy": "none", HOURS: 22.5, "organization.units": 3},
        {"policy": "mandated", HOURS: 30.0, "organization.units": 4},
    ]


def test_a_latin_hypercube_has_one_point_in_each_of_its_layers() -> None:
    values = sampled("latin_hypercube", 20)
    for column, (low, high) in enumerate([(22, 35), (0.2, 0.95)]):
        layers = np.floor((values[:, column] - low) / (high - low) * 20)
        assert sorted(layers) == list(range(20))


def test_a_sobol_sequence_is_more_even_than_chance() -> None:
    cube = (sampled("sobol", 64) - [22, 0.2]) / [13, 0.75]
    assert qmc.discrepancy(cube) < 0.1 * qmc.discrepancy(np.random.default_rng(0).random((64, 2)))


def test_a_morris_sample_changes_one_parameter_a_step() -> None:
    values = sampled("morris", 5).reshape(5, 3, 2)
    assert ((np.diff(values, axis=1) != 0).sum(axis=2) == 1).all()


@pytest.mark.parametrize(("second_order", "blocks"), [(False, 4), (True, 6)])
def test_a_saltelli_sample_has_its_number_of_blocks(second_order: bool, blocks: int) -> None:
    assert len(sampled("saltelli", 16, second_order=second_order)) == 16 * blocks


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol", "morris", "saltelli"])
def test_the_seed_decides_a_sample_and_zero_is_a_seed(kind: str) -> None:
    first, same, other = (sampled(kind, 16, seed=seed) for seed in (0, 0, 1))
    assert (first == same).all()
    assert (first != other).any()


def test_a_whole_number_takes_each_value_of_its_range() -> None:
    rows = rows_of(Part(sample="sobol", points=64, ranges={"organization.units": (2, 5)}))
    counts = np.unique([row["organization.units"] for row in rows], return_counts=True)
    assert [values.tolist() for values in counts] == [[2, 3, 4, 5], [16, 16, 16, 16]]


def test_the_name_of_a_group_stands_for_all_of_it_that_has_an_explored_range() -> None:
    spans = spans_of(Part(sample="sobol", ranges={"behaviour.people": "explored"}))
    assert ALIGNED in [span.key for span in spans]
    assert all(span.key.startswith("behaviour.people.") and span.low < span.high for span in spans)


REFUSED = {
    "organization.assigned_ours": "did you mean 'organization.assigned_hours'?",
    "policy.membership.rule": "is a choice, not a number to sample",
    "organization.headcount": "has no explored range",
}


@pytest.mark.parametrize("key", REFUSED)
def test_what_cannot_be_sampled_is_refused(key: str) -> None:
    with pytest.raises(InputError, match=REFUSED[key].replace("?", r"\?")):
        rows_of(Part(sample="sobol", ranges={key: "explored"}))


def test_a_range_beyond_the_bounds_is_refused() -> None:
    with pytest.raises(InputError, match=r"the range -1\.\.5 of organization.assigned_hours leaves its bounds 0\.\.80"):
        rows_of(Part(sample="sobol", ranges={HOURS: (-1, 5)}))


@pytest.mark.parametrize("kind", ["sobol", "saltelli"])
def test_an_unbalanced_number_of_points_is_refused_with_the_nearest_that_are_balanced(kind: str) -> None:
    with pytest.raises(InputError, match="choose 64 or 128"):
        sampled(kind, 100)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "no CSV table"), ("policy\n", "holds no row"), ("policy,weeks\nnone,\n", "empty cell in column 'weeks'")],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        rows_of(Part(csv=str(file)))


def test_rows_that_name_different_settings_are_refused() -> None:
    with pytest.raises(InputError, match="must have the same settings"):
        rows_of(Part(list=[{"policy": "none"}, {"weeks": 5}]))
