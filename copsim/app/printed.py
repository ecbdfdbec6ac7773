"""The Lab's report: one printable page for the screen of a link, from the runs that the page has, or new ones."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from copsim.app.codec import packed, unpacked
from copsim.app.evidence import Evidence
from copsim.app.findings import courses_of, facts_of
from copsim.app.limits import Limits
from copsim.app.screen import Screen, read_screen
from copsim.app.workshop import Workshop
from copsim.errors import InputError
from copsim.reporting.one_page.page import html
from copsim.reporting.one_page.words import LANGUAGES

LOOK_SECONDS = 0.1  # between looks at whether all runs are there
BESIDE = ("budget", "look", "kept")  # of a link, without influence on runs
# The page stands on its own, with its own style; nothing else may be loaded, and no script runs.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
}


class Shared(Protocol):
    """What the report needs of the Lab."""

    limits: Limits
    workshop: Workshop

    def enter(self, client: str) -> None:
        """Count a piece of work in."""

    def leave(self, client: str) -> None:
        """Count it out."""


def add_routes(
    app: FastAPI,
    lab: Shared,
    body_of: Callable[[Request], Awaitable[dict[str, Any]]],
    client_of: Callable[[Request], str],
) -> None:
    """Add GET (?screen=CODE of a link) and POST (the body of a screen); both answer with the page (?language=de)."""

    @app.get("/api/report")
    async def _of_link(request: Request) -> Response:
        code = request.query_params.get("screen", "")
        if not code:
            raise InputError("the report needs the code of a screen: api/report?screen=1....")
        body = {key: value for key, value in unpacked(code).items() if key not in BESIDE}
        return await _page(request, lab, f"{client_of(request)} report", body, code)

    @app.post("/api/report")
    async def _of_screen(request: Request) -> Response:
        body = {key: value for key, value in (await body_of(request)).items() if key not in BESIDE}
        return await _page(request, lab, f"{client_of(request)} report", body, packed(body))


async def _page(request: Request, lab: Shared, client: str, body: dict[str, Any], code: str) -> Response:
    """The page, when all its runs are there; they are given up if whoever asked has gone. Errors: InputError."""
    screen: Screen = replace(read_screen(body, lab.limits), unknowns=True)
    language = _language(request)
    lab.enter(client)
    evidence = Evidence(screen, lab.workshop)
    try:
        while not evidence.finished:
            evidence.go_on()
            await asyncio.sleep(LOOK_SECONDS)
            if await request.is_disconnected():
                raise asyncio.CancelledError
        made = await asyncio.to_thread(_made, evidence, code, language, str(request.base_url))
        return HTMLResponse(made, headers=HEADERS)
    finally:
        evidence.stop()
        lab.leave(client)


def _made(evidence: Evidence, code: str, language: str, address: str) -> str:
    return html(facts_of(evidence, code, language=language), courses_of(evidence, language), address=address)


def _language(request: Request) -> str:
    asked = request.query_params.get("language", LANGUAGES[0])
    if asked not in LANGUAGES:
        raise InputError(f"language={asked[:20]!r} is refused: the report speaks {' and '.join(LANGUAGES)}")
    return asked
