"""The same weeks of the same firm: ``CommunityModel`` against the yardstick, idiomatic and tuned.

Everything is processor time of one core. All take turns, and each is in the same weeks since its founding, so that
memberships and ties are as many. A ratio is that of two stretches that were measured one after the other.
"""

from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.clocks import processor_seconds
from benchmarks.firms import firm
from benchmarks.rows import Row, row_of
from benchmarks.sizes import Size
from benchmarks.telling import Telling
from benchmarks.yardstick.firm import MesaFirm
from benchmarks.yardstick.tuned_firm import TunedFirm
from copsim.config.scenario import Scenario
from copsim.model import CommunityModel

SHORTEST = 5_000  # people-weeks: of smaller firms several are measured one after the other
ADVANCE, STEP, IDIOMATIC, TUNED = "advance()", "step()", "idiomatic Mesa", "tuned Mesa"


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """Ratios, and microseconds an agent-week, for each number of people."""
    for people, weeks, warmup in size.mesa:
        yield from of(people, weeks, warmup, size.rounds, tell)


def of(people: int, weeks: int, warmup: int, rounds: int, tell: Telling) -> Iterator[Row]:
    """Rows of one number of people."""
    times = measured(firm(people, warmup_weeks=warmup, core=True), weeks, rounds, tell)
    note = (
        f"Ratios at {people:,} people: {weeks} weeks a measurement, from week {weeks} of the policy on, after "
        f"{warmup} weeks of warm-up."
    )
    for name, goal in ((ADVANCE, "advance"), (STEP, "step"), (TUNED, "")):
        ratios = times[IDIOMATIC] / times[name]
        yield row_of(f"{people:,} people: {IDIOMATIC} over {name}", ratios.tolist(), "times", goal, note)
    ratios = times[TUNED] / times[ADVANCE]
    yield row_of(f"{people:,} people: {TUNED} over {ADVANCE}", ratios.tolist(), "times", note=note)
    for name, seconds in times.items():
        yield row_of(f"{people:,} people: {name}", (1e6 * seconds).tolist(), "µs/agent-week")


def measured(scenario: Scenario, weeks: int, rounds: int, tell: Telling) -> dict[str, np.ndarray]:
    """Seconds an agent-week of each way to run the weeks, by round."""
    runners = _runners(scenario, weeks, tell)
    people, times = scenario.organization.headcount, {name: np.zeros(rounds) for name in runners}
    for n in range(-1, rounds):  # the first is not counted
        for name, (models, act) in runners.items():
            tell(f"{people:,} people, {name}, round", n + 1, rounds)
            seconds = sum(processor_seconds(lambda model=model, act=act: act(model)) for model in models)
            if n >= 0:
                times[name][n] = seconds / len(models) / weeks / people
    return times


def _runners(scenario: Scenario, weeks: int, tell: Telling) -> dict[str, tuple[list, Callable]]:
    """By name: models, and what lets one of them run some weeks."""

    def stepped(model: CommunityModel | MesaFirm) -> None:
        for _ in range(weeks):
            model.step()

    people = scenario.organization.headcount
    several = range(1, 2 + SHORTEST // (people * weeks))
    tell(f"founding firms of {people:,} people")
    return {
        ADVANCE: ([CommunityModel(scenario, seed=seed) for seed in several], lambda model: model.advance(weeks)),
        STEP: ([CommunityModel(scenario, seed=seed) for seed in several], stepped),
        IDIOMATIC: ([MesaFirm(scenario, rng=1)], stepped),
        TUNED: ([TunedFirm(scenario, rng=1)], stepped),
    }
