"""Each experiment is a short file that runs its study, answers from its numbers, and leaves a table and a figure."""

import runpy
import sys
from pathlib import Path

import pandas as pd
import pytest

from copsim.commands.study_answer import experiment
from copsim.study.description import known_studies, read_description

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = (
    "time_or_money", "mandate_under_load", "how_many_facilitators", "does_breadth_pay", "which_reward",
    "cultivation_under_turbulence",
)  # fmt: skip
TINY = ("organization.headcount=24", "warmup_weeks=4", "seeds=3")


def answered(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Run an experiment as a program with tiny firms; the folder that it leaves."""
    monkeypatch.setattr(sys, "argv", [name, *TINY, "--store", str(tmp_path / "store"), "--out", str(tmp_path / "out")])
    runpy.run_path(str(ROOT / "experiments" / f"{name}.py"), run_name="__main__")
    return tmp_path / "out"


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name == "which_reward" else pytest.mark.slow) for name in QUESTIONS]
)
def test_an_experiment_answers_its_question_and_leaves_a_table_and_a_figure(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = answered(name, monkeypatch, tmp_path)
    said = capsys.readouterr().out
    question = read_description(name).question
    page = (out / "answer.md").read_text(encoding="utf-8")
    assert question in said
    assert question in page
    told = [line for line in said.splitlines() if line.startswith("- ")]
    assert told
    assert all(line in page for line in told)
    assert "nan" not in page
    table = pd.read_csv(out / "effects.csv")
    assert table["metric"].nunique() == len(read_description(name).outcomes)
    assert table["effect"].notna().any()
    assert sorted(path.name for path in out.iterdir()) == ["answer.md", "effects.csv", "effects.png"]
    assert (out / "effects.png").stat().st_size < 400_000


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_experiment_is_one_short_file_with_a_study_of_its_name_and_a_committed_answer(name: str) -> None:
    text = (ROOT / "experiments" / f"{name}.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert "of computing). Leaves" in text
    assert name in known_studies()
    example = ROOT / "results" / "example" / name
    assert {path.name for path in example.iterdir()} == {"answer.md", "effects.csv", "effects.png"}
    assert "seeds=" not in (example / "answer.md").read_text(encoding="utf-8")


def test_a_mistake_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="which_reward: unknown key 'wekes'"):
        experiment("which_reward", lambda _: [], words=["wekes=3"])
    assert not list(tmp_path.iterdir())
