"""Pages of cases say what the stored results say."""

from pathlib import Path

import pytest

from copsim.cases.case import ALL, CASE
from copsim.cases.catalogue import CASES
from copsim.cases.judging import SEED, verdicts
from copsim.reporting.case_figures import draw_case, draw_overview, values_of
from copsim.reporting.case_pages import gallery, index, page
from copsim.reporting.case_tables import Stored, bounds, finding, read_stored, reason

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def stored() -> Stored:
    return read_stored(ROOT / "results" / "example" / "cases")


def test_the_stored_results_are_of_all_cases_with_twenty_seeds_and_sixty_four_draws(stored: Stored) -> None:
    assert [case.name for case in stored.cases] == list(CASES)
    assert set(stored.verdicts["seeds"]) == {20}
    assert set(stored.verdicts["draws"]) == {64}


def test_the_stored_verdicts_follow_from_the_stored_values(stored: Stored) -> None:
    for case in stored.cases[::3]:
        for verdict in verdicts(case, stored.values):
            kept = stored.said(case)[verdict.pattern]
            assert (verdict.verdict, verdict.seeds) == (kept.verdict, kept.seeds)
            assert verdict.share == pytest.approx(kept.share)
            assert verdict.luck == pytest.approx(kept.luck, rel=1e-6)


def test_whether_a_stored_value_holds_follows_from_the_statement(stored: Stored) -> None:
    for case in stored.cases:
        for statement in case.statements:
            table = stored.values[(stored.values["case"] == case.name) & (stored.values["pattern"] == statement.name)]
            assert [statement.holds(value) for value in table["value"]] == table["holds"].tolist()


@pytest.mark.parametrize("name", list(CASES))
def test_the_page_of_a_case_is_made_from_the_stored_results(name: str, stored: Stored) -> None:
    assert (ROOT / "docs" / "cases" / f"{name}.md").read_text(encoding="utf-8") == page(CASES[name], stored)


def test_the_page_of_all_cases_and_the_gallery_are_made_from_the_stored_results(stored: Stored) -> None:
    assert (ROOT / "docs" / "cases" / "README.md").read_text(encoding="utf-8") == index(stored)
    assert gallery(stored, "docs/cases") in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_reason_names_the_numbers_that_decide(stored: Stored) -> None:
    for case in stored.cases:
        said = stored.said(case)
        for statement in case.statements:
            text = reason(statement, said[statement.name])
            assert f"{round(20 * said[statement.name].share)} of 20 worlds" in text
        assert finding(case, said).startswith("Shown" if said[ALL].shown else "Not shown")


def test_bounds_are_said_in_words() -> None:
    told = {one.name: bounds(one) for one in CASES["hills"].statements}
    assert told["agenda"] == "above 0"
    assert told["a_year"] == "from 26 to 78"
    assert told["hours_after"] == "below 0"
    assert told["hours_before"] == "at least 0"


def test_a_figure_has_a_panel_per_statement_with_every_seed_in_it(stored: Stored) -> None:
    case = CASES["veterans_administration"]
    figure = draw_case(case, stored.values, stored.verdicts)
    assert len(figure.axes) == len(case.statements)
    assert len(values_of(stored.values, case, case.statements[0], CASE, SEED)) == 20
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels == ["case", "counterfactual"]


def test_the_overview_has_a_row_per_case(stored: Stored) -> None:
    (axes,) = draw_overview(stored.cases, stored.verdicts).axes
    assert len(axes.get_yticks()) == 12
