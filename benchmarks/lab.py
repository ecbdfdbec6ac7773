"""How fast the Policy Lab answers, and what it bears: ``python -m benchmarks.lab [--quick]``.

Starts the Lab on a port of its own and drives the system's Chromium (CHROMIUM=/path for another): from a moved slider
to repainted charts for 300 and 1,000 people over five years, and to 100 pairs; then 40 and 80 clients, each with plans
that nobody asked for before. Moves go to values that were never run, so nothing is known beforehand but the lines
without a plan. Prints a table with the goals beside it.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import psutil

SLIDER = '[data-key="l-funding.released_hours"]'
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Move the slider, and wait for a repaint that shows the answer with so many runs of the moved line.
MOVE = """async ([selector, value, runs]) => {
  const slider = document.querySelector(selector), root = document.documentElement.dataset;
  const before = Number(root.asked ?? 0), start = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  for (;;) {
    await new Promise((done) => requestAnimationFrame(done));
    if (Number(root.shown ?? 0) > before && Number(root.runs) >= runs) return performance.now() - start;
    if (performance.now() - start > 60000) return null;
  }
}"""


@contextmanager
def served(port: int = 8799) -> Iterator[tuple[str, psutil.Process]]:
    """The Lab on this machine: its address and its process."""
    words = [sys.executable, "-m", "copsim", "app", "--no-browser", "--quiet", "--port", str(port)]
    process = subprocess.Popen(words)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(120):
            try:
                httpx.get(f"{address}api/about", timeout=5.0)
                break
            except httpx.TransportError:
                time.sleep(0.5)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def latencies(address: str, people: int, moves: int) -> dict[str, list[float]]:
    """Milliseconds from moves of a slider to repainted charts with 0 (part of the first), 1 and 4 runs of its line."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {"first": [], "one": [], "four": []}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address + _link(people))
        for _ in range(2400):
            if page.evaluate("() => Number(document.documentElement.dataset.pairs ?? 0)") >= 8:
                break
            time.sleep(0.1)
        for name, runs in (("first", 0), ("one", 1), ("four", 4)):
            for n in range(moves):
                value = round(0.55 + 1.4 * n / moves + 0.01 * runs, 3)
                milliseconds = page.evaluate(MOVE, [SLIDER, value, runs])
                found[name].append(float("nan") if milliseconds is None else milliseconds)
        browser.close()
    return found


