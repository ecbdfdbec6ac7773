"""What the study machinery costs beside the bare engine, and how long a large store takes to say how far it is.

    python benchmarks/study_cost.py [--runs 500] [--workers 2] [--cases 100000] [--turns 3]

The overhead is measured on firms of 200 people over 104 weeks, four policies: bare runs are those of ``simulate``, in
calls as large as the chunks of the study, whose tables nobody makes. The two take turns. The large store
is made of copies of one real chunk under the names of all.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from copsim.config.compose import compose_values
from copsim.simulation import simulate
from copsim.study.backends.local import Threads
from copsim.study.chunk import FACTS, parquet_bytes
from copsim.study.description import described
from copsim.study.design import design_of
from copsim.study.registration import register
from copsim.study.runner import run
from copsim.study.store import Store
from copsim.study.version import model_version

POLICIES = ["none", "mandated", "self_selected", "self_selected_cultivated"]
FIRM = {"organization.headcount": 200, "weeks": 104, "warmup_weeks": 52}
SMALL = {"organization": "small_firm", "weeks": 2, "warmup_weeks": 2}
LOOKS = 3


def bare(runs: int, workers: int) -> float:
    """Seconds of the engine alone."""
    scenarios = {policy: compose_values({**FIRM, "policy": policy}) for policy in POLICIES}
    begun, seeds = time.perf_counter(), list(range(runs // len(POLICIES)))
    for first in range(0, len(seeds), 16):
        simulate(scenarios, seeds[first : first + 16], workers=workers)
    return time.perf_counter() - begun


def studied(runs: int, workers: int, folder: Path) -> tuple[float, Path]:
    """Seconds of the same runs as a study, from its description to its last byte; and its store."""
    begun = time.perf_counter()
    tree = {"settings": FIRM, "levers": {"grid": {"policy": POLICIES}}, "seeds": runs // len(POLICIES)}
    design = design_of(described(tree, "the study"), model_version())
    run(register(folder, "cost", design, model_version()), Threads(workers))
    return time.perf_counter() - begun, folder


def large(cases: int, folder: Path) -> None:
    """A store of so many cases, all done."""
    tree = {"settings": SMALL, "levers": {"grid": {"policy": POLICIES[:2]}}, "seeds": cases // 2}
    store = register(folder, "large", design_of(described(tree, "the study"), model_version()), model_version())
    plan, first = store.wanted[0]
    run_one = next(Threads(1).results(iter([plan.chunk(first)]), 1))[1]
    table = pq.read_table(pa.BufferReader(run_one))
    for of, planned in store.wanted:
        facts = {"id": planned.id, "version": of.version, "windows": of.windows, "cases": planned.cases, "failed": 0}
        marked = table.replace_schema_metadata({**table.schema.metadata, FACTS: json.dumps(facts).encode()})
        store.chunk_path(planned.id).write_bytes(parquet_bytes(marked))


def status(folder: Path) -> float:
    """Seconds of ``copsim study status`` on a store, from start to exit."""
    study = folder.parent / "large.yaml"
    study.write_text(yaml.safe_dump({"question": "?"}), encoding="utf-8")
    begun = time.perf_counter()
    words = [sys.executable, "-m", "copsim", "study", "status", "large", "--store", str(folder)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=os.environ)
    return time.perf_counter() - begun


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="study-cost-") as name:
        folder = Path(name)
        bare(len(POLICIES), asked.workers)
        engine, study, peaks = [], [], []
        for turn in range(asked.turns):
            engine.append(bare(asked.runs, asked.workers))
            study.append(studied(asked.runs, asked.workers, folder / f"turn-{turn}")[0])
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        extra = median(study) / median(engine) - 1
        told = f"engine {median(engine):.1f} s, study {median(study):.1f} s: {extra:+.1%}"
        print(f"{asked.runs} runs: {told}", flush=True)
        print(f"peak memory after each turn: {', '.join(f'{peak:.0f} MB' for peak in peaks)}")
        begun = time.perf_counter()
        large(asked.cases, folder / "store")
        print(f"a store of {asked.cases:,} cases made in {time.perf_counter() - begun:.0f} s")
        taken = [status(folder / "store") for _ in range(LOOKS)]
        print(f"status of it: {median(taken):.2f} s (of {len(Store(folder / 'store').wanted):,} chunks)")


if __name__ == "__main__":
    main()
