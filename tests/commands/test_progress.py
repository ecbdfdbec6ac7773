"""Progress goes to standard error, suits where that leads, and can be silenced."""

import io
import sys

import pytest

from copsim.commands.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress("simulating", quiet=False) as progress:
        for done in range(4):
            progress(done, 3)
        assert "simulating:   0%" in sys.stderr.getvalue()


def test_a_file_gets_a_line_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("simulating", quiet=False) as progress:
        for done in range(1001):
            progress(done, 1000)
    assert capsys.readouterr() == ("", "simulating: 1,000 of 1,000\n")


def test_quiet_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress("simulating", quiet=True) as progress:
        progress(1, 1)
    assert sys.stderr.getvalue() == ""
