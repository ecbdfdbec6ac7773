"""Looking at rows of a world and writing to them in natural units: what Mesa agents are made of.

Whatever is written is checked, stored in the units of the world, and noted by the model.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from copsim.errors import InputError
from copsim.state.belonging import place_in
from copsim.state.recall import entry_of, new_entry
from copsim.state.world import BELIEF, FINE, NOBODY, PASSION, UNTRIED, Array, Floats

LEVELS = ("none", "reader", "participant", "obliged")


class HasLeft(InputError):
    """The person, membership or tie that a view is of is no longer there."""


@dataclass(frozen=True)
class Unit:
    """How numbers in [0, 1] are stored: whole parts of ``one``, at most ``most``; ``unknown`` stands for NaN."""

    one: float
    most: int
    unknown: int | None = None
    rounds: float = 0.0

    def read(self, cells: Array) -> Floats:
        """Numbers that cells stand for."""
        values = cells * (1.0 / self.one)
        return values if self.unknown is None else np.where(cells == self.unknown, np.nan, values)

    def cells(self, values: ArrayLike, what: str) -> NDArray[np.int64]:
        """Cells for numbers. Errors: InputError outside [0, 1]."""
        numbers = np.asarray(values, dtype=float)
        known = ~np.isnan(numbers) if self.unknown is not None else np.ones(numbers.shape, dtype=bool)
        wrong = known & ~((numbers >= 0.0) & (numbers <= 1.0))
        if wrong.any():
            raise InputError(f"{what} must lie between 0 and 1, got {float(numbers[wrong].flat[0])}")
        filled = np.where(known, numbers, 0.0)
        stored = np.minimum(self.most, (self.one * filled + self.rounds).astype(np.int64))
        return stored if self.unknown is None else np.where(known, stored, self.unknown)


EXPERTISE = Unit(FINE, 1 << 30)
PASSIONS = Unit(PASSION, (1 << 16) - 1)
BELIEFS = Unit(BELIEF, int(BELIEF), UNTRIED, 0.5)


class Topics(np.ndarray):
    """[K] numbers in [0, 1], one a topic, as they were when they were read.

    Setting an item, or changing the array in place, writes to the world. What is computed from it, slices and copies
    are plain arrays. Errors: InputError outside [0, 1].
    """

    _write: Callable[[Any, Any], Floats] | None

    @staticmethod
    def of(values: Floats, write: Callable[[Any, Any], Floats]) -> "Topics":
        """``values`` whose changes go to ``write(index, values)``, which returns what is stored now."""
        topics = values.view(Topics)
        topics._write = write
        return topics

    def __array_finalize__(self, original: Any) -> None:
        """Views and copies write to nothing but themselves."""
        self._write = None

    def __getitem__(self, index: Any) -> Any:
        """One number, or some as a plain array."""
        return np.asarray(self)[index]

    def __setitem__(self, index: Any, values: Any) -> None:
        """Write one number or some."""
        if self._write is None:
            np.asarray(self)[index] = values
        else:
            np.asarray(self)[...] = self._write(index, values)

    def __array_ufunc__(self, ufunc: np.ufunc, method: Any, *inputs: Any, **kwargs: Any) -> Any:
        """Plain arrays from arithmetic; in place it writes to the world."""
        plain = [np.array(x) if isinstance(x, Topics) else x for x in inputs]
        targets = kwargs.pop("out", ())
        results = getattr(ufunc, method)(*plain, **kwargs)
        for target, result in zip(targets, results if isinstance(results, tuple) else (results,), strict=False):
            target[...] = result
        return targets[0] if len(targets) == 1 else results


Place = tuple[NDArray[Any], Any]  # a table as a plain array, whose fields numpy finds ten times faster, and an index


def number(field: str, doc: str, low: float = -math.inf, high: float = math.inf, scale: float = 1.0) -> Any:
    """A property: a number at the place that ``_row()`` finds, over ``scale``; it can be written within bounds."""

    def read(self: Any) -> float:
        table, place = self._row()
        return float(table[field][place] / scale)

    def write(self: Any, value: float) -> None:
        table, place = self._row()
        if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
            raise InputError(f"{field} must be a number, got {value!r}")
        if not (low <= value <= high and math.isfinite(value)):
            raise InputError(f"{field} must be a number from {low:g} to {high:g}, got {value}")
        table[field][place] = value if scale == 1.0 else round(value * scale)
        self.model.walk.written()

    return property(read, write, doc=doc)


def fact(field: str, doc: str, kind: Callable[[Any], Any] = int) -> Any:
    """A property: a number at the place that ``_row()`` finds, to be looked at only."""

    def read(self: Any) -> Any:
        table, place = self._row()
        return kind(table[field][place])

    return property(read, doc=doc)


@dataclass(frozen=True)
class Problem:
    """An open problem: identity in every world, topic, difficulty in [0, 1], reported weeks of arrival and of lapse."""

    id: int
    topic: int
    difficulty: float
    arrived: int
    deadline: int


class Membership:
    """One person's belonging to one community."""

    def __init__(self, employee: Any, community: Any) -> None:
        self.employee, self.community = employee, community
        self.model = employee.model

    def _row(self) -> Place:
        row, world = self.employee._place(), self.model.walk.world
        place = place_in(world.people, world.memberships, row, self.community.number)
        if place != NOBODY:
            return world.memberships.view(np.ndarray), place
        raise HasLeft(f"{self.employee} is no longer a member of {self.community}")

    benefit = number("benefit", "Experienced benefit, as the person has come to expect it.")
    identification = number("identification", "Identification with the community, in [0, 1].", 0.0, 1.0)
    habit = number("habit", "Habit of taking part, in [0, 1].", 0.0, 1.0)
    reading = number("reading", "Share of messages read, in [0, 1].", 0.0, 1.0)

    @property
    def since(self) -> int:
        """Reported week of joining; negative before week 0."""
        table, place = self._row()
        return int(table["since"][place]) - self.model.scenario.warmup_weeks

    @property
    def level(self) -> str:
        """How the person belongs: "reader", "participant" or "obliged"; it can be written."""
        table, place = self._row()
        return LEVELS[table["level"][place]]

    @level.setter
    def level(self, level: str) -> None:
        table, place = self._row()
        table["level"][place] = level_number(level)
        self.model.walk.written()

    def __repr__(self) -> str:
        """Who belongs where."""
        return f"<membership of {self.employee} in {self.community}>"


