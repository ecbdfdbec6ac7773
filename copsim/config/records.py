"""Parameters as compiled code sees them: one NamedTuple of numbers per declared group.

The classes are made once, at import, and live in this module under a stable name, so that
compiled code is found again on disk in the next process. A choice becomes the index of its
option, a flag 0 or 1; texts are left out.
"""

import sys
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from copsim.config.behaviours import Behaviour
from copsim.config.declare import Group
from copsim.config.organization import Organization
from copsim.config.policy import Policy


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _make(group: type[BaseModel]) -> type:
    fields: list[tuple[str, type]] = []
    for name, field in group.model_fields.items():
        if _is_group(field.annotation):
            fields.append((name, _make(field.annotation)))  # type: ignore[arg-type]
        elif field.annotation is not str:
            fields.append((name, float if field.annotation is float else int))
    made = NamedTuple(f"{group.__name__}Record", fields)  # type: ignore[misc]
    made.__module__ = __name__
    setattr(sys.modules[__name__], made.__name__, made)
    return made


_RECORDS = {group: _make(group) for group in (Organization, Behaviour, Policy)}


def record_of(group: Group) -> Any:
    """The numbers of ``group`` as its NamedTuple; attribute names are those of the declaration."""
    made = getattr(sys.modules[__name__], f"{type(group).__name__}Record")
    values = []
    for name in made._fields:
        annotation = type(group).model_fields[name].annotation
        value = getattr(group, name)
        if _is_group(annotation):
            values.append(record_of(value))
        elif isinstance(value, str):
            values.append(get_args(annotation).index(value))
        elif annotation is float:
            values.append(float(value))
        else:
            values.append(int(value))
    return made(*values)


def option(group: type[Group], name: str, value: str) -> int:
    """Number that stands for one option of a choice in compiled code."""
    return get_args(group.model_fields[name].annotation).index(value)
