"""Where people stand in a picture of an organization: by seat, so that all weeks and all policies can be compared."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

RING = 12  # more units than these are packed like the seeds of a sunflower
GOLDEN = math.pi * (3.0 - math.sqrt(5.0))
GAP = 1.3  # room of a unit's disc over its size


def places(items: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places of items, and discs of the units that hold them.

    ``items`` has item, unit and group (a team). Returns the items with x and y, and a table of unit, x, y and radius.
    Units stand in a ring (or are packed, if they are many), items fill the disc of their unit evenly, a group beside
    the other. All of it lies within [-1, 1], and depends on nothing but the table.
    """
    units = sorted(items["unit"].unique().tolist())
    sizes = [math.sqrt(int((items["unit"] == unit).sum())) for unit in units]
    discs = _scaled(_ring(sizes) if len(units) <= RING else _packed(sizes))
    discs.insert(0, "unit", units)
    parts = []
    for unit, x, y, radius in discs.itertuples(index=False):
        ours = items[items["unit"] == unit].sort_values(["group", "item"])
        spots = radius * _disc(len(ours))
        parts.append(ours.assign(x=x + spots[:, 0], y=y + spots[:, 1]))
    return pd.concat(parts).sort_values("item", ignore_index=True), discs


def _ring(sizes: Sequence[float]) -> pd.DataFrame:
    """Discs of the given radii around a circle, each beside the next, clockwise from the top."""
    radii = np.asarray(sizes)
    if len(radii) == 1:
        return pd.DataFrame({"x": [0.0], "y": [0.0], "radius": radii})
    angles = _angles(radii * GAP)
    circle = _circle(radii * GAP)
    return pd.DataFrame({"x": circle * np.sin(angles), "y": circle * np.cos(angles), "radius": radii})


def _circle(rooms: NDArray[np.float64]) -> float:
    """Radius of the circle on which discs that touch their neighbours close the ring: bisection."""
    low, high = float(rooms.max()), float(rooms.sum()) + float(rooms.max())
    for _ in range(60):
        middle = 0.5 * (low + high)
        turns = sum(2.0 * math.asin(min(1.0, room / middle)) for room in rooms)
        low, high = (middle, high) if turns > 2.0 * math.pi else (low, middle)
    return high


def _angles(rooms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Angles of the discs' centres, the first at 0."""
    circle = _circle(rooms)
    halves = np.arcsin(np.minimum(1.0, rooms / circle))
    halves *= math.pi / halves.sum()
    return np.concatenate([[0.0], np.cumsum(halves[:-1] + halves[1:])])


def _packed(sizes: Sequence[float]) -> pd.DataFrame:
    """Discs of the given radii in a spiral, each with the room of the largest."""
    spots = _disc(len(sizes)) * math.sqrt(len(sizes)) * max(sizes) * GAP * 1.15
    return pd.DataFrame({"x": spots[:, 0], "y": spots[:, 1], "radius": sizes})


def _disc(count: int) -> NDArray[np.float64]:
    """[count, 2] points spread evenly in the unit disc, turning clockwise from the top."""
    n = np.arange(count)
    radius = np.sqrt((n + 0.5) / max(count, 1)) * (1.0 if count > 1 else 0.0)
    angle = (n * GOLDEN) % (2.0 * math.pi)
    order = np.lexsort((radius, angle))
    return np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])[order]


def _scaled(discs: pd.DataFrame) -> pd.DataFrame:
    """The same picture around 0, within [-1, 1]."""
    low = (discs[["x", "y"]].sub(discs["radius"], axis=0)).min()
    high = (discs[["x", "y"]].add(discs["radius"], axis=0)).max()
    half = float((high - low).max()) / 2.0
    middle = (low + high) / 2.0
    return pd.DataFrame(
        {
            "x": (discs["x"] - middle["x"]) / half,
            "y": (discs["y"] - middle["y"]) / half,
            "radius": discs["radius"] / half,
        }
    )
