"""Clocks: processor time of this process, wall time, and what child processes took."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]


def processor_seconds(act: Callable[[], object]) -> float:
    """Processor time of one call."""
    began = time.process_time()
    act()
    return time.process_time() - began


def wall_seconds(act: Callable[[], object]) -> float:
    """Wall time of one call."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def peak_bytes() -> int:
    """Most resident memory that this process has held so far.

    On Linux as the kernel counts it from the start of the program: ``ru_maxrss`` begins there with what the parent
    process held when it made this one.
    """
    status = Path("/proc/self/status")
    for line in status.read_text(encoding="ascii").splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return 1024 * int(line.split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


class Spent(NamedTuple):
    """What a child process took, and what it printed."""

    wall: float
    processor: float
    output: str


def python(words: Sequence[str], cwd: Path = ROOT, **environment: str) -> Spent:
    """Run Python with these words in a process of its own."""
    before, began = _of_children(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, *words], cwd=cwd, env=plain_environment(**environment), capture_output=True, check=False
    )
    wall, processor = time.perf_counter() - began, _of_children() - before
    if done.returncode != 0:
        raise RuntimeError(f"python {' '.join(words)} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return Spent(wall, processor, done.stdout.decode())


def told_by(module: str, *words: object) -> Any:
    """What a module prints as JSON in its last line, run in a process of its own."""
    return json.loads(python(["-m", module, *map(str, words)]).output.splitlines()[-1])


def plain_environment(**more: str) -> dict[str, str]:
    """The environment of a child: it finds this checkout, and may keep its bytecode as anybody's Python does."""
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, **more}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
