"""The state of an employee: who somebody is, what they know and care for, and where their week goes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import mesa
import numpy as np

from benchmarks.yardstick import laws
from benchmarks.yardstick.places import Floats, Problem, Seat

if TYPE_CHECKING:
    from benchmarks.yardstick.community import Community, Membership
    from benchmarks.yardstick.employee import Employee
    from benchmarks.yardstick.firm import MesaFirm


@dataclass
class Tie:
    """What one person has with another: a strength, and beliefs about what the other can help with, by topic."""

    strength: float
    beliefs: dict[int, float] = field(default_factory=dict)


class Person(mesa.Agent):
    """An employee's state; what employees do is in the classes derived from this one."""

    def __init__(
        self, model: MesaFirm, seat: Seat, hired: int, match: float | None = None, attachment: float | None = None
    ) -> None:
        super().__init__(model)
        self.seat, self.home, self.hired = seat, seat.home, hired
        topics = model.organization.topics
        self.expertise: Floats = np.zeros(topics)
        self.passion: Floats = np.zeros(topics)
        self.unused: Floats = np.zeros(topics)
        self.last_use = np.full(topics, hired)
        self.gained: Floats = np.zeros(topics)
        self.received: Floats = np.zeros(topics)
        self.draw_traits()
        self.match = model.bell() if match is None else match
        self.attachment = model.bell() if attachment is None else attachment
        self.is_expert = False
        self.overload, self.growth, self.contagion, self.embeddedness = 0.0, 0.0, 0.0, 0.0
        self.minutes: dict[str, int] = defaultdict(int)
        self.wanted, self.lent, self.price = 0, 0.0, 0.0
        self.ties: dict[Employee, Tie] = {}
        self.contacts: list[Employee] = []
        self.introduced: list[Employee] = []
        self.recalled: dict[tuple[Employee, int], Tie] = {}  # experiences kept in mind, the oldest first
        self.tried: list[tuple[Employee, int, float]] = []  # whom, on what topic, with what success
        self.known: set[Community] = set()
        self.memberships: dict[Community, Membership] = {}
        self.wary: set[Community] = set()  # those one has left and does not think of joining again yet
        self.joining: dict[Community, bool] = {}
        self.leaving: list[Community] = []
        self.guest: Community | None = None
        self.quits = False
        self.facts: dict[tuple[str, object], float] = {}

    def draw_traits(self) -> None:
        """Interests, expertise at hiring and talent: passion is skewed, and only partly about the job."""
        law, rng = self.model.behaviour.people, self.model.rng
        topics = len(self.passion)
        self.passion[:] = law.passion_background * rng.random(topics) ** 2.5
        self.expertise[:] = law.expertise_other * rng.random(topics) ** 2
        main = self.home if rng.random() < law.alignment else int(rng.integers(topics))
        second = int(rng.integers(topics))
        self.passion[main] = law.passion_floor + (1.0 - law.passion_floor) * rng.random() ** 2.5
        self.passion[second] = max(self.passion[second], law.passion_second * rng.random() ** 2)
        self.expertise[self.home] = min(1.0, law.expertise_home + law.expertise_home_span * rng.random())
        head_start = law.expertise_passion * (0.25 + 0.75 * rng.random())
        self.expertise[main] = max(self.expertise[main], head_start)
        self.talent = float(np.exp(law.talent_spread * rng.uniform(-1.0, 1.0)))
        self.ceiling = float(np.clip(law.ceiling + law.ceiling_spread * rng.uniform(-1.0, 1.0), 0.0, 1.0))

    def fact(self, name: str, about: object) -> float:
        """A lasting uniform draw: the same whenever it is asked for."""
        key = (name, about)
        if key not in self.facts:
            self.facts[key] = self.random.random()
        return self.facts[key]

    @property
    def tenure(self) -> int:
        """Weeks since hiring."""
        return self.model.clock - self.hired

    @property
    def weighted_expertise(self) -> float:
        """Expertise weighted by the demand of the unit."""
        return float(self.seat.demand @ self.expertise)

    def fit(self, community: Community) -> float:
        """How well a community's domain matches the person's passion: the mean over it, or its maximum."""
        passion = self.passion[community.topics]
        dilution = self.model.behaviour.joining.breadth_dilutes
        return float(dilution * passion.mean() + (1.0 - dilution) * passion.max())

    def expertise_on(self, community: Community) -> float:
        """Mean expertise over a domain."""
        return float(self.expertise[community.topics].mean())

    def open_problem_in(self, community: Community) -> Problem | None:
        """The oldest open problem on a domain."""
        return next((p for p in self.seat.problems if p.is_open and p.topic in community.topics), None)

    def has_open_problem_on(self, topic: int) -> bool:
        """Whether a problem on the topic is open."""
        return any(p.is_open and p.topic == topic for p in self.seat.problems)

    def begin_week(self) -> None:
        """Owe the assigned work, less what policy releases."""
        released = int(60.0 * self.model.policy.funding.released_hours)
        self.minutes.clear()
        self.minutes["assigned"] = max(0, self.seat.assigned - released)
        self.wanted = 0

    def reprice(self) -> None:
        """Set the price of an hour from what is left of the week, help still to be expected included."""
        given = self.minutes["helping"] + self.minutes["answering"]
        taken = sum(self.minutes.values()) + max(0, int(self.lent) - given)
        free = (self.model.capacity - taken) / 60.0
        self.price = laws.price_of_hour(free, self.model.behaviour.time)

    def cost(self, hours: float) -> float:
        """What giving hours takes from a utility now."""
        return laws.cost_of_hours(hours, self.price, self.model.behaviour.time)

    def gain(self, topic: int, amount: float, teacher: Employee | None = None) -> None:
        """Note expertise gained this week; it counts from next week on."""
        self.gained[topic] += amount
        if teacher is None:
            return
        self.received[topic] += amount
        self.model.totals["flow"] += amount
        if teacher.seat.unit != self.seat.unit:
            self.model.totals["flow_across"] += amount

    def learn_from(self, teacher: Employee, topic: int, hours: float, effort: float, tie: float) -> float:
        """Learn from somebody who knows more; ``effort`` is the teacher's times one's own attention. The gain."""
        gap = float(teacher.expertise[topic] - self.expertise[topic])
        if gap <= 0.0:
            return 0.0
        law = self.model.behaviour.learning
        rate = laws.learning_rate(self.talent, self.tenure, law)
        amount = laws.gain_from_person(rate, hours, effort, gap, tie, law)
        self.gain(topic, amount, teacher)
        return amount

    def meet(self, other: Employee) -> None:
        """A contact, which both sides remember until the end of the week."""
        self.contacts.append(other)
        other.contacts.append(self)

    def take_note(self, other: Employee, topic: int, helped: bool) -> None:
        """Remember until the end of the week whether somebody could do something about one's problem."""
        self.tried.append((other, topic, 1.0 if helped else 0.0))
