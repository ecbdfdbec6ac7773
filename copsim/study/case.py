"""A case: one run, known by the digest of all that its result depends on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from copsim.config.scenario import Scenario, build_scenario
from copsim.config.settings import leaves, put
from copsim.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

DIGITS = 32
REFUSED = "refused"  # stands in the place of changes where the settings make no scenario
FILES = ("organization.roster", "organization.tie_list")


class Case(NamedTuple):
    """One run to be made: its digest, the arm and point of the design, the seed, and its scenario.

    ``changes`` is JSON: the settings by dotted key in which the scenario differs from the base of the plan, or
    ``{"refused": sentence}``. ``settings`` are the values of the design's columns.
    """

    digest: str
    arm: str
    point: int
    seed: int
    changes: str
    settings: tuple[Any, ...]


def tree_of(scenario: Scenario) -> dict[str, Any]:
    """Everything a scenario says, as JSON types by dotted key."""
    return dict(leaves(scenario.model_dump(mode="json")))


def changes_from(base: Mapping[str, Any], scenario: Scenario) -> str:
    """The settings of ``scenario`` that differ from ``base``, as JSON."""
    return _json({key: value for key, value in tree_of(scenario).items() if base.get(key) != value})


def scenario_from(base: Mapping[str, Any], changes: str) -> Scenario:
    """The scenario that changes from a base make. Raises InputError if they make none."""
    asked = json.loads(changes)
    if REFUSED in asked:
        raise InputError(asked[REFUSED])
    tree: dict[str, Any] = {}
    for key, value in {**base, **asked}.items():
        branch = tree
        for name in key.split(".")[:-1]:
            branch = branch.setdefault(name, {})
        put(tree, key, value)
    return build_scenario(tree)


def refused(sentence: str) -> str:
    """Changes that say why there is no scenario."""
    return _json({REFUSED: sentence})


def scenario_digest(tree: Mapping[str, Any], version: str) -> str:
    """Digest of a scenario under a model version; of a roster or tie list it takes the content, not the path."""
    content = {key: _content(tree[key]) for key in FILES if tree.get(key)}
    return hashlib.sha256(f"{version}\n{_json({**tree, **content})}".encode()).hexdigest()


def case_digest(scenario: str, seed: int) -> str:
    """Digest of a run: that of its scenario, and the seed."""
    return hashlib.sha256(f"{scenario}\n{seed}".encode()).hexdigest()[:DIGITS]


def _content(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; check the path") from None


def _json(tree: Mapping[str, Any]) -> str:
    return json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def cases_table(cases: Sequence[Case], columns: Sequence[str]) -> "pd.DataFrame":
    """Cases as a table: case, arm, point, seed, then the named columns, each of one type."""
    import pandas as pd  # only here: to start it takes half a second, and the status of a study needs none of it

    table = pd.DataFrame(
        {
            "case": [case.digest for case in cases],
            "arm": [case.arm for case in cases],
            "point": np.array([case.point for case in cases], dtype=np.int64),
            "seed": np.array([case.seed for case in cases], dtype=np.int64),
        }
    )
    for place, column in enumerate(columns):
        table[column] = _of_one_type([case.settings[place] for case in cases])
    return table


def _of_one_type(values: Sequence[Any]) -> list[Any]:
    """Whole numbers, numbers, flags or, where they mix with anything else, texts."""
    if all(isinstance(value, bool) for value in values) or all(isinstance(value, str) for value in values):
        return list(values)
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        whole = all(isinstance(value, int) for value in values)
        return [int(value) if whole else float(value) for value in values]
    return [str(value) for value in values]
