"""A parameter is declared once; validation, sampling, documentation and labels read the declaration."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

_KEY = "copsim"


def param(
    default: Any,
    *,
    unit: str,
    doc: str,
    source: str,
    bounds: tuple[float | None, float | None] = (None, None),
    explore: tuple[float, float] | None = None,
    null: Any = None,
    read_by: str | None = "",
    unread: tuple[str, ...] = (),
    felt: str = "",
) -> Any:
    """Declare one parameter of a :class:`Group`.

    default: value in the default firm. unit: as printed on axes. bounds: inclusive limits. explore:
    range that sensitivity studies sample. null: value at which the link is absent (None: there is
    no link to remove, as for a head count). source: where the value comes from, or "assumed".
    read_by: the mechanism that reads a policy lever; None for a lever whose mechanism is not built,
    so that any other value than the default is refused. unread: settings of a named choice that no
    mechanism reads yet. felt: the metric that feels a lever first.
    """
    facts: dict[str, Any] = {"unit": unit, "source": source, "explore": explore, "null": null, "bounds": bounds}
    facts.update(read_by=read_by, unread=unread, felt=felt)
    low, high = bounds
    limits: dict[str, Any] = {"ge": low, "le": high} if low is not None or high is not None else {}
    return Field(default, description=doc, json_schema_extra={_KEY: facts}, **limits)


class Group(BaseModel):
    """A frozen, closed set of declared parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)

    @model_validator(mode="after")
    def _refuse_levers_without_mechanism(self) -> "Group":
        for name, field in type(self).model_fields.items():
            facts = facts_of(field)
            value = getattr(self, name)
            if not facts or isinstance(value, Group):
                continue
            if facts["read_by"] is None and value != field.default:
                raise ValueError(f"{name}: no mechanism reads this lever yet; leave it at {field.default!r}")
            if value in facts["unread"]:
                raise ValueError(f"{name}: no mechanism reads the setting {value!r} yet; choose another")
        return self


def facts_of(field: FieldInfo) -> dict[str, Any]:
    """What :func:`param` declared of a field; empty for a nested group."""
    extra = field.json_schema_extra
    return dict(extra[_KEY]) if isinstance(extra, dict) and _KEY in extra else {}  # type: ignore[arg-type]


@dataclass(frozen=True)
class Declared:
    """One declared parameter: its dotted path and everything said about it."""

    path: str
    default: Any
    unit: str
    bounds: tuple[float | None, float | None]
    explore: tuple[float, float] | None
    null: Any
    options: tuple[str, ...]
    doc: str
    source: str
    read_by: str | None
    unread: tuple[str, ...]
    felt: str


def declared(group: type[BaseModel], prefix: str = "") -> Iterator[Declared]:
    """Every parameter below ``group``, in the order of declaration."""
    for name, field in group.model_fields.items():
        path = f"{prefix}{name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from declared(field.annotation, f"{path}.")
            continue
        facts = facts_of(field)
        if facts:
            options = tuple(str(o) for o in get_args(field.annotation) if isinstance(o, str))
            yield Declared(path, field.default, options=options, doc=field.description or "", **facts)


def value_at(share: float, low: float, high: float, whole: bool) -> float | int:
    """The value at a share in [0, 1) of a range; of whole numbers each has an equal part of it."""
    if not whole:
        return float(low + share * (high - low))
    least, most = math.ceil(low), math.floor(high)
    return min(least + math.floor(share * (most - least + 1)), most)


def is_finite(value: Any) -> bool:
    """True for every number that is neither NaN nor infinite."""
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