def _link(people: int) -> str:
    from copsim.app.codec import packed

    screen: dict[str, Any] = {"unknowns": False}
    if people != 300:
        screen["firm"] = {"organization.headcount": people, "organization.units": people // 50}
    return f"#{packed(screen)}"


def seconds_to(address: str, pairs: int, people: int) -> float:
    """Seconds until all lines of a new plan have so many pairs, with the lines without a plan known."""
    firm = {} if people == 300 else {"organization.headcount": people, "organization.units": people // 50}
    started = 0.0
    for hours in (0.7, 0.71):  # the first asks for the lines without a plan as well
        plan = {"name": "", "policy": {"membership.rule": "self_selected", "funding.released_hours": hours}}
        started = time.monotonic()
        with httpx.stream("POST", f"{address}api/stream", json=_body(firm, plan, pairs), timeout=600.0) as answer:
            for _ in answer.iter_lines():
                pass
    return time.monotonic() - started


def _body(firm: dict[str, Any], plan: dict[str, Any], pairs: int) -> dict[str, Any]:
    return {"firm": firm, "plans": [plan], "unknowns": False, "pairs": pairs}


async def crowd(
    address: str, clients: int, moves: int, pause: float, wave: int
) -> tuple[list[float], list[float], list[str]]:
    """Seconds to the first paint and to a whole first run, of every move of every client, and what went wrong.

    Each ``wave`` asks for plans of its own.
    """
    firsts: list[float] = []
    wholes: list[float] = []
    errors: list[str] = []

    async def one(number: int, http: httpx.AsyncClient) -> None:
        await asyncio.sleep(pause * number / clients)
        for move in range(moves):
            hours = round(0.3 + number / 37 + move / 1009 + wave / 10007, 5)
            plan = {"name": "", "policy": {"membership.rule": "self_selected", "funding.released_hours": hours}}
            begun, first = time.monotonic(), None
            try:
                headers = {"x-lab-page": f"client {number}"}
                async with http.stream(
                    "POST", f"{address}api/stream", json=_body({}, plan, 4), headers=headers
                ) as answer:
                    if answer.status_code != 200:
                        errors.append(f"{answer.status_code}")
                        continue
                    async for line in answer.aiter_lines():
                        lines = json.loads(line)["lines"]
                        if "with" in lines and first is None:
                            first = time.monotonic() - begun
                            firsts.append(first)
                        if "with" in lines and lines["with"]["n"] >= 1:
                            wholes.append(time.monotonic() - begun)
                            break  # the hand moves on
            except httpx.HTTPError as error:
                errors.append(type(error).__name__)
            await asyncio.sleep(pause)

    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(timeout=120.0, limits=limits) as http:
        await asyncio.gather(*(one(number, http) for number in range(clients)))
    return firsts, wholes, errors


def p95(values: list[float]) -> float:
    """95th percentile of at least one value."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def told(values: list[float], unit: str, digits: int) -> str:
    """Median and 95th percentile in words."""
    if not values:
        return "none"
    return f"median {statistics.median(values):.{digits}f} {unit}, p95 {p95(values):.{digits}f} {unit}"


def of_one(address: str, moves: int) -> list[tuple[str, str, str]]:
    """Rows of one page alone."""
    rows = []
    for people, goal in ((300, "median 100 ms, p95 200 ms"), (1_000, "median 250 ms")):
        found = latencies(address, people, moves)
        for name, words in (("first", "first weeks"), ("one", "1 run of 5 years"), ("four", "4 runs of 5 years")):
            what = f"{people} people, slider to {words} of each moved line"
            rows.append((what, told(found[name], "ms", 0), goal if name == "four" else ""))
    rows.append(("300 people, a new plan to 100 pairs", f"{seconds_to(address, 100, 300):.1f} s", "5 s"))
    return rows


def of_many(address: str, process: psutil.Process, moves: int) -> list[tuple[str, str, str]]:
    """Rows of many clients at once."""
    rows = []
    for clients, goal in ((40, "p95 1.5 s, no error"), (80, "degrades gracefully")):
        before = process.memory_info().rss
        firsts, wholes, errors = asyncio.run(crowd(address, clients, moves, 5.0, 0))
        now = process.memory_info().rss
        rows.append(
            (f"{clients} clients, slider to first weeks", f"{told(firsts, 's', 2)}, errors {len(errors)}", goal)
        )
        rows.append((f"{clients} clients, slider to a run of 5 years", told(wholes, "s", 2), ""))
        rows.append((f"{clients} clients, memory", f"{(now - before) / 1e6:+.0f} MB to {now / 1e6:.0f} MB", "flat"))
    return rows


def of_waves(address: str, process: psutil.Process, waves: int) -> list[tuple[str, str, str]]:
    """Memory after each of many more waves of 40 clients: flat once the kept worlds and runs have filled their room."""
    megabytes = []
    for wave in range(1, waves + 1):
        asyncio.run(crowd(address, 40, 2, 0.5, wave))
        megabytes.append(process.memory_info().rss / 1e6)
    return [
        ("memory after each of further waves of 40 clients", " ".join(f"{m:.0f}" for m in megabytes) + " MB", "flat")
    ]


def main() -> None:
    """Measure and print."""
    quick = "--quick" in sys.argv
    with served() as (address, process):
        rows = of_one(address, 8 if quick else 30)
        rows += of_many(address, process, 2 if quick else 4)
        rows += of_waves(address, process, 6 if quick else 20)
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
