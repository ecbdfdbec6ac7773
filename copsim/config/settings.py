"""Settings as they are asked for: dotted keys with values, checked against what can be set."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from copsim.config.declare import Declared, declared
from copsim.config.groups import GROUPS, options_of
from copsim.config.refusal import unknown_key
from copsim.config.scenario import Scenario
from copsim.errors import InputError, nearest

_OTHERS = ("seeds", "timeline")


def read_file(path: Path) -> dict[str, list[Any]]:
    """Settings of a scenario file in YAML, by dotted key; ``policy: mandated`` chooses an option of a group.

    Raises InputError if the file cannot be read, is no YAML, or holds no mapping.
    """
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        settings = dict(leaves(tree)) if isinstance(tree, dict) else None
    except OSError as error:
        raise InputError(f"cannot read the scenario file {path}: {error.strerror}; check the path") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
        raise InputError(f"the scenario file {path} is no valid YAML{where}; correct it") from None
    if not settings:
        raise InputError(f"the scenario file {path} holds no settings; write lines such as 'weeks: 260'")
    return {key: [value] for key, value in settings.items()}


def leaves(tree: Mapping[Any, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted key and value of every leaf; the keys of a mapping are joined to its own."""
    for name, value in tree.items():
        key = f"{prefix}.{name}" if prefix else str(name)
        if isinstance(value, dict):
            yield from leaves(value, key)
        else:
            yield key, value


def check_values(key: str, values: Sequence[Any]) -> None:
    """Refuse, with InputError, an unknown key, an unknown option of a group, and values given twice.

    Numbers are checked later, by their declaration.
    """
    for place, value in enumerate(values):
        if value in values[:place]:
            raise InputError(f"{key} lists {value!r} twice, but an arm needs to differ; remove one")
    if key in GROUPS:
        for value in values:
            _check_option(key, value)
    elif key not in _OTHERS:
        parameters = _parameters()
        if key not in parameters:
            raise InputError(unknown_key(key, [*parameters, *_OTHERS, *GROUPS]))
        for value in values:
            _check_flag(parameters[key], value)


def put(tree: dict[str, Any], key: str, value: Any) -> None:
    """Set one value in nested settings, in place."""
    *parents, leaf = key.split(".")
    for name in parents:
        tree = tree[name]
    tree[leaf] = value


def _check_option(group: str, value: Any) -> None:
    options = options_of(group)
    if value in options:
        return
    if isinstance(value, str) and value.endswith((".yaml", ".yml")):
        raise InputError(f"{group}={value} names a file; give a file of settings with --scenario {value}")
    raise InputError(f"unknown {group} {value!r}{nearest(str(value), options)}; known: {', '.join(options)}")


def _check_flag(parameter: Declared, value: Any) -> None:
    """True and false count as 1 and 0 in Python, but are no numbers to a person."""
    if isinstance(value, bool) and not isinstance(parameter.default, bool):
        wanted = "a choice or text" if isinstance(parameter.default, str) else "a number"
        raise InputError(f"{parameter.path}={str(value).lower()} is refused: it must be {wanted}, not a flag")


@functools.cache
def _parameters() -> dict[str, Declared]:
    return {parameter.path: parameter for parameter in declared(Scenario)}
