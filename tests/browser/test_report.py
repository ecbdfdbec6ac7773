"""The button of the report opens its page, which shows its style and figure and prints on one sheet."""

import io
from pathlib import Path

import pytest

from copsim.reporting.one_page.page import MOST_WORDS, words_of

pytestmark = pytest.mark.browser
SCREEN = {
    "firm": {
        "organization.headcount": 30,
        "organization.units": 2,
        "organization.sites": 1,
        "weeks": 104,
        "warmup_weeks": 4,
    },
    "plans": [{"name": "ours", "policy": {"membership.rule": "mandated"}, "measures": []}],
    "pairs": 12,
    "look": {"language": "en"},
}


def test_the_button_opens_a_page_that_prints_on_one_sheet(lab, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    lab.open(SCREEN)
    with lab.page.expect_popup() as opened:
        lab.key("report").click()
    report = opened.value
    report.wait_for_selector("h1", timeout=60_000)
    assert "worth it?" in report.inner_text("h1")
    assert words_of(report.content()) <= MOST_WORDS
    assert report.locator("figure svg").bounding_box()["width"] > 400
    edge = report.locator(".answer").evaluate("e => getComputedStyle(e).borderLeftWidth")
    assert float(edge.removesuffix("px")) > 1, "the page's own style is not applied"
    for paper in ("A4", "Letter"):
        assert len(pypdf.PdfReader(io.BytesIO(report.pdf(format=paper))).pages) == 1
    report.screenshot(path=tmp_path / "report.png", full_page=True)
    report.close()
