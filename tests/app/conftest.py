"""A Lab that is served for real on a free port of this machine, shared by the tests of a process."""

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from copsim.app.server import create_app

SMALL = {"organization.headcount": 30, "organization.units": 2, "organization.sites": 1, "weeks": 52, "warmup_weeks": 4}
OURS = {"membership.rule": "self_selected", "funding.released_hours": 1.0}


@pytest.fixture(scope="session")
def app():
    """The application, whose ``state.lab`` tests may look at."""
    return create_app(threads=2)


@pytest.fixture(scope="session")
def address(app) -> Iterator[str]:
    """Where the Lab is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    """A client of the Lab."""
    with httpx.Client(base_url=address, timeout=60.0) as client:
        yield client


@pytest.fixture
def screen() -> dict:
    """A small firm with one plan, three pairs, luck alone."""
    return {
        "firm": dict(SMALL),
        "plans": [{"name": "ours", "policy": dict(OURS), "measures": []}],
        "unknowns": False,
        "pairs": 3,
    }
