"""Batches of runs: over one core and several, and against ``mesa.batch_run`` of the idiomatic model."""

import inspect
import os
from collections.abc import Iterator

from mesa.batchrunner import batch_run

import copsim
from benchmarks.clocks import wall_seconds
from benchmarks.firms import firm
from benchmarks.rows import Row, row_of
from benchmarks.sizes import Size
from benchmarks.telling import Telling
from benchmarks.yardstick.firm import MesaFirm
from copsim.config.scenario import Scenario

CORES = 2


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """Time of the batch, against Mesa, and how it scales over cores."""
    runs, people, weeks = size.batch
    scenario = firm(people, weeks=weeks, warmup_weeks=0, core=True)
    said = f"{runs:,} runs x {people} people x {weeks} weeks"
    note = "Batches have no warm-up, on either side; wall time."
    tell(f"{said}, {CORES} workers")
    ours = wall_seconds(lambda: copsim.simulate(scenario, runs, workers=CORES))
    yield Row(f"{said} on {CORES} cores", ours, "s", note=note)
    yield from scaling(scenario, size, tell)
    theirs, note = mesa_batch(scenario, size, tell)
    yield Row(f"the same by mesa.batch_run, {CORES} processes, extrapolated", theirs, "s", note=note)
    yield Row("mesa.batch_run, extrapolated, over copsim.simulate", theirs / ours, "times", goal="batch", note=note)


def scaling(scenario: Scenario, size: Size, tell: Telling) -> Iterator[Row]:
    """Rates on 1, 2, 4, ... cores, which take turns, and efficiency: t(1) / (n t(n))."""
    runs, people, weeks = size.efficiency_runs, scenario.organization.headcount, scenario.weeks
    cores = [n for n in (1, 2, 4, 8, 16, 32, 64) if n <= max(CORES, os.cpu_count() or 1)]
    times: dict[int, list[float]] = {n: [] for n in cores}
    for turn in range(size.rounds):
        for n in cores:
            tell(f"{runs} runs on {n} cores, round", turn + 1, size.rounds)
            times[n].append(wall_seconds(lambda n=n: copsim.simulate(scenario, runs, workers=n)))
    for n in cores:
        rates = [runs * people * weeks / seconds / 1e6 for seconds in times[n]]
        yield row_of(f"{runs} runs on {n} core{'s' * (n > 1)}", rates, "M/s")
    for n in cores[1:]:
        shares = [100 * one / (n * several) for one, several in zip(times[1], times[n], strict=True)]
        yield row_of(f"parallel efficiency over {n} cores", shares, "%", "efficiency" if n == CORES else "")


def mesa_batch(scenario: Scenario, size: Size, tell: Telling) -> tuple[float, str]:
    """Seconds that Mesa would take for the batch, and how that is known."""
    (runs, _, weeks), (some_runs, some_weeks) = size.batch, size.mesa_batch
    times = {}
    for some in (1, some_weeks):
        tell(f"mesa.batch_run, {some_runs} runs x {some} weeks")
        times[some] = wall_seconds(lambda some=some: _run_mesa(scenario, some_runs, some))
    a_week = (times[some_weeks] - times[1]) / (some_runs * (some_weeks - 1))
    note = (
        f"mesa.batch_run is extrapolated to {runs:,} runs of {weeks} weeks from {some_runs} runs of {some_weeks} weeks "
        f"({times[some_weeks]:.1f} s) less as many of 1 week ({times[1]:.1f} s): starting processes and founding firms "
        "are left out on its side, in its favour, and stand in the time of copsim.simulate."
    )
    return runs * weeks * a_week, note


def _run_mesa(scenario: Scenario, runs: int, weeks: int) -> None:
    parameters: dict[str, list] = {"scenario": [scenario]}
    seeds: dict[str, list[int]] = {"rng": list(range(runs))}
    if "rng" not in inspect.signature(batch_run).parameters:  # Mesa 3.3 takes seeds among the parameters
        parameters, seeds = {**parameters, **seeds}, {}
    batch_run(
        MesaFirm,
        parameters,
        number_processes=CORES,
        max_steps=weeks,
        data_collection_period=1,
        display_progress=False,
        **seeds,
    )
