"""Worlds in which forms of organization are measured: what groups there are each week, and a close look at them."""

import math
from typing import NamedTuple

import numpy as np

from copsim.cases.lived import Lived, Watch
from copsim.config.scenario import Scenario
from copsim.config.timeline import Change
from copsim.mechanisms.gates import OBLIGED
from copsim.state import ledger
from copsim.state.world import PASSION, Array, World

SILENCE, PROJECT, REORGANIZATION = "silence", "project", "reorganization"


class Groups(NamedTuple):
    """Which groups there are at a week: alive, and clock of beginning, by number."""

    alive: Array
    founded: Array


class Close(NamedTuple):
    """Groups looked at closely: shares and means over groups, NaN where there is none."""

    chosen: float
    one_unit: float
    strangers: float
    passion: float
    identification: float


def with_reorganization(scenario: Scenario) -> Scenario:
    """The scenario with a reorganization at half time, so that it can be seen what one ends; as it is if it has one.

    Units become platforms, or functions where they are platforms.
    """
    if any(change.shock == "reorganization" and change.to != "reshuffle" for change in scenario.timeline):
        return scenario
    to = "functions" if scenario.organization.form == "platforms" else "platforms"
    change = Change(week=scenario.weeks // 2, shock="reorganization", to=to)
    return scenario.model_copy(update={"timeline": (*scenario.timeline, change)})


def week_of_reorganization(scenario: Scenario) -> int:
    """Week of the first reorganization of units."""
    return min(c.week for c in scenario.timeline if c.shock == "reorganization" and c.to != "reshuffle")


def watch_of(scenario: Scenario) -> Watch:
    """What is kept to measure a form: groups every week, and a close look just before the reorganization."""
    at = week_of_reorganization(scenario)

    def look(world: World, week: int) -> tuple[Groups, Close | None]:
        c = world.communities
        groups = Groups(c.alive.copy(), c.founded.copy())
        return groups, closely(world) if week == at else None

    kinds = (ledger.GAIN, ledger.SOLVE, ledger.ANSWER, ledger.LEAVE, ledger.DISSOLVE, ledger.DELIVER)
    return Watch(kinds, tuple(range(scenario.weeks + 1)), look)


def closely(world: World) -> Close:
    """Who belongs to the living groups, and what they have in common."""
    m, people = world.memberships, world.people
    held = (m.row >= 0) & (m.level > 0)
    chosen = float((m.level[held] != OBLIGED).mean()) if held.any() else math.nan
    identified = float(m.identification[held].mean()) if held.any() else math.nan
    known, here = _acquainted(world), people.filled == 1
    shares, strangers, passions = [], [], []
    for q in np.flatnonzero(world.communities.alive == 1):
        rows = m.row[held & (m.community == q)]
        if len(rows) < 2:
            continue
        count = np.bincount(people.unit[rows])
        shares.append((count * (count - 1)).sum() / (len(rows) * (len(rows) - 1)))
        strangers.append((~known[np.ix_(rows, rows)].any(axis=1)).mean())
        cares = (world.skills.passion[:, world.domains.weight[q] > 0] / PASSION).max(axis=1)
        passions.append(cares[rows].mean() - cares[here].mean())
    one_unit, unknown, passion = (
        float(np.mean(found)) if found else math.nan for found in (shares, strangers, passions)
    )
    return Close(chosen, one_unit, unknown, passion, identified)


def _acquainted(world: World) -> Array:
    """[N, N] whether a row keeps a tie to another."""
    count, seat = len(world.people), world.ties.seat
    found = np.zeros((count, count), dtype=bool)
    row, slot = np.nonzero(seat >= 0)
    found[row, world.places.row_of_seat[seat[row, slot]]] = True
    return found


def ends_of(lived: Lived) -> list[str]:
    """By what each group ended that ended within the reported weeks."""
    dissolved = lived.of_kind(ledger.DISSOLVE)
    done = set(zip(dissolved["week"].tolist(), dissolved["community"].tolist(), strict=True))
    silent = PROJECT if lived.scenario.policy.form.form == "project_team" else SILENCE
    found = []
    for week in range(1, len(lived.looks)):
        before, after = lived.looks[week - 1][0], lived.looks[week][0]
        gone = np.flatnonzero((before.alive == 1) & ((after.alive == 0) | (after.founded != before.founded)))
        found += [silent if (week - 1, q) in done else REORGANIZATION for q in gone.tolist()]
    return found
