"""A store loses nothing: it goes on after any interruption, grows by what is missing, and knows what is not its own."""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from copsim.config.compose import compose_values
from copsim.errors import InputError
from copsim.metrics.catalogue import METRICS
from copsim.simulation import simulate
from copsim.study import durable, runner, version
from copsim.study.backends.local import Threads
from copsim.study.chunk import Chunk
from copsim.study.design import Design
from copsim.study.reading import results
from copsim.study.registration import register
from copsim.study.runner import progress_of, run
from copsim.study.store import Store
from tests.study.conftest import TINY, content

Registered = Callable[..., Store]
ROOT = Path(__file__).resolve().parents[2]


class Breaking:
    """Stops after some chunks, as a machine does that is switched off."""

    name, workers = "breaking", 1

    def __init__(self, after: int) -> None:
        self.after = after

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        for place, found in enumerate(Threads(1).results(chunks, count)):
            if place == self.after:
                raise KeyboardInterrupt
            yield found


class Counting(Threads):
    """Keeps how many runs were asked for."""

    runs = 0

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        listed = list(chunks)
        self.runs += sum(len(chunk.cases) for chunk in listed)
        yield from super().results(listed, count)


def test_a_row_is_what_a_plain_simulation_of_its_case_says(registered: Registered) -> None:
    store = registered(windows="years", seeds=2, settings={**TINY["settings"], "weeks": 60})
    run(store, Threads(2))
    rows = results(store)
    assert rows["window"].tolist() == [0, 1, 2] * 4
    scenarios = {p: compose_values({**TINY["settings"], "weeks": 60, "policy": p}) for p in ("none", "mandated")}
    runs = simulate(scenarios, 2)
    for window, span in enumerate([(0, None), (0, 52), (52, 104)]):
        ours = rows[rows["window"] == window].sort_values(["arm", "seed"])[list(METRICS)]
        theirs = runs.window(*span).sort_values(["arm", "seed"])[list(METRICS)]
        assert np.array_equal(ours.to_numpy(), theirs.to_numpy(), equal_nan=True)


def test_a_chunk_explains_itself(registered: Registered) -> None:
    store = registered()
    run(store, Threads(2))
    rows = pd.concat([pd.read_parquet(path) for path in sorted((store.folder / "chunks").glob("*.parquet"))])
    assert list(rows.columns) == ["case", "arm", "point", "seed", "error", "policy", "window", *METRICS]
    assert len(rows) == rows["case"].nunique() == 20
    dictionary = pd.read_csv(store.folder / "dictionary.csv")
    assert set(rows.columns) <= set(dictionary["column"])


@pytest.mark.parametrize("after", [0, 1])
def test_an_interrupted_study_goes_on_to_the_bytes_of_an_undisturbed_one(registered: Registered, after: int) -> None:
    whole, broken = registered("whole"), registered("broken")
    run(whole, Threads(2))
    with pytest.raises(KeyboardInterrupt):
        run(broken, Breaking(after))
    assert progress_of(broken).done == 10 * after
    assert run(broken, Threads(2)).done == 20
    assert content(broken) == content(whole)


def test_a_finished_study_runs_nothing_again(registered: Registered) -> None:
    store, counting = registered(), Counting(2)
    run(store, counting)
    run(store, counting)
    assert counting.runs == 20


def test_more_seeds_and_arms_run_only_what_is_missing(registered: Registered) -> None:
    counting = Counting(2)
    run(registered(), counting)
    before = content(registered())
    grown = registered(seeds=14, levers={"grid": {"policy": ["none", "mandated", "slack"]}})
    assert run(grown, counting).done == 20 + 22
    assert counting.runs == 20 + 22
    after = content(grown)
    assert all(after[name] == before[name] for name in before if name.startswith(("chunks/", "plan/")))
    rows = results(grown)
    assert len(rows) == 42
    assert not rows.duplicated(["arm", "seed"]).any()


def test_fewer_seeds_show_a_part_and_lose_nothing(registered: Registered) -> None:
    run(registered(), Threads(2))
    small = registered(seeds=2)
    assert len(results(small)) == 4
    assert len(results(registered())) == 20


def test_two_arms_that_are_the_same_scenario_are_run_once_and_both_shown(registered: Registered) -> None:
    rows = [{"name": name, "policy": "none"} for name in ("one", "other")]
    counting = Counting(2)
    store = registered(levers={"list": rows}, seeds=11)
    run(store, counting)
    assert counting.runs == 11
    assert results(store)["arm"].value_counts().to_dict() == {"one": 11, "other": 11}


def test_a_failed_run_is_a_row_with_its_error_and_stops_nothing(registered: Registered) -> None:
    points = {"grid": {"organization.communities": [0, 4]}}
    store = registered(uncertainties=points, seeds=5)
    found = run(store, Threads(2))
    assert (found.done, found.failed) == (20, 5)
    rows = results(store)
    failed = rows[rows["error"].notna()]
    assert set(failed["arm"]) == {"mandated"}
    assert failed["error"].str.contains("needs communities").all()
    assert failed[list(METRICS)].isna().all(axis=None)
    assert rows.loc[rows["error"].isna(), "flow"].notna().all()


