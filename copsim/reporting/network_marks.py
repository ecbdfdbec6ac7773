"""Marks of people: round, sliced by community, larger towards the core."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from copsim.reporting.network_map import NOWHERE, NetworkMap
from copsim.reporting.style import INK, OTHER_COLOURS

OUTSIDE = "#999999"  # of who belongs nowhere
TIE = "#6E6E6E"
COLOURS = tuple(colour for colour in OTHER_COLOURS if colour != OUTSIDE)
SIZES = {"core": 1.0, "active": 0.76, "peripheral": 0.58, "member": 0.76, "none": 0.36, "group": 1.0}
SEVERAL = 1.15  # larger marks for several slices
Slices = list[tuple[int, float]]


class Look(NamedTuple):
    """Points between marks; colours by community; the communities that have a colour of their own, and the others."""

    spacing: float
    colours: dict[int, str]
    named: list[int]
    others: list[int]


def look_of(data: NetworkMap, spacing: float) -> Look:
    """A colour for each community, by number; with more communities than colours the smallest share the last one."""
    alive = data.communities
    if len(alive) <= len(COLOURS) and max(alive, default=0) < len(COLOURS):
        colours = {q: COLOURS[q] for q in alive}
        return Look(spacing, {**colours, NOWHERE: OUTSIDE}, alive, [])
    shares: dict[int, float] = dict.fromkeys(alive, 0.0)
    for slices, people in zip(data.marks["slices"], data.marks["people"], strict=True):
        for community, share in slices:
            if community != NOWHERE:
                shares[community] = shares.get(community, 0.0) + share * people
    room = len(COLOURS) if len(alive) <= len(COLOURS) else len(COLOURS) - 1
    named = sorted(sorted(alive, key=lambda q: (-shares[q], q))[:room])
    colours = dict.fromkeys(alive, COLOURS[-1]) | dict(zip(named, COLOURS, strict=False))
    return Look(spacing, {**colours, NOWHERE: OUTSIDE}, named, [q for q in alive if q not in named])


def draw_marks(
    axes: Axes,
    where: NDArray[np.float64],
    sizes: NDArray[np.float64],
    slices: Sequence[Slices],
    roles: Sequence[str],
    shown: Look,
) -> None:
    """Marks of ``sizes`` points at ``where`` [n, 2], in this order; the core has a dark rim, others a white one."""
    rims = [(INK, 1.1) if role == "core" else ("white", 0.5) for role in roles]
    diameters = sizes + 2 * np.array([width for _, width in rims])
    _scatter(axes, [_slice(0.0, 1.0)], diameters, where, [colour for colour, _ in rims], 0.0)
    for several in (False, True):
        chosen = [n for n, parts in enumerate(slices) if (len(parts) > 1) is several]
        paths, colours, counts = [], [], []
        for n in chosen:
            start = 0.0
            for community, share in slices[n]:
                paths.append(_slice(start, start + share))
                colours.append(shown.colours[community])
                start += share
            counts.append(len(slices[n]))
        if chosen:
            _scatter(axes, paths, np.repeat(sizes[chosen], counts), np.repeat(where[chosen], counts, axis=0),
                     colours, min(0.6, 0.07 * float(sizes.max())) if several else 0.0)  # fmt: skip


def _scatter(
    axes: Axes,
    paths: list[Path],
    sizes: NDArray[np.float64],
    where: NDArray[np.float64],
    colours: list[str],
    gap: float,
) -> None:
    """Paths of diameter 1 enlarged to ``sizes`` points, white lines of ``gap`` points between slices."""
    found = PathCollection(
        paths, sizes=sizes**2, offsets=where, offset_transform=axes.transData, facecolors=colours,
        edgecolors="white" if gap > 0 else "none", linewidths=gap, zorder=4,
    )  # fmt: skip
    found.set_transform(IdentityTransform())  # sizes are points, wherever the panel's limits are
    axes.add_collection(found)


def _slice(start: float, end: float) -> Path:
    """Part of a circle of diameter 1, from ``start`` to ``end`` (0 to 1), clockwise from the top."""
    steps = max(2, round(48 * (end - start)) + 1)
    angle: NDArray[np.float64] = 2.0 * math.pi * np.linspace(start, end, steps)
    rim = 0.5 * np.column_stack([np.sin(angle), np.cos(angle)])
    corners = rim if end - start >= 1.0 - 1e-9 else np.vstack([[(0.0, 0.0)], rim, [(0.0, 0.0)]])
    return Path(corners)
