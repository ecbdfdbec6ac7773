"""Compile the model's kernels before they are needed: ``python -m copsim.warm``."""

import sys
import threading
import time

from copsim.config.scenario import build_scenario
from copsim.kernel import COMPILED


def main() -> None:
    """Run a tiny world, so that every kernel stands on disk; a line on stderr says how it goes."""
    if not COMPILED:
        return
    started, done = time.monotonic(), threading.Event()
    line = threading.Thread(target=_tell, args=(started, done), daemon=True)
    line.start()
    from copsim.simulation import simulate

    levers = {"membership": {"rule": "expert_recognised"}}
    small = {"organization": {"headcount": 12, "units": 2, "sites": 2}, "weeks": 2, "warmup_weeks": 1}
    simulate(build_scenario({**small, "policy": levers}), seeds=1)
    done.set()
    line.join()
    print(f"\rkernels are compiled ({time.monotonic() - started:.0f} s)".ljust(72), file=sys.stderr)


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
