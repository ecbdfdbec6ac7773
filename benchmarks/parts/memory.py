"""Bytes of state by table, and peak memory a person of a process of its own.

As a module of its own it runs such a process: ``python -m benchmarks.parts.memory PEOPLE WARM-UP-WEEKS WEEKS``.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.clocks import peak_bytes, told_by
from benchmarks.firms import firm
from benchmarks.rows import Row
from benchmarks.sizes import Size
from benchmarks.telling import Telling
from copsim.engine import run, start, warm_up
from copsim.streams import chance_of

SMALLEST = 12
WARMUP, WEEKS = 8, 4
NOTE = (
    f"State is counted after {WARMUP} weeks of warm-up and {WEEKS} of the policy. A run also keeps a copy of what "
    "lasts, to go back to if a table turns out too short; peak memory has it, state has not. From peak memory that of "
    f"a process with a firm of {SMALLEST} people is taken off."
)


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """State and peak memory a person, and state by table."""
    people = size.memory_people
    if not people:
        return
    tell(f"{people:,} people in a process of their own")
    small, large = (told_by("benchmarks.parts.memory", n, WARMUP, WEEKS) for n in (SMALLEST, people))
    tables = {name: size_of / people for name, size_of in large["tables"].items()}
    yield Row(f"state a person at {people:,} people", sum(tables.values()), "bytes", goal="state", note=NOTE)
    peak = (large["peak"] - small["peak"]) / (people - SMALLEST)
    yield Row(f"peak memory a person at {people:,} people", peak, "bytes", note=NOTE)
    for name, size_of in sorted(tables.items(), key=lambda table: -table[1]):
        yield Row(f"state a person: {name}", size_of, "bytes")


def bytes_by_table(world: Any) -> dict[str, int]:
    """Bytes of each part of a world, whatever its parts are."""
    return {name: bytes_of(part) for name, part in world._asdict().items()}


def bytes_of(part: Any) -> int:
    """Bytes of an array, or of all arrays in a tuple."""
    return part.nbytes if isinstance(part, np.ndarray) else sum(bytes_of(inner) for inner in part)


def main(people: int, warmup_weeks: int, weeks: int) -> None:
    """Run a firm; print its bytes by table, and the peak."""
    course = warm_up(start(firm(people, warmup_weeks=warmup_weeks), chance_of(1)))
    run(course, weeks)
    print(json.dumps({"tables": bytes_by_table(course.world), "peak": peak_bytes()}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
