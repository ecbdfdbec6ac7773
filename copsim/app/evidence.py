"""The runs behind a report: each plan and the firm without one, pair by pair, in the Lab's workshop.

Pairs are those of the page: pair 7 has the luck of seed 7 and the seventh draw of what we are unsure of, the same with
and without a plan. What a page has run already is not run again.
"""

import itertools
from collections.abc import Callable
from threading import Condition

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copsim.app.job import WITHOUT, Arm
from copsim.app.numbers import PLACE, YEAR, Numbers, window_of
from copsim.app.screen import Screen
from copsim.app.workshop import Key, Wish, Workshop
from copsim.app.worlds import changes_of
from copsim.config.scenario import Scenario
from copsim.config.unknowns import explored
from copsim.errors import InputError

AHEAD = 6
EARLY = (13, 26)  # weeks: months four to six
_ids = itertools.count(10**9)  # apart from those of pages


class Evidence:
    """Pairs of a screen. Arms are called plan0, plan1, ... and without."""

    def __init__(self, screen: Screen, workshop: Workshop, told: Callable[[int, int], None] | None = None) -> None:
        self.screen, self.workshop, self.told = screen, workshop, told
        known = frozenset(screen.firm)
        plans = [Arm(f"plan{n}", screen.scenario(plan), 5, known) for n, plan in enumerate(screen.plans)]
        self.arms = [*plans, Arm(WITHOUT, screen.scenario(None), 5, known)]
        self.numbers: dict[str, dict[int, Numbers]] = {arm.name: {} for arm in self.arms}
        self._marks = tuple(sorted({week for arm in self.arms for week in changes_of(arm.scenario)} - {0}))
        self._wanted: dict[Key, list[tuple[str, int]]] = {}
        self._asked, self._id, self._failed = 0, next(_ids), False
        self._news = Condition()

    @property
    def pairs(self) -> int:
        """Pairs of which every arm is complete, from the first on."""
        done = 0
        while done < self.screen.pairs and all(self._complete(arm.name, done) for arm in self.arms):
            done += 1
        return done

    def _complete(self, arm: str, pair: int) -> bool:
        numbers = self.numbers[arm].get(pair)
        return numbers is not None and numbers.complete

    @property
    def finished(self) -> bool:
        """Whether all pairs are there. Errors: InputError if a run failed."""
        if self._failed:
            raise InputError("a run behind the report failed; change a setting, and please report the words you gave")
        return self.pairs >= self.screen.pairs

    def go_on(self) -> None:
        """Ask for the next pairs."""
        while self._asked < min(self.screen.pairs, self.pairs + AHEAD) and not self._failed:
            for arm in self.arms:
                self._ask(arm, self._asked)
            self._asked += 1

    def _ask(self, arm: Arm, pair: int) -> None:
        key, scenario = arm.world(pair, self.screen.unknowns)
        numbers = self.workshop.known(key)
        if numbers is not None:
            self.numbers[arm.name][pair] = numbers
            return
        with self._news:
            self._wanted.setdefault(key, []).append((arm.name, pair))
        self.workshop.want(key, Wish(scenario, self._marks, (pair, arm.rank)), self._id, self._hear)

    def _hear(self, key: Key, numbers: Numbers | None) -> None:
        with self._news:
            if numbers is None:
                self._failed = True
            elif numbers.complete:
                for arm, pair in self._wanted.get(key, ()):
                    self.numbers[arm][pair] = numbers
            self._news.notify_all()

    def gather(self) -> None:
        """Wait for all pairs, telling of progress. Errors: InputError."""
        before = -1
        try:
            while not self.finished:
                self.go_on()
                if self.told is not None and self.pairs > before:
                    before = self.pairs
                    self.told(before, self.screen.pairs)
                with self._news:
                    self._news.wait(0.05)
        finally:
            self.stop()

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self.workshop.forget(self._id)

    # what the pairs say

    def complete_pairs(self, arm: str) -> list[int]:
        """Pairs with and without a plan that are complete."""
        return [p for p in sorted(self.numbers[arm]) if self._complete(arm, p) and self._complete(WITHOUT, p)]

    def scenario_of(self, arm: str) -> Scenario:
        """The world of an arm, as declared."""
        return next(one.scenario for one in self.arms if one.name == arm)

    def levels(self, arm: str, metric: str) -> NDArray[np.float64]:
        """A metric over all weeks by pair."""
        return np.array([self.numbers[arm][p].total.whole[PLACE[metric]] for p in range(self.pairs)])

    def courses(self, arm: str, metric: str) -> NDArray[np.float64]:
        """A metric by pair and point [pairs, points] (copsim.app.numbers.window_of weeks behind each)."""
        return np.stack([self.numbers[arm][p].points[:, PLACE[metric]] for p in range(self.pairs)]).astype(float)

    def early(self, arm: str, metrics: tuple[str, ...]) -> pd.DataFrame:
        """Metrics of months four to six by pair; empty if the horizon is below a year."""
        weeks = self.scenario_of(arm).weeks
        width = window_of(weeks)
        first, last = -(-EARLY[0] // width), EARLY[1] // width
        if weeks < YEAR:
            return pd.DataFrame(index=range(self.pairs))
        return pd.DataFrame({name: self.courses(arm, name)[:, first:last].mean(axis=1) for name in metrics})

    def draws(self) -> pd.DataFrame:
        """What each pair drew of what we are unsure of [pairs, unknowns], by dotted path below behaviour."""
        arm = next(one for one in self.arms if one.name == WITHOUT)
        worlds = [arm.world(pair, self.screen.unknowns)[1].behaviour for pair in range(self.pairs)]
        return pd.DataFrame({p.path: [value_of(world, p.path) for world in worlds] for p in explored()})


def value_of(tree: object, path: str) -> float:
    """The number at a dotted path."""
    for name in path.split("."):
        tree = getattr(tree, name)
    return float(tree)  # type: ignore[arg-type]
