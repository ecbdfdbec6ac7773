"""Empty tables of one world, sized for a scenario, and copies of worlds."""

from typing import Any

import numpy as np

from copsim.config.scenario import Scenario
from copsim.config.shocks import seats_of, units_of
from copsim.state import ledger, world
from copsim.state.world import (
    NEVER_OPENED,
    NOBODY,
    SHORT_OF_EVENTS,
    SHORT_OF_IDEAS,
    SHORT_OF_MEMBERS,
    SHORT_OF_PROBLEMS,
    SHORT_OF_QUESTIONS,
    UNTRIED,
    USES,
    Array,
    Desks,
    Domains,
    Inbox,
    Library,
    Listing,
    Places,
    Rosters,
    Scratch,
    Shelf,
    Table,
    Ties,
    Usage,
    World,
)

LASTING = ("people", "skills", "ties", "problems", "ideas", "communities", "domains", "usage") + (
    "memberships",
    "rosters",
    "office",
    "library",
)


def _table(layout: np.dtype, *shape: int) -> Table:
    return np.zeros(shape, dtype=layout).view(np.recarray)


def _whole(*shape: int, value: int = 0, size: str = "i4") -> Array:
    return np.full(shape, value, dtype=size)


def empty_world(scenario: Scenario, teams: int) -> World:
    """A world in which nobody sits anywhere yet; tables that grow start small."""
    o = scenario.organization
    n, k, q, u = seats_of(scenario), o.topics, o.communities, units_of(scenario)
    people, totals = _table(world.PERSON, n), _table(world.TOTALS, 1)
    people.seat[:] = np.arange(n)
    people.opened[:] = people.moved[:] = NEVER_OPENED
    people.guest[:] = people.belongs[:] = totals.free[:] = NOBODY
    recall = _table(world.RECALL, n, scenario.behaviour.asking.experiences)
    recall.belief[:] = UNTRIED
    people.recalled[:] = scenario.behaviour.asking.experiences - 1
    read = scenario.behaviour.querying.answers_read
    people.reckoned[:] = -1
    people.sanctioned[:] = 1
    communities, office = _table(world.COMMUNITY, q), _table(world.OFFICE, 1)
    communities.coordinator[:] = NOBODY
    office.access[:] = office.unsanctioned[:] = office.paying[:] = 1.0
    people.mentor[:] = NOBODY
    practice = _table(world.PRACTICE, q + 1, k)
    practice.seat[:] = NOBODY
    # where a few are many, there is room to spare; large worlds need close to what they need on average
    problem_rows, event_rows, members, questions = 2 * n + 256, 9 * n + 4096, n + 256, n // 8 + 256
    return World(
        people=people,
        skills=_table(world.SKILL, n, k),
        minutes=_whole(n, len(USES)),
        places=empty_places(u, teams, n, k),
        usage=Usage(np.zeros((u, k)), np.zeros((u, k)), np.zeros((u, k))),
        ties=Ties(
            seat=_whole(n, o.max_ties, value=NOBODY),
            strength=_whole(n, o.max_ties),
            job=_whole(n, o.max_ties, size="u1"),
            recall=recall,
        ),
        problems=_table(world.PROBLEM, problem_rows),
        ideas=_table(world.IDEA, 16 * u + 64),
        desks=Desks(_whole(n + 1), _whole(problem_rows)),
        communities=communities,
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
            address=_whole(questions, size="i8"),
            start=_whole(q + 1),
        ),
        office=office,
        events=_table(world.EVENT, event_rows),
        shelf=Shelf(_whole(len(ledger.KINDS) + 1), _whole(event_rows)),
        totals=totals,
        scratch=_scratch(n, k, q, o.max_ties, members),
        library=Library(practice, _whole(k, size="i8")),
        listing=Listing(_whole(k + 1), _whole(2 * n), _whole(n, 2)),
    )


def empty_places(units: int, teams: int, seats: int, topics: int) -> Places:
    """Lists in which nobody stands yet."""
    return Places(
        demand=np.zeros((units, topics)),
        product=np.zeros(topics),
        jobs=_whole(units, topics),
        unit_start=_whole(units + 1),
        unit_rows=_whole(seats),
        unit_first=_whole(units),
        team_start=_whole(teams + 1),
        team_rows=_whole(seats),
        team_first=_whole(teams),
        firm_rows=_whole(seats),
        firm_count=_whole(2),
        row_of_seat=_whole(seats),
    )


def _scratch(n: int, k: int, q: int, ties: int, members: int) -> Scratch:
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
        begin=_whole(q + 1),
        thinking=_whole(members),
        thinker=_whole(members, size="i8"),
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
    if short & SHORT_OF_IDEAS:
        grown = grown._replace(ideas=_longer(grown.ideas))
    if short & SHORT_OF_EVENTS:
        scratch = grown.scratch._replace(pairs=_longer(grown.scratch.pairs), following=_longer(grown.scratch.following))
        shelf = grown.shelf._replace(event=_longer(grown.shelf.event))
        grown = grown._replace(events=_longer(grown.events), shelf=shelf, scratch=scratch)
    if short & SHORT_OF_MEMBERS:
        rosters, scratch = grown.rosters._replace(member=_longer(grown.rosters.member)), grown.scratch
        scratch = scratch._replace(thinking=_longer(scratch.thinking), thinker=_longer(scratch.thinker))
        grown = grown._replace(memberships=_longer(grown.memberships), rosters=rosters, scratch=scratch)
    if short & SHORT_OF_QUESTIONS:
        longer = {name: _longer(getattr(grown.inbox, name)) for name in Inbox._fields if name != "start"}
        grown = grown._replace(inbox=grown.inbox._replace(**longer))
    return grown


def _wider(array: Array, *shape: int) -> Array:
    """The same entries in the first corner of a larger array of zeros."""
    grown = np.zeros((*shape, *array.shape[len(shape) :]), dtype=array.dtype)
    grown[tuple(slice(0, n) for n in array.shape[: len(shape)])] = array
    return grown.view(np.recarray) if array.dtype.names is not None else grown


def with_communities(original: World, count: int) -> World:
    """The same world with room for more communities, none of which exists yet."""
    q, domains = original.communities.size, original.domains
    communities: Table = _wider(original.communities, count)
    communities.coordinator[q:] = NOBODY
    start = _wider(original.rosters.start, count + 1)
    start[q + 1 :] = start[q]
    practice: Table = _table(world.PRACTICE, count + 1, domains.weight.shape[1])
    practice.seat[:] = NOBODY  # nothing is written yet where there was no policy
    return original._replace(
        library=original.library._replace(practice=practice),
        communities=communities,
        domains=domains._replace(
            weight=_wider(domains.weight, count),
            subject=_wider(domains.subject, count),
            agenda=_wider(domains.agenda, count),
        ),
        rosters=original.rosters._replace(start=start),
        inbox=original.inbox._replace(start=_wider(original.inbox.start, count + 1)),
        scratch=original.scratch._replace(
            bond=_wider(original.scratch.bond, count),
            report=_wider(original.scratch.report, count),
            begin=_wider(original.scratch.begin, count + 1),
        ),
    )
