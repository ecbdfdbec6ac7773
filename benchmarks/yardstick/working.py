"""Work: problems solved alone, what work teaches, what disuse takes, and the offers of other employers."""

from __future__ import annotations

import numpy as np

from benchmarks.yardstick import laws
from benchmarks.yardstick.person import Person
from benchmarks.yardstick.places import Problem


class Working(Person):
    """What employees do at their desks."""

    def work_on_problems(self) -> None:
        """Try each new problem once, and the old ones as far as usual claims on time leave room for them."""
        law, capacity = self.model.behaviour.work, self.model.capacity
        new = [p for p in self.seat.problems if p.arrived == self.model.clock]
        old = [p for p in self.seat.problems if p.arrived < self.model.clock]
        self.minutes["attempt"] = int(60.0 * law.attempt_hours) * len(new)
        self.wanted = int(60.0 * law.stuck_hours) * min(len(old), law.stuck_at_once)
        available = capacity - self.minutes["assigned"] - self.minutes["attempt"]
        available -= int(self.overload * capacity + self.lent)
        self.minutes["stuck"] = min(self.wanted, max(0, available))
        effort = laws.effort_left(self.wanted, available)
        for problem in new:
            chance = laws.chance_to_solve(self.expertise[problem.topic], problem.difficulty, law)
            self.try_alone(problem, chance)
        for problem in old:
            chance = laws.chance_to_get_there(self.expertise[problem.topic], problem.difficulty, effort, law)
            self.try_alone(problem, chance)

    def try_alone(self, problem: Problem, chance: float) -> None:
        """Solve a problem with some chance."""
        if self.random.random() < chance:
            problem.solver = self

    def learn_at_work(self) -> None:
        """Learn from routine and from the problems that were solved this week."""
        law = self.model.behaviour.learning
        home = self.home
        self.gain(home, laws.gain_from_routine(self.talent, self.expertise[home], self.ceiling, law))
        for problem in self.seat.problems:
            if problem.is_open:
                continue
            share = 1.0 if problem.solver is self else law.helped_share
            e = self.expertise[problem.topic]
            self.gain(problem.topic, share * laws.gain_from_doing(self.talent, e, problem.difficulty, law))

    def use_knowledge(self, topic: int) -> None:
        """Having solved a problem, one has used what one knows of its topic."""
        weeks = self.model.clock - int(self.last_use[topic])
        self.model.totals["useful"] += laws.used_within_a_year(float(self.unused[topic]), weeks)
        self.unused[topic] = 0.0
        self.last_use[topic] = self.model.clock

    def update_expertise(self) -> None:
        """Forget some, then add what the week has taught."""
        b = self.model.behaviour
        used = self.model.clock - self.last_use < b.forgetting.use_weeks
        used[self.home] = True
        self.expertise = np.minimum(1.0, self.expertise * laws.share_kept(used, b.forgetting) + self.gained)
        self.unused += self.received
        self.growth += b.turnover.growth_memory * (float(self.gained.sum()) - self.growth)
        self.gained[:] = 0.0
        self.received[:] = 0.0

    def update_load(self) -> None:
        """Running means of hours given to others and of hours beyond capacity; the week's hours are counted."""
        memory, capacity = self.model.behaviour.turnover.overload_memory, self.model.capacity
        beyond = max(0, sum(self.minutes.values()) - capacity)
        given = self.minutes["helping"] + self.minutes["answering"]
        self.lent += memory * (given - self.lent)
        self.overload += memory * (beyond / capacity - self.overload)
        totals = self.model.totals
        totals["displaced"] += beyond
        totals["wanted"] += self.wanted
        for use, minutes in self.minutes.items():
            totals[use] += minutes

    def consider_offers(self) -> None:
        """An outside offer may come."""
        if self.random.random() < self.model.behaviour.turnover.offers:
            self.weigh_offer()

    def weigh_offer(self) -> None:
        """Take an offer or leave it."""
        law = self.model.behaviour.turnover
        risk = laws.hazard(
            ties=self.embeddedness,
            overload=self.overload,
            contagion=self.contagion,
            growth=self.growth,
            passion=float(self.passion[self.home]),
            match=self.match,
            attachment=self.attachment,
            tenure_weeks=self.tenure,
            law=law,
        )
        self.quits = self.random.random() < risk / law.offers
