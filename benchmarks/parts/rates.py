"""Speed of the engine on one core: million agent-weeks a second by number of people and by policy."""

from collections.abc import Iterator, Sequence

from benchmarks.clocks import processor_seconds
from benchmarks.firms import POLICIES, POLICY, firm
from benchmarks.rows import Row, row_of
from benchmarks.sizes import Size
from benchmarks.telling import Telling
from copsim.engine import Course, run, start, warm_up
from copsim.streams import chance_of

LONGEST = 260  # weeks of one measurement
GOAL_AT = (1_000, 10_000)
SMALL, LARGE = 1_000, 100_000


class Stretch:
    """Weeks that are run again and again from the same world."""

    def __init__(self, people: int, policy: str, size: Size) -> None:
        self.people, self.policy = people, policy
        self.course = warm_up(start(firm(people, policy, warmup_weeks=size.warmup_weeks), chance_of(1)))
        last = self._run_in(size)
        self.weeks = max(1, min(LONGEST, int(size.stretch_seconds / max(last, 1e-9))))
        self.rates: list[float] = []

    def _run_in(self, size: Size) -> float:
        """Let communities grow for some weeks; seconds of the last."""
        spent, last = 0.0, 0.0
        for _ in range(size.run_in_weeks):
            if spent + last > size.run_in_seconds:
                break
            last = processor_seconds(lambda: run(self.course, self.course.week + 1))
            spent += last
        return last

    def measure(self) -> None:
        """Run the stretch once more."""
        self.rates.append(rate(self.course, self.weeks))

    def note(self, size: Size) -> str:
        """What sets it apart from the others, if it was too slow for as many weeks."""
        if self.course.week >= size.run_in_weeks:
            return ""
        return (
            f"Communities of {self.people:,} people are {self.course.week} weeks old here, not {size.run_in_weeks}, "
            "because a week takes so long; older ones have more members and cost more."
        )


def rate(course: Course, weeks: int) -> float:
    """Million agent-weeks a second of processor time, of some weeks of a copy of ``course``."""
    copy = course.copy()
    people: list[int] = []
    seconds = processor_seconds(lambda: people.append(int(run(copy, copy.week + weeks)[0][:, 0].sum())))
    return people[0] / seconds / 1e6


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """Rates by number of people, the growth of cost, and rates by policy; measurements take turns."""
    stretches = measured([(people, POLICY) for people in size.engine_people], size, tell)
    for stretch in stretches:
        goal = "rate" if stretch.people in GOAL_AT else ""
        yield row_of(f"{stretch.people:,} people", stretch.rates, "M/s", goal, stretch.note(size))
    by_people = {stretch.people: stretch for stretch in stretches}
    if SMALL in by_people and LARGE in by_people:
        small, large = by_people[SMALL], by_people[LARGE]
        ratios = [one / other for one, other in zip(small.rates, large.rates, strict=True)]
        yield row_of("cost at 100,000 people over that at 1,000", ratios, "times", "growth", large.note(size))
    if size.policies_people:
        wanted = [(size.policies_people, policy) for policy in POLICIES]
        for stretch in measured(wanted, size, tell):
            yield row_of(f"{stretch.people:,} people, {stretch.policy}", stretch.rates, "M/s")


def measured(wanted: Sequence[tuple[int, str]], size: Size, tell: Telling) -> list[Stretch]:
    """A stretch for each number of people and policy."""
    stretches = []
    for n, (people, policy) in enumerate(wanted, 1):
        tell(f"a firm of {people:,} people, {policy}", n, len(wanted))
        stretches.append(Stretch(people, policy, size))
    for n in range(size.rounds):
        for stretch in stretches:
            tell(f"round {n + 1}, {stretch.people:,} people, {stretch.policy}", n + 1, size.rounds)
            stretch.measure()
    return stretches
