"""Which arms of a grid are compared with which: like with like, at the same other settings."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from copsim.config.grid import NAMING, shown
from copsim.errors import InputError, nearest

Sweep = Mapping[str, Mapping[str, Any]]


class Slice(NamedTuple):
    """Arms that differ in the contrast only: ``arms`` maps short names (such as a policy) to names in the results."""

    settings: dict[str, Any]
    arms: dict[str, str]
    baselines: tuple[str, ...]


def contrast_key(sweep: Sweep) -> str:
    """The key whose values are compared: the policy, else the form, the first lever of the policy, the first key."""
    keys = list(next(iter(sweep.values())))
    naming = [key for key in NAMING if key in keys]
    levers = [key for key in keys if key.startswith("policy.")]
    return (naming or levers or keys)[0]


def numeric_keys(sweep: Sweep) -> list[str]:
    """Keys beside the contrast whose values are all numbers: an effect can be drawn over each."""
    contrast = contrast_key(sweep)
    keys = [key for key in next(iter(sweep.values())) if key != contrast]
    return [key for key in keys if all(_is_number(settings[key]) for settings in sweep.values())]


def slices(sweep: Sweep, wanted: Sequence[str] = ()) -> list[Slice]:
    """The grid cut into parts within which only the contrast varies, each with its baselines.

    ``sweep`` gives arm -> {key: value} for two or more arms. ``wanted`` names baselines: values of the contrast
    (such as policies), or arms, which are then baselines of the whole grid. Without any it is ``none`` if that
    is among the values, else the first value. Raises InputError for an unknown name.
    """
    contrast = contrast_key(sweep)
    if wanted and all(name in sweep for name in wanted):
        return [Slice({}, {arm: arm for arm in sweep}, tuple(wanted))]
    names = list(dict.fromkeys(shown(settings[contrast]) for settings in sweep.values()))
    for name in wanted:
        if name not in names:
            known = names + [arm for arm in sweep if arm not in names]
            raise InputError(f"unknown baseline {name!r}{nearest(name, known)}; arms: {', '.join(known)}")
    baselines = tuple(wanted) or (("none",) if "none" in names else (names[0],))
    found: dict[str, Slice] = {}
    for arm, settings in sweep.items():
        others = {key: value for key, value in settings.items() if key != contrast}
        part = found.setdefault(repr(others), Slice(others, {}, baselines))
        part.arms[shown(settings[contrast])] = arm
    return list(found.values())


def described(settings: Mapping[str, Any]) -> str:
    """'assigned_hours=22, headcount=60': the settings that all arms of a slice share."""
    return ", ".join(f"{key.rpartition('.')[2]}={shown(value)}" for key, value in settings.items())


def renamed(table: pd.DataFrame, part: Slice) -> pd.DataFrame:
    """The rows of a slice's arms, under their short names."""
    short = {arm: name for name, arm in part.arms.items()}
    rows = table[table["arm"].isin(list(short))]
    return rows.assign(arm=rows["arm"].map(short)).reset_index(drop=True)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
