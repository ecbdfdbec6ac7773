"""Words and numbers of a figure or table: labels, units and directions from the data dictionary."""

import textwrap
from collections.abc import Iterable

import numpy as np
import pandas as pd

from copsim.errors import InputError, nearest

ARM_LABELS = {
    "none": "none",
    "slack": "slack",
    "mandated": "mandated",
    "mandated_open": "mandated, open",
    "mandated_yoked": "mandated, yoked",
    "expert_recognised": "expert-recognised",
    "self_selected": "self-selected",
    "mandated_cultivated": "mandated, cultivated",
    "self_selected_cultivated": "self-selected, cultivated",
}
MINUS = "\N{MINUS SIGN}"


class Labels:
    """What a metric is called, measured in and which way is better.

    ``dictionary`` is the data dictionary of the results: a row per column with column, unit, label, meaning
    and better ("higher", "lower" or ""). Asking for a metric it does not hold raises InputError.
    """

    def __init__(self, dictionary: pd.DataFrame) -> None:
        words = dictionary[["column", "label", "unit", "better"]].fillna("").astype(str)
        self._words = {column: (label, unit, better) for column, label, unit, better in words.to_numpy().tolist()}

    def _of(self, metric: str) -> tuple[str, str, str]:
        if metric not in self._words:
            raise InputError(f"metric {metric!r} is not in the data dictionary{nearest(metric, self._words)}")
        return self._words[metric]

    def label(self, metric: str) -> str:
        return self._of(metric)[0]

    def unit(self, metric: str) -> str:
        return self._of(metric)[1]

    def sign(self, metric: str) -> int:
        """1 where higher is better, -1 where lower is better, 0 where neither."""
        return {"higher": 1, "lower": -1}.get(self._of(metric)[2], 0)

    def titled(self, metric: str) -> str:
        """Label with its unit in brackets, for an axis or a column."""
        label, unit, _ = self._of(metric)
        return f"{label} ({unit})" if unit else label


def arm_label(arm: str, longest: int = 36) -> str:
    """How an arm is written in a figure: words for a well-known arm, else its own name, shortened in the middle."""
    policy, comma, settings = arm.partition(", ")
    return shortened(ARM_LABELS.get(policy, policy) + comma + settings, longest)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and its end with an ellipsis between."""
    if len(text) <= longest:
        return text
    head = (longest - 1) // 2
    return text[:head] + "\N{HORIZONTAL ELLIPSIS}" + text[len(text) - (longest - 1 - head) :]


def pairs_said(n: "pd.Series[int]") -> str:
    """'one pair', '40 pairs' or '12 to 40 pairs'."""
    least, most = int(n.min()), int(n.max())
    if most == 1:
        return "one pair"
    return f"{most} pairs" if least == most else f"{least} to {most} pairs"


def wrapped(text: str, width: int) -> str:
    """Text broken into lines of at most ``width`` characters."""
    return "\n".join(textwrap.wrap(text, width))


def decimals(values: Iterable[float], digits: int = 3) -> int:
    """Decimals that give the largest of the values ``digits`` significant digits (0 to 6)."""
    sizes = np.abs([value for value in values if np.isfinite(value)])
    largest = sizes.max(initial=0.0)
    if largest == 0:
        return 0
    return int(np.clip(digits - 1 - np.floor(np.log10(largest)), 0, 6))


def number(value: float, places: int, signed: bool = False, minus: str = MINUS) -> str:
    """A number with fixed decimals and thousands separators; a dash if it is missing, no sign on zero."""
    if not np.isfinite(value):
        return "\N{EN DASH}" if np.isnan(value) else ("∞" if value > 0 else minus + "∞")
    text = f"{value:+,.{places}f}" if signed else f"{value:,.{places}f}"
    if not any(character in "123456789" for character in text):
        text = text.lstrip("+-")
    return text.replace("-", minus)
