"""What a command leaves behind: complete, described, repeatable, and nothing else."""

import json
import shlex
from pathlib import Path

import pandas as pd
import pytest

from copsim.cli import main
from copsim.commands.demo import ARMS
from copsim.metrics.catalogue import METRICS

TABLES = {"weekly.csv", "weekly.parquet", "summary.csv", "summary.parquet", "units_flow.csv", "dictionary.csv"}
ALWAYS = {"manifest.json", "table.md", "figures", *TABLES}
SHORT = ["weeks=8", "seeds=3", "--quiet"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: object) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sketched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are drawn but saved as empty files, which is quicker."""

    def save(_: object, stem: Path) -> None:
        for kind in ("png", "svg"):
            stem.with_name(f"{stem.name}.{kind}").touch()

    monkeypatch.setattr("copsim.commands.figures.save", save)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def figures(folder: Path) -> set[str]:
    found = {path.relative_to(folder / "figures").as_posix() for path in (folder / "figures").rglob("*.*")}
    stems = {name.rpartition(".")[0] for name in found}
    assert found == {f"{stem}.{kind}" for stem in stems for kind in ("png", "svg")}
    return stems


def test_run_writes_the_tables_and_figures_of_one_arm(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "policy=open", "weeks=8", "seeds=[4,9]", "--out", "out"]) == 0
    assert names(here) == {"out"}
    assert names(here / "out") == ALWAYS
    assert figures(here / "out") == {"over_time", "who_learns"}
    told = capsys.readouterr()
    assert "Knowledge flow" in told.out
    assert "manifest.json" in told.out
    assert "simulating 1 arm: 2 of 2" in told.err
    summary = pd.read_csv(here / "out" / "summary.csv")
    assert summary[["arm", "seed"]].to_numpy().tolist() == [["open", 4], ["open", 9]]
    weekly = pd.read_parquet(here / "out" / "weekly.parquet")
    assert list(weekly.columns) == ["arm", "seed", "week", *METRICS]


def test_quiet_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", *SHORT, "--out", "out"]) == 0
    assert capsys.readouterr() == ("", "")


def test_without_out_the_folder_in_results_names_the_command(here: Path) -> None:
    assert main(["run", *SHORT]) == 0
    (folder,) = (here / "results").iterdir()
    assert folder.name.startswith("run-")


def test_the_manifest_tells_how_to_make_it_again(here: Path) -> None:
    (here / "mine.yaml").write_text("organization: {headcount: 60, units: 3}", encoding="utf-8")
    words = ["compare", "policy=none,open", "weeks=8", "--scenario", "mine.yaml", "seeds=3", "--baseline", "open"]
    assert main([*words, "--out", "one", "--quiet"]) == 0
    manifest = json.loads((here / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seeds"] == [0, 1, 2]
    assert manifest["arms"]["open"]["varies"] == {"policy": "open"}
    assert manifest["arms"]["open"]["scenario"]["organization"]["headcount"] == 60
    assert manifest["arms"]["none"]["scenario"]["policy"]["membership"]["rule"] == "none"
    assert {"python", "numpy", "numba", "mesa", "copsim"} <= set(manifest["versions"])
    assert {"commit", "dirty", "started", "wall_seconds", "platform"} <= set(manifest)
    assert list(manifest["inputs"]) == ["mine.yaml"]
    assert set(manifest["files"]) == {
        path.relative_to(here / "one").as_posix() for path in (here / "one").rglob("*") if path.is_file()
    }
    program, *again = shlex.split(manifest["command"])
    assert program == "copsim"
    assert main([*again, "--out", "two", "--quiet"]) == 0
    for name in ("weekly.csv", "effects.csv", "table.md", "figures/over_time.svg"):
        assert (here / "one" / name).read_bytes() == (here / "two" / name).read_bytes(), name


@pytest.mark.usefixtures("sketched")
def test_the_dictionary_knows_every_column(here: Path) -> None:
    assert main(["compare", "policy=none,open", *SHORT, "--out", "out"]) == 0
    known = set(pd.read_csv(here / "out" / "dictionary.csv")["column"])
    for name in ("weekly", "summary", "effects"):
        assert set(pd.read_csv(here / "out" / f"{name}.csv").columns) <= known, name


@pytest.mark.usefixtures("sketched")
def test_compare_takes_none_for_its_baseline_or_the_first_or_those_named(here: Path) -> None:
    for words, baselines in (
        (["policy=open,none"], {"none"}),
        (["policy=open,mandated"], {"open"}),
        (["policy=open,mandated,none", "--baseline", "mandated", "--baseline", "open"], {"mandated", "open"}),
    ):
        assert main(["compare", *words, *SHORT, "--out", "out", "--overwrite"]) == 0
        effects = pd.read_csv(here / "out" / "effects.csv")
        assert set(effects["baseline"]) == baselines
        assert {f"effects_against_{name}" for name in baselines} < figures(here / "out")


@pytest.mark.usefixtures("sketched")
def test_a_grid_compares_like_with_like_and_draws_where_effects_cross(here: Path) -> None:
    words = ["compare", "policy=none,mandated,self_selected", "organization.assigned_hours=22,35"]
    assert main([*words, *SHORT, "--out", "out"]) == 0
    effects = pd.read_csv(here / "out" / "effects.csv")
    assert len(effects) == 2 * 2 * len(METRICS)
    for arm, baseline in zip(effects["arm"], effects["baseline"], strict=True):
        assert arm.partition(",")[2] == baseline.partition(",")[2]
        assert baseline.startswith("none, ")
    assert set(effects["organization.assigned_hours"]) == {22, 35}
    drawn = {"crossing_assigned_hours_against_none", "crossing_assigned_hours_self_selected_against_mandated"}
    assert figures(here / "out") == drawn
    arms = pd.read_csv(here / "out" / "arms.csv")
    assert list(arms.columns) == ["arm", "policy", "organization.assigned_hours"]


@pytest.mark.usefixtures("sketched")
def test_a_grid_without_numbers_draws_each_part(here: Path) -> None:
    words = ["compare", "policy=none,open", "behaviour=default,diluted_interest", *SHORT, "--out", "out"]
    assert main(words) == 0
    assert {name.partition("/")[0] for name in figures(here / "out")} == {
        "behaviour=default",
        "behaviour=diluted_interest",
    }


@pytest.mark.usefixtures("sketched")
def test_one_swept_number_is_a_comparison_of_its_values(here: Path) -> None:
    assert main(["compare", "organization.assigned_hours=22,28,35", *SHORT, "--out", "out"]) == 0
    effects = pd.read_csv(here / "out" / "effects.csv")
    assert set(effects["arm"]) == {"assigned_hours=28", "assigned_hours=35"}
    assert set(effects["baseline"]) == {"assigned_hours=22"}


@pytest.mark.usefixtures("sketched")
def test_one_seed_has_effects_but_no_interval(here: Path) -> None:
    assert main(["compare", "policy=none,open", "weeks=8", "seeds=[7]", "--out", "out"]) == 0
    effects = pd.read_csv(here / "out" / "effects.csv")
    assert effects["effect"].notna().all()
    assert effects["low"].isna().all()


@pytest.mark.usefixtures("sketched")
def test_a_run_of_one_week_has_all_its_files(here: Path) -> None:
    assert main(["compare", "policy=none,open", "weeks=1", "seeds=2", "--out", "out", "--quiet"]) == 0
    assert names(here / "out") == {*ALWAYS, "effects.csv", "effects.parquet", "arms.csv", "accounts.csv"}


@pytest.mark.usefixtures("sketched")
def test_the_demo_compares_the_nine_arms_and_says_what_it_found(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "weeks=8", "seeds=3", "--out", "out"]) == 0
    told = capsys.readouterr().out
    effects = pd.read_csv(here / "out" / "effects.csv")
    assert set(effects["baseline"]) == {"none", "slack", "self_selected"}
    assert set(effects["arm"]) == set(ARMS)
    against = {f"effects_against_{name}" for name in ("none", "slack", "self_selected")}
    assert figures(here / "out") == {"over_time", "over_time_against_none", "who_learns", *against}
    table = (here / "out" / "table.md").read_text(encoding="utf-8")
    for words in ("What self-selection adds to the mandate", "self_selected rather than mandated:"):
        assert words in told
        assert words in table
    manifest = json.loads((here / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == "copsim demo weeks=8 seeds=3"
    assert list(manifest["arms"]) == list(ARMS)


def test_a_run_tells_its_result_before_it_writes_and_draws(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nothing_left(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("copsim.commands.execution.write_results", nothing_left)
    assert main(["run", "weeks=8", "seeds=3", "--out", "out"]) == 2
    told = capsys.readouterr()
    assert "Knowledge flow" in told.out
    assert "Results in" not in told.out
    assert "No space left on device" in told.err
    assert names(here) == set()
