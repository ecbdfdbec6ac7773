"""What was lived in one world: its weekly totals, the events that a case asks for, and looks at its state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from copsim.config.scenario import Scenario
from copsim.config.shocks import batches
from copsim.engine import Course, enact, run
from copsim.events import Recorder
from copsim.metrics.accounts import MoneyTerms
from copsim.metrics.catalogue import METRICS, money
from copsim.metrics.tally import TALLIES
from copsim.runs import money_terms
from copsim.simulation import snapshot
from copsim.state.world import Array, Ints, World

Look = Callable[[World, int], Any]
FEW_LOOKS = 12  # up to which it is faster to stop for a look than to watch every week


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
        """A metric (copsim.metrics.catalogue) over some weeks, a ratio of sums; NaN where there is nothing to measure."""
        metric = METRICS[name]
        needed = {*metric.numerator, *metric.denominator}
        return metric.value({key: self.total(key, first, last) for key in needed})

    def of_kind(self, *kinds: int) -> dict[str, Array]:
        """Columns of the kept events of some kinds."""
        chosen = np.isin(self.events["kind"], kinds)
        return {name: column[chosen] for name, column in self.events.items()}


def live(
    scenarios: Mapping[str, Scenario], seed: int, kinds: tuple[int, ...], weeks: Sequence[int], look: Look | None
) -> dict[str, Lived]:
    """Run every world of one seed, on the same luck and the same past, and keep what is asked for of each."""
    pasts: list[tuple[Scenario, Course]] = []
    found = {}
    for name, scenario in scenarios.items():
        course = _beginning(scenario, seed, pasts)
        enact(course, scenario.policies()[0][1])
        found[name] = _lived(course, scenario, seed, kinds, weeks, look)
    return found


def _beginning(scenario: Scenario, seed: int, pasts: list[tuple[Scenario, Course]]) -> Course:
    """A course of its own at week 0; worlds with the same past are warmed up once."""
    for alike, past in pasts:
        if _same_past(alike, scenario):
            course = past.copy()
            course.scenario = scenario
            return course
    course = snapshot(scenario, seed, 0).course
    pasts.append((scenario, course.copy()))
    return course


def _same_past(one: Scenario, other: Scenario) -> bool:
    same_firm = one.organization == other.organization and one.behaviour == other.behaviour
    same_seats = batches(one.organization, one.timeline) == batches(other.organization, other.timeline)
    return same_firm and same_seats and one.warmup_weeks == other.warmup_weeks


class _Watcher:
    """Keeps events, and looks, of each week that it is shown."""

    def __init__(self, warmup_weeks: int, kinds: tuple[int, ...], weeks: Sequence[int], look: Look | None) -> None:
        self.recorder = Recorder(warmup_weeks, kinds) if kinds else None
        self.weeks, self.look_at = frozenset(weeks), look
        self.looks: dict[int, Any] = {}

    def __call__(self, world: World, week: int) -> None:
        """The week that has just passed."""
        if self.recorder is not None:
            self.recorder(world, week)
        self.look(world, week + 1)

    def look(self, world: World, done: int) -> None:
        """What is to be seen after so many weeks."""
        if self.look_at is not None and done in self.weeks:
            self.looks[done] = self.look_at(world, done)


def _lived(
    course: Course, scenario: Scenario, seed: int, kinds: tuple[int, ...], weeks: Sequence[int], look: Look | None
) -> Lived:
    """The weeks of one world: in one go, or week by week where somebody watches."""
    watcher = _Watcher(scenario.warmup_weeks, kinds, weeks, look)
    watcher.look(course.world, 0)
    if kinds or len(weeks) > FEW_LOOKS:
        totals = run(course, scenario.weeks, watcher)[0]
    else:
        parts = []
        for week in sorted({week for week in weeks if 0 < week < scenario.weeks} | {scenario.weeks}):
            parts.append(run(course, week)[0])
            watcher.look(course.world, week)
        totals = np.concatenate(parts)
    events = {} if watcher.recorder is None else watcher.recorder.columns()
    return Lived(scenario, seed, totals, events, watcher.looks)
