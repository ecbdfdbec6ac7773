"""The store of a study: a folder that is whole after any crash.

manifest.json      model version and study, written last of the descriptions
study.json         the description as it was last asked for
design.parquet     the cases wanted now: digest, arm, point, seed, a column per setting that varies
dictionary.csv     unit and meaning of every column
plan/0001.parquet  which cases go into which chunk; one file for each time that the study grew
chunks/ID.parquet  results, a file for each chunk
journal.jsonl      who ran when, a line for each start and end
aside/             damaged files, kept for inspection
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from copsim.errors import InputError
from copsim.study.chunk import FACTS, Chunk
from copsim.study.durable import clear_parts, kept, write_durably
from copsim.study.plan import Plan, Planned

if TYPE_CHECKING:
    import pandas as pd

STORE_FORMAT = 1
MANIFEST, DESIGN, STUDY, DICTIONARY = "manifest.json", "design.parquet", "study.json", "dictionary.csv"
JOURNAL, LOCK = "journal.jsonl", "lock"
CHUNKS, PLANS, ASIDE = "chunks", "plan", "aside"
READERS = 4  # threads that read the ends of chunk files


class Survey(NamedTuple):
    """What the chunk files of a store are: complete ids with their failed runs, damaged ones, names of strangers."""

    failed: dict[str, int]
    damaged: dict[str, str]
    foreign: list[str]


class Store:
    """A folder of a study. Errors: InputError where the folder is no store or cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            text = (folder / MANIFEST).read_text(encoding="utf-8")
            self.manifest: dict[str, Any] = json.loads(text)
            number = self.manifest["format"]
            self.version: str = self.manifest["model_version"]
        except FileNotFoundError:
            raise InputError(
                f"there is no study in {folder}; run it first, or name another folder with --store"
            ) from None
        except OSError as error:
            raise InputError(f"cannot read the study in {folder}: {error.strerror}; check the path") from None
        except (ValueError, KeyError, TypeError):
            raise InputError(f"{folder / MANIFEST} is no manifest of a study; choose another folder") from None
        if number != STORE_FORMAT:
            raise InputError(f"{folder} was written in store format {number}, not {STORE_FORMAT}; use that copsim")

    @cached_property
    def plans(self) -> list[Plan]:
        """Its plans, in the order in which they were made."""
        return [Plan(path) for path in plan_files(self.folder)]

    @cached_property
    def design(self) -> "pd.DataFrame":
        """The cases wanted now, a row each. Raises InputError if the file is damaged."""
        return self._design(None).to_pandas()

    def _design(self, columns: list[str] | None) -> pa.Table:
        path = self.folder / DESIGN
        try:
            return pq.ParquetFile(path, page_checksum_verification=True).read(columns)
        except (OSError, pa.ArrowException):
            raise InputError(f"the design {path} is damaged; run the study again to write it") from None

    @cached_property
    def study(self) -> dict[str, Any]:
        """The description as JSON types, and what the design knows beside it."""
        try:
            found: dict[str, Any] = json.loads((self.folder / STUDY).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise InputError(f"{self.folder / STUDY} is damaged; run the study again to write it") from None
        return found

    @property
    def windows(self) -> str:
        """Which windows the design keeps."""
        return str(self.study["description"]["windows"])

    @cached_property
    def wanted(self) -> list[tuple[Plan, Planned]]:
        """Chunks that hold a case of the design, in the order of the plans."""
        return self.wanted_for(None)

    def wanted_for(self, seeds: Sequence[int] | None) -> list[tuple[Plan, Planned]]:
        """Chunks that hold a case of the design with one of these seeds (None: any), in the order of the plans."""
        design = self._design(["case", "seed"])
        if seeds is not None:
            design = design.filter(pc.is_in(design["seed"], value_set=pa.array(list(seeds), type=pa.int64())))
        cases = design["case"].combine_chunks()
        chosen = []
        for plan in self.plans:
            if plan.windows == self.windows:
                asked = plan.among(cases)
                for planned in plan.chunks:
                    if asked[planned.first : planned.first + planned.cases].any():
                        chosen.append((plan, planned))
        return chosen

    def chunk_path(self, name: str) -> Path:
        """Where a chunk is or will be."""
        return self.folder / CHUNKS / f"{name}.parquet"

    def keep(self, name: str, content: bytes) -> None:
        """Write the results of a chunk, whole or not at all. Raises InputError if the disk refuses."""
        write_durably(self.chunk_path(name), content)

    def survey(self) -> Survey:
        """What stands in the folder of chunks, read from the end of each file: complete, damaged or foreign."""
        known = {planned.id: (plan, planned) for plan in self.plans for planned in plan.chunks}
        entries = [entry for entry in os.scandir(self.folder / CHUNKS) if not _being_written(entry.name)]
        names = {entry.name: entry.name.removesuffix(".parquet") for entry in sorted(entries, key=lambda one: one.name)}
        foreign = [whole for whole, name in names.items() if name == whole or name not in known]
        ours = [name for whole, name in names.items() if whole not in foreign]
        with ThreadPoolExecutor(READERS) as readers:
            found = list(readers.map(lambda name: _failures_or_why(self.chunk_path(name), *known[name]), ours))
        failed = {name: number for name, number in zip(ours, found, strict=True) if isinstance(number, int)}
        damaged = {name: why for name, why in zip(ours, found, strict=True) if isinstance(why, str)}
        return Survey(failed, damaged, foreign)

    def set_aside(self, name: str) -> None:
        """Move a damaged chunk out of the way, so that it is computed again."""
        aside = self.folder / ASIDE
        with kept(aside):
            aside.mkdir(exist_ok=True)
            os.replace(self.chunk_path(name), aside / f"{name}.{time.time_ns()}.parquet")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the store for this process; the system frees it if the process dies. Raises InputError if it is held."""
        with lock_of(self.folder):
            clear_parts(self.folder / CHUNKS)
            yield

    def note(self, **what: Any) -> None:
        """Add a line to the journal; a journal that cannot be written stops nothing."""
        with suppress(OSError), (self.folder / JOURNAL).open("a", encoding="utf-8") as file:
            file.write(json.dumps(what, ensure_ascii=False) + "\n")

    def chunk(self, plan: Plan, planned: Planned) -> Chunk:
        """A chunk to be computed."""
        return plan.chunk(planned)


@contextmanager
def lock_of(folder: Path) -> Iterator[None]:
    """Hold a folder by a lock of the operating system. Raises InputError if another process holds it."""
    from filelock import FileLock, Timeout

    path = folder / LOCK
    lock = FileLock(path, timeout=0)
    with kept(path):
        try:
            lock.acquire()
        except Timeout:
            raise InputError(
                f"another runner is at work on {folder}; wait for it, or give this one a store of its own with --shard"
            ) from None
    try:
        yield
    finally:
        lock.release()


def plan_files(folder: Path) -> list[Path]:
    """Plans of a store in order."""
    return sorted((folder / PLANS).glob("[0-9]*.parquet"))


def _being_written(name: str) -> bool:
    return name.startswith(".") and name.endswith(".part")


def _failures_or_why(path: Path, plan: Plan, planned: Planned) -> int | str:
    """Failed runs in the file of a chunk, or what is wrong with it."""
    try:
        return failures_in(path, plan, planned)
    except InputError as error:
        return str(error)


def failures_in(path: Path, plan: Plan, planned: Planned) -> int:
    """Failed runs in the file of a chunk, from its end only. Raises InputError if it is not that chunk, complete."""
    try:
        facts = json.loads(pq.read_metadata(path).metadata[FACTS])
        expected = {"id": planned.id, "version": plan.version, "windows": plan.windows, "cases": planned.cases}
        found = {key: facts[key] for key in expected}
        failed = int(facts["failed"])
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        raise InputError(f"{path.name} is truncated or damaged") from None
    if found != expected:
        raise InputError(f"{path.name} holds other results than its name says")
    return failed
