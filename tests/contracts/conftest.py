"""A small world that contracts of parameters look at."""

from collections.abc import Callable
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from copsim.config.compose import compose
from copsim.config.declare import Declared, declared
from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.engine import run
from copsim.simulation import simulate, snapshot
from copsim.state.allocate import empty_world
from copsim.state.population import fill
from copsim.state.world import FINE, PASSION, World
from copsim.streams import chance_of

SEED = 3


class Small:
    """Small worlds: 60 people, 3 units, 8 topics, 4 communities."""

    seed = SEED

    @cached_property
    def parameters(self) -> dict[str, Declared]:
        """Every declared parameter by its path."""
        return {parameter.path: parameter for parameter in declared(Scenario)}

    def scenario(self, *overrides: str, weeks: int = 30) -> Scenario:
        """A small firm with the cultivated arm and some of everything, unless overridden."""
        keys = {text.split("=")[0] for text in overrides}
        given = {
            "organization": "small_firm",
            "policy": "self_selected_cultivated",
            "weeks": weeks,
            "warmup_weeks": 12,
            "organization.sites": 2,
        }
        return compose([*(f"{k}={v}" for k, v in given.items() if k not in keys), *overrides])

    def tally(self, scenario: Scenario, name: str) -> int:
        """Sum of one weekly total over the run."""
        return int(simulate(scenario, [SEED]).tallies[name].sum())

    def ledger(self, scenario: Scenario, kind: str) -> pd.DataFrame:
        """Events of one kind."""
        ledger = simulate(scenario, [SEED], detail="ledger").ledger
        return ledger[ledger["kind"] == kind]

    def look(self, scenario: Scenario, see: Callable[[World], Any]) -> list[Any]:
        """What ``see`` makes of the world at the end of each week."""
        seen: list[Any] = []
        run(snapshot(scenario, SEED, 0).course, scenario.weeks, lambda world, week: seen.append(see(world)))
        return seen

    def hired(self, scenario: Scenario, home: int | None = None) -> SimpleNamespace:
        """Everybody at hire (expertise, passion, talent, ceiling); jobs on one topic, or spread over all."""
        world, o = empty_world(scenario, teams=1), scenario.organization
        people, skills = world.people, world.skills
        people.home[:] = np.arange(o.headcount) % o.topics if home is None else home
        law = record_of(scenario.behaviour.people)
        for i in range(o.headcount):
            fill(people, skills, i, 0, 0, chance_of(SEED), law)
        knows, cares = skills.expertise / FINE, skills.passion / PASSION
        return SimpleNamespace(expertise=knows, passion=cares, talent=people.talent, ceiling=people.ceiling)


@pytest.fixture(scope="session")
def small() -> Small:
    """Small worlds to look at."""
    return Small()


@pytest.fixture(scope="session")
def cuts(small: Small) -> Callable[..., None]:
    """``cuts(path, setting, probe)``: what two values of the linked quantity give is equal at the null, else not.

    ``setting`` holds overrides that leave no other path open; ``probe(scenario, small)`` returns the two.
    """

    def check(path: str, setting: str, probe: Callable[[Scenario, Small], tuple[Any, Any]]) -> None:
        here = small.parameters[path]
        assert here.null is not None, f"{path} has a link but declares no null"
        for value in (here.null, at_work(here)):
            text = str(value).lower() if isinstance(value, bool) else value
            others = [override for override in setting.split() if not override.startswith(f"{path}=")]
            one, other = probe(small.scenario(*others, f"{path}={text}"), small)
            assert (one == other) == (value == here.null), f"{path}={value}: {one} and {other}"

    return check


def at_work(parameter: Declared) -> Any:
    """The default, or where that is the null itself, another value that can be set."""
    if parameter.default != parameter.null:
        return parameter.default
    if isinstance(parameter.null, bool):
        return not parameter.null
    low, high = parameter.explore or parameter.bounds
    return high if high != parameter.null else low
