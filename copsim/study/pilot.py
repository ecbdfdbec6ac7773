"""What a study will take, told from a few of its cases."""

import math
import time
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from copsim.study.case import Case
from copsim.study.chunk import Chunk, parquet_bytes
from copsim.study.computing import compute
from copsim.study.design import Design
from copsim.study.version import model_version

MOST_GROUPS = 12
PATIENCE = 20.0  # seconds


class Estimate(NamedTuple):
    """What some runs took: seconds on one core a run, bytes a run and a chunk on the disk."""

    runs: int
    seconds: float
    bytes_of_run: float
    bytes_of_chunk: float

    def wall(self, runs: int, workers: int) -> float:
        """Seconds that ``runs`` take on so many workers."""
        return runs * self.seconds / workers

    def bytes(self, runs: int, in_chunk: int) -> float:
        """Disk that ``runs`` take, so many in a chunk."""
        return runs * self.bytes_of_run + math.ceil(runs / in_chunk) * self.bytes_of_chunk


def estimate(design: Design) -> Estimate:
    """Run a few groups of cases spread over the design, for some 20 s at most, on one core."""
    groups = Chunk(tuple(design.cases), design.columns, design.base, design.description.windows, "").groups()
    chosen = np.unique(np.linspace(0, len(groups) - 1, MOST_GROUPS).astype(int))
    begun, seconds, tables = time.monotonic(), [], []
    _timed(design, groups[chosen[0]])  # compiled kernels are loaded here
    for place in chosen:
        taken, table = _timed(design, groups[place])
        seconds.append(taken / len(groups[place]))
        tables.append(table)
        if time.monotonic() - begun > PATIENCE:
            break
    runs = sum(len(groups[place]) for place in chosen[: len(seconds)])
    return Estimate(runs, float(np.mean(seconds)), *_sizes(tables, runs))


def _sizes(tables: list[pa.Table], runs: int) -> tuple[float, float]:
    """Bytes a run and a chunk: from one table of all runs, and from the same without any."""
    whole = pa.concat_tables([table.replace_schema_metadata(None) for table in tables])
    empty = len(parquet_bytes(whole.slice(0, 0)))
    return (len(parquet_bytes(whole)) - empty) / runs, empty


def _timed(design: Design, group: list[Case]) -> tuple[float, pa.Table]:
    cases = tuple({case.digest: case for case in group}.values())
    chunk = Chunk(cases, design.columns, design.base, design.description.windows, model_version())
    begun = time.monotonic()
    content = compute(chunk)
    return time.monotonic() - begun, pq.read_table(pa.BufferReader(content))
