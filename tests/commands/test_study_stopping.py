"""A study with ``stop`` ends when its intervals are as narrow as promised, and every resume finds the same end."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from copsim.analysis.interval import half_width
from copsim.analysis.stopping import as_promised, for_sure, looks
from copsim.cli import main
from copsim.commands.study_stopping import Standing, how_it_stands, next_seeds, standing
from copsim.errors import InputError
from copsim.study.backends.local import Threads
from copsim.study.chunk import Chunk
from copsim.study.description import described
from copsim.study.design import design_of
from copsim.study.registration import register
from copsim.study.runner import run
from copsim.study.store import Store
from copsim.study.version import model_version
from tests.study.conftest import TINY, content

SEEDS = 75  # two arms: a chunk of 50 runs holds 25 seeds
MOST = {**TINY, "seeds": SEEDS, "chunk_runs": 50, "outcomes": ["flow", "community_hours"]}


def stored(folder: Path, **entries: Any) -> Store:
    return register(folder, "tiny", design_of(described({**MOST, **entries}, "it"), model_version()), model_version())


def finish(store: Store) -> Standing:
    run(store, Threads(2), next_seeds=next_seeds)
    return standing(store)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A study that promised more than all its pairs can keep."""
    store = stored(tmp_path_factory.mktemp("whole") / "store", stop={"flow": 1e-9})
    finish(store)
    return store


def differences(store: Store) -> np.ndarray:
    table = pd.concat(pd.read_parquet(path) for path in (store.folder / "chunks").glob("*.parquet"))
    wide = table.pivot(index="seed", columns="arm", values="flow")
    return (wide["mandated"] - wide["none"]).to_numpy()


@pytest.fixture(scope="module")
def middling(whole: Store) -> float:
    """A width of flow that takes more pairs than one chunk holds, and fewer than three."""
    values = differences(whole)
    return min(float(half_width(values[:n].std(ddof=1), n)) * for_sure(n) for n in range(30, 51, 5))


@pytest.fixture(scope="module")
def ended(middling: float, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A study that promised that width, and ended in one go."""
    store = stored(tmp_path_factory.mktemp("ended") / "store", stop={"flow": middling})
    finish(store)
    return store


def test_a_promise_that_is_never_kept_runs_all_pairs_and_says_what_is_lacking(whole: Store) -> None:
    found = standing(whole)
    assert (found.pairs, found.over, found.kept) == (SEEDS, True, False)
    said = how_it_stands(found)
    assert said.startswith("All 75 pairs were run: 1 of 1 intervals are not yet surely as narrow as promised, first")
    assert "flow of mandated" in said


def test_it_stops_at_the_first_look_at_which_the_promise_holds(whole: Store, ended: Store, middling: float) -> None:
    found, values = standing(ended), differences(whole)[:, None]
    first = next(n for n in looks(SEEDS) if as_promised(values[:n], [middling]).all())
    assert (found.pairs, found.kept, found.over) == (first, True, True)
    assert 25 < found.pairs <= 50
    assert len(list((ended.folder / "chunks").glob("*.parquet"))) == 2
    row = found.widths.iloc[0]
    assert row["effect"] == pytest.approx(values[:first].mean())
    assert row["half"] <= middling


class Breaking:
    """Stops after a chunk, as a machine does that is switched off."""

    name, workers = "breaking", 1

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        yield next(iter(Threads(1).results(chunks, 1)))
        raise KeyboardInterrupt


def test_after_a_kill_it_ends_at_the_same_pair_with_the_same_bytes(
    tmp_path: Path, ended: Store, middling: float
) -> None:
    broken = stored(tmp_path / "broken", stop={"flow": middling})
    with pytest.raises(KeyboardInterrupt):
        run(broken, Breaking(), next_seeds=next_seeds)
    assert not standing(broken).over
    assert finish(broken).pairs == standing(ended).pairs
    assert content(broken) == content(ended)
    assert finish(broken).pairs == standing(ended).pairs
    assert content(broken) == content(ended)


def test_runs_beyond_the_last_look_change_nothing_that_is_said(
    tmp_path: Path, whole: Store, ended: Store, middling: float
) -> None:
    shutil.copytree(whole.folder, tmp_path / "store")
    late, early = finish(stored(tmp_path / "store", stop={"flow": middling})), standing(ended)
    assert late.pairs == early.pairs
    pd.testing.assert_frame_equal(late.widths, early.widths)


def test_every_effect_has_to_keep_its_promise(tmp_path: Path, whole: Store) -> None:
    shutil.copytree(whole.folder, tmp_path / "store")
    easy, hard = finish(stored(tmp_path / "store", stop={"community_hours": 1e9})), {"flow": 1e-9}
    assert (easy.pairs, easy.kept) == (20, True)
    both = finish(stored(tmp_path / "store", stop={"community_hours": 1e9, **hard}))
    assert both.widths.set_index("metric")["kept"].to_dict() == {"community_hours": True, "flow": False}
    assert not both.kept


def test_a_damaged_chunk_of_an_early_pair_is_computed_again_and_the_end_is_the_same(
    tmp_path: Path, ended: Store
) -> None:
    shutil.copytree(ended.folder, tmp_path / "store")
    store = Store(tmp_path / "store")
    store.chunk_path(store.wanted[0][1].id).write_bytes(b"")
    assert standing(store).pairs == 0
    assert finish(store).pairs == standing(ended).pairs
    held = {name: kept for name, kept in content(store).items() if not name.startswith("aside/")}
    assert held == content(ended)


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
    said = "50 of at most 150 runs are done. Stopped after 20 of at most 75 pairs: every interval is as narrow as "
    assert said in copsim("run", "mine.yaml")[1]
    assert said in copsim("status", "mine")[1]
    assert said in copsim("resume", "mine")[1]
    assert copsim("export", "mine", "--out", "out")[0] == 0
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "Stopped after 20 of at most 75 pairs" in report
    assert "10 runs of later pairs, which this report leaves out" in report
    assert "100 of them were not needed" in report
    assert set(pd.read_csv(tmp_path / "out" / "effects.csv")["n"]) == {20}
    assert len(pd.read_csv(tmp_path / "out" / "results.csv")) == 40
    assert list(pd.read_csv(tmp_path / "out" / "stopping.csv")["kept"]) == [True]


def test_the_promise_and_the_least_number_of_pairs_can_be_changed_by_words(copsim: Callable[..., Any]) -> None:
    assert "Stopped after 25 of" in copsim("run", "mine.yaml", "least_pairs=25", "stop.community_hours=1000")[1]
    assert "50 of 50 runs are done" in copsim("run", "mine.yaml", "seeds=25", "stop={}")[1]


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
