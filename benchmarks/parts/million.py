"""A year of a million people: wall time and peak memory, in a process of its own.

As a module of its own it is that process: ``python -m benchmarks.parts.million PEOPLE WARM-UP-WEEKS WEEKS SECONDS``.
"""

import json
import sys
from collections.abc import Iterator

from benchmarks.clocks import peak_bytes, told_by, wall_seconds
from benchmarks.firms import firm
from benchmarks.rows import Row
from benchmarks.sizes import Size
from benchmarks.telling import Telling
from copsim.engine import Course, start, warm_up
from copsim.streams import chance_of
from copsim.walk import Walk

GIB = 1024**3
PROBE = 3  # weeks


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """Wall time of founding, of the warm-up and of the year; speed and peak memory."""
    people, warmup, weeks = size.million
    if not people:
        return
    tell(f"{people:,} people in a process of their own; this takes some minutes")
    told = told_by("benchmarks.parts.million", people, warmup, weeks, size.million_seconds)
    said, done, note = f"{people:,} people", told["done"], ""
    if done < weeks:
        note = (
            f"{people:,} people: {done} of {weeks} weeks were run, within {size.million_seconds:.0f} s; the rest is "
            f"extrapolated from {'the last of them' if done else 'firms of a tenth and a hundredth of the size'}."
        )
    yield Row(f"{said}: founding", told["founding"], "s")
    yield Row(f"{said}: warm-up of {warmup} weeks", told["warm_up"], "s")
    yield Row(f"{said}: {weeks} weeks", told["seconds"] / 60, "min", goal="million", note=note)
    yield Row(f"{said}: engine", people * weeks / told["seconds"] / 1e6, "M/s", note=note)
    memory = "" if done == weeks else "Peak memory is that of the weeks that were run, the warm-up among them."
    yield Row(f"{said}: peak memory", told["peak"] / GIB, "GiB", goal="million_memory", note=memory)


def founded(people: int, warmup_weeks: int) -> tuple[Course, float, float]:
    """A firm after its warm-up, and the seconds of founding and of the warm-up."""
    courses: list[Course] = []
    scenario = firm(people, warmup_weeks=warmup_weeks)
    founding = wall_seconds(lambda: courses.append(start(scenario, chance_of(1))))
    return courses[0], founding, wall_seconds(lambda: warm_up(courses[0]))


def probed(people: int) -> float:
    """Seconds that a week of so many people may take: cost grows from a tenth on as it does from a hundredth."""
    costs = []
    for some in (people // 100, people // 10):
        walk = Walk(founded(max(12, some), PROBE)[0])
        costs.append([wall_seconds(lambda walk=walk: walk.go(1)) for _ in range(PROBE)][-1])
    return costs[1] ** 2 / costs[0]


def year(walk: Walk, weeks: int, limit: float, expected: float) -> tuple[int, float]:
    """Weeks run within the limit, and the seconds that all of them take, or would."""
    spent, last, done = 0.0, expected, 0
    while done < weeks and spent + last <= limit:
        last = wall_seconds(lambda: walk.go(1))
        spent += last
        done += 1
    return done, spent + (weeks - done) * last


def main(people: int, warmup_weeks: int, weeks: int, limit: int) -> None:
    """Print what a year takes."""
    expected = probed(people)
    course, founding, warm = founded(people, warmup_weeks)
    done, seconds = year(Walk(course), weeks, limit, expected)
    print(json.dumps({"founding": founding, "warm_up": warm, "done": done, "seconds": seconds, "peak": peak_bytes()}))


if __name__ == "__main__":
    main(*(int(float(word)) for word in sys.argv[1:]))
