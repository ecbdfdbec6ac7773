"""The directory that people learn: what they believe of a tie goes all the way to what they experience."""

from types import SimpleNamespace

import numpy as np
import pytest

from copsim.config.behaviour.work import Asking
from copsim.config.records import record_of
from copsim.config.scenario import build_scenario
from copsim.mechanisms.directory import learn
from copsim.state import ledger
from copsim.state.allocate import empty_world
from copsim.state.recall import entry_of, forget_tie, new_entry
from copsim.state.world import World


def two() -> World:
    """Two people of whom the first knows the second."""
    world = empty_world(build_scenario({"organization": {"headcount": 2, "units": 1, "sites": 1}}), teams=1)
    world.ties.seat[0, 0] = 1
    return world


def ask(world: World, step: float, solves: bool) -> None:
    """One request of the first to the second on topic 3, and what it teaches."""
    world.totals.events[0] = 0
    ledger.record(world.events, world.totals, ledger.ASK, 0, 0, 1, 3, -1, ledger.TIE, 1, 0, float(solves))
    ledger.arrange(world.events, world.totals, world.shelf)
    rules = SimpleNamespace(behaviour=SimpleNamespace(asking=record_of(Asking(belief_step=step))))
    learn(world, rules)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [0.02, 0.1, 0.3, 0.6, 1.0])
@pytest.mark.parametrize("solves", [True, False])
def test_experience_that_never_varies_is_believed_in_the_end(step: float, solves: bool) -> None:
    world, believed = two(), []
    for _ in range(500):
        ask(world, step, solves)
        believed.append(int(world.ties.recall.belief[0, entry_of(world.ties, 0, 0, 3)]) / 250.0)
    assert np.all(np.diff(believed) >= 0.0 if solves else np.diff(believed) <= 0.0)
    assert abs(believed[-1] - float(solves)) <= 0.5 / (250.0 * step) + 1e-9, "rounded to the nearest, not always down"


def test_without_learning_from_experience_no_belief_moves() -> None:
    world = two()
    for before in range(251):
        entry = new_entry(world, 0, 0, 3) if before == 0 else 0
        world.ties.recall.belief[0, entry] = before
        ask(world, 0.0, True)
        assert world.ties.recall.belief[0, entry] == before


def test_an_answer_from_a_community_teaches_who_knows_what() -> None:
    world = two()
    ledger.record(world.events, world.totals, ledger.ANSWER, 0, 1, 0, 3, 0, ledger.COMMUNITY, 20, 60, 1.0)
    ledger.arrange(world.events, world.totals, world.shelf)
    law = Asking(belief_step=0.5)
    learn(world, SimpleNamespace(behaviour=SimpleNamespace(asking=record_of(law))))  # type: ignore[arg-type]
    before = law.belief_colleague if world.people.home[1] == 3 else law.belief_other
    believed = world.ties.recall.belief[0, entry_of(world.ties, 0, 0, 3)] / 250.0
    assert believed == pytest.approx(before + 0.5 * (1.0 - before), abs=0.5 / 250.0)


def test_people_keep_their_latest_experiences_in_mind_and_those_with_a_lost_tie_go() -> None:
    world, most = two(), Asking().experiences
    for k in range(most + 2):
        world.ties.recall.belief[0, new_entry(world, 0, k % 2, k)] = 100
    kept = [k for k in range(most + 2) if entry_of(world.ties, 0, k % 2, k) >= 0]
    assert kept == list(range(2, most + 2))
    forget_tie(world.ties, 0, 1)
    assert [k for k in kept if entry_of(world.ties, 0, k % 2, k) >= 0] == kept[::2]
