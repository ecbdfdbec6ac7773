"""Plans: which cases go into which chunk, written down once so that no kill and no machine can change it.

A store holds one plan for each time that its study grew; each names only cases that no earlier one has.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from copsim.errors import InputError
from copsim.study.case import Case, cases_table
from copsim.study.chunk import Chunk, Windows, chunk_id, parquet_bytes
from copsim.study.description import FEWEST_IN_CHUNK

if TYPE_CHECKING:
    from copsim.study.design import Design

FACTS = b"copsim.plan"
FIXED = ("chunk", "case", "arm", "point", "seed", "changes")


class Planned(NamedTuple):
    """A chunk of a plan: its id, and its rows from ``first`` on."""

    id: str
    first: int
    cases: int


def cut(cases: Sequence[Case], runs: int) -> list[list[Case]]:
    """Cases in portions of at least ``runs``, never between cases that share seed and point; the last may be fewer.

    A last portion of fewer than 50 is joined to the one before.
    """
    portions: list[list[Case]] = []
    current: list[Case] = []
    for case in cases:
        if len(current) >= runs and (case.seed, case.point) != (current[-1].seed, current[-1].point):
            portions.append(current)
            current = []
        current.append(case)
    if portions and len(current) < FEWEST_IN_CHUNK:
        portions[-1] += current
    elif current:
        portions.append(current)
    return portions


def plan_bytes(design: "Design", cases: Sequence[Case], version: str) -> bytes:
    """The file of a plan for ``cases`` of a design, no two of which have the same digest."""
    windows = design.description.windows
    portions = cut(cases, design.description.chunk_runs)
    names = [chunk_id([case.digest for case in portion], windows) for portion in portions]
    ordered = [case for portion in portions for case in portion]
    table = cases_table(ordered, design.columns)
    table.insert(0, "chunk", np.repeat(names, [len(portion) for portion in portions]))
    table.insert(5, "changes", [case.changes for case in ordered])
    facts = {"base": design.base, "windows": windows, "version": version, "columns": design.columns}
    metadata = {FACTS: json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()}
    arrays = [pa.array(table[name].tolist()) for name in table.columns]
    fields = [pa.field(str(name), array.type) for name, array in zip(table.columns, arrays, strict=True)]
    return parquet_bytes(pa.table(arrays, schema=pa.schema(fields, metadata=metadata)))


class Plan:
    """A plan as it stands in a store. Errors: InputError for a file that is damaged or none of ours."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = pq.ParquetFile(path, page_checksum_verification=True)
            facts = json.loads(self._file.schema_arrow.metadata[FACTS])
            self.base: dict[str, Any] = facts["base"]
            self.windows: Windows = facts["windows"]
            self.version: str = facts["version"]
            self.columns: tuple[str, ...] = tuple(facts["columns"])
            self._chunks = self._file.read(["chunk", "case"])
        except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
            raise InputError(
                f"the plan {path} is damaged or none of copsim's; restore it, or move the store away and run again"
            ) from None

    @property
    def digests(self) -> list[str]:
        """Digests of all its cases."""
        return list(self._chunks["case"].to_pylist())

    def among(self, cases: pa.Array) -> NDArray[np.bool_]:
        """For each of its cases whether it is one of ``cases`` (digests)."""
        found = pc.is_in(self._chunks["case"], value_set=cases)
        return np.array(found.to_pylist(), dtype=bool)  # to_numpy would start pandas

    @cached_property
    def chunks(self) -> list[Planned]:
        """Its chunks, in order."""
        names = self._chunks["chunk"].to_pylist()
        starts = [0] + [k for k in range(1, len(names)) if names[k] != names[k - 1]]
        return [Planned(names[a], a, b - a) for a, b in zip(starts, [*starts[1:], len(names)], strict=True)]

    @cached_property
    def _table(self) -> pa.Table:
        return self._file.read()

    def chunk(self, planned: Planned) -> Chunk:
        """A chunk with all that is needed to compute it."""
        rows = self._table.slice(planned.first, planned.cases).to_pylist()
        return Chunk(tuple(self._cases(rows)), self.columns, self.base, self.windows, self.version)

    def _cases(self, rows: Sequence[dict[str, Any]]) -> Iterator[Case]:
        for row in rows:
            settings = tuple(row[column] for column in self.columns)
            yield Case(row["case"], row["arm"], row["point"], row["seed"], row["changes"], settings)
