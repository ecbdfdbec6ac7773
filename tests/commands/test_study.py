"""``copsim study``: every verb says what it did, and refuses in one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from copsim.cli import main

STUDY = {
    "question": "Does it work?",
    "settings": {"organization": "small_firm", "organization.headcount": 20, "weeks": 4, "warmup_weeks": 3},
    "levers": {"grid": {"policy": ["none", "mandated"]}},
    "seeds": 50,
    "chunk_runs": 50,
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def copsim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs words of ``copsim study`` in a folder that holds mine.yaml; returns code, output and errors."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump(STUDY), encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["study", *words])
        return code, *capsys.readouterr()

    return run


def test_a_study_is_planned_run_looked_at_and_verified(copsim: Run, tmp_path: Path) -> None:
    code, out, _ = copsim("plan", "mine.yaml", "backend.workers=2")
    assert code == 0
    assert "2 arms x 1 point x 50 seeds = 100 cases." in out
    assert "on 2 workers (threads)" in out
    assert not (tmp_path / "results").exists()
    code, out, _ = copsim("run", "mine.yaml")
    assert "100 of 100 runs are done. In results/studies/mine" in out
    assert "mine: 100 of 100 runs are done." in copsim("status", "mine")[1]
    assert "5 cases run again: equal to the bit" in copsim("verify", "mine", "--sample", "5")[1]
    assert "100 of 100 runs are done." in copsim("list")[1]


def test_growing_and_resuming_say_how_far_the_study_is(copsim: Run) -> None:
    copsim("run", "mine.yaml")
    assert "110 of 110 runs are done" in copsim("run", "mine.yaml", "seeds=55")[1]
    assert "110 of 110 runs are done" in copsim("resume", "mine")[1]
    assert "110 of them are planned in results/studies/mine already" in copsim("plan", "mine.yaml", "seeds=60")[1]


def test_shards_are_run_apart_and_merged(copsim: Run) -> None:
    for shard in ("1/2", "2/2"):
        assert "50 of 100 runs are done" in copsim("run", "mine.yaml", "--shard", shard)[1]
    assert "2 chunks added from 2 shards. 100 of 100 runs are done." in copsim("merge", "mine")[1]


def test_quiet_is_quiet(copsim: Run) -> None:
    assert copsim("run", "mine.yaml", "--quiet") == (0, "", "")


def test_a_study_of_many_cases_asks_before_it_runs(copsim: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump({**STUDY, "most_cases": 60}), encoding="utf-8")
    code, _, err = copsim("run", "mine.yaml")
    assert code == 2
    assert "has 100 cases, more than most_cases=60" in err
    assert not (tmp_path / "results").exists()
    assert "100 of 100" in copsim("run", "mine.yaml", "--yes")[1]


def test_interrupted_work_is_kept_and_the_way_on_is_told(copsim: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from copsim.study.store import Store

    def interrupt(self: Store, name: str, content: bytes) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Store, "keep", interrupt)
        with pytest.raises(SystemExit) as left:
            copsim("run", "mine.yaml")
    assert left.value.code == 130
    assert "100 of 100" in copsim("resume", "mine")[1]


def test_damage_and_strangers_are_told(copsim: Run) -> None:
    copsim("run", "mine.yaml")
    chunks = Path("results/studies/mine/chunks")
    one = sorted(chunks.glob("*.parquet"))[0]
    one.write_bytes(one.read_bytes()[:-5])
    (chunks / "notes.txt").touch()
    _, out, err = copsim("status", "mine")
    assert "50 of 100" in out
    assert f"Damaged: {one.name} is truncated or damaged" in out
    assert "chunks/ holds a file that is not the study's (notes.txt)" in err
    _, out, err = copsim("resume", "mine")
    assert "computed again" in err
    assert "100 of 100" in out


def test_a_failed_verification_is_a_sentence(copsim: Run) -> None:
    copsim("run", "mine.yaml")
    one = sorted(Path("results/studies/mine/chunks").glob("*.parquet"))[0]
    content = bytearray(one.read_bytes())
    content[1000] ^= 1
    one.write_bytes(content)
    code, _, err = copsim("verify", "mine")
    assert code == 2
    assert "does not hold: 1 chunk damaged" in err


REFUSED = {
    "rnu mine.yaml": "unknown verb 'rnu' of study (did you mean 'run'?)",
    "run": "the following arguments are required: name",
    "run nothing": "unknown study 'nothing'",
    "run nothing.yaml": "cannot read the study nothing.yaml",
    "run mine.yaml wekes=5": "(did you mean 'weeks'?)",
    "run mine.yaml weeks": "cannot read 'weeks'; write key=value",
    "run mine.yaml weeks=5 weeks=6": "weeks is given twice",
    "run mine.yaml weeks=0": "must be from 1 to 5,200 weeks",
    "run mine.yaml policy=none,slack": "lists several values",
    "run mine.yaml seeds=0": "a count of seeds must lie between",
    "run mine.yaml backend=dusk": "unknown backend 'dusk' (did you mean 'dask'?)",
    "run mine.yaml backend.workers=none": "backend.workers=none is refused",
    "run mine.yaml --shard 3/2": "--shard 3/2 is refused",
    "run mine.yaml --fast": "unrecognized arguments: --fast",
    "resume mine": "there is no study in results/studies/mine",
    "resume mine seeds=5": "resume goes on with the study as it is",
    "status mine": "there is no study in results/studies/mine",
    "verify mine --sample many": "is no whole number",
    "merge mine": "no shards of results/studies/mine are there",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_done_is_refused_in_one_sentence(copsim: Run, words: str, tmp_path: Path) -> None:
    code, out, err = copsim(*words.split())
    assert (code, out) == (2, "")
    assert err.startswith("copsim: ")
    assert err.count("\n") == 1
    assert REFUSED[words] in err
    assert not list(tmp_path.glob("results/studies/*/chunks"))


def test_help_names_the_verbs(copsim: Run) -> None:
    assert "verify" in copsim()[1]
