"""What one page waits for: the runs behind its lines, pair by pair, and what has come of them so far."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from copsim.app.numbers import Numbers
from copsim.app.screen import Screen
from copsim.app.workshop import Key, Wish, Workshop
from copsim.app.worlds import changes_of, digest
from copsim.config.scenario import Scenario
from copsim.config.unknowns import digest_of, drawn
from copsim.errors import InputError

WITH, WITHOUT, DEFAULT_WITH, DEFAULT_WITHOUT = "with", "without", "default_with", "default_without"
AHEAD = 6  # pairs asked for beyond those that are done
_jobs = itertools.count()


@dataclass(frozen=True)
class Arm:
    """One line: its name, its world, how soon it is wanted (0 first), and which behaviour a user has set."""

    name: str
    scenario: Scenario
    rank: int
    known: frozenset[str] = frozenset()

    @cached_property
    def base(self) -> str:
        """Digest of the world but for its behaviour."""
        return digest(self.scenario)

    def world(self, pair: int, unknowns: bool) -> tuple[Key, Scenario]:
        """The world of a pair, and the key of its run."""
        behaviour = self.scenario.behaviour
        behaviour, name = drawn(behaviour, pair, self.known) if unknowns else (behaviour, digest_of(behaviour))
        return (f"{self.base}:{name}", pair), self.scenario.model_copy(update={"behaviour": behaviour})


def arms_of(screen: Screen) -> tuple[list[Arm], str]:
    """The lines of a screen, and why the default firm has none with this plan ('' if it has)."""
    plan = screen.plans[screen.active]
    known = frozenset(screen.firm)
    arms = [Arm(WITH, screen.scenario(plan), 0, known), Arm(WITHOUT, screen.scenario(None), 1, known)]
    refused = ""
    try:
        arms.append(Arm(DEFAULT_WITH, screen.scenario(plan, default_firm=True), 2))
    except InputError as error:
        refused = str(error)
    arms.append(Arm(DEFAULT_WITHOUT, screen.scenario(None, default_firm=True), 3))
    others = [(place, other) for place, other in enumerate(screen.plans) if place != screen.active]
    arms += [Arm(f"plan{place}", screen.scenario(other), 4, known) for place, other in others]
    return arms, refused


class Job:
    """The runs of a screen. ``tell`` is called, from any thread, whenever there is something new."""

    def __init__(self, screen: Screen, workshop: Workshop, tell: Callable[[], None]) -> None:
        self.screen, self.workshop, self.tell = screen, workshop, tell
        self.arms, self.refused = arms_of(screen)
        self.numbers: dict[str, dict[int, Numbers]] = {arm.name: {} for arm in self.arms}
        self.failed = False
        self.version = 0
        self.drawn: dict[tuple[int, ...], Any] = {}  # lines of the last frame, by the runs behind them
        self._id = next(_jobs)
        self._marks = tuple(sorted({week for arm in self.arms for week in changes_of(arm.scenario)} - {0}))
        self._wanted: dict[Key, list[tuple[str, int]]] = {}
        self._asked = 0
        self._lock = Lock()

    @property
    def pairs(self) -> int:
        """Pairs of which every line is complete, from the first on."""
        with self._lock:
            return self._pairs()

    def _pairs(self) -> int:
        done = 0
        while done < self.screen.pairs and all(self._complete(arm.name, done) for arm in self.arms):
            done += 1
        return done

    def _complete(self, arm: str, pair: int) -> bool:
        numbers = self.numbers[arm].get(pair)
        return numbers is not None and numbers.complete

    def snapshot(self) -> dict[str, dict[int, Numbers]]:
        """What there is at this moment, by arm and pair, in the order of pairs."""
        with self._lock:
            return {arm: dict(sorted(numbers.items())) for arm, numbers in self.numbers.items()}

    def complete_pairs(self, arm: str) -> list[int]:
        """Pairs whose world with an arm's plan and whose world without are complete."""
        with self._lock:
            return [p for p in sorted(self.numbers[arm]) if self._complete(arm, p) and self._complete(WITHOUT, p)]

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to run."""
        return self.failed or self.pairs >= self.screen.pairs

    def go_on(self) -> None:
        """Ask for the next pairs."""
        until = min(self.screen.pairs, self.pairs + AHEAD)
        while self._asked < until and not self.failed:
            pair = self._asked
            self._asked += 1
            for arm in self.arms:
                self._ask(arm, pair)

    def _ask(self, arm: Arm, pair: int) -> None:
        key, scenario = arm.world(pair, self.screen.unknowns)
        numbers = self.workshop.known(key)
        if numbers is not None:
            with self._lock:
                self.numbers[arm.name][pair] = numbers
                self.version += 1
            return
        with self._lock:
            self._wanted.setdefault(key, []).append((arm.name, pair))
        self.workshop.want(key, Wish(scenario, self._marks, (pair, arm.rank)), self._id, self._hear)

    def _hear(self, key: Key, numbers: Numbers | None) -> None:
        with self._lock:
            self.version += 1
            if numbers is None:
                self.failed = True
            else:
                for arm, pair in self._wanted.get(key, ()):
                    self.numbers[arm][pair] = numbers
        self.tell()

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self.workshop.forget(self._id)
