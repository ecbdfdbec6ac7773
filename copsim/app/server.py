"""The Lab's server: one process, real runs, nothing stored.

It answers this machine only unless told otherwise, takes bodies of up to 64 kB, and refuses what is too much with one
sentence. No cookie, no log of who asked what, no request to anywhere.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copsim.app import about, codec, printed, services
from copsim.app.limits import BODY_BYTES, STREAMS_IN_ALL, STREAMS_OF_ONE, Limits
from copsim.app.screen import read_screen
from copsim.app.stream import frames
from copsim.app.workshop import Workshop
from copsim.errors import InputError

RUN_PAIRS = 50  # of /api/run
NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Busy(Exception):
    """Too much at once; the message says what to do."""


class TooLarge(Exception):
    """A body beyond the limit."""


class Lab:
    """What the requests share: the workshop, the limits, and how many streams there are."""

    def __init__(self, limits: Limits | None = None, threads: int | None = None) -> None:
        self.limits = Limits() if limits is None else limits
        self.workshop = Workshop(threads=threads)
        self.streams: Counter[str] = Counter()

    def enter(self, client: str) -> None:
        """Count a stream in. Errors: Busy."""
        if self.streams[client] >= STREAMS_OF_ONE:
            raise Busy("this page has too many questions open at once; wait for one to end, and try again")
        if self.streams.total() >= STREAMS_IN_ALL:
            raise Busy(
                f"{STREAMS_IN_ALL} pages are being served at the moment, as many as there may be; try again soon"
            )
        self.streams[client] += 1

    def leave(self, client: str) -> None:
        """Count a stream out."""
        self.streams[client] -= 1
        if self.streams[client] <= 0:
            del self.streams[client]


def create_app(limits: Limits | None = None, threads: int | None = None) -> FastAPI:
    """The application; ``app.state.lab`` holds what its requests share."""
    lab = Lab(limits, threads)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(lab.workshop.close)

    app = FastAPI(
        title="copsim Policy Lab",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
        telemetry=NO_TELEMETRY,
    )
    app.state.lab = lab
    app.add_middleware(Guard)
    _add_errors(app)
    _add_routes(app, lab)
    services.add_routes(app, lab, body_of, _client)
    printed.add_routes(app, lab, body_of, _client)
    static = str(files("copsim") / "app" / "static")
    app.mount("/", StaticFiles(directory=static, html=True), name="static")
    return app


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object that a request carries. Errors: InputError, TooLarge."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_BYTES:
            raise TooLarge
        parts.append(part)
    try:
        return codec.parsed(b"".join(parts))
    except ValueError:
        raise InputError("the request holds no JSON object; send what the page sends") from None


def _add_errors(app: FastAPI) -> None:
    """Refusals are one sentence in JSON: 422 for what cannot be, 413 for too large, 429 for too many."""

    def told(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
        async def tell(_: Request, error: Exception) -> Response:
            text = " ".join(str(error).split()) or f"a request may have at most {BODY_BYTES:,} bytes"
            return JSONResponse({"error": text}, status)

        return tell

    app.add_exception_handler(InputError, told(422))
    app.add_exception_handler(TooLarge, told(413))
    app.add_exception_handler(Busy, told(429))


class Guard:
    """Puts the headers of :data:`HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add to the first message of the answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def _client(request: Request) -> str:
    """Which page asks: its own word, made anew whenever it is opened; else the address."""
    host = request.client.host if request.client else ""
    return f"{host} {request.headers.get('x-lab-page', '')[:40]}"


def _add_routes(app: FastAPI, lab: Lab) -> None:
    @app.get("/api/about")
    async def _about() -> Response:
        return Response(about.as_json(lab.limits), media_type="application/json")

    @app.post("/api/run")
    async def _run(request: Request) -> Response:
        screen = read_screen(await body_of(request), lab.limits)
        if screen.pairs > RUN_PAIRS:
            raise InputError(f"pairs={screen.pairs} is refused: /api/run takes up to {RUN_PAIRS}; use /api/stream")
        last: dict[str, Any] = {}
        async for frame in frames(lab, screen, _client(request), request, only_last=True):
            last = frame
        return JSONResponse(last)

    @app.post("/api/stream")
    async def _stream(request: Request) -> Response:
        screen = read_screen(await body_of(request), lab.limits)
        client = _client(request)
        told = frames(lab, screen, client, request)
        first = await anext(told)  # refusals come as an answer, not in the middle of a stream

        async def lines() -> AsyncIterator[bytes]:
            try:
                yield _line(first)
                async for frame in told:
                    yield _line(frame)
            finally:
                await told.aclose()  # type: ignore[attr-defined]

        return StreamingResponse(lines(), media_type="application/x-ndjson")


def _line(frame: dict[str, Any]) -> bytes:
    return json.dumps(frame, separators=(",", ":"), allow_nan=False).encode() + b"\n"
