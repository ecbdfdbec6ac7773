"""What a page is told while its runs come in: first looks at once, then no more often than can be looked at."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any, Protocol

from fastapi import Request

from copsim.app.frames import frame_of
from copsim.app.job import WITH, Job
from copsim.app.screen import Screen
from copsim.app.workshop import Workshop

LEAST_SECONDS = 0.05  # between two messages to a page
STREAMS_AT_EASE = 8  # pages that are told as often as they would be alone
ENOUGH = 4  # pairs that a band means something with


class Shared(Protocol):
    """What a stream needs of the Lab."""

    workshop: Workshop
    streams: Counter[str]

    def enter(self, client: str) -> None:
        """Count a stream in."""

    def leave(self, client: str) -> None:
        """Count it out."""


async def frames(
    lab: Shared, screen: Screen, client: str, request: Request, only_last: bool = False
) -> AsyncIterator[dict[str, Any]]:
    """What has come of a screen's runs, whenever there is enough that is new; ends with the last pair."""
    lab.enter(client)
    loop, news = asyncio.get_running_loop(), asyncio.Event()
    job: Job | None = None

    def tell() -> None:
        loop.call_soon_threadsafe(news.set)

    try:
        job = Job(screen, lab.workshop, tell)
        told_pairs, told_full, told_at, looked = -1, -1, 0.0, False
        while True:
            news.clear()
            before = -1
            while job.pairs > before and not job.finished:  # what is known already is there at once
                before = job.pairs
                job.go_on()
            pairs, finished = job.pairs, job.finished
            full = finished or (pairs >= ENOUGH and pairs >= 1.5 * told_full)
            if finished or (not only_last and _worth_telling(pairs, told_pairs)):
                told_pairs, told_full = pairs, pairs if full else told_full
                frame = await asyncio.to_thread(frame_of, job, full)
                looked = looked or WITH in frame["lines"]
                yield frame
                told_at = loop.time()
            if finished:
                return
            await _wait(news, request)
            until = told_at + pause(looked, lab.streams.total())
            while loop.time() < until and not told_pairs < ENOUGH <= job.pairs:
                await asyncio.sleep(min(LEAST_SECONDS, until - loop.time()))
    finally:
        if job is not None:
            job.stop()
        lab.leave(client)


def pause(looked: bool, streams: int) -> float:
    """Seconds between two messages to a page: more once it has seen something, and the more pages there are.

    Drawing takes the machine from the runs; so a page with a first look waits for the first pairs that mean something.
    """
    return LEAST_SECONDS * (4.0 if looked else 1.0) * max(1.0, streams / STREAMS_AT_EASE)


def _worth_telling(pairs: int, told: int) -> bool:
    """The first looks whatever they are, then whenever a tenth more pairs are done."""
    return pairs < ENOUGH or pairs >= max(told + 1, round(1.1 * told))


async def _wait(news: asyncio.Event, request: Request) -> None:
    """Until there is news. Errors: CancelledError when the page is gone."""
    while True:
        try:
            await asyncio.wait_for(news.wait(), 2.0)
            return
        except TimeoutError:
            if await request.is_disconnected():
                raise asyncio.CancelledError from None
