"""``copsim study export``: tables, figures, report and provenance of a study, all computed from its store."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from copsim.cli import main
from copsim.metrics.catalogue import METRICS

HOURS, ALIGNED = "organization.assigned_hours", "behaviour.people.alignment"
BASE = {
    "question": "What does a mandate do?",
    "settings": {"organization": "small_firm", "organization.headcount": 20, "weeks": 4, "warmup_weeks": 3},
    "levers": {"grid": {"policy": ["none", "mandated"]}},
    "outcomes": ["flow", "community_hours"],
    "smallest_effect": {"flow": 0.01},
}
RANGES = {HOURS: "explored", ALIGNED: "explored"}
STUDIES: dict[str, dict[str, Any]] = {
    "grid": {"uncertainties": {"grid": {HOURS: [22, 35], ALIGNED: [0.2, 0.9]}}, "seeds": 15, "windows": "years"},
    "saltelli": {"uncertainties": {"sample": "saltelli", "points": 16, "ranges": RANGES}, "seeds": 1},
    "morris": {"uncertainties": {"sample": "morris", "points": 8, "ranges": RANGES}, "seeds": 2},
    "hypercube": {
        "uncertainties": {"sample": "latin_hypercube", "points": 50, "ranges": RANGES},
        "seeds": 1,
        "common_seeds": False,
    },
    "one_arm": {"levers": None, "seeds": 5},
    "partly_failing": {"uncertainties": {"grid": {"organization.communities": [0, 4]}}, "seeds": 12},
}


@pytest.fixture(scope="module", params=STUDIES)
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Name of a study and the folder of its export."""
    folder = tmp_path_factory.mktemp(request.param)
    study = folder / "study.yaml"
    study.write_text(yaml.safe_dump({**BASE, **STUDIES[request.param]}), encoding="utf-8")
    store = ["--store", str(folder / "store")]
    assert main(["study", "run", str(study), *store, "--quiet"]) == 0
    assert main(["study", "export", str(study), *store, "--out", str(folder / "out"), "--quiet"]) == 0
    return request.param, folder / "out"


def test_an_export_holds_what_its_design_has_something_for(exported: tuple[str, Path]) -> None:
    name, out = exported
    tables = {path.stem for path in out.glob("*.csv")}
    figures = {path.stem for path in (out / "figures").glob("*.png")}
    assert {"results", "dictionary"} <= tables
    assert ("effects" in tables) == ("effects" in figures) == (name != "one_arm")
    assert ("effects_by_point" in tables) == (name not in ("one_arm",))
    assert ("variance" in tables) == (name in ("grid", "morris", "one_arm", "partly_failing"))
    assert ("sensitivity" in tables) == (name in ("saltelli", "morris"))
    assert ("regions" in tables) == (name in ("saltelli", "hypercube"))
    assert any(figure.startswith("map_") for figure in figures) == (name == "grid")
    assert any(figure.startswith("sensitivity_") for figure in figures) == (name not in ("one_arm", "partly_failing"))


def test_the_results_hold_a_row_a_case_and_window_and_every_column_is_explained(exported: tuple[str, Path]) -> None:
    name, out = exported
    table, words = pd.read_parquet(out / "results.parquet"), pd.read_csv(out / "dictionary.csv")
    assert set(METRICS) <= set(table.columns) <= set(words["column"])
    assert sorted(table["window"].unique()) == ([0, 1] if name == "grid" else [0])
    assert not table.duplicated(["arm", "point", "seed", "window"]).any()


def test_the_report_shows_every_figure_and_says_how_to_make_it_again(exported: tuple[str, Path]) -> None:
    name, out = exported
    text = (out / "report.md").read_text(encoding="utf-8")
    for path in (out / "figures").glob("*.png"):
        assert f"figures/{path.name}" in text
    assert "copsim study export" in text
    assert "What does a mandate do?" in text
    assert ("failed, for instance" in text) == (name == "partly_failing")
    assert "nan" not in text.lower().replace("governance", "")


def test_the_manifest_and_the_crate_name_every_file(exported: tuple[str, Path]) -> None:
    _, out = exported
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["model_version"].partition("+")[2]
    assert manifest["description"]["question"] == "What does a mandate do?"
    graph = json.loads((out / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    files = {entity["@id"]: entity for entity in graph if entity["@type"] == "File"}
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert set(files) == there - {"ro-crate-metadata.json"}
    for name, entity in files.items():
        assert entity["sha256"] == hashlib.sha256((out / name).read_bytes()).hexdigest()


def test_effects_are_paired_differences_with_verdicts(exported: tuple[str, Path]) -> None:
    name, out = exported
    if name == "one_arm":
        return
    table = pd.read_parquet(out / "results.parquet")
    table = table[(table["window"] == 0) & table["error"].isna()]
    wide = table.set_index(["point", "seed", "arm"])["flow"].unstack("arm").dropna()
    unit = "point" if name in ("saltelli", "hypercube") else "seed"
    difference = (wide["mandated"] - wide["none"]).groupby(level=unit).mean()
    row = pd.read_csv(out / "effects.csv").set_index("metric").loc["flow"]
    assert row["effect"] == pytest.approx(difference.mean())
    assert row["n"] == len(difference)
    assert row["boot_low"] < row["effect"] < row["boot_high"]
    assert np.isfinite(row["p"])
    latex = (out / "effects.tex").read_text(encoding="utf-8")
    assert latex.count(r"\\") == 3
    assert r"\toprule" in latex


def test_a_study_of_which_nothing_is_finished_has_nothing_to_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from copsim.study.description import described
    from copsim.study.design import design_of
    from copsim.study.registration import register
    from copsim.study.version import model_version

    design = design_of(described({**BASE, "seeds": 2}, "it"), model_version())
    register(tmp_path / "store", "empty", design, model_version())
    assert main(["study", "export", "empty", "--store", str(tmp_path / "store")]) == 2
    assert "no run of the study" in capsys.readouterr().err
