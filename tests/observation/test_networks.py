"""A network is what is true in the world at that week, told the same in plain runs, twins and Mesa models."""

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.model import CommunityModel
from copsim.observation.columns import WORDS
from copsim.observation.network import Network
from copsim.observation.roles import roles

SEED, WEEKS, WINDOW = 3, 20, 8
ENDS = ["source", "target", "strength"]
TABLES = ("people", "ties", "learning", "memberships", "communities")


def same(one: Network, other: Network) -> None:
    """All tables are equal to the bit."""
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True)


def test_people_are_those_whom_the_model_shows(network: Network, model: CommunityModel) -> None:
    people = network.people.set_index("seat")
    assert set(people.index) == {employee.seat for employee in model.employees}
    for employee in model.employees:
        row = people.loc[employee.seat]
        assert row["person"] == f"{employee.seat}@{employee.hire_week}"
        for name in ("unit", "team", "site", "job_topic", "tenure", "expert", "assigned_hours", "overload"):
            assert row[name] == getattr(employee, name), name
        assert row["expertise_job"] == employee.expertise[employee.job_topic]
        assert row["passion_job"] == employee.passion[employee.job_topic]
        assert row["expertise_total"] == pytest.approx(np.asarray(employee.expertise).sum(), abs=1e-12)
        assert row["expertise_mean"] == pytest.approx(np.asarray(employee.expertise).mean(), abs=1e-12)
        assert row["tie_strength"] == employee.embedded
        assert row["ties"] == len(employee.ties)


def test_ties_are_those_that_people_keep(network: Network, model: CommunityModel) -> None:
    kept = {
        (f"{one.seat}@{one.hire_week}", f"{tie.other.seat}@{tie.other.hire_week}"): tie.strength
        for one in model.employees
        for tie in one.ties
    }
    found = dict(
        zip(zip(network.ties["source"], network.ties["target"], strict=True), network.ties["strength"], strict=True)
    )
    assert found == kept
    assert len(found) == len(network.ties) > 100


def test_memberships_and_levels_are_those_of_the_model(network: Network, model: CommunityModel) -> None:
    shown = {
        (f"{one.seat}@{one.hire_week}", membership.community.number): membership.level
        for one in model.employees
        for membership in one.memberships
    }
    table = network.memberships
    assert dict(zip(zip(table["person"], table["community"], strict=True), table["level"], strict=True)) == shown
    assert set(table["level"]) >= {"obliged", "participant"}
    for community in model.communities:
        row = network.communities.set_index("community").loc[community.number]
        assert row["members"] == community.size == row[["core", "active", "peripheral"]].sum()
        assert row["topics"] == " ".join(map(str, community.topics))


def test_a_mesa_model_and_a_run_show_the_same_network(network: Network, model: CommunityModel) -> None:
    same(network, model.network(model.seen))
    assert model.network().learning.empty
    assert set(model.network().people["role"]) <= {"member", "none"}


@pytest.mark.parametrize("week", [0, 1, WEEKS])
def test_every_reported_week_can_be_shown_from_the_start_to_the_horizon(week: int, scenario: Scenario) -> None:
    model = CommunityModel(scenario, SEED)
    model.advance(week)
    shown = copsim.network(scenario, SEED, week, window=0)
    same(shown, model.network())
    assert shown.communities["alive"].all(), "the policy of week 0 is in force from the start"


def test_weeks_that_are_looked_at_together_are_those_looked_at_alone(scenario: Scenario, network: Network) -> None:
    together = copsim.networks({"duty": scenario}, SEED, [WEEKS, 12, 3], WINDOW)
    assert [one.week for one in together] == [3, 12, WEEKS]
    same(together["duty", WEEKS], network)
    same(together["duty", 12], copsim.network(scenario, SEED, 12, WINDOW))
    assert together["duty", 3].window == 3
    assert (together.ties.groupby("week").size() == [len(one.ties) for one in together]).all()


def test_a_twin_is_the_world_without_what_is_removed(scenario: Scenario, network: Network) -> None:
    twin = copsim.network(scenario, SEED, WEEKS, WINDOW, without=copsim.Removal(programme=True))
    assert twin.memberships.empty
    plain = scenario.model_copy(update={"policy": copsim.compose(["policy=none"]).policy})
    same(twin, copsim.network(plain, SEED, WEEKS, WINDOW))
    ended = copsim.network(scenario, SEED, WEEKS, WINDOW, without=copsim.Removal(community=1, week=5))
    assert 1 not in set(ended.memberships["community"]) and not ended.communities["alive"][1]
    assert 1 in set(network.memberships["community"])


