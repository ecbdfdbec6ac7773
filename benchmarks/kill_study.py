"""Kill a study's runner a hundred times, and Dask's workers twenty times, and look for what is lost.

    python benchmarks/kill_study.py [--kills 100] [--worker-kills 20] [--log kills.csv]

A study that takes a minute undisturbed on one worker is killed (SIGKILL) and resumed until it is finished, and that is
repeated with fresh stores until there were enough kills. Kills at moments uniform over the life that is left to the
study take turns with others that wait for a chunk to be opened, and count as *between opening and renaming* only if
the half-written file is found after the runner's death. Each finished store must hold exactly the bytes of an
undisturbed one. A line a kill goes to the log.
"""

import argparse
import csv
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import yaml

STUDY = {
    "question": "Does anything get lost?",
    "settings": {"organization": "small_firm", "weeks": 52, "warmup_weeks": 52},
    "levers": {"grid": {"policy": ["none", "self_selected"]}},
    "chunk_runs": 50,
}
NOT_RESULTS = {"journal.jsonl", "lock"}
START = 3.0  # seconds until a runner computes, about
PATIENCE = 0.0003  # seconds between looks for an open chunk


class Kill(NamedTuple):
    """One kill: in which round, aimed at what, after how many seconds, chunks done by then, open files left behind."""

    round: int
    aim: str
    seconds: float
    chunks: int
    left_open: int


class Plan(NamedTuple):
    """What is known of the study: its chunks, seconds a chunk takes, and how many aimed kills follow a uniform one."""

    chunks: int
    pace: float
    aimed: int


def words(study: Path, store: Path, *more: str) -> list[str]:
    """The command that runs or resumes the study."""
    return [
        sys.executable, "-m", "copsim", "study", "run", str(study), "--store", str(store), "--quiet", "--yes",
        *(more or ("backend.workers=1",)),
    ]  # fmt: skip


