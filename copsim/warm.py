"""Compile the model's kernels before they are needed: ``python -m copsim.warm``."""

import os
import subprocess
import sys
import threading
import time

from copsim.config.scenario import Scenario, build_scenario
from copsim.kernel import COMPILED

FOUNDING = "founding"  # the word that asks for a part of the work only


def main() -> None:
    """Run a tiny world, so that every kernel stands on disk; a line on stderr says how it goes.

    The week and the founding are compiled side by side where there are two cores.
    """
    if not COMPILED:
        return
    if FOUNDING in sys.argv[1:]:
        compile_founding()
        return
    started, done = time.monotonic(), threading.Event()
    line = threading.Thread(target=_tell, args=(started, done), daemon=True)
    line.start()
    beside = None
    if (os.cpu_count() or 1) > 1:
        words = [sys.executable, "-m", "copsim.warm", FOUNDING]
        beside = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    compile_week()
    if beside is not None:
        beside.wait()
    from copsim.simulation import simulate

    simulate(tiny(), seeds=1)
    done.set()
    line.join()
    print(f"\rkernels are compiled ({time.monotonic() - started:.0f} s)".ljust(72), file=sys.stderr)


def tiny() -> Scenario:
    """A world of a dozen people in which every kernel is needed."""
    levers = {"membership": {"rule": "expert_recognised"}}
    small = {"organization": {"headcount": 12, "units": 2, "sites": 2}, "weeks": 2, "warmup_weeks": 1}
    shocks = [{"shock": "merger", "people": 3}, {"shock": "layoffs", "people": 2}]
    return build_scenario(
        {**small, "policy": levers, "timeline": [*shocks, {"shock": "reorganization", "to": "platforms"}]}
    )


def compile_week() -> None:
    """Compile the week, by running none of it in an empty world."""
    import numpy as np

    from copsim.config.policy import Policy
    from copsim.engine import Course, advance, terms
    from copsim.metrics.tally import empty_tallies
    from copsim.state.allocate import empty_world
    from copsim.streams import chance_of

    course = Course(tiny(), chance_of(0), empty_world(tiny(), teams=1))
    rules, prices = terms(course, Policy())
    advance(course.world, rules, prices, 0, 0, empty_tallies(1), 0, np.zeros((3, 2), dtype=np.int64))


def compile_founding() -> None:
    """Compile what comes before the first week."""
    from copsim.config.policy import Policy
    from copsim.engine import begin_week, enact, start
    from copsim.streams import chance_of

    course = start(tiny(), chance_of(1))
    for _, policy in tiny().policies():
        enact(course, policy)
    course.clock = course.scenario.warmup_weeks
    begin_week(course)
    enact(course, Policy())


def _tell(started: float, done: threading.Event) -> None:
    """Say how long it has taken: every second on a terminal, once elsewhere."""
    said = "compiling kernels, a minute or two the first time"
    if not sys.stderr.isatty():
        if not done.wait(2.0):
            print(said, file=sys.stderr, flush=True)
        return
    while not done.wait(1.0):
        print(f"\r{said}: {time.monotonic() - started:.0f} s", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
