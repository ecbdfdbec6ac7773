"""The page in the system's Chromium, against a Lab that is served for real; skipped with a sentence where it is not.

Nothing may be asked of any other machine: every request of every page is held to the Lab's own address.
"""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

SMALL = {"organization.headcount": 30, "organization.units": 2, "organization.sites": 1, "weeks": 52, "warmup_weeks": 4}
OURS = {"membership.rule": "self_selected", "funding.released_hours": 1.0}
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


SETTLED = """() => {
  const d = document.documentElement.dataset;
  return d.asked && d.shown === d.asked && d.done === 'true';
}"""
CURVES = "() => [...document.querySelectorAll('.chart .line.with')].map((path) => path.getAttribute('d'))"


def screen_of(**other: Any) -> dict[str, Any]:
    """A small firm with one plan and six pairs of luck alone."""
    plan = {"name": "ours", "policy": dict(OURS), "measures": []}
    return {"firm": dict(SMALL), "plans": [plan], "unknowns": False, "pairs": 6, "look": {"language": "en"}, **other}


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: run make browser, or name one with CHROMIUM=/path")
    return found


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the Lab is served."""
    import uvicorn

    from copsim.app.server import create_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium with an empty profile."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


class Lab:
    """A page of the Lab, and what a person does with it."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._see)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)

    def _see(self, request: Any) -> None:
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.outside.append(request.url)

    def open(self, screen: dict[str, Any] | None = None, link: str = "") -> "Lab":
        """Open the first page, a screen or a link, and wait for all runs."""
        from copsim.app.codec import packed

        code = "" if screen is None else f"#{packed(screen)}"
        self.page.goto(link or self.address + code)
        return self.done()

    def done(self) -> "Lab":
        """Wait until the newest question is answered in full."""
        return self.until(SETTLED)

    def until(self, script: str, seconds: float = 60.0) -> "Lab":
        """Wait until a script says so. (The page's own policy allows no text as a script, so not by the driver.)"""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.page.evaluate(script):
                return self
            time.sleep(0.03)
        pytest.fail(f"the page has not come to: {script}")

    def asked(self) -> int:
        """How many questions the page has asked."""
        return int(self.page.evaluate("() => document.documentElement.dataset.asked ?? 0"))

    def after(self, act: Any) -> "Lab":
        """Do something that changes the world, and wait for all of its runs."""
        before = self.asked()
        act()
        self.until(f"() => Number(document.documentElement.dataset.asked) > {before}")
        return self.done()

    def drawn(self) -> list[str]:
        """The moved line of every chart."""
        return self.page.evaluate(CURVES)

    def key(self, name: str) -> Any:
        """The control of a name."""
        return self.page.locator(f'[data-key="{name}"]')


@pytest.fixture
def lab(browser: Any, address: str) -> Iterator[Lab]:
    """A fresh page; afterwards nothing may have been asked elsewhere, and nothing may have gone wrong in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, locale="en-GB")
    lab = Lab(context.new_page(), address)
    yield lab
    context.close()
    assert lab.outside == [], "requests to other machines"
    assert lab.errors == [], "errors in the page"
