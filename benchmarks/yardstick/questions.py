"""Answers to a question posted in a community: who reads it, who is willing, and how long that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.yardstick import community_laws, laws

if TYPE_CHECKING:
    from benchmarks.yardstick.community import Community
    from benchmarks.yardstick.employee import Employee
    from benchmarks.yardstick.places import Problem

WORKING_WEEK = 40.0  # hours
THREAD_LIFE = 40.0  # working hours after which nobody answers any more


class Answer(NamedTuple):
    """Who answers, and how many hours on the clock after the question."""

    helper: Employee
    hour: float


def collect_answers(community: Community, asker: Employee, problem: Problem, posted: float) -> list[Answer]:
    """The first few answers, in the order of the clock, to a question posted after a share of the week."""
    model, random = community.model, community.random
    b, recognition, topic = model.behaviour, model.policy.rewards.recognition, problem.topic
    answers = []
    for reader, membership in community.members.items():
        if reader is asker or not membership.reads(posted):
            continue
        wish = laws.wish_to_answer(
            b.querying.answer,
            reader.passion[topic],
            reader.expertise[topic],
            membership.identification,
            membership.owed,
            recognition,
            b.querying,
        )
        willing = laws.logistic(wish - reader.cost(b.querying.answer_hours))
        if random.random() >= willing:
            continue
        delay = community_laws.delay_of_answer(random.random(), willing, b.querying)
        if delay < THREAD_LIFE:
            hour = community_laws.clock_hours(WORKING_WEEK * posted, delay, hours_between(asker, reader))
            answers.append(Answer(reader, hour))
    answers.sort(key=lambda answer: answer.hour)
    return answers[: b.querying.answers_read]


def matched_answer(community: Community, asker: Employee, problem: Problem, posted: float) -> list[Answer]:
    """The answer of the member whom a facilitator takes for the ablest, who may be willing to give one."""
    model, topic = community.model, problem.topic
    noise = model.behaviour.awareness.fit_noise

    def ability(member: Employee) -> float:
        return member.expertise[topic] + noise * (2.0 * member.fact("expertise as seen", topic) - 1.0)

    others = [member for member in community.members if member is not asker]
    if not others:
        return []
    helper = max(others, key=ability)
    if not helper.agrees_to_help(topic, 0.0):
        return []
    delay = community_laws.delay_of_answer(community.random.random(), 1.0, model.behaviour.querying)
    hour = community_laws.clock_hours(WORKING_WEEK * posted, delay, hours_between(asker, helper))
    return [Answer(helper, hour)]


def hours_between(asker: Employee, helper: Employee) -> float:
    """How much later the helper's day begins, from -12 to 12 hours."""
    apart = asker.model.organization.site_hours_apart * (helper.seat.site - asker.seat.site)
    return (apart + 12.0) % 24.0 - 12.0
