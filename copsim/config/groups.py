"""Where the configuration groups are, and which options each has."""

import functools
from pathlib import Path

from copsim.errors import InputError

GROUPS = ("organization", "behaviour", "policy", "scenario", "form")
WHOLE = ("scenario", "form")  # groups whose options speak of the whole scenario


@functools.cache
def conf_folder() -> Path:
    """The folder of configuration groups: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "conf", package.parent / "conf"):
        if (folder / "config.yaml").is_file():
            return folder
    raise InputError(f"the configuration folder conf/ is missing beside {package}; install copsim again")


@functools.cache
def options_of(group: str) -> tuple[str, ...]:
    """Options of a group in alphabetical order, for instance the policies."""
    return tuple(sorted(path.stem for path in (conf_folder() / group).glob("*.yaml")))