def bytes_of(store: Path) -> dict[str, str]:
    """A hash by name of every file that results depend on."""
    files = [path for path in sorted(store.rglob("*")) if path.is_file() and path.name not in NOT_RESULTS]
    return {str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def chunks(store: Path) -> list[str]:
    """Names of the chunks that are there."""
    return [path.name for path in (store / "chunks").glob("[!.]*.parquet")]


def open_chunks(store: Path) -> list[str]:
    """Names of files that are being written or were left half written."""
    try:
        return [entry.name for entry in os.scandir(store / "chunks") if entry.name.endswith(".part")]
    except FileNotFoundError:
        return []


def undisturbed(folder: Path, seconds: float) -> tuple[Path, dict[str, str], float, int]:
    """A study that takes at least ``seconds``: its file, its bytes, the time it took, its number of chunks."""
    study, seeds = folder / "study.yaml", 200
    while True:
        study.write_text(yaml.safe_dump({**STUDY, "seeds": seeds}), encoding="utf-8")
        store = folder / f"undisturbed-{seeds}"
        begun = time.monotonic()
        subprocess.run(words(study, store), check=True)
        taken = time.monotonic() - begun
        if taken >= seconds:
            return study, bytes_of(store), taken, len(chunks(store))
        seeds = int(seeds * max(1.2, 1.1 * seconds / taken))


def disturbed(study: Path, store: Path, number: int, plan: Plan, luck: random.Random) -> list[Kill]:
    """Kill and resume until the study is finished; what a chunk takes is measured as it goes."""
    total, pace, aimed = plan
    kills: list[Kill] = []
    while True:
        aim = "uniform" if len(kills) % (1 + aimed) == 0 else "open chunk"
        there, before = len(chunks(store)), set(open_chunks(store))
        moment = luck.uniform(0.0, START + pace * (total - there))
        begun = time.monotonic()
        runner = subprocess.Popen(words(study, store))
        while runner.poll() is None:
            passed = time.monotonic() - begun
            if (aim == "uniform" and passed >= moment) or (aim == "open chunk" and set(open_chunks(store)) - before):
                runner.send_signal(signal.SIGKILL)
                break
            time.sleep(0.01 if aim == "uniform" else PATIENCE)
        if runner.wait() == 0:
            return kills
        if runner.returncode != -signal.SIGKILL:
            raise SystemExit(f"the runner ended with {runner.returncode}, and nobody killed it")
        passed = round(time.monotonic() - begun, 3)
        if len(chunks(store)) > there + 1:
            pace = (passed - START) / (len(chunks(store)) - there)
        kills.append(Kill(number, aim, passed, len(chunks(store)), len(set(open_chunks(store)) - before)))


def kill_runners(folder: Path, wanted: int, aimed: int, seconds: float, log: "csv.writer") -> bool:  # type: ignore[valid-type]
    """Rounds until there were ``wanted`` kills, a fifth of them with a chunk open."""
    study, expected, life, total = undisturbed(folder, seconds)
    print(f"undisturbed: {life:.0f} s, {total} chunks", flush=True)
    luck, kills, wrong, number = random.Random(6), list[Kill](), 0, 0
    while len(kills) < wanted or sum(kill.left_open > 0 for kill in kills) < wanted // 5:
        number += 1
        store = folder / f"round-{number}"
        fresh = disturbed(study, store, number, Plan(total, (life - START) / total, aimed), luck)
        same = bytes_of(store) == expected
        wrong += not same
        kills += fresh
        log.writerows(fresh)  # type: ignore[attr-defined]
        opened = sum(kill.left_open > 0 for kill in kills)
        told = f"{len(kills)} kills in all, {opened} between opening and renaming"
        print(f"round {number}: {len(fresh)} kills, {'same' if same else 'OTHER'} bytes; {told}", flush=True)
    print(f"runner: {len(kills)} kills in {number} rounds, {wrong} rounds with other bytes")
    return wrong == 0


def started_worker(address: str) -> "subprocess.Popen[bytes]":
    """A process that computes for the scheduler at an address."""
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
    told = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", address, *options], stderr=told)


def kill_workers(folder: Path, wanted: int, log: "csv.writer") -> bool:  # type: ignore[valid-type]
    """Run the study by Dask while its workers are killed, each followed by a new one."""
    from distributed import LocalCluster

    study, luck, kills, wrong, number = folder / "study.yaml", random.Random(7), 0, 0, 0
    expected = bytes_of(next(iter(sorted(folder.glob("undisturbed-*"), key=os.path.getmtime, reverse=True))))
    with LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50) as cluster:
        workers = [started_worker(cluster.scheduler_address) for _ in range(2)]
        while kills < wanted:
            number += 1
            store, begun = folder / f"dask-{number}", time.monotonic()
            where = f"backend.address={cluster.scheduler_address}"
            runner = subprocess.Popen(words(study, store, "backend=dask", where))
            while runner.poll() is None:
                time.sleep(luck.uniform(0.5, 8.0))
                if runner.poll() is None and kills < wanted:
                    victim = workers.pop(luck.randrange(len(workers)))
                    victim.kill()
                    victim.wait()
                    workers.append(started_worker(cluster.scheduler_address))
                    kills += 1
                    log.writerow(Kill(number, "dask worker", round(time.monotonic() - begun, 3), len(chunks(store)), 0))  # type: ignore[attr-defined]
            same = runner.returncode == 0 and bytes_of(store) == expected
            wrong += not same
            print(f"dask round {number}: {kills} kills in all, {'same bytes' if same else 'OTHER BYTES'}", flush=True)
        for worker in workers:
            worker.kill()
            worker.wait()
    print(f"dask: {kills} workers killed in {number} rounds, {wrong} rounds with other bytes")
    return wrong == 0


def main() -> int:
    """Kill, compare, and say what was lost; the exit code is 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--aimed", type=int, default=1, help="kills aimed at an open chunk for each uniform one")
    parser.add_argument("--worker-kills", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0, help="that the study takes undisturbed, at least")
    parser.add_argument("--log", type=Path, default=Path("kills.csv"))
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="kill-study-") as name,
        asked.log.open("w", newline="", buffering=1) as file,
    ):
        log = csv.writer(file, lineterminator="\n")
        log.writerow(Kill._fields)
        subprocess.run([sys.executable, "-m", "copsim.warm"], check=True)  # what compiling takes is no part of a life
        held = kill_runners(Path(name), asked.kills, asked.aimed, asked.seconds, log)
        held &= kill_workers(Path(name), asked.worker_kills, log)
    print("nothing was lost, duplicated or corrupted" if held else "SOMETHING WAS LOST")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