def test_learning_is_that_of_the_ledger_in_the_window(scenario: Scenario, network: Network) -> None:
    ledger = copsim.simulate(scenario, [SEED], detail="ledger").ledger
    gains = ledger[(ledger["kind"] == "gain") & (ledger["other_seat"] >= 0) & (ledger["week"] >= WEEKS - WINDOW)]
    gains = gains.assign(
        source=gains["other_seat"].astype(str) + "@" + gains["other_hire_week"].astype(str),
        target=gains["seat"].astype(str) + "@" + gains["hire_week"].astype(str),
    )
    here = set(network.people["person"])
    sums = gains.groupby("target")["amount"].sum()
    people = network.people.set_index("person")
    np.testing.assert_allclose(people["learned"], sums.reindex(people.index).fillna(0.0), atol=1e-12)
    ours = gains[gains["source"].isin(here) & gains["target"].isin(here)]
    pairs = ours.groupby(["source", "target"])["amount"].sum()
    found = network.learning.set_index(["source", "target"])
    assert set(found.index) == set(pairs.index)
    np.testing.assert_allclose(found["learned"], pairs.reindex(found.index), atol=1e-12)
    np.testing.assert_allclose(found[["by_tie", "by_meeting", "by_query"]].sum(axis=1), found["learned"], atol=1e-12)
    assert len(gains) > len(ours), "somebody who taught or learned has left"


def test_weak_ties_can_be_left_out(scenario: Scenario, network: Network) -> None:
    strong = copsim.network(scenario, SEED, WEEKS, WINDOW, least_strength=0.3)
    kept = network.ties[network.ties["strength"] >= 0.3].reset_index(drop=True)
    pd.testing.assert_frame_equal(strong.ties, kept)
    assert 0 < len(kept) < len(network.ties)
    pd.testing.assert_frame_equal(strong.people, network.people)


def test_the_core_is_the_fewest_who_made_half_of_the_contributions() -> None:
    contributions, attended = np.array([9, 5, 5, 1, 0, 0]), np.array([4, 0, 0, 0, 2, 1])
    assert roles(contributions, attended, 4).tolist() == ["core", "core", "core", "active", "active", "peripheral"]
    assert roles(np.array([9, 5, 0]), np.zeros(3), 0).tolist() == ["core", "active", "peripheral"]
    assert roles(np.zeros(2, dtype=int), np.zeros(2), 0).tolist() == ["peripheral", "peripheral"]


def test_the_network_in_numbers(network: Network) -> None:
    numbers, ties = network.overview, set(zip(network.ties["source"], network.ties["target"], strict=True))
    belongs = network.memberships.groupby("person")["community"].agg(set).to_dict()
    assert numbers["people"] == len(network.people)
    assert numbers["ties"] == len(ties)
    assert numbers["reciprocity"] == np.mean([(b, a) in ties for a, b in ties])
    assert numbers["member_share"] == (network.people["memberships"] > 0).mean()
    fellow = [bool(belongs.get(a, set()) & belongs.get(b, set())) for a, b in ties]
    assert numbers["ties_between_fellows"] == np.mean(fellow)
    assert numbers["learned"] == pytest.approx(network.learning["learned"].sum())


def test_every_column_is_explained_once_and_no_other(network: Network) -> None:
    for name in TABLES:
        assert [words[0] for words in WORDS[name]] == list(getattr(network, name).columns), name
    assert [words[0] for words in WORDS["overview"]] == list(network.overview)


@pytest.mark.parametrize(
    ("weeks", "more", "reason"),
    [
        (21, {}, "week 21 is refused: the scenario has weeks 0 to 20"),
        (-1, {}, "week -1 is refused"),
        ([], {}, "no week is named"),
        ([3, 3], {}, "a week is named twice among 3, 3"),
        ([2.5], {}, "week 2.5 is refused: a week is a whole number"),
        (3, {"window": -1}, "a window is a whole number of weeks >= 0, got -1"),
        (3, {"least_strength": 1.5}, "must lie between 0 and 1, got 1.5"),
    ],
)
def test_what_cannot_be_shown_is_refused(weeks: object, more: dict, reason: str, scenario: Scenario) -> None:
    with pytest.raises(InputError) as refused:
        copsim.networks(scenario, SEED, weeks, **more)
    assert reason in str(refused.value)


def test_a_seed_that_is_none_and_a_network_that_is_not_there_are_refused(scenario: Scenario) -> None:
    with pytest.raises(InputError, match="seed must be a whole number"):
        copsim.network(scenario, -1, 0)
    with pytest.raises(InputError, match=r"there is no network \('run', 5\); there are \('run', 0\)"):
        copsim.networks(scenario, SEED, 0)["run", 5]
    with pytest.raises(InputError, match="there is no scenario"):
        copsim.networks({}, SEED, 0)
