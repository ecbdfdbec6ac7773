"""What is read without Hydra is what Hydra reads."""

import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.config import by_hydra, groups, plain
from copsim.errors import InputError

ALL = {group: groups.options_of(group) for group in groups.GROUPS}
SINGLE = [(f"{group}={option}",) for group, options in ALL.items() for option in options]
PAIRS = [
    (f"scenario={scenario}", f"{group}={ALL[group][-1]}")
    for scenario, group in itertools.product(ALL["scenario"], ("organization", "policy"))
]


@pytest.mark.parametrize("chosen", [(), *SINGLE, *PAIRS], ids=" ".join)
def test_groups_are_composed_as_hydra_composes_them(chosen: tuple[str, ...]) -> None:
    assert plain.composed(chosen) == by_hydra.composed(chosen)


WORDS = (
    "weeks=52", "weeks=-1", "weeks=0", "a.b_c.d=0.50", "a=-3.25", "policy=none,mandated", "x=1,2.5,word", "flag=true",
    "flag=false,true", "organization.roster=people", "weeks=007", "weeks=1e3", "a=1_000", "a=null", "a=NaN", "a=True",
    "a=inf", "a='1'", "a=[1,2]", "a={b: 1}", "a=", "=1", "a", "a=1,", "a=,1", "+a=1", "~a", "a=b=c", "a/b=1", "a= 1",
    "a=${b}", "a=range(1,3)", "a=people.csv", "a-b=1", "a=b-c", "a@b=1", "a=1.", "a=.5", "a=9223372036854775808", "ä=1",
    "a=\u0661", "a..b=1", "a.1=2", "a=+1", "a=-0", "a=x y", "a=choice(1,2)", "null=1", "true=2", "a=00", "a=0x1",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_plain_word_is_read_as_hydra_reads_it(word: str) -> None:
    agree(word)


@given(st.from_regex(r"\A[a-z]{1,3}(\.[a-z_]{1,3})?=[-+0-9a-zA-Z_.,]{0,8}\Z"))
@settings(max_examples=60, deadline=None)
def test_any_word_is_read_as_hydra_reads_it(word: str) -> None:
    agree(word)


def agree(word: str) -> None:
    """Whatever is taken for plain, Hydra reads likewise, types included."""
    found = plain.parsed(word)
    if found is not None:
        assert repr(found) == repr(by_hydra.parsed(word))


def test_usual_words_are_plain() -> None:
    for word in ("policy=self_selected", "weeks=260", "seeds=20", "organization.assigned_hours=22,28.5,35"):
        assert plain.parsed(word) is not None


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("organization/default.yaml", "headcount: ${weeks}"),
        ("organization/default.yaml", "headcount: 1e3"),
        ("organization/default.yaml", "# @package organization.culture\nmanager_approval: 0"),
        ("organization/default.yaml", "- 1"),
        ("organization/default.yaml", "roster: 2020-01-01"),
        ("scenario/default.yaml", "# @package _global_\ndefaults: [other]"),
        ("policy/none.yaml", "defaults:\n  - override /scenario: small"),
        ("config.yaml", "defaults: [declared, organization: default]"),
    ],
)
def test_what_is_not_plain_is_left_to_hydra(
    file: str, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(groups.conf_folder(), tmp_path / "conf")
    monkeypatch.setattr(plain, "conf_folder", lambda: tmp_path / "conf")
    assert plain.composed(()) is not None
    (tmp_path / "conf" / file).write_text(content + "\n", encoding="utf-8")
    assert plain.composed(()) is None


def test_hydra_is_not_imported_for_plain_words() -> None:
    program = (
        "import sys; from copsim.config.compose import compose_arms; "
        "compose_arms(['scenario=small', 'policy=none,open', 'seeds=3']); sys.exit('hydra' in sys.modules)"
    )
    root = Path(groups.__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, timeout=60, check=False).returncode == 0


def test_a_word_that_cannot_be_read_is_still_refused() -> None:
    with pytest.raises(InputError, match="cannot read the override"):
        by_hydra.parsed("a=[1")
