"""``copsim network`` and ``copsim panel``: what they leave behind, and what they refuse."""

import json
import shlex
from pathlib import Path

import networkx
import pandas as pd
import pytest

import copsim
from copsim.cli import main

FIRM = ["policy=self_selected", "weeks=12", "warmup_weeks=8", "organization.headcount=40", "organization.topics=8"]
FIRM = [*FIRM, "organization.communities=4", "organization.units=3"]
ALWAYS = {"manifest.json", "dictionary.csv"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def again(folder: Path, out: str) -> None:
    """Run the command that a manifest tells, into another folder."""
    program, *words = shlex.split(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["command"])
    assert program == "copsim"
    assert main([*words, "--out", out, "--quiet"]) == 0


def test_network_writes_graphs_tables_and_a_picture_with_the_baseline(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["network", *FIRM, "seed=5", "week=4,12", "--out", "out"]) == 0
    told = capsys.readouterr()
    assert "Members (share of people)" in told.out and "week 12" in told.out
    assert "looking at 2 arms: 4 of 4" in told.err
    tables = {"people", "ties", "learning", "memberships", "communities", "overview"}
    files = {f"{name}.{kind}" for name in tables for kind in ("csv", "parquet")}
    assert names(here / "out") == {*ALWAYS, *files, "table.md", "graphml", "figures"}
    assert names(here / "out" / "figures") == {"network.png", "network.svg"}
    relations = ("ties", "learning", "memberships")
    assert names(here / "out" / "graphml") == {
        f"self_selected_week_{week}_{relation}.graphml" for week in (4, 12) for relation in relations
    }
    shown = copsim.network(copsim.compose(FIRM), 5, 12)
    ties = pd.read_csv(here / "out" / "ties.csv")
    assert len(ties[ties["week"] == 12]) == len(shown.ties)
    assert set(ties["arm"]) == {"self_selected"}
    graph = networkx.read_graphml(here / "out" / "graphml" / "self_selected_week_12_ties.graphml")
    assert graph.number_of_edges() == len(shown.ties)
    known = set(pd.read_csv(here / "out" / "dictionary.csv")["column"])
    for name in tables:
        assert set(pd.read_csv(here / "out" / f"{name}.csv").columns) <= known, name


def test_network_made_again_is_the_same(here: Path) -> None:
    words = [
        "network",
        *FIRM,
        "seed=5",
        "week=0,6",
        "--format",
        "graphml,csv",
        "--window",
        "3",
        "--least-strength",
        "0.3",
    ]
    assert main([*words, "--out", "one", "--quiet"]) == 0
    assert "figures" not in names(here / "one")
    again(here / "one", "two")
    for path in (here / "one").rglob("*.*"):
        if path.is_file() and path.name != "manifest.json":
            twin = here / "two" / path.relative_to(here / "one")
            assert path.read_bytes() == twin.read_bytes(), path.name
    assert pd.read_csv(here / "one" / "ties.csv")["strength"].min() >= 0.3


def test_network_without_a_week_shows_the_horizon(here: Path) -> None:
    assert main(["network", *FIRM, "--format", "csv", "--out", "out", "--quiet"]) == 0
    assert set(pd.read_csv(here / "out" / "people.csv")["week"]) == {12}
    assert set(pd.read_csv(here / "out" / "people.csv")["seed"]) == {0}
    assert "graphml" not in names(here / "out")


def test_organizations_that_differ_have_pictures_of_their_own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copsim.reporting.saving.save", lambda _, stem: stem.with_name(f"{stem.name}.png").touch())
    words = ["network", *[word for word in FIRM if "units" not in word], "organization.units=2,3", "week=1"]
    assert main([*words, "--format", "png", "--out", "out", "--quiet"]) == 0
    assert names(here / "out" / "figures") == {
        "network_units=2.png",
        "network_units=3.png",
    }


def test_panel_writes_rows_of_those_who_are_followed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["panel", *FIRM, "seed=5", "--who", "random:6", "--out", "out"]) == 0
    assert names(here / "out") == {*ALWAYS, "panel.csv", "panel.parquet"}
    told = capsys.readouterr()
    assert "6 seats in 1 arm: 72 rows" in told.out
    assert "following people in 1 arm: 12 of 12" in told.err
    followed = copsim.panel(copsim.compose(FIRM), 5, "random:6").table.assign(arm="self_selected")
    pd.testing.assert_frame_equal(pd.read_parquet(here / "out" / "panel.parquet"), followed)
    words = pd.read_csv(here / "out" / "dictionary.csv")
    assert set(followed.columns) - set(words["column"]) == {f"expertise_{k}" for k in range(1, 8)}
    again(here / "out", "two")
    assert (here / "out" / "panel.csv").read_bytes() == (here / "two" / "panel.csv").read_bytes()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("network seeds=3", "network looks at one world, so it takes one seed; write for instance seed=3"),
        ("network seed=3,4", "takes one seed"),
        ("network seed=x", "seed=x is refused: it takes whole numbers"),
        ("network seed=1 seed=2", "seed is given twice"),
        (f"network seed={2**63}", "seeds are whole numbers from 0 to 2^63 - 1"),
        ("network week=", "week= is refused"),
        ("network week=-1", "week=-1 is refused: it takes whole numbers >= 0, for instance week=3"),
        ("network week=261", "week 261 is refused: the scenario has weeks 0 to 260"),
        ("network week=3,3", "a week is named twice"),
        ("network --format xml", "format 'xml' is not known"),
        ("network --format pgn", "(did you mean 'png'?)"),
        ("network --window x", "'x' is no whole number of weeks >= 0"),
        ("network --least-strength 2", "'2' is no strength from 0 to 1"),
        (
            "network week=0,1,2,3,4,5,6",
            "the picture would have 14 panels, the baseline among them",
        ),
        ("network policy=mandatd", "(did you mean 'mandated'?)"),
        ("panel", "--who"),
        ("panel --who 40", "seat 40 is refused: seats are numbered 0 to 39"),
        ("panel --who nobody", "'nobody' is no seat"),
        ("panel --who community:9", "communities are numbered 0 to 3"),
        ("panel --who community:0 --chosen-week 0", "there are no members of community 0 in week 0"),
        ("panel --who all --chosen-week 261", "people are chosen after 0 to 260 weeks, got 261"),
        ("panel --who all weeks=5200 organization.headcount=400", "the panel would have 2,080,000 rows"),
        ("panel --who 1 seeds=2", "panel looks at one world"),
        ("netwrok", "(did you mean 'network'?)"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_line(
    words: str, reason: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = words.split()
    small = [word for word in FIRM if "weeks" not in word and word.partition("=")[0] not in words]
    assert main([*given, *(["warmup_weeks=1", *small] if given[0] in ("network", "panel") else [])]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[-1].startswith("copsim: ")
    assert reason in told.err
    assert list(here.iterdir()) == []


def test_a_folder_with_other_content_is_refused_before_anything_runs(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "out").mkdir()
    (here / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["panel", "--who", "1", "--out", "out"]) == 2
    assert main(["network", "--out", "out"]) == 2
    assert capsys.readouterr().err.count("add --overwrite") == 2
    assert names(here / "out") == {"notes.txt"}


def test_an_interruption_leaves_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("copsim.observation.networks.networks", stop)
    assert main(["network", *FIRM, "--out", "a/out", "--quiet"]) == 130
    assert list(here.iterdir()) == []
