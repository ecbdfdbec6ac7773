"""What docs/networks.md says can be done can be done, and it names every column."""

import re
from pathlib import Path

import pytest

from copsim.commands.request import read
from copsim.observation.columns import WORDS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "networks.md").read_text(encoding="utf-8")


def test_every_block_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {"__name__": "page"}
    for block in blocks:
        exec(compile(block, "docs/networks.md", "exec"), names)
    assert {path.name for path in tmp_path.iterdir()} == {"ties.graphml", "network.png", "network.svg"}
    assert capsys.readouterr().out.count("\n") > 20


def test_the_commands_of_the_page_are_understood() -> None:
    lines = re.findall(r"^copsim .*$", PAGE, flags=re.MULTILINE)
    assert len(lines) == 2
    for line in lines:
        assert read(line.split()[1:]) is not None


@pytest.mark.parametrize("table", WORDS)
def test_the_page_explains_every_column_as_the_dictionary_does(table: str) -> None:
    for column, unit, _, meaning in WORDS[table]:
        assert f"| `{column}` | {unit} | {meaning} |" in PAGE
