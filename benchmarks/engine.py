"""Speed of the engine on one core: million agent-weeks a second by policy.

Run with ``make bench`` (or ``python benchmarks/engine.py``). Rates are medians of several runs of processor time, so
they compare within one call on one machine; nothing is asserted.
"""

import statistics
import time

import numpy as np

import copsim
from copsim.engine import Course, run, start, warm_up
from copsim.streams import chance_of

POLICIES = ("none", "slack", "self_selected", "self_selected_cultivated", "mandated", "mandated_open")
RUNS = 5


def rate(course: Course, weeks: int) -> float:
    """Million agent-weeks a second of one run of a copy of ``course``."""
    copy = course.copy()
    began = time.process_time()
    tallies, _ = run(copy, weeks)
    people = int(tallies[:, 0].sum())
    return people / (time.process_time() - began) / 1e6


def main() -> None:
    """Print the table."""
    print(f"{'policy':28}{'people':>8}{'weeks':>7}{'M agent-weeks/s':>17}{'low':>7}{'high':>7}{'of none':>9}")
    for people in (300, 1000):
        base = np.nan
        for policy in POLICIES:
            scenario = copsim.compose([f"policy={policy}", f"organization.headcount={people}", "weeks=260"])
            course = warm_up(start(scenario, chance_of(1)))
            rates = [rate(course, 260) for _ in range(RUNS)]
            middle = statistics.median(rates)
            base = middle if policy == "none" else base
            print(f"{policy:28}{people:8}{260:7}{middle:17.2f}{min(rates):7.2f}{max(rates):7.2f}{middle / base:9.2f}")


if __name__ == "__main__":
    main()
