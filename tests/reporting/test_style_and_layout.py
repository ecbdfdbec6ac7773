"""Colours that everyone can tell apart, labels that keep their distance, numbers written with care."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from copsim.reporting.labels import ARM_LABELS, MINUS, arm_label, decimals, number, shortened
from copsim.reporting.layout import spread
from copsim.reporting.style import ARM_COLOURS, OTHER_COLOURS, arm_colours, arm_dashes, luminance, readable

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB
SIGHT = {
    "usual": np.eye(3),
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


def lab(colour: str, sight: str) -> np.ndarray:
    """CIELAB coordinates (D65) of a colour as it is seen."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHT[sight]) @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ seen
    x, y, z = np.cbrt(np.maximum(xyz / [0.9505, 1.0, 1.089], 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_arms_differ_in_colour_whatever_the_readers_sight(sight):
    distances = {pair: float(np.linalg.norm(lab(ARM_COLOURS[pair[0]], sight) - lab(ARM_COLOURS[pair[1]], sight)))
                 for pair in combinations(ARM_COLOURS, 2)}  # fmt: skip
    assert min(distances.values()) > 12, min(distances, key=lambda pair: distances[pair])


@pytest.mark.parametrize("colour", [*ARM_COLOURS.values(), *OTHER_COLOURS])
def test_words_in_an_arms_colour_have_enough_contrast(colour):
    assert 1.05 / (luminance(to_rgb(readable(colour))) + 0.05) >= 4.5


def test_an_arm_has_the_same_colour_in_whatever_company():
    assert arm_colours(["mandated", "pilot"])["mandated"] == arm_colours(ARM_COLOURS)["mandated"]
    assert arm_colours(["mandated, assigned_hours=22"]) == {"mandated, assigned_hours=22": ARM_COLOURS["mandated"]}


def test_arms_of_any_number_differ_in_colour_or_line():
    names = [f"headcount={size}" for size in range(100, 400, 10)]
    colours, dashes = arm_colours(names), arm_dashes(names, None)
    assert len({(colours[name], str(dashes[name])) for name in names}) == 30
    assert list(colours) == names


@given(st.lists(st.floats(-2, 3), min_size=1, max_size=15), st.floats(0.01, 0.06))
def test_spread_labels_keep_their_distance_their_order_and_the_room(positions, gap):
    placed = spread(positions, gap)
    assert (np.diff(np.sort(placed)) >= gap - 1e-9).all()
    assert (placed >= -1e-9).all() and (placed <= 1 + 1e-9).all()
    order = np.argsort(positions, kind="stable")
    assert (np.diff(placed[order]) > 0).all()


def test_labels_with_room_stay_where_they_are():
    assert spread([0.9, 0.1, 0.5], 0.1) == pytest.approx([0.9, 0.1, 0.5])


def test_two_labels_in_one_place_move_apart_by_half_a_gap_each():
    assert spread([0.5, 0.5], 0.1) == pytest.approx([0.45, 0.55])


def test_too_many_labels_share_the_room_evenly():
    assert spread([0.5] * 5, 0.5) == pytest.approx([0.0, 0.25, 0.5, 0.75, 1.0])


@pytest.mark.parametrize(
    ("value", "places", "signed", "text"),
    [
        (1234.5, 0, False, "1,234"),
        (0.0123, 3, True, "+0.012"),
        (-0.0123, 3, True, f"{MINUS}0.012"),
        (-0.0001, 2, True, "0.00"),
        (0.0, 1, True, "0.0"),
        (float("nan"), 2, True, "–"),
        (float("inf"), 2, False, "∞"),
    ],
)
def test_a_number_is_written_for_readers(value, places, signed, text):
    assert number(value, places, signed) == text


def test_decimals_give_the_largest_value_its_digits():
    assert [decimals([value]) for value in (0.0123, -1.5, 480.0, 74_000.0, 0.0)] == [4, 2, 0, 0, 0]
    assert decimals([float("nan"), 2.0]) == 2
    assert decimals([float("nan")]) == 0


def test_arms_are_named_in_words_and_long_names_lose_their_middle():
    assert arm_label("self_selected_cultivated") == "self-selected, cultivated"
    assert arm_label("self_selected, headcount=60") == "self-selected, headcount=60"
    assert arm_label("pilot") == "pilot"
    assert shortened("a" * 30 + "b" * 30, 21) == "a" * 10 + "…" + "b" * 10
    assert set(ARM_LABELS) == set(ARM_COLOURS)
