"""What was lived in one world: its weekly totals, the events that a case asks for, and looks at its state."""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from copsim.config.scenario import Scenario
from copsim.engine import Course, enact, run
from copsim.events import Recorder
from copsim.metrics.accounts import MoneyTerms
from copsim.metrics.catalogue import METRICS, money
from copsim.metrics.tally import TALLIES
from copsim.runs import money_terms
from copsim.simulation import same_past, snapshot
from copsim.state.world import Array, Ints, World
from copsim.walk import Walk

Look = Callable[[World, int], Any]
FEW_LOOKS = 12  # up to which it is faster to stop for a look than to watch every week


@dataclass(frozen=True)
class Watch:
    """What is kept of each world besides its weekly totals: kinds of events, and looks at the state after some weeks.

    look(world, weeks done) is called after each of ``weeks`` reported weeks (0: at the start). arms: worlds that are
    watched; none named: all.
    """

    kinds: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    look: Look | None = None
    arms: tuple[str, ...] = ()

    def concerns(self, arm: str) -> bool:
        """Whether a world is watched."""
        return not self.arms or arm in self.arms


@dataclass(frozen=True)
class Lived:
    """One world after its run.

    totals: [weeks, T] whole numbers a week (copsim.metrics.tally). events: columns of the kept events, codes as in the
    ledger, weeks as reported; empty if none were asked for. looks: what was seen after so many weeks.
    """

    scenario: Scenario
    seed: int
    totals: Ints
    events: Mapping[str, Array] = field(default_factory=dict)
    looks: Mapping[int, Any] = field(default_factory=dict)

    @cached_property
    def columns(self) -> dict[str, Any]:
        """Weekly totals by name, with money."""
        columns: dict[str, Any] = {name: self.totals[:, place] for place, name in enumerate(TALLIES)}
        columns |= money(columns, MoneyTerms(*astuple(money_terms(self.scenario))))
        return columns | {"weeks": np.ones(len(self.totals))}

    def total(self, name: str, first: int = 0, last: int | None = None) -> float:
        """Sum of a weekly total over the weeks from ``first`` up to, not including, ``last``."""
        return float(np.sum(self.columns[name][first:last]))

    def metric(self, name: str, first: int = 0, last: int | None = None) -> float:
        """A metric (copsim.metrics.catalogue) over some weeks, a ratio of sums; NaN where nothing is to be measured."""
        metric = METRICS[name]
        needed = {*metric.numerator, *metric.denominator}
        return metric.value({key: self.total(key, first, last) for key in needed})

    def of_kind(self, *kinds: int) -> dict[str, Array]:
        """Columns of the kept events of some kinds."""
        chosen = np.isin(self.events["kind"], kinds)
        return {name: column[chosen] for name, column in self.events.items()}


def live(scenarios: Mapping[str, Scenario], seed: int, watch: Watch) -> dict[str, Lived]:
    """Run every world of one seed, on the same luck and the same past, and keep what is asked for of each."""
    pasts: list[tuple[Scenario, Course]] = []
    found = {}
    for name, scenario in scenarios.items():
        course = _beginning(scenario, seed, pasts)
        enact(course, scenario.policies()[0][1])
        found[name] = _lived(course, scenario, seed, watch if watch.concerns(name) else Watch())
    return found


def _beginning(scenario: Scenario, seed: int, pasts: list[tuple[Scenario, Course]]) -> Course:
    """A course of its own at week 0; worlds with the same past are warmed up once."""
    for alike, past in pasts:
        if same_past(alike, scenario):
            course = past.copy()
            course.scenario = scenario
            return course
    course = snapshot(scenario, seed, 0).course
    pasts.append((scenario, course.copy()))
    return course


def _lived(course: Course, scenario: Scenario, seed: int, watch: Watch) -> Lived:
    """The weeks of one world: in a few stretches, or week by week where events are kept or looks are many."""
    watcher = _Watcher(scenario.warmup_weeks, watch)
    watcher.look(course.world, 0)
    if watch.kinds or len(watch.weeks) > FEW_LOOKS:
        walk = Walk(course)
        for week in range(scenario.weeks):
            walk.go(1)
            watcher(walk.world, week)
        totals = walk.tallies
    else:
        parts = []
        for week in sorted({week for week in watch.weeks if 0 < week < scenario.weeks} | {scenario.weeks}):
            parts.append(run(course, week)[0])
            watcher.look(course.world, week)
        totals = np.concatenate(parts)
    events = {} if watcher.recorder is None else watcher.recorder.columns()
    return Lived(scenario, seed, totals, events, watcher.looks)


class _Watcher:
    """Keeps events, and looks, of each week that it is shown."""

    def __init__(self, warmup_weeks: int, watch: Watch) -> None:
        self.watch, self.looks = watch, dict[int, Any]()
        self.recorder = Recorder(warmup_weeks, watch.kinds) if watch.kinds else None

    def __call__(self, world: World, week: int) -> None:
        """The week that has just passed."""
        if self.recorder is not None:
            self.recorder(world, week)
        self.look(world, week + 1)

    def look(self, world: World, done: int) -> None:
        """What is to be seen after so many weeks."""
        if self.watch.look is not None and done in self.watch.weeks:
            self.looks[done] = self.watch.look(world, done)
