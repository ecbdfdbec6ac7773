"""The facts of a report are those of its runs, and of the Lab."""

import json

import numpy as np
import pytest

from copsim.app.evidence import Evidence
from copsim.app.findings import courses_of, facts_of, outcome, verdict
from copsim.app.naming import brief
from copsim.config.unknowns import drawn
from copsim.reporting.one_page.page import html, text_of, words_of
from copsim.simulation import simulate


@pytest.fixture(scope="module")
def facts(evidence: Evidence) -> dict:
    return facts_of(evidence, "1.code", "copsim report")


def test_a_pair_is_what_simulate_makes_of_its_draw_and_seed(evidence: Evidence) -> None:
    for arm in ("plan0", "without"):
        base = evidence.scenario_of(arm)
        behaviour, _ = drawn(base.behaviour, 5, frozenset(evidence.screen.firm))
        runs = simulate(base.model_copy(update={"behaviour": behaviour}), [5])
        assert evidence.levels(arm, "net_result")[5] == pytest.approx(runs.summary["net_result"][0], rel=1e-12)


def test_middle_range_and_counts_are_those_of_the_pairs(evidence: Evidence, facts: dict) -> None:
    difference = evidence.levels("plan0", "net_result") - evidence.levels("without", "net_result")
    told = facts["plans"][0]["outcomes"]["net_result"]
    assert [told["low"], told["middle"], told["high"]] == pytest.approx(np.quantile(difference, [0.1, 0.5, 0.9]))
    assert (told["better"], told["worse"], told["n"]) == ((difference > 0).sum(), (difference < 0).sum(), 44)


def test_lower_is_better_where_the_metric_says_so() -> None:
    told = outcome(np.array([1.0, 2.0, np.nan, 3.0]), np.array([2.0, 3.0, 1.0, 3.0]), "turnover")
    assert (told["better"], told["worse"], told["n"]) == (2, 0, 3)


def test_time_given_away_without_communities_is_found_to_cost_and_not_to_pay(facts: dict) -> None:
    free_time = facts["plans"][1]
    assert free_time["cost_head"] > 0
    assert verdict(free_time["outcomes"]["net_result"]) == "no"
    assert facts["plans"][0]["settings"][0]["value"] == "mandated"


def test_facts_are_plain_and_the_page_of_them_fits(evidence: Evidence, facts: dict) -> None:
    json.dumps(facts)
    page = html(facts, courses_of(evidence))
    assert 150 < words_of(page) <= 350
    assert "Free time" not in text_of(page).partition("Question")[0]  # the first plan leads


def test_an_unfinished_sentence_of_a_declaration_is_cut_at_a_mark_but_not_within_a_number() -> None:
    assert brief("Worth of solving a problem of difficulty 0.5 at once.") == (
        "worth of solving a problem of difficulty 0.5 at once"
    )
    assert brief("Hurdle of joining (in logits): entry.") == "hurdle of joining"
