"""Heat map of a paired effect over two parameters, with the line on which it is zero."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure

from copsim.reporting.labels import Labels, arm_label, decimals, number
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.style import INK, MEDIUM, SMALL, look

COLOURS = "PuOr"  # orange to purple: told apart by every kind of colour vision


def map_data(effects: pd.DataFrame, across: str, up: str, arm: str) -> pd.DataFrame:
    """Effects of an arm at each pair of values of two settings, from ``copsim.analysis.across.at_points``.

    Returns metric, arm, baseline, across, up (values), effect, low, high, n, and clear (the interval excludes zero);
    where other settings vary too, effects are means over them and have no interval.
    """
    table = effects[effects["arm"] == arm]
    alone = not table.duplicated(["metric", across, up]).any()
    keys = ["metric", "arm", "baseline", across, up]
    found = table.groupby(keys, sort=False)[["effect", "low", "high", "n"]].mean().reset_index()
    if not alone:
        found[["low", "high"]] = np.nan
    return found.assign(clear=(found["low"] > 0) | (found["high"] < 0))


def draw_maps(
    data: pd.DataFrame, dictionary: pd.DataFrame, across: str, up: str, command: str, columns: int = 3
) -> Figure:
    """A panel per metric from the table of :func:`map_data`: colours and numbers are effects, the line is zero."""
    labels, metrics = Labels(dictionary), list(data["metric"].unique())
    arm, baseline = arm_label(str(data["arm"].iloc[0])), arm_label(str(data["baseline"].iloc[0]))
    pairs = f"{data['n'].min():.0f}" if data["n"].min() == data["n"].max() else f"{data['n'].min():.0f} or more"
    caption = (
        f"Mean difference {arm} less {baseline} in the same world, {pairs} pairs in each cell; bold: its 95 % "
        f"t-interval excludes zero. Purple: more with {arm}; orange: more with {baseline}. Thick line: where the "
        f"difference is zero (straight lines between cells). Rebuild: {command}"
    )
    with look():
        text = Text(f"{arm.capitalize()} against {baseline}", "Paired effect over two parameters", caption)
        figure, axes = panels(len(metrics), min(columns, len(metrics)), 2.7, Margins(0.85, 0.25, 0.6, 0.65), text)
        for panel, metric in zip(axes, metrics, strict=True):
            _draw(panel, data[data["metric"] == metric], across, up)
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold", pad=18)
            side = {1: " · higher is better", -1: " · lower is better", 0: ""}[labels.sign(metric)]
            panel.text(0, 1.02, labels.unit(metric) + side, transform=panel.transAxes, size=SMALL)
            panel.set_xlabel(axis_name(labels, across), size=SMALL)
            panel.set_ylabel(axis_name(labels, up), size=SMALL)
    return figure


def axis_name(labels: Labels, key: str) -> str:
    """'assigned hours (h/week)' for 'organization.assigned_hours'."""
    unit = labels.unit(key)
    name = key.rpartition(".")[2].replace("_", " ")
    return f"{name} ({unit})" if unit else name


def _draw(axes: Axes, table: pd.DataFrame, across: str, up: str) -> None:
    effect = table.pivot(index=up, columns=across, values="effect").sort_index()
    clear = table.pivot(index=up, columns=across, values="clear").reindex_like(effect)
    grid = effect.to_numpy(dtype=float)
    most = float(np.nanmax(np.abs(grid))) or 1.0
    axes.imshow(grid, origin="lower", aspect="auto", cmap=COLOURS, norm=TwoSlopeNorm(0.0, -2.0 * most, 2.0 * most))
    if min(grid.shape) > 1 and np.nanmin(grid) < 0 < np.nanmax(grid):
        axes.contour(grid, levels=[0.0], colors=[INK], linewidths=2.0)
    places = decimals(grid.reshape(-1), 2)
    for row in range(grid.shape[0]):
        for column in range(grid.shape[1]):
            weight = "bold" if bool(clear.iat[row, column]) else "normal"
            said = number(grid[row, column], places, signed=True)
            axes.text(column, row, said, ha="center", va="center", size=SMALL - 1, weight=weight, color=INK)
    axes.set_xticks(range(grid.shape[1]), [f"{value:g}" for value in effect.columns])
    axes.set_yticks(range(grid.shape[0]), [f"{value:g}" for value in effect.index])
    axes.grid(visible=False)
