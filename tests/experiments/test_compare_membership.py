"""The example of a Hydra script runs for several policies in one go."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
SHORT = ["scenario=small", "weeks=4", "warmup_weeks=4", "seeds=2"]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, str(ROOT / "experiments" / "compare_membership.py"), *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def test_multirun_compares_each_policy_with_none(tmp_path: Path) -> None:
    done = run(tmp_path, "--multirun", "policy=none,self_selected", *SHORT)
    assert done.returncode == 0, done.stderr
    assert "none, 2 seeds" in done.stdout
    assert "self_selected, 2 seeds" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["results"]
    (first, second) = sorted((tmp_path / "results" / "hydra").glob("*/*/effects.csv"))
    assert list(pd.read_csv(first).columns) == ["metric", "mean"]
    assert list(pd.read_csv(second).columns) == ["metric", "effect", "low", "high"]


def test_a_mistake_is_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "weeks=0", *SHORT[2:])
    assert done.returncode != 0
    assert "compare_membership: weeks=0 is refused" in done.stderr
    assert "Traceback" not in done.stderr
