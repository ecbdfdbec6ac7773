"""The page keeps to its words, tells no number that the facts do not hold, and shows no number where luck would do."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from copsim.reporting.one_page import page as pages
from copsim.reporting.one_page.page import MOST_WORDS, html, text_of, words_of
from copsim.reporting.one_page.words import IN_HUNDREDTHS, LANGUAGES, speaking, texts

NUMBER = re.compile(r"(?<![\w.])[+\N{MINUS SIGN}-]?\d[\d,]*(?:\.\d+)?(?![\w])")
KINDS = [(plans, wordy) for plans in (1, 2, 4) for wordy in (False, True)]


@pytest.fixture(autouse=True)
def _no_figure(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures take time; a stand-in where a test is about words."""
    if "drawn" not in request.node.name:
        monkeypatch.setattr(pages, "drawn_svg", lambda _: "<svg><text>12345</text></svg>")


def numbers_in(facts: Any) -> Iterator[float]:
    """Every number of the facts, within words too; codes and commands are no numbers."""
    if isinstance(facts, bool) or facts is None:
        return
    if isinstance(facts, (int, float)):
        yield float(facts)
    elif isinstance(facts, str):
        yield from (read(text) for text in NUMBER.findall(facts))
    elif isinstance(facts, dict):
        for key, value in facts.items():
            if key not in ("link", "command", "version"):
                yield from numbers_in(value)
    else:
        for value in facts:
            yield from numbers_in(value)


def read(text: str) -> float:
    return float(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))


def unsupported(page: str, facts: dict[str, Any]) -> list[str]:
    """Numbers that can be read on a page and are no rounding of a fact, or of a hundred times a fact."""
    for name in ("link", "command"):
        page = page.replace(f'<code class="{name}">', "<svg>").replace("</code>", "</svg>")
    known = list(numbers_in(facts))
    found = []
    for text in NUMBER.findall(text_of(page).replace(f"copsim {facts['version']}", "")):
        places = len(text.partition(".")[2])
        slack = 0.5 * 10.0**-places * 1.0001
        if not any(abs(read(text) - scale * value) <= slack for value in known for scale in (1, 100)):
            found.append(text)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("plans", "wordy"), KINDS)
def test_no_page_has_more_than_350_words(made_up, plans: int, wordy: bool, language: str) -> None:
    counts = [words_of(html(*made_up(seed, plans, wordy, language))) for seed in range(20)]
    assert max(counts) <= MOST_WORDS
    assert min(counts) > 150


@pytest.mark.parametrize(("plans", "wordy"), KINDS)
def test_every_number_on_the_page_is_a_fact(made_up, plans: int, wordy: bool) -> None:
    for seed in range(15):
        facts, courses = made_up(seed, plans, wordy)
        assert unsupported(html(facts, courses), facts) == []


def test_a_number_that_is_no_fact_would_be_noticed(made_up) -> None:
    facts, courses = made_up(1, 1)
    page = html(facts, courses).replace("</main>", "<p>and 987,654 more</p></main>")
    assert unsupported(page, facts) == ["987,654"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_no_number_of_its_own(language: str) -> None:
    assert [key for key, text in texts(language).items() if re.search(r"\d", text)] == []


def test_where_luck_would_do_no_number_is_shown(made_up) -> None:
    facts, courses = made_up(3, 2)
    for plan in facts["plans"]:
        for outcome in plan["outcomes"].values():
            outcome.update(sure=False, middle=4321.0, low=-8765.0, high=9876.0)
    facts.update(verdict="open")
    text = text_of(html(facts, courses))
    assert not any(number in text for number in ("4,321", "8,765", "9,876"))
    assert text.count("cannot be told from luck") >= 3
    assert "The model cannot tell" in text


def test_a_plan_that_is_surely_worse_is_called_so(made_up) -> None:
    facts, courses = made_up(4, 1)
    facts["plans"][0]["outcomes"]["net_result"].update(sure=True, better=3, worse=97)
    facts["verdict"] = "no"
    assert "Probably not" in text_of(html(facts, courses))


def test_too_few_pairs_are_said_to_be_too_few(made_up) -> None:
    facts, courses = made_up(5, 1)
    facts.update(enough=False, drawn=True, turns=False, tripwire=None)
    assert text_of(html(facts, courses)).count("Too few pairs to tell") == 3


def test_the_drawn_page_stands_on_its_own_and_comes_out_the_same(made_up) -> None:
    facts, courses = made_up(6, 4)
    page = html(facts, courses)
    assert page == html(facts, courses)
    assert page.count("<svg") == 1
    assert not re.search(r"<script|<link|@import|src=|url\((?!#)", page)
    addresses = set(re.findall(r"https?://[^\"'<> ]+", page)) - set(re.findall(r"xmlns(?::\w+)?=\"([^\"]+)", page))
    assert {address.partition("#")[0] for address in addresses} <= {pages.ADDRESS}


def test_what_a_user_wrote_is_no_markup(made_up) -> None:
    facts, courses = made_up(7, 1)
    facts["plans"][0]["name"] = "<b>bold</b> & co"
    facts["command"] = "copsim report <script>"
    page = html(facts, courses)
    assert "<b>bold" not in page and "<script" not in page
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; co" in page


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (1234.5, "1,234"), (-0.0123, "−0.012"), (12.34, "12.3"), (float("nan"), "not measured")],
)
def test_numbers_are_written_with_three_digits_that_say_something(value: float, told: str) -> None:
    assert speaking("en").num(value) == told


def test_hundredths_are_those_of_the_lab() -> None:
    from importlib.resources import files

    script = (files("copsim") / "app" / "static" / "js" / "text.js").read_text(encoding="utf-8")
    (listed,) = re.findall(r"IN_HUNDREDTHS = \[(.*?)\]", script)
    assert tuple(re.findall(r"'(.*?)'", listed)) == IN_HUNDREDTHS
