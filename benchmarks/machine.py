"""What the measurements were made on."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.clocks import ROOT

PACKAGES = ("numpy", "numba", "mesa", "pandas")


def machine() -> str:
    """Processor, cores, memory, versions and commit, in two lines."""
    versions = ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in PACKAGES)])
    return f"{_processor()}, {os.cpu_count()} cores, {_memory()}{platform.system()}; {versions}\n{_commit()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        named = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        return f"{named['model name']} (family {named['cpu family']}, model {named['model']})"
    except (OSError, KeyError):
        return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1024**3:.0f} GiB, "
    except (ValueError, OSError, AttributeError):
        return ""


def _commit() -> str:
    try:
        commit = _git("rev-parse", "--short", "HEAD")
        return f"commit {commit}" + (", with changes" if _git("status", "--porcelain", "--", "copsim", "conf") else "")
    except (OSError, subprocess.SubprocessError):
        return "no commit known"


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True, timeout=10)
    return done.stdout.strip()
