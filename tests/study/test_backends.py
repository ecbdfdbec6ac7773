"""One contract for every backend: each chunk once, the bytes of any other backend, nothing lost to an error."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

import psutil
import pytest

from copsim.errors import InputError
from copsim.study.backends import cluster as by_dask
from copsim.study.backends.cluster import Dask
from copsim.study.backends.local import Processes, Threads
from copsim.study.backends.settings import BackendSettings, backend_of, backend_settings, known_backends
from copsim.study.chunk import Chunk
from copsim.study.merging import adopt_plans, merge, shard_folder
from copsim.study.runner import Backend, Shard, progress_of, run
from copsim.study.store import Store
from tests.study.conftest import content

Registered = Callable[..., Store]
LOCAL = ("threads", "processes", "dask")
FAILING = {"grid": {"organization.communities": [0, 4]}}
# new processes take seconds to load the kernels, so of the tests that need some, one runs by default
MOSTLY = [pytest.param(name, marks=pytest.mark.slow if name == "processes" else ()) for name in LOCAL]


def chunks_of(store: Store) -> list[Chunk]:
    return [plan.chunk(planned) for plan, planned in store.wanted]


@pytest.fixture(scope="module")
def backends() -> Iterator[dict[str, Backend]]:
    """Every backend that can be had on one machine; Dask at the address of a cluster that all tests share."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        yield {
            "threads": Threads(2),
            "processes": Processes(2),
            "dask": Dask("dask", cluster.scheduler_address, None, 2),
        }


@pytest.mark.parametrize("name", LOCAL)
def test_each_chunk_comes_once_and_with_the_bytes_of_every_backend(
    registered: Registered, backends: dict[str, Backend], name: str
) -> None:
    store = registered(uncertainties=FAILING, seeds=8)
    chunks = chunks_of(store)
    assert len(chunks) == 3
    found = list(backends[name].results(iter(chunks), len(chunks)))
    assert sorted(name for name, _ in found) == sorted(chunk.id for chunk in chunks)
    assert dict(found) == dict(Threads(1).results(iter(chunks), len(chunks)))


@pytest.mark.parametrize("name", MOSTLY)
def test_the_store_is_the_same_to_the_byte(registered: Registered, backends: dict[str, Backend], name: str) -> None:
    plain, other = registered("plain"), registered("other")
    run(plain, Threads(1))
    run(other, backends[name])
    assert content(plain) == content(other)


@pytest.mark.parametrize("name", LOCAL)
def test_nothing_to_do_is_done_at_once(backends: dict[str, Backend], name: str) -> None:
    assert list(backends[name].results(iter([]), 0)) == []


@pytest.mark.parametrize("name", MOSTLY)
def test_failed_runs_come_as_rows(registered: Registered, backends: dict[str, Backend], name: str) -> None:
    store = registered(uncertainties=FAILING, seeds=6)
    assert run(store, backends[name]).failed == 6


@pytest.mark.parametrize("name", MOSTLY)
def test_chunks_are_taken_only_as_they_are_needed(
    registered: Registered, backends: dict[str, Backend], name: str
) -> None:
    chunks, taken = chunks_of(registered(seeds=100)), []

    def given() -> Iterator[Chunk]:
        for chunk in chunks:
            taken.append(chunk.id)
            yield chunk

    several = backends[name].results(given(), len(chunks))
    next(several)
    assert len(taken) < len(chunks)
    several.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", MOSTLY)
def test_a_wrong_model_version_comes_as_a_sentence(
    registered: Registered, backends: dict[str, Backend], name: str
) -> None:
    chunk = chunks_of(registered())[0]
    wrong = Chunk(chunk.cases, chunk.columns, chunk.base, chunk.windows, "0+other")
    with pytest.raises(InputError, match="install the same copsim everywhere"):
        list(backends[name].results(iter([wrong]), 1))


def killing(backend: Backend, victims: Callable[[], Iterable[int]], store: Store) -> None:
    """Run a store while workers are killed, half a second apart."""
    over = threading.Event()

    def kill() -> None:
        for _ in range(3):
            time.sleep(0.5)
            for victim in list(victims())[:1]:
                if not over.is_set():
                    os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        run(store, backend)
    finally:
        over.set()
        killer.join()


@pytest.mark.slow
def test_processes_that_are_killed_lose_nothing(registered: Registered) -> None:
    plain, store = registered("plain", seeds=400, chunk_runs=50), registered("killed", seeds=400, chunk_runs=50)

    def workers() -> list[int]:
        return [p.pid for p in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(p.cmdline())]

    killing(Processes(2), workers, store)
    run(plain, Threads(2))
    assert content(store) == content(plain)


