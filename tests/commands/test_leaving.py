"""An interruption, a mistake found late or a full disk leaves everything as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copsim.cli import main
from copsim.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
WORDS = ["run", "weeks=8", "seeds=2", "--quiet", "--out", "a/b/out"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stopping(error: BaseException):
    def simulate(*_: object, **__: object) -> None:
        raise error

    return simulate


def test_an_interruption_leaves_nothing(here: Path, engine, capsys: pytest.CaptureFixture[str]) -> None:
    engine(stopping(KeyboardInterrupt()))
    assert main(WORDS) == 130
    assert capsys.readouterr().err == "copsim: interrupted; nothing was written\n"
    assert list(here.iterdir()) == []


def test_a_mistake_that_the_engine_finds_leaves_nothing(here: Path, engine, capsys: pytest.CaptureFixture[str]) -> None:
    engine(stopping(InputError("the roster roster.csv has two rows for seat 3; keep one")))
    assert main(WORDS) == 2
    assert capsys.readouterr().err == "copsim: the roster roster.csv has two rows for seat 3; keep one\n"
    assert list(here.iterdir()) == []


def test_an_interruption_while_writing_leaves_the_earlier_output(
    here: Path, engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(WORDS) == 0
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    monkeypatch.setattr("copsim.commands.execution.manifest_of", stopping(KeyboardInterrupt()))
    assert main([*WORDS, "--overwrite", "policy=open"]) == 130
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_a_full_disk_is_a_sentence(
    here: Path, engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("copsim.commands.execution.write_results", stopping(OSError(28, "No space left on device")))
    assert main(WORDS) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(here.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_process_cleanly(tmp_path: Path, sign: signal.Signals) -> None:
    program = (
        "import signal, sys, time, types\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "fake = types.ModuleType('copsim.simulation')\n"
        "def simulate(*_, **__):\n    print('ready', flush=True)\n    time.sleep(60)\n"
        "fake.simulate = simulate\n"
        "sys.modules['copsim.simulation'] = fake\n"
        "from copsim.cli import main\n"
        "sys.argv = ['copsim', 'run', '--out', 'out']\n"
        "sys.exit(main())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    assert len(list(tmp_path.iterdir())) == 1, "the folder is tried before the run"
    process.send_signal(sign)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.decode().endswith("copsim: interrupted; nothing was written\n")
    assert list(tmp_path.iterdir()) == []


def test_help_comes_at_once(tmp_path: Path) -> None:
    fastest = 9.0
    for _ in range(3):  # the machine may be busy; the fastest of three says what the program needs
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "copsim", "--help"], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        fastest = min(fastest, time.perf_counter() - start)
    assert "compare" in done.stdout
    assert fastest < 0.4


@pytest.mark.parametrize(
    "words", [["run", "--help"], ["compare", "-h"], ["demo", "--help"], ["parameters", "-h"], ["-h"]]
)
def test_help_names_what_can_be_chosen(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert ("policy=classroom | directory | everything" in told) is (words[0] in ("run", "compare", "demo"))


def test_without_words_the_overview_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "subcommands:" in capsys.readouterr().out


def test_parameters_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parameters"]) == 0
    assert "| organization.headcount | 300 | employees |" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="pipes differ there")
def test_a_reader_who_has_seen_enough_stops_no_writing(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "from copsim.commands.execution import show\n"
        "reader, writer = os.pipe()\n"
        "os.dup2(writer, 1), os.close(writer), os.close(reader)\n"
        "show('first'), show('second'), print('third', flush=True)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, timeout=60, check=False)
    assert done.returncode == 0
