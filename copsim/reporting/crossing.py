"""Where an arm beats another and where it does not: its paired effect over a swept numeric key."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from copsim.analysis.paired import effect_over
from copsim.reporting.labels import Labels, arm_label, decimals, number, pairs_said
from copsim.reporting.layout import Margins, Text, panels, spread
from copsim.reporting.line_labels import label_ends, room_for_labels
from copsim.reporting.style import (
    ARM_COLOURS,
    BETTER,
    INK,
    MEDIUM,
    QUIET,
    SMALL,
    arm_colours,
    arm_dashes,
    look,
    readable,
)

METRICS = ("flow", "weeks_to_solve", "turnover", "net_result")
TINT = 0.10
MOST_BANDS = 3  # with more arms the bands hide each other; the bars stay


def crossing_data(
    summary: pd.DataFrame,
    key: str,
    baseline: str,
    arms: Sequence[str],
    metrics: Sequence[str] = METRICS,
) -> pd.DataFrame:
    """Paired effects of ``arms`` against ``baseline`` at every value of ``key``, a column of ``summary``.

    Returns key, value, metric, arm, baseline, effect, low, high (95 % t-interval, metric's unit), n. InputErrors
    are those of ``copsim.analysis.paired.effect_over``.
    """
    table = effect_over(summary, key, baseline, arms, metrics)
    return table[["key", "value", "metric", "arm", "baseline", "effect", "low", "high", "n"]]


def crossing_points(data: pd.DataFrame) -> pd.DataFrame:
    """Where over the key an effect changes sign for sure: between two values whose intervals exclude zero.

    Changes of sign that no such pair of values encloses may be noise and are left out. Returns metric, arm, value (by
    straight lines between the values tried; the middle one if noise makes several), after and before (the enclosing
    values), all in the unit of the key.
    """
    rows = []
    for (metric, arm), group in data.groupby(["metric", "arm"], sort=False):
        line = group.dropna(subset="effect").sort_values("value")
        x, y = line["value"].to_numpy(dtype=float), line["effect"].to_numpy(dtype=float)
        sure = np.flatnonzero(((line["low"] > 0) | (line["high"] < 0)).to_numpy())
        for first, last in pairwise(sure):
            if y[first] * y[last] < 0:
                value = float(np.median(_zeros(x[first : last + 1], y[first : last + 1])))
                rows.append((metric, arm, value, float(x[first]), float(x[last])))
    return pd.DataFrame(rows, columns=["metric", "arm", "value", "after", "before"])


def _zeros(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where the straight lines through (x, y) meet zero."""
    steps = np.flatnonzero(y[:-1] * y[1:] < 0)
    between = x[steps] + (x[steps + 1] - x[steps]) * y[steps] / (y[steps] - y[steps + 1])
    return np.sort(np.concatenate([between, x[y == 0]]))


def draw_crossing(
    data: pd.DataFrame,
    dictionary: pd.DataFrame,
    key_label: str | None = None,
    title: str | None = None,
    columns: int = 2,
    note: str = "",
) -> Figure:
    """Effects over the key from the table of ``crossing_data``; each side of zero says in words who is better.

    ``key_label`` (with its unit) names the horizontal axis; by default the key itself. ``note`` ends the caption.
    """
    labels, metrics = Labels(dictionary), list(data["metric"].unique())
    arms, baseline = list(data["arm"].unique()), str(data["baseline"].iloc[0])
    axis, points = key_label or str(data["key"].iloc[0]), crossing_points(data)
    columns = min(columns, len(metrics))
    right, height = room_for_labels(arms) if len(arms) > 1 else (0.3, 0.0)
    margins = Margins(0.95, right, 0.55, 0.6)
    with look():
        words = _words(data, axis, title)
        words = words._replace(caption=f"{words.caption} {note}".rstrip())
        figure, axes = panels(len(metrics), columns, max(2.9, height), margins, words)
        for panel, metric in zip(axes, metrics, strict=True):
            ends = _draw_panel(panel, data[data["metric"] == metric], arms)
            _name_sides(panel, arms, baseline, labels.sign(metric))
            if len(arms) > 1:
                label_ends(panel, ends, arm_colours(arms))
            else:
                _mark_points(panel, points[points["metric"] == metric])
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold", pad=18)
            unit = labels.unit(metric)
            panel.set_ylabel(f"effect ({unit})" if unit else "effect", size=SMALL)
            panel.set_xlabel(axis, size=SMALL)
    return figure


def _words(data: pd.DataFrame, axis: str, title: str | None) -> Text:
    arms, baseline = [arm_label(arm) for arm in data["arm"].unique()], arm_label(str(data["baseline"].iloc[0]))
    pairs = pairs_said(data["n"])
    who = arms[0] if len(arms) == 1 else "each arm"
    shown = "bars" if len(arms) > MOST_BANDS else "bars and bands"
    caption = (
        f"Effect of {who} against {baseline}: mean difference in the same world (same seed, same luck), {pairs} at "
        f"each value; {shown}: 95 % t-interval; filled: it excludes zero."
    )
    if len(arms) == 1:
        caption += (
            " Dotted: where the effect changes sign, by straight lines, shown only between two values whose intervals "
            "exclude zero on opposite sides."
        )
    subject = arms[0].capitalize() if len(arms) == 1 else "Arms"
    return Text(title or f"{subject} against {baseline}: where each does better", f"Paired effect over {axis}", caption)


def _draw_panel(axes: Axes, table: pd.DataFrame, arms: list[str]) -> dict[str, tuple[float, float]]:
    """Draw the lines; returns the last point (x, y) of each arm that has one."""
    colours, dashes = arm_colours(arms), arm_dashes(arms, None)
    step = 0.006 * (
        float(table["value"].max() - table["value"].min()) or 1.0
    )  # sideways, so that bars do not hide others
    ends = {}
    for place, arm in enumerate(arms):
        line = table[table["arm"] == arm].dropna(subset="effect")
        if line.empty:
            continue
        x = line["value"].to_numpy(dtype=float) + step * (place - (len(arms) - 1) / 2)
        effect, low, high = (line[name].to_numpy(dtype=float) for name in ("effect", "low", "high"))
        clear = (low > 0) | (high < 0)
        if len(arms) <= MOST_BANDS:
            axes.fill_between(x, low, high, color=colours[arm], alpha=0.15, linewidth=0, zorder=2)
        axes.vlines(x, low, high, color=colours[arm], linewidth=1.6, zorder=3)
        axes.plot(x, effect, color=colours[arm], linestyle=dashes[arm], linewidth=1.6, zorder=4)
        for chosen, face in ((clear, colours[arm]), (~clear, "white")):
            axes.plot(x[chosen], effect[chosen], "o", markersize=5, color=face, markeredgecolor=colours[arm],
                      markeredgewidth=1.4, zorder=5)  # fmt: skip
        ends[arm] = float(x[-1]), float(effect[-1])
    axes.axhline(0, color=INK, linestyle=(0, (4, 2)), linewidth=1.2, zorder=3)
    return ends


def _name_sides(axes: Axes, arms: list[str], baseline: str, better: int) -> None:
    """Leave room above and below all points, tint the sides of zero and say in words which arm each favours."""
    low, high = axes.get_ylim()
    room = 0.16 * (high - low)
    low, high = min(low, 0.0) - room, max(high, 0.0) + room
    axes.set_ylim(low, high)
    for side, edge, place, align in ((1, high, 0.975, "top"), (-1, low, 0.025, "bottom")):
        words, arm = _side(side, arms, baseline, better)
        colour = ARM_COLOURS.get(arm, QUIET)
        if len(arms) == 1:
            axes.axhspan(0, edge, color=colour, alpha=TINT, linewidth=0, zorder=0)
        elif side == better:
            axes.axhspan(0, edge, color=BETTER, linewidth=0, zorder=0)
        axes.text(0.015, place, words, transform=axes.transAxes, va=align, size=SMALL, weight="bold",
                  color=readable(colour, 5.5))  # fmt: skip


def _side(side: int, arms: list[str], baseline: str, better: int) -> tuple[str, str]:
    """What lies on a side of zero (1 above, -1 below): words, and the arm whose colour it has."""
    if len(arms) > 1:
        words = (
            "better than" if side == better else ("worse than" if better else "more than" if side > 0 else "less than")
        )
        return f"{words} {arm_label(baseline)}", ""
    winner = arms[0] if side == (better or 1) else baseline
    return f"{arm_label(winner)} better" if better else f"more with {arm_label(winner)}", winner


def _mark_points(axes: Axes, points: pd.DataFrame) -> None:
    """A dotted line at each sure change of sign, its place above the panel."""
    left, right = axes.get_xlim()
    wanted = [(value - left) / (right - left) for value in points["value"]]
    places = decimals([right - left])
    for place, (_, point) in zip(spread(wanted, 0.5, 0.24, 0.76), points.iterrows(), strict=True):
        axes.axvline(point["value"], color=INK, linestyle=":", linewidth=1.4, zorder=2)
        words = f"crosses at {number(point['value'], places)} (between {point['after']:g} and {point['before']:g})"
        axes.text(place, 1.02, words, transform=axes.transAxes, size=SMALL, color=INK, ha="center")
