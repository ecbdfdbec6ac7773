"""Who learns from whom across units: a heat map per arm, all on one colour scale."""

import math

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, PowerNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from copsim.reporting.labels import arm_label, decimals
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.style import INK, MEDIUM, QUIET, SMALL, WIDTH, look

PRINTED_UNITS = 8  # with more units the numbers no longer fit into their cells


def who_learns_data(units_flow: pd.DataFrame) -> pd.DataFrame:
    """Mean over seeds of the expertise that people of a unit gain from people of a unit.

    ``units_flow`` has a row per (arm, seed, from_unit, to_unit) with flow per employee-year of to_unit; a pair
    without a row is a flow of 0. Returns arm, from_unit, to_unit, flow (mean over seeds, same unit), share (of all
    that to_unit learns), n (seeds): every pair of units for every arm.
    """
    parts = []
    units = sorted(set(units_flow["from_unit"]) | set(units_flow["to_unit"]))
    for arm in units_flow["arm"].unique():
        ours = units_flow[units_flow["arm"] == arm]
        seeds = ours["seed"].nunique()
        totals = ours.groupby(["to_unit", "from_unit"])["flow"].sum()
        pairs = pd.MultiIndex.from_product([units, units], names=["to_unit", "from_unit"])
        flow = (totals / seeds).reindex(pairs, fill_value=0.0)
        share = flow / flow.groupby("to_unit").transform("sum").replace(0.0, np.nan)
        parts.append(pd.DataFrame({"flow": flow, "share": share}).reset_index().assign(arm=arm, n=seeds))
    return pd.concat(parts, ignore_index=True)[["arm", "from_unit", "to_unit", "flow", "share", "n"]]


def draw_who_learns(data: pd.DataFrame, unit: str = "per employee-year", title: str | None = None) -> Figure:
    """Heat maps from the table of ``who_learns_data``: rows learn, columns teach, the own unit is framed.

    ``unit`` is the unit of flow. The colour scale is the same for all arms and follows the square root of flow, so
    that learning from other units is visible beside the much larger learning at home.
    """
    arms = list(data["arm"].unique())
    columns = 3 if len(arms) == 3 or len(arms) > 4 else 2
    largest, places = float(data["flow"].max()), decimals(data["flow"])
    norm = PowerNorm(0.5, vmin=0.0, vmax=largest if largest > 0 else 1.0)
    colours = colormaps["YlGnBu"]
    height = 0.86 * min(WIDTH / columns - 0.92, 5.0)
    margins = Margins(0.72, 0.2, 0.55, 0.55)
    with look():
        figure, axes = panels(len(arms), columns, height, margins, _words(data, unit, title))
        _draw_scale(figure, norm, colours)
        for place, (panel, arm) in enumerate(zip(axes, arms, strict=True)):
            table = data[data["arm"] == arm].pivot(index="to_unit", columns="from_unit", values="flow")
            _draw_panel(panel, table, norm, colours, places)
            panel.set_title(arm_label(arm), loc="left", size=MEDIUM, weight="bold", pad=20)
            panel.text(0, 1.02, _own_and_other(table), transform=panel.transAxes, size=SMALL, color=QUIET)
            panel.set_ylabel("unit that learns" if place % columns == 0 else "", size=SMALL)
            panel.set_xlabel("from people of unit", size=SMALL)
    return figure


def _words(data: pd.DataFrame, unit: str, title: str | None) -> Text:
    caption = (
        f"Expertise gained by people of the row's unit from people of the column's unit ({unit} of the row's unit), "
        f"mean over {int(data['n'].max())} seeds. Framed: the own unit. All arms share one colour scale (darker is "
        "more; it follows the square root, so that small flows can be seen)."
    )
    return Text(title or "Who learns from whom, across units", f"Knowledge flow between units, {unit}", caption)


def _draw_scale(figure: Figure, norm: PowerNorm, colours: Colormap) -> None:
    """The colour scale, at the right of the title."""
    total = figure.get_figheight()
    axes = figure.add_axes((1 - 3.0 / WIDTH, 1 - 0.32 / total, 2.6 / WIDTH, 0.13 / total))
    bar = figure.colorbar(ScalarMappable(norm, colours), cax=axes, orientation="horizontal")
    bar.ax.tick_params(labelsize=SMALL, length=2)
    bar.ax.locator_params(axis="x", nbins=5)
    bar.outline.set_visible(False)


def _own_and_other(table: pd.DataFrame) -> str:
    flow = table.to_numpy()
    total, own = float(flow.sum()), float(np.trace(flow))
    return "nothing is learned" if total == 0 else f"from other units: {100 * (total - own) / total:.0f} %"


def _draw_panel(axes: Axes, table: pd.DataFrame, norm: PowerNorm, colours: Colormap, places: int) -> None:
    count = len(table)
    sns.heatmap(
        table, ax=axes, norm=norm, cmap=colours, cbar=False, linewidths=0.6, linecolor="white",
        annot=count <= PRINTED_UNITS, fmt=f".{places}f", annot_kws={"size": SMALL},
    )  # fmt: skip
    axes.grid(visible=False)
    for place in range(count):
        axes.add_patch(
            Rectangle((place, place), 1, 1, fill=False, edgecolor=INK, linewidth=1.3, zorder=5, clip_on=False)
        )
    step = math.ceil(count / 12)
    if step > 1:
        axes.set_xticks(np.arange(0, count, step) + 0.5, table.columns[::step])
        axes.set_yticks(np.arange(0, count, step) + 0.5, table.index[::step])
    axes.tick_params(length=0, labelsize=SMALL, labelrotation=0)
