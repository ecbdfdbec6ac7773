"""What the Mesa model costs on top of compiled weeks: ``step()`` and ``advance()`` against weeks nobody collects."""

from collections.abc import Iterator

from benchmarks.clocks import processor_seconds
from benchmarks.firms import firm
from benchmarks.rows import Row, row_of
from benchmarks.sizes import Size
from benchmarks.telling import Telling
from copsim.model import CommunityModel

WEEKS = 26  # of a measurement
MANY = 100_000  # people of whom agents are made
BARE, ADVANCE, STEP, COLLECT = "compiled weeks alone", "advance()", "step()", "collecting alone"


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """Microseconds a week; the ways take turns."""
    people = size.step_people
    times = measured(people, size, tell)
    for name, values in times.items():
        yield row_of(f"{people:,} people: {name}", values, "µs/week")
    for less in (ADVANCE, BARE):
        differences = [one - other for one, other in zip(times[STEP], times[less], strict=True)]
        yield row_of(f"{people:,} people: step() less {less}", differences, "µs/week")
    if size.memory_people >= MANY:
        tell(f"agents of {MANY:,} people")
        model = CommunityModel(firm(MANY, warmup_weeks=0), seed=1)
        seconds = processor_seconds(lambda: model.agents)
        yield Row(f"agents of {MANY:,} people, when first asked for", seconds, "s")


def measured(people: int, size: Size, tell: Telling) -> dict[str, list[float]]:
    """Microseconds a week of each way, by round."""
    model = CommunityModel(firm(people, warmup_weeks=size.warmup_weeks), seed=1)
    model.advance(WEEKS)
    ways = {
        BARE: lambda: model.walk.go(WEEKS),
        COLLECT: lambda: stepped(model),  # of weeks that have been run already
        ADVANCE: lambda: model.advance(WEEKS),
        STEP: lambda: stepped(model),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for n in range(size.rounds):
        for name, act in ways.items():
            tell(f"{people} people, {name}, round", n + 1, size.rounds)
            times[name].append(1e6 * processor_seconds(act) / WEEKS)
    return times


def stepped(model: CommunityModel) -> None:
    """Weeks one by one."""
    for _ in range(WEEKS):
        model.step()
