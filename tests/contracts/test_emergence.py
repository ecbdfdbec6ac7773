"""The emergence rules: what may act on what, and through which door."""

import inspect
from typing import Any

import numpy as np
import pandas as pd
import pytest

from copsim.config.scenario import Scenario
from copsim.engine import run
from copsim.mechanisms import turnover
from copsim.metrics.tally import TALLIES
from copsim.simulation import simulate, snapshot
from copsim.state import ledger
from copsim.state.world import World

COUNTS = [name for name in TALLIES if not name.endswith("_cents")]
DONE = [name for name in TALLIES if name != "hire_fit"]  # which only looks at the passion of those hired
CARE = "behaviour.people.passion_background=0.5", "behaviour.people.passion_second=0.3"
NO_UTILITY = (
    "behaviour.joining.fit_weight=0",
    "behaviour.meeting.attend_fit=0",
    "behaviour.meeting.voice_passion=0",
    "behaviour.querying.answer_passion=0",
    "behaviour.asking.accept_passion=0",
    "behaviour.turnover.misfit=0",
    "behaviour.leading.wish_fit=0",
    "behaviour.ideas.propose_passion=0",
    "behaviour.practice.bring_passion=0",
)
SAME_ATTENTION = ("behaviour.meeting.listening=1", "behaviour.querying.effort_floor=1")
# one topic a community leaves no choice of story; posting and reading weigh passion without a declared weight
NO_CHOICE_OF_TOPIC = ("organization.communities=8", "policy.obstacles.it_access=0", "policy.support.introductions=0")
NO_READING = ("behaviour.querying.reading_value=0", "policy.support.facilitator_hours=0")


def same(one: Scenario, other: Scenario, small: Any, columns: list[str] | None = None) -> bool:
    """Whether two scenarios give the same weekly totals."""
    first, second = (simulate(scenario, [small.seed]).tallies for scenario in (one, other))
    return bool(first.equals(second) if columns is None else first[columns].equals(second[columns]))


def test_without_communities_passion_enters_wishes_and_the_misfit_and_nothing_else(small: Any) -> None:
    wishes = "asking.accept_passion", "practice.bring_passion", "ideas.propose_passion"
    quiet = (*(f"behaviour.{wish}=0" for wish in wishes), "behaviour.turnover.misfit=0")
    none = "policy=none"
    assert same(small.scenario(none, *quiet), small.scenario(none, *quiet, *CARE), small, DONE)
    assert not same(small.scenario("policy=none"), small.scenario("policy=none", *CARE), small)


@pytest.mark.parametrize("policy", ["mandated", "mandated_cultivated"])
def test_passion_enters_utilities_and_attention_and_nothing_else(small: Any, policy: str) -> None:
    setting = (f"policy={policy}", *NO_UTILITY, *NO_CHOICE_OF_TOPIC, *NO_READING)
    equal = (*setting, *SAME_ATTENTION)
    assert same(small.scenario(*equal), small.scenario(*equal, *CARE), small, DONE)
    assert not same(small.scenario(*setting), small.scenario(*setting, *CARE), small)


def test_money_buys_nothing_but_what_it_pays_for(small: Any) -> None:
    dear = (
        "organization.wage=90",
        "organization.hour_worth=2.4",
        "organization.replacement_share=0.5",
        "policy.rewards.recognition_cost=40",
        "behaviour.work.value=9000",
        "behaviour.work.delay_loss=0.01",
    )
    cheap, costly = small.scenario(), small.scenario(*dear)
    assert same(cheap, costly, small, COUNTS)
    assert not same(cheap, costly, small)


def test_a_label_is_no_lever(small: Any) -> None:
    assert same(small.scenario(), small.scenario("policy.label=placebo"), small)


def offers(world: World) -> list[tuple[int, int, float]]:
    """Outside offers of the week: seat, outcome, chance of acceptance."""
    e = world.events
    rows = np.flatnonzero(e.kind[: world.totals.events[0]] == ledger.OFFER)
    return [(int(world.people.seat[e.row[n]]), int(e.amount[n]), float(e.value[n])) for n in rows]


def test_belonging_does_not_enter_the_hazard(small: Any) -> None:
    sources = set(inspect.signature(getattr(turnover.hazard, "py_func", turnover.hazard)).parameters)
    assert not sources & {"identification", "benefit", "membership", "memberships", "habit", "reputation"}
    seen = []
    for belongs in (0.0, 1.0):
        course = snapshot(small.scenario(), small.seed, 20).course
        members = course.world.memberships
        assert (members.level > 0).any()
        members.identification[members.level > 0] = belongs
        members.benefit[members.level > 0] = belongs
        members.habit[members.level > 0] = belongs
        found: list[list[tuple[int, int, float]]] = []
        run(course, 21, lambda world, week, found=found: found.append(offers(world)))
        seen.append(found)
    assert seen[0] == seen[1] and len(seen[0][0]) > 0


ARMS = ("none", "slack", "mandated", "self_selected", "self_selected_cultivated", "expert_recognised", "open")


def test_every_arm_gets_the_same_offers_at_the_same_seats(small: Any) -> None:
    stay = "behaviour.turnover.base=0"
    runs = simulate({arm: small.scenario(f"policy={arm}", stay) for arm in ARMS}, [small.seed], detail="ledger")
    found = runs.ledger[runs.ledger["kind"] == "offer"]
    by_arm = {arm: set(zip(part["week"], part["seat"], strict=True)) for arm, part in found.groupby("arm")}
    assert len(by_arm) == len(ARMS) and len(by_arm["none"]) > 0
    assert all(those == by_arm["none"] for those in by_arm.values())


def test_nobody_quits_without_an_offer_and_every_offer_taken_is_a_quit(small: Any) -> None:
    runs = simulate(small.scenario("behaviour.turnover.base=0.6", "organization.headcount=200"), [1], detail="ledger")
    moves = runs.ledger[runs.ledger["kind"].isin(["offer", "quit"])]
    key = ["week", "seat", "hire_week"]
    taken = moves[(moves["kind"] == "offer") & (moves["amount"] == 1)][key]
    quits = moves[moves["kind"] == "quit"][key]
    assert len(quits) > 0
    pd.testing.assert_frame_equal(
        taken.sort_values(key).reset_index(drop=True), quits.sort_values(key).reset_index(drop=True)
    )
    likely = moves.loc[moves["kind"] == "offer", "value"]
    assert likely.between(0.0, 1.0).all()


def test_the_ceiling_of_the_hazard_hardly_ever_binds_in_the_default_firm(small: Any) -> None:
    everyday = simulate(small.scenario("organization=default", "policy=none"), [1], detail="ledger").ledger
    likely = everyday.loc[everyday["kind"] == "offer", "value"]
    assert (likely >= 1.0).mean() < 0.01


def test_without_a_rule_levers_of_communities_are_refused_and_a_mandate_obliges_only_by_its_hours(small: Any) -> None:
    idle = small.scenario("policy=mandated", "policy.membership.required_attendance=0")
    assert small.tally(idle, "minutes_duty") == 0
    assert small.tally(idle, "minutes_meeting") > 0


def test_recognition_by_nobody_costs_nothing_and_changes_nothing(small: Any) -> None:
    setting = ("policy=self_selected", "policy.rewards.recognition=0")
    free = small.scenario(*setting, "policy.rewards.recognition_cost=900")
    assert same(small.scenario("policy=self_selected"), free, small)
