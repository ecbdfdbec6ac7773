"""``copsim cases`` from its words to its folder and its pages."""

import json
from pathlib import Path

import pandas as pd
import pytest

from copsim.cases.catalogue import CASES
from copsim.cli import main
from copsim.commands.cases_request import DRAWS, QUICK_DRAWS, QUICK_SEEDS, SEEDS, read_cases

ASKED = ["case", "pattern", "verdict", "share", "low", "high", "share_counterfactual", "share_of_draws"]


def test_the_list_names_every_case_with_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(CASES)
    assert all(line.endswith("?") for line in lines)


def test_a_run_takes_twenty_seeds_and_sixty_four_draws_unless_told_otherwise() -> None:
    for words, seeds, draws in (
        (["hills"], SEEDS, DRAWS),
        (["hills", "--quick"], QUICK_SEEDS, QUICK_DRAWS),
        (["--all", "seeds=3", "draws=0"], 3, 0),
    ):
        request = read_cases(["run", *words])
        assert request is not None
        assert (len(request.seeds), request.draws) == (seeds, draws)
        assert request.command() == ["copsim", "cases", "run", *words]
    named = read_cases(["run", "hills", "seeds=[3,7]"])
    assert named is not None
    assert named.seeds == (3, 7)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["dance"], "unknown verb 'dance' of cases"),
        (["run"], "name the cases to run, or all of them with --all"),
        (["run", "hills", "--all"], "not both"),
        (["run", "hils"], "unknown case 'hils' (did you mean 'hills'?)"),
        (["run", "hills", "seeds=many"], "seeds=many is refused"),
        (["run", "hills", "seeds=0"], "seeds=0 is refused"),
        (["run", "hills", "draws=-1"], "draws=-1 is refused"),
        (["run", "hills", "weeks=3"], "a case takes seeds=N and draws=N"),
        (["pages", "nowhere"], "nowhere holds no results of cases"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["cases", *words]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_run_leaves_tables_figures_and_a_manifest_of_which_pages_are_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out, docs, readme = tmp_path / "out", tmp_path / "docs", tmp_path / "README.md"
    words = ["business_roundtable", "seeds=2", "draws=1", "--format", "csv", "--out", str(out)]
    assert main(["cases", "run", *words]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.split(",")[: len(ASKED)] == ASKED
    assert [row.split(",")[1] for row in rows] == ["alive", "transfers", "all"]
    values = pd.read_csv(out / "values.csv")
    assert len(values) == 3 * 2 * (2 + 1)
    meant = set(pd.read_csv(out / "dictionary.csv")["column"])
    for table in ("verdicts", "values", "levels"):
        columns = set(pd.read_csv(out / f"{table}.csv").columns) - {"seed"}
        assert columns <= meant
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["command"] == "copsim cases run business_roundtable seeds=2 draws=1"
    assert manifest["seeds"] == [0, 1]
    assert set(manifest["worlds"]["business_roundtable"]) == set(CASES["business_roundtable"].arms)

    readme.write_text("before\n<!-- cases: begin -->\nstale\n<!-- cases: end -->\nafter\n")
    assert main(["cases", "pages", str(out), "--docs", str(docs), "--readme", str(readme)]) == 0
    page = (docs / "business_roundtable.md").read_text()
    for part in ("## What happened", "## What is compared", "## What came out", "## How sure that is", "left out"):
        assert part.lower() in page.lower()
    assert (docs / "figures" / "business_roundtable.png").is_file()
    gallery = readme.read_text()
    assert gallery.startswith("before\n") and gallery.endswith("after\n")
    assert "stale" not in gallery
    assert "copsim cases run business_roundtable" in gallery


def test_a_page_without_a_place_for_the_gallery_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing")
    stored = Path(__file__).parents[2] / "results" / "example" / "cases"
    assert main(["cases", "pages", str(stored), "--docs", str(tmp_path / "docs"), "--readme", str(page)]) == 2
    assert "has no place for the gallery" in capsys.readouterr().err
