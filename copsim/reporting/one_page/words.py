"""Words and numbers of the page: a catalogue of texts (jinja2), and how quantities are written."""

import functools
import json
from importlib.resources import files
from typing import Any

import jinja2
import numpy as np

from copsim.reporting.labels import MINUS, number

IN_HUNDREDTHS = ("share", "quits/", "expertise", "layoffs/")
Texts = dict[str, str]


@functools.cache
def texts(language: str = "en") -> Texts:
    """The catalogue: text by key, in jinja2."""
    found: Texts = json.loads((files("copsim.reporting.one_page") / "texts" / f"{language}.json").read_text("utf-8"))
    return found


def num(value: float, signed: bool = False) -> str:
    """Three digits that say something, thousands apart: as the Lab writes numbers."""
    if value is None or not np.isfinite(value):
        return texts()["nothing"]
    size = abs(value)
    places = 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 1 else 3
    if not signed and float(value).is_integer():
        places = 0
    return number(float(value), places, signed)


def plain(value: float) -> str:
    """A setting as it was given."""
    return f"{value:,.6g}"


def whole(value: float) -> str:
    """A count."""
    return f"{round(value):,}"


def scaled(value: float, unit: str) -> float:
    """The value in the unit in which it is written: hundredths where people read these better."""
    return 100 * value if any(unit.startswith(stem) for stem in IN_HUNDREDTHS) else value


def unit_said(unit: str, difference: bool = False) -> str:
    """How a unit is written behind a number."""
    if unit.startswith("share"):
        return texts()["unit.difference" if difference else "unit.share"]
    return texts().get(f"unit.{unit}", "" if unit == "1" else unit)


def amount(value: float, unit: str, signed: bool = False) -> str:
    """A value with its unit."""
    if value is None or not np.isfinite(value):
        return texts()["nothing"]
    return f"{num(scaled(value, unit), signed)} {unit_said(unit, signed)}".strip()


def signed_two(value: float) -> str:
    """A correlation."""
    return f"{value:+.2f}".replace("-", MINUS)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


@functools.cache
def environment() -> jinja2.Environment:
    """jinja2 with the filters of the catalogue; ``t`` writes a text. Everything is escaped; missing values raise."""
    loader = jinja2.FileSystemLoader(str(files("copsim.reporting.one_page")))
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    made.filters.update(num=num, whole=whole, signed=functools.partial(num, signed=True), signed_two=signed_two)
    made.filters.update(lower_first=_lower_first, upper_first=_upper_first, amount=amount)
    made.globals["t"] = said
    return made


@functools.cache
def _text(key: str) -> jinja2.Template:
    return environment().from_string(texts()[key])


def said(key: str, **values: Any) -> Any:
    """A text of the catalogue with its values, ready for HTML."""
    import markupsafe

    return markupsafe.Markup(_text(key).render(one=1, **values))
