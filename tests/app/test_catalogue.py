"""What the page says: every word in one catalogue a language, every preset usable, every declared text there."""

import json
import re
from pathlib import Path

import pytest

from copsim.app import about
from copsim.app.limits import Limits
from copsim.app.presets import presets
from copsim.app.screen import read_screen
from copsim.config.groups import options_of
from copsim.config.timeline import SHOCKS
from copsim.metrics.catalogue import METRICS

STATIC = Path(about.__file__).parent / "static"
WORDS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (STATIC / "text").glob("*.json")}
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "js").glob("*.js")}
TOLD = json.loads(about.as_json(Limits()))


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_the_other_language_has_every_word_of_the_first():
    assert set(WORDS) == {"en", "de"}
    assert set(WORDS["en"]) == set(WORDS["de"])
    for key, text in WORDS["en"].items():
        assert placeholders(WORDS["de"][key]) == placeholders(text), key


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_word_that_a_script_uses_is_in_the_catalogue(name):
    used = re.findall(r"\bt\('([\w.]+)'", SCRIPTS[name]) + re.findall(
        r"\bt\([^'`()]*\? '(\w+)' : '(\w+)'", SCRIPTS[name]
    )
    keys = {key for found in used for key in ([found] if isinstance(found, str) else found)}
    assert keys <= set(WORDS["en"])


def test_words_that_are_put_together_are_in_the_catalogue():
    wanted = [f"kind.{kind}" for kind in (*SHOCKS, "policy", "ends")]
    wanted += [f"line.{line}" for line in ("with", "without", "default_with", "default_without", "difference")]
    wanted += [f"culture.{name}" for name in ("default", "formal", "informal")]
    wanted += [f"lever.{lever['path']}" for lever in TOLD["levers"] if lever["first"]]
    wanted += [f"unknown.{path}" for path in TOLD["asked_first"]]
    wanted += [f"plans.{name}" for name in options_of("policy")]
    assert [key for key in wanted if key not in WORDS["en"]] == []


def test_no_script_holds_words_of_its_own():
    for name, text in SCRIPTS.items():
        text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
        shown = re.findall(r"h\('(?:p|h2|h3|label|button|th|caption|summary)', \{[^}]*\}, '([A-Za-z][^']+)'", text)
        assert shown == [], name


def test_every_policy_is_a_plan_to_start_from():
    assert {plan["name"] for plan in TOLD["presets"]["plans"]} == set(options_of("policy"))


def test_every_preset_is_a_screen_that_the_lab_takes_and_says_what_it_is():
    for kind, several in presets(Limits()).items():
        assert several, kind
        for one in several:
            read_screen(json.loads(json.dumps(one["screen"])), Limits())
            assert one["says"], one["name"]


def test_cases_are_those_of_the_folder():
    assert {case["name"] for case in TOLD["presets"]["cases"]} <= set(options_of("scenario"))
    assert {"growth", "merger", "platforms"} <= {case["name"] for case in TOLD["presets"]["cases"]}


def test_ranges_units_and_sources_are_those_that_are_declared():
    lever = next(lever for lever in TOLD["levers"] if lever["path"] == "funding.released_hours")
    assert (lever["unit"], lever["explore"]) == ("h/person/week", [0.0, 2.0])
    assert [metric["name"] for metric in TOLD["metrics"]] == list(METRICS)
    assert all(one["source"] for one in TOLD["levers"] + TOLD["unknowns"])


def test_the_page_takes_nothing_from_elsewhere():
    for path in STATIC.rglob("*"):
        if path.suffix in (".html", ".js", ".css", ".json"):
            found = re.findall(r"https?://[^\s'\"`)]+", path.read_text(encoding="utf-8"))
            assert set(found) <= {"http://www.w3.org/2000/svg"}, path.name


def test_the_patterns_that_the_page_shows_are_those_of_the_decision():
    document = Path(__file__).parents[2] / "docs" / "decisions" / "0004-model-choices.md"
    text = document.read_text(encoding="utf-8")
    table = text[text.index("| quantity | default firm |") :].split("\n\n")[0].splitlines()[2:]
    documented = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table]
    shown = json.loads((STATIC / "patterns.json").read_text(encoding="utf-8"))
    columns = ("quantity", "measured", "public_projects", "target")
    assert [tuple(one[name] for name in columns) for one in shown] == documented
    assert {one["verdict"] for one in shown} <= {"met", "missed", "open"}
    assert all(f"pattern.{one['key']}" in WORDS["en"] for one in shown)
