"""A roster or tie list that cannot be used is refused in one sentence, and nothing is written."""

from pathlib import Path

import pytest

from copsim.cli import main

SMALL = ["run", "scenario=small", "organization.headcount=4", "organization.units=2", "weeks=2", "seeds=1"]

ROSTERS = {
    "": "cannot be read as CSV",
    "seat,unit\n0,0\n1,0,5,6\n": "cannot be read as CSV",
    "unit\n0\n0\n1\n1\n": "lacks the column 'seat'",
    "seat,age\n0,1\n1,1\n2,1\n3,1\n": "unknown column 'age'",
    "seat,unit\n0,0\n1,zero\n2,1\n3,1\n": "needs a number on line 3",
    "seat,unit\n0,0\n1\n2,1\n3,1\n": "needs a number on line 3",
    "seat,unit\n0,0\n1,0\n2,2\n3,1\n": "see line 4",
    "seat,unit\n0,0\n1,0.5\n2,1\n3,1\n": "see line 3",
    "seat\n0\n1\n2\n": "has 3 seats but organization.headcount is 4",
    "seat\n0\n1\n1\n3\n": "a seat stands twice",
    "seat,assigned_hours\n0,28\n1,inf\n2,28\n3,28\n": "needs a number on line 3",
    "seat,assigned_hours\n0,28\n1,-1\n2,28\n3,28\n": "must lie between 0 and 168",
}
TIES = {
    "seat,other\n0,1\n": "lacks the column 'strength'",
    "seat,other,strength\n0,1,2\n": "must lie between 0 and 1",
    "seat,other,strength\n0,0,0.5\n": "ties a seat to itself",
    "seat,other,strength\n0,9,0.5\n": "see line 2",
    "seat,other,strength\n0,1,strong\n": "needs a number on line 2",
}
TABLES = [("roster", *row) for row in ROSTERS.items()] + [("tie_list", *row) for row in TIES.items()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*SMALL, *words, "--quiet"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


@pytest.mark.parametrize(("key", "content", "reason"), TABLES)
def test_a_table_with_a_mistake(
    key: str, content: str, reason: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "mine.csv").write_text(content, encoding="utf-8")
    assert reason in refused([f"organization.{key}=mine.csv"], capsys)
    assert [path.name for path in here.iterdir()] == ["mine.csv"]


@pytest.mark.parametrize("key", ["roster", "tie_list"])
def test_a_table_that_is_missing_or_no_text(key: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mine.csv").write_bytes(b"\xff\xfe\x00\x81seat")
    assert "there is no file" in refused([f"organization.{key}=other.csv"], capsys)
    assert "cannot be read as CSV" in refused([f"organization.{key}=mine.csv"], capsys)
    assert "there is no file" in refused([f"organization.{key}={here}"], capsys)
    assert [path.name for path in here.iterdir()] == ["mine.csv"]
