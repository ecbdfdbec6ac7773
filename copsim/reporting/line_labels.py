"""Names of arms written where their lines end, instead of a legend."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from copsim.reporting.labels import arm_label
from copsim.reporting.layout import height_in_points, spread
from copsim.reporting.style import SMALL, WIDTH, readable

GAP = 1.28  # distance of labels over their font size
CHARACTER = 0.074  # inches
LEADER = 0.23  # inches from the panel to the name


def room_for_labels(arms: Sequence[str]) -> tuple[float, float]:
    """Inches that the names need right of a panel, and the least height of the panel."""
    return 0.12 + LEADER + CHARACTER * max(len(arm_label(arm)) for arm in arms), 0.5 + len(arms) * SMALL * GAP / 72


def label_ends(axes: Axes, ends: Mapping[str, tuple[float, float]], colours: Mapping[str, str]) -> None:
    """Write each arm's name right of the end (x, y) of its line, moved up or down where names would overlap.

    Fixes the limits of the vertical axis; call it when everything is drawn.
    """
    low, high = axes.get_ylim()
    axes.set_ylim(low, high)
    left, right = axes.get_xlim()
    wanted = [(value - low) / (high - low) for _, value in ends.values()]
    gap = SMALL * GAP / height_in_points(axes)
    inch = 1 / (axes.get_position().width * WIDTH)
    for (arm, (end, _)), own, placed in zip(ends.items(), wanted, spread(wanted, gap), strict=True):
        start = min((end - left) / (right - left), 1.0)
        xs = [start, 1 + 0.04 * inch, 1 + 0.16 * inch, 1 + 0.2 * inch]
        axes.plot(xs, [own, own, placed, placed], transform=axes.transAxes, color=colours[arm], linewidth=0.9,
                  clip_on=False, zorder=1)  # fmt: skip
        axes.text(1 + LEADER * inch, placed, arm_label(arm), transform=axes.transAxes, va="center_baseline",
                  size=SMALL, color=readable(colours[arm]), gid="arm-label")  # fmt: skip
