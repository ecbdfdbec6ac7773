"""Hostile requests to the Policy Lab: ``python -m benchmarks.lab_fuzz [requests]`` (10,000 unless said otherwise).

Screens are made at random, sound and unsound, large and small, then some are damaged; every answer must be a result or
a refusal of one clear sentence. Prints how many of each status there were, the slowest answer, and the memory before
and after; exits with 1 if any answer was neither.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import httpx

from copsim.config.declare import Declared, declared
from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.config.timeline import SETTINGS
from copsim.metrics.catalogue import METRICS

PATHS = ("run", "check", "stream", "map", "equal_cost", "turnover", "units", "scenario")
ODD: tuple[Any, ...] = (
    None, True, False, "", "x" * 200, -1, 0, 1e308, -1e308, 10**30, 2**63, 0.5, [], {}, [[]], {"a": {}}, "none", "\x00",
    "self_selected", "é", "😀",
)  # fmt: skip
TEXTS = (
    b"",
    b"[]",
    b"null",
    b"{",
    b"\xff\xfe",
    b"NaN",
    b'{"pairs": NaN}',
    b'{"a":' * 3000,
    b"[" * 30_000,
    b"0" * 70_000,
)
FIRM = [p for p in declared(Scenario) if p.path.startswith(("organization.", "behaviour.", "weeks", "warmup"))]
LEVERS = list(declared(Policy))


def value_of(parameter: Declared, chance: random.Random) -> Any:
    """A value of a parameter: mostly one that it may have."""
    if chance.random() < 0.03:
        return chance.choice(ODD)
    if parameter.options:
        return chance.choice(parameter.options)
    if isinstance(parameter.default, bool):
        return chance.random() < 0.5
    if not isinstance(parameter.default, (int, float)):
        return chance.choice(ODD)
    low, high = parameter.explore if parameter.explore is not None else parameter.bounds
    low, high = 0 if low is None else low, 100 if high is None else min(high, 1_000)
    drawn = chance.uniform(low, high)
    return round(drawn) if isinstance(parameter.default, int) else drawn


def settings(parameters: Sequence[Declared], most: int, chance: random.Random) -> dict[str, Any]:
    """Some settings, now and then of something that there is not."""
    chosen = chance.sample(list(parameters), chance.randint(0, most))
    found = {p.path: value_of(p, chance) for p in chosen}
    if chance.random() < 0.05:
        found[chance.choice(["", "weeks.x", "policy", "organization", "__class__", "seeds"])] = chance.choice(ODD)
    return found


def change_of(chance: random.Random) -> Any:
    """A dated change."""
    if chance.random() < 0.1:
        return chance.choice(ODD)
    kind = chance.choice(list(SETTINGS))
    found: dict[str, Any] = {"week": chance.choice([0, 1, 3, 8, 20, 500, -1])}
    if kind != "none":
        found["shock"] = kind
        for name in ("share", "people", "units", "to", "topic", "over_weeks"):
            if chance.random() < 0.4:
                found[name] = chance.choice([0, 1, 2, 5, 0.1, 0.5, "platforms", "reshuffle", *ODD])
    elif chance.random() < 0.5:
        found["policy"] = settings(LEVERS, 2, chance)
    return found


def screen_of(chance: random.Random) -> dict[str, Any]:
    """A screen of a small firm and a short horizon, with anything in it."""
    small = {"organization.headcount": chance.choice([2, 12, 30]), "organization.units": 2, "organization.sites": 1}
    firm = {**small, "weeks": chance.choice([1, 5, 12, 26]), "warmup_weeks": chance.choice([0, 2])}
    firm.update(settings(FIRM, 2, chance))
    screen: dict[str, Any] = {"firm": firm, "pairs": chance.choice([1, 1, 2])}
    screen["plans"] = [
        {
            "name": "p",
            "policy": {"membership.rule": "self_selected", **settings(LEVERS, 3, chance)},
            "measures": [change_of(chance)] * chance.randint(0, 1),
        }
        for _ in range(chance.randint(0, 2))
    ]
    screen["events"] = [change_of(chance) for _ in range(chance.randint(0, 2) // 2)]
    screen["unknowns"] = chance.random() < 0.3
    if chance.random() < 0.2:
        screen["charts"] = chance.sample([*METRICS, "no_such"], 2)
    if chance.random() < 0.15:
        screen[chance.choice(list(screen))] = chance.choice(ODD)
    return screen


def request_of(chance: random.Random) -> tuple[str, bytes]:
    """Path and body of a request."""
    path = chance.choice(PATHS[:1] * 4 + PATHS)
    if chance.random() < 0.05:
        return path, chance.choice(TEXTS)
    body: dict[str, Any] = screen_of(chance)
    if path in ("map", "equal_cost", "turnover"):
        body = {"screen": body, "week": chance.choice([0, 1, 5, *ODD]), "budget": chance.choice([1.0, 1e5, *ODD])}
        body["turnover"] = chance.choice([0.1, 0.3, *ODD])
        if path == "turnover" and chance.random() < 0.8:
            body["turnover"] = "many"  # a sound answer takes dozens of runs
    elif path == "units":
        rows = chance.choice(["unit,people\na,3\nb,4", "unit;people\na;x", "\x00", "people\n3", "a,b\n" * 90])
        body = {"csv": chance.choice([rows, *ODD])}
    return path, json.dumps(body).encode()


def is_clear(answer: httpx.Response) -> bool:
    """Whether an answer is a result, or a refusal of one sentence."""
    if answer.status_code == 200:
        return all(isinstance(json.loads(line), dict) for line in answer.text.splitlines() if line)
    if answer.status_code not in (404, 405, 413, 422, 429):
        return False
    told = answer.json().get("error")
    return isinstance(told, str) and 10 < len(told) < 1_000 and "Traceback" not in told


def main() -> int:
    """Send, count, print."""
    from benchmarks.lab import served

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance, statuses, unclear, slowest = random.Random(7), Counter[int](), [], 0.0
    with served(8797) as (address, process), httpx.Client(timeout=120.0) as http:
        before = 0
        for number in range(count):
            path, body = request_of(chance)
            started = time.monotonic()
            answer = http.post(f"{address}api/{path}", content=body, headers={"x-lab-page": str(number % 5)})
            slowest = max(slowest, time.monotonic() - started)
            statuses[answer.status_code] += 1
            if not is_clear(answer):
                unclear.append((answer.status_code, path, body[:3000], answer.text[:300]))
            if number == count // 5:
                before = process.memory_info().rss
        after = process.memory_info().rss
    print(f"{count} requests: {dict(sorted(statuses.items()))}; neither result nor clear refusal: {len(unclear)}")
    print(f"slowest {slowest:.1f} s; memory after a fifth {before / 1e6:.0f} MB, at the end {after / 1e6:.0f} MB")
    for one in unclear[:10]:
        print(*one, sep="\n  ")
    return 1 if unclear else 0


if __name__ == "__main__":
    sys.exit(main())
