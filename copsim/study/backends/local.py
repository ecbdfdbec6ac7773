"""Chunks computed on this machine: in threads of this process, or in processes of their own."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from threading import Event

from copsim.errors import InputError
from copsim.study.chunk import Chunk
from copsim.study.computing import compute

EVENLY = 8  # chunks for each worker, from which each is computed by one: the last ones then do not matter
AHEAD = 2  # chunks in hand for each worker
MOST_DEATHS = 5  # of pools in a row, without a chunk between them


class Threads:
    """Threads of this process; the engine computes outside Python's lock. With few chunks, all share each."""

    name = "threads"

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        """As ``copsim.study.runner.Backend`` says."""
        inside = self.workers if count < EVENLY * self.workers else 1
        stop = Event()
        with ThreadPoolExecutor(max(1, self.workers // inside)) as pool:
            try:
                yield from in_turn(
                    lambda chunk: pool.submit(compute, chunk, inside, stop), chunks, self.workers * AHEAD
                )
            except BaseException:
                stop.set()
                pool.shutdown(wait=True, cancel_futures=True)
                raise


def in_turn(
    submit: Callable[[Chunk], "Future[bytes]"], chunks: Iterable[Chunk], ahead: int
) -> Iterator[tuple[str, bytes]]:
    """Results as they come, with at most ``ahead`` chunks in hand, so that memory does not grow with their number."""
    waiting = iter(chunks)
    running: dict[Future[bytes], str] = {}
    while True:
        while len(running) < ahead and (chunk := next(waiting, None)) is not None:
            running[submit(chunk)] = chunk.id
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            name = running.pop(future)
            yield name, future.result()


class Processes:
    """Processes of this machine; chunks of a process that dies are computed again by others."""

    name = "processes"

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        """As ``copsim.study.runner.Backend`` says."""
        waiting, in_hand, deaths = iter(chunks), dict[str, Chunk](), 0
        pool = self._pool()
        try:
            while True:
                running = {pool.submit(compute, chunk): name for name, chunk in in_hand.items()}
                try:
                    for name, content in self._until_done(pool, running, in_hand, waiting):
                        deaths = 0
                        yield name, content
                    return
                except BrokenProcessPool:
                    deaths += 1
                    if deaths >= MOST_DEATHS:
                        raise InputError(
                            f"worker processes died {deaths} times in a row, as they do when memory runs out; "
                            "everything finished is kept, so resume with fewer backend.workers"
                        ) from None
                    pool.shutdown(wait=True, cancel_futures=True)
                    pool = self._pool()
        finally:
            _end(pool)

    def _until_done(
        self, pool: Executor, running: dict["Future[bytes]", str], in_hand: dict[str, Chunk], waiting: Iterator[Chunk]
    ) -> Iterator[tuple[str, bytes]]:
        while True:
            while len(running) < self.workers * AHEAD and (chunk := next(waiting, None)) is not None:
                in_hand[chunk.id] = chunk
                running[pool.submit(compute, chunk)] = chunk.id
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                content = future.result()
                name = running.pop(future)
                del in_hand[name]
                yield name, content

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, mp_context=multiprocessing.get_context("spawn"))


def _end(pool: ProcessPoolExecutor) -> None:
    """Stop a pool at once: what its processes still compute is not wanted any more."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
