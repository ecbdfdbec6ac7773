"""How long until something comes: help, imports, the first result of a run, and compiling everything."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.clocks import plain_environment, python
from benchmarks.rows import Row, row_of
from benchmarks.sizes import Size
from benchmarks.telling import Telling

FIRST_RUN = ("run", "scenario=small", "policy=self_selected", "seeds=2")
NOTE = (
    f"copsim {' '.join(FIRST_RUN)}: wall time from the start of the process to the first line on standard output, and "
    "to its end, when all files are written. Kernels and bytecode are there from a run before."
)


def rows(size: Size, tell: Telling) -> Iterator[Row]:
    """Wall times of processes."""
    yield row_of("python -c pass", _times(lambda: python(["-c", "pass"]).wall, size, tell, "python"), "s")
    helped = _times(lambda: python(["-m", "copsim", "--help"]).wall, size, tell, "copsim --help")
    yield row_of("copsim --help", helped, "s", "help")
    for module in ("copsim.simulation", "copsim.model"):
        times = _times(lambda module=module: python(["-c", f"import {module}"]).wall, size, tell, f"import {module}")
        yield row_of(f"import {module}", times, "s")
    pairs: list[tuple[float, float]] = []
    _times(lambda: pairs.append(first_result()) or 0.0, size, tell, "copsim run")
    first, whole = (list(times) for times in zip(*pairs[1:], strict=True))
    yield row_of("copsim run: first result", first, "s", "first_result", NOTE)
    yield row_of("copsim run: end, with tables and figures", whole, "s", note=NOTE)
    if size.compiles:
        tell("compiling everything anew, a minute or two")
        with tempfile.TemporaryDirectory() as empty:
            spent = python(["-m", "copsim.warm"], NUMBA_CACHE_DIR=empty)
        yield Row("compiling everything: wall time", spent.wall, "s", goal="compile")
        yield Row("compiling everything: processor time", spent.processor, "s")


def _times(act: Callable[[], float], size: Size, tell: Telling, what: str) -> list[float]:
    """Measured times; one more call before them is not counted."""
    times = []
    for n in range(size.starts + 1):
        tell(what, n, size.starts)
        times.append(act())
    return times[1:]


def first_result() -> tuple[float, float]:
    """Seconds until the first line of ``copsim run`` and until its end."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        words = [sys.executable, "-m", "copsim", *FIRST_RUN, "--out", str(Path(folder) / "out")]
        with subprocess.Popen(
            words, cwd=folder, env=plain_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            first = time.perf_counter() - began
            process.stdout.read()
        whole = time.perf_counter() - began
    if process.returncode != os.EX_OK or not line:
        raise RuntimeError(f"copsim {' '.join(FIRST_RUN)} failed with exit code {process.returncode}")
    return first, whole
