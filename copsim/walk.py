"""A course walked week by week, by callers who look at the world in between, and may write to it.

The same weeks as :func:`copsim.engine.run`, to the bit. What a policy tells compiled weeks is worked out once, and a
copy of the world is kept for up to :data:`~copsim.engine.CHUNK` weeks, however short the steps.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from copsim.config.shocks import units_of, weeks_of_shocks
from copsim.engine import CHUNK, Course, advance, begin_week, enact, terms
from copsim.mechanisms.rosters import call_roll
from copsim.metrics.tally import empty_tallies
from copsim.state.allocate import copy_of_lasting, with_room
from copsim.state.world import SHORT_OF_MEMBERS, Ints, World
from copsim.streams import forget_keys


class Checkpoint(NamedTuple):
    """What was true at the start of a week."""

    clock: int
    world: World
    across: Ints


class Walk:
    """A course from reported week 0 to its horizon.

    tallies: [weeks, T] whole numbers, a row a week, zero for weeks to come. across: [U + 1, U] flow between units and,
    last, person-weeks. The policy of week 0 is in force from the start.
    """

    def __init__(self, course: Course) -> None:
        units = units_of(course.scenario)
        self.course = course
        self.tallies = empty_tallies(course.scenario.weeks)
        self.across: Ints = np.zeros((units + 1, units), dtype=np.int64)
        self._handed_out = False
        self._policies = course.scenario.policies()
        self._starts = [week for week, _ in self._policies]
        self._shocks = sorted(weeks_of_shocks(course.scenario.organization, course.scenario.timeline))
        self._place = -1
        self._checkpoint: Checkpoint | None = None
        self._come_under_policy()

    @property
    def world(self) -> World:
        """The world as it is now; another object after weeks for which a table was too short."""
        return self.course.world

    def go(self, weeks: int) -> None:
        """Walk ``weeks`` weeks, at most to the horizon."""
        until = self.course.week + weeks
        forget_keys()
        while self.course.week < until:
            self._come_under_policy()
            later = self._starts[self._place + 1 :], self._shocks[bisect_right(self._shocks, self.course.week) :]
            self._stretch(min([until, *later[0][:1], *later[1][:1]]))

    def hand_out(self) -> None:
        """The tables themselves are given away: from now on a write can come before any week, and is not told."""
        self._handed_out = True

    def written(self) -> None:
        """Somebody has written to the world: weeks before now can no longer be run again."""
        self._checkpoint = None

    def change_rosters(self, act: Callable[[World], object]) -> None:
        """Somebody outside the week changes who belongs where: at most one person's memberships."""
        self.written()
        if self.world.totals.memberships[0] == self.world.memberships.size:
            self.course.world = with_room(self.world, SHORT_OF_MEMBERS)
        act(self.world)
        call_roll(self.world)

    def _come_under_policy(self) -> None:
        if begin_week(self.course):
            self.written()
        place = bisect_right(self._starts, self.course.week) - 1
        if place == self._place:
            return
        policy = self._policies[place][1]
        if enact(self.course, policy):
            self.written()
        self.rules, self._prices = terms(self.course, policy)
        self._place = place

    def _stretch(self, until: int) -> None:
        """Weeks under one policy, up to ``until`` or the end of a chunk; back to the checkpoint if room ran short."""
        course = self.course
        if self._handed_out or self._checkpoint is None or course.clock >= self._checkpoint.clock + CHUNK:
            self._checkpoint = Checkpoint(course.clock, copy_of_lasting(course.world), self.across.copy())
        weeks = min(until - course.week, self._checkpoint.clock + CHUNK - course.clock)
        done = advance(
            course.world, self.rules, self._prices, course.clock, weeks, self.tallies, course.week, self.across
        )
        if done == weeks:
            course.clock += weeks
        else:
            self._go_back(self._checkpoint)

    def _go_back(self, checkpoint: Checkpoint) -> None:
        """Begin again at the checkpoint, with more room."""
        course = self.course
        self.tallies[course.week - (course.clock - checkpoint.clock) :] = 0
        self.across[:] = checkpoint.across
        course.world = with_room(checkpoint.world, int(course.world.totals.short[0]))
        course.clock = checkpoint.clock
        self._checkpoint = None
        forget_keys()
