"""Running a study: what is wanted and not there is computed and kept, chunk by chunk."""

import os
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple, Protocol

from copsim.errors import InputError
from copsim.study.chunk import Chunk
from copsim.study.plan import Plan, Planned
from copsim.study.store import Store
from copsim.study.version import model_version


class Backend(Protocol):
    """Whoever computes chunks. Results come in any order; the bytes of a chunk are the same from every backend."""

    name: str
    workers: int  # runs at a time

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        """Id and Parquet file of each of ``count`` chunks as it is done; chunks are taken only as they are needed.

        Raises InputError, one sentence, where no more can be computed.
        """


class Shard(NamedTuple):
    """Part ``number`` of ``total`` (from 1) of a study that several jobs share."""

    number: int
    total: int


class Progress(NamedTuple):
    """How far a study is: runs wanted, done and failed; what was damaged and has to be computed again; strangers."""

    wanted: int
    done: int
    failed: int
    damaged: dict[str, str]
    foreign: list[str]


def progress_of(store: Store) -> Progress:
    """How far the study is, judged by what is on the disk."""
    survey = store.survey()
    wanted = store.wanted
    done = [planned for _, planned in wanted if planned.id in survey.failed]
    return Progress(
        sum(planned.cases for _, planned in wanted),
        sum(planned.cases for planned in done),
        sum(survey.failed[planned.id] for planned in done),
        survey.damaged,
        survey.foreign,
    )


def missing(store: Store, shard: Shard | None = None, seeds: Sequence[int] | None = None) -> list[tuple[Plan, Planned]]:
    """Chunks to be computed: wanted (for these seeds), of this shard, and not complete on the disk."""
    complete = store.survey().failed
    wanted = store.wanted if seeds is None else store.wanted_for(seeds)
    mine = [chunk for place, chunk in enumerate(wanted) if shard is None or place % shard.total == shard.number - 1]
    return [(plan, planned) for plan, planned in mine if planned.id not in complete]


def run(
    store: Store,
    backend: Backend,
    shard: Shard | None = None,
    tell: Callable[[int, int], None] | None = None,
    again: bool = False,
    next_seeds: Callable[[Store], Sequence[int]] | None = None,
) -> Progress:
    """Compute and keep what is missing. ``tell`` is called with (runs done, runs in all); ``again``: failed runs too.

    ``next_seeds`` says from what stands on the disk which seeds are wanted next; it is asked after every round, and the
    study ends when nothing of what it says is missing. Without it all are wanted, in one round.

    Damaged chunks are moved aside and computed again, files that are not the study's are left alone. Raises InputError
    for a store of another model version, one in other hands, a full disk or a backend that fails; what was kept stays.
    """
    if store.version != model_version():
        raise InputError(
            f"{store.folder} holds results of model version {store.version}, and this is {model_version()}; their runs "
            "must not be mixed, so name a new folder with --store"
        )
    with store.lock():
        survey = store.survey()
        failed = [name for name, count in survey.failed.items() if again and count > 0]
        for name in [*survey.damaged, *failed]:
            store.set_aside(name)
        if next_seeds is None:
            _compute(store, backend, missing(store, shard), tell)
        else:
            _in_rounds(store, backend, tell, next_seeds)
        found = progress_of(store)
    return found._replace(damaged=survey.damaged)


def _in_rounds(
    store: Store,
    backend: Backend,
    tell: Callable[[int, int], None] | None,
    next_seeds: Callable[[Store], Sequence[int]],
) -> None:
    """What ``next_seeds`` wants, until it is all there; progress is told of the whole study."""
    most, before = _runs(missing(store)), 0
    while todo := missing(store, seeds=next_seeds(store)):
        _compute(store, backend, todo, None if tell is None else partial(_tell_on, tell, before, most))
        before += _runs(todo)


def _tell_on(tell: Callable[[int, int], None], before: int, most: int, done: int, _: int) -> None:
    tell(before + done, most)


def _runs(chunks: Sequence[tuple[Plan, Planned]]) -> int:
    return sum(planned.cases for _, planned in chunks)


def _compute(
    store: Store, backend: Backend, todo: list[tuple[Plan, Planned]], tell: Callable[[int, int], None] | None
) -> None:
    sizes = {planned.id: planned.cases for _, planned in todo}
    total, done = _runs(todo), 0
    store.note(event="start", time=_now(), runs=total, backend=backend.name, process=os.getpid(), machine=_machine())
    chunks = (plan.chunk(planned) for plan, planned in todo)
    if tell is not None:
        tell(done, total)
    for name, content in backend.results(chunks, len(todo)):
        store.keep(name, content)
        done += sizes[name]
        if tell is not None:
            tell(done, total)
    store.note(event="end", time=_now(), runs=done, process=os.getpid())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _machine() -> str:
    return f"{platform.machine()} {platform.system()}, Python {platform.python_version()}"
