"""One run in steps, from the latest world that is known already; results are those of copsim.simulate.

A world at week 0, or at a dated change, is kept under everything that shaped it: the organization, the behaviour, the
seats there will be, policies and shocks before that week, and the seed. A run whose past is the same goes on from it;
``tests/app/test_worlds.py`` holds such runs to whole ones, to the bit.
"""

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

import numpy as np

from copsim.app.numbers import Numbers, measured
from copsim.config.scenario import Scenario
from copsim.config.shocks import batches
from copsim.engine import Course, run, start, warm_up
from copsim.metrics.tally import empty_tallies
from copsim.simulation import yoke_of
from copsim.state.world import Ints
from copsim.streams import chance_of

FIRST_STEP, STEP, LONG_STEP = 26, 52, 104  # weeks between looks at what is wanted: of a first pair, and of the others
WORLDS_BYTES = 300_000_000
MOST_RUNS = 12_000  # kept results, some 10 kB each

T = TypeVar("T")


class Kept(Generic[T]):
    """The most recently used values by key, up to a total size."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._values: OrderedDict[Any, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any) -> T | None:
        """The value, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Any, value: T, size: int = 1) -> None:
        """Keep a value; the least recently used ones go."""
        with self._lock:
            if key in self._values:
                return
            self._values[key] = value, size
            self.size += size
            while self.size > self.most and len(self._values) > 1:
                _, (_, gone) = self._values.popitem(last=False)
                self.size -= gone


@dataclass(frozen=True)
class Milestone:
    """A world at the start of a week, with the weeks before it."""

    course: Course
    tallies: Ints


class Memory:
    """Worlds to go on from and results, shared by all who ask."""

    def __init__(self, worlds_bytes: int = WORLDS_BYTES, runs: int = MOST_RUNS) -> None:
        self.worlds: Kept[Milestone] = Kept(worlds_bytes)
        self.runs: Kept[Numbers] = Kept(runs)


def digest(scenario: Scenario) -> str:
    """Digest of all that a scenario says but its behaviour and the label of its policy."""
    return _hashed(scenario.model_dump_json(exclude={"behaviour": True, "policy": {"label"}}))


def _hashed(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]


def past(scenario: Scenario, week: int) -> str:
    """Digest of everything that shapes the world at the start of a reported week."""
    shared = [scenario.organization.model_dump_json(), scenario.behaviour.model_dump_json()]
    shared += [str(scenario.warmup_weeks), str(batches(scenario.organization, scenario.timeline))]
    if week > 0:
        policies = [[w, p.model_dump(mode="json", exclude={"label"})] for w, p in scenario.policies() if w < week]
        shocks = [c.model_dump(mode="json") for c in scenario.timeline if c.shock != "none" and c.week < week]
        opening = [c.model_dump(mode="json") for c in scenario.timeline if c.shock in ("growth", "merger")]
        shared += [json.dumps([policies, shocks, opening]), f"{scenario.slots()} {scenario.roots()}"]
    return _hashed(*shared)


def size_of(course: Course) -> int:
    """Bytes of a world."""
    return _bytes(course.world)


def _bytes(tables: Any) -> int:
    if isinstance(tables, np.ndarray):
        return tables.nbytes
    return sum(_bytes(part) for part in tables) if isinstance(tables, tuple) else 0


def changes_of(scenario: Scenario) -> list[int]:
    """Weeks at which a world is worth keeping: the start, and every later dated change."""
    if scenario.policy.membership.rule == "mandated_yoked":
        return [0]  # a yoke is taken from a twin's whole horizon
    return sorted({0} | {change.week for change in scenario.timeline})


class World:
    """A run of one scenario and seed that is taken further step by step, in one thread at a time."""

    def __init__(self, scenario: Scenario, seed: int, memory: Memory, marks: tuple[int, ...] = ()) -> None:
        self.scenario, self.seed, self.memory = scenario, seed, memory
        yoked = scenario.policy.membership.rule == "mandated_yoked"
        self._marks = [] if yoked else sorted({*changes_of(scenario), *(w for w in marks if 0 < w < scenario.weeks)})
        self._course: Course | None = None
        self.week = 0  # weeks that have been run
        self._tallies = empty_tallies(scenario.weeks)

    def step(self) -> Numbers:
        """Go on by up to two years; the first step begins, with the warm-up if need be."""
        if self._course is None:
            self._course = self._begun()
        course = self._course
        later = [week for week in self._marks if week > course.week]
        first = course.week
        ahead = LONG_STEP if self.seed > 0 else STEP if first > 0 else FIRST_STEP
        until = min([first + ahead, self.scenario.weeks, *later[:1]])
        self._tallies[first:until] = run(course, until)[0]
        self.week = until
        if until in self._marks:
            self._keep(course)
        if until == self.scenario.weeks:
            self._course = None  # a world that is done is needed no more
        return measured(self._tallies, self.scenario, until)

    def _keep(self, course: Course) -> None:
        copy = course.copy()
        kept = Milestone(copy, self._tallies[: course.week].copy())
        self.memory.worlds.put((past(self.scenario, course.week), course.week, self.seed), kept, size_of(copy))

    def _begun(self) -> Course:
        """A course of our own, from the latest world that is known."""
        for week in sorted({0, *self._marks}, reverse=True):
            known = self.memory.worlds.get((past(self.scenario, week), week, self.seed))
            if known is not None:
                course = known.course.copy()
                course.scenario = self.scenario
                self._tallies[:week] = known.tallies
                break
        else:
            course = warm_up(start(self.scenario, chance_of(self.seed)))
            self._keep(course)
        if course.week == 0:
            course.yoke = yoke_of(self.scenario, course)
        return course
