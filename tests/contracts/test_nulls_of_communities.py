"""At the null of a parameter its link is gone: awareness, joining and leaving, experienced benefit, facilitation."""

from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.engine import run
from copsim.mechanisms import awareness, experience, fit, launching, membership, queries, work
from copsim.simulation import snapshot
from copsim.state import ledger
from copsim.state.world import FINE, PASSION

ONLY_INTEREST = "behaviour.benefit.learning=0 behaviour.benefit.helping=0 behaviour.benefit.solving=0"
ONLY_INTEREST += " behaviour.benefit.meeting_cost=0 behaviour.benefit.query_memory=0"
INVITED = "policy=invitation policy.membership.invitation_threshold=0"


def law(scenario: Scenario) -> Any:
    """Behaviour in numbers."""
    return record_of(scenario.behaviour)


def world_of(scenario: Scenario) -> Any:
    """A world with communities, before anybody has joined."""
    world = snapshot(scenario, 3, 0).course.world
    launching.set_domains(world, scenario.policy, world.communities.size)
    world.office.standing[:] = scenario.behaviour.joining.recognition_weight * scenario.policy.rewards.recognition
    world.communities.alive[:] = 1
    return world


def launched(scenario: Scenario, small: Any) -> tuple[int, int]:
    """How many know of a community though nobody tells them of it, and none."""
    return max(small.look(scenario, lambda w: int((w.people.known > 0).sum()))), 0


def standards(scenario: Scenario, small: Any) -> tuple[list[float], list[float]]:
    """Expertise from which managers recognise an expert as they see it, and as it is."""
    course = snapshot(scenario, 3, 0).course
    w = course.world
    expertise = w.skills.expertise[w.people.filled == 1] / FINE
    run(course, 1)
    w, share = course.world, scenario.policy.membership.recognised_share
    true = [float(np.quantile(expertise @ weight, 1.0 - share)) for weight in w.domains.weight]
    return np.round(w.communities.standard, 9).tolist(), np.round(true, 9).tolist()


def advised(scenario: Scenario, small: Any) -> tuple[list[float], list[float]]:
    """How well people are thought to suit the community they are introduced to, and how much they care for it."""
    course = snapshot(scenario, 3, 0).course
    run(course, 1)
    w = course.world
    chosen = np.flatnonzero(w.events.kind[: w.totals.events[0]] == ledger.INTRODUCE)
    assert len(chosen) > 0
    row, q = w.events.row[chosen], w.events.community[chosen]
    cares = np.where(w.domains.weight[q] > 0, w.skills.passion[row] / PASSION, 0.0).max(axis=1)
    return np.round(w.events.value[chosen].astype(float), 6).tolist(), np.round(cares, 6).tolist()


