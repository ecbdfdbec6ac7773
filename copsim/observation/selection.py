"""Which seats a panel follows: named ones, experts, members of a community, a sample, or all."""

import hashlib
from collections.abc import Sequence

import numpy as np

from copsim.errors import InputError, nearest
from copsim.observation.people import inside
from copsim.state.world import World

WORDS = ("all", "experts", "community", "random")
CHOICES = "seats such as 3,17,40-45, or experts, community:0, random:20 or all"
Who = str | int | Sequence[int]


class Selection:
    """Seats asked for. Errors: InputError, one sentence, for words that mean no seats."""

    def __init__(self, who: Who, seat_count: int, communities: int, seed: int) -> None:
        self.who, self.seat_count, self.communities, self.seed = who, seat_count, communities, seed
        self.word, _, self.number = who.partition(":") if isinstance(who, str) else ("", "", "")
        self.fixed = self._fixed()

    @property
    def needs_world(self) -> bool:
        """Whether it takes a world to tell which seats are meant."""
        return self.fixed is None

    def seats(self, world: World) -> list[int]:
        """Seats whose people are meant, as the world is now; perhaps none."""
        if self.fixed is not None:
            return self.fixed
        people = world.people.view(np.ndarray)
        here = people["filled"] == 1
        chosen = people["expert"] == 1 if self.word == "experts" else inside(world)[:, int(self.number)]
        return np.sort(people["seat"][here & chosen]).tolist()

    def none(self, week: int) -> InputError:
        """Why nobody is followed."""
        whom = "experts" if self.word == "experts" else f"members of community {self.number}"
        return InputError(f"there are no {whom} in week {week}; choose another week to look for them, or {CHOICES}")

    def _fixed(self) -> list[int] | None:
        """Seats that are known without a world, or None."""
        if not isinstance(self.who, str):
            return self._numbered([self.who] if isinstance(self.who, int) else list(self.who))
        if self.who == "all":
            return list(range(self.seat_count))
        if self.who == "experts":
            return None
        if self.word == "community":
            if not self.number.isdecimal() or int(self.number) >= self.communities:
                raise InputError(f"who={self.who!r} is refused: {self._communities()}")
            return None
        if self.word == "random":
            return self._sample()
        return self._numbered(self._listed(self.who))

    def _communities(self) -> str:
        if self.communities == 0:
            return f"the organization has no communities; choose {CHOICES.replace('community:0, ', '')}"
        return f"communities are numbered 0 to {self.communities - 1}; write for instance community:0"

    def _sample(self) -> list[int]:
        """A random sample of seats that follows from the seed alone; a larger one holds the smaller."""
        if not self.number.isdecimal() or not 1 <= int(self.number) <= self.seat_count:
            raise InputError(
                f"who={self.who!r} is refused: a sample has 1 to {self.seat_count} seats; write for instance random:20"
            )
        keys = [hashlib.sha256(f"{self.seed} {seat}".encode()).digest() for seat in range(self.seat_count)]
        return sorted(sorted(range(self.seat_count), key=keys.__getitem__)[: int(self.number)])

    def _listed(self, words: str) -> list[int]:
        """Seats of a list such as "3,17,40-45"."""
        found: list[int] = []
        for word in words.split(","):
            first, dash, last = word.strip().partition("-")
            if not first.isdecimal() or (dash and not last.isdecimal()):
                known = nearest(words, WORDS)
                raise InputError(f"who={words!r} is refused: {word.strip()!r} is no seat{known}; choose {CHOICES}")
            if dash and int(first) > int(last):
                raise InputError(f"who={words!r} is refused: {word.strip()!r} runs backwards; write {last}-{first}")
            found += range(int(first), min(int(last), self.seat_count) + 1) if dash else [int(first)]
        return found

    def _numbered(self, seats: list[int]) -> list[int]:
        """The same seats in order. Errors: InputError for none, no number, an unknown or a repeated one."""
        if not seats:
            raise InputError(f"who names no seat; choose {CHOICES}")
        for seat in seats:
            if isinstance(seat, bool) or not isinstance(seat, int | np.integer):
                raise InputError(f"seat {seat!r} is refused: a seat is a whole number; choose {CHOICES}")
            if not 0 <= seat < self.seat_count:
                raise InputError(
                    f"seat {seat} is refused: seats are numbered 0 to {self.seat_count - 1}; name one of them"
                )
        if len(set(seats)) < len(seats):
            twice = next(seat for seat in seats if seats.count(seat) > 1)
            raise InputError(f"seat {twice} is named twice; name each seat once")
        return sorted(int(seat) for seat in seats)
