"""Is what a store holds what the model computes? Reads every page, and runs a random sample of cases again."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from copsim.errors import InputError
from copsim.metrics.catalogue import METRICS
from copsim.study.chunk import Chunk, parquet_bytes
from copsim.study.computing import compute
from copsim.study.plan import Plan, Planned
from copsim.study.store import Store
from copsim.study.version import model_version


class Verdict(NamedTuple):
    """Chunks read whole, cases run again, digests of cases that came out otherwise, ids of chunks with bad pages."""

    chunks: int
    cases: int
    different: list[str]
    damaged: list[str]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.different and not self.damaged


def verify(store: Store, sample: int, seed: int = 0) -> Verdict:
    """Check every page's checksum, run ``sample`` random finished cases again and compare every number to the bit.

    A case is run by itself, so that shared warm-ups are checked as well. Raises InputError for a store of another
    model version, or one without a finished run.
    """
    if store.version != model_version():
        raise InputError(
            f"{store.folder} was computed by model version {store.version}, and this is {model_version()}; verify it "
            "with that version"
        )
    survey = store.survey()
    wanted = [chunk for chunk in store.wanted if chunk[1].id in survey.failed]
    if not wanted:
        raise InputError(f"no run of the study in {store.folder} is finished yet; resume it first")
    damaged = list(survey.damaged) + [planned.id for _, planned in wanted if not _readable(store, planned)]
    sound = [chunk for chunk in wanted if chunk[1].id not in damaged]
    places = [(plan, planned, row) for plan, planned in sound for row in range(planned.cases)]
    chosen = np.random.default_rng(seed).permutation(len(places))[:sample]
    different = [digest for place in sorted(chosen) if (digest := _different(store, *places[place])) is not None]
    return Verdict(len(wanted), len(chosen), different, damaged)


def _readable(store: Store, planned: Planned) -> bool:
    """Whether every page is as it was written, and, by the same writer, every byte."""
    path = store.chunk_path(planned.id)
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        again = parquet_bytes(file.read())
        same_writer = file.metadata.created_by == pq.read_metadata(pa.BufferReader(again)).created_by
        return not same_writer or again == path.read_bytes()
    except (OSError, pa.ArrowException):
        return False


def _different(store: Store, plan: Plan, planned: Planned, row: int) -> str | None:
    """Digest of the case in a row of a chunk if it comes out otherwise now, else None."""
    chunk = plan.chunk(planned)
    case = chunk.cases[row]
    alone = pq.read_table(
        pa.BufferReader(compute(Chunk((case,), chunk.columns, chunk.base, chunk.windows, chunk.version)))
    )
    kept = pq.read_table(store.chunk_path(planned.id), filters=[("case", "==", case.digest)])
    return None if _content(alone) == _content(kept) else case.digest


def _content(table: pa.Table) -> tuple[object, ...]:
    """Everything that was measured, to the bit."""
    numbers = [table[name].to_numpy().tobytes() for name in METRICS]
    return (table["window"].to_pylist(), table["error"].to_pylist(), *numbers)
