"""A yoked mandate: the membership, and if wanted the meeting hours, of a twin world imposed week by week."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Yoke(NamedTuple):
    """What the twin's members did. ``on`` 0 means that nothing is imposed."""

    on: int
    hours: int  # 1 if the twin's meeting hours are required
    start: int  # clock of the first reported week
    first: Ints  # [weeks + 1] places of each week's changes
    seat: Ints  # [changes] seat
    community: Ints  # [changes]
    joins: Ints  # [changes] 1 joins, 0 leaves
    channel: Ints  # [changes] how, as in the twin's ledger
    value: Floats  # [changes] level, as in the twin's ledger
    attendance: Ints  # [weeks, Q] attendees of each meeting


def no_yoke() -> Yoke:
    """Nothing imposed."""
    empty = np.zeros(0, dtype=np.int64)
    return Yoke(0, 0, 0, empty, empty, empty, empty, empty, np.zeros(0), np.zeros((0, 0), dtype=np.int64))
