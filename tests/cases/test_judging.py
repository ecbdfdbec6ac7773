"""The one rule: what is shown and what is not."""

import math

import pandas as pd
import pytest

from copsim.cases.case import ALL, CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.judging import DRAW, SEED, VALUES, Verdict, chance_by_luck, judged, mean_of, share_of, verdicts


def never(_lives: Lives, _arm: str) -> float:
    raise AssertionError("nothing is lived here")


def case_of(*statements: Statement) -> Case:
    return Case(
        name="made_up", source="S0", title="", question="", happened="", represented="", left_out="", reading="",
        arms={CASE: Arm("one"), COUNTERFACTUAL: Arm("other")}, statements=statements,
    )  # fmt: skip


def table_of(case: Case, here: list[float], there: list[float], draws: int = 4) -> pd.DataFrame:
    """Values of the first statement by seed; each draw is a seed over again."""
    rows = []
    for arm, values in ((CASE, here), (COUNTERFACTUAL, there)):
        for over, count in ((SEED, len(values)), (DRAW, draws)):
            for number in range(count):
                value = values[number % len(values)]
                held = [one.holds(value) for one in case.statements]
                rows += [(case.name, one.name, arm, over, number, value, holds) for one, holds in
                         zip(case.statements, held, strict=True)]  # fmt: skip
                rows.append((case.name, ALL, arm, over, number, sum(held) / len(held), all(held)))
    return pd.DataFrame(rows, columns=list(VALUES))


def verdict(here: list[float], there: list[float], statement: Statement) -> Verdict:
    case = case_of(statement)
    one, total = verdicts(case, table_of(case, here, there))
    assert (one.verdict, one.share) == (total.verdict, total.share)
    return one


ABOVE = Statement("above", "above 1", "1", never, least=1.0, beyond=True)
MEAN = Statement("mean", "mean above 1", "1", never, least=1.0, beyond=True, mean=True)


def test_a_pattern_seen_in_the_case_only_is_shown() -> None:
    found = verdict([2.0] * 20, [0.5] * 20, ABOVE)
    assert found.verdict == "shown"
    assert (found.share, found.share_counterfactual) == (1.0, 0.0)


def test_a_planted_pattern_that_the_counterfactual_has_as_well_is_not_shown() -> None:
    luck = [2.0] * 17 + [0.5] * 3
    found = verdict(luck, luck, ABOVE)
    assert found.share == found.share_counterfactual == 0.85
    assert found.verdict == "not_shown"


def test_a_pattern_that_the_counterfactual_has_more_often_is_not_shown() -> None:
    assert verdict([2.0] * 12 + [0.0] * 8, [2.0] * 20, ABOVE).verdict == "not_shown"


def test_a_pattern_seen_in_fewer_than_half_of_the_worlds_is_not_shown() -> None:
    found = verdict([2.0] * 9 + [0.0] * 11, [0.0] * 20, ABOVE)
    assert found.luck < 0.01
    assert found.verdict == "not_shown"


def test_four_worlds_of_four_may_be_luck_and_five_of_five_are_not() -> None:
    assert verdict([2.0] * 4, [0.0] * 4, ABOVE).verdict == "not_shown"
    assert verdict([2.0] * 5, [0.0] * 5, ABOVE).verdict == "shown"


def test_a_statement_on_a_mean_needs_the_interval_of_the_mean_within_its_bounds() -> None:
    uneven = [2.0] * 15 + [-9.0] * 5
    assert verdict(uneven, [0.0] * 20, ABOVE).verdict == "shown"
    assert verdict(uneven, [0.0] * 20, MEAN).verdict == "not_shown"
    assert verdict([2.0, 3.0] * 10, [0.0] * 20, MEAN).verdict == "shown"


def test_all_statements_have_to_hold_in_the_same_worlds() -> None:
    low = Statement("low", "below 3", "1", never, most=3.0, beyond=True)
    case = case_of(ABOVE, low)
    above, below, total = verdicts(case, table_of(case, [2.0, 4.0] * 10, [0.0] * 20))
    assert above.verdict == "shown"
    assert below.verdict == "not_shown"  # the counterfactual is below 3 as well
    assert total.share == 0.5
    assert total.verdict == "shown"


def test_worlds_with_nothing_to_judge_do_not_count_as_seen() -> None:
    found = verdict([math.nan] * 10 + [2.0] * 10, [math.nan] * 20, ABOVE)
    assert found.share == 0.5
    assert found.mean == 2.0


@pytest.mark.parametrize(
    ("statement", "value", "holds"),
    [
        (ABOVE, 1.0, False),
        (ABOVE, 1.1, True),
        (Statement("at_least", "", "", never, least=1.0), 1.0, True),
        (Statement("from_to", "", "", never, least=0.0, most=1.0), 0.0, True),
        (Statement("from_to", "", "", never, least=0.0, most=1.0), 1.01, False),
        (Statement("any", "", "", never), math.nan, False),
    ],
)
def test_bounds_are_inclusive_unless_a_statement_says_beyond(statement: Statement, value: float, holds: bool) -> None:
    assert statement.holds(value) is holds


def test_the_interval_of_a_share_is_that_of_clopper_and_pearson() -> None:
    share, low, high = share_of([True] * 20)
    assert (share, high) == (1.0, 1.0)
    assert low == pytest.approx(0.025 ** (1 / 20), abs=1e-9)  # closed form for n of n
    assert all(math.isnan(end) for end in share_of([]))


def test_luck_is_the_one_sided_binomial_of_the_worlds_that_differ() -> None:
    assert chance_by_luck([True] * 6 + [False] * 4, [False] * 6 + [False] * 4) == pytest.approx(0.5**6)
    assert chance_by_luck([True, False], [True, False]) == 1.0


def test_a_mean_leaves_out_what_is_missing() -> None:
    assert mean_of([1.0, 3.0, math.nan])[0] == 2.0
    assert math.isnan(mean_of([math.nan])[0])


def test_judging_gives_a_row_for_every_statement_in_both_worlds_and_one_for_all() -> None:
    case = case_of(
        Statement("one", "", "", lambda _lives, arm: 1.0 if arm == CASE else 0.0, least=0.5),
        Statement("two", "", "", lambda _lives, _arm: 1.0, least=0.5),
    )
    rows = list(judged(case, {}, SEED, 3))
    assert [(row["pattern"], row["arm"], row["holds"]) for row in rows] == [
        ("one", CASE, True), ("two", CASE, True), (ALL, CASE, True),
        ("one", COUNTERFACTUAL, False), ("two", COUNTERFACTUAL, True), (ALL, COUNTERFACTUAL, False),
    ]  # fmt: skip
    assert rows[-1]["value"] == 0.5
