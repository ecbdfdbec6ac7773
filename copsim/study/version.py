"""Which model computed a result: the version of copsim and a hash of the source that can change a number."""

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What copsim.simulation imports, but for the declarations: what they say is in the resolved scenario of a case.
# tests/study/test_version.py holds the list to what is really imported.
FILES = ("decision", "kernel", "reference", "streams", "engine", "events", "removal", "walk", "runs", "simulation")
FOLDERS = ("state", "mechanisms", "metrics")
# declarations that hold rules of their own besides
DECLARATIONS = ("config/records.py", "config/scenario.py", "config/shocks.py", "config/levers/occasions.py")


def sources(package: Path) -> list[Path]:
    """Source files below ``package`` on which results depend, in the order of their names."""
    files = [package / f"{name}.py" for name in FILES] + [package / name for name in DECLARATIONS]
    for folder in FOLDERS:
        files += sorted((package / folder).rglob("*.py"))
    return [file for file in files if file.is_file()]


@functools.cache
def model_version() -> str:
    """'0.1.0+3f2a...': two results may be pooled only if it is the same."""
    package = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for file in sources(package):
        total.update(file.relative_to(package).as_posix().encode() + b"\0")
        total.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    try:
        release = version("copsim")
    except PackageNotFoundError:
        release = "0"
    return f"{release}+{total.hexdigest()[:16]}"
