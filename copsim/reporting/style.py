"""How figures look: one colour per arm in all of them, readable by colour-blind people."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from matplotlib import rc_context
from matplotlib.colors import to_hex, to_rgb

WIDTH = 12.0  # inches; shown 1,200 pixels wide, a point is 1.4 pixels
DPI = 150
SMALL, MEDIUM, LARGE = 9.0, 10.0, 14.0  # points

INK = "#222222"
QUIET = "#595959"
GRID = "#E3E3E3"
BASELINE = "#4D4D4D"
BETTER = "#E6F0F7"  # background of the better side

# Okabe and Ito's hues, with families: mandates warm, self-selection blue, the lighter member cultivated.
ARM_COLOURS = {
    "none": BASELINE,
    "slack": "#999999",
    "mandated": "#D55E00",
    "mandated_open": "#F0A3CF",
    "mandated_yoked": "#701A70",
    "expert_recognised": "#00875A",
    "self_selected": "#0072B2",
    "mandated_cultivated": "#E69F00",
    "self_selected_cultivated": "#56B4E9",
}
OTHER_COLOURS = ("#0072B2", "#D55E00", "#00875A", "#E69F00", "#701A70", "#56B4E9", "#F0A3CF", "#8C6D31", "#999999")
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (5, 1.5, 1.5, 1.5)))


def arm_colours(arms: Iterable[str]) -> dict[str, str]:
    """Colour of each arm, in their order: a well-known arm ('mandated', or 'mandated, assigned_hours=22') always has
    its own; others take the first that is free.
    """
    names = list(arms)
    own = {arm: ARM_COLOURS[arm.partition(", ")[0]] for arm in names if arm.partition(", ")[0] in ARM_COLOURS}
    free = [colour for colour in OTHER_COLOURS if colour not in own.values()] or list(OTHER_COLOURS)
    others = [arm for arm in names if arm not in own]
    colours = own | {arm: free[place % len(free)] for place, arm in enumerate(others)}
    return {arm: colours[arm] for arm in names}


def arm_dashes(arms: Iterable[str], baseline: str | None) -> dict[str, Any]:
    """Line style of each arm: the baseline dashed, well-known arms solid, others changing when colours repeat."""
    names = list(arms)
    colours = arm_colours(names)
    used: dict[str, int] = {}
    dashes = {}
    for arm in names:
        turn = used.get(colours[arm], 0)
        used[colours[arm]] = turn + 1
        dashes[arm] = (0, (4, 2)) if arm == baseline else DASHES[turn % len(DASHES)]
    return dashes


def readable(colour: str, contrast: float = 4.5) -> str:
    """The colour darkened until text in it has the given contrast with white (WCAG 2: 4.5)."""
    rgb = to_rgb(colour)
    while 1.05 / (luminance(rgb) + 0.05) < contrast:
        red, green, blue = rgb
        rgb = (red * 0.96, green * 0.96, blue * 0.96)
    return to_hex(rgb)


def luminance(rgb: tuple[float, float, float]) -> float:
    """Relative luminance of an sRGB colour, 0 black to 1 white (WCAG 2)."""
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def look() -> AbstractContextManager[None]:
    """Settings of matplotlib that every figure shares; draw and save inside ``with look():``."""
    return rc_context(
        {
            "font.family": "DejaVu Sans",  # comes with matplotlib, hence the same on every machine
            "font.size": MEDIUM,
            "axes.titlesize": MEDIUM,
            "axes.labelsize": SMALL,
            "xtick.labelsize": SMALL,
            "ytick.labelsize": SMALL,
            "text.color": INK,
            "axes.labelcolor": INK,
            "xtick.color": QUIET,
            "ytick.color": QUIET,
            "axes.edgecolor": QUIET,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "grid.color": GRID,
            "grid.linewidth": 0.6,
            "axes.unicode_minus": True,
            "figure.facecolor": "white",
            "svg.fonttype": "path",
            "svg.hashsalt": "copsim",
        }
    )
