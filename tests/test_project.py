"""The project is as its files promise: packaging, pins, set-up, first page."""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE = [Requirement(line) for line in PROJECT["dependencies"]]
CLUSTER = [Requirement(line) for line in PROJECT["optional-dependencies"]["cluster"]]
APP = [Requirement(line) for line in PROJECT["optional-dependencies"]["app"]]
REPORT = [Requirement(line) for line in PROJECT["optional-dependencies"]["report"]]
VIZ = [Requirement(line) for line in PROJECT["optional-dependencies"]["viz"]]
TEACHING = [Requirement(line) for line in PROJECT["optional-dependencies"]["teaching"]]
DEV = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
PYTHONS = ("3.11", "3.12", "3.13")
# Written by whoever works on the project, so neither a registry nor one's own machine may be named in them.
SETUP_FILES = ("pyproject.toml", "constraints.txt", "Makefile", ".ci/run", "README.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(python: str) -> dict[str, str]:
    """Name and version of every package that constraints.txt pins on Linux under ``python``."""
    environment = {"python_version": python, "sys_platform": "linux"}
    lines = [line for line in text("constraints.txt").splitlines() if line and not line.startswith("#")]
    pinned = [Requirement(line) for line in lines]
    applying = [pin for pin in pinned if pin.marker is None or pin.marker.evaluate(environment)]
    names = [canonicalize_name(pin.name) for pin in applying]
    assert len(names) == len(set(names)), "a package is pinned twice"
    return {name: str(pin.specifier).removeprefix("==") for name, pin in zip(names, applying, strict=True)}


@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_is_pinned_to_a_version_it_allows(python: str) -> None:
    pinned = pins(python)
    for needed in CORE + CLUSTER + APP + REPORT + VIZ + TEACHING + DEV:
        version = pinned.get(canonicalize_name(needed.name))
        assert version is not None, f"{needed.name} has no pin for Python {python}"
        assert needed.specifier.contains(version), f"{needed} does not allow the pinned {version}"


def test_a_pin_is_a_name_and_a_version_and_nothing_else() -> None:
    where = r"( ; (python_version|sys_platform) (<|>=|==) \"[a-z0-9.]+\")?"
    pin = re.compile(rf"[a-z0-9-]+==[0-9][0-9.]*(post[0-9]+)?{where}")
    lines = [line for line in text("constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not pin.fullmatch(line)] == []
    names = [line.split("==")[0] for line in lines]
    assert names == sorted(names)


@pytest.mark.parametrize("name", SETUP_FILES)
def test_no_file_names_a_registry_or_a_machine(name: str) -> None:
    found = re.findall(r"index-url|find-links|trusted-host|https?://\S+|/(?:home|root|Users|opt|tmp)/\S*", text(name))
    assert found == []


def test_everything_imported_is_declared() -> None:
    homes = packages_distributions()
    declared = {canonicalize_name(needed.name) for needed in CORE + CLUSTER + APP + REPORT + VIZ}
    declared.add("omegaconf")  # a part of Hydra's interface: what it composes are omegaconf's
    undeclared = set()
    for file in (ROOT / "copsim").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                continue
            tops = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"copsim"}
            for top in tops:
                if not {canonicalize_name(home) for home in homes.get(top, [top])} & declared:
                    undeclared.add((top, file.relative_to(ROOT).as_posix()))
    assert undeclared == set()


def test_citation_change_log_and_package_tell_the_same_version() -> None:
    assert yaml.safe_load(text("CITATION.cff"))["version"] == PROJECT["version"]
    headings = re.findall(r"^## (\S+)", text("CHANGELOG.md"), flags=re.MULTILINE)
    assert headings[0] in {"Unreleased", PROJECT["version"]}


def test_the_change_log_explains_its_flag() -> None:
    assert "**changes numbers** means" in text("CHANGELOG.md")


def test_every_make_target_on_the_first_page_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)\b(?=`|  +#)", text("README.md")))
    assert {"demo", "test", "check"} <= named <= targets


def words_on_the_first_page() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", text("README.md"), flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("copsim ")]
    return [line.split()[1:] for line in lines]


@pytest.mark.parametrize("words", words_on_the_first_page(), ids=" ".join)
def test_every_command_on_the_first_page_is_understood(words: list[str]) -> None:
    from copsim.commands.request import read

    request = read(words)
    assert request is not None
    assert request.command == words[0]


def test_the_example_on_the_first_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", text("README.md"), flags=re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert "flow" in capsys.readouterr().out


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout, with the build tool that the development tools bring."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=300)
    (built,) = folder.glob("copsim-*.whl")
    return built


def test_the_wheel_carries_the_settings_and_nothing_compiled(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    settings = {f"copsim/{file.relative_to(ROOT).as_posix()}" for file in (ROOT / "conf").rglob("*.yaml")}
    modules = {file.relative_to(ROOT).as_posix() for file in (ROOT / "copsim").rglob("*.py")}
    assert len(settings) > 1
    assert settings | modules <= inside
    assert [name for name in inside if name.endswith((".pyc", ".nbi", ".nbc")) or name.startswith("tests/")] == []


def test_the_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program = """
import pathlib, sys, copsim
assert pathlib.Path(copsim.__file__).is_relative_to(sys.argv[1]), copsim.__file__
print(copsim.compose(["policy=mandated", "weeks=7"]).weeks)
from copsim.cli import main
sys.exit(main(["parameters", "--format", "csv"]))
"""
    outcome = subprocess.run(
        [sys.executable, "-c", program, str(installed)],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.startswith("7\n")
    assert list(elsewhere.iterdir()) == []


def scripted(folder: Path, name: str, lines: str) -> Path:
    """An executable shell script of the given lines."""
    script = folder / name
    script.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    script.chmod(0o755)
    return script


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def set_up(folder: Path, *words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHON", "MAKEFLAGS"}}
    if path is not None:
        environment["PATH"] = path
    make = shutil.which("make")
    assert make is not None
    return subprocess.run(
        [make, "setup", *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )


@needs_make
@pytest.mark.parametrize("lines", ["exit 1", "exit 127"], ids=["too old", "not runnable"])
def test_without_a_suitable_interpreter_make_says_so_in_a_sentence(tmp_path: Path, lines: str) -> None:
    outcome = set_up(tmp_path, f"PYTHON={scripted(tmp_path, 'old python', lines)}")
    told = outcome.stderr.splitlines()[0]
    assert outcome.returncode != 0
    assert told.startswith("copsim needs Python 3.11 or newer")
    assert told.endswith(".")
    assert not (tmp_path / ".venv").exists()


@needs_make
def test_make_takes_the_first_interpreter_that_fits_and_installs_once(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    for name in ("sh", "sed", "touch", "mkdir", "cp", "chmod"):
        scripts.joinpath(name).symlink_to(str(shutil.which(name)))
    log = tmp_path / "log"
    scripted(scripts, "python3", "exit 1")
    scripted(scripts, "python3.13", "exit 127")
    fits = 'case "$*" in *venv\\ --clear*) mkdir -p .venv/bin; cp "$0" .venv/bin/python;; esac'
    scripted(scripts, "python3.12", f'echo "$*" >> "{log}"\n{fits}')
    first = set_up(tmp_path, path=str(scripts))
    assert first.returncode == 0, first.stderr
    installs = [line for line in log.read_text().splitlines() if "pip install" in line]
    assert len(installs) == 1
    assert "-c constraints.txt -e .[dev]" in installs[0]
    log.unlink()
    subprocess.run(["make", "setup"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    assert not log.exists(), "an up-to-date environment was installed again"
    later = time.time() + 60  # a change within the clock's resolution would go unseen
    os.utime(tmp_path / "constraints.txt", (later, later))
    again = subprocess.run(["make", "setup"], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60)
    assert "Installing" in again.stdout
