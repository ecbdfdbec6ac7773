"""Parameters as compiled code sees them: one record of numbers per declared group.

Attribute names are those of the declaration, nested groups included. A choice becomes the index of its option, a flag
0 or 1; texts are left out. Compiled code gets one pointer, whatever the number of parameters; plain Python (the oracle
of the tests) gets the same numbers in a plain object, which it reads faster.
"""

import functools
import os
from types import SimpleNamespace
from typing import Any, get_args

import numpy as np
from pydantic import BaseModel

from copsim.config.declare import Group

_PLAIN = os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


@functools.cache
def layout_of(group: type[BaseModel]) -> np.dtype:
    """Layout of the record of a declared group."""
    fields: list[tuple[str, Any]] = []
    for name, field in group.model_fields.items():
        if _is_group(field.annotation):
            fields.append((name, layout_of(field.annotation)))  # type: ignore[arg-type]
        elif field.annotation is not str:
            fields.append((name, np.float64 if field.annotation is float else np.int64))
    return np.dtype(fields)


def _numbers(group: Group) -> dict[str, Any]:
    numbers: dict[str, Any] = {}
    for name in layout_of(type(group)).names or ():
        value, annotation = getattr(group, name), type(group).model_fields[name].annotation
        if isinstance(value, Group):
            numbers[name] = _numbers(value)
        elif isinstance(value, str):
            numbers[name] = get_args(annotation).index(value)
        else:
            numbers[name] = float(value) if annotation is float else int(value)
    return numbers


def _tuple(numbers: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(_tuple(value) if isinstance(value, dict) else value for value in numbers.values())


def _plain(numbers: dict[str, Any]) -> SimpleNamespace:
    parts = {name: _plain(value) if isinstance(value, dict) else value for name, value in numbers.items()}
    return SimpleNamespace(**parts)


def record_of(group: Group) -> Any:
    """The numbers of ``group``."""
    numbers = _numbers(group)
    return _plain(numbers) if _PLAIN else np.rec.array([_tuple(numbers)], dtype=layout_of(type(group)))[0]


def option(group: type[Group], name: str, value: str) -> int:
    """Number that stands for one option of a choice in compiled code."""
    return get_args(group.model_fields[name].annotation).index(value)
