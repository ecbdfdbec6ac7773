"""The directory that people learn: what they believe of a tie goes all the way to what they experience."""

from types import SimpleNamespace

import numpy as np
import pytest

from copsim.config.behaviour.work import Asking
from copsim.config.records import record_of
from copsim.config.scenario import build_scenario
from copsim.mechanisms.ties import learn_directory
from copsim.state import ledger
from copsim.state.allocate import empty_world
from copsim.state.world import World


def two() -> World:
    """Two people of whom the first knows the second."""
    world = empty_world(build_scenario({"organization": {"headcount": 2, "units": 1, "sites": 1}}), teams=1)
    world.ties.other[0, 0] = 1
    return world


def ask(world: World, step: float, solves: bool) -> None:
    """One request of the first to the second on topic 3, and what it teaches."""
    world.totals.events[0] = 0
    ledger.record(world.events, world.totals, ledger.ASK, 0, 0, 1, 3, -1, ledger.TIE, 1, 0, float(solves))
    ledger.arrange(world.events, world.totals, world.shelf)
    rules = SimpleNamespace(behaviour=SimpleNamespace(asking=record_of(Asking(belief_step=step))))
    learn_directory(world, rules)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [0.02, 0.1, 0.3, 0.6, 1.0])
@pytest.mark.parametrize("solves", [True, False])
def test_experience_that_never_varies_is_believed_in_the_end(step: float, solves: bool) -> None:
    world, believed = two(), []
    for _ in range(500):
        ask(world, step, solves)
        believed.append(int(world.ties.belief[0, 3, 0]) / 250.0)
    assert np.all(np.diff(believed) >= 0.0 if solves else np.diff(believed) <= 0.0)
    assert abs(believed[-1] - float(solves)) <= 0.5 / (250.0 * step) + 1e-9, "rounded to the nearest, not always down"


def test_without_learning_from_experience_no_belief_moves() -> None:
    world = two()
    for before in range(251):
        world.ties.belief[0, 3, 0] = before
        ask(world, 0.0, True)
        assert world.ties.belief[0, 3, 0] == before
