"""German is whole: every declared text that the page can show has a German one, and none is left of what has gone.

Whoever declares a lever, an unknown, a metric or a preset adds its German to static/text/declared/de.json.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copsim.app import about
from copsim.app.limits import Limits
from copsim.app.naming import Names, catalogue
from copsim.config.timeline import SETTINGS
from copsim.config.unknowns import explored


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


STATIC = Path(about.__file__).parent / "static"
TOLD = json.loads(about.as_json(Limits()))
ENGLISH, PAGE = (read_json(STATIC / "text" / f"{language}.json") for language in ("en", "de"))
DECLARED = read_json(STATIC / "text" / "declared" / "de.json")
GERMAN = {**PAGE, **DECLARED}
SAME = {"title", "plan_n", "budget"}  # words that both languages have


def units() -> Iterator[str]:
    details = {word for needs, may in SETTINGS.values() for words in (*needs, *may) for word in words.split("|")}
    changes = [change for change in TOLD["changes"] if change["path"] in details]
    for one in (*TOLD["levers"], *TOLD["unknowns"], *TOLD["metrics"], *changes):
        if one["unit"] != "1" and not one["unit"].startswith("share"):
            yield f"unit.{one['unit']}"


def names_and_meanings() -> Iterator[str]:
    for kind, parameters in (("lever", TOLD["levers"]), ("unknown", TOLD["unknowns"])):
        for one in parameters:
            yield from (f"{kind}.{one['path']}", f"says.{one['path']}", f"source.{one['source']}")
            yield from (f"option.{one['path']}.{option}" for option in one["options"])
    for metric in TOLD["metrics"]:
        yield from (f"metric.{metric['name']}", f"metric.{metric['name']}.doc")
    yield from (f"book.{line['name']}" for line in TOLD["books"])


def groups() -> Iterator[str]:
    for lever in TOLD["levers"]:
        yield f"group.{lever['path'].partition('.')[0]}"
    for unknown in TOLD["unknowns"]:
        yield f"group.{unknown['path'].rpartition('.')[0]}"


def presets() -> Iterator[str]:
    for kind, several in TOLD["presets"].items():
        for one in several:
            yield from (f"{kind}.{one['name']}", f"{kind}.{one['name']}.says")


def dated_changes() -> Iterator[str]:
    yield from (f"kind.{shock}" for shock in SETTINGS if shock != "none")
    for needs, may in SETTINGS.values():
        yield from (f"change.{word}" for words in (*needs, *may) for word in words.split("|"))
    for change in TOLD["changes"]:
        if change["path"] == "to":
            yield from (f"option.change.to.{option}" for option in change["options"] if option)


def patterns() -> Iterator[str]:
    for row in read_json(STATIC / "patterns.json"):
        if re.search(r"[a-z]", row["target"]):
            yield f"pattern.{row['key']}.target"


WANTED = {
    "units": set(units()),
    "names and meanings": set(names_and_meanings()),
    "groups": set(groups()),
    "presets": set(presets()),
    "dated changes": set(dated_changes()),
    "patterns": set(patterns()),
}


@pytest.mark.parametrize("kind", WANTED)
def test_everything_declared_that_the_page_shows_has_a_german_text(kind: str) -> None:
    assert sorted(WANTED[kind] - set(GERMAN)) == []


def test_no_german_text_is_left_of_what_is_declared_no_more() -> None:
    assert sorted(set(DECLARED) - set.union(*WANTED.values())) == []
    assert sorted(set(DECLARED) & set(PAGE)) == []


def english() -> dict[str, str]:
    """What is declared, by the key of its German text."""
    found = {f"says.{one['path']}": one["doc"] for one in (*TOLD["levers"], *TOLD["unknowns"])}
    found |= {f"source.{one['source']}": one["source"] for one in (*TOLD["levers"], *TOLD["unknowns"])}
    for metric in TOLD["metrics"]:
        found |= {f"metric.{metric['name']}": metric["label"], f"metric.{metric['name']}.doc": metric["doc"]}
    found |= {f"book.{line['name']}": line["label"] for line in TOLD["books"]}
    return found


def test_no_german_text_is_the_english_one() -> None:
    assert [key for key, text in english().items() if DECLARED[key] == text] == []
    assert {key for key, text in ENGLISH.items() if PAGE[key] == text and re.search("[a-z]{3}", text)} == SAME


def test_no_text_is_empty_or_has_stray_marks() -> None:
    for key, text in DECLARED.items():
        assert text == " ".join(text.split()) != "", key
        assert not set(text) & set("{}<>&"), key


def test_a_target_in_german_has_the_numbers_of_the_known_one() -> None:
    for row in read_json(STATIC / "patterns.json"):
        german = DECLARED.get(f"pattern.{row['key']}.target", row["target"])
        assert re.findall(r"\d+", german) == re.findall(r"\d+", row["target"]), row["key"]


def test_no_two_unknowns_are_called_the_same() -> None:
    names: list[Any] = [Names("de").unknown(p.path) for p in explored()]
    assert len(set(names)) == len(names)
    assert set(names) <= set(catalogue("de").values())
