"""Figures of a command, each saved as PNG and SVG into the folder ``figures``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from copsim.commands.contrast import Slice, Sweep, described, numeric_keys
from copsim.commands.execution import Results
from copsim.config.declare import declared
from copsim.config.scenario import Scenario
from copsim.reporting.crossing import crossing_data, draw_crossing
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
DUEL = ("self_selected", "mandated")


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


def draw_crossings(results: Results, parts: Sequence[Slice], sweep: Sweep, folder: Path) -> int:
    """Effects over every swept number, a figure for each setting of the others; how many were drawn."""
    drawn = 0
    for key in numeric_keys(sweep):
        for others, line in _lines(key, parts).items():
            tables = [renamed(results.summary, part).assign(**{key: float(part.settings[key])}) for part in line]
            summary = pd.concat(tables, ignore_index=True)
            for baseline, arms, against in _duels(line[0]):
                data = crossing_data(summary, key, baseline, arms)
                figure = draw_crossing(data, results.dictionary, key_label(key))
                _save([(f"crossing_{key.rpartition('.')[2]}{against}", figure)], folder, others)
                drawn += 1
    return drawn


def renamed(table: pd.DataFrame, part: Slice) -> pd.DataFrame:
    """The rows of a slice's arms, under their short names."""
    short = {arm: name for name, arm in part.arms.items()}
    rows = table[table["arm"].isin(list(short))]
    return rows.assign(arm=rows["arm"].map(short)).reset_index(drop=True)


def key_label(key: str) -> str:
    """Words and unit of a parameter, for an axis."""
    unit = next((parameter.unit for parameter in declared(Scenario) if parameter.path == key), "")
    words = key.rpartition(".")[2].replace("_", " ")
    return f"{words} ({unit})" if unit else words


def _lines(key: str, parts: Sequence[Slice]) -> dict[str, list[Slice]]:
    """Slices that differ in ``key`` only, by what they share."""
    lines: dict[str, list[Slice]] = {}
    for part in parts:
        if key in part.settings:
            others = {name: value for name, value in part.settings.items() if name != key}
            lines.setdefault(described(others), []).append(part)
    return lines


def _duels(part: Slice) -> list[tuple[str, list[str], str]]:
    """Comparisons to draw over a number: baseline, arms, ending of the file name."""
    found = []
    for baseline in part.baselines:
        found.append((baseline, [arm for arm in part.arms if arm != baseline], f"_against_{baseline}"))
    ours, theirs = DUEL
    if ours in part.arms and theirs in part.arms and (len(part.arms) > 2 or theirs not in part.baselines):
        found.append((theirs, [ours], f"_{ours}_against_{theirs}"))
    return found


def _save(figures: Iterable[tuple[str, Figure]], folder: Path, subfolder: str = "") -> None:
    place = folder / "figures" / _plain(subfolder)
    place.mkdir(parents=True, exist_ok=True)
    for name, figure in figures:
        save(figure, place / _plain(name))


def _plain(name: str) -> str:
    """The name with every character that a file name might not bear replaced."""
    return re.sub(r"[^\w.=-]+", "_", name)
