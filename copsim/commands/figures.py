"""Figures of a command, each saved as PNG and SVG into the folder ``figures``."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from copsim.commands.contrast import Slice, described, renamed
from copsim.commands.crossings import Crossing
from copsim.commands.execution import Results
from copsim.reporting.crossing import draw_crossing
from copsim.reporting.forest import draw_forest, forest_data
from copsim.reporting.over_time import draw_over_time, over_time_data
from copsim.reporting.saving import save
from copsim.reporting.tables import HEADLINE
from copsim.reporting.who_learns import draw_who_learns, who_learns_data

OVER_TIME = (
    "flow",
    "useful_flow",
    "stock",
    "cross_unit_share",
    "weeks_to_solve",
    "stuck_share",
    "turnover",
    "net_result",
)


def draw_arm(results: Results, folder: Path) -> None:
    """What one arm does over time, and who learns from whom in it."""
    figure = draw_over_time(over_time_data(results.weekly, OVER_TIME), results.dictionary)
    _save([("over_time", figure), *_who_learns(results.units_flow)], folder)


def draw_comparison(results: Results, effects: pd.DataFrame, part: Slice, folder: Path) -> None:
    """All figures of a slice's arms; in a folder of its own if the grid has several slices."""
    _save(_comparison(results, effects, part), folder, described(part.settings))


def _comparison(results: Results, effects: pd.DataFrame, part: Slice) -> Iterator[tuple[str, Figure]]:
    """Levels over time, effects over time against the first baseline, a forest plot against each, who learns."""
    weekly, main = renamed(results.weekly, part), part.baselines[0]
    yield "over_time", draw_over_time(over_time_data(weekly, OVER_TIME), results.dictionary, main)
    differences = over_time_data(weekly, OVER_TIME, baseline=main)
    yield f"over_time_against_{main}", draw_over_time(differences, results.dictionary, main)
    for baseline in part.baselines:
        yield f"effects_against_{baseline}", draw_forest(forest_data(effects, baseline, HEADLINE), results.dictionary)
    yield from _who_learns(renamed(results.units_flow, part))


def _who_learns(units_flow: pd.DataFrame) -> Iterator[tuple[str, Figure]]:
    if not units_flow.empty:
        yield "who_learns", draw_who_learns(who_learns_data(units_flow))


def draw_crossings(found: Iterable[Crossing], dictionary: pd.DataFrame, folder: Path) -> None:
    """A figure for each crossing."""
    for crossing in found:
        figure = draw_crossing(crossing.data, dictionary, crossing.label)
        _save([(crossing.name, figure)], folder, crossing.others)


def _save(figures: Iterable[tuple[str, Figure]], folder: Path, subfolder: str = "") -> None:
    place = folder / "figures" / _plain(subfolder)
    place.mkdir(parents=True, exist_ok=True)
    for name, figure in figures:
        save(figure, place / _plain(name))


def _plain(name: str) -> str:
    """The name with every character that a file name might not bear replaced."""
    return re.sub(r"[^\w.=-]+", "_", name)
