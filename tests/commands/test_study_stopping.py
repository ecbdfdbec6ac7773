"""A study with ``stop`` ends when its intervals are as narrow as promised, and every resume finds the same end."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from copsim.analysis.stopping import as_promised, looks
from copsim.cli import main
from copsim.commands.study_stopping import Standing, next_seeds, standing
from copsim.errors import InputError
from copsim.study.backends.local import Processes, Threads
from copsim.study.chunk import Chunk
from copsim.study.description import described
from copsim.study.design import design_of
from copsim.study.registration import register
from copsim.study.runner import run
from copsim.study.store import Store
from copsim.study.version import model_version
from tests.study.conftest import TINY, content

SEEDS, IN_CHUNK = 100, 25  # two arms: a chunk of 50 runs holds 25 seeds
MOST = {**TINY, "seeds": SEEDS, "outcomes": ["flow", "community_hours"]}


def stored(folder: Path, **entries: Any) -> Store:
    return register(folder, "tiny", design_of(described({**MOST, **entries}, "it"), model_version()), model_version())


def finish(store: Store, backend: Any = None) -> Standing:
    run(store, backend if backend is not None else Threads(2), next_seeds=next_seeds)
    return standing(store)


@pytest.fixture(scope="module")
def middling(tmp_path_factory: pytest.TempPathFactory) -> float:
    """A width of flow that takes some 50 pairs: twice what 20 pairs leave is too wide, what all leave too narrow."""
    whole = stored(tmp_path_factory.mktemp("whole") / "store", stop={"flow": 1e-9})
    found = finish(whole)
    assert (found.pairs, found.over, found.kept) == (SEEDS, True, False)
    return float(found.widths["half"].iloc[0] * np.sqrt(2))


def test_a_study_runs_no_more_than_the_chunks_of_its_last_look(tmp_path: Path) -> None:
    store = stored(tmp_path / "store", stop={"flow": 1e9})
    found = finish(store)
    assert (found.pairs, found.kept, found.over) == (20, True, True)
    assert len(list((store.folder / "chunks").glob("*.parquet"))) == 1


def test_it_stops_at_the_first_look_at_which_all_promises_hold(tmp_path: Path, middling: float) -> None:
    store = stored(tmp_path / "store", stop={"flow": middling, "community_hours": 1e9})
    found = finish(store)
    assert 20 < found.pairs < SEEDS
    assert found.kept
    assert found.widths["half"].max() < 1e9
    whole = stored(tmp_path / "store", stop={}, seeds=SEEDS)
    run(whole, Threads(2))
    table = pd.concat(pd.read_parquet(path) for path in (store.folder / "chunks").glob("*.parquet"))
    wide = table.pivot(index="seed", columns="arm", values="flow")
    difference = (wide["mandated"] - wide["none"]).to_numpy()[:, None]
    known = {n: bool(as_promised(difference[:n], [middling])[0]) for n in looks(SEEDS)}
    assert found.pairs == next(n for n, kept in known.items() if kept)
    assert found.widths.set_index("metric").loc["flow", "effect"] == pytest.approx(difference[: found.pairs].mean())


class Breaking:
    """Stops after some chunks in all, as a machine does that is switched off."""

    name, workers = "breaking", 1

    def __init__(self, after: int) -> None:
        self.left = after

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        for found in Threads(1).results(chunks, count):
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            yield found


def test_after_kills_and_by_any_backend_it_ends_at_the_same_pair_with_the_same_bytes(
    tmp_path: Path, middling: float
) -> None:
    asked: dict[str, Any] = {"stop": {"flow": middling}}
    plain, broken, other = (stored(tmp_path / name, **asked) for name in ("plain", "broken", "other"))
    end = finish(plain)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            run(broken, Breaking(1), next_seeds=next_seeds)
        assert not standing(broken).over
    assert finish(broken).pairs == finish(other, Processes(2)).pairs == end.pairs
    assert content(broken) == content(other) == content(plain)
    before = content(plain)
    assert finish(plain).pairs == end.pairs
    assert content(plain) == before


def test_runs_beyond_the_last_look_change_nothing_that_is_said(tmp_path: Path, middling: float) -> None:
    early = finish(stored(tmp_path / "early", stop={"flow": middling}))
    full = stored(tmp_path / "full")
    run(full, Threads(2))
    late = finish(stored(tmp_path / "full", stop={"flow": middling}))
    assert late.pairs == early.pairs
    pd.testing.assert_frame_equal(late.widths, early.widths)


def test_a_damaged_chunk_of_an_early_pair_is_computed_again_and_the_end_is_the_same(tmp_path: Path) -> None:
    store = stored(tmp_path / "store", stop={"flow": 1e9})
    finish(store)
    before = content(store)
    (one,) = (store.folder / "chunks").glob("*.parquet")
    one.write_bytes(b"")
    assert standing(store).pairs == 0
    assert finish(store).pairs == 20
    assert {name: held for name, held in content(store).items() if not name.startswith("aside/")} == before


@pytest.fixture
def copsim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs words of ``copsim study`` in a folder that holds mine.yaml; returns code, output and errors."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump({**MOST, "stop": {"flow": 1000.0}}), encoding="utf-8")

    def words(*given: str) -> tuple[int, str, str]:
        code = main(["study", *given])
        return code, *capsys.readouterr()

    return words


def test_the_command_line_and_the_report_say_after_how_many_pairs_it_stopped_and_why(
    copsim: Callable[..., Any], tmp_path: Path
) -> None:
    assert "It may stop after 20 seeds: 40 runs at least." in copsim("plan", "mine.yaml")[1]
    said = "50 of at most 200 runs are done. Stopped after 20 of at most 100 pairs: every interval is as narrow as "
    assert said in copsim("run", "mine.yaml")[1]
    assert said in copsim("status", "mine")[1]
    assert said in copsim("resume", "mine")[1]
    assert copsim("export", "mine", "--out", "out")[0] == 0
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "Stopped after 20 of at most 100 pairs" in report
    assert "10 runs of later pairs, which this report leaves out" in report
    assert "150 of them were not needed" in report
    assert set(pd.read_csv(tmp_path / "out" / "effects.csv")["n"]) == {20}
    assert len(pd.read_csv(tmp_path / "out" / "results.csv")) == 40
    assert list(pd.read_csv(tmp_path / "out" / "stopping.csv")["kept"]) == [True]


def test_the_promise_and_the_least_number_of_pairs_can_be_changed_by_words(copsim: Callable[..., Any]) -> None:
    assert "Stopped after 40 of" in copsim("run", "mine.yaml", "least_pairs=40", "stop.community_hours=1000")[1]
    out = copsim("run", "mine.yaml", "stop.flow=0.0000001")[1]
    assert "All 100 pairs were run: 1 of 1 intervals are not yet surely as narrow as promised" in out
    assert "200 of 200 runs are done" in copsim("run", "mine.yaml", "stop={}")[1]


def test_shards_are_refused_in_a_sentence_since_none_sees_all_pairs(copsim: Callable[..., Any], tmp_path: Path) -> None:
    code, _, err = copsim("run", "mine.yaml", "--shard", "1/2")
    assert code == 2
    assert "a shard holds only some of them; run it without --shard, or all seeds with stop={}" in err
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"stop": {"flow": 0}}, "the interval promised for flow must be above 0, got 0"),
        ({"stop": {"flwo": 1}}, r"unknown outcome 'flwo' \(did you mean 'flow'\?\)"),
        ({"stop": {"flow": 1}, "seeds": 20}, "looks first after least_pairs=20 seeds, and the study has 20"),
        ({"stop": {"flow": 1}, "least_pairs": 3}, "least_pairs: input should be greater than or equal to 10"),
        ({"stop": {"flow": 1}, "levers": None}, "stop compares arms, but the study has one"),
        (
            {"stop": {"flow": 1}, "common_seeds": False, "uncertainties": {"grid": {"weeks": [3, 4]}}},
            "stop counts seeds, which points do not share",
        ),
    ],
)
def test_a_stop_that_cannot_be_is_refused(entries: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        design_of(described({**MOST, **entries}, "it"), "1")


def test_effects_that_stop_together_cover_92_to_98_percent_each() -> None:
    rng, truth, inside = np.random.default_rng(5), np.array([0.3, -1.0]), []
    for _ in range(600):
        first = rng.exponential(1.0, 200) - 1.0
        both = np.column_stack([first, first + rng.normal(0.0, 1.0, 200)]) + truth
        pairs = next(n for n in looks(200) if as_promised(both[:n], [0.35, 0.5]).all())
        inside.append(np.abs(both[:pairs].mean(axis=0) - truth) <= [0.35, 0.5])
    assert ((np.mean(inside, axis=0) >= 0.92) & (np.mean(inside, axis=0) <= 0.98)).all()
