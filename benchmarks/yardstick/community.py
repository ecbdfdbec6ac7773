"""Communities of practice: domain, members, meetings to call and questions to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa

from benchmarks.yardstick import community_laws
from benchmarks.yardstick.meeting import Meeting
from benchmarks.yardstick.places import Problem
from benchmarks.yardstick.questions import Answer, collect_answers, matched_answer
from copsim.config.behaviours import Behaviour

if TYPE_CHECKING:
    from benchmarks.yardstick.employee import Employee
    from benchmarks.yardstick.firm import MesaFirm

MONTH = 4  # weeks


@dataclass
class Membership:
    """What one member has with one community; the last entries are of this week."""

    obliged: bool
    since: int
    benefit: float = 0.0
    identification: float = 0.0
    habit: float = 0.0
    owed: float = 0.0  # answers received over those given
    reading: float = 0.0
    looks_in: float = 0.0  # share of the week that has passed when the member begins to read
    duty: bool = False
    attended: bool | None = None  # None: there was no meeting
    learned: float = 0.0
    interest: float = 0.0
    helped: int = 0
    solved: int = 0
    given: int = 0
    received: int = 0
    answered: int = 0
    ignored: int = 0
    solved_by_answer: int = 0

    def reads(self, posted: float) -> bool:
        """Whether the member reads what is posted after a share of the week: a part of the week is read, at one go."""
        return (posted - self.looks_in) % 1.0 < self.reading

    def live_through(self, b: Behaviour) -> None:
        """Let the week change benefit, habit, debt and identification."""
        law = b.benefit
        if self.attended:
            worth = community_laws.worth_of_meeting(self.learned, self.helped, self.solved, self.interest, law)
            self.benefit += law.meeting_memory * (worth - self.benefit)
        if self.attended is not None:
            self.habit += b.meeting.habit_memory * ((1.0 if self.attended else 0.0) - self.habit)
        if self.answered + self.ignored > 0:
            worth = community_laws.worth_of_questions(self.answered, self.ignored, self.solved_by_answer, law)
            self.benefit += law.query_memory * (worth - self.benefit)
        given, received = self.given + self.helped, self.received
        self.owed = community_laws.owed_after(self.owed, received - given, b.querying.debt_fade)
        self.identification *= 1.0 - law.identification_fade
        for _ in range(min(20, given + received)):
            self.identification += law.identification_step * (1.0 - self.identification)
        self.open_week()

    def open_week(self) -> None:
        """Nothing has happened yet."""
        self.duty, self.attended, self.learned, self.interest = False, None, 0.0, 0.0
        self.helped = self.solved = self.given = self.received = 0
        self.answered = self.ignored = self.solved_by_answer = 0


class Community(mesa.Agent):
    """A community of practice."""

    meeting_class: type[Meeting] = Meeting

    def __init__(self, model: MesaFirm, number: int, topics: list[int]) -> None:
        super().__init__(model)
        self.number, self.topics = number, topics
        self.weight = 1.0 / len(topics)
        self.members: dict[Employee, Membership] = {}
        self.size = 0  # members at the start of the week
        self.messages, self.messages_now, self.reputation = 0.0, 0, 0.0
        self.agenda: list[int] = []
        self.agenda_helped = False

    @property
    def meets(self) -> bool:
        """Whether a meeting falls in this week; communities are spread over the rhythm."""
        return (self.model.clock + self.number) % self.model.policy.events.meeting_weeks == 0

    def summon(self) -> None:
        """Oblige some or all of those who are members by mandate to attend this week's meeting."""
        if not self.meets:
            return
        policy = self.model.policy
        for employee, membership in self.members.items():
            if membership.obliged and self.random.random() < policy.membership.required_attendance:
                membership.duty = True
                employee.minutes["duty"] += int(60.0 * policy.events.meeting_hours)

    def meet(self) -> None:
        """Hold the meeting of this week, if there is one."""
        if not self.meets:
            return
        self.set_agenda()
        attendees = [employee for employee in self.members if self.attends(employee)]
        self.meeting_class(self, attendees).hold()

    def set_agenda(self) -> None:
        """Draw topics by how many problems of members are known to those who set the agenda."""
        law = self.model.behaviour.meeting
        heard = law.heard_facilitated if self.agenda_helped else law.heard
        self.agenda = []
        left = dict.fromkeys(self.topics, 0.1)
        for employee in self.members:
            for problem in employee.seat.problems:
                if problem.is_open and problem.topic in left and problem.known_in(self, heard, self.random):
                    left[problem.topic] += 1.0
        wanted = law.agenda_topics if self.model.policy.events.agenda else 0
        for _ in range(min(wanted, len(left))):
            topic = self.random.choices(list(left), list(left.values()))[0]
            self.agenda.append(topic)
            del left[topic]

    def attends(self, employee: Employee) -> bool:
        """Whether a member comes, by duty or by wish."""
        membership, hours = self.members[employee], self.model.policy.events.meeting_hours
        problem = employee.open_problem_in(self)
        chance = community_laws.chance_to_attend(
            fit=employee.fit(self),
            benefit=membership.benefit,
            on_agenda=1.0 if problem is not None and problem.topic in self.agenda else 0.0,
            habit=membership.habit,
            identification=membership.identification,
            cost=employee.cost(hours),
            law=self.model.behaviour.meeting,
        )
        membership.attended = membership.duty or self.random.random() < chance
        if membership.attended and not membership.duty:
            employee.minutes["meeting"] += int(60.0 * hours)
        return membership.attended

    def answer(self, asker: Employee, problem: Problem) -> list[Answer]:
        """The first answers to a question by the clock; if there is none, a facilitator may find somebody."""
        posted = self.random.random()
        answers = collect_answers(self, asker, problem, posted)
        if not answers and self.random.random() < self.model.match_share:
            answers = matched_answer(self, asker, problem, posted)
        return answers

    def note_thread(self, answers: list[Answer]) -> None:
        """A question and its answers enter the running numbers."""
        totals = self.model.totals
        self.messages_now += 1 + len(answers)
        self.model.unanswered_now += 0 if answers else 1
        totals["posts"] += 1
        totals["contributions"] += len(answers)
        if answers:
            totals["answered"] += 1
            totals["answered_in_a_day"] += 1 if answers[0].hour <= 24.0 else 0
            totals["first_answer_hours"] += answers[0].hour

    def sum_up(self) -> None:
        """Running number of messages, and once a month the members' standing."""
        memory = self.model.behaviour.facilitation.memory
        self.messages += memory * (self.messages_now - self.messages)
        self.messages_now = 0
        self.size = len(self.members)
        if (self.model.clock + self.number) % MONTH == 0:
            standing = [employee.expertise_on(self) for employee in self.members]
            self.reputation = sum(standing) / len(standing) if standing else 0.0
