"""Figures: what they hold, and that a reader can read all of it."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from copsim.errors import InputError
from copsim.reporting.crossing import crossing_data, crossing_points, draw_crossing
from copsim.reporting.forest import draw_forest, forest_data
from copsim.reporting.over_time import draw_over_time, over_time_data
from copsim.reporting.saving import save
from copsim.reporting.style import ARM_COLOURS
from copsim.reporting.who_learns import draw_who_learns, who_learns_data

FOLLOWED = ["flow", "weeks_to_solve", "turnover", "engagement"]


def over_time(r):
    return draw_over_time(over_time_data(r.weekly, FOLLOWED), r.dictionary, "none")


def over_time_against(r):
    return draw_over_time(over_time_data(r.weekly, FOLLOWED[:2], baseline="none"), r.dictionary, "none")


def grid_over_time(r):
    names = {arm: f"{arm}, assigned_hours=22" for arm in r.arms} | {
        "slack": "headcount=1000, a very long name of an arm"
    }
    weekly = r.weekly.assign(arm=r.weekly["arm"].map(names))
    return draw_over_time(over_time_data(weekly, ["flow", "stock"], covers="runs"), r.dictionary, names["none"])


def one_seed_over_time(r):
    weekly = r.weekly[(r.weekly["seed"] == 0) & (r.weekly["week"] < 8)]
    return draw_over_time(over_time_data(weekly, FOLLOWED), r.dictionary, "none")


def one_week_over_time(r):
    return draw_over_time(over_time_data(r.weekly[r.weekly["week"] == 0], ["flow"]), r.dictionary)


def forest(r):
    return draw_forest(forest_data(r.effects, "self_selected", r.metrics), r.dictionary)


def forest_of_one_metric(r):
    return draw_forest(forest_data(r.effects, "none", ["stock"]), r.dictionary)


def who_learns(r):
    return draw_who_learns(who_learns_data(r.units_flow))


def who_learns_in_one_arm(r):
    return draw_who_learns(who_learns_data(r.units_flow[r.units_flow["arm"] == "slack"]))


def crossing(r):
    return draw_crossing(duel(r), r.dictionary, "assigned hours (h/week)")


def crossing_of_eight_arms(r):
    data = crossing_data(r.sweep, "assigned_hours", "none", r.arms[1:])
    return draw_crossing(data, r.dictionary)


def duel(r):
    return crossing_data(r.sweep, "assigned_hours", "mandated", ["self_selected"])


FIGURES = [over_time, over_time_against, grid_over_time, one_seed_over_time, one_week_over_time, forest,
           forest_of_one_metric, who_learns, who_learns_in_one_arm, crossing, crossing_of_eight_arms]  # fmt: skip


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("draw", FIGURES, ids=lambda draw: draw.__name__)
def test_all_words_of_a_figure_can_be_read(draw, results, inspect):
    seen = inspect(draw(results))
    assert seen.overlapping() == []
    assert seen.outside() == []
    assert seen.smallest() >= 12


@pytest.mark.parametrize("baseline", ["none", "self_selected"])
def test_every_arm_is_named_once_in_each_panel_and_in_its_own_colour(results, baseline):
    figure = draw_over_time(over_time_data(results.weekly, ["flow", "stock"]), results.dictionary, baseline)
    for axes in figure.axes:
        assert len([text for text in axes.texts if text.get_gid() == "arm-label"]) == len(results.arms)
        drawn = {to_hex(line.get_color()).upper() for line in axes.lines}
        assert drawn == {colour.upper() for colour in ARM_COLOURS.values()}
        dashed = {to_hex(line.get_color()).upper() for line in axes.lines if line.get_linestyle() == "--"}
        assert dashed == {ARM_COLOURS[baseline].upper()}


def test_an_arm_without_values_has_no_line(results):
    figure = draw_over_time(over_time_data(results.weekly, ["engagement"]), results.dictionary)
    labels = [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "arm-label"]
    assert len(labels) == 7 and "none" not in labels


def test_data_over_time_hold_a_row_per_metric_arm_and_week_of_a_full_window(results):
    table = over_time_data(results.weekly, ["flow", "turnover"])
    assert table.groupby("metric")["smooth_weeks"].first().to_dict() == {"flow": 13, "turnover": 39}
    assert len(table) == 9 * ((156 - 12) + (156 - 38))
    assert table["year"].max() == 3.0
    assert (table["low95"] < table["low80"]).all() and (table["low80"] < table["mean"]).all()
    assert over_time_data(results.weekly, ["flow"], {"flow": 4})["week"].min() == 3
    assert "none" not in set(over_time_data(results.weekly, ["flow"], baseline="none")["arm"])


def test_the_forest_has_the_effects_of_one_baseline_and_knows_which_are_clear(results):
    table = forest_data(results.effects, "none", ["turnover", "flow"])
    assert table["metric"].unique().tolist() == ["turnover", "flow"]
    assert table["arm"].tolist() == results.arms[1:] * 2
    assert (table["clear"] == ((table["low"] > 0) | (table["high"] < 0))).all()
    assert table.loc[(table["metric"] == "flow") & (table["arm"] == "self_selected"), "clear"].all()


def test_the_forest_says_which_metrics_cannot_be_compared(results):
    figure = draw_forest(forest_data(results.effects, "none", ["flow", "engagement"]), results.dictionary)
    assert len(figure.axes) == 1
    assert any("Not shown" in text.get_text() and "Engagement" in text.get_text() for text in figure.texts)


def test_a_single_pair_is_drawn_without_an_interval(results):
    single = results.effects.assign(low=np.nan, high=np.nan, n=1)
    figure = draw_forest(forest_data(single, "none", ["flow"]), results.dictionary)
    assert any("one pair has no interval" in text.get_text() for text in figure.texts)


def test_who_learns_is_the_mean_over_seeds_and_a_missing_pair_is_zero():
    rows = [("none", 0, 0, 0, 3.0), ("none", 0, 1, 0, 1.0), ("none", 1, 0, 0, 4.0), ("none", 1, 1, 1, 2.0)]
    table = who_learns_data(pd.DataFrame(rows, columns=["arm", "seed", "from_unit", "to_unit", "flow"]))
    flow = table.set_index(["from_unit", "to_unit"])["flow"].to_dict()
    assert flow == {(0, 0): 3.5, (1, 0): 0.5, (0, 1): 0.0, (1, 1): 1.0}
    assert table.groupby("to_unit")["share"].sum().tolist() == [1.0, 1.0]
    assert table["n"].unique().tolist() == [2]


def test_all_heat_maps_share_one_colour_scale_and_frame_their_diagonal(results):
    figure = who_learns(results)
    maps = [axes for axes in figure.axes if axes.collections and len(axes.patches) == 6]
    assert len(maps) == 9
    assert len({axes.collections[0].get_clim() for axes in maps}) == 1


def test_a_crossing_is_found_between_clear_values_of_opposite_sign():
    values = pd.DataFrame({"value": [22, 25, 28, 31], "effect": [2.0, 0.5, -0.5, -2.0], "low": [1.0, -1.0, -2.0, -3.0],
                           "high": [3.0, 2.0, 1.0, -1.0], "metric": "flow", "arm": "self_selected"})  # fmt: skip
    point = crossing_points(values).iloc[0]
    assert (point["value"], point["after"], point["before"]) == (26.5, 22.0, 31.0)
    assert crossing_points(values.iloc[:3]).empty  # the negative side is not clear


def test_both_sides_of_a_crossing_are_named_by_who_is_better(results):
    words = {axes.get_title(loc="left"): [text.get_text() for text in axes.texts] for axes in crossing(results).axes}
    assert words["Time to solve"][:2] == ["mandated better", "self-selected better"]  # above zero: more weeks
    assert words["Result of the firm"][:2] == ["self-selected better", "mandated better"]
    assert words["Knowledge flow"][:2] == [
        "more with self-selected",
        "more with mandated",
    ]  # neither is better by itself


def test_a_figure_is_saved_as_png_and_svg_with_the_same_bytes_each_time(results, tmp_path):
    paths = save(crossing(results), tmp_path / "first.figure")
    assert [path.name for path in paths] == ["first.figure.png", "first.figure.svg"]
    again = save(crossing(results), tmp_path / "second")
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in again]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in [*paths, *again])
    assert paths[0].read_bytes().startswith(b"\x89PNG")
    svg = paths[1].read_text(encoding="utf-8")
    ElementTree.fromstring(svg)
    assert not re.search(r"dc:date|20\d\d-\d\d-\d\d", svg)


def test_an_interrupted_save_leaves_nothing_behind(results, tmp_path, monkeypatch):
    figure = crossing(results)

    def interrupted(target, **_):
        target.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(figure, "savefig", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(figure, tmp_path / "flow")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda r: forest_data(r.effects, "mandated"), "no effects against 'mandated'"),
        (lambda r: draw_forest(forest_data(r.effects, "none", ["engagement"]), r.dictionary), "no effect to draw"),
        (lambda r: draw_forest(forest_data(r.effects, "none"), r.dictionary.iloc[:3]), "not in the data dictionary"),
        (lambda r: over_time_data(r.weekly, ["flwo"]), "did you mean 'flow'"),
        (lambda r: crossing_data(r.sweep, "hours", "mandated", ["self_selected"]), "no such column"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(call, sentence, results):
    with pytest.raises(InputError, match=sentence):
        call(results)
