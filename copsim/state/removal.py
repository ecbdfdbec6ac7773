"""What is taken out of a world, for twin worlds without it."""

from typing import NamedTuple

import numpy as np

from copsim.kernel import part
from copsim.state.world import Ints

CLOCK, KIND, OPPORTUNITY, PERSON, OTHER, COMMUNITY, CHANNEL = range(7)  # parts of an act
PARTS = 7
ANY_CHANNEL = -1


class Without(NamedTuple):
    """A removal as compiled acts see it: the acts that never happen (whole communities end between weeks)."""

    first: int  # clock of the first act
    last: int  # clock of the last act; before the first if there is none
    acts: Ints  # [act, part]: clock, kind, opportunity or -1, keys of the two persons (-1: none), community, channel


def without_acts(acts: list[tuple[int, ...]]) -> Without:
    """Acts in order of time, each given by its parts."""
    table = np.array(sorted(acts), dtype=np.int64).reshape(-1, PARTS)
    return Without(int(table[0, CLOCK]), int(table[-1, CLOCK]), table) if len(acts) > 0 else Without(0, -1, table)


NOTHING_REMOVED = without_acts([])


@part
def is_removed(
    without: Without,
    now: int,
    kind: int,
    opportunity: int,
    person: int,
    other: int,
    community: int,
    channel: int,
) -> bool:
    """True for exactly the acts that the twin world is to miss."""
    if now < without.first or now > without.last:
        return False
    acts = without.acts
    for a in range(acts.shape[0]):
        if acts[a, CLOCK] != now or acts[a, KIND] != kind or acts[a, OPPORTUNITY] != opportunity:
            continue
        same = acts[a, PERSON] == person and acts[a, OTHER] == other and acts[a, COMMUNITY] == community
        if same and (acts[a, CHANNEL] == channel or acts[a, CHANNEL] == ANY_CHANNEL):
            return True
    return False
