"""The legend of drawn networks: communities, roles, several memberships, lines."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copsim.reporting.network_map import NOWHERE, NetworkMap
from copsim.reporting.network_marks import SIZES, TIE, Look, Slices, draw_marks
from copsim.reporting.style import QUIET, SMALL, WIDTH

LEGEND = 1.9  # inches at the left
TOP = 0.85  # inches above it
LINE = 0.215
TALLEST = 5.05  # inches of panels beside which the longest legend has room
AT = 0.3  # inches from the left to the marks

ROLES = {"core": "core member", "active": "active member", "peripheral": "peripheral member"}


def draw_legend(figure: Figure, data: NetworkMap, shown: Look) -> None:
    """A column at the left, below the title."""
    total = figure.get_figheight()
    height = total - TOP - 0.3
    axes = figure.add_axes((0, 0.3 / total, LEGEND / WIDTH, height / total))
    axes.set(xlim=(0, LEGEND), ylim=(height, 0), xticks=[], yticks=[])
    axes.axis("off")
    size = max(7.0, shown.spacing)
    row = _communities(axes, data, shown, size)
    row = _roles(axes, data, shown, size, row + 0.5)
    _ties(axes, data, shown, row + 0.5)


def _heading(axes: Axes, row: float, words: str) -> float:
    axes.text(0.15, LINE * (row + 0.5), words, size=SMALL, weight="bold", va="center")
    return row + 1


def _entry(axes: Axes, row: float, words: str, slices: Slices, role: str, size: float, shown: Look) -> float:
    where = np.array([[AT, LINE * (row + 0.5)]])
    draw_marks(axes, where, np.array([size * SIZES[role]]), [slices], [role], shown)
    axes.text(AT + 0.2, LINE * (row + 0.5), words, size=SMALL, va="center")
    return row + 1


def _communities(axes: Axes, data: NetworkMap, shown: Look, size: float) -> float:
    row = _heading(axes, 0, "Communities" if data.communities else "No communities")
    for q in shown.named:
        row = _entry(axes, row, f"community {q}", [(q, 1.0)], "active", size, shown)
    if shown.others:
        words = f"{len(shown.others)} smaller ones"
        row = _entry(axes, row, words, [(shown.others[0], 1.0)], "active", size, shown)
    if data.of == "person":
        return _entry(axes, row, "in none", [(NOWHERE, 1.0)], "none", size, shown)
    return _entry(axes, row, "people in none", [(NOWHERE, 1.0)], "active", size, shown)


def _roles(axes: Axes, data: NetworkMap, shown: Look, size: float, row: float) -> float:
    if data.of != "person":
        row = _heading(axes, row, "Marks")
        mixed = [(q, 1.0 / 3) for q in (*shown.named[:2], NOWHERE)]
        return _entry(axes, row, f"people of a {data.of}", mixed, "group", size, shown)
    here = set(data.marks["role"])
    row = _heading(axes, row, "People") if here - {"none"} else row
    one = [(shown.named[0], 1.0)] if shown.named else [(NOWHERE, 1.0)]
    for role, words in (ROLES | {"member": "member"}).items():
        if role in here:
            row = _entry(axes, row, words, one, role, size, shown)
    several = [parts for parts in data.marks["slices"] if len(parts) > 1]
    if several and len(shown.named) > 2:
        both = [(q, 0.5) for q in shown.named[:2]]
        row = _entry(axes, row, "in two communities", both, "active", size, shown)
        if max(len(parts) for parts in several) > 2:
            three = [(q, 1.0 / 3) for q in shown.named[:3]]
            row = _entry(axes, row, "in three", three, "active", size, shown)
    return row


def _ties(axes: Axes, data: NetworkMap, shown: Look, row: float) -> None:
    row = _heading(axes, row, "Ties" if data.of == "person" else f"Ties between {data.of}s")
    most = float(data.lines["strength"].max()) if len(data.lines) else 1.0
    places = 2 if data.of == "person" else 0
    lines = [(f"strength {data.least:,.{places}f}", TIE, 0.45, 0.3), (f"strength {most:,.{places}f}", TIE, 2.05, 0.56)]
    if data.of == "person" and (data.lines["community"] != NOWHERE).any():
        lines.append(("of fellow members", shown.colours[shown.named[0]], 1.4, 0.8))
    for words, colour, width, alpha in lines:
        y = LINE * (row + 0.5)
        axes.plot([AT - 0.12, AT + 0.12], [y, y], color=colour, linewidth=width, alpha=alpha, solid_capstyle="butt")
        axes.text(AT + 0.2, y, words, size=SMALL, va="center", color=QUIET if colour == TIE else None)
        row += 1
