"""A chunk: the cases of one file of results. Light to import; ``copsim.study.computing`` computes it."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from copsim.study.case import Case

Windows = Literal["whole", "years"]
ID_DIGITS = 20
FORMAT = b"copsim.format"
FACTS = b"copsim.chunk"


@dataclass(frozen=True)
class Chunk:
    """Cases that one file holds, in its order; ``base`` is what their changes start from."""

    cases: tuple[Case, ...]
    columns: tuple[str, ...]
    base: Mapping[str, Any]
    windows: Windows
    version: str

    @property
    def id(self) -> str:
        """Follows from the cases and what is kept of them."""
        return chunk_id([case.digest for case in self.cases], self.windows)

    def groups(self) -> list[list[Case]]:
        """Cases in a row that share seed and point, hence as a rule a warm-up."""
        return [list(same) for _, same in groupby(self.cases, key=lambda case: (case.seed, case.point))]


def chunk_id(digests: Sequence[str], windows: str) -> str:
    """Name of the chunk of these cases in this order."""
    return hashlib.sha256("\n".join([windows, *digests]).encode()).hexdigest()[:ID_DIGITS]


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as a Parquet file with page checksums: the same bytes for the same table."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", write_page_checksum=True, version="2.6")
    return out.getvalue()
