"""Share of each mechanism in the time of a week, and how many draws of chance a week takes.

Run with ``python benchmarks/shares.py [people] [policy]``. Each act is compiled on its own here and called from Python;
what such a call costs by itself is measured and taken off. Within the engine acts are merged into one function, so the
sum differs somewhat from the engine's own time, which is printed beside it.
"""

import functools
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from types import FunctionType, SimpleNamespace
from typing import Any

import copsim
from copsim.config.records import record_of
from copsim.engine import run, start, warm_up
from copsim.kernel import compiled
from copsim.mechanisms import schedule
from copsim.mechanisms.rules import Rules
from copsim.state.world import World
from copsim.streams import chance_of

WEEKS = 26
COUNT_DRAWS = """
import sys, copsim
from copsim import streams
count, unit = [0], streams._unit
def counted(*address):
    count[0] += 1
    return unit(*address)
import copsim.mechanisms, importlib, pkgutil
for found in pkgutil.iter_modules(copsim.mechanisms.__path__):
    module = importlib.import_module(f"copsim.mechanisms.{found.name}")
    for name in ("uniform", "fact"):
        if hasattr(module, name):
            setattr(module, name, counted)
streams._unit = counted
scenario = copsim.compose([f"policy={sys.argv[1]}", "organization.headcount=96", "organization.units=2", "weeks=6",
                           "warmup_weeks=2"])
taken = copsim.snapshot(scenario, 1, 3)
before = count[0]
runs = copsim.simulate(scenario, [1], from_snapshot=taken, workers=1)
print((count[0] - before) / runs.tallies["people"].sum())
"""


def with_clock(function: Callable[..., Any], name: str, spent: dict[str, float], empty: float) -> Callable[..., Any]:
    """The same function; its seconds, less those of an empty call, are added to ``spent``."""

    @functools.wraps(function)
    def timed(*arguments: Any) -> Any:
        began = time.perf_counter()
        result = function(*arguments)
        spent[name] += time.perf_counter() - began - empty
        return result

    return timed


def taken_apart(spent: dict[str, float], empty: float) -> Callable[..., None]:
    """``schedule.week`` in plain Python with each act compiled on its own and timed."""
    names = dict(vars(schedule))
    for name, module in vars(schedule).items():
        if getattr(module, "__name__", "").startswith("copsim.mechanisms."):
            acts = {
                n: act for n, act in vars(module).items() if hasattr(act, "py_func") and act.__module__.endswith(name)
            }
            own = {n: with_clock(compiled(act.py_func), f"{name}.{n}", spent, empty) for n, act in acts.items()}
            names[name] = SimpleNamespace(**{**vars(module), **own})
    for name in ("meet", "settle", "week"):
        names[name] = FunctionType(getattr(schedule, name).py_func.__code__, names)
    return names["week"]  # type: ignore[no-any-return]


@compiled
def nothing(w: World, r: Rules, now: int) -> None:
    """What handing over a world costs."""


def cost_of_a_call(world: World, rules: Rules) -> float:
    """Seconds that a call takes which does nothing."""
    took = []
    for _ in range(400):
        began = time.perf_counter()
        nothing(world, rules, 0)
        took.append(time.perf_counter() - began)
    return sorted(took)[100]


def draws_a_week(policy: str) -> float:
    """Draws of chance by agent-week, counted in plain Python in a firm of 96 people."""
    words = [sys.executable, "-c", COUNT_DRAWS, policy]
    plain = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    return float(subprocess.run(words, capture_output=True, text=True, check=True, env=plain).stdout)


def measured(people: int, policy: str) -> tuple[float, dict[str, float]]:
    """Seconds an agent-week: of the engine, and of each act on its own."""
    scenario = copsim.compose([f"policy={policy}", f"organization.headcount={people}", "weeks=520"])
    course = warm_up(start(scenario, chance_of(1)))
    run(course, 52)
    copy = course.copy()
    began = time.process_time()
    run(copy, 52 + WEEKS)
    whole = (time.process_time() - began) / WEEKS / people
    records = (record_of(part) for part in (scenario.organization, scenario.behaviour, scenario.policy))
    rules = Rules(*records, course.chance, course.without, course.yoke, course.mark)
    spent: dict[str, float] = defaultdict(float)
    world = course.copy().world
    week = taken_apart(spent, cost_of_a_call(world, rules))
    week(world, rules, course.clock)  # compiles
    spent.clear()
    for n in range(1, WEEKS + 1):
        week(world, rules, course.clock + n)
    return whole, {name: seconds / WEEKS / people for name, seconds in spent.items()}


def main() -> None:
    """Print the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    policy = sys.argv[2] if len(sys.argv) > 2 else "self_selected_cultivated"
    whole, spent = measured(people, policy)
    total, draws = sum(max(0.0, seconds) for seconds in spent.values()), draws_a_week(policy)
    print(f"{policy}, {people} people, one core: {1e9 * whole:.0f} ns an agent-week in the engine")
    print(f"{draws:.0f} draws of chance an agent-week")
    for name, seconds in sorted(spent.items(), key=lambda act: -act[1])[:24]:
        print(f"{name:32}{1e9 * seconds:9.1f} ns{100 * seconds / total:7.1f} %")


if __name__ == "__main__":
    main()
