"""The model version changes with every file that can change a number."""

import subprocess
import sys
from pathlib import Path

import copsim
from copsim.study.version import model_version, sources

PACKAGE = Path(copsim.__file__).parent
PROGRAM = """
import sys
from copsim.config.scenario import Scenario
from copsim.simulation import simulate
print("\\n".join(sorted(module.__file__ for name, module in sys.modules.items() if name.startswith("copsim."))))
"""
DECLARATIONS_ONLY = {"config", "errors.py", "__init__.py"}  # what they say is in the resolved scenario


def test_every_module_that_a_simulation_imports_is_hashed_but_for_declarations() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    used = {Path(line).relative_to(PACKAGE) for line in done.stdout.splitlines()}
    hashed = {file.relative_to(PACKAGE) for file in sources(PACKAGE)}
    assert {file for file in used - hashed if file.parts[0] not in DECLARATIONS_ONLY} == set()
    assert Path("config/records.py") in hashed


def test_the_version_names_the_release_and_a_hash() -> None:
    release, _, digest = model_version().partition("+")
    assert release
    assert len(digest) == 16
