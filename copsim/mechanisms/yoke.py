"""A yoked mandate: the membership, and if wanted the meeting hours, of a twin world imposed week by week."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

CHANGE = np.dtype(
    [
        ("value", "f8"),  # level, as in the twin's ledger
        ("seat", "i4"),
        ("community", "i4"),
        ("joins", "i4"),  # 1 joins, 0 leaves
        ("channel", "i4"),  # how, as in the twin's ledger
    ],
    align=True,
)


class Yoke(NamedTuple):
    """What the twin's members did. ``on`` 0 means that nothing is imposed."""

    on: int
    hours: int  # 1 if the twin's meeting hours are required
    start: int  # clock of the first reported week
    first: NDArray[np.int64]  # [weeks + 1] places of each week's changes
    change: Any  # [changes] CHANGE rows
    attendance: NDArray[np.int64]  # [weeks, Q] attendees of each meeting


def no_yoke() -> Yoke:
    """Nothing imposed."""
    nothing = np.zeros(0, dtype=CHANGE).view(np.recarray)
    return Yoke(0, 0, 0, np.zeros(0, dtype=np.int64), nothing, np.zeros((0, 0), dtype=np.int64))
