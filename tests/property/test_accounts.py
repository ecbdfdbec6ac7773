"""The books agree: lines add up to the result of the firm, and to what the world itself says, whatever is asked for."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.metrics.accounts import LINES
from copsim.runs import money_terms
from copsim.simulation import simulate
from copsim.state.world import ASSIGNED, World

few = settings.get_profile("few")
SEEDS = st.integers(0, 3)
RELATIVE = 1e-9


def without_policy(scenario: Scenario) -> Scenario:
    """The twin in which the programme never was; shocks strike all the same."""
    shocks = tuple(change.model_copy(update={"policy": {}, "ends": False}) for change in scenario.timeline)
    return scenario.model_copy(update={"policy": Policy(), "timeline": tuple(c for c in shocks if c.shock != "none")})


@few
@given(data=st.data(), seed=SEEDS)
def test_the_lines_of_every_week_add_up_to_what_the_state_of_the_world_says(data: Any, seed: int, watch: Any) -> None:
    scenario = data.draw(watch.scenarios())
    terms, capacity = money_terms(scenario), int(60 * scenario.organization.capacity_hours)
    seen: list[dict[str, float]] = []

    def look(world: World, week: int) -> None:
        minutes, people, k = world.minutes, world.people, world.usage.practice
        done = minutes[:, ASSIGNED].sum() - np.maximum(0, minutes.sum(axis=1) - capacity).sum()
        used = (1000.0 * k[people.unit, people.home]).astype(np.int64) / 1000.0
        better = terms.practice_worth * (minutes[:, ASSIGNED] * (used - 0.5)).sum()
        here = int((people.filled == 1).sum())
        seen.append(
            {
                "work": (done + better) * terms.minute * terms.hour_worth,
                "pay_roll": capacity * here * terms.minute,
                "lines": float(world.communities.lines[world.communities.alive == 1].sum()) * terms.line_margin / 52.0,
            }
        )

    watch.weeks(scenario, seed, look)
    runs = simulate(scenario, [seed], workers=1)
    t = runs.tallies
    assert t["work_money"].to_numpy() == pytest.approx([week["work"] for week in seen], rel=RELATIVE, abs=1e-6)
    hired = t["minutes_capacity"].to_numpy() * terms.minute
    assert hired == pytest.approx([week["pay_roll"] for week in seen], rel=RELATIVE)
    assert t["line_money"].to_numpy() == pytest.approx([week["lines"] for week in seen], rel=RELATIVE)


@few
@given(data=st.data(), seed=SEEDS)
def test_benefits_by_problem_costs_by_line_and_displaced_work_make_up_the_difference_of_the_result(
    data: Any, seed: int, watch: Any
) -> None:
    scenario = data.draw(watch.scenarios())
    runs = simulate({"with": scenario, "without": without_policy(scenario)}, [seed], detail="ledger", workers=1)
    by_problem = solved(runs.ledger, "with").sub(solved(runs.ledger, "without"), fill_value=0.0).sum()
    people = runs.tallies.groupby("arm")["people"].sum()
    books = runs.accounts.set_index(["arm", "year", "line"])["money"]
    years = runs.tallies.assign(year=runs.tallies["week"] // 52).groupby(["arm", "year"])["people"].sum() / 52.0
    money = (books.unstack("line").mul(years, axis=0)).groupby("arm").sum()
    gap = money.loc["with"] - money.loc["without"]
    by_line = sum((1.0 if x.side == "benefit" else -1.0) * gap[x.name] for x in LINES if x.name != "problems")
    result = runs.summary.set_index("arm")["net_result"] * people / 52.0
    scale = max(1.0, float(result.abs().max()))
    assert abs(by_problem + by_line - (result["with"] - result["without"])) <= RELATIVE * scale


def solved(ledger: pd.DataFrame, arm: str) -> "pd.Series[float]":
    """Whole cents of every solved problem of an arm, in money, by the identity that it has in all worlds."""
    events = ledger[(ledger["arm"] == arm) & (ledger["kind"] == "solve")]
    cents = (100.0 * events["value"].astype(float)).astype(np.int64) / 100.0
    return cents.groupby(events["opportunity"]).sum()
