"""The query channel: questions posted to communities, and what their owners make of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.yardstick import community_laws, laws
from benchmarks.yardstick.belonging import Belonging
from benchmarks.yardstick.places import Problem

if TYPE_CHECKING:
    from benchmarks.yardstick.community import Community
    from benchmarks.yardstick.questions import Answer


class Posting(Belonging):
    """What employees do with communities between meetings."""

    def read_messages(self) -> None:
        """Read one's share of last weeks' number of messages, from a time of one's own in the week."""
        law = self.model.behaviour.querying
        for community, membership in self.memberships.items():
            membership.looks_in = self.random.random()
            messages = community.messages + law.chatter * community.size
            self.minutes["reading"] += int(60.0 * law.message_hours * messages * membership.reading)

    def post_questions(self) -> None:
        """Post open problems to a community one belongs to, or enters by asking."""
        self.guest = None
        for problem in self.seat.problems:
            rested = self.model.clock - problem.posted >= self.model.behaviour.querying.repost_weeks
            if problem.is_open and rested:
                self.consider_posting(problem, self.random.random())

    def consider_posting(self, problem: Problem, reserve: float) -> None:
        """Find a place for a question and post it, if the chance to do so exceeds one's ``reserve`` of the moment."""
        law, topic = self.model.behaviour.querying, problem.topic
        community = self.place_for(topic, member=True)
        enters = community is None and self.guest is None
        if enters:
            community = self.place_for(topic, member=False)
        if community is None:
            return
        chance = community_laws.chance_to_post(
            identification=0.0 if enters else self.memberships[community].identification,
            passion=self.passion[topic],
            first=law.post_first if enters else 0.0,
            price=self.price,
            access=self.model.policy.obstacles.it_access,
            law=law,
            time=self.model.behaviour.time,
        )
        if reserve >= chance or (enters and not self.dares_to_enter(community)):
            return
        if enters:
            self.guest = community
        problem.posted = self.model.clock
        self.minutes["posting"] += int(60.0 * law.post_hours)
        self.follow_up(problem, community, community.answer(self, problem))

    def place_for(self, topic: int, member: bool) -> Community | None:
        """A community about the topic, of which one is a member or which one may enter; narrow ones are likelier."""
        about = self.model.covering.get(topic, [])
        if member:
            choice = [c for c in about if c in self.memberships]
        else:
            choice = [c for c in about if c in self.known and self.may_enter(c)]
        return self.random.choices(choice, [c.weight for c in choice])[0] if choice else None

    def dares_to_enter(self, community: Community) -> bool:
        """Whether a non-member enters a community with a question in hand."""
        b = self.model.behaviour
        bonds = sum(tie.strength for other, tie in self.ties.items() if community in other.memberships)
        recognition = self.model.policy.rewards.recognition
        pull = community_laws.pull(self.fit(community), 0.0, 0.0, bonds, 0.0, 0.0, recognition, b.joining)
        wish = pull + b.joining.guest - b.joining.entry - self.cost(b.querying.post_hours)
        return self.random.random() < laws.logistic(wish)

    def follow_up(self, problem: Problem, community: Community, answers: list[Answer]) -> None:
        """Take the answers in order: both sides give time, the owner learns, one may solve the problem."""
        b, topic = self.model.behaviour, problem.topic
        for answer in answers:
            helper, membership = answer.helper, community.members[answer.helper]
            effort = laws.effort_of_answer(helper.passion[topic], membership.identification, b.querying)
            share = laws.share_that_solves(effort, b.querying)
            able = laws.chance_helper_solves(helper.expertise[topic], problem.difficulty, share, b.work, b.asking)
            can = problem.solved_by(helper, able, self.random)
            if can and problem.is_open:
                problem.solver = helper
            helper.minutes["answering"] += int(60.0 * b.querying.answer_hours * effort)
            membership.given += 1
            self.meet(helper)
            self.take_note(helper, topic, can)
            self.learn_from(helper, topic, b.querying.answer_hours, effort, 0.0)
        community.note_thread(answers)
        if community in self.memberships:
            own = self.memberships[community]
            own.received += len(answers)
            own.answered += 1 if answers else 0
            own.ignored += 0 if answers else 1
            own.solved_by_answer += 0 if problem.is_open else 1