def level_number(level: str) -> int:
    """Number of a level. Errors: InputError for an unknown one."""
    if level not in LEVELS[1:]:
        raise InputError(f"level must be one of {', '.join(LEVELS[1:])}, got {level!r}")
    return LEVELS.index(level)


class Tie:
    """What one person has with another."""

    def __init__(self, employee: Any, other: Any) -> None:
        self.employee, self.other = employee, other
        self.model = employee.model

    def _slot(self) -> tuple[int, int]:
        row, ties = self.employee._place(), self.model.walk.world.ties
        slots: Sequence[int] | Array = np.flatnonzero(ties.seat[row] == self.other.seat) if self.other.present else []
        if not len(slots):
            raise HasLeft(f"{self.employee} has no tie to {self.other} any more")
        return row, int(slots[0])

    @property
    def strength(self) -> float:
        """Strength in [0, 1]; writing it changes embeddedness too."""
        return float(self.model.walk.world.ties.strength[self._slot()] / FINE)

    @strength.setter
    def strength(self, value: float) -> None:
        (row, slot), world = self._slot(), self.model.walk.world
        world.ties.strength[row, slot] = EXPERTISE.cells(value, "strength")
        kept = world.ties.strength[row][world.ties.seat[row] != NOBODY]
        world.people.embedded[row] = int(kept.sum(dtype=np.int64))
        self.model.walk.written()

    @property
    def belief(self) -> Topics:
        """[K] belief that the other can help with a topic, in [0, 1]; NaN where nothing was tried yet."""
        return Topics.of(BELIEFS.read(self._beliefs()), self._believe)

    @belief.setter
    def belief(self, values: ArrayLike) -> None:
        self._believe(slice(None), values)

    def _beliefs(self) -> NDArray[np.int64]:
        (row, slot), world = self._slot(), self.model.walk.world
        kept = world.ties.recall.view(np.ndarray)[row]
        cells = np.full(len(world.domains.covers), UNTRIED)
        here = (kept["tie"] == slot) & (kept["belief"] != UNTRIED)
        cells[kept["topic"][here]] = kept["belief"][here]
        return cells

    def _believe(self, index: Any, values: ArrayLike) -> Floats:
        (row, slot), world = self._slot(), self.model.walk.world
        before, cells = self._beliefs(), self._beliefs()
        cells[index] = BELIEFS.cells(values, "belief")
        for k in np.flatnonzero(cells != before):
            entry = entry_of(world.ties, row, slot, int(k))
            entry = new_entry(world, row, slot, int(k)) if entry == -1 else entry
            world.ties.recall.belief[row, entry] = cells[k]
        self.model.walk.written()
        return BELIEFS.read(self._beliefs())

    def __repr__(self) -> str:
        """Who is tied to whom."""
        return f"<tie of {self.employee} to {self.other}>"
