"""Paired effects against one baseline as a forest plot: a panel per metric, a row per arm."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copsim.errors import InputError
from copsim.reporting.labels import Labels, arm_label, decimals, number, pairs_said
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.style import BETTER, INK, MEDIUM, QUIET, SMALL, arm_colours, look, readable

ROW = 0.235  # inches


def forest_data(effects: pd.DataFrame, baseline: str, metrics: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of a table of paired effects that have this baseline, in the order of ``metrics``.

    Returns metric, arm, baseline, effect, low, high (metric's unit), n and clear (the 95 % interval excludes
    zero). Raises InputError if no effect has this baseline.
    """
    table = effects[effects["baseline"] == baseline]
    if table.empty:
        raise InputError(f"no effects against {baseline!r}; baselines: {', '.join(effects['baseline'].unique())}")
    names = list(metrics) if metrics is not None else list(table["metric"].unique())
    parts = [table[table["metric"] == metric] for metric in names]
    chosen = pd.concat(parts, ignore_index=True)[["metric", "arm", "baseline", "effect", "low", "high", "n"]]
    return chosen.assign(clear=(chosen["low"] > 0) | (chosen["high"] < 0))


def draw_forest(
    data: pd.DataFrame, dictionary: pd.DataFrame, title: str | None = None, columns: int = 3, note: str = ""
) -> Figure:
    """Forest plot from the table of ``forest_data``; the better side of zero is shaded, effects are printed.

    ``note`` ends the caption.
    """
    labels, arms = Labels(dictionary), list(data["arm"].unique())
    metrics = list(data.dropna(subset="effect")["metric"].unique())
    if not metrics:
        raise InputError(
            f"no effect to draw: no seed has a value under both {data['baseline'].iloc[0]!r} and another arm"
        )
    outer_left = 0.3 + 0.074 * max(len(arm_label(arm)) for arm in arms)
    height = ROW * (len(arms) + 0.2)
    columns, words = min(columns, len(metrics)), _words(data, labels, title)
    words = words._replace(caption=f"{words.caption} {note}".rstrip())
    with look():
        figure, axes = panels(len(metrics), columns, height, Margins(0.12, 0.85, 0.55, 0.35), words, outer_left)
        for place, (panel, metric) in enumerate(zip(axes, metrics, strict=True)):
            table = data[data["metric"] == metric].set_index("arm").reindex(arms)
            _draw_panel(panel, table, labels.sign(metric))
            _name_rows(panel, arms, place % columns == 0)
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold", pad=18)
            panel.text(0, 1.02, _unit_line(labels, metric), transform=panel.transAxes, size=SMALL, color=QUIET)
    return figure


def _unit_line(labels: Labels, metric: str) -> str:
    side = {1: "higher is better", -1: "lower is better", 0: ""}[labels.sign(metric)]
    return " \N{MIDDLE DOT} ".join(words for words in (labels.unit(metric), side) if words)


def _words(data: pd.DataFrame, labels: Labels, title: str | None) -> Text:
    baseline, known = arm_label(str(data["baseline"].iloc[0])), data.dropna(subset="effect")
    sure = int(data["low"].notna().sum())
    empty = [labels.label(name) for name in data["metric"].unique() if name not in set(known["metric"])]
    caption = f"Mean difference from {baseline} in the same world (same seed, same luck), {pairs_said(known['n'])}"
    caption += ", with its 95 % t-interval. Filled: it excludes zero. " if sure else "; one pair has no interval. "
    caption += "Shaded: the better side."
    if sure:
        caption += (
            f" If nothing had an effect, luck alone would make {0.05 * sure:.2g} of {sure} intervals exclude zero."
        )
    if empty:
        caption += f" Not shown, because {baseline} has no value to compare with: {', '.join(empty)}."
    return Text(title or f"Paired effects against {baseline}", "Effect and 95 % interval, a row per arm", caption)


def _draw_panel(axes: Axes, table: pd.DataFrame, better: int) -> None:
    arms = list(table.index)
    colours = arm_colours(arms)
    places = decimals(table["effect"])
    reached = np.append(table[["low", "effect", "high"]].to_numpy(dtype=float), 0.0)
    low, high = float(np.nanmin(reached)), float(np.nanmax(reached))
    room = 0.1 * (high - low) if high > low else 1.0
    axes.set_xlim(low - room, high + room)
    axes.set_ylim(len(arms) - 0.4, -0.6)
    if better != 0:
        axes.axvspan(0, axes.get_xlim()[1 if better > 0 else 0], color=BETTER, linewidth=0, zorder=0)
    axes.axvline(0, color=INK, linestyle=(0, (4, 2)), linewidth=1.1, zorder=2)
    for row, (arm, effect, left, right, clear) in enumerate(
        zip(arms, table["effect"], table["low"], table["high"], table["clear"], strict=True)
    ):
        axes.plot([left, right], [row, row], color=colours[arm], linewidth=2.2, solid_capstyle="butt", zorder=3)
        axes.plot([effect], [row], "o", markersize=6, markeredgecolor=colours[arm], markeredgewidth=1.6, zorder=4,
                  color=colours[arm] if clear is True else "white")  # fmt: skip
        axes.text(1.02, row, number(effect, places, signed=True), transform=axes.get_yaxis_transform(), size=SMALL,
                  color=readable(colours[arm]), va="center", weight="bold" if clear is True else "normal")  # fmt: skip


def _name_rows(axes: Axes, arms: list[str], named: bool) -> None:
    axes.set_yticks(range(len(arms)), [arm_label(arm) for arm in arms] if named else [])
    axes.tick_params(axis="y", length=0, labelsize=SMALL)
    if named:
        for text, colour in zip(axes.get_yticklabels(), arm_colours(arms).values(), strict=True):
            text.set_color(readable(colour))
    axes.grid(axis="y", visible=False)
    axes.spines["left"].set_visible(False)
    axes.locator_params(axis="x", nbins=4)
