"""The employee, tuned: lists of floats instead of small arrays, no calls in inner loops, nothing computed twice."""

from __future__ import annotations

from math import exp
from operator import mul
from typing import TYPE_CHECKING

from benchmarks.yardstick.employee import Employee
from benchmarks.yardstick.places import Problem, Seat

if TYPE_CHECKING:
    from benchmarks.yardstick.community import Community
    from benchmarks.yardstick.tuned_firm import TunedFirm


class TunedTie:
    """A tie with a belief for every topic from the start."""

    __slots__ = ("beliefs", "strength")

    def __init__(self, strength: float, beliefs: list[float]) -> None:
        self.strength = strength
        self.beliefs = beliefs


class TunedEmployee(Employee):
    """An employee who does the same at less cost."""

    def __init__(
        self, model: TunedFirm, seat: Seat, hired: int, match: float | None = None, attachment: float | None = None
    ) -> None:
        super().__init__(model, seat, hired, match, attachment)
        for name in ("expertise", "passion", "unused", "last_use"):
            setattr(self, name, getattr(self, name).tolist())
        self.demand: list[float] = seat.demand.tolist()
        self.gained: dict[int, float] = {}
        self.received: dict[int, float] = {}
        self.fits: dict[Community, float] = {}
        self.draw = model.random.random

    @property
    def weighted_expertise(self) -> float:
        """Expertise weighted by the demand of the unit."""
        return sum(map(mul, self.demand, self.expertise))

    def fit(self, community: Community) -> float:
        """Passion never changes, so neither does the fit."""
        if community not in self.fits:
            passion = [self.passion[topic] for topic in community.topics]
            dilution = self.model.behaviour.joining.breadth_dilutes
            self.fits[community] = dilution * sum(passion) / len(passion) + (1.0 - dilution) * max(passion)
        return self.fits[community]

    def expertise_on(self, community: Community) -> float:
        """Mean expertise over a domain."""
        return sum([self.expertise[topic] for topic in community.topics]) * community.weight

    def open_problem_in(self, community: Community) -> Problem | None:
        """The oldest open problem on a domain."""
        topics = community.topics
        for problem in self.seat.problems:
            if problem.solver is None and problem.topic in topics:
                return problem
        return None

    def has_open_problem_on(self, topic: int) -> bool:
        """Whether a problem on the topic is open."""
        for problem in self.seat.problems:  # noqa: SIM110 (a generator costs more than the loop)
            if problem.topic == topic and problem.solver is None:
                return True
        return False

    def gain(self, topic: int, amount: float, teacher: Employee | None = None) -> None:
        """Note expertise gained this week, by topic."""
        gained = self.gained
        gained[topic] = gained.get(topic, 0.0) + amount
        if teacher is not None:
            self.received[topic] = self.received.get(topic, 0.0) + amount
            totals = self.model.totals
            totals["flow"] += amount
            if teacher.seat.unit != self.seat.unit:
                totals["flow_across"] += amount

    def learn_at_work(self) -> None:
        """Learn from routine and from the problems that were solved this week."""
        law, talent, home = self.model.behaviour.learning, self.talent, self.home
        routine = self.ceiling - self.expertise[home]
        if routine > 0.0:
            self.gained[home] = self.gained.get(home, 0.0) + law.routine * talent * routine
        for problem in self.seat.problems:
            if problem.solver is not None:
                topic = problem.topic
                e = self.expertise[topic]
                off = (problem.difficulty - e) / law.doing_zone
                amount = law.doing * talent * (1.0 - e) * exp(-off * off)
                share = 1.0 if problem.solver is self else law.helped_share
                self.gained[topic] = self.gained.get(topic, 0.0) + share * amount

    def update_expertise(self) -> None:
        """Forget some, then add what the week has taught."""
        model = self.model
        unused, used, since = model.kept_unused, model.kept_used, model.clock - model.behaviour.forgetting.use_weeks
        home, before = self.home, self.expertise
        expertise = [e * used if last > since else e * unused for e, last in zip(before, self.last_use, strict=True)]
        expertise[home] = before[home] * used
        total = 0.0
        for topic, amount in self.gained.items():
            expertise[topic] = min(1.0, expertise[topic] + amount)
            total += amount
        for topic, amount in self.received.items():
            self.unused[topic] += amount
        self.expertise = expertise
        self.growth += model.behaviour.turnover.growth_memory * (total - self.growth)
        self.gained.clear()
        self.received.clear()

    def belief_in(self, other: Employee, tie: TunedTie, topic: int) -> float:
        """Belief that a tie can help on a topic."""
        return tie.beliefs[topic]

    def whom_to_ask(self, topic: int) -> Employee | None:
        """One of the promising ties, with chances that rise steeply with the promise; None if there is none."""
        law = self.model.behaviour.asking
        least, sharpness, total = law.belief_worth_asking, law.choice_sharpness, 0.0
        by_closeness = law.promise_closeness
        without = 1.0 - by_closeness
        candidates, heights = [], []
        for other, tie in self.ties.items():
            promise = tie.beliefs[topic] * (without + by_closeness * tie.strength)
            if promise >= least and promise > 0.0:
                total += promise**sharpness
                candidates.append(other)
                heights.append(total)
        if not candidates:
            return None
        mark, place = self.draw() * total, 0
        while heights[place] < mark:
            place += 1
        return candidates[place]

    def forget(self, other: Employee, topic: int) -> None:
        """Believe again what the job of a tie suggests."""
        del self.recalled[other, topic]
        self.ties[other].beliefs[topic] = self.model.suggested[other.home][topic]

    def update_ties(self) -> None:
        """Ties fade, contacts strengthen or make them; those to people who quit end and leave a push behind."""
        b, ties = self.model.behaviour, self.ties
        kept, least, step, push = 1.0 - b.ties.fade, b.ties.least, b.ties.step, 0.0
        ended = []
        for other, tie in ties.items():
            strength = tie.strength * kept
            if other.quits:
                push += b.turnover.contagion * tie.strength
                ended.append(other)
            elif strength < least:
                ended.append(other)
            else:
                tie.strength = strength
        for other in ended:
            del ties[other]
        fresh = []
        for contacts, start in ((self.introduced, b.awareness.introduction_tie), (self.contacts, b.ties.start)):
            for other in contacts:
                tie = ties.get(other)
                if tie is not None:
                    tie.strength += step * (1.0 - tie.strength)
                elif not other.quits:
                    fresh.append((other, start))
            contacts.clear()
        for other, start in fresh:
            if other not in ties and start > 0.0:
                self.add_tie(other, start)
        self.embeddedness = sum([tie.strength for tie in ties.values()])
        self.contagion = self.contagion * (1.0 - b.turnover.contagion_fade) + push

    def add_tie(self, other: Employee, strength: float) -> None:
        """A new tie; who knows as many people as possible gives up a weaker one for it, or none."""
        ties = self.ties
        if len(ties) >= self.model.organization.max_ties:
            weakest, lowest = other, strength
            for known, tie in ties.items():
                if tie.strength < lowest:
                    weakest, lowest = known, tie.strength
            if weakest is other:
                return
            del ties[weakest]
        ties[other] = TunedTie(strength, self.model.suggested[other.home].copy())

    def survey(self) -> tuple[dict[Community, float], dict[Community, float]]:
        """Strength of ties into each community, and the benefit they report, weighted by strength."""
        bonds = dict.fromkeys(self.model.circle, 0.0)
        reports = bonds.copy()
        for other, tie in self.ties.items():
            if other.memberships:
                strength = tie.strength
                for community, membership in other.memberships.items():
                    bonds[community] += strength
                    reports[community] += strength * membership.benefit
        return bonds, reports

    def reading_of(self, community: Community) -> float:
        """The share of a community's messages that is worth reading now."""
        querying, time = self.model.behaviour.querying, self.model.behaviour.time
        interest = 0.0
        for topic in community.topics:
            passion = self.passion[topic]
            interest += max(passion, querying.job_interest) if topic == self.home else passion
        messages = max(0.2, community.messages)
        cost = time.weight * querying.message_hours * (messages + querying.chatter * community.size) * self.price
        relevant = messages * interest * community.weight
        if querying.reading_value <= 0.0 or relevant <= 0.0:
            return querying.reading_least
        wanted = querying.reading_value / cost - 1.0 / relevant if cost > 0.0 else 1.0
        return min(1.0, max(querying.reading_least, wanted))

    def consider_posting(self, problem: Problem, reserve: float) -> None:
        """Look for a place only if one would post where it is easiest; then everything is as before."""
        law, access = self.model.behaviour.querying, self.model.policy.obstacles.it_access
        easiest = law.post + self.passion[problem.topic] + max(1.0, law.post_first)
        if reserve < access / (1.0 + exp(-easiest)):
            super().consider_posting(problem, reserve)
