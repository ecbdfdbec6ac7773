"""Lines with bands: outcomes against a lever or an uncertainty, and an effect as pairs are added."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from copsim.reporting.labels import Labels, arm_label
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.line_labels import label_ends, room_for_labels
from copsim.reporting.study_maps import axis_name
from copsim.reporting.style import BASELINE, INK, MEDIUM, SMALL, arm_colours, arm_dashes, look


def draw_levels(data: pd.DataFrame, dictionary: pd.DataFrame, baseline: str | None, caption: str) -> Figure:
    """Small multiples from the table of ``copsim.analysis.across.along``: a panel a metric, a line an arm."""
    labels, metrics, arms = Labels(dictionary), list(data["metric"].unique()), list(data["arm"].unique())
    key, colours, dashes = str(data["key"].iloc[0]), arm_colours(arms), arm_dashes(arms, baseline)
    right, height = room_for_labels(arms)
    with look():
        text = Text(
            f"Outcomes against {axis_name(labels, key)}", "Mean and its 95 % t-interval, a line an arm", caption
        )
        figure, axes = panels(len(metrics), min(3, len(metrics)), max(2.3, height), Margins(0.8, right, 0.4, 0.6), text)
        for panel, metric in zip(axes, metrics, strict=True):
            ends = {}
            for arm in arms:
                line = data[(data["metric"] == metric) & (data["arm"] == arm)].dropna(subset="mean")
                if line.empty:
                    continue
                x, y = line["value"].to_numpy(), line["mean"].to_numpy()
                panel.fill_between(x, line["low"], line["high"], color=colours[arm], alpha=0.18, linewidth=0)
                panel.plot(x, y, color=colours[arm], linestyle=dashes[arm], marker="o", markersize=4, linewidth=1.8)
                ends[arm] = float(x[-1]), float(y[-1])
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold")
            panel.set_ylabel(labels.unit(metric), size=SMALL)
            panel.set_xlabel(axis_name(labels, key), size=SMALL)
            panel.margins(x=0.02, y=0.08)
            label_ends(panel, ends, colours)
    return figure


def draw_growing(tables: dict[str, pd.DataFrame], dictionary: pd.DataFrame, title: str, caption: str) -> Figure:
    """Effects by metric as pairs are added, from the tables of ``copsim.analysis.across.growing``."""
    labels = Labels(dictionary)
    with look():
        text = Text(title, "Effect and 95 % t-interval of the pairs so far", caption)
        figure, axes = panels(len(tables), min(3, len(tables)), 2.0, Margins(0.85, 0.25, 0.4, 0.6), text)
        for panel, (metric, table) in zip(axes, tables.items(), strict=True):
            n = table["n"].to_numpy()
            panel.fill_between(n, table["low"], table["high"], color="#0072B2", alpha=0.2, linewidth=0)
            panel.plot(n, table["effect"], color="#0072B2", linewidth=1.8)
            panel.axhline(0, color=BASELINE, linestyle=(0, (4, 2)), linewidth=1.2)
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold")
            panel.set_ylabel(labels.unit(metric), size=SMALL)
            panel.set_xlabel("pairs", size=SMALL)
            shown = table[table["n"] >= min(5, int(n[-1]))]  # the first intervals would squeeze the rest
            ends = np.append(shown[["low", "high"]].to_numpy(dtype=float).reshape(-1), 0.0)
            room = 0.08 * float(np.ptp(ends)) or 1.0
            panel.set_ylim(float(ends.min()) - room, float(ends.max()) + room)
            panel.set_xlim(2, max(3, int(n[-1])))
    return figure


def draw_differences(differences: pd.DataFrame, dictionary: pd.DataFrame, baseline: str, caption: str) -> Figure:
    """How paired differences are spread: a panel a metric, a row of points and a box an arm.

    ``differences``: metric, arm, difference, a row per pair.
    """
    labels, metrics, arms = Labels(dictionary), list(differences["metric"].unique()), list(differences["arm"].unique())
    colours, luck = arm_colours(arms), np.random.default_rng(0)
    outer = 0.3 + 0.074 * max(len(arm_label(arm)) for arm in arms)
    with look():
        text = Text(f"Paired differences from {arm_label(baseline)}", "A point a pair; box: quartiles", caption)
        columns = min(3, len(metrics))
        figure, axes = panels(len(metrics), columns, 0.45 * len(arms) + 0.3, Margins(0.12, 0.3, 0.4, 0.55), text, outer)
        for place, (panel, metric) in enumerate(zip(axes, metrics, strict=True)):
            for row, arm in enumerate(arms):
                chosen = (differences["metric"] == metric) & (differences["arm"] == arm)
                values = differences.loc[chosen, "difference"].dropna().to_numpy()
                spread = row + luck.uniform(-0.28, 0.28, len(values))
                panel.plot(values, spread, ".", color=colours[arm], markersize=3, alpha=0.35, zorder=2)
                panel.boxplot([values], positions=[row], orientation="horizontal", widths=0.5, showfliers=False,
                              medianprops={"color": INK}, boxprops={"color": INK}, manage_ticks=False)  # fmt: skip
            panel.axvline(0, color=BASELINE, linestyle=(0, (4, 2)), linewidth=1.2)
            panel.set_yticks(range(len(arms)), [arm_label(arm) for arm in arms] if place % columns == 0 else [])
            panel.set_ylim(len(arms) - 0.4, -0.6)
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold")
            panel.set_xlabel(labels.unit(metric), size=SMALL)
            panel.grid(axis="y", visible=False)
    return figure
