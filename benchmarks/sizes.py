"""How much is measured: everything, a quick part of it, or next to nothing (for the tests)."""

from typing import NamedTuple


class Size(NamedTuple):
    """Sizes of all measurements. A size that is 0 or empty leaves its rows out."""

    name: str
    rounds: int  # measurements of which the median is taken
    stretch_seconds: float  # about how long one measurement of the engine takes
    warmup_weeks: int
    run_in_weeks: int  # weeks of the policy before anything is measured
    run_in_seconds: float  # but no longer than this
    engine_people: tuple[int, ...]
    policies_people: int  # at which all policies are measured
    mesa: tuple[tuple[int, int, int], ...]  # people, weeks of a measurement, weeks of warm-up
    batch: tuple[int, int, int]  # runs, people, weeks
    efficiency_runs: int
    mesa_batch: tuple[int, int]  # runs and weeks from which the batch is extrapolated
    memory_people: int
    million: tuple[int, int, int]  # people, weeks of warm-up, weeks
    million_seconds: float  # of wall time for those weeks, after which they are extrapolated
    step_people: int
    mechanisms_people: int
    starts: int  # processes of which the median is taken
    compiles: bool


FULL = Size(
    name="full",
    rounds=5,
    stretch_seconds=1.0,
    warmup_weeks=26,
    run_in_weeks=26,
    run_in_seconds=20.0,
    engine_people=(100, 1_000, 10_000, 100_000),
    policies_people=1_000,
    mesa=((1_000, 4, 26), (10_000, 1, 4)),
    batch=(1_000, 200, 104),
    efficiency_runs=100,
    mesa_batch=(8, 26),
    memory_people=100_000,
    million=(1_000_000, 13, 52),
    million_seconds=240.0,
    step_people=100,
    mechanisms_people=1_000,
    starts=5,
    compiles=True,
)
QUICK = FULL._replace(
    name="quick",
    stretch_seconds=0.2,
    run_in_seconds=3.0,
    engine_people=(100, 1_000, 10_000),
    mesa=((1_000, 1, 4),),
    batch=(100, 200, 104),
    efficiency_runs=20,
    mesa_batch=(4, 8),
    memory_people=0,
    million=(0, 0, 0),
    mechanisms_people=0,
    starts=3,
    compiles=False,
)
TINY = QUICK._replace(
    name="tiny",
    rounds=2,
    stretch_seconds=0.01,
    warmup_weeks=2,
    run_in_weeks=2,
    engine_people=(24, 48),
    policies_people=24,
    mesa=((24, 1, 1),),
    batch=(4, 24, 3),
    efficiency_runs=4,
    mesa_batch=(2, 3),
    memory_people=48,
    million=(60, 2, 3),
    step_people=24,
    mechanisms_people=0,
    starts=1,
)
SIZES = {size.name: size for size in (FULL, QUICK, TINY)}
