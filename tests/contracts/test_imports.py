"""The import contract of pyproject.toml holds, and it would notice if it did not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import linter in ``folder``, on the package copsim that stands in it."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def house(folder: Path, files: dict[str, str]) -> Path:
    """Build a small copsim of the given files (name: source) in ``folder``."""
    for name, source in {"__init__.py": "", "errors.py": "", "config/__init__.py": "", **files}.items():
        file = folder / "copsim" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(source, encoding="utf-8")
    return folder


def test_every_file_imports_only_from_the_floors_below() -> None:
    outcome = lint(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_a_lawful_house_passes(tmp_path: Path) -> None:
    outcome = lint(
        house(
            tmp_path,
            {
                "config/by_hydra.py": "import hydra\nfrom copsim.errors import InputError",
                "config/compose.py": "from copsim.config import by_hydra",
                "kernel.py": "import numba",
                "mechanisms/work.py": "from copsim.kernel import compiled\nfrom copsim.config.compose import compose",
                "metrics/catalogue.py": "",
                "analysis/paired.py": "from copsim.analysis.interval import t\nfrom copsim.errors import InputError",
                "analysis/interval.py": "",
                "simulation.py": "from copsim.mechanisms import work\nfrom copsim.metrics import catalogue\nx = 0",
                "cli.py": "from copsim.simulation import simulate",
            },
        )
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param(
            {"state/people.py": "from copsim.simulation import simulate", "simulation.py": ""},
            "copsim.state is not allowed to import copsim.simulation",
            id="upward",
        ),
        pytest.param(
            {"state/people.py": "def f():\n    from copsim.simulation import simulate", "simulation.py": ""},
            "copsim.state is not allowed to import copsim.simulation",
            id="upward, inside a function",
        ),
        pytest.param(
            {"metrics/flow.py": "", "mechanisms/work.py": "from copsim.metrics.flow import flow"},
            "copsim.mechanisms is not allowed to import copsim.metrics",
            id="mechanisms on metrics",
        ),
        pytest.param(
            {"mechanisms/work.py": "", "metrics/flow.py": "from copsim.mechanisms.work import act"},
            "copsim.metrics is not allowed to import copsim.mechanisms",
            id="metrics on mechanisms",
        ),
        pytest.param(
            {"metrics/flow.py": "", "analysis/paired.py": "from copsim.metrics.flow import flow"},
            "copsim.analysis.paired is not allowed to import copsim.metrics",
            id="analysis on the model",
        ),
        pytest.param(
            {"cli.py": "from omegaconf import OmegaConf"},
            "copsim is not allowed to import omegaconf",
            id="Hydra outside compose",
        ),
        pytest.param(
            {"kernel.py": "import numba", "config/policy.py": "from copsim.kernel import compiled"},
            "copsim.config is not allowed to import numba",
            id="compiled code in the declarations",
        ),
        pytest.param(
            {"__init__.py": "NAME = 'copsim'", "reporting/style.py": "from copsim import NAME"},
            "copsim.reporting.style -> copsim",
            id="the top-level package",
        ),
        pytest.param({"cellar.py": ""}, "copsim.cellar", id="a file without a floor"),
    ],
)
def test_a_breach_is_told(tmp_path: Path, files: dict[str, str], told: str) -> None:
    outcome = lint(house(tmp_path, files))
    assert outcome.returncode == 1
    assert told in outcome.stdout
