"""What the Mesa model costs on top of compiled weeks: ``step()`` and ``advance()`` against weeks nobody collects.

Run with ``python benchmarks/stepping.py``. Medians of stretches that take turns, in microseconds of processor time a
week, so they compare within one call on one machine; nothing is asserted.
"""

import statistics
import time
from collections.abc import Callable

from copsim.model import CommunityModel

STRETCHES, WEEKS = 9, 26


def microseconds(act: Callable[[], object]) -> float:
    """Processor time of one call."""
    began = time.process_time()
    act()
    return 1e6 * (time.process_time() - began)


def stepped(model: CommunityModel) -> None:
    """Weeks one by one."""
    for _ in range(WEEKS):
        model.step()


def measured(people: int) -> tuple[float, float, float, float]:
    """Microseconds a week of bare weeks, of ``advance`` and of ``step``, and of collecting alone."""
    weeks = WEEKS * (3 * STRETCHES + 1)
    model = CommunityModel(
        seed=1, policy="self_selected", organization__headcount=people, weeks=weeks, warmup_weeks=WEEKS
    )
    model.advance(WEEKS)
    bare, collecting, advanced, one_by_one = [], [], [], []
    for _ in range(STRETCHES):
        bare.append(microseconds(lambda: model.walk.go(WEEKS)))
        collecting.append(microseconds(lambda: stepped(model)))  # of weeks that have been run already
        advanced.append(microseconds(lambda: model.advance(WEEKS)))
        one_by_one.append(microseconds(lambda: stepped(model)))
    return tuple(statistics.median(times) / WEEKS for times in (bare, advanced, one_by_one, collecting))  # type: ignore


def main() -> None:
    """Print the table."""
    print(f"{'people':>8}{'bare µs':>10}{'advance µs':>12}{'step µs':>10}{'step - bare':>13}{'collecting':>12}")
    for people in (100, 1_000, 10_000):
        bare, advanced, one_by_one, collecting = measured(people)
        print(f"{people:8}{bare:10.0f}{advanced:12.0f}{one_by_one:10.0f}{one_by_one - bare:13.0f}{collecting:12.0f}")
    model = CommunityModel(seed=1, organization__headcount=100_000, weeks=1, warmup_weeks=0)
    print(f"agents of 100,000 people, when first asked for: {microseconds(lambda: model.agents) / 1e6:.2f} s")


if __name__ == "__main__":
    main()
