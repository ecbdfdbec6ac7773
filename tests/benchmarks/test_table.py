"""The table names every goal, says whether it is met, and survives an interruption."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as program
from benchmarks.goals import GOALS
from benchmarks.rows import Row, left_out, row_of
from benchmarks.table import figures, text, write_csv


def test_a_goal_is_met_missed_or_not_measured() -> None:
    assert Row("x", 151.0, "times", goal="advance").verdict() == "met"
    assert Row("x", 149.0, "times", goal="advance").verdict() == "missed"
    assert Row("x", 0.4, "s", goal="help").verdict() == "missed"
    assert Row("x", 2.5, "times", goal="growth").verdict() == "met"
    assert Row("x", float("nan"), "s", goal="help").verdict() == "not measured"
    assert Row("x", 1.0, "s").verdict() == ""


def test_a_row_of_several_measurements_is_their_median_with_its_spread() -> None:
    assert row_of("x", [3.0, 1.0, 2.0], "s")[:5] == ("x", 2.0, "s", 1.0, 3.0)
    assert row_of("x", [3.0], "s")[:5] == ("x", 3.0, "s", None, None)


def test_every_goal_stands_in_the_table_even_if_nothing_was_measured() -> None:
    rows = [Row("x", 200.0, "times", goal="advance")]
    said = text({"part": rows, "rest": left_out(rows)})
    for key, goal in GOALS.items():
        assert goal.words() in said
        assert (goal.what in said) is (key != "advance")
    assert said.count("not measured") == len(GOALS) - 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.04521, "0.0452"),
        (4.5213, "4.52"),
        (45.213, "45.2"),
        (452.13, "452"),
        (45213.0, "45,213"),
        (float("nan"), "-"),
    ],
)
def test_three_figures_are_shown(value: float, said: str) -> None:
    assert figures(value) == said


def test_a_note_stands_once_below_the_table() -> None:
    said = text({"part": [Row("a", 1.0, "s", note="from fewer runs"), Row("b", 2.0, "s", note="from fewer runs")]})
    assert said.count("from fewer runs") == 1
    assert "a [1]" in said
    assert "b [1]" in said


def test_the_csv_has_full_precision(tmp_path: Path) -> None:
    write_csv({"part": [row_of("a", [0.123456789, 0.2, 0.3], "s", "help")]}, tmp_path / "new" / "bench.csv")
    (row,) = csv.DictReader((tmp_path / "new" / "bench.csv").open(encoding="utf-8"))
    assert (row["value"], row["low"], row["goal_met"]) == ("0.2", "0.123456789", "met")


def test_after_an_interruption_the_table_holds_what_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def rows(_size: object, _tell: object):
        yield Row("known", 1.0, "s", goal="help")
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "import_module", lambda _name: SimpleNamespace(rows=rows))
    assert program.main(["--quick", "--quiet"]) == program.INTERRUPTED
    said = capsys.readouterr().out
    assert "known" in said
    assert "Interrupted" in said
    assert "--quick for everything" in said
    assert said.count("not measured") == len(GOALS)  # each goal but one, and the heading of the rest


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program.main(["speed"])
    assert "unknown part 'speed'" in capsys.readouterr().err
