"""Mesa agents as views: an employee or a community is a row of the world, read and written through.

A person is a seat and a hire week. A view whose person has left says so (``present`` is False, everything else raises
:class:`~copsim.views.HasLeft`); whoever sits in the seat now is another agent.
"""

from typing import Any

import mesa
import numpy as np
from numpy.typing import ArrayLike

from copsim.errors import InputError
from copsim.mechanisms.founding import embed
from copsim.mechanisms.programme import end_community
from copsim.mechanisms.rosters import enter, leave
from copsim.state.population import forget_everybody
from copsim.state.recall import forget_tie
from copsim.state.world import FINE, NOBODY, Array, Floats
from copsim.views import (
    EXPERTISE,
    PASSIONS,
    HasLeft,
    Membership,
    Place,
    Problem,
    Tie,
    Topics,
    Unit,
    fact,
    level_number,
    number,
)


class Employee(mesa.Agent):
    """One person, from hiring to leaving.

    seat: lasting number of the seat. hire_week: reported week of hiring (negative: before week 0). unique_id: both in
    one number, the same in every run of the scenario, whenever the agents are first asked for.
    """

    def __init__(self, model: Any, row: int, key: int, seat: int, hire_week: int) -> None:
        super().__init__(model)
        self.unique_id = key
        self.seat = seat
        self.hire_week = hire_week
        self._stored_at = row

    @property
    def present(self) -> bool:
        """Whether this person still sits in the seat."""
        people, row = self.model.walk.world.people.view(np.ndarray), self._stored_at
        return bool(people["filled"][row] == 1 and people["key"][row] == self.unique_id)

    def _place(self) -> int:
        if not self.present:
            raise HasLeft(f"{self} has left; look at model.agents for who is there now")
        return self._stored_at

    def _row(self) -> Place:
        return self.model.walk.world.people.view(np.ndarray), self._place()

    unit = fact("unit", "Number of the unit.")
    team = fact("team", "Number of the team.")
    site = fact("site", "Number of the site.")
    job_topic = fact("home", "Topic of the job.")
    talent = fact("talent", "Personal rate of learning; 1 is usual.", float)
    expert = fact("expert", "Whether the person counts as an expert, since the policy started or since hiring.", bool)
    price = fact("price", "Shadow price of an hour when it was last reckoned.", float)
    embedded = fact("embedded", "Total strength of ties.", lambda units: float(units) / FINE)
    assigned_hours = number("assigned", "Hours of assigned work a week; of the seat.", 0.0, 168.0, scale=60.0)
    overload = number("overload", "Running mean of hours beyond capacity, as a share of it.", 0.0)
    growth = number("growth", "Running mean of expertise gained a week.", 0.0)

    @property
    def tenure(self) -> int:
        """Weeks since hiring."""
        self._place()
        return self.model.week - self.hire_week

    @property
    def expertise(self) -> Topics:
        """[K] expertise by topic, in [0, 1]; items or all of it can be written."""
        return Topics.of(EXPERTISE.read(self._skill("expertise")), self._learn)

    @expertise.setter
    def expertise(self, values: ArrayLike) -> None:
        self._learn(slice(None), values)

    @property
    def passion(self) -> Topics:
        """[K] passion by topic, in [0, 1]; items or all of it can be written."""
        return Topics.of(PASSIONS.read(self._skill("passion")), self._care)

    @passion.setter
    def passion(self, values: ArrayLike) -> None:
        self._care(slice(None), values)

    def _skill(self, name: str) -> Array:
        return self.model.walk.world.skills.view(np.ndarray)[name][self._place()]

    def _learn(self, index: Any, values: ArrayLike) -> Floats:
        return self._write("expertise", EXPERTISE, index, values)

    def _care(self, index: Any, values: ArrayLike) -> Floats:
        return self._write("passion", PASSIONS, index, values)

    def _write(self, name: str, unit: Unit, index: Any, values: ArrayLike) -> Floats:
        cells = self._skill(name)
        cells[index] = unit.cells(values, name)
        self.model.walk.written()
        return unit.read(cells)

    @property
    def memberships(self) -> list[Membership]:
        """Communities to which the person belongs, and how."""
        inside = int(self.model.walk.world.people.inside[self._place()])
        return [Membership(self, self.model.community(q)) for q in range(inside.bit_length()) if inside >> q & 1]

    @property
    def ties(self) -> list[Tie]:
        """Whom the person knows, by seat."""
        row, world = self._place(), self.model.walk.world
        seats = world.ties.seat[row]
        seats = seats[seats != NOBODY]
        there = world.people.view(np.ndarray)["filled"][world.places.row_of_seat[seats]] == 1
        return [Tie(self, self.model.employee(seat)) for seat in sorted(seats[there].tolist())]

    @property
    def open_problems(self) -> list[Problem]:
        """Problems that wait at the seat, in order of arrival."""
        row, world, since = self._place(), self.model.walk.world, self.model.scenario.warmup_weeks
        problems = world.problems.view(np.ndarray)[: world.totals.problems[0]]
        own = problems[["id", "topic", "difficulty", "arrived", "deadline"]][problems["row"] == row].tolist()
        return [Problem(id, topic, difficulty, came - since, due - since) for id, topic, difficulty, came, due in own]

    def join(self, community: "Community", level: str = "participant") -> Membership:
        """Belong to a community from now on, as if joining at the end of the week that has just passed.

        Errors: InputError for an ended community or an unknown level.
        """
        row, walk = self._place(), self.model.walk
        if not community.alive:
            raise InputError(f"{community} has ended, so {self} cannot join it")
        number, now = level_number(level), walk.course.clock - 1
        walk.change_rosters(lambda world: enter(world, walk.rules, row, community.number, number, now))
        return Membership(self, community)

    def leave(self, community: "Community") -> None:
        """Belong to a community no longer. Errors: HasLeft for who is no member."""
        Membership(self, community)._row()
        row, walk = self._place(), self.model.walk
        walk.change_rosters(lambda world: leave(world, row, community.number, walk.course.clock))

    def remove(self) -> None:
        """The person leaves the organization now: the seat is vacant. No metric counts that as a quit."""
        if not self.present:
            return
        world = self.model.walk.world
        world.people.filled[self._stored_at] = 0
        for row, slot in np.argwhere(world.ties.seat == self.seat):
            world.ties.seat[row, slot] = NOBODY
            forget_tie(world.ties, int(row), int(slot))
        self.model.walk.change_rosters(lambda world: forget_everybody(world, self._stored_at))
        embed(world)
        self.model.look_again()  # takes this view off the model's agents

    def __repr__(self) -> str:
        """Who it is."""
        return f"<employee of seat {self.seat} hired in week {self.hire_week}>"


