"""Share of each mechanism in a week, and draws of chance, from ``benchmarks/shares.py``."""

from collections.abc import Iterator

from benchmarks import shares
from benchmarks.firms import POLICY
from benchmarks.rows import Row
from benchmarks.sizes import Size
from benchmarks.telling import Telling

MOST = 12
NOTE = (
    "Each act is compiled on its own here; within the engine they are merged, so that the sum differs from the "
    "engine's own time. Processor time, one measurement; python benchmarks/shares.py PEOPLE POLICY prints more acts."
)


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """Nanoseconds an agent-week of the dearest acts, and their shares."""
    people = size.mechanisms_people
    if not people:
        return
    tell("compiling each act on its own, which takes a minute or two the first time")
    whole, spent = shares.measured(people, POLICY)
    yield Row(f"{people:,} people: the whole week in the engine", 1e9 * whole, "ns/agent-week")
    total = sum(max(0.0, seconds) for seconds in spent.values())
    for name, seconds in sorted(spent.items(), key=lambda act: -act[1])[:MOST]:
        yield Row(f"{name}: {1e9 * seconds:.0f} ns", 100 * seconds / total, "%", note=NOTE)
    tell("counting draws of chance in plain Python")
    yield Row("draws of chance", shares.draws_a_week(POLICY), "1/agent-week")
