"""The report in German says what the English one says, with German words and numbers, and no less briefly."""

import re
from collections.abc import Iterator

import pytest
from jinja2 import meta
from markupsafe import Markup

from copsim.app.evidence import Evidence
from copsim.app.findings import courses_of, facts_of
from copsim.app.naming import LEVERS, Names, column
from copsim.commands import options
from copsim.commands.request import read
from copsim.metrics.catalogue import METRICS
from copsim.reporting.one_page import page as pages
from copsim.reporting.one_page.figure import drawn
from copsim.reporting.one_page.page import MOST_WORDS, html, text_of, words_of
from copsim.reporting.one_page.words import LANGUAGES, speaking, texts

NUMBER = re.compile(r"(?<![\w.,])[+\N{MINUS SIGN}]?\d[\d.,]*(?<![.,])(?!\w)")


@pytest.fixture
def no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "drawn_svg", lambda _: "<svg></svg>")


def variables(text: str) -> set[str]:
    environment = speaking("en").environment
    return meta.find_undeclared_variables(environment.parse(text))


def english_sentences() -> Iterator[str]:
    """What stands between the values of each text, where it is three words or more."""
    for text in texts("en").values():
        for part in re.split(r"\{[{%].*?[%}]\}|\n", text):
            if len(re.findall(r"[A-Za-z]{2,}", part)) >= 3:
                yield part.strip(" .,:;()")


def test_languages_are_those_that_can_be_asked_for() -> None:
    assert options.LANGUAGES == LANGUAGES


def test_both_catalogues_have_the_same_texts_with_the_same_values() -> None:
    assert list(texts("de")) == list(texts("en"))
    plural = {"one"}
    for key, text in texts("en").items():
        assert variables(texts("de")[key]) - plural == variables(text) - plural, key


def test_no_german_text_is_the_english_one() -> None:
    same = {key for key, text in texts("en").items() if texts("de")[key] == text}
    assert same == {"hinges.mover", "made", "unit.share"}


@pytest.mark.parametrize("plans", [1, 4])
def test_a_german_page_holds_no_english_sentence(made_up, no_figure, plans: int) -> None:
    for seed in range(20):
        text = text_of(html(*made_up(seed, plans, language="de")))
        assert [sentence for sentence in english_sentences() if sentence in text] == []
        assert [m.label for m in METRICS.values() if m.label in text and " " in m.label] == []


def test_an_english_sentence_would_be_noticed(made_up, no_figure) -> None:
    text = text_of(html(*made_up(1, 1)))
    assert len([sentence for sentence in english_sentences() if sentence in text]) > 5


def test_a_german_page_tells_the_numbers_of_the_english_one_with_german_marks(
    made_up, no_figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_WORDS", 10**6)  # both with all that can be told
    swapped = str.maketrans(",.", ".,")
    for seed in range(20):
        told = {}
        for language in LANGUAGES:
            facts, courses = made_up(seed, 1, language=language)
            facts.update(turns=False, version="")
            told[language] = NUMBER.findall(text_of(html(facts, courses)).partition("Lab")[0])
        assert told["de"] == [number.translate(swapped) for number in told["en"]]
        assert any("." in number for number in told["de"]) and any("," in number for number in told["de"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_titles_of_the_figure_do_not_run_into_each_other(made_up, language: str) -> None:
    figure = drawn(made_up(1, 1, language=language)[1])
    figure.draw_without_rendering()
    left, right = (axes._left_title.get_window_extent() for axes in figure.axes)
    assert left.x1 < right.x0
    assert right.x1 < figure.bbox.x1


@pytest.mark.parametrize(
    ("value", "told"),
    [(1234567.0, "1.234.567"), (-0.0123, "−0,012"), (12.34, "12,3"), (0, "0"), (float("nan"), "nicht gemessen")],
)
def test_numbers_are_written_as_in_german(value: float, told: str) -> None:
    assert speaking("de").num(value) == told


def test_a_report_of_real_runs_speaks_german_throughout(evidence: Evidence) -> None:
    page = html(facts_of(evidence, "1.code", language="de"), courses_of(evidence, "de"))
    text = text_of(page)
    assert '<html lang="de">' in page
    assert 150 < words_of(page) <= MOST_WORDS
    assert [sentence for sentence in english_sentences() if sentence in text] == []
    assert "Wer zu Gemeinschaften gehört: alle, nach Stelle" in text
    assert "Geld je Person und Jahr" in Markup(page).unescape()


def test_names_of_a_plan_and_its_settings_are_those_of_the_lab() -> None:
    names = Names("de")
    assert names.plan("mandated", 0) == "alle, nach Stelle"
    assert names.plan("", 1) == "Plan 2"
    assert names.plan("our_own", 0) == "our own"
    assert names.setting("events.mode", "remote") == {"name": "Art der Treffen", "value": "aus der Ferne", "unit": ""}
    assert set(LEVERS) > {"events.mode"}


def test_a_box_of_unknowns_is_told_in_the_words_of_each_language() -> None:
    box = f"{column('joining.entry')} up to 2.31 and {column('ties.fade')} between 0.1 and 0.25"
    assert Names("en").box(box) == "entry up to 2.31 and fade between 0.1 and 0.25"
    assert Names("de").box(box) == "Hürde des Beitritts bis 2,31 und Schwinden einer Bindung zwischen 0,1 und 0,25"
    assert (Names("en").box("everywhere"), Names("de").box("everywhere")) == ("everywhere", "überall")


def test_the_words_that_ask_for_the_same_again_name_the_language() -> None:
    german = read(["report", "policy=open", "--language", "de"])
    english = read(["report", "policy=open", "--language", "en"])
    assert german is not None and english is not None
    assert german.words()[-2:] == ["--language", "de"]
    assert "--language" not in english.words()