class Community(mesa.Agent):
    """One community of practice, as long as it is alive. number: its lasting number; unique_id: -1 - number."""

    def __init__(self, model: Any, number: int) -> None:
        super().__init__(model)
        self.number = number
        self.unique_id = -1 - number

    def _row(self) -> Place:
        return self.model.walk.world.communities.view(np.ndarray), self.number

    reputation = number("reputation", "Members' mean expertise on the domain, as people see it.", 0.0, 1.0)
    messages = number("messages", "Running mean of messages a week.", 0.0)
    alive = fact("alive", "Whether it is there.", bool)

    @property
    def domain(self) -> Floats:
        """[K] weight of each topic; they sum to 1."""
        return np.array(self.model.walk.world.domains.weight[self.number])

    @property
    def topics(self) -> list[int]:
        """Topics of the domain."""
        return [int(k) for k in np.flatnonzero(self.domain > 0.0)]

    @property
    def members(self) -> list[Employee]:
        """Everybody who belongs, by seat."""
        world = self.model.walk.world
        inside = (world.people.inside >> self.number) & 1 == 1
        return [self.model.employee(int(seat)) for seat in np.sort(world.people.seat[inside])]

    @property
    def size(self) -> int:
        """How many belong."""
        return int(((self.model.walk.world.people.inside >> self.number) & 1).sum())

    def remove(self) -> None:
        """The community ends now."""
        if self.alive:
            self.model.walk.change_rosters(lambda world: end_community(world, self.number))
            self.model.look_again()  # takes this view off the model's agents

    def __repr__(self) -> str:
        """Which it is."""
        return f"<community {self.number}>"