def test_a_run_that_breaks_fails_alone(registered: Registered, monkeypatch: pytest.MonkeyPatch) -> None:
    from copsim.study import computing

    def fragile(scenarios, seeds, **options):
        if seeds == [3] and any(s.policy.membership.rule == "mandated" for s in scenarios.values()):
            raise ZeroDivisionError("by nobody")
        return simulate(scenarios, seeds, **options)

    monkeypatch.setattr(computing, "simulate", fragile)
    store = registered()
    run(store, Threads(1))
    rows = results(store)
    failed = rows[rows["error"].notna()]
    assert failed[["arm", "seed", "error"]].to_numpy().tolist() == [["mandated", 3, "ZeroDivisionError: by nobody"]]
    monkeypatch.undo()
    assert run(store, Threads(1)).failed == 1
    assert run(store, Threads(1), again=True).failed == 0


def test_memory_that_runs_out_is_no_result(registered: Registered, monkeypatch: pytest.MonkeyPatch) -> None:
    from copsim.study import computing

    def greedy(*_, **__):
        raise MemoryError

    monkeypatch.setattr(computing, "simulate", greedy)
    store = registered()
    with pytest.raises(InputError, match="memory ran out"):
        run(store, Threads(1))
    assert progress_of(store).done == 0


@pytest.mark.parametrize("damage", ["cut", "emptied", "overwritten", "another"])
def test_a_damaged_chunk_is_found_set_aside_and_computed_again(registered: Registered, damage: str) -> None:
    store = registered()
    run(store, Threads(2))
    before = content(store)
    one, other = sorted((store.folder / "chunks").glob("*.parquet"))
    good = one.read_bytes()
    new = {"cut": good[:-100], "emptied": b"", "overwritten": b"x" * len(good), "another": other.read_bytes()}[damage]
    one.write_bytes(new)
    found = progress_of(store)
    assert (found.done, list(found.damaged)) == (10, [one.stem])
    assert list(run(store, Threads(2)).damaged) == [one.stem]
    (kept,) = (store.folder / "aside").iterdir()
    assert kept.read_bytes() == new
    assert {name: held for name, held in content(store).items() if not name.startswith("aside/")} == before


def test_a_strange_file_is_told_and_never_read(registered: Registered) -> None:
    store = registered()
    run(store, Threads(2))
    (store.folder / "chunks" / "mine.parquet").write_bytes(b"?")
    assert run(store, Threads(2)).foreign == ["mine.parquet"]
    assert len(results(store)) == 20
    assert (store.folder / "chunks" / "mine.parquet").exists()


def test_what_a_killed_writer_left_is_cleared(registered: Registered) -> None:
    store = registered()
    (store.folder / "chunks" / ".a.parquet.99.part").write_bytes(b"half")
    assert run(store, Threads(2)).foreign == []
    assert list((store.folder / "chunks").glob(".*")) == []


def test_another_model_version_does_not_add_to_a_store(
    registered: Registered, designed: Callable[..., Design], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = registered()
    monkeypatch.setattr(runner, "model_version", lambda: "9.9+new")
    with pytest.raises(InputError, match="must not be mixed"):
        run(store, Threads(1))
    with pytest.raises(InputError, match="must not be mixed"):
        register(store.folder, "tiny", designed(), "9.9+new")


def test_a_chunk_refuses_another_model_version_wherever_it_runs(
    registered: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copsim.study import computing

    store = registered()
    monkeypatch.setattr(computing, "model_version", lambda: "9.9+new")
    with pytest.raises(InputError, match="install the same copsim everywhere"):
        run(store, Threads(1))
    assert version.model_version() == store.version


def test_a_folder_with_other_content_is_refused(registered: Registered, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").touch()
    with pytest.raises(InputError, match=r"has content that is no study \(thesis.tex\)"):
        registered("full")


def test_a_full_disk_is_a_sentence_and_what_was_kept_stays(
    registered: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = registered()
    with pytest.raises(KeyboardInterrupt):
        run(store, Breaking(1))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(durable.os, "fsync", full)
        with pytest.raises(InputError, match=r"No space left on device; everything finished before is kept"):
            run(store, Threads(1))
    assert progress_of(store).done == 10
    assert list((store.folder / "chunks").glob(".*")) == []
    assert run(store, Threads(1)).done == 20


PROGRAM = """
import sys
from pathlib import Path
from copsim.study.store import Store
store = Store(Path(sys.argv[1]))
with store.lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_runner_is_refused_until_the_first_is_gone_even_if_it_was_killed(registered: Registered) -> None:
    store = registered()
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(store.folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(InputError, match="another runner is at work"):
            run(store, Threads(1))
        first.kill()
        first.wait()
    assert run(store, Threads(1)).done == 20


def test_a_damaged_plan_is_a_sentence(registered: Registered) -> None:
    store = registered()
    (store.folder / "plan" / "0001.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="is damaged or none of copsim's"):
        progress_of(Store(store.folder))


@pytest.mark.parametrize("text", ["", "{}", "[]", json.dumps({"format": 99, "model_version": "1"})])
def test_a_manifest_of_something_else_is_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"no manifest of a study|store format 99"):
        Store(tmp_path)
