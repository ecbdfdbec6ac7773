"""Figures of the forms of organization: four aspects as numbers, and teams with and without communities."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copsim.cases.forms import ASPECTS, MEASURES, Measure
from copsim.cases.judging import mean_of
from copsim.reporting.labels import Labels, decimals, number
from copsim.reporting.layout import Margins, Text, panels, spread
from copsim.reporting.style import INK, LARGE, MEDIUM, OTHER_COLOURS, QUIET, SMALL, arm_colours, look, readable

CAPTION = (
    "Means over {seeds} seeds, with 95 % t-intervals; the first three rows in the year before a reorganization at half "
    "time, the last over all weeks (memberships given up: that year). Each number is measured alike in every form; "
    "group hours are all hours that members give."
)
TEAMS = {"functions": "functions", "platforms": "teams of all functions"}


def draw_forms(measured: pd.DataFrame) -> Figure:
    """A row of panels per aspect, a panel per measure, a mean with its interval per form."""
    forms = list(measured["form"].unique())
    seeds = measured["seed"].nunique()
    with look():
        text = Text(
            "Forms of organization: purpose, membership, glue, lifetime",
            "A row per aspect: what groups are for, who belongs, what holds them together, how they end",
            CAPTION.format(seeds=seeds),
        )
        columns = len(MEASURES) // len(ASPECTS)
        figure, axes = panels(len(MEASURES), columns, 0.235 * len(forms) + 0.1, Margins(0.2, 0.6, 0.6, 0.3), text, 1.45)
        for place, (panel, measure) in enumerate(zip(axes, MEASURES, strict=True)):
            _measure(panel, measured[measured["measure"] == measure.name], measure, forms, place % columns == 0)
    return figure


def _measure(axes: Axes, table: pd.DataFrame, measure: Measure, forms: list[str], named: bool) -> None:
    colours = dict(zip(forms, OTHER_COLOURS, strict=False))
    means = {form: mean_of(table[table["form"] == form]["value"]) for form in forms}
    places = decimals([mean for mean, *_ in means.values()], 2)
    for row, (form, (mean, low, high)) in enumerate(means.items()):
        if np.isfinite(low):
            axes.plot([low, high], [row, row], color=colours[form], linewidth=2.2, solid_capstyle="butt", zorder=3)
        axes.plot([mean], [row], "o", color=colours[form], markersize=5.5, zorder=4, clip_on=False)
        axes.text(1.04, row, number(mean, places), transform=axes.get_yaxis_transform(), size=SMALL,
                  color=readable(colours[form]), va="center")  # fmt: skip
    axes.set_ylim(len(forms) - 0.4, -0.6)
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, 0.0), max(high, 0.0) if high > 0 else 0.05)
    axes.set_yticks(range(len(forms)), [form.replace("_", " ") for form in forms] if named else [])
    for label, form in zip(axes.get_yticklabels() if named else [], forms, strict=False):
        label.set_color(readable(colours[form]))
    axes.tick_params(axis="y", length=0, labelsize=SMALL)
    axes.grid(axis="y", visible=False)
    axes.spines["left"].set_visible(False)
    axes.locator_params(axis="x", nbins=3)
    axes.set_title(measure.label, loc="left", size=SMALL, weight="bold", pad=16)
    if named:
        axes.annotate(measure.aspect.capitalize(), (0, 1), (-98, 20), xycoords="axes fraction",
                      textcoords="offset points", size=LARGE, color=INK)  # fmt: skip
    axes.text(0, 1.03, measure.unit, transform=axes.transAxes, size=SMALL - 1, color=QUIET)


def draw_two_by_two(summary: pd.DataFrame, dictionary: pd.DataFrame, metrics: tuple[str, ...]) -> Figure:
    """A panel per metric: with and without communities, a line for functions and one for teams."""
    labels, seeds = Labels(dictionary), summary["seed"].nunique()
    caption = (
        f"Means over {seeds} seeds, the same luck in all four worlds, with 95 % t-intervals. If the lines are not "
        "parallel, communities do more, or less, for teams than for functions; the table has that difference with its "
        "interval."
    )
    with look():
        text = Text("Teams and functions, with and without communities", "Two worlds by two", caption)
        figure, axes = panels(len(metrics), 2, 1.7, Margins(0.75, 1.75, 0.55, 0.4), text)
        for panel, metric in zip(axes, metrics, strict=True):
            _lines(panel, summary, metric)
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold", pad=16)
            panel.text(0, 1.03, labels.unit(metric), transform=panel.transAxes, size=SMALL, color=QUIET)
    return figure


def _lines(axes: Axes, summary: pd.DataFrame, metric: str) -> None:
    ends = []
    for shift, (team, words) in enumerate(TEAMS.items()):
        colour = arm_colours(["none"])["none"] if team == "functions" else OTHER_COLOURS[0]
        arms = [summary[summary["arm"] == f"{team}, {name}"] for name in ("none", "communities")]
        means = [mean_of(arm[metric]) for arm in arms]
        at = np.arange(2) + 0.04 * (shift - 0.5)
        axes.plot(at, [mean for mean, *_ in means], "o-", color=colour, linewidth=1.8, markersize=6, zorder=3)
        for x, (_, low, high) in zip(at, means, strict=True):
            axes.plot([x, x], [low, high], color=colour, linewidth=2.2, zorder=3)
        ends.append((means[1][0], words, colour))
    low, high = axes.get_ylim()
    heights = spread([(end - low) / (high - low) for end, *_ in ends], 0.11)
    for height, (_, words, colour) in zip(heights, ends, strict=True):
        axes.text(1.03, height, words, transform=axes.transAxes, size=SMALL, color=readable(colour), va="center")
    axes.set_xticks([0, 1], ["no communities", "communities"])
    axes.set_xlim(-0.25, 1.15)
    axes.grid(axis="x", visible=False)
