"""Asking colleagues: whom, whether they help, what that costs and teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.yardstick import laws
from benchmarks.yardstick.person import Person, Tie
from benchmarks.yardstick.places import Problem

if TYPE_CHECKING:
    from benchmarks.yardstick.employee import Employee


class Asking(Person):
    """What employees do about problems they could not solve alone."""

    def ask_colleagues(self) -> None:
        """Ask one tie about each open problem that is young enough."""
        patience = self.model.behaviour.asking.patience_weeks
        for problem in self.seat.problems:
            if problem.is_open and self.model.clock - problem.arrived < patience:
                other = self.whom_to_ask(problem.topic)
                if other is not None:
                    self.ask(other, problem)

    def belief_in(self, other: Employee, tie: Tie, topic: int) -> float:
        """Belief that a tie can help on a topic: experience if there is any, else what the job suggests."""
        law = self.model.behaviour.asking
        suggested = law.belief_colleague if other.home == topic else law.belief_other
        return tie.beliefs.get(topic, suggested)

    def whom_to_ask(self, topic: int) -> Employee | None:
        """One of the promising ties, with chances that rise steeply with the promise; None if there is none."""
        law = self.model.behaviour.asking
        candidates, weights = [], []
        for other, tie in self.ties.items():
            promise = laws.promise(self.belief_in(other, tie, topic), tie.strength, law)
            if promise > 0.0 and promise >= law.belief_worth_asking:
                candidates.append(other)
                weights.append(promise**law.choice_sharpness)
        return self.random.choices(candidates, weights)[0] if candidates else None

    def ask(self, other: Employee, problem: Problem) -> None:
        """Ask one tie, who may be willing and able to help."""
        work, law = self.model.behaviour.work, self.model.behaviour.asking
        topic, strength = problem.topic, self.ties[other].strength
        self.minutes["search"] += int(60.0 * law.search_hours)
        if not other.agrees_to_help(topic, strength):
            self.take_note(other, topic, False)
            return
        able = laws.chance_helper_solves(other.expertise[topic], problem.difficulty, 1.0, work, law)
        solved = problem.solved_by(other, able, self.random)
        self.take_note(other, topic, solved)
        self.minutes["asking"] += int(60.0 * law.ask_hours)
        other.minutes["helping"] += int(60.0 * law.help_hours)
        self.meet(other)
        self.learn_from(other, topic, law.ask_hours, 1.0, strength)
        if solved:
            problem.solver = other

    def agrees_to_help(self, topic: int, strength: float) -> bool:
        """Whether one helps somebody who asks, given how close they are and what time is worth."""
        b = self.model.behaviour
        chance = laws.chance_to_accept(strength, self.passion[topic], self.price, b.asking, b.time)
        return self.random.random() < chance

    def update_directory(self) -> None:
        """What came of asking ties, and of answers in communities, moves the beliefs about those one knows."""
        self.recalled = {about: tie for about, tie in self.recalled.items() if self.ties.get(about[0]) is tie}
        step = self.model.behaviour.asking.belief_step
        for other, topic, outcome in self.tried:
            tie = self.ties.get(other)
            if tie is not None:
                self.keep_in_mind(other, topic, tie)
                belief = self.belief_in(other, tie, topic)
                tie.beliefs[topic] = belief + step * (outcome - belief)
        self.tried.clear()

    def keep_in_mind(self, other: Employee, topic: int, tie: Tie) -> None:
        """Make room for an experience, if it is a new one, by forgetting the oldest of too many."""
        if (other, topic) not in self.recalled:
            if len(self.recalled) >= self.model.behaviour.asking.experiences:
                self.forget(*next(iter(self.recalled)))
            self.recalled[other, topic] = tie

    def forget(self, other: Employee, topic: int) -> None:
        """Believe again what the job of a tie suggests."""
        del self.recalled[other, topic]
        del self.ties[other].beliefs[topic]
