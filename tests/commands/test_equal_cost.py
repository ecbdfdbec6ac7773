"""``copsim compare at_equal_cost=ARM`` sets budgets, slice by slice, and says so in print and in tables."""

import importlib
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from copsim.cli import main
from copsim.commands.request import read

UNITS = "organization.units"
WORDS = ["compare", "policy=none,slack,classroom", f"{UNITS}=3,6", "at_equal_cost=slack", "weeks=8", "seeds=6"]


@pytest.fixture
def priced(engine: Callable[[Callable], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An engine in which an hour costs 100 a unit; figures are not drawn. Gives the folder of results."""
    plain = importlib.import_module("copsim.simulation").simulate

    def simulate(scenarios, seeds, **keywords):
        tables = plain(scenarios, seeds, **keywords)
        spent = {
            arm: 100.0 * s.organization.units * (s.policy.funding.released_hours + s.policy.rivals.classroom_hours)
            for arm, s in scenarios.items()
        }
        tables.summary["programme_cost"] = tables.summary["arm"].map(spent)
        return tables

    engine(simulate)
    monkeypatch.setattr("copsim.commands.figures.save", lambda *_: None)
    return tmp_path / "out"


def test_each_slice_is_set_to_the_cost_of_the_named_arm_in_it(priced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--out", str(priced)]) == 0
    told = capsys.readouterr()
    assert told.out.count("slack costs") == 2 and "within 1 % of it (4 pilot runs each)" in told.out
    assert "classroom: rivals.classroom_hours from 24 to 0.5 costs 150" in told.out
    assert "setting budgets by pilot runs" in told.err
    table = pd.read_csv(priced / "equal_cost.csv")
    assert table["arm"].tolist() == ["classroom, units=3", "classroom, units=6"]
    assert table["lever"].tolist() == ["rivals.classroom_hours"] * 2
    assert table["after"].tolist() == pytest.approx([0.5, 0.5]) and table["target"].tolist() == [150.0, 300.0]
    summary = pd.read_csv(priced / "summary.csv").groupby("arm")["programme_cost"].mean()
    assert summary["classroom, units=6"] == pytest.approx(summary["slack, units=6"], rel=0.01)
    assert summary["none, units=3"] == 0.0
    assert "## At equal cost" in (priced / "table.md").read_text(encoding="utf-8")
    known = pd.read_csv(priced / "dictionary.csv")["column"]
    assert set(table.columns) <= set(known)


def test_the_manifest_has_the_settings_that_were_found_and_the_words_that_find_them_again(priced: Path) -> None:
    assert main([*WORDS, "--quiet", "--out", str(priced)]) == 0
    manifest = json.loads((priced / "manifest.json").read_text(encoding="utf-8"))
    again = read(shlex.split(manifest["command"])[1:])
    assert again is not None and again.equal_cost == "slack"
    assert "at_equal_cost" not in " ".join(again.overrides)
    assert json.dumps(manifest).count('"classroom_hours": 0.5') >= 2


def test_without_the_word_nothing_is_set(priced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*(word for word in WORDS if "equal" not in word), "--out", str(priced)]) == 0
    assert not (priced / "equal_cost.csv").exists()
    assert "pilot" not in "".join(capsys.readouterr())
