"""Where things stand in a figure: panels, title and caption in inches, labels that do not overlap."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from copsim.reporting.labels import wrapped
from copsim.reporting.style import LARGE, MEDIUM, QUIET, SMALL, WIDTH

LINE = 0.19  # inches between lines of small text
CAPTION_CHARACTERS = 165


class Margins(NamedTuple):
    """Inches around each panel, kept for its tick labels, titles and direct labels."""

    left: float
    right: float
    top: float
    bottom: float


class Text(NamedTuple):
    """Words around the panels."""

    title: str
    subtitle: str
    caption: str


def panels(
    count: int, columns: int, height: float, margins: Margins, text: Text, outer_left: float = 0.0
) -> tuple[Figure, list[Axes]]:
    """A figure of ``WIDTH`` inches with ``count`` panels of the given height (inches), row by row.

    The title and subtitle stand above, the caption below; ``outer_left`` inches at the left are kept free of
    panels. Draw inside ``with look():``.
    """
    rows = math.ceil(count / columns)
    caption = wrapped(text.caption, CAPTION_CHARACTERS)
    header = 0.62 if text.subtitle else 0.4
    footer = 0.12 + LINE * (caption.count("\n") + 1)
    cell_width, cell_height = (WIDTH - outer_left) / columns, height + margins.top + margins.bottom
    total = header + rows * cell_height + footer
    figure = Figure(figsize=(WIDTH, total))
    figure.text(0.15 / WIDTH, 1 - 0.12 / total, text.title, size=LARGE, weight="bold", va="top")
    figure.text(0.15 / WIDTH, 1 - 0.43 / total, text.subtitle, size=MEDIUM, color=QUIET, va="top")
    figure.text(0.15 / WIDTH, 0.1 / total, caption, size=SMALL, color=QUIET, va="bottom", linespacing=1.3)
    axes = []
    for place in range(count):
        row, column = divmod(place, columns)
        left = outer_left + column * cell_width + margins.left
        bottom = footer + (rows - 1 - row) * cell_height + margins.bottom
        width = cell_width - margins.left - margins.right
        axes.append(figure.add_axes((left / WIDTH, bottom / total, width / WIDTH, height / total)))
    return figure, axes


def height_in_points(axes: Axes) -> float:
    """Height of a panel in points (1/72 inch)."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return float(axes.get_position().height * figure.get_figheight() * 72)


def spread(positions: Sequence[float], gap: float, low: float = 0.0, high: float = 1.0) -> NDArray[np.float64]:
    """Positions moved as little as possible (least squares) so that none are closer than ``gap``.

    All stay within [low, high], in the order they had; if they cannot all fit, they divide the room evenly.
    Pool-adjacent-violators on the positions less the room that the labels before them need.
    """
    wanted = np.asarray(positions, dtype=float)
    count = len(wanted)
    if count > 1:
        gap = min(gap, (high - low) / (count - 1))
    order = np.argsort(wanted, kind="stable")
    room = gap * np.arange(count)
    blocks: list[tuple[float, int]] = []
    for value in wanted[order] - room:
        mean, size = float(value), 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, size = (mean * size + before * many) / (size + many), size + many
        blocks.append((mean, size))
    settled = np.repeat([mean for mean, _ in blocks], [size for _, size in blocks])
    placed = np.empty(count)
    placed[order] = np.clip(settled, low, high - room[-1] if count else high) + room
    return placed
