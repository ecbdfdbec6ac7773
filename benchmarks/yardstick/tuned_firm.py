"""The organization, tuned: plain loops over lists instead of agent sets, and calls only where there is something to do.

The same laws in the same order as :class:`benchmarks.yardstick.firm.MesaFirm`; within a week the order of people does
not matter, so nobody is shuffled.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from math import exp

from benchmarks.yardstick import laws
from benchmarks.yardstick.firm import MesaFirm
from benchmarks.yardstick.metrics import count_money
from benchmarks.yardstick.places import Problem, Seat
from benchmarks.yardstick.tuned_community import TunedCommunity
from benchmarks.yardstick.tuned_employee import TunedEmployee


class TunedFirm(MesaFirm):
    """The core week at less cost; everything else as in :class:`MesaFirm`."""

    employee_class = TunedEmployee
    community_class = TunedCommunity

    def found(self) -> None:
        """Compute once what never changes, then found the firm."""
        b, topics = self.behaviour, self.organization.topics
        self.kept_used, self.kept_unused = (laws.share_kept(used, b.forgetting) for used in (1.0, 0.0))
        self.suggested = [[b.asking.belief_other] * topics for _ in range(topics)]
        for topic in range(topics):
            self.suggested[topic][topic] = b.asking.belief_colleague
        self.circle: list[TunedCommunity] = []
        super().found()
        self.mixture = {seat.unit: list(accumulate(seat.demand)) for seat in self.seats}

    def start_policy(self) -> None:
        """Keep a list of communities besides the agent set."""
        super().start_policy()
        self.circle = list(self.communities)

    def pass_week(self) -> None:
        """What happens in a week, in order."""
        self.totals.clear()
        self.staff: list[TunedEmployee] = [seat.holder for seat in self.seats if seat.holder is not None]
        for employee in self.staff:
            employee.begin_week()
        self.plan_support()
        for community in self.circle:
            community.summon()
        self.bring_problems()
        busy = [employee for employee in self.staff if employee.seat.problems]
        for employee in busy:
            employee.work_on_problems()
        self.reprice()
        for employee in busy:
            employee.ask_colleagues()
        if self.circle:
            self.reprice()
            for community in self.circle:
                community.meet()
            self.reprice()
            for employee in self.staff:
                if employee.memberships:
                    employee.read_messages()
                employee.guest = None
            for employee in busy:
                if employee.known:
                    employee.post_questions()
        self.live_on()
        self.settle()
        self.clock += 1

    def live_on(self) -> None:
        """The rest of the week: learning at work, contacts, introductions, memberships and offers."""
        draw, offers = self.random.random, self.behaviour.turnover.offers
        for employee in self.staff:
            employee.learn_at_work()
            employee.mix()
        if self.introduction_rate > 0.0:
            for employee in self.staff:
                if draw() < self.introduction_rate:
                    employee.meet_a_community()
        if self.circle:
            self.reprice()
            for employee in self.staff:
                employee.reconsider()
        for employee in self.staff:
            if draw() < offers:
                employee.weigh_offer()

    def reprice(self) -> None:
        """Set everybody's price of an hour from what is left of the week."""
        law, capacity = self.behaviour.time, self.capacity
        rate, cap = 1.0 / (60.0 * law.scale_hours), law.cap
        for employee in self.staff:
            minutes = employee.minutes
            taken = sum(minutes.values())
            expected = int(employee.lent)
            if expected:
                expected -= minutes["helping"] + minutes["answering"]
                if expected > 0:
                    taken += expected
            price = exp(min(laws.FAR, (taken - capacity) * rate))
            employee.price = price if price < cap else cap

    def bring_problems(self) -> None:
        """New problems reach seats, also vacant ones: up to two a week, on the job's topic or what the unit faces."""
        law, draw = self.behaviour.work, self.random.random
        rate = 0.5 * law.problems_per_week
        for seat in self.seats:
            if draw() < rate:
                self.bring(seat)
            if draw() < rate:
                self.bring(seat)

    def bring(self, seat: Seat) -> None:
        """One problem reaches a seat."""
        law, draw = self.behaviour.work, self.random.random
        topic = seat.home
        if draw() >= law.home_share:
            topic = min(len(seat.demand) - 1, bisect(self.mixture[seat.unit], draw()))
        difficulty = law.easiest + (law.hardest - law.easiest) * draw()
        weeks = law.deadline_first + int(draw() * (law.deadline_last - law.deadline_first + 1))
        seat.problems.append(Problem(topic, difficulty, self.clock, self.clock + weeks))

    def settle(self) -> None:
        """The week's doings become changes; who belongs and who is employed changes last."""
        self.close_problems()
        for employee in self.staff:
            employee.update_expertise()
            employee.update_load()
            employee.update_ties()
            if employee.tried:
                employee.update_directory()
        if self.circle:
            for employee in self.staff:
                if employee.memberships:
                    employee.live_through()
            for employee in self.staff:
                if employee.joining:
                    employee.enter_communities()
            for employee in self.staff:
                if employee.leaving:
                    employee.leave_communities()
        self.change_staff()
        for community in self.circle:
            community.sum_up()
        self.unanswered += self.behaviour.facilitation.memory * (self.unanswered_now - self.unanswered)
        self.unanswered_now = 0
        self.count_state()

    def count_state(self) -> None:
        """Add people, hours and money at the end of the week to its totals, in one loop."""
        people = experts = members = memberships = muted = 0
        stock = ties = overload = 0.0
        for seat in self.seats:
            employee = seat.holder
            if employee is None:
                continue
            people += 1
            experts += employee.is_expert
            stock += employee.weighted_expertise
            ties += employee.embeddedness
            overload += employee.overload
            memberships += len(employee.memberships)
            members += 1 if employee.memberships else 0
            for membership in employee.memberships.values():
                muted += membership.reading <= 0.0
        totals = self.totals
        totals["weeks"], totals["people"], totals["experts"] = 1, people, experts
        totals["stock"], totals["ties"], totals["overload"] = stock, ties, overload
        totals["members"], totals["memberships"], totals["muted"] = members, memberships, muted
        count_money(totals, self.organization, self.policy)
