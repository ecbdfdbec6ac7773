"""The first problem of a validation error, as one sentence: what, why, what to do next."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from copsim.config.declare import Declared
from copsim.errors import nearest

_WHOLE = ("int_type", "int_parsing", "int_from_float", "int_parsing_size")
_NUMBER = ("float_type", "float_parsing", *_WHOLE)


def refusal(error: ValidationError, parameters: Sequence[Declared]) -> str:
    """One sentence for the first problem of ``error``; ``parameters`` are all that can be set."""
    first = error.errors()[0]
    path = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        return unknown_key(path, [p.path for p in parameters])
    if first["type"] == "value_error":
        start = re.match(r"[\w.]+", message)
        known = start is not None and any(p.path == f"{path}.{start[0]}" for p in parameters)
        return f"{path}{'.' if known else ': '}{message}" if path else message
    match = next((p for p in parameters if p.path == path), None)
    return f"{path}={_written(first.get('input'))} is refused: {_reason(first['type'], message, match)}"


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Sentence for a key that no parameter has, with the nearest one that exists."""
    paths = list(known)
    endings = [path for path in paths if path.endswith(f".{key}")]
    hint = f" (did you mean {endings[0]!r}?)" if len(endings) == 1 else nearest(key, paths)
    return f"unknown key {key!r}{hint}; run 'copsim parameters' for the list"


def _reason(kind: str, message: str, parameter: Declared | None) -> str:
    if kind in ("tuple_type", "list_type"):
        return "it must be a list such as [{week: 52, policy: {funding.released_hours: 1}}]"
    if parameter is None:
        return f"{message[0].lower()}{message[1:]}"
    if kind == "literal_error":
        choices = [option for option in parameter.options if option not in parameter.unread]
        return f"it must be one of {', '.join(choices)}"
    if kind == "finite_number":
        return f"it must be a finite number, {_range(parameter)}"
    if kind in _NUMBER:
        what = "a whole number" if kind in _WHOLE or isinstance(parameter.default, int) else "a number"
        return f"it must be {what}, {_range(parameter)}"
    if kind.startswith(("greater_than", "less_than")):
        return f"it must be {_range(parameter)}"
    if kind == "string_type":
        return "it must be text"
    return f"{message[0].lower()}{message[1:]}"


def _range(parameter: Declared) -> str:
    """'from 0 to 40 h/week', 'at least 0 money' or 'in h/week'."""
    low, high = parameter.bounds
    unit = "" if parameter.unit in ("1", "choice", "text") else f" {parameter.unit}"
    if low is not None and high is not None:
        return f"from {_plain(low)} to {_plain(high)}{unit}"
    if low is not None:
        return f"at least {_plain(low)}{unit}"
    return f"in{unit}" if unit else "of any size"


def _written(value: Any) -> str:
    """A value as a user writes it in an override."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def _plain(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"
