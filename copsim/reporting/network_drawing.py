"""Networks drawn: who belongs where, and who knows whom, at places that stay the same in all panels."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from copsim.reporting.labels import arm_label
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.network_layout import RING
from copsim.reporting.network_legend import LEGEND, TALLEST, draw_legend
from copsim.reporting.network_map import NOWHERE, NetworkMap
from copsim.reporting.network_marks import SEVERAL, SIZES, TIE, Look, draw_marks, look_of
from copsim.reporting.style import QUIET, SMALL, WIDTH, look

GROUND = "#F2F2F2"
EDGE = 1.18  # of a panel; discs lie within 1
LARGEST = 13.0  # points


def draw_networks(data: NetworkMap, title: str | None = None) -> Figure:
    """A panel for each network of ``network_map_data``: a row a week where there are several arms."""
    arms, count = data.panels["arm"].nunique(), len(data.panels)
    columns = arms if 1 < arms <= 4 and count % arms == 0 else {1: 1, 2: 2, 4: 2}.get(count, 3)
    wide = (WIDTH - LEGEND) / columns
    height = min(wide - 0.3, 7.2)
    side, rows = (wide - height) / 2, -(-count // columns)
    below = max(0.12, TALLEST / rows - height - 0.8)  # room for the legend beside few panels
    with look():
        text = Text(title or "Who knows whom, and who belongs to which community", _subtitle(data), _caption(data))
        figure, axes = panels(count, columns, height, Margins(side, side, 0.8, below), text, LEGEND)
        shown = look_of(data, _spacing(data, height))
        for place, panel in enumerate(axes):
            _draw_panel(panel, data, place, shown, "unit " if columns < 3 and len(data.units) <= 8 else "")
        draw_legend(figure, data, shown)
    return figure


def _subtitle(data: NetworkMap) -> str:
    same = ", so the same seats and the same luck in every panel" if len(data.panels) > 1 else ""
    return f"Seed {data.seed}{same}; a mark is a {data.of}, always at the same place"


def _caption(data: NetworkMap) -> str:
    beside = {"person": "; colleagues of a team stand together", "team": "", "unit": ""}[data.of]
    numbered = " (numbered)" if len(data.units) <= RING else ""
    words = [f"Discs are units{numbered}{beside}."]
    if data.of == "person":
        words.append(
            f"Lines join people of whom at least one keeps the other in mind with strength {data.least:.2f} or more "
            "(0 to 1; the larger of both directions); thicker is stronger. A line has the colour of a community to "
            "which both ends belong."
        )
    else:
        words.append(
            f"The organization is too large for a mark a person: each stands for the people of a {data.of}, sliced by "
            f"the community in which they are most active, and lines for a total strength of {data.least:,.0f} or more "
            "between them. Several memberships of a person, core and periphery cannot be seen at this scale."
        )
    if data.of == "person" and data.window > 0:
        words.append(
            f"Core: the fewest members who made half of a community's contributions of the last {data.window} weeks; "
            "active: others who contributed or came to half of its meetings."
        )
    return " ".join(words)


def _spacing(data: NetworkMap, height: float) -> float:
    """Points between neighbouring marks in a panel of so many inches."""
    full = data.marks.groupby(["panel", "unit"]).size().max()
    radius = float(data.units["radius"].max()) * 36.0 * height / EDGE
    return min(LARGEST, 1.62 * radius / math.sqrt(max(int(full), 1)))


def _draw_panel(axes: Axes, data: NetworkMap, place: int, shown: Look, unit: str) -> None:
    axes.set(xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE), aspect="equal", xticks=[], yticks=[])
    axes.axis("off")
    _draw_units(axes, data, unit)
    _draw_lines(axes, data.lines[data.lines["panel"] == place], data, shown)
    _draw_marks(axes, data.marks[data.marks["panel"] == place], shown)
    panel = data.panels.iloc[place]
    axes.set_title(f"{arm_label(str(panel['name']))}, week {panel['week']}", loc="left", weight="bold", pad=34)
    axes.text(0, 1.02, _numbers(panel, data.of), transform=axes.transAxes, size=SMALL, color=QUIET, linespacing=1.3)


def _numbers(panel: "pd.Series[float]", of: str) -> str:
    """The panel in numbers, on two lines."""
    several = f", {100 * panel['several_share']:.0f} % in several" if panel["several_share"] > 0 else ""
    members = f"{100 * panel['member_share']:.0f} % members{several}" if panel["member_share"] > 0 else "no members"
    ties = "ties" if of == "person" else f"pairs of {of}s with ties"
    return f"n = {panel['people']:,} people: {members}\n{panel['drawn']:,} of {panel['pairs']:,} {ties} drawn"


def _draw_units(axes: Axes, data: NetworkMap, word: str) -> None:
    for unit, x, y, radius in data.units.itertuples(index=False):
        edge = radius * 1.08 + 0.012
        axes.add_patch(Circle((x, y), edge, facecolor=GROUND, edgecolor="none", zorder=0))
        if len(data.units) > RING:
            continue
        out = math.hypot(x, y)
        dx, dy = (x / out, y / out) if out > 1e-9 else (0.0, 1.0)
        axes.annotate(
            f"{word}{unit}", (x + dx * edge, y + dy * edge), (8 * dx, 8 * dy), textcoords="offset points",
            ha="center" if abs(dx) < 0.3 else ("left" if dx > 0 else "right"), va="center", size=SMALL, color=QUIET,
            annotation_clip=False,
        )  # fmt: skip


def _draw_lines(axes: Axes, lines: pd.DataFrame, data: NetworkMap, shown: Look) -> None:
    """Ties to outsiders grey and faint, ties between fellow members in their colour and above them."""
    if lines.empty:
        return
    most = float(data.lines["strength"].max())
    share = (lines["strength"].to_numpy() - data.least) / max(most - data.least, 1e-9)
    fellow = lines["community"].to_numpy() != NOWHERE
    ends = lines[["x0", "y0", "x1", "y1"]].to_numpy().reshape(-1, 2, 2)
    for chosen, low, span, layer in ((~fellow, 0.12, 0.4, 1), (fellow, 0.45, 0.45, 2)):
        colours = [
            to_rgba(shown.colours[q] if q != NOWHERE else TIE, low + span * strength)
            for q, strength in zip(lines["community"].to_numpy()[chosen], share[chosen], strict=True)
        ]
        widths = 0.45 + 1.6 * share[chosen]
        axes.add_collection(LineCollection(ends[chosen], colors=colours, linewidths=widths, zorder=layer))


def _draw_marks(axes: Axes, marks: pd.DataFrame, shown: Look) -> None:
    """Marks by role, the periphery below the core; groups by how many people they hold."""
    grouped = bool((marks["role"] == "group").any())
    share = np.sqrt(marks["people"] / max(1, int(marks["people"].max()))) if grouped else 1.0
    sliced = 1.0 if grouped else marks["slices"].map(lambda parts: SEVERAL if len(parts) > 1 else 1.0)
    size = (marks["role"].map(SIZES) * shown.spacing * share * sliced).to_numpy(dtype=float)
    order = np.argsort(size, kind="stable")
    ordered = marks.iloc[order]
    where = ordered[["x", "y"]].to_numpy(dtype=float)
    draw_marks(axes, where, size[order], ordered["slices"].tolist(), ordered["role"].tolist(), shown)
