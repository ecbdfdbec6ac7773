"""At the null of a parameter its link is gone: meetings, and questions and answers between them."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from copsim.config.levers.design import Domain
from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.kernel import logistic
from copsim.mechanisms import airtime, channel, experience, launching
from copsim.simulation import snapshot


def law(scenario: Scenario) -> Any:
    """Behaviour in numbers."""
    return record_of(scenario.behaviour)


def attends(scenario: Scenario, place: int) -> tuple[float, ...]:
    """Chance to attend when one of its five sources is low, and when it is high."""
    given = [0.1] * 5
    return tuple(
        airtime.chance_to_attend(
            *given[:place], x, *given[place + 1 :], 1.5, 0.1, law(scenario).meeting, law(scenario).time
        )
        for x in (0.0, 1.0)
    )


def speaks(scenario: Scenario, place: int) -> tuple[float, ...]:
    """Wish for the floor when one of its four sources is low, and when it is high."""
    given = [0.5, 1.0, 1.0, 0.5]
    return tuple(
        airtime.wish_to_speak(*given[:place], x, *given[place + 1 :], law(scenario).meeting) for x in (0.0, 1.0)
    )


def answers(scenario: Scenario, place: int) -> tuple[float, ...]:
    """Wish to answer when one of its five sources is low, and when it is high."""
    given = [0.5] * 5
    return tuple(
        airtime.wish_to_answer(-3.0, *given[:place], x, *given[place + 1 :], law(scenario).querying) for x in (0.0, 1.0)
    )


def hears(scenario: Scenario, need: bool) -> float:
    """Attention of somebody without passion."""
    return float(airtime.attention(0.0, need, law(scenario).meeting))


def agendas(scenario: Scenario, small: Any, problems: float) -> list[bytes]:
    """Agendas of all meetings if people meet so many problems."""
    changed = scenario.behaviour.work.model_copy(update={"problems_per_week": problems})
    behaviour = scenario.behaviour.model_copy(update={"work": changed})
    return list(small.look(scenario.model_copy(update={"behaviour": behaviour}), lambda w: w.domains.agenda.tobytes()))


def most(name: str) -> Callable[[Scenario, Any], tuple[float, float]]:
    """The largest value that anything in the memberships ever has, and 0."""
    return lambda s, small: (max(small.look(s, lambda w: float(w.memberships[name].max()))), 0.0)


def minutes(use: str) -> Callable[[Scenario, Any], tuple[int, int]]:
    """Minutes of one use over the run, and none."""
    return lambda s, small: (small.tally(s, f"minutes_{use}"), 0)


def posts(scenario: Scenario, first: float, access: float = 1.0) -> float:
    """Chance to post."""
    return float(channel.chance_to_post(0.2, 0.3, first, 0.0, access, law(scenario).querying, law(scenario).time))


def worth_reading(scenario: Scenario, relevant: float) -> float:
    """Share of ten messages that is read."""
    return float(channel.share_worth_reading(relevant, 10.0, 0.5, law(scenario).querying, law(scenario).time))


def reading_of_job(scenario: Scenario, home: int, size: int = 10) -> float:
    """Share of messages that somebody without passion reads on topic 0, with a job on some topic."""
    w = snapshot(scenario, 3, 0).course.world
    policy = scenario.policy.model_copy(update={"domain": Domain(breadth=1)})
    launching.set_domains(w, policy, w.communities.size)
    w.skills.passion[0] = 0
    w.people.home[0] = home
    w.people.price[0] = 0.5
    rules = SimpleNamespace(behaviour=law(scenario))
    return float(experience.reading_of(w, rules, 0, 0, size))  # type: ignore[arg-type]


def reading_of_size(scenario: Scenario, size: int) -> float:
    """Share of messages that somebody reads on the topic of the job, in a community of so many."""
    return reading_of_job(scenario, home=0, size=size)


LINKS: dict[str, tuple[str, Callable[[Scenario, Any], tuple[Any, ...]]]] = {
    "behaviour.meeting.slots": ("", lambda s, small: (small.tally(s, "heed"), 0)),
    "behaviour.meeting.attend_fit": ("", lambda s, small: attends(s, 0)),
    "behaviour.meeting.attend_benefit": ("", lambda s, small: attends(s, 1)),
    "behaviour.meeting.attend_agenda": ("", lambda s, small: attends(s, 2)),
    "behaviour.meeting.attend_habit": ("", lambda s, small: attends(s, 3)),
    "behaviour.meeting.attend_identification": ("", lambda s, small: attends(s, 4)),
    "behaviour.meeting.habit_memory": ("", most("habit")),
    "behaviour.meeting.agenda_topics": (
        "",
        lambda s, small: (sum(small.look(s, lambda w: int(w.domains.agenda.sum()))), 0),
    ),
    "behaviour.meeting.heard": (
        "policy=self_selected policy.leadership.chosen_by=nobody",
        lambda s, small: (agendas(s, small, problems=0.0), agendas(s, small, problems=2.0)),
    ),
    "behaviour.meeting.heard_facilitated": (
        "",
        lambda s, small: (agendas(s, small, problems=0.0), agendas(s, small, problems=2.0)),
    ),
    "behaviour.meeting.voice_passion": ("", lambda s, small: speaks(s, 0)),
    "behaviour.meeting.voice_need": ("behaviour.meeting.voice_agenda=0", lambda s, small: speaks(s, 1)),
    "behaviour.meeting.voice_agenda": ("", lambda s, small: speaks(s, 2)),
    "behaviour.meeting.voice_identification": ("", lambda s, small: speaks(s, 3)),
    "behaviour.meeting.listening": ("", lambda s, small: (hears(s, need=False), 0.0)),
    "behaviour.meeting.need_attention": ("", lambda s, small: (hears(s, need=True), hears(s, need=False))),
    "behaviour.querying.post_first": (
        "",
        lambda s, small: (posts(s, law(s).querying.post_first), posts(s, 0.0)),
    ),
    "behaviour.querying.post_hours": ("", minutes("posting")),
    "behaviour.querying.answer_passion": ("", lambda s, small: answers(s, 0)),
    "behaviour.querying.answer_expertise": ("", lambda s, small: answers(s, 1)),
    "behaviour.querying.answer_identification": ("", lambda s, small: answers(s, 2)),
    "behaviour.querying.answer_reciprocity": ("", lambda s, small: answers(s, 3)),
    "behaviour.querying.answer_recognition": (
        "policy=self_selected policy.rewards.recognition=1",
        lambda s, small: (small.look(s, lambda w: float(w.office.reward[0]))[-1], 0.0),
    ),
    "behaviour.querying.answer_hours": ("", minutes("answering")),
    "behaviour.querying.effort_floor": (
        "",
        lambda s, small: (airtime.effort_of_answer(0.0, 0.0, law(s).querying), 0.0),
    ),
    "behaviour.querying.effort_identification": (
        "",
        lambda s, small: tuple(airtime.effort_of_answer(0.2, x, law(s).querying) for x in (0.0, 1.0)),
    ),
    "behaviour.querying.effort_solves": (
        "",
        lambda s, small: tuple(airtime.share_that_solves(effort, law(s).querying) for effort in (0.2, 0.9)),
    ),
    "behaviour.querying.message_hours": ("behaviour.querying.chatter=1", minutes("reading")),
    "behaviour.querying.reading_value": ("", lambda s, small: (worth_reading(s, 0.0), worth_reading(s, 5.0))),
    "behaviour.querying.reading_least": ("", lambda s, small: (worth_reading(s, 0.0), 0.0)),
    "behaviour.querying.job_interest": (
        "policy=none behaviour.querying.chatter=0.1",
        lambda s, small: (reading_of_job(s, home=0), reading_of_job(s, home=3)),
    ),
    "behaviour.querying.chatter": (
        "policy=none behaviour.querying.job_interest=1",
        lambda s, small: (reading_of_size(s, 2), reading_of_size(s, 900)),
    ),
    "policy.obstacles.it_access": (
        "",
        lambda s, small: (
            round(posts(s, 0.0, s.policy.obstacles.it_access), 12),
            round(logistic(law(s).querying.post + 0.5), 12),
        ),
    ),
}


@pytest.mark.parametrize("path", LINKS)
def test_at_its_null_the_link_is_gone_and_by_default_it_is_there(path: str, cuts: Callable[..., None]) -> None:
    cuts(path, *LINKS[path])


@pytest.mark.parametrize("path", ["behaviour.querying.answer_hours", "behaviour.querying.post_hours"])
def test_what_takes_no_time_happens_all_the_same(path: str, small: Any) -> None:
    free = small.scenario(f"{path}=0")
    for name in ("posts", "answered", "contributions"):
        assert small.tally(free, name) > 0, name


def test_exchanges_of_less_than_a_minute_are_exchanges(small: Any) -> None:
    quick = small.scenario(
        "policy.events.meeting_hours=0.25", "behaviour.meeting.slots=60", "policy.obstacles.it_access=0"
    )
    answers_given = small.ledger(quick, "answer")
    told = small.ledger(quick, "tell")
    assert len(answers_given) > 0
    assert small.tally(quick, "contributions") == len(answers_given) + len(told)


def test_reading_shares_are_numbers_in_any_size_of_community(small: Any) -> None:
    assert np.all([0.0 <= reading_of_size(small.scenario("policy=none"), size) <= 1.0 for size in (0, 1, 10**6)])
