"""Rows of the table: what was measured, how it spread, and whether it meets a goal."""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.goals import GOALS


class Row(NamedTuple):
    """One measured value. low, high: of the single measurements, if there were several. goal: a key of GOALS, or ""."""

    what: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    goal: str = ""
    note: str = ""

    def verdict(self) -> str:
        """'met', 'missed', 'not measured', or nothing without a goal."""
        if not self.goal:
            return ""
        if self.value != self.value:
            return "not measured"
        return "met" if GOALS[self.goal].met(self.value) else "missed"


def row_of(what: str, values: Sequence[float], unit: str, goal: str = "", note: str = "") -> Row:
    """Median of some measurements, with the lowest and the highest; a single one has no spread."""
    ends = (min(values), max(values)) if len(values) > 1 else (None, None)
    return Row(what, statistics.median(values), unit, *ends, goal, note)


def left_out(rows: Iterable[Row]) -> list[Row]:
    """A row without value for each goal that no other row speaks of."""
    known = {row.goal for row in rows}
    return [Row(goal.what, float("nan"), goal.unit, goal=key) for key, goal in GOALS.items() if key not in known]
