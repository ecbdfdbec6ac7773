"""The table of all declared parameters, as Markdown, CSV or JSON."""

import csv
import io
import json
from typing import Any

from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario

COLUMNS = (
    "path",
    "default",
    "unit",
    "bounds",
    "explore",
    "null",
    "options",
    "read_by",
    "felt_first",
    "meaning",
    "source",
)
NOT_BUILT = "nothing yet"


def catalogue() -> list[dict[str, Any]]:
    """A row per parameter, in the order of declaration, with the keys of ``COLUMNS``.

    ``bounds`` and ``explore`` are (low, high) or None; ``null`` is the value at which the link is absent;
    ``options`` are the settings of a choice that a mechanism reads.
    """
    return [_row(parameter) for parameter in declared(Scenario)]


def _row(parameter: Declared) -> dict[str, Any]:
    bounds = None if parameter.bounds == (None, None) else list(parameter.bounds)
    return {
        "path": parameter.path,
        "default": parameter.default,
        "unit": parameter.unit,
        "bounds": bounds,
        "explore": None if parameter.explore is None else list(parameter.explore),
        "null": parameter.null,
        "options": [option for option in parameter.options if option not in parameter.unread],
        "read_by": NOT_BUILT if parameter.read_by is None else parameter.read_by,
        "felt_first": parameter.felt,
        "meaning": parameter.doc,
        "source": parameter.source,
    }


def as_json() -> str:
    """The catalogue as a JSON list of objects, a line each."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in catalogue()) + "\n]\n"


def as_csv() -> str:
    """The catalogue as CSV; ranges as low..high, options separated by spaces."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([[_text(row[column]) for column in COLUMNS] for row in catalogue()])
    return out.getvalue()


def as_markdown() -> str:
    """The catalogue as a Markdown table."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for row in catalogue():
        cells = [_text(row[column]).replace("|", "\\|") for column in COLUMNS]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


FORMATS = {"md": as_markdown, "csv": as_csv, "json": as_json}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and value and not isinstance(value[0], str):
        return "..".join("" if end is None else _text(end) for end in value)
    if isinstance(value, list):
        return " ".join(value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)
