"""Requests besides runs: the community map, one budget for all plans, turnover matched, units from a file."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from copsim.app import atlas, firm, taking_along
from copsim.app.budget import at_budget
from copsim.app.limits import Limits
from copsim.app.screen import Screen, read_screen
from copsim.errors import InputError

Body = dict[str, Any]
Take = Callable[[Request], Awaitable[Body]]


class Shared(Protocol):
    """What the services need of the Lab."""

    limits: Limits

    def enter(self, client: str) -> None:
        """Count a piece of work in."""

    def leave(self, client: str) -> None:
        """Count it out."""


def add_routes(app: FastAPI, lab: Shared, body_of: Take, client_of: Callable[[Request], str]) -> None:
    """Add the services."""
    _add_checks(app, lab, body_of)
    _add_work(app, lab, body_of, client_of)


def _add_checks(app: FastAPI, lab: Shared, body_of: Take) -> None:
    """What is answered at once."""

    @app.post("/api/check")
    async def _check(request: Request) -> Response:
        read_screen(await body_of(request), lab.limits)
        return JSONResponse({})

    @app.post("/api/scenario")
    async def _scenario(request: Request) -> Response:
        return JSONResponse(taking_along.settings_of(read_screen(await body_of(request), lab.limits)))

    @app.post("/api/units")
    async def _units(request: Request) -> Response:
        return JSONResponse(firm.answers_of((await body_of(request)).get("csv")))


def _add_work(app: FastAPI, lab: Shared, body_of: Take, client_of: Callable[[Request], str]) -> None:
    """What runs worlds: one piece at a time, beside the streams."""
    beside = ThreadPoolExecutor(1, thread_name_prefix="lab-service")

    async def done(request: Request, work: Callable[[], Any]) -> Response:
        client = f"{client_of(request)} service"
        lab.enter(client)
        try:
            return JSONResponse(await asyncio.get_running_loop().run_in_executor(beside, work))
        finally:
            lab.leave(client)

    @app.post("/api/map")
    async def _map(request: Request) -> Response:
        body = await body_of(request)
        screen = _screen(body, lab.limits)
        view = atlas.read_view(body, screen, lab.limits)
        return await done(request, lambda: atlas.map_of(screen, view))

    @app.post("/api/equal_cost")
    async def _equal_cost(request: Request) -> Response:
        body = await body_of(request)
        screen = _screen(body, lab.limits)
        budget = number_of(body, "budget", 1.0, 1e12)
        return await done(request, lambda: at_budget(screen, budget, lab.limits))

    @app.post("/api/turnover")
    async def _turnover(request: Request) -> Response:
        body = await body_of(request)
        screen = _screen(body, lab.limits)
        share = number_of(body, "turnover", 0.0, 1.0)
        return await done(request, lambda: firm.matched(screen, share))


def _screen(body: Body, limits: Limits) -> Screen:
    return read_screen(body.get("screen"), limits)


def number_of(body: Body, key: str, low: float, high: float) -> float:
    """A number of a request. Errors: InputError."""
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise InputError(f"{key} must be a number from {low:g} to {high:g}")
    return float(value)
