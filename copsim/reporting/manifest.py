"""What made a result: scenarios, seeds, versions, commit, and the command that makes it again."""

import hashlib
import platform
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from copsim.config.grid import Arms
from copsim.config.unknowns import POINTS

PACKAGES = ("copsim", "numpy", "numba", "mesa", "pandas", "pydantic", "hydra-core", "pyarrow", "matplotlib")


def manifest_of(command: Sequence[str], arms: Arms, started: datetime, files: Iterable[str] = ()) -> dict[str, Any]:
    """Manifest of a finished run that began at ``started`` (with its zone); JSON types only.

    ``command`` are the words that run it again. ``inputs`` holds the SHA-256 of ``files`` and of the rosters
    and tie lists that the scenarios name. ``commit`` is None outside a git checkout of copsim; ``dirty``
    says whether its code or groups differ from that commit.
    """
    return {
        "command": shlex.join(command),
        "started": started.isoformat(timespec="seconds"),
        "wall_seconds": round((datetime.now(UTC) - started).total_seconds(), 1),
        **made_with(),
        "seeds": list(arms.seeds),
        **({} if arms.unknowns is None else {"unknowns": {"draws": POINTS, "known": sorted(arms.unknowns.known)}}),
        "inputs": _digests([*files, *_named_files(arms)]),
        "arms": {
            name: {"varies": arms.sweep.get(name, {}), "scenario": scenario.model_dump(mode="json")}
            for name, scenario in arms.scenarios.items()
        },
    }


def made_with() -> dict[str, Any]:
    """Versions of packages, platform, and the commit (None outside a git checkout of copsim) with its changes."""
    return {"versions": _versions(), "platform": platform.platform(), **_commit()}


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def _commit() -> dict[str, Any]:
    source = Path(__file__).resolve().parents[2]
    try:
        if not (source / ".git").exists():
            return {"commit": None, "dirty": None}
        changes = _git(source, "status", "--porcelain", "--", "copsim", "conf")
        return {"commit": _git(source, "rev-parse", "HEAD"), "dirty": changes != ""}
    except (OSError, subprocess.SubprocessError):
        return {"commit": None, "dirty": None}


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True, timeout=10)
    return done.stdout.strip()


def _named_files(arms: Arms) -> list[str]:
    organizations = [scenario.organization for scenario in arms.scenarios.values()]
    return [path for firm in organizations for path in (firm.roster, firm.tie_list) if path]


def _digests(files: Iterable[str]) -> dict[str, str]:
    return {name: hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in dict.fromkeys(files)}
