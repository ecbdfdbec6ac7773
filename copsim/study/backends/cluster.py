"""Chunks computed by Dask: a cluster of this machine's, one at an address, or jobs of Slurm."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from copsim.errors import InputError
from copsim.study.chunk import Chunk
from copsim.study.computing import compute

AHEAD = 2
SECONDS_TO_ANSWER = 10
MOST_DEATHS = 5
LOOK_SECONDS = 0.05  # between looks for a finished chunk
COUNT_SECONDS = 2.0  # between counts of the workers, while none is finished
ALONE_SECONDS = 60.0  # without any worker: time to say so, or to give a cluster of one's own up
CLUSTER_MISSING = "Dask is not installed; run: pip install 'copsim[cluster]'"


class Dask:
    """Workers of a Dask scheduler: the one at ``address``, else one that is started for the study and ended after it.

    start: makes a cluster, a context manager with ``scheduler_address``; called only if there is no address.
    """

    def __init__(self, name: str, address: str | None, start: Callable[[], Any] | None, workers: int) -> None:
        self.name, self.address, self.start, self.workers = name, address, start, workers

    def results(self, chunks: Iterable[Chunk], count: int) -> Iterator[tuple[str, bytes]]:
        """As ``copsim.study.runner.Backend`` says."""
        if count == 0:
            return
        with _quiet_dask(), ExitStack() as stack:
            client = stack.enter_context(self._client(stack))
            from distributed import as_completed

            done = as_completed(loop=client.loop)
            waiting, in_hand, deaths = iter(chunks), dict[str, Chunk](), dict[str, int]()
            while True:
                room = max(self.workers, _threads(client, self.address)) * AHEAD
                while len(in_hand) < room and (chunk := next(waiting, None)) is not None:
                    in_hand[chunk.id] = chunk
                    done.add(client.submit(compute, chunk, key=f"{chunk.id}-0", pure=False))
                if not in_hand:
                    return
                future = _next(done, client, self.address, self.name == "dask" and self.address is None)
                name = _name(future)
                content = _content(future, deaths, self.address)
                if content is None:
                    done.add(client.submit(compute, in_hand[name], key=f"{name}-{deaths[name]}", pure=False))
                    continue
                del in_hand[name]
                future.release()
                yield name, content

    def _client(self, stack: ExitStack) -> Any:
        from distributed import Client

        address = self.address
        if address is None:
            assert self.start is not None
            address = stack.enter_context(self.start()).scheduler_address
        try:
            return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            raise InputError(
                f"no Dask scheduler answers at {address} within {SECONDS_TO_ANSWER} s; start it, or correct "
                "backend.address"
            ) from None


def _threads(client: Any, address: str | None) -> int:
    """Threads of all workers that the scheduler knows. Raises InputError if it is gone."""
    try:
        return sum(client.nthreads().values())
    except (OSError, TimeoutError) as error:
        raise _lost(address, error) from None


def _lost(address: str | None, error: BaseException) -> InputError:
    return InputError(
        f"the Dask scheduler {address or 'of this study'} was lost ({type(error).__name__}); everything finished is "
        "kept, so resume"
    )


def _next(done: Any, client: Any, address: str | None, ours: bool) -> Any:
    """The next finished future.

    Where no worker is left for a minute, a cluster on this machine (``ours``) is given up by InputError, since nobody
    will start another; others are waited for, and that is said once.
    """
    served = counted = time.monotonic()
    told = False
    while not done.has_ready():
        time.sleep(LOOK_SECONDS)
        now = time.monotonic()
        if now - counted < COUNT_SECONDS:
            continue
        counted = now
        if _threads(client, address) > 0:
            served, told = now, False
        elif now - served < ALONE_SECONDS:
            continue
        elif ours:
            raise InputError(
                "no worker of this machine's Dask cluster is left, as happens when memory runs out; everything "
                "finished is kept, so resume, with fewer or larger workers"
            )
        elif not told:
            told = True
            at = f"at {address}" if address else "among the jobs"
            print(f"copsim: no Dask worker is there {at}; waiting for one (Ctrl-C keeps what is done)", file=sys.stderr)
    return next(done)


def _name(future: Any) -> str:
    """Chunk that a future computes; its key holds the attempt besides."""
    return str(future.key).partition("-")[0]


def _content(future: Any, deaths: dict[str, int], address: str | None) -> bytes | None:
    """What a finished chunk holds; None if its workers died and it has to be computed again."""
    from distributed import CancelledError, KilledWorker

    name = _name(future)
    try:
        return bytes(future.result())
    except KilledWorker:
        deaths[name] = deaths.get(name, 0) + 1
        if deaths[name] >= MOST_DEATHS:
            raise InputError(
                f"workers died {deaths[name]} times over chunk {name}, as they do when memory runs out; everything "
                "finished is kept, so resume with more memory for each"
            ) from None
        future.release()
        return None
    except (CancelledError, OSError, TimeoutError) as error:
        raise _lost(address, error) from None


@contextmanager
def _quiet_dask() -> Iterator[None]:
    """Dask without its complaints about workers that come and go; they are computed again."""
    try:
        import dask
        import distributed  # noqa: F401
    except ImportError:
        raise InputError(CLUSTER_MISSING) from None
    import logging

    for name in ("distributed", "distributed.nanny", "distributed.scheduler", "distributed.worker"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with dask.config.set({"distributed.scheduler.allowed-failures": 20, "distributed.admin.tick.limit": "1h"}):
        yield
