"""``python -m benchmarks``: one table of speed, memory and start-up, from one run.

Results are medians of measurements that take turns, with the lowest and the highest; what needs minutes is measured
once. Nothing is asserted. Progress is told on standard error; after Ctrl-C the table holds what is known so far.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.firms import RULE
from benchmarks.machine import machine
from benchmarks.rows import Row, left_out
from benchmarks.sizes import SIZES, Size
from benchmarks.table import text, wrapped, write_csv
from benchmarks.telling import Telling

PARTS = {
    "rates": "Engine on one core, agent-weeks",
    "against_mesa": "The same weeks in Mesa, one core",
    "batches": "Batches",
    "memory": "Memory",
    "million": "A million people",
    "start_up": "Start-up",
    "overhead": "What Mesa's shell costs",
    "mechanisms": "Where a week goes",
}
LEFT_OUT = "Goals that were not measured"
INTERRUPTED = 130


def measured(size: Size, names: Sequence[str], tell: Telling) -> tuple[dict[str, list[Row]], bool]:
    """Rows by part, and whether all of them are there: after Ctrl-C those that were known."""
    parts: dict[str, list[Row]] = {}
    try:
        for name in names:
            tell.start(PARTS[name])
            rows = parts.setdefault(PARTS[name], [])
            for row in import_module(f"benchmarks.parts.{name}").rows(size, tell):
                rows.append(row)
    except KeyboardInterrupt:
        return parts, False
    finally:
        tell.end()
    return parts, True


def report(parts: dict[str, list[Row]], size: Size, whole: bool, began: float) -> str:
    """The table and what is to be known about it."""
    said = [text(parts), wrapped(f"[*] {RULE}", 128), machine()]
    if size.name != "full":
        said.append(f"This is the {size.name} benchmark: smaller and fewer; leave out --{size.name} for everything.")
    if not whole:
        said.append("Interrupted: the table holds what was known by then.")
    load = f"; load of the machine {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    said.append(f"{time.monotonic() - began:.0f} s in all{load}")
    return "\n".join(said)


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, and write a CSV if asked; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure (default: all): {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="within two minutes, without the large sizes")
    parser.add_argument("--tiny", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table as CSV too, e.g. results/bench.csv")
    asked = parser.parse_args(words)
    if unknown := [name for name in asked.parts if name not in PARTS]:
        parser.error(f"unknown part {unknown[0]!r}; known: {', '.join(PARTS)}")
    size, began = SIZES["tiny" if asked.tiny else "quick" if asked.quick else "full"], time.monotonic()
    names = asked.parts or list(PARTS)
    parts, whole = measured(size, names, Telling(len(names), asked.quiet))
    parts = {part: rows for part, rows in parts.items() if rows}
    if not asked.parts:
        parts[LEFT_OUT] = left_out(row for rows in parts.values() for row in rows)
        parts = {part: rows for part, rows in parts.items() if rows}
    print(report(parts, size, whole, began))
    if asked.out is not None:
        write_csv(parts, asked.out)
    return 0 if whole else INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
