"""One meeting: a handful of exchanges in which some speak, the ablest willing answer, and all listen as they care."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from benchmarks.yardstick import community_laws, laws

if TYPE_CHECKING:
    from benchmarks.yardstick.community import Community
    from benchmarks.yardstick.employee import Employee
    from benchmarks.yardstick.places import Problem


class Meeting:
    """A meeting of a community with those who came."""

    def __init__(self, community: Community, attendees: list[Employee]) -> None:
        self.community, self.attendees, self.model = community, attendees, community.model
        law = self.model.behaviour.meeting
        self.slot_hours = self.model.policy.events.meeting_hours / law.slots if law.slots > 0 else 0.0
        self.exchanges, self.listeners, self.heed = 0, 0, 0.0

    def hold(self) -> None:
        """Let those who want the floor speak in turn, as long as slots last; then people talk."""
        for speaker in self.speakers()[: self.model.behaviour.meeting.slots]:
            problem = speaker.open_problem_in(self.community)
            if problem is None:
                self.tell(speaker)
            else:
                self.question(speaker, problem)
        self.small_talk()
        totals = self.model.totals
        totals["exchanges"] += self.exchanges
        totals["listeners"] += self.listeners
        totals["heed"] += self.heed
        totals["slots"] += self.model.behaviour.meeting.slots if self.exchanges > 0 else 0

    def speakers(self) -> list[Employee]:
        """Those who want the floor, in the order in which they get it: the keener the sooner."""
        waiting: list[tuple[float, int]] = []
        for place, employee in enumerate(self.attendees):
            problem = employee.open_problem_in(self.community)
            topic = self.story_topic(employee) if problem is None else problem.topic
            wish = community_laws.wish_to_speak(
                passion=employee.passion[topic],
                need=0.0 if problem is None else 1.0,
                on_agenda=1.0 if topic in self.community.agenda else 0.0,
                identification=self.community.members[employee].identification,
                law=self.model.behaviour.meeting,
            )
            if problem is None:  # a story counts as a contribution
                card = self.model.policy.rewards.recognition
                wish += self.model.behaviour.querying.answer_recognition * card
            if self.model.random.random() < laws.logistic(wish):
                waiting.append((self.model.random.expovariate(math.exp(wish)), place))
        return [self.attendees[place] for _, place in sorted(waiting)]

    def story_topic(self, employee: Employee) -> int:
        """The topic of the domain on which somebody has most to tell."""
        return max(self.community.topics, key=lambda topic: employee.passion[topic] * employee.expertise[topic])

    def tell(self, speaker: Employee) -> None:
        """A story, with the effort that the teller's motives supply."""
        topic = self.story_topic(speaker)
        self.model.totals["contributions"] += 1
        self.listen(speaker, None, topic, self.effort(speaker, topic))

    def question(self, asker: Employee, problem: Problem) -> None:
        """A question, answered by the ablest who volunteers; without one the slot passes."""
        helper = self.ablest_volunteer(asker, problem.topic)
        if helper is None:
            return
        b, members, topic = self.model.behaviour, self.community.members, problem.topic
        effort = self.effort(helper, topic)
        share = laws.share_that_solves(effort, b.querying)
        able = laws.chance_helper_solves(helper.expertise[topic], problem.difficulty, share, b.work, b.asking)
        solved = problem.solved_by(helper, able, self.model.random)
        self.model.totals["contributions"] += 1
        asker.meet(helper)
        asker.take_note(helper, topic, solved)
        members[helper].helped += 1
        members[asker].received += 1
        self.listen(helper, asker, topic, effort)
        if solved:
            problem.solver = helper
            members[asker].solved += 1

    def effort(self, speaker: Employee, topic: int) -> float:
        """The effort somebody makes in answering or telling."""
        identification = self.community.members[speaker].identification
        return laws.effort_of_answer(speaker.passion[topic], identification, self.model.behaviour.querying)

    def ablest_volunteer(self, asker: Employee, topic: int) -> Employee | None:
        """The most expert of those who volunteer an answer."""
        b, recognition = self.model.behaviour, self.model.policy.rewards.recognition
        volunteers = []
        for employee in self.attendees:
            if employee is asker:
                continue
            membership = self.community.members[employee]
            wish = laws.wish_to_answer(
                b.meeting.volunteer,
                employee.passion[topic],
                employee.expertise[topic],
                membership.identification,
                membership.owed,
                recognition,
                b.querying,
            )
            if self.model.random.random() < laws.logistic(wish):
                volunteers.append(employee)
        return max(volunteers, key=lambda employee: employee.expertise[topic], default=None)

    def listen(self, teacher: Employee, asker: Employee | None, topic: int, effort: float) -> None:
        """Everybody present learns as far as they care and can follow."""
        law, boredom = self.model.behaviour.meeting, self.model.behaviour.benefit.boredom
        self.exchanges += 1
        for employee in self.attendees:
            if employee is teacher:
                continue
            in_need = employee.has_open_problem_on(topic)
            heed = 1.0 if employee is asker else community_laws.attention(employee.passion[topic], in_need, law)
            self.listeners += 1
            self.heed += heed
            tie = teacher.ties.get(employee)
            strength = 0.0 if tie is None else tie.strength
            membership = self.community.members[employee]
            membership.interest += heed - boredom
            membership.learned += employee.learn_from(teacher, topic, self.slot_hours, effort * heed, strength)

    def small_talk(self) -> None:
        """Around the exchanges some get to know their neighbour in a random circle."""
        circle = list(self.attendees)
        self.model.random.shuffle(circle)
        for place, employee in enumerate(circle):
            if len(circle) > 1 and self.model.random.random() < self.model.behaviour.ties.small_talk:
                employee.meet(circle[(place + 1) % len(circle)])
