"""At the null of a parameter its link is gone: who people are, their time, their work, and whom they ask."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.mechanisms import asking, settlement, timekeeping, work
from copsim.mechanisms.founding import found
from copsim.state.world import UNTRIED
from copsim.streams import chance_of

MANY = "organization.headcount=900"
ONLY_MAIN = f"{MANY} behaviour.people.passion_second=0 behaviour.people.passion_background=0"
NO_OTHER_SKILL = "behaviour.people.expertise_home=0 behaviour.people.expertise_home_span=0"
NO_OTHER_SKILL += " behaviour.people.expertise_other=0 behaviour.people.expertise_passion=0"


def law(scenario: Scenario) -> Any:
    """Behaviour in numbers."""
    return record_of(scenario.behaviour)


def skill(scenario: Scenario, small: Any) -> tuple[float, float]:
    """All expertise at hire, and none."""
    return float(small.hired(scenario).expertise.sum()), 0.0


def minutes(use: str) -> Callable[[Scenario, Any], tuple[int, int]]:
    """Minutes of one use over the run, and none."""
    return lambda s, small: (small.tally(s, f"minutes_{use}"), 0)


def topics_of_arrivals(scenario: Scenario, home: int) -> bytes:
    """Topics of one week's problems if every job were about one topic."""
    world = found(scenario, chance_of(3))
    world.people.home[:] = home
    work.arrive(world, 0, chance_of(3), law(scenario).work)
    return world.problems.topic[: world.totals.problems[0]].tobytes()


def asks(scenario: Scenario, belief: float, small: Any) -> bool:
    """Whether anybody asks a tie in whom they believe so much."""
    asking = scenario.behaviour.asking.model_copy(update={"belief_colleague": belief, "belief_other": belief})
    behaviour = scenario.behaviour.model_copy(update={"asking": asking})
    return bool(small.tally(scenario.model_copy(update={"behaviour": behaviour}), "minutes_search") > 0)


def beliefs_by_experience(scenario: Scenario, small: Any) -> tuple[int, int]:
    """Ties about whom experience says something else than the job does, and none."""

    def differ(world: Any) -> int:
        ties, count = world.ties, 0
        for i, n in np.argwhere(ties.recall.belief != UNTRIED):
            entry = ties.recall[i, n]
            of_job = asking.belief_before(bool(ties.job[i, entry.tie] == entry.topic), law(scenario).asking)
            count += ties.seat[i, entry.tie] >= 0 and abs(entry.belief / 250 - of_job) > 1 / 250
        return count

    return sum(small.look(scenario, differ)), 0


def accepts(scenario: Scenario, strength: float = 0.3, passion: float = 0.3) -> float:
    """Willingness to help."""
    return float(asking.chance_to_accept(strength, passion, 0.0, 0.5, law(scenario).asking, law(scenario).time))


