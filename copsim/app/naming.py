"""What a report calls things: as declared in English, as the Lab's page does in other languages."""

import functools
import json
import re
from importlib.resources import files
from typing import Any

from copsim.config.declare import declared
from copsim.config.policy import Policy
from copsim.config.unknowns import explored
from copsim.metrics.catalogue import METRICS
from copsim.reporting.one_page.words import speaking

ENGLISH = "en"
LEVERS = {p.path: p for p in declared(Policy)}
LIMIT = re.compile(r"(\S+) (?:up to (\S+)|above (\S+)|between (\S+) and (\S+))")  # of copsim.analysis.regions.words


@functools.cache
def catalogue(language: str) -> dict[str, str]:
    """The texts of the page: its own, and those of what is declared; the latter stand in Python for English."""
    folder = files("copsim") / "app" / "static" / "text"
    found: dict[str, str] = json.loads((folder / f"{language}.json").read_text("utf-8"))
    if language != ENGLISH:
        found |= json.loads((folder / "declared" / f"{language}.json").read_text("utf-8"))
    return found


class Names:
    """Names of one language."""

    def __init__(self, language: str) -> None:
        self.language, self.words = language, speaking(language)
        self._texts = {} if language == ENGLISH else catalogue(language)

    def metric(self, name: str) -> str:
        """A metric's label."""
        return self._texts.get(f"metric.{name}", METRICS[name].label)

    def unit(self, unit: str) -> str:
        """A unit, as on an axis."""
        return self._texts.get(f"unit.{unit}", unit)

    def plan(self, name: str, place: int) -> str:
        """A plan's own name, that of its policy, or its number."""
        if not name:
            return str(self.words.said("plan.numbered", n=place + 1))
        return self._texts.get(f"plans.{name}", name.replace("_", " "))

    def setting(self, path: str, value: Any) -> dict[str, Any]:
        """A lever and its value, in words where it is a choice."""
        name = "membership" if path == "membership.rule" else path.rpartition(".")[2].replace("_", " ")
        shown = value
        if isinstance(value, str):
            shown = self._texts.get(f"option.{path}.{value}", value.replace("_", " "))
        unit = LEVERS[path].unit
        unit = "" if unit in ("choice", "text", "1") else unit
        return {"name": self._texts.get(f"lever.{path}", name), "value": shown, "unit": unit}

    def unknown(self, path: str) -> str:
        """What an unknown is about: the beginning of its meaning, or its name where there is one."""
        return self._texts.get(f"unknown.behaviour.{path}", brief(_docs()[path]))

    def box(self, box: str) -> str:
        """Words of a box of unknowns whose names are whole paths with a colon for each dot (see :func:`column`)."""
        parts = [self._limit(*found) for found in LIMIT.findall(box)]
        return f" {self.words.texts['box.and']} ".join(parts) or self.words.texts["box.everywhere"]

    def _limit(self, name: str, most: str, least: str, low: str, high: str) -> str:
        key = "most" if most else "least" if least else "between"
        values = {"most": most, "least": least, "low": low, "high": high}
        told = {which: self.words.marked(value) for which, value in values.items()}
        path = name.replace(":", ".")
        called = self._texts.get(f"unknown.behaviour.{path}", path.rpartition(".")[2].replace("_", " "))
        return str(self.words.said(f"box.{key}", name=called, **told))


def column(path: str) -> str:
    """An unknown's name in a box: its whole path, since leaves of two groups may be called the same."""
    return path.replace(".", ":")


@functools.cache
def _docs() -> dict[str, str]:
    return {p.path: p.doc for p in explored()}


def brief(doc: str, words: int = 10) -> str:
    """The beginning of a declared meaning, without a full stop, in lower case and few words."""
    said = re.split(r"[.:;,](?=\s|$)| \(", doc, maxsplit=1)[0].split()
    text = " ".join(said[:words]) + ("…" if len(said) > words else "")
    return text[:1].lower() + text[1:]
