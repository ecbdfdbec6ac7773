"""Does the default firm look like real communities and firms, where numbers of these are known?

Prints what people with at least one visible contribution do in self-selected communities (roles in a year, who never
contributes again, how long the others go on, newcomers and leavers), how much denser ties are within teams, and
turnover without communities, each beside its target. Targets: git histories of real communities and the literature,
as named in each row. Run:

    python experiments/reality.py [seeds] [key=value ...]

8 seeds take about two minutes on two cores. With behaviour=public_projects the contributions are nearly those of public
projects, and the last two rows show what that does to a firm.
"""

import sys

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, weibull_min

import copsim
from copsim.engine import run, start, warm_up
from copsim.state.world import NOBODY
from copsim.streams import chance_of

WEEKS, MONTH, YEAR = 260, 4.35, 52
VISIBLE = ("answer", "tell", "codify")


def contributions(events: pd.DataFrame) -> pd.DataFrame:
    """Visible contributions under self-selection: world, person, week."""
    chosen = events[events["kind"].isin(VISIBLE) & (events["seat"] >= 0) & (events["channel"] != "duty")]
    person = chosen["seat"].astype(str) + "/" + chosen["hire_week"].astype(str)
    return pd.DataFrame({"seed": chosen["seed"], "person": person, "week": chosen["week"]})


def roles(acts: pd.DataFrame) -> pd.Series:
    """Shares of core (at least 6 months of a year), active (2 to 5), peripheral (1), over years 3 to 5."""
    late = acts[acts["week"] >= 2 * YEAR]
    year, month = late["week"] // YEAR, (late["week"] % YEAR // MONTH).astype(int)
    months = late.assign(year=year, month=month).groupby(["seed", "person", "year"])["month"].nunique()
    role = pd.cut(months, [0, 1, 5, 12], labels=["peripheral", "active", "core"])
    return role.value_counts(normalize=True)


def spells(acts: pd.DataFrame) -> pd.DataFrame:
    """First and last week of each person who is new after the first half year."""
    ends = acts.groupby(["seed", "person"])["week"].agg(["min", "max"])
    return ends[(ends["min"] >= YEAR // 2) & (ends["min"] < WEEKS - YEAR)]


def weibull_shape(ends: pd.DataFrame) -> float:
    """Shape of the tenure of those who return, censored a year before the horizon."""
    come_back = ends[ends["max"] > ends["min"]]
    tenure = (come_back["max"] - come_back["min"]).to_numpy(dtype=float)
    open_end = (come_back["max"] >= WEEKS - YEAR).to_numpy()
    sample = CensoredData(uncensored=tenure[~open_end], right=tenure[open_end])
    return float(weibull_min.fit(sample, floc=0.0)[0])


def churn(acts: pd.DataFrame) -> tuple[float, float]:
    """Newcomers and leavers per person active in the last twelve months, per month, over years 2 to 4."""
    ends, rates = acts.groupby(["seed", "person"])["week"].agg(["min", "max"]), []
    for week in range(YEAR, WEEKS - YEAR, 13):
        here = acts[(acts["week"] > week - YEAR) & (acts["week"] <= week)]
        active = len(here[["seed", "person"]].drop_duplicates())
        new = ((ends["min"] > week) & (ends["min"] <= week + 13)).sum()
        gone = ((ends["max"] > week) & (ends["max"] <= week + 13)).sum()
        rates.append((new / active / 3.0, gone / active / 3.0))
    return tuple(np.mean(rates, axis=0))  # type: ignore[return-value]


def density_ratio(seeds: int, settings: list[str]) -> float:
    """Density of ties within teams over that between them, after warm-up and a year without communities."""
    scenario, found = copsim.compose(["policy=none", "weeks=52", *settings]), []
    for seed in range(seeds):
        course = warm_up(start(scenario, chance_of(seed)))
        run(course, scenario.weeks)
        people, ties = course.world.people, course.world.ties.seat
        team = np.empty(len(people), dtype=int)
        team[people.seat] = people.team
        rows, slots = np.nonzero(ties != NOBODY)
        same = int((people.team[rows] == team[ties[rows, slots]]).sum())
        sizes = np.bincount(people.team)
        within = int((sizes * (sizes - 1)).sum())
        between = len(people) * (len(people) - 1) - within
        found.append((same / within) / ((len(rows) - same) / between))
    return float(np.mean(found))


def main(seeds: int, settings: list[str]) -> None:
    """Print every measured value beside its target."""
    there = copsim.compose(["policy=self_selected", f"weeks={WEEKS}", *settings])
    runs = copsim.simulate(there, seeds, detail="ledger")
    acts = contributions(runs.ledger)
    role, ends, (new, gone) = roles(acts), spells(acts), churn(acts)
    turnover = copsim.simulate(copsim.compose(["policy=none", *settings]), seeds).summary["turnover"]
    rows = [
        ("core, share of contributors in a year", role["core"], ".05-.15"),
        ("active", role["active"], ".17-.32"),
        ("peripheral", role["peripheral"], ".54-.80"),
        ("newcomers who never contribute again", float((ends["max"] == ends["min"]).mean()), ".54-.74"),
        ("Weibull shape of the tenure of those who do", weibull_shape(ends), ".59-.79"),
        ("newcomers per active person and month", new, ".055-.068; balance within 15 %"),
        ("leavers per active person and month", gone, ".050-.065"),
        ("density of ties within teams over between", density_ratio(seeds, settings), "3-11"),
        ("turnover a year without communities", float(turnover.mean()), ".08-.20"),
        ("questions answered within 24 hours", float(runs.summary["answered_24h"].mean()), ".80 (.50 at Buckman Labs)"),
        ("community hours a person and week", float(runs.summary["community_hours"].mean()), "no source"),
    ]
    table = pd.DataFrame(rows, columns=["quantity", "measured", "target"])
    print(f"{seeds} seeds, {' '.join(settings) or 'default firm'}, self-selected communities over {WEEKS} weeks\n")
    print(table.round(3).to_string(index=False))
    print("\nTargets: git histories of public communities; e-mail of a research institution (SNAP email-Eu-core);")
    print("turnover of consultancies (Top-Consultant 2007). The hazard by tenure is in experiments/default_firm.py.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8, sys.argv[2:])
