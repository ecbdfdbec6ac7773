"""Worlds stay comparable through shocks: same ids, same people before, storage, snapshots, twins, steps."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.config.shocks import seats_of
from copsim.engine import run
from copsim.simulation import snapshot
from copsim.state.world import World

SMALL = [
    "organization.headcount=48",
    "organization.units=3",
    "organization.team_size=6",
    "organization.sites=2",
    "weeks=24",
    "warmup_weeks=8",
]
WEEK = 6  # in which every shock begins
SHOCKS = {
    "growth": "{week: 6, shock: growth, people: 12, over_weeks: 5}",
    "layoffs": "{week: 6, shock: layoffs, share: 0.25}",
    "newest": "{week: 6, shock: layoffs, people: 9, newest_first: 20}",
    "merger": "{week: 6, shock: merger, people: 20, units: 2}",
    "platforms": "{week: 6, shock: reorganization, to: platforms}",
    "reshuffle": "{week: 6, shock: reorganization, to: reshuffle, share: 0.5}",
    "new_topic": "{week: 6, shock: new_topic, topic: 3, share: 0.4, jobs: 0.4}",
}
SHOCKS["all"] = ", ".join(
    [
        *(SHOCKS[name] for name in ("growth", "merger", "new_topic", "platforms")),
        "{week: 11, shock: layoffs, share: 0.2, newest_first: 4}",
        "{week: 15, shock: reorganization, to: functions}",
    ]
)


@cache
def scenario(shock: str, policy: str = "self_selected_cultivated") -> copsim.Scenario:
    """A small firm to which something happens, or nothing."""
    dated = [f"timeline=[{SHOCKS[shock]}]"] if shock else []
    return copsim.compose([f"policy={policy}", *SMALL, *dated])


@cache
def ledger(shock: str, policy: str = "self_selected_cultivated") -> pd.DataFrame:
    """Every event of one seed."""
    return copsim.simulate(scenario(shock, policy), [3], detail="ledger", workers=1).ledger


@pytest.fixture(params=SHOCKS)
def shock(request: pytest.FixtureRequest) -> str:
    """Each shock, and several together."""
    return str(request.param)


def same(one: copsim.Runs, other: copsim.Runs) -> None:
    """The same numbers and the same events, to the bit."""
    pd.testing.assert_frame_equal(one.tallies, other.tallies, check_exact=True)
    pd.testing.assert_frame_equal(one.ledger, other.ledger, check_exact=True)


def test_before_a_shock_the_world_is_that_without_it_and_afterwards_it_is_not(shock: str) -> None:
    plain, struck = ledger(""), ledger(shock)
    pd.testing.assert_frame_equal(plain[plain["week"] < WEEK], struck[struck["week"] < WEEK], check_exact=True)
    assert not plain.equals(struck)


def test_the_same_problems_arrive_under_every_policy(shock: str) -> None:
    keys = ["week", "opportunity", "topic", "value", "unit"]
    worlds = [ledger(shock, policy) for policy in ("self_selected_cultivated", "none")]
    plain, other = (w.loc[w["kind"] == "arrive", keys].reset_index(drop=True) for w in worlds)
    if shock in ("newest", "all"):  # whoever is newest differs between policies, and so does which seats close
        agree = len(plain.merge(other, on=keys)) / max(len(plain), len(other))
        assert agree > 0.9
    else:
        pd.testing.assert_frame_equal(plain, other, check_exact=True)


def test_the_problems_of_a_seat_do_not_depend_on_shocks_that_leave_it_its_unit_and_job() -> None:
    keys = ["week", "opportunity", "topic", "value"]
    for shock in ("growth", "layoffs", "merger", "reshuffle"):
        plain, struck = (w.loc[w["kind"] == "arrive", keys] for w in (ledger(""), ledger(shock)))
        here = struck[struck["opportunity"] < 48 << 20]
        assert len(here.merge(plain, on=keys)) == len(here)
        assert (len(here) < len(plain)) == (shock == "layoffs")


def test_the_order_in_which_seats_are_stored_does_not_matter(shock: str) -> None:
    here = scenario(shock)
    shuffled = np.random.default_rng(1).permutation(seats_of(here))
    one = copsim.simulate(here, [3], detail="ledger", workers=1)
    same(one, copsim.simulate(here, [3], detail="ledger", workers=1, rows=shuffled))


@pytest.mark.parametrize("week", [3, WEEK, WEEK + 2])
def test_going_on_from_a_snapshot_is_the_same_run(shock: str, week: int) -> None:
    here = scenario(shock)
    whole = copsim.simulate(here, [3], workers=1).tallies
    later = copsim.simulate(here, [3], workers=1, from_snapshot=copsim.snapshot(here, 3, week)).tallies
    pd.testing.assert_frame_equal(whole[whole["week"] >= week].reset_index(drop=True), later, check_exact=True)


def test_arms_whose_seats_agree_share_a_warm_up_and_others_are_what_they_are_alone(shock: str) -> None:
    arms = {"plain": scenario(""), "struck": scenario(shock), "none": scenario(shock, "none")}
    together = copsim.simulate(arms, [3], workers=1).tallies
    for arm, here in arms.items():
        alone = copsim.simulate({arm: here}, [3], workers=1).tallies
        pd.testing.assert_frame_equal(together[together["arm"] == arm].reset_index(drop=True), alone, check_exact=True)


def test_steps_of_the_mesa_model_are_the_same_weeks_and_agents_are_those_in_open_seats(shock: str) -> None:
    here = scenario(shock)
    model = copsim.CommunityModel(here, seed=3)
    assert len(model.employees) == 48
    model.advance(9)
    people = model.world.people
    assert sorted(agent.seat for agent in model.employees) == sorted(people.seat[people.filled == 1].tolist())
    for _ in range(here.weeks - 9):
        model.step()
    batch = copsim.simulate(here, [3], workers=1).tallies
    pd.testing.assert_frame_equal(model.runs.tallies, batch, check_exact=True)


def test_without_the_programme_the_shock_strikes_all_the_same(shock: str) -> None:
    twin = copsim.simulate(scenario(shock), [3], workers=1, without=copsim.Removal(programme=True)).tallies
    none = copsim.simulate(scenario(shock, "none"), [3], workers=1).tallies
    pd.testing.assert_frame_equal(twin, none, check_exact=True)
    late = copsim.simulate(scenario(shock), [3], workers=1, without=copsim.Removal(programme=True, week=WEEK)).tallies
    assert late["memberships"].iloc[-1] == 0
    assert late["people"].iloc[WEEK + 1] == none["people"].iloc[WEEK + 1]


def test_one_act_removed_before_a_shock_leaves_most_events_as_they_are(shock: str) -> None:
    plain = ledger(shock)
    act = plain[(plain["kind"] == "help") & (plain["week"] < WEEK) & (plain["seat"] >= 0)].iloc[2]
    twin = copsim.simulate(scenario(shock), [3], detail="ledger", workers=1, without=copsim.Removal(act=act)).ledger
    keys = ["week", "kind", "opportunity", "seat", "hire_week", "other_seat", "community", "amount"]
    before = plain["week"] < act["week"]
    pd.testing.assert_frame_equal(plain[before], twin[twin["week"] < act["week"]], check_exact=True)
    common = plain[keys].merge(twin[keys].drop_duplicates(), on=keys)
    assert len(common) / len(plain) > 0.9


def watched(shock: str, see: Callable[[World], object]) -> list[object]:
    """What is seen at the end of each week."""
    course, seen = snapshot(scenario(shock), 3, 0).course, []
    run(course, course.scenario.weeks, lambda world, week: seen.append(see(world)))
    return seen


def test_nothing_happens_in_a_closed_seat(shock: str) -> None:
    def see(world: World) -> tuple[int, int, int, int]:
        closed = world.people.open == 0
        ties = world.ties.seat
        to_closed = closed[world.places.row_of_seat[np.maximum(ties, 0)]] & (ties >= 0)
        problems = world.problems.row[: world.totals.problems[0]]
        return (
            int((world.people.filled[closed] == 1).sum()),
            int((ties[closed] >= 0).sum() + to_closed.sum()),
            int(closed[problems].sum()),
            int(world.people.inside[closed].sum()),
        )

    for week, (filled, tied, problems, inside) in enumerate(watched(shock, see)):
        assert (filled, tied, problems, inside) == (0, 0, 0, 0), f"week {week}"


def test_a_seat_keeps_its_number_and_its_person_through_a_reorganization() -> None:
    keys = watched("", lambda w: w.people.key.copy()), watched("platforms", lambda w: w.people.key.copy())
    assert (keys[0][WEEK] == keys[1][WEEK]).mean() > 0.95
    ties = watched("", lambda w: w.ties.seat.copy()), watched("platforms", lambda w: w.ties.seat.copy())
    assert (ties[0][WEEK - 1] == ties[1][WEEK - 1]).all()