@pytest.mark.slow
def test_dask_workers_that_are_killed_lose_nothing(registered: Registered) -> None:
    from distributed import LocalCluster

    plain, store = registered("plain", seeds=400, chunk_runs=50), registered("killed", seeds=400, chunk_runs=50)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:

        def workers() -> list[int]:
            return [worker.pid for worker in cluster.workers.values() if worker.pid]

        killing(Dask("dask", cluster.scheduler_address, None, 2), workers, store)
    run(plain, Threads(2))
    assert content(store) == content(plain)


def test_an_address_where_nobody_answers_is_a_sentence(registered: Registered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_dask, "SECONDS_TO_ANSWER", 1)
    store = registered()
    with pytest.raises(InputError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9"):
        run(store, Dask("dask", "tcp://127.0.0.1:9", None, 1))
    assert progress_of(store).done == 0


@pytest.mark.parametrize("ours", [True, False])
def test_a_cluster_without_workers_is_given_up_or_waited_for_and_never_in_silence(
    ours: bool, registered: Registered, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(by_dask, "COUNT_SECONDS", 0.1)
    monkeypatch.setattr(by_dask, "ALONE_SECONDS", 0.5)
    store = registered()
    with LocalCluster(n_workers=0, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        if ours:
            with pytest.raises(InputError, match="no worker of this machine's Dask cluster is left"):
                run(store, Dask("dask", None, lambda: nullcontext(cluster), 2))
            assert progress_of(store).done == 0
        else:
            later = threading.Timer(1.5, lambda: cluster.scale(1))
            later.start()
            run(store, Dask("dask", cluster.scheduler_address, None, 2))
            later.join()
            assert progress_of(store).done == progress_of(store).wanted
            said = capsys.readouterr().err
            assert said.count("waiting for one") == 1
            assert cluster.scheduler_address in said


def test_shards_put_together_are_the_whole_to_the_byte(registered: Registered, tmp_path: Path) -> None:
    whole = registered("whole", seeds=15)
    run(whole, Threads(2))
    folders = []
    for number in (1, 2, 3):
        shard = Shard(number, 3)
        folder = shard_folder(tmp_path / "parts", shard)
        adopt_plans(folder, tmp_path / "parts")
        store = registered(folder.name, seeds=15)
        run(store, Threads(1), shard)
        assert progress_of(store).done < 30
        folders.append(folder)
    assert merge(tmp_path / "parts", folders) == len(whole.wanted)
    assert content(Store(tmp_path / "parts")) == content(whole)
    assert merge(tmp_path / "parts", folders) == 0


def test_shards_of_different_studies_do_not_mix(registered: Registered, tmp_path: Path) -> None:
    registered("one"), registered("other", seeds=13)
    with pytest.raises(InputError, match="their plans differ"):
        merge(tmp_path / "whole", [tmp_path / "one", tmp_path / "other"])


def test_a_slurm_job_starts_workers_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a Slurm at hand the job script is read, not run."""
    from dask_jobqueue import SLURMCluster

    from copsim.study.backends.starting import slurm_cluster

    monkeypatch.setattr(SLURMCluster, "scale", lambda self, jobs: None)
    monkeypatch.setenv("NUMBA_CACHE_DIR", "/scratch/kernels")
    settings = BackendSettings(
        kind="slurm",
        queue="short",
        account="learning",
        memory="8GB",
        walltime="00:30:00",
        setup=("module load python",),
    )
    with slurm_cluster(settings, 4) as cluster:
        script = cluster.job_script()
    for line in (
        "#SBATCH -p short", "#SBATCH -A learning", "#SBATCH --cpus-per-task=4", "#SBATCH --mem=8G",
        "#SBATCH -t 00:30:00", "module load python", "export NUMBA_CACHE_DIR=/scratch/kernels",
    ):  # fmt: skip
        assert line in script.splitlines()
    assert "--nworkers 4" in script
    assert "--nthreads 1" in script


@pytest.mark.parametrize("name", known_backends())
def test_every_backend_of_the_configuration_can_be_had(name: str) -> None:
    backend = backend_of(backend_settings(name, {"workers": 3}))
    assert backend.name == name
    assert backend.workers >= 3


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("dusk", {}, r"unknown backend 'dusk' \(did you mean 'dask'\?\)"),
        ("dask", {"adress": "x"}, r"unknown key 'backend.adress' \(did you mean 'address'\?\)"),
        ("threads", {"workers": 0}, "backend.workers=0 is refused: input should be greater than or equal to 1"),
        ("nowhere.yaml", {}, "cannot read the backend nowhere.yaml"),
    ],
)
def test_a_backend_that_cannot_be_had_is_a_sentence(name: str, changes: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        backend_settings(name, changes)
