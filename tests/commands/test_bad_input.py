"""What cannot be done is refused in one sentence, with exit code 2, and nothing is written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from copsim.cli import main

COMPARE = "compare policy=none,self_selected"

REFUSED = {
    # words: what the sentence must say
    "rnu": "unknown subcommand 'rnu' (did you mean 'run'?)",
    "--fast": "unrecognized arguments: --fast",
    "run --fast": "unrecognized arguments: --fast",
    "run --out": "expected one argument",
    "parameters --format xml": "invalid choice: 'xml'",
    "run organization.headcout=60": "(did you mean 'organization.headcount'?)",
    "run headcount=60": "(did you mean 'organization.headcount'?)",
    "run policy.funding.relesed_hours=1": "(did you mean 'policy.funding.released_hours'?)",
    "run organisation=default": "(did you mean 'organization'?)",
    "run policy=mandatd": "unknown policy 'mandatd' (did you mean 'mandated'?)",
    "run policy=": "unknown policy ''",
    "run scenario=smal": "unknown scenario 'smal' (did you mean 'small'?)",
    "run scenario=mine.yaml": "--scenario mine.yaml",
    "run organization=bank": "unknown organization 'bank'",
    "run +weeks=5": "cannot use the override '+weeks=5'",
    "run ~weeks": "cannot use the override '~weeks'",
    "run weeks": "cannot read the override 'weeks'",
    "run weeks=(5": "cannot read the override 'weeks=(5'",
    "run weeks=5 weeks=6": "weeks is given twice",
    # wrong type
    "run weeks=ten": "weeks=ten is refused: it must be a whole number",
    "run weeks=2.5": "weeks=2.5 is refused: it must be a whole number",
    "run weeks=": "weeks= is refused: it must be a whole number",
    "run organization.headcount=true": "must be a number, not a flag",
    "run organization.assigned_hours=many": "must be a number, from 0 to 80 h/week",
    "run organization.assigned_hours=null": "organization.assigned_hours=null is refused",
    "run organization.assigned_hours=[1,2]": "must be a number",
    "run policy.membership.rule=compulsory": "must be one of none, self_selected, open",
    "run organization.roster=5": "must be text",
    "run timeline=5": "must be a list",
    "run policy.funding=5": "unknown key 'policy.funding'",
    # out of bounds, NaN, infinity
    "run organization.assigned_hours=-1": "must be from 0 to 80 h/week",
    "run organization.assigned_hours=81": "must be from 0 to 80 h/week",
    "run organization.assigned_hours=nan": "must be a finite number",
    "run organization.assigned_hours=inf": "must be a finite number",
    "run behaviour.joining.fit_weight=-inf": "must be a finite number",
    "run organization.wage=-1": "must be at least 0 money/h",
    "run organization.headcount=0": "must be from 2 to 2,000,000 employees",
    "run organization.headcount=-5": "must be from 2 to 2,000,000 employees",
    "run weeks=0": "must be from 1 to 5,200 weeks",
    "run weeks=-3": "must be from 1 to 5,200 weeks",
    # contradictions
    f"{COMPARE} at_equal_cost=": "at_equal_cost= names no arm",
    f"{COMPARE} at_equal_cost=none at_equal_cost=none": "at_equal_cost is given twice",
    f"{COMPARE} at_equal_cost=self_selectd": "no such arm (did you mean 'self_selected'?)",
    f"{COMPARE} at_equal_cost=self_selected": "no other arm has a budget to set",
    "compare policy=self_selected,slack at_equal_cost=slack": "'self_selected' is a rival with no budget to set",
    "run policy=slack at_equal_cost=slack": "unknown key 'at_equal_cost'",
    "run policy=self_selected policy.obligation.deliverables_on_demand=true": "contradicts sponsorship.sponsor=none",
    "run policy.obligation.projects_per_year=1": "needs communities, but membership.rule is none",
    "run policy=repository organization.wage=0": "organization.wage=0",
    "run policy.membership.required_attendance=1": "contradicts membership.rule=none",
    "run policy=self_selected policy.membership.required_attendance=0.5": "contradicts membership.rule=self_selected",
    "run policy.support.facilitator_hours=5": "needs communities",
    "run policy.support.team_hours=5": "needs communities, but membership.rule is none",
    "run policy=self_selected policy.domain.breadth=1 policy.domain.split_by=topic policy.domain.split_above=40": (
        "cannot split domain.breadth=1"
    ),
    "run policy=self_selected policy.domain.split_by=job": "needs domain.split_above > 0",
    "run policy=self_selected policy.leadership.chosen_by=nobody policy.funding.leader_weeks=3": (
        "pays leaders, but leadership.chosen_by=nobody"
    ),
    "run policy=self_selected policy.formation.interviews=5": "needs formation.how=seeded",
    "run policy=self_selected policy.formation.how=seeded": "needs formation.interviews > 0",
    "run policy=self_selected policy.sponsorship.legitimacy=1": "needs a sponsor, but sponsorship.sponsor=none",
    "run policy=self_selected policy.sponsorship.demands=1": "needs a sponsor, but sponsorship.sponsor=none",
    "run policy=self_selected policy.direction.outcomes_set_by=sponsor": "needs a sponsor",
    "run policy=self_selected policy.form.form=informal_network": "leadership.chosen_by=peers",
    "run policy=self_selected policy.events.conferences_per_year=1 policy.events.fairs_per_year=8": (
        "fall into one week"
    ),
    "run organization.companies=7": "exceeds units=6",
    "run policy=open organization.communities=0": "needs communities",
    "run organization.communities=20": "exceeds the 16 domains",
    "run organization.units=301": "exceeds headcount=300",
    "run behaviour.work.easiest=0.99": "exceeds hardest",
    # timeline
    "run timeline=[{week:260,policy:{funding.released_hours:1}}]": "lies after the horizon of 260 weeks",
    "run timeline=[{week:52,policy:{funding.relesed_hours:1}}]": "(did you mean 'funding.released_hours'?)",
    "run timeline=[{week:52,policy:{funding.released_hours:99}}]": "must be from 0 to 40 h/person/week",
    "run timeline=[{week:52,shock:merger}]": "shock=merger needs people",
    "run timeline=[{wek:52}]": "unknown key 'timeline.0.wek'",
    # seeds
    "run seeds=0": "seeds=0 is refused",
    "run seeds=-1": "seeds=-1 is refused",
    "run seeds=[]": "names no seed",
    "run seeds=": "seeds='' is refused",
    "run seeds=[3,3]": "seed 3 is given twice",
    "run seeds=[3,-3]": "seed -3 is refused",
    "run seeds=[1.5]": "seed 1.5 is refused",
    "run seeds=1.5": "it is no whole number",
    "run seeds=many": "it is no whole number",
    "run seeds=true": "it is no whole number",
    "run seeds=3,7": "seeds takes one value",
    "run seeds=[18446744073709551616]": "from 0 to 2^63 - 1",
    # arms
    "run policy=none,mandated": "run takes one arm",
    "compare": "compare needs at least two arms",
    "compare policy=mandated": "compare needs at least two arms",
    "compare policy=none,none": "policy lists 'none' twice",
    "compare policy=none,": "cannot read the override",
    "compare weeks=range(9,5)": "lists no value",
    "compare weeks=range(1,99999999)": "lists more than 1,000 values",
    "compare policy=none,nine": "unknown policy 'nine'",
    f"{COMPARE} --baseline self_selectd": "unknown baseline 'self_selectd' (did you mean 'self_selected'?)",
    "demo policy=none,open": "the demo compares its nine policies",
    # files
    "run --scenario missing.yaml": "cannot read the scenario file missing.yaml",
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and an engine that must not be reached."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "copsim.simulation", None)
    return tmp_path


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The sentence with which the words are refused."""
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("copsim: ")
    assert told.err.count("\n") == 1, "more than a line"
    return told.err


