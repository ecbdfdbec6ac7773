"""Runs in steps, from worlds that are known already: the same as whole runs, to the bit."""

import sys

import numpy as np
import pytest

import copsim
from copsim.app.numbers import NAMES, Numbers
from copsim.app.workshop import NICE, give_way
from copsim.app.worlds import Kept, Memory, World, past
from copsim.config.behaviours import Behaviour
from copsim.config.unknowns import drawn, explored

BASE = ["scenario=small", "weeks=130", "warmup_weeks=8", "policy=self_selected"]


def whole(scenario: copsim.Scenario, seed: int) -> np.ndarray:
    return copsim.simulate(scenario, [seed])._runs[0].tallies


def stepped(scenario: copsim.Scenario, seed: int, memory: Memory, marks: tuple[int, ...] = ()) -> np.ndarray:
    world = World(scenario, seed, memory, marks)
    while not world.step().complete:
        pass
    return world._tallies


@pytest.fixture
def memory() -> Memory:
    return Memory()


TIMELINES = {
    "a later lever": "[{week: 70, policy: {funding.released_hours: 1}}]",
    "an end": "[{week: 60, ends: true}]",
    "growth": "[{week: 40, shock: growth, share: 0.5, over_weeks: 20}, {week: 80, policy: {rewards.recognition: 1}}]",
    "a reorganization": "[{week: 66, shock: reorganization, to: platforms}]",
}


@pytest.mark.parametrize("timeline", TIMELINES.values(), ids=list(TIMELINES))
def test_a_run_in_steps_is_the_whole_run_to_the_bit(timeline, memory):
    scenario = copsim.compose([*BASE, f"timeline={timeline}"])
    expected = whole(scenario, 3)
    assert np.array_equal(stepped(scenario, 3, memory), expected)
    assert np.array_equal(stepped(scenario, 3, memory), expected), "from its own last milestone"


def test_a_lever_that_acts_later_goes_on_from_the_weeks_before(memory):
    one, other = (
        copsim.compose([*BASE, f"timeline=[{{week: 104, policy: {{funding.released_hours: {hours}}}}}]"])
        for hours in (1, 2)
    )
    assert past(one, 104) == past(other, 104)
    stepped(one, 5, memory)
    world = World(other, 5, memory)
    assert world.step().complete, "its first step starts at the dated change"
    assert np.array_equal(world._tallies, whole(other, 5))


def test_a_plan_that_starts_later_goes_on_from_the_world_without_one(memory):
    nothing = copsim.compose([*BASE[:3]])
    later = copsim.compose([*BASE[:3], "timeline=[{week: 104, policy: {membership.rule: self_selected}}]"])
    stepped(nothing, 2, memory, marks=(104,))
    world = World(later, 2, memory, marks=(104,))
    assert world.step().complete
    assert np.array_equal(world._tallies, whole(later, 2))


def test_a_yoked_plan_is_the_whole_run_too(memory):
    scenario = copsim.compose([*BASE[:3], "policy=mandated_yoked"])
    stepped(copsim.compose(BASE), 1, memory)
    assert np.array_equal(stepped(scenario, 1, memory), whole(scenario, 1))


@pytest.mark.parametrize(
    "other",
    [
        "organization.assigned_hours=30",
        "behaviour.joining.entry=3.5",
        "policy.rewards.recognition=1",
        "timeline=[{week: 50, shock: growth, share: 0.2}]",
        "timeline=[{week: 50, shock: layoffs, share: 0.2}]",
        "policy.formation.how=spontaneous",
    ],
)
def test_what_shaped_a_world_tells_its_past_from_others(other):
    assert past(copsim.compose(BASE), 104) != past(copsim.compose([*BASE, other]), 104)


def test_what_comes_later_is_no_part_of_the_past():
    later = copsim.compose([*BASE, "timeline=[{week: 110, ends: true}]"])
    assert past(copsim.compose(BASE), 104) == past(later, 104)


def test_the_summary_of_a_run_is_that_of_simulate(memory):
    scenario = copsim.compose(BASE)
    world = World(scenario, 4, memory)
    numbers = Numbers(np.zeros((0, 0), dtype=np.float32))
    while not numbers.complete:
        numbers = world.step()
    runs = copsim.simulate(scenario, [4])
    expected = runs.summary[list(NAMES)].to_numpy()[0]
    np.testing.assert_allclose(numbers.total.whole, expected, rtol=1e-12)
    quarter = runs.window(26, 39)[list(NAMES)].to_numpy()[0]
    np.testing.assert_allclose(numbers.points[2], quarter, rtol=2e-6)
    np.testing.assert_allclose(numbers.total.last_year, runs.window(78, None)[list(NAMES)].to_numpy()[0], rtol=1e-9)
    accounts = runs.accounts.pivot(index="year", columns="line", values="money")
    from copsim.app.numbers import LINE_NAMES

    np.testing.assert_allclose(numbers.total.years, accounts[list(LINE_NAMES)].to_numpy(), rtol=1e-9)
    cost = runs.summary["programme_cost"][0]
    assert numbers.total.costs.sum() == pytest.approx(cost, rel=1e-12)


def test_each_pair_draws_its_own_behaviour_and_always_the_same():
    base = Behaviour()
    one, again, other = (drawn(base, pair, frozenset())[0] for pair in (0, 0, 1))
    assert one == again != other
    for parameter in explored():
        group, name = parameter.path.split(".")[:-1], parameter.path.split(".")[-1]
        value = getattr(getattr(one, group[0]), name)
        assert parameter.explore[0] <= value <= parameter.explore[1], parameter.path


def test_what_a_user_has_set_is_not_drawn():
    base = Behaviour.model_validate({"joining": {"entry": 3.25}})
    known = frozenset({"behaviour.joining.entry"})
    assert {drawn(base, pair, known)[0].joining.entry for pair in range(5)} == {3.25}


def test_draws_cover_each_range_evenly():
    weights = sorted(drawn(Behaviour(), pair, frozenset())[0].joining.entry for pair in range(400))
    low, high = next(p.explore for p in explored() if p.path == "joining.entry")
    strata = [int((w - low) / (high - low) * 400) for w in weights]
    assert strata == list(range(400)), "a Latin hypercube has one value in each of 400 strata"


def test_memory_keeps_what_was_used_last_and_no_more_than_it_may():
    kept: Kept[str] = Kept(10)
    for name in "abc":
        kept.put(name, name, 4)
    assert [kept.get(name) for name in "abc"] == [None, "b", "c"]
    assert kept.size == 8


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are Linux's")
@pytest.mark.parametrize("refused", [False, True])
def test_threads_that_run_worlds_come_later_than_now_or_are_left_where_they_are(monkeypatch, refused):
    asked = []

    def setpriority(which: int, who: int, priority: int) -> None:
        asked.append(priority)
        if refused:
            raise PermissionError(13, "not yours to choose")

    monkeypatch.setattr("copsim.app.workshop.os.getpriority", lambda which, who: 10)
    monkeypatch.setattr("copsim.app.workshop.os.setpriority", setpriority)
    give_way()
    assert asked == [10 + NICE]
