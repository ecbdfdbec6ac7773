"""A firm from a few answers."""

import pytest

from copsim.app.firm import answers_of, matched
from copsim.app.limits import Limits
from copsim.app.screen import read_screen
from copsim.errors import InputError


def test_units_from_a_file_answer_the_questions_and_leave_others_open():
    found = answers_of("Unit;People;Site;Hours;Wage\nA;10;x;30;50\nB;30;y;34;50\n")
    assert found["answers"] == {"people": 40, "units": 2, "sites": 2, "load": 33.0, "wage": 50.0}
    assert found["open"] == ["unit_sizes", "loads"]


def test_a_file_with_the_two_needed_columns_is_enough():
    assert answers_of("\ufeffunit,people\na,5\nb,5\n\n") == {"answers": {"people": 10, "units": 2}, "open": []}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "must be the text"),
        ("", "no column 'unit'"),
        ("unit,head\na,3", "no column 'people'"),
        ("unit,people\na,3\nb,many", "row 3 of the file has people='many'"),
        ("unit,people\na,0", "row 2"),
        ("unit,people\na,2.5", "a whole number"),
        ("unit,people\n", "0 rows"),
        ("unit,people\na", "row 2"),
        ("unit,people\na,nan", "row 2"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text, told):
    with pytest.raises(InputError, match=told):
        answers_of(text)


def law(scenario) -> float:
    """Turnover of a firm whose people quit at eight tenths of the base rate, at most at .3."""
    return min(0.3, 0.8 * scenario.behaviour.turnover.base)


def test_the_base_rate_is_found_that_gives_the_turnover_said():
    found = matched(read_screen({}, Limits()), 0.2, law)
    assert found["base"] == pytest.approx(0.25, rel=0.03)
    assert found["reached"] == pytest.approx(0.2, rel=0.02)


def test_a_turnover_that_no_base_rate_gives_is_refused():
    with pytest.raises(InputError, match=r"no base rate .*nearest: 30\.0 %"):
        matched(read_screen({}, Limits()), 0.6, law)


def test_in_real_runs_the_turnover_said_comes_out():
    firm = {"organization.headcount": 60, "organization.units": 3, "weeks": 52, "warmup_weeks": 26}
    found = matched(read_screen({"firm": firm}, Limits()), 0.25)
    assert found["reached"] == pytest.approx(0.25, rel=0.15)
