"""A metric: a ratio of sums of weekly tallies."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

YEAR = 52.0


def hours(uses: tuple[str, ...]) -> dict[str, float]:
    """Weights that make hours of the minutes of some uses."""
    return {f"minutes_{use}": 1.0 / 60.0 for use in uses}


def _combined(tallies: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    total = pd.Series(0.0, index=tallies.index)
    for name, weight in weights.items():
        total = total + weight * tallies[name]
    return total


def _sum(tallies: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = 0.0
    for name, weight in weights.items():
        total = total + weight * tallies[name]
    return total


@dataclass(frozen=True)
class Metric:
    """scale · Σ numerator / Σ denominator, both linear in tallies."""

    name: str
    label: str
    unit: str
    better: str  # "higher", "lower" or "" where neither is better by itself
    doc: str
    numerator: Mapping[str, float]
    denominator: Mapping[str, float]
    scale: float = 1.0

    def value(self, tallies: Mapping[str, float]) -> float:
        """Value of one row of tallies with money, the same number as :meth:`of`; NaN where the denominator is 0."""
        below = _sum(tallies, self.denominator)
        return self.scale * _sum(tallies, self.numerator) / below if below != 0 else math.nan

    def of(self, tallies: pd.DataFrame) -> pd.Series:
        """Value per row of ``tallies``; NaN where the denominator is 0."""
        return self.scale * _combined(tallies, self.numerator) / _combined(tallies, self.denominator).replace(0, np.nan)


PEOPLE = {"people": 1.0}
PEOPLE_YEARS = {"people": 1.0 / YEAR}
