"""The lessons run from end to end, and the model gives the answer to each exercise, for other classes too."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "teaching"
LESSONS = sorted((FOLDER / "lessons").glob("*.py"))
CLASSES = (100, 200, 300)  # first seeds


def text(lesson: Path) -> str:
    return lesson.read_text(encoding="utf-8")


def test_there_are_three_lessons_and_a_plan_with_its_handout() -> None:
    assert len(LESSONS) == 3
    assert {path.name for path in FOLDER.glob("*.md")} == {"README.md", "lesson-plan.md", "handout.md"}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_each_exercise_has_a_solution_that_is_checked(lesson: Path) -> None:
    parts = text(lesson).split("**Exercise ")[1:]
    assert len(parts) == 3
    for part in parts:
        assert "*Solution" in part
        assert re.search(r"^assert ", part, flags=re.MULTILINE), "a solution that nothing checks"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_minutes_of_a_lesson_add_up_to_its_half_hour(lesson: Path) -> None:
    assert sum(int(minutes) for minutes in re.findall(r"^# ## .*\((\d+) minutes\)", text(lesson), flags=re.M)) == 30


def test_the_minutes_of_the_plan_add_up_to_75() -> None:
    plan = (FOLDER / "lesson-plan.md").read_text(encoding="utf-8")
    assert sum(int(minutes) for minutes in re.findall(r"^\| (\d+) min \|", plan, flags=re.M)) == 75


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_opens_as_a_notebook(lesson: Path) -> None:
    jupytext = pytest.importorskip("jupytext", reason="jupytext is not installed: pip install -e '.[dev]'")
    notebook = jupytext.read(lesson)
    kinds = [cell.cell_type for cell in notebook.cells]
    assert kinds.count("markdown") >= 8 and kinds.count("code") >= 8


@pytest.mark.slow
@pytest.mark.parametrize("first", (0, *CLASSES))
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_model_gives_the_answers_of_a_lesson(lesson: Path, first: int, tmp_path: Path) -> None:
    source = text(lesson)
    assert source.count("FIRST = 0") == 1
    script = tmp_path / lesson.name
    script.write_text(source.replace("FIRST = 0", f"FIRST = {first}"), encoding="utf-8")
    environment = {**os.environ, "MPLBACKEND": "agg"}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.slow
def test_a_lesson_runs_as_a_notebook() -> None:
    jupytext = pytest.importorskip("jupytext")
    nbclient = pytest.importorskip("nbclient")
    notebook = jupytext.read(next(path for path in LESSONS if path.stem == "reading_uncertainty"))
    nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    assert any(cell.get("outputs") for cell in notebook.cells)