LINKS: dict[str, tuple[str, Callable[[Scenario, Any], tuple[Any, Any]]]] = {
    "behaviour.work.several_topics": ("", lambda s, small: (len(small.ledger(s, "part")), 0)),
    "behaviour.work.queue_weeks": (
        "behaviour.work.several_topics=0.6",
        lambda s, small: (small.tally(s, "weeks_queued"), 0),
    ),
    "behaviour.work.handoff_hours": ("behaviour.work.several_topics=0.6", minutes("coordinating")),
    "behaviour.people.alignment": (
        "",
        lambda s, small: (small.hired(s, home=0).passion.tobytes(), small.hired(s, home=1).passion.tobytes()),
    ),
    "behaviour.people.passion_background": (
        "",
        lambda s, small: (int(((small.hired(s).passion > 0).sum(axis=1) > 2).sum()), 0),
    ),
    "behaviour.people.passion_floor": (
        ONLY_MAIN,
        lambda s, small: (bool(small.hired(s).passion.max(axis=1).min() > 1e-3), False),
    ),
    "behaviour.people.passion_second": (
        "behaviour.people.passion_background=0",
        lambda s, small: (int(((small.hired(s).passion > 0).sum(axis=1) > 1).sum()), 0),
    ),
    "behaviour.people.expertise_home": (NO_OTHER_SKILL, skill),
    "behaviour.people.expertise_home_span": (NO_OTHER_SKILL, skill),
    "behaviour.people.expertise_other": (NO_OTHER_SKILL, skill),
    "behaviour.people.expertise_passion": (NO_OTHER_SKILL, skill),
    "behaviour.people.talent_spread": (
        "",
        lambda s, small: (small.hired(s).talent.min(), small.hired(s).talent.max()),
    ),
    "behaviour.people.ceiling": (
        "behaviour.people.ceiling_spread=0",
        lambda s, small: (small.hired(s).ceiling.max(), 0.0),
    ),
    "behaviour.people.ceiling_spread": (
        "",
        lambda s, small: (small.hired(s).ceiling.min(), small.hired(s).ceiling.max()),
    ),
    "behaviour.time.weight": (
        "",
        lambda s, small: tuple(timekeeping.cost_of_hours(1.0, p, law(s).time.weight) for p in (0.0, 8.0)),
    ),
    "behaviour.time.cap": (
        "",
        lambda s, small: tuple(
            timekeeping.price_of_hour(free, law(s).time.scale_hours, law(s).time.cap) for free in (-8.0, 8.0)
        ),
    ),
    "behaviour.work.problems_per_week": ("", lambda s, small: (len(small.ledger(s, "arrive")), 0)),
    "behaviour.work.home_share": (
        "",
        lambda s, small: (topics_of_arrivals(s, home=0), topics_of_arrivals(s, home=1)),
    ),
    "behaviour.work.value": (
        "",
        lambda s, small: tuple(settlement.value_of_solution(d, 0.0, law(s).work) for d in (0.1, 0.9)),
    ),
    "behaviour.work.delay_loss": (
        "",
        lambda s, small: tuple(settlement.value_of_solution(0.5, w, law(s).work) for w in (0.0, 9.0)),
    ),
    "behaviour.work.skill_slope": (
        "",
        lambda s, small: tuple(work.chance_to_solve(x, 0.5, law(s).work.skill_slope) for x in (0.1, 0.9)),
    ),
    "behaviour.work.attempt_hours": ("", minutes("attempt")),
    "behaviour.work.stuck_hours": ("", minutes("stuck")),
    "behaviour.work.stuck_at_once": ("", minutes("stuck")),
    "behaviour.work.progress": (
        "",
        lambda s, small: tuple(work.chance_to_get_there(0.9, 0.1, effort, law(s).work) for effort in (0.0, 1.0)),
    ),
    "behaviour.asking.patience_weeks": ("", lambda s, small: (len(small.ledger(s, "ask")), 0)),
    "behaviour.asking.belief_colleague": (
        "",
        lambda s, small: tuple(asking.belief_before(colleague, law(s).asking) for colleague in (True, False)),
    ),
    "behaviour.asking.belief_other": ("", lambda s, small: (asking.belief_before(False, law(s).asking), 0.0)),
    "behaviour.asking.promise_closeness": (
        "",
        lambda s, small: tuple(asking.promise(0.5, x, law(s).asking) for x in (0.0, 1.0)),
    ),
    "behaviour.asking.belief_step": ("", beliefs_by_experience),
    "behaviour.asking.belief_worth_asking": (
        "behaviour.asking.belief_step=0",
        lambda s, small: (asks(s, 0.05, small), asks(s, 0.9, small)),
    ),
    "behaviour.asking.choice_sharpness": (
        "",
        lambda s, small: tuple(asking.sharpened(score, law(s).asking.choice_sharpness) for score in (0.2, 0.9)),
    ),
    "behaviour.asking.search_hours": ("", minutes("search")),
    "behaviour.asking.ask_hours": ("", minutes("asking")),
    "behaviour.asking.help_hours": ("", minutes("helping")),
    "behaviour.asking.accept_closeness": ("", lambda s, small: (accepts(s, strength=0.0), accepts(s, strength=1.0))),
    "behaviour.asking.accept_passion": ("", lambda s, small: (accepts(s, passion=0.0), accepts(s, passion=1.0))),
    "behaviour.asking.insight": (
        "",
        lambda s, small: (
            asking.chance_helper_solves(0.4, 0.5, 1.0, law(s).work, law(s).asking),
            work.chance_to_solve(0.4, 0.5, law(s).work.skill_slope),
        ),
    ),
}


@pytest.mark.parametrize("path", LINKS)
def test_at_its_null_the_link_is_gone_and_by_default_it_is_there(path: str, cuts: Callable[..., None]) -> None:
    cuts(path, *LINKS[path])
