"""Words and numbers of the page in a language: a catalogue of texts (jinja2), and how quantities are written."""

import functools
import json
from importlib.resources import files
from typing import Any

import jinja2
import numpy as np
from markupsafe import Markup

from copsim.reporting.labels import MINUS, number

LANGUAGES = ("en", "de")
IN_HUNDREDTHS = ("share", "quits/", "expertise", "layoffs/")
Texts = dict[str, str]


@functools.cache
def texts(language: str = "en") -> Texts:
    """The catalogue: text by key, in jinja2."""
    found: Texts = json.loads((files("copsim.reporting.one_page") / "texts" / f"{language}.json").read_text("utf-8"))
    return found


def scaled(value: float, unit: str) -> float:
    """The value in the unit in which it is written: hundredths where people read these better."""
    return 100 * value if any(unit.startswith(stem) for stem in IN_HUNDREDTHS) else value


class Words:
    """A language: its texts with values in them, and its numbers."""

    def __init__(self, language: str) -> None:
        self.language, self.texts = language, texts(language)
        self._marks = str.maketrans({",": self.texts["number.thousands"], ".": self.texts["number.decimal"]})
        self._templates: dict[str, jinja2.Template] = {}
        self.environment = _environment(self)

    def said(self, key: str, **values: Any) -> Markup:
        """A text of the catalogue with its values, ready for HTML."""
        if key not in self._templates:
            self._templates[key] = self.environment.from_string(self.texts[key])
        return Markup(self._templates[key].render(one=1, **values))

    def num(self, value: float, signed: bool = False) -> str:
        """Three digits that say something, thousands apart: as the Lab writes numbers."""
        if value is None or not np.isfinite(value):
            return self.texts["nothing"]
        size = abs(value)
        places = 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 1 else 3
        if not signed and float(value).is_integer():
            places = 0
        return self.marked(number(float(value), places, signed))

    def marked(self, text: str) -> str:
        """A number as Python writes it, with the marks of the language for thousands and decimals."""
        return text.translate(self._marks)

    def plain(self, value: float) -> str:
        """A setting as it was given."""
        return self.marked(f"{value:,.6g}")

    def whole(self, value: float) -> str:
        """A count."""
        return self.marked(f"{round(value):,}")

    def signed_two(self, value: float) -> str:
        """A correlation."""
        return self.marked(f"{value:+.2f}".replace("-", MINUS))

    def unit(self, unit: str, difference: bool = False) -> str:
        """How a unit is written behind a number."""
        if unit.startswith("share"):
            return self.texts["unit.difference" if difference else "unit.share"]
        return self.texts.get(f"unit.{unit}", "" if unit == "1" else unit)

    def amount(self, value: float, unit: str, signed: bool = False) -> str:
        """A value with its unit."""
        if value is None or not np.isfinite(value):
            return self.texts["nothing"]
        return f"{self.num(scaled(value, unit), signed)} {self.unit(unit, signed)}".strip()


@functools.cache
def speaking(language: str) -> Words:
    """The words of one of LANGUAGES."""
    return Words(language)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _environment(words: Words) -> jinja2.Environment:
    """jinja2 with the filters of the catalogue; ``t`` writes a text. Everything is escaped; missing values raise."""
    loader = jinja2.FileSystemLoader(str(files("copsim.reporting.one_page")))
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    made.filters.update(num=words.num, whole=words.whole, signed_two=words.signed_two, amount=words.amount)
    made.filters.update(signed=functools.partial(words.num, signed=True))
    made.filters.update(lower_first=_lower_first, upper_first=_upper_first)
    made.globals["t"] = words.said
    return made
