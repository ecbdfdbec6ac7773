"""The organization as a Mesa model: one step is one week, in the order in which claims on time must be honoured."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

import mesa
import numpy as np
from mesa.agent import AgentSet

from benchmarks.yardstick import community_laws, laws
from benchmarks.yardstick.community import Community
from benchmarks.yardstick.employee import Employee
from benchmarks.yardstick.history import founder, introduce_teams
from benchmarks.yardstick.metrics import METRICS, UNSOLVED_WEEKS, count_money
from benchmarks.yardstick.places import Problem, Seat, draw_seats, nearest_community, share_topics
from copsim.config.policy import Policy
from copsim.config.scenario import Scenario

RULES = ("none", "self_selected", "mandated", "mandated_open")
EXPERT_SHARE = 0.1


class MesaFirm(mesa.Model):
    """The core week of one scenario. Founding and warm-up are done on creation; ``step()`` is one reported week.

    scenario: as copsim.compose makes it. rng: seed. Refused with ValueError: readers, recognised experts, yokes,
    dated changes, rosters and tie lists, which the yardstick leaves out.
    """

    employee_class: type[Employee] = Employee
    community_class: type[Community] = Community

    def __init__(self, scenario: Scenario, rng: int | np.random.Generator | None = None) -> None:
        super().__init__(rng=rng)
        refuse_what_is_left_out(scenario)
        self.weeks, self.wanted_policy = scenario.weeks, scenario.policy
        self.organization, self.behaviour, self.policy = scenario.organization, scenario.behaviour, Policy()
        self.capacity = int(60.0 * self.organization.capacity_hours)
        self.clock = 0  # weeks since the start of the warm-up
        self.expert_mark = float("inf")
        self.communities: AgentSet = AgentSet([], random=self.random)
        self.covering: dict[int, list[Community]] = {}
        self.nearest: list[Community] = []
        self.unanswered, self.unanswered_now = 0.0, 0
        self.match_share, self.introduction_rate, self.managed_share = 0.0, 0.0, 0.0
        self.totals: dict[str, float] = defaultdict(float)
        self.reported: dict[str, float] = defaultdict(float)
        self.found()
        for _ in range(scenario.warmup_weeks):
            self.pass_week()
        self.start_policy()
        reporters = {name: partial(weekly_value, name=name) for name in METRICS}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def step(self) -> None:
        """One reported week."""
        self.pass_week()
        for name, value in self.totals.items():
            self.reported[name] += value
        self.datacollector.collect(self)
        self.running = self.steps < self.weeks

    def summary(self) -> dict[str, float]:
        """Every metric over all reported weeks so far: a ratio of sums, not a mean of weekly ratios."""
        return {name: metric.of(self.reported) for name, metric in METRICS.items()}

    @property
    def employees(self) -> AgentSet:
        """Everybody employed now."""
        return self.agents_by_type[self.employee_class]

    def pass_week(self) -> None:
        """What happens in a week, in order."""
        people, communities = self.employees, self.communities
        self.totals.clear()
        people.do("begin_week")
        self.plan_support()
        communities.do("summon")
        self.bring_problems()
        people.shuffle_do("work_on_problems")
        people.do("reprice")
        people.shuffle_do("ask_colleagues")
        people.do("reprice")
        communities.do("meet")
        people.do("reprice")
        people.do("read_messages")
        people.shuffle_do("post_questions")
        people.do("learn_at_work")
        people.shuffle_do("mix")
        people.shuffle_do("be_introduced")
        people.do("reprice")
        people.do("reconsider")
        people.do("consider_offers")
        self.settle()
        self.clock += 1

    def settle(self) -> None:
        """The week's doings become changes; who belongs and who is employed changes last."""
        people, communities = self.employees, self.communities
        self.close_problems()
        people.do("update_expertise").do("update_load")
        people.do("update_ties").do("update_directory")
        people.do("live_through")
        people.do("enter_communities").do("leave_communities")
        self.change_staff()
        communities.do("sum_up")
        self.unanswered += self.behaviour.facilitation.memory * (self.unanswered_now - self.unanswered)
        self.unanswered_now = 0
        self.count_state()

    # people and work

    def found(self) -> None:
        """Seats, and the founders whom the past has left in them."""
        self.seats = draw_seats(self.organization, self.rng)
        self.teams: dict[int, list[Seat]] = defaultdict(list)
        self.units: dict[int, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            self.teams[seat.team].append(seat)
            self.units[seat.unit].append(seat)
            founder(self, seat)
        introduce_teams(self)

    def employ(self, seat: Seat, hired: int, match: float | None = None, attachment: float | None = None) -> Employee:
        """Somebody takes a seat."""
        seat.holder = self.employee_class(self, seat, hired, match, attachment)
        return seat.holder

    def bell(self) -> float:
        """A draw with mean 0 and SD 1, within 3 SD: the sum of three uniforms."""
        return float(2.0 * (self.rng.random(3).sum() - 1.5))

    def bring_problems(self) -> None:
        """New problems reach seats, also vacant ones: up to two a week, on the job's topic or what the unit faces."""
        law = self.behaviour.work
        for seat in self.seats:
            for _ in range(int((self.rng.random(2) < 0.5 * law.problems_per_week).sum())):
                topic = seat.home
                if self.rng.random() >= law.home_share:
                    topic = int(self.rng.choice(len(seat.demand), p=seat.demand))
                difficulty = self.rng.uniform(law.easiest, law.hardest)
                weeks = int(self.rng.integers(law.deadline_first, law.deadline_last + 1))
                seat.problems.append(Problem(topic, difficulty, self.clock, self.clock + weeks))

    def close_problems(self) -> None:
        """Problems that were solved or have reached their deadline go; whoever solved one has used what they know."""
        totals, law = self.totals, self.behaviour.work
        for seat in self.seats:
            for problem in seat.problems:
                weeks = self.clock - problem.arrived
                if problem.solver is not None:
                    problem.solver.use_knowledge(problem.topic)
                    totals["solved"] += 1
                    totals["weeks_solved"] += weeks
                    totals["weeks_open"] += weeks
                    totals["problem_money"] += laws.worth_of_solution(problem.difficulty, weeks, law)
                    totals["closed"] += 1
                elif self.clock >= problem.deadline:
                    totals["weeks_open"] += UNSOLVED_WEEKS
                    totals["closed"] += 1
            seat.problems = [p for p in seat.problems if p.is_open and self.clock < p.deadline]

    def change_staff(self) -> None:
        """Vacant seats may find somebody; those who quit leave theirs."""
        vacant = [seat for seat in self.seats if seat.holder is None]
        for employee in self.employees.select(lambda employee: employee.quits):
            self.totals["quits"] += 1
            self.totals["expert_quits"] += employee.is_expert
            employee.quit()
        law = self.behaviour.turnover
        for seat in vacant:
            if self.random.random() < self.organization.applicants:
                newcomer = self.employ(seat, self.clock)
                newcomer.growth, newcomer.overload = law.growth_reference, law.overload_reference
                newcomer.is_expert = newcomer.weighted_expertise >= self.expert_mark

    # policy

    def start_policy(self) -> None:
        """Mark the experts; the policy starts, and its communities with it."""
        self.expert_mark = float(np.quantile(self.employees.get("weighted_expertise"), 1.0 - EXPERT_SHARE))
        for employee in self.employees:
            employee.is_expert = employee.weighted_expertise >= self.expert_mark
        self.policy = self.wanted_policy
        if self.policy.membership.rule == "none":
            return
        o = self.organization
        domains = share_topics(o.topics, o.communities, self.policy.domain.breadth)
        made = [self.community_class(self, number, topics) for number, topics in enumerate(domains)]
        self.communities = AgentSet(made, random=self.random)
        self.covering = {k: [c for c in made if k in c.topics] for k in range(o.topics)}
        self.nearest = [made[nearest_community(k, domains, o.topics)] for k in range(o.topics)]
        for employee in self.employees:
            launch = self.behaviour.awareness.launch
            employee.known.update(c for c in made if self.random.random() < launch)

    def plan_support(self) -> None:
        """Facilitators' hours go to agendas, then to questions nobody answers, then to introductions."""
        policy, law = self.policy, self.behaviour.facilitation
        left = policy.support.facilitator_hours
        for community in self.communities:
            community.agenda_helped = policy.events.agenda and community.meets and left >= law.agenda_hours
            left -= law.agenda_hours if community.agenda_helped else 0.0
        expected = float(int(self.unanswered + 1.0))
        self.match_share = community_laws.share_served(left, law.match_hours, expected)
        left = max(0.0, left - self.match_share * expected * law.match_hours)
        own = community_laws.share_served(left, self.behaviour.awareness.introduction_hours, len(self.seats))
        self.introduction_rate = min(1.0, policy.support.introductions + own)
        rate = self.introduction_rate
        self.managed_share = policy.support.introductions / rate if rate > 0.0 else 0.0

    def count_state(self) -> None:
        """Add people, hours and money at the end of the week to its totals."""
        totals, people = self.totals, self.employees
        totals["weeks"] = 1
        totals["people"] = len(people)
        totals["experts"] = people.agg("is_expert", sum)
        totals["stock"] = people.agg("weighted_expertise", sum)
        totals["ties"] = people.agg("embeddedness", sum)
        totals["overload"] = people.agg("overload", sum)
        belonging = people.map(lambda employee: len(employee.memberships))
        totals["memberships"] = sum(belonging)
        totals["members"] = sum(count > 0 for count in belonging)
        totals["muted"] = sum(m.reading <= 0.0 for community in self.communities for m in community.members.values())
        count_money(totals, self.organization, self.policy)


def weekly_value(model: MesaFirm, name: str) -> float:
    """A metric of the week just passed."""
    return METRICS[name].of(model.totals)


def refuse_what_is_left_out(scenario: Scenario) -> None:
    """Refuse, with ValueError, what the yardstick has no law for."""
    rule, o = scenario.policy.membership.rule, scenario.organization
    if rule not in RULES:
        raise ValueError(f"the yardstick knows the rules {', '.join(RULES)}, got membership.rule={rule}")
    left_out = {
        "policy.leadership.chosen_by": rule != "none" and scenario.policy.leadership.chosen_by != "nobody",
        "behaviour.ideas.per_unit": scenario.behaviour.ideas.per_unit > 0,
        "behaviour.practice.step": scenario.behaviour.practice.step > 0,
        "behaviour.recruiting.referral": rule != "none" and scenario.behaviour.recruiting.referral > 0,
        "behaviour.lifecycle.dissolve_below": rule != "none" and scenario.behaviour.lifecycle.dissolve_below > 0,
    }
    asked = [path for path, wanted in left_out.items() if wanted]
    if asked:
        raise ValueError(
            f"the yardstick has no law for {asked[0]} as it is set; use behaviour=core_week and "
            "policy.leadership.chosen_by=nobody"
        )
    if scenario.timeline or o.roster or o.tie_list:
        raise ValueError("the yardstick has no timeline, roster or tie list; leave them out of the scenario")
