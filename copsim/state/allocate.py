"""Empty arrays of one world, sized for a scenario."""

from typing import TypeVar

import numpy as np

from copsim.config.scenario import Scenario
from copsim.state.world import (
    NOBODY,
    UNTRIED,
    USES,
    Communities,
    Events,
    Floats,
    Hours,
    Ints,
    Memberships,
    People,
    Places,
    Problems,
    Scratch,
    Ties,
    World,
)

Part = TypeVar("Part")
MOST_SLOTS = 16  # memberships that one person can hold at once
PROBLEMS_A_WEEK = 2  # that a seat can meet at most


def _ints(*shape: int, value: int = 0) -> Ints:
    return np.full(shape, value, dtype=np.int64)


def _floats(*shape: int) -> Floats:
    return np.zeros(shape)


def empty_world(scenario: Scenario, teams: int, event_rows: int | None = None) -> World:
    """A world in which nobody sits anywhere yet; ``event_rows`` is the capacity for one week's events."""
    o = scenario.organization
    n, k, q = o.headcount, o.topics, o.communities
    slots = max(1, min(q, MOST_SLOTS))
    open_problems = n * PROBLEMS_A_WEEK * (scenario.behaviour.work.deadline_last + 1)
    events = event_rows if event_rows is not None else 64 * n + 1024
    people = People(
        seat=np.arange(n, dtype=np.int64),
        key=_ints(n),
        hire=_ints(n),
        filled=_ints(n),
        unit=_ints(n),
        team=_ints(n),
        site=_ints(n),
        home=_ints(n),
        assigned=_ints(n),
        expertise=_floats(n, k),
        passion=_floats(n, k),
        talent=_floats(n),
        ceiling=_floats(n),
        match=_floats(n),
        attachment=_floats(n),
        expert=_ints(n),
        unused=_floats(n, k),
        last_use=_ints(n, k),
        overload=_floats(n),
        growth=_floats(n),
        contagion=_floats(n),
        embedded=_floats(n),
    )
    places = Places(
        demand=_floats(o.units, k),
        unit_start=_ints(o.units + 1),
        unit_rows=_ints(n),
        team_start=_ints(teams + 1),
        team_rows=_ints(n),
        row_of_seat=_ints(n),
    )
    ties = Ties(
        other=_ints(n, o.max_ties, value=NOBODY),
        strength=_floats(n, o.max_ties),
        job=np.zeros((n, o.max_ties), dtype=np.uint8),
        belief=np.full((n, k, o.max_ties), UNTRIED, dtype=np.uint8),
    )
    p = open_problems
    problems = Problems(
        total=_ints(1),
        id=_ints(p),
        row=_ints(p),
        topic=_ints(p),
        difficulty=_floats(p),
        arrived=_ints(p),
        deadline=_ints(p),
        posted=_ints(p),
        alone=_ints(p),
        by_tie=_ints(p, value=NOBODY),
        by_meeting=_ints(p, value=NOBODY),
        by_answer=_ints(p, value=NOBODY),
        start=_ints(n + 1),
        listed=_ints(p),
    )
    communities = Communities(
        alive=_ints(q),
        founded=_ints(q),
        domain=_floats(q, k),
        breadth=_ints(q),
        subject=_ints(q, k),
        standard=_floats(q),
        messages=_floats(q),
        reputation=_floats(q),
        agenda=_ints(q, k),
        helped_agenda=_ints(q),
        covers=_ints(k),
        nearest=_ints(k, value=NOBODY),
        unanswered=_floats(1),
        match_share=_floats(1),
        introduction_rate=_floats(1),
        managed_share=_floats(1),
        heed=_ints(q),
        held=_ints(q),
        listened=_ints(q),
        start=_ints(q + 1),
        member=_ints(n * slots),
        slot=_ints(n * slots),
    )
    memberships = Memberships(
        community=_ints(n, slots, value=NOBODY),
        level=_ints(n, slots),
        since=_ints(n, slots),
        benefit=_floats(n, slots),
        identification=_floats(n, slots),
        habit=_floats(n, slots),
        reading=_floats(n, slots),
        known=_ints(n),
        inside=_ints(n),
        duty=_ints(n, slots),
        attended=_ints(n, slots),
        learned=_ints(n, slots),
        interest=_ints(n, slots),
        helped=_ints(n, slots),
        solved=_ints(n, slots),
        answered=_ints(n, slots),
        ignored=_ints(n, slots),
        answers=_ints(n, slots),
        solved_by_answer=_ints(n, slots),
        guest=_ints(n, value=NOBODY),
    )
    return World(
        people,
        places,
        ties,
        problems,
        communities,
        memberships,
        Hours(minutes=_ints(n, len(USES)), wanted=_ints(n), lent=_floats(n), price=_floats(n)),
        empty_events(events),
        _scratch(n, k, q, o.max_ties, events),
    )


def empty_events(rows: int) -> Events:
    """Room for one week's events."""
    return Events(
        total=_ints(1),
        overflow=_ints(1),
        kind=_ints(rows),
        opportunity=_ints(rows),
        row=_ints(rows),
        other=_ints(rows),
        topic=_ints(rows),
        community=_ints(rows),
        channel=_ints(rows),
        amount=_ints(rows),
        hour=_floats(rows),
        value=_floats(rows),
    )


def _scratch(n: int, k: int, q: int, ties: int, events: int) -> Scratch:
    return Scratch(
        rows=_ints(n + 8),
        slots=_ints(n + 8),
        floats=_floats(n + 8),
        more=_floats(n + 8),
        strength=_floats(n),
        ties=_floats(ties),
        bond=_floats(q),
        report=_floats(q),
        pairs=_ints(events),
        following=_ints(events),
        head=_ints(n),
        gained=_ints(n, k),
        received=_ints(n, k),
        leaving=_ints(n),
    )


def copy_part(part: Part) -> Part:
    """One part of a world with arrays of its own."""
    return type(part)(*(array.copy() for array in part))  # type: ignore[attr-defined]


def copy_world(world: World) -> World:
    """A world of its own with the same content."""
    return World._make(copy_part(part) for part in world)


def copy_of_lasting(world: World) -> World:
    """A copy of what outlives a week; events and scratch are shared."""
    return world._replace(
        people=copy_part(world.people),
        ties=copy_part(world.ties),
        problems=copy_part(world.problems),
        communities=copy_part(world.communities),
        hours=copy_part(world.hours),
        memberships=copy_part(world.memberships),
    )


def with_event_rows(world: World, rows: int) -> World:
    """The same world with room for more events a week."""
    scratch = world.scratch._replace(pairs=_ints(rows), following=_ints(rows))
    return world._replace(events=empty_events(rows), scratch=scratch)
