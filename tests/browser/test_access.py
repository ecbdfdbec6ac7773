"""Everybody can use it: keyboard alone, no accessibility violation, every size of screen."""

import pytest

from .conftest import screen_of

pytestmark = pytest.mark.browser
OPEN_ALL = """() => {
  document.querySelectorAll('details.group').forEach((one) => { one.open = true; });
  return document.querySelectorAll('.control').length > 300;
}"""


def violations(page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')[:200]}" for v in found]


VIEWS = ("results", "map", "compare", "know")


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_has_an_accessibility_violation(lab, view):
    lab.open(screen_of(look={"language": "en", "view": view}))
    if view == "map":
        lab.until("() => document.querySelectorAll('.map circle.person').length > 20")
    assert violations(lab.page) == []


def test_nothing_that_opens_has_an_accessibility_violation(lab):
    lab.open(screen_of(look={"language": "de"}))
    lab.key("add-measures").select_option("policy")
    lab.key("guess").click()
    lab.until(OPEN_ALL)
    assert violations(lab.page) == []
    for key in ("share", "eight"):
        lab.key(key).click()
        assert violations(lab.page) == []
        lab.page.keyboard.press("Escape")
    lab.errors.clear()


def test_a_phone_shows_it_without_sideways_scrolling(lab):
    lab.page.set_viewport_size({"width": 390, "height": 844})
    lab.open(screen_of())
    assert lab.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations(lab.page) == []


def test_the_keyboard_alone_moves_a_lever_and_reads_the_result(lab):
    lab.open(screen_of())
    page = lab.page

    def focused(script: str) -> str:
        return page.evaluate(f"() => {{ const e = document.activeElement; return String({script}); }}")

    seen = []
    for _ in range(140):
        page.keyboard.press("Tab")
        seen.append(focused("e.dataset?.key ?? e.tagName"))
        outline = focused("getComputedStyle(e).outlineStyle")
        assert outline != "none", f"focus on {seen[-1]} is not visible"
        if seen[-1] == "l-funding.released_hours":
            break
    assert seen[0] == "A", "the first stop skips to the results"
    assert seen[-1] == "l-funding.released_hours"
    before, text = lab.drawn(), focused("e.getAttribute('aria-valuetext')")
    lab.after(lambda: page.keyboard.press("ArrowRight"))
    assert lab.drawn() != before
    assert focused("e.getAttribute('aria-valuetext')") != text
    assert focused("e.dataset.key") == "l-funding.released_hours", "the focus stays on the slider"


def test_every_chart_has_a_sentence_and_a_table(lab):
    lab.open(screen_of())
    for chart in lab.page.locator(".chart").all():
        say = chart.locator(".say")
        assert "pairs" in say.inner_text()
        assert chart.locator("svg").get_attribute("aria-labelledby") == say.get_attribute("id")
        chart.locator("details.as-table summary").click()
        chart.locator("tbody tr").nth(12).wait_for()
