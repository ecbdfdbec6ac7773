"""The page in German: nothing that it holds, shown or folded, is one of the English texts; and nothing runs over."""

import json
from importlib.resources import files

import pytest

from copsim.app import about
from copsim.app.limits import Limits

from .conftest import screen_of

pytestmark = pytest.mark.browser
TEXT = files("copsim") / "app" / "static" / "text"
KEYS = ("doc", "source", "label")
OPEN_ALL = """() => {
  document.querySelectorAll('details').forEach((one) => { one.open = true; });
  return document.querySelectorAll('.control').length > 300;
}"""
HELD = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('code')) found.push(walk.currentNode.data);
  for (const one of document.querySelectorAll('[title], [aria-label]')) found.push(one.title, one.ariaLabel ?? '');
  return found;
}"""


def words(language: str) -> set[str]:
    return set(json.loads((TEXT / f"{language}.json").read_text("utf-8")).values())


def english() -> set[str]:
    """Every English text that has a German one: of the page, and as declared."""
    told = json.loads(about.as_json(Limits()))
    rows = [*told["levers"], *told["unknowns"], *told["metrics"], *told["books"]]
    found = {row[key] for row in rows for key in KEYS if key in row}
    found |= {preset["says"] for kind in told["presets"].values() for preset in kind}
    return (found | words("en")) - words("de")


@pytest.mark.parametrize("view", ["results", "map", "compare", "know"])
def test_nothing_that_a_german_page_holds_is_english(lab, view: str) -> None:
    lab.open(screen_of(look={"language": "de", "view": view}))
    lab.until(OPEN_ALL)
    lab.until(OPEN_ALL)  # what was in those that have opened
    held = {" ".join(text.split()) for text in lab.page.evaluate(HELD)}
    assert "Wer zu Gemeinschaften gehört" in held
    assert sorted(english() & held) == []


def test_an_english_page_would_be_noticed(lab) -> None:
    lab.open(screen_of())
    assert len(english() & {" ".join(text.split()) for text in lab.page.evaluate(HELD)}) > 50


@pytest.mark.parametrize("width", [390, 1440])
def test_a_german_page_runs_over_no_edge_with_everything_open(lab, width: int) -> None:
    lab.page.set_viewport_size({"width": width, "height": 844})
    lab.open(screen_of(look={"language": "de"}))
    lab.until(OPEN_ALL)
    assert lab.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    over = "() => [...document.querySelectorAll('.pane')].filter((one) => one.scrollWidth > one.clientWidth).length"
    assert lab.page.evaluate(over) == 0


def test_the_button_makes_the_report_in_german(lab) -> None:
    lab.open(screen_of(look={"language": "de"}))
    with lab.page.expect_popup() as opened:
        lab.key("report").click()
    report = opened.value
    report.wait_for_selector("h1", timeout=60_000)
    assert "lohnt sich das?" in report.inner_text("h1")
    assert report.evaluate("() => document.documentElement.lang") == "de"
    report.close()
