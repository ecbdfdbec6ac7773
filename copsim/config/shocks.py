"""What the shocks of a timeline mean for an organization: which seats and units there will be, and what cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from copsim.config.organization import Organization
from copsim.config.timeline import Change


@dataclass(frozen=True)
class Batch:
    """Seats that are declared together: those at the start, those of one growth, or those of a merger."""

    kind: str  # start, growth or merger
    people: int
    units: int  # units of its own; 0 for growth, which is spread over the units there are


@dataclass(frozen=True)
class Opening:
    """Seats from ``first`` up to, not including, ``end``, which open in a week."""

    week: int
    kind: str
    first: int
    end: int


def dated(timeline: Sequence[Change], *kinds: str) -> list[Change]:
    """Shocks of some kinds, in the order of weeks."""
    return sorted((change for change in timeline if change.shock in kinds), key=lambda change: change.week)


def batches(o: Organization, timeline: Sequence[Change]) -> tuple[Batch, ...]:
    """Every seat there will ever be, by batch; numbers of seats and of units run on from batch to batch."""
    found = [Batch("start", o.headcount, o.units)]
    for change in dated(timeline, "growth", "merger"):
        people = count_of(change, o.headcount)
        found.append(Batch(change.shock, people, _units_of(change, o) if change.shock == "merger" else 0))
    return tuple(found)


def _units_of(merger: Change, o: Organization) -> int:
    return merger.units if merger.units > 0 else max(1, round(merger.people * o.units / o.headcount))


def count_of(change: Change, seats: int) -> int:
    """How many seats a growth or layoffs concern, where there are so many."""
    return change.people if change.people > 0 else round(change.share * seats)


def seats_of(scenario: Any) -> int:
    """Seats that a scenario ever has, open or not."""
    return sum(batch.people for batch in batches(scenario.organization, scenario.timeline))


def units_of(scenario: Any) -> int:
    """Units that a scenario ever has."""
    return sum(batch.units for batch in batches(scenario.organization, scenario.timeline))


def openings(o: Organization, timeline: Sequence[Change]) -> list[Opening]:
    """Which seats open when, after the start."""
    found: list[Opening] = []
    first = o.headcount
    for change in dated(timeline, "growth", "merger"):
        people = count_of(change, o.headcount)
        steps = change.over_weeks if change.shock == "growth" else 1
        edges = [first + -(-step * people // steps) for step in range(steps + 1)]
        for step in range(steps):
            if edges[step] < edges[step + 1]:
                found.append(Opening(change.week + step, change.shock, edges[step], edges[step + 1]))
        first += people
    return sorted(found, key=lambda opening: opening.week)


def weeks_of_shocks(o: Organization, timeline: Sequence[Change]) -> set[int]:
    """Reported weeks at whose start something strikes that is no change of policy."""
    weeks = {opening.week for opening in openings(o, timeline)}
    return weeks | {change.week for change in dated(timeline, "reorganization", "new_topic", "layoffs")}


def refuse_impossible(o: Organization, timeline: Sequence[Change], weeks: int) -> None:
    """Raise ValueError, one sentence, for shocks that this organization cannot have."""
    if o.form == "platforms" and o.units < 2:
        raise ValueError(f"organization.form=platforms and organization.units={o.units} exclude each other; "
                         "platforms need at least two units")  # fmt: skip
    for change in dated(timeline, "growth"):
        if change.week + change.over_weeks > weeks:
            raise ValueError(
                f"timeline: growth at week {change.week} with over_weeks={change.over_weeks} goes on after the horizon "
                f"of weeks={weeks}; lengthen weeks or open the seats sooner"
            )
    for change in dated(timeline, "new_topic"):
        if change.topic >= o.topics:
            raise ValueError(
                f"timeline: topic={change.topic} at week {change.week} is none of organization.topics={o.topics}, "
                "which are numbered from 0; raise topics or choose another"
            )
    for kind in ("reorganization", "layoffs", "new_topic"):
        here = [change.week for change in dated(timeline, kind)]
        twice = [week for week in here if here.count(week) > 1]
        if twice:
            raise ValueError(
                f"timeline: two changes with shock={kind} at week {twice[0]} exclude each other; move one or drop it"
            )
    _refuse_reorganizations(o, timeline)
    _refuse_counts(o, timeline)


def _refuse_reorganizations(o: Organization, timeline: Sequence[Change]) -> None:
    """Only what changes something, and what the units allow."""
    form = o.form
    for change in dated(timeline, "reorganization"):
        if change.to == form:
            raise ValueError(
                f"timeline: the reorganization to={form} at week {change.week} changes nothing, since the form is "
                f"{form} already (organization.form={o.form}); choose another form or to=reshuffle"
            )
        merged = sum(_units_of(c, o) for c in dated(timeline, "merger") if c.week <= change.week)
        if change.to == "platforms" and o.units + merged < 2:
            raise ValueError(
                f"timeline: to=platforms at week {change.week} and organization.units={o.units} exclude each other; "
                "platforms need at least two units"
            )
        if change.to != "reshuffle":
            form = change.to  # type: ignore[assignment]


def _refuse_counts(o: Organization, timeline: Sequence[Change]) -> None:
    """Layoffs leave somebody; a share is at least one seat."""
    seats, opened = o.headcount, openings(o, timeline)
    for change in dated(timeline, "growth", "layoffs"):
        if change.shock == "growth":
            if count_of(change, o.headcount) == 0:
                raise ValueError(
                    f"timeline: share={change.share} of organization.headcount={o.headcount} is no seat, so growth at "
                    f"week {change.week} changes nothing; raise the share"
                )
            continue
        here = seats + sum(opening.end - opening.first for opening in opened if opening.week <= change.week)
        count = count_of(change, here)
        asked = f"people={change.people}" if change.people > 0 else f"share={change.share}"
        if count >= here:
            raise ValueError(
                f"timeline: layoffs of {asked} at week {change.week} take all of the {here} seats that are left of "
                f"organization.headcount={o.headcount}; lay off fewer"
            )
        if count == 0:
            raise ValueError(
                f"timeline: layoffs of {asked} at week {change.week} take none of the {here} seats there are; raise it"
            )
        seats -= count
