"""An organization's own people and ties, read from CSV."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from copsim.config.organization import Organization
from copsim.errors import InputError
from copsim.state.world import Floats, Ints


class Roster(NamedTuple):
    """One entry a seat, in the order of seat numbers."""

    unit: Ints
    team: Ints
    site: Ints
    topic: Ints | None = None
    assigned_hours: Floats | None = None
    tenure_weeks: Ints | None = None


def _read(path: str, what: str, needed: tuple[str, ...], known: tuple[str, ...]) -> pd.DataFrame:
    if not Path(path).is_file():
        raise InputError(f"organization.{what}: there is no file {path!r}; give the path of a CSV file")
    try:
        table = pd.read_csv(path)
    except (ValueError, OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"organization.{what}: {path!r} cannot be read as CSV ({error}); save it as plain CSV"
        ) from None
    missing = [name for name in needed if name not in table.columns]
    if missing:
        raise InputError(f"organization.{what}: {path!r} lacks the column {missing[0]!r}; it needs {', '.join(needed)}")
    strange = [name for name in table.columns if name not in known]
    if strange:
        raise InputError(
            f"organization.{what}: {path!r} has an unknown column {strange[0]!r}; known are {', '.join(known)}"
        )
    for name in table.columns:
        values = pd.to_numeric(table[name], errors="coerce")
        if not np.isfinite(values.to_numpy(dtype=float)).all():
            line = int(np.flatnonzero(~np.isfinite(values.to_numpy(dtype=float)))[0]) + 2
            raise InputError(f"organization.{what}: column {name!r} of {path!r} needs a number on line {line}")
        table[name] = values
    return table


def _whole(table: pd.DataFrame, name: str, below: int, what: str, default: int = 0) -> Ints:
    """A column of numbers 0 .. below - 1."""
    if name not in table.columns:
        return np.full(len(table), default, dtype=np.int64)
    values = table[name].to_numpy(dtype=float)
    wrong = (values < 0) | (values >= below) | (values != np.floor(values))
    if wrong.any():
        line = int(np.flatnonzero(wrong)[0]) + 2
        raise InputError(f"organization.{what}: {name!r} must be a whole number from 0 to {below - 1}, see line {line}")
    return values.astype(np.int64)


def read_roster(path: str, o: Organization) -> Roster:
    """Seats from CSV with columns seat, unit, team, site, topic, assigned_hours, tenure_weeks (all but seat optional).

    Seats are numbered 0 .. headcount - 1, each once; teams are numbered from 0 and lie within one unit.
    Errors: InputError, one sentence with the line.
    """
    known = ("seat", "unit", "team", "site", "topic", "assigned_hours", "tenure_weeks")
    table = _read(path, "roster", ("seat",), known)
    if len(table) != o.headcount:
        raise InputError(
            f"organization.roster: {path!r} has {len(table)} seats but organization.headcount is {o.headcount}; "
            "make them equal"
        )
    seat = _whole(table, "seat", o.headcount, "roster")
    if len(set(seat.tolist())) != len(seat):
        raise InputError(f"organization.roster: a seat stands twice in {path!r}; every seat needs one line")
    table = table.iloc[np.argsort(seat)].reset_index(drop=True)
    hours = table["assigned_hours"].to_numpy(dtype=float) if "assigned_hours" in table else None
    if hours is not None and ((hours < 0) | (hours > 168)).any():
        raise InputError(f"organization.roster: assigned_hours in {path!r} must lie between 0 and 168")
    tenure = _whole(table, "tenure_weeks", 5200, "roster") if "tenure_weeks" in table else None
    unit = _whole(table, "unit", o.units, "roster")
    return Roster(
        unit=unit,
        team=_whole(table, "team", o.headcount, "roster") if "team" in table else unit.copy(),
        site=_whole(table, "site", o.sites, "roster"),
        topic=_whole(table, "topic", o.topics, "roster") if "topic" in table else None,
        assigned_hours=hours,
        tenure_weeks=tenure,
    )


def read_ties(path: str, o: Organization) -> tuple[Ints, Ints, Floats]:
    """Ties from CSV with columns seat, other, strength: (seat, other, strength), each pair both ways."""
    table = _read(path, "tie_list", ("seat", "other", "strength"), ("seat", "other", "strength"))
    seat, other = _whole(table, "seat", o.headcount, "tie_list"), _whole(table, "other", o.headcount, "tie_list")
    strength = table["strength"].to_numpy(dtype=float)
    if ((strength < 0) | (strength > 1)).any():
        raise InputError(f"organization.tie_list: strength in {path!r} must lie between 0 and 1")
    if (seat == other).any():
        raise InputError(
            f"organization.tie_list: {path!r} ties a seat to itself on line {int(np.argmax(seat == other)) + 2}"
        )
    return seat, other, strength
