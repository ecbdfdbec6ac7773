"""What each shock does: seats that open and close, units and teams made anew, demand and jobs that move."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.engine import run
from copsim.mechanisms.places import place_as_list_grows
from copsim.mechanisms.staffing import weight_in_lot
from copsim.metrics.catalogue import METRICS
from copsim.simulation import snapshot
from copsim.state.allocate import copy_world
from copsim.state.world import FINE, World
from copsim.streams import at, chance_of, fact

SMALL = {
    "organization.headcount": "60",
    "organization.units": "3",
    "organization.team_size": "5",
    "weeks": "30",
    "warmup_weeks": "10",
    "policy": "self_selected",
}


def compose(*changes: str, **settings: str) -> copsim.Scenario:
    """A small firm with a timeline."""
    given = {**SMALL, **{key.replace("__", "."): value for key, value in settings.items()}}
    told = ", ".join(f"{{{change}}}" for change in changes)
    return copsim.compose([*(f"{key}={value}" for key, value in given.items()), f"timeline=[{told}]"])


def worlds(scenario: copsim.Scenario) -> list[World]:
    """The world at the end of each week."""
    course, seen = snapshot(scenario, 3, 0).course, []
    run(course, scenario.weeks, lambda world, week: seen.append(copy_world(world)))
    return seen


def runs(scenario: copsim.Scenario) -> copsim.Runs:
    """One seed with its ledger."""
    return copsim.simulate(scenario, [3], detail="ledger")


def by_seat(world: World, name: str) -> np.ndarray:
    """A column in the order of seats."""
    return np.asarray(world.people[name])[world.places.row_of_seat]


def test_picks_stay_even_as_a_list_grows_and_few_of_them_move() -> None:
    base = at(chance_of(1), 130, 5, 5)
    draws = [fact(at(chance_of(1), 93, 5, 5), who, 0) for who in range(4000)]
    before = np.array([int(u * 10) for u in draws])
    after = np.array([place_as_list_grows(int(u * 10), 10, 14, base, who, 0) for who, u in enumerate(draws)])
    moved = after != before
    assert (after[moved] >= 10).all()
    counts = np.bincount(after, minlength=14)
    # 13 degrees of freedom: above 34.5 with chance .001
    assert len(counts) == 14 and ((counts - 4000 / 14) ** 2 / (4000 / 14)).sum() < 34.5
    later = np.array([place_as_list_grows(int(u * 10), 10, 15, base, who, 0) for who, u in enumerate(draws)])
    assert (later[later != after] == 14).all()


def test_growth_opens_seats_over_its_weeks_and_applicants_fill_them() -> None:
    scenario = compose("week: 4, shock: growth, people: 12, over_weeks: 6", organization__applicants="0.5")
    opened = [int(w.totals.seats[0]) for w in worlds(scenario)]
    assert opened[:11] == [60, 60, 60, 60, 62, 64, 66, 68, 70, 72, 72]
    tallies = runs(scenario).tallies
    assert tallies["first_hires"].sum() == 12 and tallies["people"].iloc[-1] > 66
    assert by_seat(worlds(scenario)[-1], "unit")[60:].tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]


def test_the_first_hiring_to_a_new_seat_costs_what_replacing_somebody_costs() -> None:
    grown = compose("week: 4, shock: growth, people: 12")
    dear, cheap = (
        runs(compose("week: 4, shock: growth, people: 12", organization__replacement_share=share)).tallies
        for share in ("0.5", "0")
    )
    each = 0.5 * 52 * grown.organization.wage * grown.organization.capacity_hours
    replaced = dear["quits"].sum() + dear["first_hires"].sum()
    assert dear["cost_money"].sum() - cheap["cost_money"].sum() == pytest.approx(replaced * each)


def test_layoffs_close_their_share_of_the_seats_in_one_week_and_are_no_quits() -> None:
    scenario, plain = compose("week: 4, shock: layoffs, share: 0.3"), compose()
    table, world = runs(scenario), worlds(scenario)[4]
    gone = table.ledger[table.ledger["kind"] == "layoff"]
    assert set(gone["week"]) == {4} and int(world.totals.seats[0]) == 42
    vacant = 60 - int(runs(plain).tallies["people"].iloc[3])
    assert 18 - vacant <= len(gone) <= 18
    assert table.summary["layoffs"].iloc[0] > 0 and "layoffs" not in METRICS["turnover"].numerator
    hired = table.ledger[table.ledger["kind"] == "hire"]
    assert not set(hired.loc[hired["week"] >= 4, "seat"]) & set(gone["seat"])
    lapsed = table.ledger[(table.ledger["kind"] == "lapse") & table.ledger["seat"].isin(gone["seat"])]
    assert (lapsed["week"] <= 4).all() and (lapsed["week"] == 4).any()


def test_severance_is_paid_for_each_layoff_and_nothing_is_charged_for_a_replacement() -> None:
    change = "week: 4, shock: layoffs, share: 0.3"
    dear, none = (runs(compose(change, organization__severance_weeks=weeks)).tallies for weeks in ("10", "0"))
    weekly = 50.0 * 40.0
    assert dear["cost_money"].sum() - none["cost_money"].sum() == pytest.approx(dear["layoffs"].sum() * 10 * weekly)


def test_who_stays_feels_the_loss_of_those_laid_off() -> None:
    struck, plain = worlds(compose("week: 4, shock: layoffs, share: 0.3"))[4], worlds(compose())[4]
    stay = (struck.people.filled == 1) & (struck.people.key == plain.people.key)
    assert struck.people.contagion[stay].mean() > 1.5 * plain.people.contagion[stay].mean()
    assert struck.people.embedded[stay].mean() < plain.people.embedded[stay].mean()


def test_the_newest_are_laid_off_first_where_that_is_wanted() -> None:
    def tenure(newest: str) -> float:
        ledger = runs(compose(f"week: 4, shock: layoffs, share: 0.3{newest}")).ledger
        return float(ledger.loc[ledger["kind"] == "layoff", "value"].median())

    assert tenure(", newest_first: 1000") < 0.5 * tenure("")
    assert weight_in_lot(0.0, 3.0) == 4.0 and weight_in_lot(1e6, 3.0) == 1.0 and weight_in_lot(7.0, 0.0) == 1.0


def test_who_merges_comes_with_units_teams_tenures_and_ties_of_their_own() -> None:
    scenario = compose("week: 6, shock: merger, people: 24, units: 2")
    before, after = worlds(scenario)[5], worlds(scenario)[6]
    new = slice(60, 84)
    assert (by_seat(before, "filled")[new] == 0).all() and by_seat(after, "filled")[new].sum() >= 23
    assert set(by_seat(after, "unit")[new]) == {3, 4}
    assert not set(by_seat(after, "team")[new]) & set(by_seat(after, "team")[:60])
    tenure = 17 - by_seat(after, "hire")[new]
    assert (tenure > 52).mean() > 0.4 and tenure.min() >= 0
    known = after.ties.seat[after.places.row_of_seat[new]]
    assert ((known >= 60) | (known == -1)).mean() > 0.9
    assert by_seat(after, "expert")[new].sum() > 0
    assert 6.0 < by_seat(after, "embedded")[new].mean() / FINE < 9.0
    last = worlds(scenario)[-1]
    across = last.ties.seat[last.places.row_of_seat[:60]]
    assert (across >= 60).sum() > 5  # the two companies get to know each other


def test_platforms_mix_the_topics_of_jobs_and_functions_bring_seats_back() -> None:
    changes = "week: 4, shock: reorganization, to: platforms", "week: 9, shock: reorganization, to: functions"
    seen = worlds(compose(*changes))

    def spread(world: World) -> float:
        """Mean over topics of the share of their jobs that the fullest unit has."""
        table = pd.crosstab(by_seat(world, "home"), by_seat(world, "unit"))
        return float((table.max(axis=1) / table.sum(axis=1))[table.sum(axis=1) >= 3].mean())

    assert spread(seen[4]) < 0.55 < 0.65 < spread(seen[3])
    for name in ("unit", "team"):
        assert (by_seat(seen[9], name) == by_seat(seen[3], name)).all()
        assert (by_seat(seen[4], name) != by_seat(seen[3], name)).mean() > 0.4
    assert np.bincount(by_seat(seen[4], "unit")).tolist() == [20, 20, 20]
    for world in seen:
        assert np.allclose(world.places.demand.sum(axis=1), 1.0)
    few = [float(np.sort(world.places.demand, axis=1)[:, -3:].sum(axis=1).mean()) for world in (seen[3], seen[4])]
    assert few[1] < few[0]  # a product needs more topics than a function
    assert (seen[9].places.demand == seen[3].places.demand).all()


def test_platforms_from_the_start_have_the_same_jobs_in_other_units() -> None:
    functions, platforms = (worlds(compose(organization__form=form))[0].people for form in ("functions", "platforms"))
    assert (functions.home == platforms.home).all() and (functions.unit == platforms.function).all()
    assert (functions.unit != platforms.unit).mean() > 0.4


def test_who_comes_into_a_team_meets_it() -> None:
    seen = worlds(compose("week: 4, shock: reorganization, to: reshuffle, share: 0.4"))[4]
    moved = np.flatnonzero(seen.people.moved == 14)
    assert len(moved) > 10
    for row in moved:
        team = seen.people.seat[(seen.people.team == seen.people.team[row]) & (seen.people.filled == 1)]
        if seen.people.filled[row] == 1:
            assert set(team) - {seen.people.seat[row]} <= set(seen.ties.seat[row])


def test_a_reshuffle_leaves_units_and_the_size_of_teams_as_they_are() -> None:
    before, after = worlds(compose("week: 4, shock: reorganization, to: reshuffle, share: 0.4"))[3:5]
    assert (before.people.unit == after.people.unit).all()
    assert (np.bincount(before.people.team) == np.bincount(after.people.team)).all()


@cache
def turned() -> list[Any]:
    """A firm that turns to topic 5."""
    return worlds(compose("week: 4, shock: new_topic, topic: 5, share: 0.4, jobs: 0.5"))


def test_a_new_topic_takes_its_share_of_demand_and_of_jobs() -> None:
    before, after = turned()[3], turned()[4]
    assert np.allclose(after.places.demand[:, 5], 0.4 + 0.6 * before.places.demand[:, 5])
    assert np.allclose(after.places.demand.sum(axis=1), 1.0)
    others = before.people.home != 5
    share = (after.people.home[others] == 5).mean()
    assert abs(share - 0.5) < 0.2  # three standard errors of 55 seats
    job = after.ties.job[after.ties.seat >= 0]
    assert (job == after.people.home[after.places.row_of_seat[after.ties.seat[after.ties.seat >= 0]]]).all()


def test_what_people_know_stays_and_is_worth_less_where_less_is_asked_for() -> None:
    plain, struck = worlds(compose()), turned()
    assert (plain[3].skills.expertise == struck[3].skills.expertise).all()
    knows = struck[4].skills.expertise / FINE
    old, new = ((w.places.demand[struck[4].people.unit] * knows).sum(axis=1).mean() for w in (plain[4], struck[4]))
    assert new < old


def test_a_mandate_follows_the_job_to_the_new_topic() -> None:
    last = worlds(compose("week: 4, shock: new_topic, topic: 5, share: 0.4, jobs: 1.0", policy="mandated"))[-1]
    nearest, here = int(last.domains.nearest[5]), last.people.filled == 1
    assert ((last.people.inside[here] >> nearest) & 1).mean() > 0.9
    others = last.memberships.level[(last.memberships.row >= 0) & (last.memberships.community != nearest)]
    assert not (others == 3).any()
