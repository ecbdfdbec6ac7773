"""Seconds an agent-week of the yardstick, of both variants.

Run with ``python -m benchmarks.yardstick.speed``. Processor time of ``step()`` with its DataCollector; founding and
warm-up are left out. Medians of several stretches of one run, so they compare within one call on one machine.
"""

from __future__ import annotations

import statistics
import time

import copsim
from benchmarks.yardstick.firm import MesaFirm
from benchmarks.yardstick.tuned_firm import TunedFirm
from copsim.config.scenario import Scenario

POLICIES = ("none", "self_selected", "self_selected_cultivated", "mandated_open")
WARMUP_WEEKS = 26  # enough for ties to have grown to what they stay at
STRETCHES = 5


def seconds_per_agent_week(variant: type[MesaFirm], scenario: Scenario, weeks: int = 4) -> float:
    """Median over some stretches of ``weeks`` weeks of one run, after as many weeks to start with."""
    firm = variant(scenario, rng=1)
    advance(firm, weeks)
    return statistics.median(advance(firm, weeks) for _ in range(STRETCHES))


def advance(firm: MesaFirm, weeks: int) -> float:
    """Seconds an agent-week of some weeks."""
    people, began = 0.0, time.process_time()
    for _ in range(weeks):
        firm.step()
        people += firm.totals["people"]
    return (time.process_time() - began) / people


def main() -> None:
    """Print the table."""
    print(f"{'policy':28}{'people':>8}{'idiomatic µs':>15}{'tuned µs':>11}{'ratio':>8}")
    for people in (300, 1000):
        for policy in POLICIES:
            settings = [f"policy={policy}", f"organization.headcount={people}", f"warmup_weeks={WARMUP_WEEKS}"]
            scenario = copsim.compose(settings)
            idiomatic, tuned = (1e6 * seconds_per_agent_week(variant, scenario) for variant in (MesaFirm, TunedFirm))
            print(f"{policy:28}{people:8}{idiomatic:15.1f}{tuned:11.1f}{idiomatic / tuned:8.2f}")


if __name__ == "__main__":
    main()
