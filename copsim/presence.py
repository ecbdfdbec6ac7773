"""Which agents a model has: a view for everybody who is there, made when agents are first asked for."""

from typing import Any

import mesa
import numpy as np

from copsim.agents import Community, Employee
from copsim.errors import InputError
from copsim.state.world import Ints

ABSENT = -1


class Presence:
    """Registers views with a Mesa model, and takes off those of people and communities that are gone.

    Agents stand in the same order whenever they are first asked for: communities by number, founders by seat, then
    newcomers by week of hiring and seat.
    """

    def __init__(self, model: Any) -> None:
        world = model.walk.world
        self.model = model
        self.employees: dict[int, Employee] = {}  # by storage row
        self.communities = [Community(model, q) for q in range(world.communities.size)]
        self._alive = np.ones(world.communities.size, dtype=bool)
        self._here: Ints = np.full(world.people.size, ABSENT)
        self.update()

    def update(self) -> None:
        """Follow who has come and gone."""
        world = self.model.walk.world
        people = world.people
        here = np.where(people.filled == 1, people.key, ABSENT)
        changed = np.flatnonzero(here != self._here)
        for row in changed[self._here[changed] != ABSENT]:
            mesa.Agent.remove(self.employees.pop(int(row)))
        self._welcome(changed[here[changed] != ABSENT])
        self._here = here
        self._follow_communities(world.communities.alive == 1)

    def _welcome(self, rows: Ints) -> None:
        """Views of people who have come, whom rows store."""
        people = self.model.walk.world.people
        rows = rows[np.lexsort((people.seat[rows], np.maximum(people.hire[rows], 0)))]
        hired = people.hire[rows] - self.model.scenario.warmup_weeks
        persons = zip(rows.tolist(), people.key[rows].tolist(), people.seat[rows].tolist(), hired.tolist(), strict=True)
        for row, key, seat, hire_week in persons:
            self.employees[row] = Employee(self.model, row, key, seat, hire_week)

    def _follow_communities(self, alive: np.ndarray) -> None:
        for q in np.flatnonzero(alive != self._alive):
            if alive[q]:
                self.model.register_agent(self.communities[q])
                self.communities[q].unique_id = -1 - int(q)
            else:
                mesa.Agent.remove(self.communities[q])
        self._alive = alive

    def employee(self, seat: int) -> Employee:
        """Who sits in a seat. Errors: InputError for no seat, or a vacant one."""
        rows = self.model.walk.world.places.row_of_seat
        if not 0 <= seat < len(rows):
            raise InputError(f"seats are numbered 0 to {len(rows) - 1}, got {seat}")
        if int(rows[seat]) not in self.employees:
            state = "vacant" if self.model.walk.world.people.open[rows[seat]] == 1 else "closed"
            raise InputError(f"seat {seat} is {state} in week {self.model.week}")
        return self.employees[int(rows[seat])]

    def community(self, number: int) -> Community:
        """A community by number, alive or not. Errors: InputError for a number there is not."""
        if not 0 <= number < len(self.communities):
            raise InputError(f"there are {len(self.communities)} communities, numbered from 0; got {number}")
        return self.communities[number]
