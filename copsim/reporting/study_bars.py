"""Bars with intervals: what an effect depends on (tornado, Morris, Sobol), and where variety comes from."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copsim.reporting.labels import Labels
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.style import INK, MEDIUM, QUIET, SMALL, look

MOST = 20
DARK, LIGHT = "#0072B2", "#E69F00"
PART_COLOURS = {"luck": "#999999", "unknowns": "#56B4E9", "choices": "#D55E00", "choices x unknowns": "#701A70"}


class Bars(NamedTuple):
    """A panel: its title, the unit of the axis, and a table of name, value, low, high; ``second`` likewise, or None."""

    title: str
    unit: str
    table: pd.DataFrame
    second: pd.DataFrame | None = None


def bar_table(table: pd.DataFrame, value: str, low: str, high: str) -> pd.DataFrame:
    """name, value, low, high of the largest bars of a table with a column ``parameter``."""
    found = table.rename(columns={value: "value", low: "low", high: "high"})
    names = found["parameter"].str.rpartition(".")[2].str.replace("_", " ")
    return found.assign(name=names)[["name", "value", "low", "high"]].head(MOST).reset_index(drop=True)


def draw_bars(bars: list[Bars], title: str, subtitle: str, caption: str) -> Figure:
    """A panel per entry; bars are values, lines their 95 % intervals, and a second set stands below the first."""
    rows = max(len(entry.table) for entry in bars)
    with look():
        margins = Margins(1.9, 0.25, 0.45, 0.55)
        figure, axes = panels(len(bars), min(2, len(bars)), 0.26 * rows + 0.2, margins, Text(title, subtitle, caption))
        for panel, entry in zip(axes, bars, strict=True):
            _bars(panel, entry)
    return figure


def _bars(axes: Axes, entry: Bars) -> None:
    sets = [(entry.table, DARK)] if entry.second is None else [(entry.table, DARK), (entry.second, LIGHT)]
    height = 0.7 / len(sets)
    for turn, (table, colour) in enumerate(sets):
        at = np.arange(len(table)) + (turn - (len(sets) - 1) / 2) * height
        axes.barh(at, table["value"], height=height * 0.9, color=colour, zorder=2)
        axes.hlines(at, table["low"], table["high"], color=INK, linewidth=1.6, zorder=3)
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set_yticks(range(len(entry.table)), entry.table["name"])
    axes.set_ylim(len(entry.table) - 0.4, -0.6)
    axes.set_title(entry.title, loc="left", size=MEDIUM, weight="bold")
    axes.set_xlabel(entry.unit, size=SMALL)
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)


def draw_split(split: pd.DataFrame, dictionary: pd.DataFrame, caption: str) -> Figure:
    """Shares of the variance of each metric, from ``copsim.analysis.variance.variance_split``: a bar a metric."""
    labels, metrics = Labels(dictionary), list(split["metric"].unique())
    with look():
        text = Text("Where the variety of outcomes comes from", "Share of the variance over all runs", caption)
        figure, (axes,) = panels(1, 1, 0.42 * len(metrics) + 0.4, Margins(2.3, 0.4, 0.55, 0.5), text)
        left = np.zeros(len(metrics))
        for part, colour in PART_COLOURS.items():
            shares = split[split["part"] == part].set_index("metric")["share"].reindex(metrics).fillna(0).to_numpy()
            axes.barh(range(len(metrics)), shares, left=left, color=colour, height=0.66, label=part, zorder=2)
            for row, share in enumerate(shares):
                if share >= 0.05:
                    ink = "white" if part in ("choices", "choices x unknowns") else INK
                    axes.text(
                        left[row] + share / 2, row, f"{share:.0%}", ha="center", va="center", size=SMALL, color=ink
                    )
            left += shares
        axes.set_yticks(range(len(metrics)), [labels.label(metric) for metric in metrics])
        axes.set_ylim(len(metrics) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xlabel("share", size=SMALL)
        axes.legend(ncols=4, loc="lower left", bbox_to_anchor=(0, 1.0), frameon=False, fontsize=SMALL, labelcolor=QUIET)
        axes.grid(axis="y", visible=False)
    return figure
