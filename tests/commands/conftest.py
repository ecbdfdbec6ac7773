"""A stand-in for the engine: tables of the right shape at once, so that tests of the command line are fast."""

import sys
import zlib
from collections.abc import Callable
from types import ModuleType, SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from copsim.metrics.catalogue import METRICS, dictionary

UNITS = 2


def simulate(scenarios, seeds, progress=None, **_):
    """Tables of normal numbers; arms share their luck and differ by a constant."""
    arms, weeks = list(scenarios), min(scenario.weeks for scenario in scenarios.values())
    for done in range(len(seeds) + 1):
        if progress is not None:
            progress(done, len(seeds))
    rows = [(arm, seed, week) for arm in arms for seed in seeds for week in range(weeks)]
    weekly = pd.DataFrame(rows, columns=["arm", "seed", "week"])
    summary = pd.DataFrame([(arm, seed) for arm in arms for seed in seeds], columns=["arm", "seed"])
    flows = [(arm, seed, a, b, 0.1) for arm in arms for seed in seeds for a in range(UNITS) for b in range(UNITS)]
    for number, name in enumerate(METRICS):
        weekly[name] = values(weekly, number) + weekly["week"] / 1000
        summary[name] = values(summary, number)
    units_flow = pd.DataFrame(flows, columns=["arm", "seed", "from_unit", "to_unit", "flow"])
    accounts = summary[["arm", "seed"]].assign(year=0, line="work", side="benefit", money=summary["net_result"])
    return SimpleNamespace(
        weekly=weekly,
        summary=summary,
        units_flow=units_flow,
        dictionary=dictionary(),
        accounts=accounts,
        window=lambda first, last: summary,
    )


def values(table, number):
    shift = table["arm"].map(lambda arm: (zlib.crc32(f"{arm}{number}".encode()) % 100) / 100)
    luck = table["seed"].map(lambda seed: np.random.default_rng([number, seed]).normal())
    noise = np.random.default_rng(number).normal(scale=0.1, size=len(table))
    return 10 + luck + shift + noise


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable], None]:
    """Puts the stand-in in the place of the engine; call it with another function to put that there."""

    def put(function: Callable) -> None:
        fake = ModuleType("copsim.simulation")
        fake.simulate = function
        monkeypatch.setitem(sys.modules, "copsim.simulation", fake)

    put(simulate)
    return put
