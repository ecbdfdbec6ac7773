"""Empty tables of one world, sized for a scenario, and copies of worlds."""

from typing import Any

import numpy as np

from copsim.config.scenario import Scenario
from copsim.state import ledger, world
from copsim.state.world import (
    NOBODY,
    SHORT_OF_EVENTS,
    SHORT_OF_MEMBERS,
    SHORT_OF_PROBLEMS,
    UNTRIED,
    USES,
    Array,
    Desks,
    Domains,
    Places,
    Rosters,
    Scratch,
    Shelf,
    Table,
    Ties,
    World,
)

MOST_SLOTS = 16  # memberships that one person can hold at once
LASTING = ("people", "skills", "ties", "problems", "communities", "domains", "memberships", "rosters", "office")


def _table(layout: np.dtype, *shape: int) -> Table:
    return np.zeros(shape, dtype=layout).view(np.recarray)


def _whole(*shape: int, value: int = 0, size: str = "i4") -> Array:
    return np.full(shape, value, dtype=size)


def empty_world(scenario: Scenario, teams: int) -> World:
    """A world in which nobody sits anywhere yet; tables that grow start small."""
    o = scenario.organization
    n, k, q, u = o.headcount, o.topics, o.communities, o.units
    slots = max(1, min(q, MOST_SLOTS))
    memberships, people = _table(world.MEMBERSHIP, n, slots), _table(world.PERSON, n)
    memberships.community[:] = NOBODY
    people.seat[:] = np.arange(n)
    people.guest[:] = NOBODY
    people.reckoned[:] = -1
    problem_rows, event_rows = 3 * n + 64, 12 * n + 256
    return World(
        people=people,
        skills=_table(world.SKILL, n, k),
        minutes=_whole(n, len(USES)),
        places=Places(np.zeros((u, k)), _whole(u + 1), _whole(n), _whole(teams + 1), _whole(n), _whole(n)),
        ties=Ties(
            other=_whole(n, o.max_ties, value=NOBODY),
            strength=_whole(n, o.max_ties),
            job=_whole(n, o.max_ties, size="u1"),
            belief=_whole(n, k, o.max_ties, value=UNTRIED, size="u1"),
        ),
        problems=_table(world.PROBLEM, problem_rows),
        desks=Desks(_whole(n + 1), _whole(problem_rows)),
        communities=_table(world.COMMUNITY, q),
        domains=Domains(
            weight=np.zeros((q, k)),
            subject=_whole(q, k, size="i2"),
            agenda=_whole(q, k, size="u1"),
            covers=_whole(k, size="i8"),
            nearest=_whole(k, value=NOBODY),
        ),
        memberships=memberships,
        rosters=Rosters(_whole(q + 1), _table(world.MEMBER, n + 64)),
        office=_table(world.OFFICE, 1),
        events=_table(world.EVENT, event_rows),
        shelf=Shelf(_whole(len(ledger.KINDS) + 1), _whole(event_rows)),
        totals=_table(world.TOTALS, 1),
        scratch=_scratch(n, k, q, o.max_ties, event_rows),
    )


def _scratch(n: int, k: int, q: int, ties: int, contacts: int) -> Scratch:
    return Scratch(
        places=_whole(n),
        floats=np.zeros(n),
        more=np.zeros(n),
        rates=np.zeros(n),
        closeness=np.zeros(n),
        counts=_whole(k),
        scores=np.zeros(ties),
        bond=np.zeros(q),
        report=np.zeros(q),
        pairs=_whole(contacts),
        following=_whole(contacts),
        head=_whole(n),
        leaving=_whole(n, size="u1"),
    )


def _copied(part: Any) -> Any:
    """A table, or a group of arrays, of its own."""
    if isinstance(part, tuple):
        return type(part)(*(array.copy() for array in part))
    if part.dtype.names is None:
        return part.copy()
    # as bytes: field by field, as numpy copies rows, takes ten times as long
    twin = np.empty_like(part)
    twin.view(np.ndarray).view("u1")[:] = part.view(np.ndarray).view("u1")
    return twin


def copy_world(original: World) -> World:
    """A world of its own with the same content."""
    return World._make(_copied(part) for part in original)


def copy_of_lasting(original: World) -> World:
    """A copy of what outlives a week; the rest is shared, but for the totals."""
    parts = {name: _copied(getattr(original, name)) for name in LASTING}
    return original._replace(totals=original.totals.copy(), **parts)


def _longer(table: Array) -> Array:
    """Twice as many rows, the first of them as they are."""
    grown = np.zeros(2 * len(table), dtype=table.dtype)
    grown[: len(table)] = table
    return grown.view(np.recarray) if table.dtype.names is not None else grown


def with_room(original: World, short: int) -> World:
    """The same world with longer tables, for those that ``short`` names (bits SHORT_OF_...)."""
    grown = original
    if short & SHORT_OF_PROBLEMS:
        grown = grown._replace(
            problems=_longer(grown.problems), desks=grown.desks._replace(problem=_longer(grown.desks.problem))
        )
    if short & SHORT_OF_EVENTS:
        scratch = grown.scratch._replace(pairs=_longer(grown.scratch.pairs), following=_longer(grown.scratch.following))
        shelf = grown.shelf._replace(event=_longer(grown.shelf.event))
        grown = grown._replace(events=_longer(grown.events), shelf=shelf, scratch=scratch)
    if short & SHORT_OF_MEMBERS:
        grown = grown._replace(rosters=grown.rosters._replace(member=_longer(grown.rosters.member)))
    return grown
