"""Is the default firm, without communities, a steady one? And which constants follow from it?

Ten years without policy: stock, ties, turnover and stuck time by year, the hazard of quitting by tenure, and the
constants ``behaviour.turnover.*_reference`` and ``ties_spread`` that are fixed from it. Run:

    python experiments/default_firm.py [seeds]

16 seeds take about ten seconds on two cores.
"""

import sys

import numpy as np
import pandas as pd

import copsim
from copsim.engine import run, start, warm_up
from copsim.metrics.catalogue import METRICS
from copsim.state.ledger import QUIT
from copsim.state.world import FINE, PASSION, World
from copsim.streams import chance_of

YEARS = 10
SHOWN = ("stock", "embeddedness", "turnover", "stuck_share", "solved_share", "overload", "flow")
TENURE = {"0-3": 13, "3-6": 26, "6-12": 52, "12-18": 78, "18-24": 104, "24-48": 208, "48-72": 312, "over 72": 10_000}


def by_year(seeds: int) -> pd.DataFrame:
    """Metrics of each year over all seeds."""
    scenario = copsim.compose(["policy=none", f"weeks={52 * YEARS}"])
    tallies = copsim.simulate(scenario, seeds).tallies.drop(columns=["arm", "seed"])
    sums = tallies.groupby(tallies["week"] // 52).sum().rename_axis("year")
    return pd.DataFrame({name: METRICS[name].of(sums) for name in SHOWN})


def hazard_by_tenure(seeds: int) -> pd.Series:
    """Quits a person-year by months of tenure, over six years."""
    scenario = copsim.compose(["policy=none", "weeks=312"])
    edges = [0, *TENURE.values()]
    quits, weeks = np.zeros(len(TENURE)), np.zeros(len(TENURE))

    def count(world: World, week: int) -> None:
        people, events = world.people, world.events
        tenure = week + scenario.warmup_weeks - people.hire
        count = world.totals.events[0]
        gone = events.row[:count][events.kind[:count] == QUIT]
        leaving = np.histogram(tenure[gone], edges)[0]
        quits[:] += leaving
        weeks[:] += np.histogram(tenure[people.filled == 1], edges)[0] + leaving

    for seed in range(seeds):
        run(warm_up(start(scenario, chance_of(seed))), scenario.weeks, count)
    return pd.Series(52.0 * quits / weeks, index=list(TENURE), name="quits/employee/year")


def references(seeds: int) -> pd.Series:
    """Constants of the turnover law, measured at week 0."""
    scenario = copsim.compose(["policy=none"])
    rows = []
    for seed in range(seeds):
        world = warm_up(start(scenario, chance_of(seed))).world
        people = world.people
        here = people.filled == 1
        passion = world.skills.passion[np.flatnonzero(here), people.home[here]] / PASSION
        ties = people.embedded[here] / FINE
        rows.append((ties.mean(), ties.std(), people.overload[here].mean(), people.growth[here].mean(), passion.mean()))
    names = ["ties_reference", "ties_spread", "overload_reference", "growth_reference", "misfit_reference"]
    return pd.DataFrame(rows, columns=names).mean()


def main() -> None:
    """Print the three tables."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    print(f"The default firm without communities, {seeds} seeds\n")
    print(by_year(seeds).to_string(float_format="%.4f"), end="\n\n")
    print(
        "Hazard of quitting by months of tenure\n" + hazard_by_tenure(seeds).to_string(float_format="%.3f"), end="\n\n"
    )
    print("Constants of behaviour.turnover\n" + references(seeds).to_string(float_format="%.4f"))


if __name__ == "__main__":
    main()
