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
    SHORT_OF_QUESTIONS,
    UNTRIED,
    USES,
    Array,
    Desks,
    Domains,
    Inbox,
    Places,
    Rosters,
    Scratch,
    Shelf,
    Table,
    Ties,
    World,
)

LASTING = ("people", "skills", "ties", "problems", "communities", "domains") + (
    "memberships",
    "rosters",
    "office",
)


def _table(layout: np.dtype, *shape: int) -> Table:
    return np.zeros(shape, dtype=layout).view(np.recarray)


def _whole(*shape: int, value: int = 0, size: str = "i4") -> Array:
    return np.full(shape, value, dtype=size)


def empty_world(scenario: Scenario, teams: int) -> World:
    """A world in which nobody sits anywhere yet; tables that grow start small."""
    o = scenario.organization
    n, k, q, u = o.headcount, o.topics, o.communities, o.units
    people, totals = _table(world.PERSON, n), _table(world.TOTALS, 1)
    people.seat[:] = np.arange(n)
    people.guest[:] = people.belongs[:] = totals.free[:] = NOBODY
    recall = _table(world.RECALL, n, scenario.behaviour.asking.experiences)
    recall.belief[:] = UNTRIED
    people.recalled[:] = scenario.behaviour.asking.experiences - 1
    read = scenario.behaviour.querying.answers_read
    people.reckoned[:] = -1
    # where a few are many, there is room to spare; large worlds need close to what they need on average
    problem_rows, event_rows, members, questions = 2 * n + 256, 9 * n + 4096, n + 256, n // 8 + 256
    return World(
        people=people,
        skills=_table(world.SKILL, n, k),
        minutes=_whole(n, len(USES)),
        places=Places(np.zeros((u, k)), _whole(u + 1), _whole(n), _whole(teams + 1), _whole(n), _whole(n)),
        ties=Ties(
            seat=_whole(n, o.max_ties, value=NOBODY),
            strength=_whole(n, o.max_ties),
            job=_whole(n, o.max_ties, size="u1"),
            recall=recall,
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
        memberships=_table(world.MEMBERSHIP, members),
        rosters=Rosters(_whole(q + 1), _whole(members)),
        inbox=Inbox(
            question=_table(world.QUESTION, questions),
            answerer=_whole(questions, read),
            hours=np.zeros((questions, read)),
            order=_whole(questions),
            key=np.zeros(questions),
            start=_whole(q + 1),
        ),
        office=_table(world.OFFICE, 1),
        events=_table(world.EVENT, event_rows),
        shelf=Shelf(_whole(len(ledger.KINDS) + 1), _whole(event_rows)),
        totals=totals,
        scratch=_scratch(n, k, q, o.max_ties),
    )


def _scratch(n: int, k: int, q: int, ties: int) -> Scratch:
    contacts = 2 * n + 1024
    return Scratch(
        places=_whole(n),
        floats=np.zeros(n),
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
    """A quarter more rows, the first of them as they are."""
    grown = np.zeros((len(table) + len(table) // 4 + 64, *table.shape[1:]), dtype=table.dtype)
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
        rosters = grown.rosters._replace(member=_longer(grown.rosters.member))
        grown = grown._replace(memberships=_longer(grown.memberships), rosters=rosters)
    if short & SHORT_OF_QUESTIONS:
        question, answerer, hours, order, key = (_longer(table) for table in grown.inbox[:5])
        grown = grown._replace(inbox=Inbox(question, answerer, hours, order, key, grown.inbox.start))
    return grown
