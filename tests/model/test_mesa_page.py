"""What docs/mesa.md says can be done can be done, from outside the package."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from copsim.config.scenario import Scenario
from copsim.model import CommunityModel

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "mesa.md").read_text(encoding="utf-8")


def blocks(info: str) -> list[str]:
    """Code blocks of the page, by what follows the three ticks."""
    return re.findall(rf"^```{info}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def example() -> ModuleType:
    """The file of a user's own."""
    spec = importlib.util.spec_from_file_location("mentoring", ROOT / "examples" / "mentoring.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_block_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {"__name__": "page"}
    for block in blocks("python"):
        exec(compile(block, "docs/mesa.md", "exec"), names)
    assert names["firm"].week == 26  # type: ignore[attr-defined]
    assert capsys.readouterr().out.count("\n") > 5


def test_a_lever_at_its_null_leaves_the_run_as_it_is(firm: Callable[..., Scenario]) -> None:
    plain, mentored = CommunityModel(firm(), 3), example().MentoringFirm(firm(), seed=3, mentoring_hours=0.0)
    plain.advance(30)
    mentored.advance(30)
    np.testing.assert_array_equal(plain.walk.tallies, mentored.walk.tallies)


def test_a_behaviour_of_ones_own_has_its_effect_and_its_cost(firm: Callable[..., Scenario]) -> None:
    scenario = firm(weeks=52, organization__assigned_hours=36)
    firms = [example().MentoringFirm(scenario, seed=3, mentoring_hours=hours) for hours in (0.0, 4.0)]
    for one in firms:
        one.run_model()
    without, with_mentors = (one.summary().iloc[0] for one in firms)
    assert with_mentors["stock"] > without["stock"]
    assert with_mentors["displaced_hours"] > without["displaced_hours"]


@pytest.mark.slow
def test_a_mechanism_is_one_file_and_one_line(tmp_path: Path) -> None:
    package = tmp_path / "copsim"
    shutil.copytree(ROOT / "copsim", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "conf", tmp_path / "conf")
    schedule = package / "mechanisms" / "schedule.py"
    run = (
        "import copsim; s = copsim.compose(['organization.headcount=12','organization.units=2','organization.sites=1',"
        "'organization.team_size=6','warmup_weeks=0','weeks=9','behaviour.ties.start=0.2'])\n"
        "print(copsim.__file__, copsim.simulate(s, seeds=1).summary['embeddedness'][0])"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "NUMBA_DISABLE_JIT": "1"}

    def embeddedness() -> float:
        words = [sys.executable, "-c", run]
        done = subprocess.run(
            words, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=300
        )
        place, value = done.stdout.split()
        assert Path(place).is_relative_to(tmp_path)
        return float(value)

    before = embeddedness()
    (package / "mechanisms" / "lunch.py").write_text(blocks("python mechanism")[0], encoding="utf-8")
    text = schedule.read_text(encoding="utf-8")
    line = blocks("python schedule")[0]
    text = text.replace("    learning,\n", "    learning,\n    lunch,\n", 1)
    schedule.write_text(text.replace("    ties.mix(w", line + "    ties.mix(w", 1), encoding="utf-8")
    assert embeddedness() > before