def ties_to_hosts(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Ties that come from introductions alone, and none: nobody else ever meets."""
    return sum(small.look(scenario, lambda w: int((w.ties.seat >= 0).sum()))), 0


def pulls(scenario: Scenario, place: int, low: float = 0.0, high: float = 0.5) -> tuple[float, float]:
    """What draws in when one of its seven sources is low, and when it is high."""
    sources = [0.1] * 7
    return tuple(fit.pull(*sources[:place], x, *sources[place + 1 :], law(scenario).joining) for x in (low, high))


def fits(scenario: Scenario, breadth: int) -> float:
    """Fit of a person who cares for one topic only with a domain of so many."""
    w = world_of(scenario)
    w.skills.passion[0] = 0
    w.skills.passion[0, 0] = int(0.8 * PASSION)
    w.domains.weight[0] = 0.0
    w.domains.weight[0, :breadth] = 1.0 / breadth
    w.domains.subject[0, :breadth] = np.arange(breadth)
    return float(fit.fit(w.skills, w.domains, breadth, 0, 0, scenario.behaviour.joining.breadth_dilutes))


def joins(scenario: Scenario, price: float = 0.5, pull: float = 1.0) -> float:
    """Chance to join."""
    b = law(scenario)
    return float(membership.chance_to_join(pull, b.joining.expected_hours, price, b.joining, b.time))


def reads(scenario: Scenario, pull: float = 1.0, price: float = 0.5) -> float:
    """Utility of reading only."""
    return float(membership.utility_of_reading(pull, price, law(scenario).joining, law(scenario).time))


def holds(scenario: Scenario) -> tuple[float, float]:
    """Pull on a member with an open problem, and without."""
    w, b = world_of(scenario), law(scenario)
    rules = SimpleNamespace(
        behaviour=b, policy=record_of(scenario.policy), organization=record_of(scenario.organization)
    )
    w.desks.start[:] = 0
    without = membership.pull_on_member(w, rules, 0, 0, 0)  # type: ignore[arg-type]
    w.desks.start[1:] = 1
    w.desks.problem[0] = 0
    w.problems.topic[0] = w.domains.subject[0, 0]
    work.unsolved(w.problems, 0, 0)
    return float(membership.pull_on_member(w, rules, 0, 0, 0)), float(without)  # type: ignore[arg-type]


def leaves(scenario: Scenario, pull: float) -> float:
    """Chance to leave."""
    return float(membership.chance_to_leave(pull, 0.0, 0.0, law(scenario).joining, law(scenario).time))


def enters(scenario: Scenario) -> tuple[float, float]:
    """Chance to enter by asking, and by the same pull without a question."""
    w, b = world_of(scenario), law(scenario)
    w.people.price[0] = 0.5
    rules = SimpleNamespace(
        behaviour=b, policy=record_of(scenario.policy), organization=record_of(scenario.organization)
    )
    asks = queries.chance_to_enter_by_asking(w, rules, 0, 0)  # type: ignore[arg-type]
    here = fit.fit(w.skills, w.domains, int(w.communities.breadth[0]), 0, 0, b.joining.breadth_dilutes)
    wish = fit.pull(here, 0.0, 0.0, 0.0, 0.0, 0.0, float(w.office.standing[0]), b.joining)
    return round(asks, 12), round(membership.chance_to_join(wish, b.querying.post_hours, 0.5, b.joining, b.time), 12)


def first_expectations(scenario: Scenario, small: Any) -> tuple[float, float]:
    """What those expect who join when there is no member to tell them, and nothing."""
    course = snapshot(scenario, 3, 0).course
    run(course, 1)
    m = course.world.memberships
    assert (m.level > 0).any()
    return float(np.abs(m.benefit[m.level > 0]).max()), 0.0


def experienced(scenario: Scenario, small: Any) -> tuple[bool, bool]:
    """Whether anybody's benefit is ever other than expected."""
    return any(small.look(scenario, lambda w: bool((w.memberships.benefit[w.memberships.level > 0] != 0).any()))), False


def worse_than_nothing(scenario: Scenario, small: Any) -> tuple[bool, bool]:
    """Whether listening ever leaves a benefit below 0."""
    return any(small.look(scenario, lambda w: bool((w.memberships.benefit < -1e-6).any()))), False


def identification_falls(scenario: Scenario, small: Any) -> tuple[bool, bool]:
    """Whether identification of a lasting membership ever falls."""
    seen = small.look(
        scenario,
        lambda w: {
            (int(w.people.key[m.row]), int(m.community), int(m.since)): float(m.identification)
            for m in w.memberships[w.memberships.level > 0]
        },
    )
    falls = [now[m] < before[m] for before, now in pairwise(seen) for m in now.keys() & before.keys()]
    return any(falls), False


def meeting(scenario: Scenario, place: int) -> tuple[float, ...]:
    """Worth of a meeting with little and with more of one kind of benefit."""
    given = [0.1] * 4
    return tuple(
        experience.worth_of_meeting(*given[:place], x, *given[place + 1 :], law(scenario).benefit) for x in (0, 1)
    )


def questions(scenario: Scenario, place: int) -> tuple[float, ...]:
    """Worth of a week's questions with none and with one of a kind."""
    given = [1.0] * 3
    return tuple(
        experience.worth_of_questions(*given[:place], x, *given[place + 1 :], law(scenario).benefit) for x in (0, 1)
    )


LINKS: dict[str, tuple[str, Callable[[Scenario, Any], tuple[Any, ...]]]] = {
    "behaviour.awareness.word_of_mouth": (
        "",
        lambda s, small: tuple(awareness.chance_to_hear(w, 4.0, law(s).awareness.word_of_mouth) for w in (0.0, 3.0)),
    ),
    "behaviour.awareness.launch": ("policy=self_selected behaviour.awareness.word_of_mouth=0", launched),
    "behaviour.awareness.fit_noise": ("policy=expert_recognised", standards),
    "behaviour.awareness.job_in_fit": (
        "behaviour.awareness.fit_noise=0 behaviour.awareness.launch=0 policy.support.introductions=1",
        advised,
    ),
    "behaviour.awareness.introduction_tie": (
        "behaviour.ties.start=0 behaviour.ties.team_contacts=0 behaviour.ties.unit_contacts=0"
        " behaviour.ties.firm_contacts=0 behaviour.ties.small_talk=0 behaviour.meeting.slots=0"
        " policy.obstacles.it_access=0",
        ties_to_hosts,
    ),
    "behaviour.awareness.introduction_hours": (
        "policy.support.facilitator_hours=0 behaviour.awareness.launch=0",
        lambda s, small: (small.tally(s, "minutes_manager"), 0),
    ),
    "behaviour.joining.entry": ("", lambda s, small: (joins(s, price=0.0, pull=0.0), 0.5)),
    "behaviour.joining.fit_weight": ("", lambda s, small: pulls(s, 0)),
    "behaviour.joining.breadth_dilutes": ("policy=none", lambda s, small: (fits(s, 1), fits(s, 4))),
    "behaviour.joining.need_weight": ("", lambda s, small: pulls(s, 1)),
    "behaviour.joining.need_of_members": ("policy=none", lambda s, small: holds(s)),
    "behaviour.joining.bonds_most": ("", lambda s, small: pulls(s, 3)),
    "behaviour.joining.reputation_weight": ("", lambda s, small: pulls(s, 2)),
    "behaviour.joining.bonds_weight": ("", lambda s, small: pulls(s, 3)),
    "behaviour.joining.benefit_weight": ("", lambda s, small: pulls(s, 4)),
    "behaviour.joining.identification_weight": ("", lambda s, small: pulls(s, 5)),
    "behaviour.joining.recognition_weight": (
        "policy=self_selected policy.rewards.recognition=1",
        lambda s, small: (small.look(s, lambda w: float(w.office.standing[0]))[-1], 0.0),
    ),
    "behaviour.joining.expected_hours": ("", lambda s, small: (joins(s, price=0.0), joins(s, price=8.0))),
    "behaviour.joining.reader_hours": ("", lambda s, small: (reads(s, price=0.0), reads(s, price=8.0))),
    "behaviour.joining.reader_benefit": ("", lambda s, small: (reads(s, pull=0.0), reads(s, pull=5.0))),
    "behaviour.joining.hysteresis": (
        "behaviour.joining.leave_sharpness=1",
        lambda s, small: (round(leaves(s, 1.0), 12), round(1.0 - joins(s, price=0.0, pull=1.0), 12)),
    ),
    "behaviour.joining.leave_sharpness": ("", lambda s, small: (leaves(s, 0.0), leaves(s, 5.0))),
    "behaviour.joining.invites": (
        f"{INVITED} behaviour.leading.own_hours=0",
        lambda s, small: (small.tally(s, "invitations"), 0),
    ),
    "behaviour.joining.invite_hours": (INVITED, lambda s, small: (small.tally(s, "minutes_inviting"), 0)),
    "behaviour.joining.cooling_weeks": (
        "",
        lambda s, small: (membership.chance_to_get_over(4.0, float(s.behaviour.joining.cooling_weeks)), 1.0),
    ),
    "behaviour.joining.guest": ("policy=none", lambda s, small: enters(s)),
    "behaviour.benefit.prior": ("", first_expectations),
    "behaviour.benefit.meeting_memory": ("behaviour.benefit.query_memory=0", experienced),
    "behaviour.benefit.query_memory": ("behaviour.benefit.meeting_memory=0", experienced),
    "behaviour.benefit.learning": ("", lambda s, small: meeting(s, 0)),
    "behaviour.benefit.helping": ("", lambda s, small: meeting(s, 1)),
    "behaviour.benefit.solving": (
        "",
        lambda s, small: tuple(map(sum, zip(meeting(s, 2), questions(s, 2), strict=True))),
    ),
    "behaviour.benefit.interest": ("", lambda s, small: meeting(s, 3)),
    "behaviour.benefit.boredom": (ONLY_INTEREST, worse_than_nothing),
    "behaviour.benefit.meeting_cost": (
        "",
        lambda s, small: (experience.worth_of_meeting(0.0, 0.0, 0.0, 0.0, law(s).benefit), 0.0),
    ),
    "behaviour.benefit.answered": ("", lambda s, small: questions(s, 0)),
    "behaviour.benefit.ignored": ("", lambda s, small: questions(s, 1)),
    "behaviour.benefit.identification_step": (
        "",
        lambda s, small: (any(small.look(s, lambda w: bool((w.memberships.identification > 0).any()))), False),
    ),
    "behaviour.benefit.identification_fade": ("", identification_falls),
    "behaviour.facilitation.memory": (
        "",
        lambda s, small: (max(small.look(s, lambda w: float(w.communities.messages.max()))), 0.0),
    ),
}


@pytest.mark.parametrize("path", LINKS)
def test_at_its_null_the_link_is_gone_and_by_default_it_is_there(path: str, cuts: Callable[..., None]) -> None:
    cuts(path, *LINKS[path])


def test_introductions_that_take_no_time_are_not_fewer_than_those_that_take_a_minute(small: Any) -> None:
    setting = ("policy.support.introductions=0", "behaviour.awareness.launch=0")
    free, brief = (
        len(small.ledger(small.scenario(*setting, f"behaviour.awareness.introduction_hours={hours}"), "introduce"))
        for hours in (0.0, 1.0 / 60.0)
    )
    assert free >= brief > 0