@pytest.mark.parametrize(("words", "reason"), REFUSED.items(), ids=list(REFUSED))
def test_words(words: str, reason: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reason in refused(words.split(), capsys)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"weeks: [1, 2", "is no valid YAML at line 1"),
        (b"weeks: 5\n\tpolicy: none", "is no valid YAML at line 2"),
        (b"\xff\xfe\x00", "is no valid YAML"),
        (b"", "holds no settings"),
        (b"- weeks", "holds no settings"),
        (b"week: 5", "(did you mean 'weeks'?)"),
        (b"weeks: five", "weeks=five is refused"),
        (b"weeks: .nan", "weeks=nan is refused"),
        (b"weeks: [1, 2]", "must be a whole number"),
        (b"policy: manadted", "(did you mean 'mandated'?)"),
        (b"policy: 5", "unknown policy 5"),
        (b"5: 5", "unknown key '5'"),
        (b"weeks: 2020-13-45", "is no valid YAML"),
        (b"&a {b: *a}", "is no valid YAML"),
    ],
)
def test_a_scenario_file(content: bytes, reason: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mine.yaml").write_bytes(content)
    assert reason in refused(["run", "--scenario", "mine.yaml"], capsys)
    assert [path.name for path in here.iterdir()] == ["mine.yaml"]


def test_an_output_folder_that_is_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "taken").write_text("mine", encoding="utf-8")
    assert "is a file" in refused(["run", "--out", "taken", "--overwrite"], capsys)
    assert "cannot write to" in refused(["run", "--out", "taken/below"], capsys)
    assert (here / "taken").read_text(encoding="utf-8") == "mine"


def test_an_output_folder_that_cannot_be_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if sys.platform == "linux":
        assert "cannot write to" in refused(["run", "--out", "/proc/copsim/out"], capsys)
    assert "cannot write to" in refused(["run", "--out", "x" * 300], capsys)
    assert list(here.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_an_output_folder_in_a_folder_without_permission(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here.chmod(0o500)
    try:
        assert "Permission denied" in refused(["run", "--out", "out"], capsys)
    finally:
        here.chmod(0o700)


def test_a_folder_with_other_content(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "out").mkdir()
    (here / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    assert "add --overwrite" in refused(["run", "--out", "out"], capsys)
    assert [path.name for path in (here / "out").iterdir()] == ["notes.txt"]


def test_no_traceback_in_a_process_of_its_own(tmp_path: Path) -> None:
    words = ["run", "policy=mandatd"]
    outcome = subprocess.run(
        [sys.executable, "-m", "copsim", *words], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    assert outcome.returncode == 2
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("copsim: unknown policy 'mandatd' (did you mean 'mandated'?)")
    assert outcome.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
