"""What a study asks, as it is written in conf/study/NAME.yaml or in a file of the user's own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from copsim.config.groups import conf_folder
from copsim.config.seeds import seeds_of
from copsim.errors import InputError, nearest

SAMPLES = ("latin_hypercube", "sobol", "morris", "saltelli")
WAYS = ("grid", "list", "csv", "sample")
EXPLORED = "explored"
FEWEST_IN_CHUNK = 50
CHANGEABLE = ("seeds", "stop", "least_pairs", "look_every")  # by words such as seeds=40; others are of all cases

Range = tuple[float, float] | Literal["explored"]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Part(_Closed):
    """Rows of settings: every combination (``grid``), as listed (``list``), from a file (``csv``), or a ``sample``.

    A sample takes ``points`` from ``ranges``: ``[low, high]`` or ``explored`` by parameter; the name of a group of
    parameters, such as ``behaviour.joining``, stands for all of it that has an explored range. ``points`` counts
    trajectories in a Morris sample and base points in a Saltelli sample.
    """

    grid: dict[str, list[Any]] | None = None
    list: Sequence[dict[str, Any]] | None = None
    csv: str | None = None
    sample: Literal["latin_hypercube", "sobol", "morris", "saltelli"] | None = None
    points: int = Field(64, ge=1, le=10_000_000)
    seed: int = Field(0, ge=0)
    levels: int = Field(4, ge=2, le=1000)
    second_order: bool = False
    ranges: dict[str, Range] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_way(self) -> "Part":
        ways = [way for way in WAYS if getattr(self, way) is not None]
        if len(ways) != 1:
            raise ValueError(f"give exactly one of {', '.join(WAYS)}, got {', '.join(ways) or 'none'}")
        if (self.sample is not None) != bool(self.ranges):
            raise ValueError("a sample needs ranges, and ranges need a sample")
        for key, options in (self.grid or {}).items():
            if not options:
                raise ValueError(f"the grid lists no value of {key}; list at least one")
        for key, range_ in self.ranges.items():
            if not isinstance(range_, str) and not range_[0] < range_[1]:
                raise ValueError(f"the range of {key} is empty: {range_[0]:g} is not below {range_[1]:g}")
        if self.list is not None and not self.list:
            raise ValueError("the list holds no row; write at least one")
        return self


class Description(_Closed):
    """A study: settings of every case, levers (arms) x uncertainties (points) x seeds, and what to look at.

    settings: what all cases share. levers, uncertainties: rows of settings, every lever row with every row of
    uncertainties. seeds: a count or a list. common_seeds: every point meets the same luck; otherwise each point its
    own (arms always share it). windows: ``whole`` keeps one row a run, ``years`` one more for each year. outcomes:
    metrics the report looks at. baseline: the arm that others are compared with. smallest_effect: by metric, the
    smallest difference that would matter. chunk_runs: runs kept in one file. most_cases: above it ``--yes`` is asked.
    stop: by metric, half the width of the interval that is promised; the study then runs in rounds, first of
    ``least_pairs`` seeds, then of ``look_every`` more, and ends once every arm's effect is as narrow as that.
    """

    question: str = ""
    settings: dict[str, Any] = Field(default_factory=dict)
    levers: Part | None = None
    uncertainties: Part | None = None
    seeds: Any = 10
    common_seeds: bool = True
    windows: Literal["whole", "years"] = "whole"
    outcomes: tuple[str, ...] = ()
    baseline: str | None = None
    smallest_effect: dict[str, float] = Field(default_factory=dict)
    stop: dict[str, float] = Field(default_factory=dict)
    least_pairs: int = Field(20, ge=10)
    look_every: int = Field(5, ge=1)
    chunk_runs: int = Field(64, ge=FEWEST_IN_CHUNK, le=100_000)
    most_cases: int = Field(20_000, ge=1)

    @property
    def seed_numbers(self) -> list[int]:
        """The seeds by number."""
        return seeds_of(self.seeds)

    @model_validator(mode="after")
    def _widths(self) -> "Description":
        for metric, half in self.stop.items():
            if not half > 0:
                raise ValueError(f"stop: the interval promised for {metric} must be above 0, got {half:g}")
        return self

    def baseline_among(self, arms: Sequence[str]) -> str | None:
        """The arm that others are compared with: the named one, else ``none``, else the first; None for one arm."""
        if len(arms) < 2:
            return None
        return self.baseline if self.baseline is not None else ("none" if "none" in arms else arms[0])


def known_studies() -> tuple[str, ...]:
    """Names of the studies that come with copsim."""
    return tuple(sorted(path.stem for path in (conf_folder() / "study").glob("*.yaml")))


def study_file(name: str) -> Path:
    """The file of a study: one that comes with copsim, or a path ending in .yaml. Raises InputError."""
    if name.endswith((".yaml", ".yml")):
        return Path(name)
    known = known_studies()
    if name not in known:
        raise InputError(
            f"unknown study {name!r}{nearest(name, known)}; known: {', '.join(known)}, or give a file ending in .yaml"
        )
    return conf_folder() / "study" / f"{name}.yaml"


def read_description(name: str, changes: Mapping[str, Any] | None = None) -> Description:
    """The description of a study, with ``changes`` put over it: ``seeds``, ``stop``, or settings by dotted key.

    Raises InputError for a file that cannot be read and for anything in it that is unknown or refused.
    """
    path = study_file(name)
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read the study {path}: {error.strerror}; check the path") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
        raise InputError(f"the study {path} is no valid YAML{where}; correct it") from None
    if not isinstance(tree, dict):
        raise InputError(f"the study {path} holds no settings; write lines such as 'seeds: 10'")
    return described(tree, f"the study {name}", changes)


def described(tree: Mapping[str, Any], what: str, changes: Mapping[str, Any] | None = None) -> Description:
    """The description that nested settings hold. Raises InputError, which names ``what`` they are of."""
    asked = dict(tree)
    for key, value in (changes or {}).items():
        if key in CHANGEABLE:
            asked[key] = value
        elif key.startswith("stop."):
            asked["stop"] = {**(asked.get("stop") or {}), key.removeprefix("stop."): value}
        else:
            asked["settings"] = {**(asked.get("settings") or {}), key: value}
    try:
        found = Description.model_validate(asked)
    except ValidationError as error:
        raise InputError(f"{what} is refused: {_sentence(error)}") from None
    _ = found.seed_numbers
    return found


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        key = str(first["loc"][-1])
        fields = (Part if len(first["loc"]) > 1 else Description).model_fields
        return f"unknown key {place!r}{nearest(key, fields)}; known: {', '.join(fields)}"
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message[0].lower()}{message[1:]}" if place else message
