"""The page prints on one sheet of either paper, by weasyprint and by a browser."""

import io

import pytest

from copsim.errors import InputError
from copsim.reporting.one_page import printing
from copsim.reporting.one_page.page import html
from copsim.reporting.one_page.words import LANGUAGES

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install -e '.[dev]'")
SIZES = {"a4": (595, 842), "letter": (612, 792)}


def pages_of(content: bytes, paper: str) -> int:
    found = pypdf.PdfReader(io.BytesIO(content)).pages
    width, height = float(found[0].mediabox.width), float(found[0].mediabox.height)
    assert (round(width), round(height)) == pytest.approx(SIZES[paper], abs=2)
    return len(found)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("plans", "paper"), [(4, "letter"), (1, "a4")])
def test_the_fullest_page_prints_on_one_sheet(made_up, plans: int, paper: str, language: str) -> None:
    pytest.importorskip("weasyprint", reason="weasyprint is not installed: pip install -e '.[dev]'")
    assert pages_of(printing.by_weasyprint(html(*made_up(11, plans, True, language)), paper), paper) == 1


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("plans", "language"), [(1, "en"), (2, "en"), (4, "en"), (1, "de"), (4, "de")])
def test_the_fullest_page_prints_on_one_sheet_from_a_browser(made_up, plans: int, paper: str, language: str) -> None:
    if printing.browser() is None:
        pytest.skip("no Chromium on this machine")
    assert pages_of(printing.by_browser(html(*made_up(12, plans, True, language)), paper), paper) == 1


def test_without_any_means_a_pdf_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    monkeypatch.setattr(printing, "BROWSERS", ("no-such-browser",))
    with pytest.raises(InputError, match=r"pip install 'copsim\[report\]'"):
        printing.printer()


def test_without_the_extra_a_browser_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    monkeypatch.setattr(printing, "BROWSERS", ("sh",))
    assert printing.printer() is printing.by_browser
