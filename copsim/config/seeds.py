"""Which seeds a request means: a count, or a list that names them."""

from typing import Any

from copsim.errors import InputError

LARGEST = 2**63 - 1
MOST = 1_000_000
NEXT = "give a count >= 1 such as seeds=40, or name different seeds >= 0 such as seeds=[3,7]"


def seeds_of(value: Any) -> list[int]:
    """Seeds 0 to N - 1 for a count N >= 1, or the seeds that a list names.

    Raises InputError for a count below 1 or above a million, an empty list, and a seed that is negative,
    beyond 64 bits, given twice or not a whole number.
    """
    if isinstance(value, (list, tuple)):
        return _named(list(value))
    if not _whole(value):
        raise InputError(f"seeds={value!r} is refused: it is no whole number; {NEXT}")
    if not 1 <= value <= MOST:
        raise InputError(f"seeds={value} is refused: a count of seeds must lie between 1 and {MOST:,}; {NEXT}")
    return list(range(value))


def _named(values: list[Any]) -> list[int]:
    if not values:
        raise InputError(f"seeds=[] is refused: it names no seed; {NEXT}")
    for place, value in enumerate(values):
        if not _whole(value) or not 0 <= value <= LARGEST:
            raise InputError(f"seed {value!r} is refused: seeds are whole numbers from 0 to 2^63 - 1; {NEXT}")
        if value in values[:place]:
            raise InputError(f"seed {value} is given twice, but a seed is one world; {NEXT}")
    return values


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
