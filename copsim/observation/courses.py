"""Runs that somebody watches: the same weeks as copsim.simulate, to the bit, with an eye on the world in between."""

from collections.abc import Callable, Sequence

from copsim.config.scenario import Scenario
from copsim.config.seeds import LARGEST
from copsim.engine import Course, enact, run
from copsim.errors import InputError
from copsim.removal import Removal
from copsim.simulation import snapshot, yoke_of
from copsim.state.world import Ints, World

Observer = Callable[[World, int], None]  # called after each week with the world and the reported week just passed
Progress = Callable[[int, int], None]


def beginning(scenario: Scenario, seed: int, without: Removal | None = None) -> Course:
    """The course of a scenario and seed at reported week 0, under its policy; or that of its twin without something.

    Errors: InputError for a seed that is none, and for a removal that the scenario does not allow.
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= LARGEST:
        raise InputError(f"seed must be a whole number from 0 to 2^63 - 1, got {seed!r}; one world is looked at")
    actual = scenario if without is None else without.scenario(scenario)
    course = snapshot(actual, seed, 0).course
    if without is not None:
        course.removed = without.ends(scenario)
        course.without = without.without(scenario)
        course.yoke = yoke_of(actual, course)
    enact(course, actual.policies()[0][1])
    return course


def watch(course: Course, until: int, observers: Sequence[Observer]) -> tuple[Ints, Ints]:
    """Run reported weeks up to ``until`` and show each to the observers: tallies and flow as of copsim.engine.run."""

    def look(world: World, week: int) -> None:
        for observer in observers:
            observer(world, week)

    return run(course, until, look if observers else None)
