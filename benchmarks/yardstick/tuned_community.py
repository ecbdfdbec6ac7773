"""Communities and their meetings, tuned: laws written out in the loops over members and listeners."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from benchmarks.yardstick import community_laws
from benchmarks.yardstick.community import Community
from benchmarks.yardstick.meeting import Meeting
from benchmarks.yardstick.places import Problem
from benchmarks.yardstick.questions import THREAD_LIFE, WORKING_WEEK, Answer, hours_between, matched_answer

if TYPE_CHECKING:
    from benchmarks.yardstick.employee import Employee


class TunedMeeting(Meeting):
    """A meeting that costs less."""

    def __init__(self, community: Community, attendees: list[Employee]) -> None:
        super().__init__(community, attendees)
        members = community.members
        self.present = [(employee, members[employee]) for employee in attendees]

    def ablest_volunteer(self, asker: Employee, topic: int) -> Employee | None:
        """The most expert of those who volunteer an answer."""
        b, draw = self.model.behaviour, self.model.random.random
        by_passion, by_expertise = b.querying.answer_passion, b.querying.answer_expertise
        by_identification, by_debt = b.querying.answer_identification, b.querying.answer_reciprocity
        start = b.meeting.volunteer + b.querying.answer_recognition * self.model.policy.rewards.recognition
        start -= by_expertise * b.querying.able_from
        helper, most = None, -1.0
        for employee, membership in self.present:
            e = employee.expertise[topic]
            if e <= most or employee is asker:
                continue
            wish = start + by_passion * employee.passion[topic] + by_expertise * e
            owed = membership.owed
            wish += by_identification * membership.identification + by_debt * owed / (1.0 + owed)
            if draw() * (1.0 + exp(-wish)) < 1.0:
                helper, most = employee, e
        return helper

    def listen(self, teacher: Employee, asker: Employee | None, topic: int, effort: float) -> None:
        """Everybody present learns as far as they care and can follow."""
        law, boredom, hours = self.model.behaviour.meeting, self.model.behaviour.benefit.boredom, self.slot_hours
        listening, need, known = law.listening, law.need_attention, teacher.expertise[topic]
        ties, heard = teacher.ties, 0.0
        for employee, membership in self.present:
            if employee is teacher:
                continue
            if employee is asker:
                heed = 1.0
            else:
                interest = employee.passion[topic]
                if interest < need and employee.seat.problems and employee.has_open_problem_on(topic):
                    interest = need
                heed = listening + (1.0 - listening) * interest
            heard += heed
            membership.interest += heed - boredom
            if known > employee.expertise[topic]:
                tie = ties.get(employee)
                strength = 0.0 if tie is None else tie.strength
                membership.learned += employee.learn_from(teacher, topic, hours, effort * heed, strength)
        self.exchanges += 1
        self.listeners += len(self.present) - 1
        self.heed += heard


class TunedCommunity(Community):
    """A community that costs less."""

    meeting_class = TunedMeeting

    def collect_answers(self, asker: Employee, problem: Problem, posted: float) -> list[Answer]:
        """The first few answers, in the order of the clock, to a question posted after a share of the week."""
        model, draw, topic = self.model, self.random.random, problem.topic
        law, time = model.behaviour.querying, model.behaviour.time
        start = law.answer + law.answer_recognition * model.policy.rewards.recognition
        start -= law.answer_expertise * law.able_from
        each = time.weight * law.answer_hours
        answers = []
        for reader, membership in self.members.items():
            if (posted - membership.looks_in) % 1.0 >= membership.reading or reader is asker:
                continue
            wish = start + law.answer_passion * reader.passion[topic] + law.answer_expertise * reader.expertise[topic]
            owed = membership.owed
            wish += law.answer_identification * membership.identification + law.answer_reciprocity * owed / (1.0 + owed)
            willing = 1.0 / (1.0 + exp(each * reader.price - wish))
            if draw() >= willing:
                continue
            delay = -8.0 * log(draw() + 1e-300) / (law.checks_per_day * max(1e-6, willing))
            if delay < THREAD_LIFE:
                hour = community_laws.clock_hours(WORKING_WEEK * posted, delay, hours_between(asker, reader))
                answers.append(Answer(reader, hour))
        answers.sort(key=lambda answer: answer.hour)
        return answers[: law.answers_read]

    def answer(self, asker: Employee, problem: Problem) -> list[Answer]:
        """The first answers to a question by the clock; if there is none, a facilitator may find somebody."""
        posted = self.random.random()
        answers = self.collect_answers(asker, problem, posted)
        if not answers and self.random.random() < self.model.match_share:
            answers = matched_answer(self, asker, problem, posted)
        return answers
