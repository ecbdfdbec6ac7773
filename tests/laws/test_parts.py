"""Problems of several topics: which, how they go from part to part, and what a hand-off takes."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.mechanisms.parts import further_count, part_number, unused_topic, weeks_in_queue, whole
from copsim.state.world import NOBODY
from copsim.streams import opportunity_id

SMALL = ["organization.headcount=60", "organization.units=3", "weeks=40", "warmup_weeks=8", "policy=self_selected"]
SEVERAL = ["behaviour.work.several_topics=0.5"]


@cache
def runs(*more: str) -> copsim.Runs:
    """One seed with its ledger."""
    return copsim.simulate(copsim.compose([*SMALL, *more]), [3], detail="ledger", workers=1)


def of_kind(kind: str, *more: str) -> pd.DataFrame:
    """Events of one kind."""
    ledger = runs(*SEVERAL, *more).ledger
    return ledger[ledger["kind"] == kind]


def test_the_number_of_a_part_stands_in_the_identity_of_its_problem() -> None:
    for seat, week, number in ((0, 0, 0), (17, 160, 1)):
        id_ = opportunity_id(seat, week, number)
        assert [part_number(id_ + 2 * n) for n in range(4)] == [0, 1, 2, 3]
        assert {whole(id_ + 2 * n) for n in range(4)} == {id_}


def test_one_to_three_further_topics_are_needed() -> None:
    counts = [further_count(u) for u in np.linspace(0.0, 1.0, 1001)]
    assert set(counts) == {1, 2, 3} and counts == sorted(counts)
    assert counts.count(1) > counts.count(2) > counts.count(3)


def test_queues_have_the_mean_that_is_declared() -> None:
    weeks = np.array([weeks_in_queue(u, 2.0) for u in (np.arange(4000) + 0.5) / 4000])
    assert weeks.mean() == pytest.approx(1 / (2 * np.sinh(0.25)), rel=0.02)  # rounded to weeks: 1.98
    assert weeks.min() == 0 and {weeks_in_queue(u, 0.0) for u in (0.0, 0.5, 0.999)} == {0}


def test_a_further_topic_is_one_that_is_not_used_yet_and_asked_for() -> None:
    demand = np.array([0.5, 0.0, 0.3, 0.2])
    assert [unused_topic(demand, 1, u) for u in (0.0, 0.59, 0.61, 0.999)] == [2, 2, 3, 3]
    assert unused_topic(demand, 0b1101, 0.5) == NOBODY


def test_only_the_last_part_solves_a_problem_and_every_part_before_it_has_been_solved() -> None:
    parts, solved, arrived = of_kind("part"), of_kind("solve"), of_kind("arrive")
    assert (arrived["opportunity"] & 6 == 0).all() and (solved["opportunity"] & 6 == 0).all()
    last = parts[parts["value"] == 1.0]
    by_id = solved.set_index("opportunity")["amount"]
    assert (by_id.loc[last["opportunity"] & ~6].to_numpy() == last["amount"].to_numpy()).all()
    here = set(arrived["opportunity"])
    for id_ in last["opportunity"]:
        if id_ & ~6 in here:
            before = parts[(parts["opportunity"] & ~6 == id_ & ~6) & (parts["value"] == 0.0)]
            assert sorted(before["opportunity"]) == [(id_ & ~6) + 2 * n for n in range((id_ & 6) >> 1)]


def test_topics_and_difficulty_of_parts_do_not_depend_on_the_policy() -> None:
    def parts(policy: str) -> pd.DataFrame:
        ledger = copsim.simulate(
            copsim.compose([*SMALL[:-1], *SEVERAL, f"policy={policy}"]), [3], detail="ledger", workers=1
        ).ledger
        return ledger.loc[ledger["kind"].isin(["part", "handoff"]), ["opportunity", "kind", "topic", "amount"]]

    one, other = parts("none"), parts("mandated_open")
    both = one[one["kind"] == "part"].merge(other[other["kind"] == "part"], on="opportunity")
    assert len(both) > 30 and (both["topic_x"] == both["topic_y"]).all()
    queued = one[one["kind"] == "handoff"].merge(other[other["kind"] == "handoff"], on="opportunity")
    assert len(queued) > 10 and (queued["amount_x"] == queued["amount_y"]).all()


def test_a_part_in_a_queue_is_worked_on_by_nobody() -> None:
    ledger = runs(*SEVERAL, "behaviour.work.queue_weeks=3").ledger
    handed = ledger[ledger["kind"] == "handoff"].set_index("opportunity")
    ready = handed["week"] + handed["amount"] + 1
    acts = ledger[ledger["kind"].isin(["ask", "post", "answer", "part"]) & ledger["opportunity"].isin(ready.index)]
    assert len(acts) > 20
    assert (acts["week"].to_numpy() >= ready.loc[acts["opportunity"]].to_numpy()).all()


def test_a_hand_off_takes_hours_when_it_comes_out_of_the_queue() -> None:
    ledger, due = runs(*SEVERAL, "behaviour.work.handoff_hours=2").ledger, np.zeros(41, dtype=int)
    handed = ledger[ledger["kind"] == "handoff"]
    np.add.at(due, np.minimum(40, handed["week"] + handed["amount"].astype(int) + 1), 1)
    minutes = runs(*SEVERAL, "behaviour.work.handoff_hours=2").tallies["minutes_coordinating"].to_numpy()
    late = slice(14, 40)  # what was handed over before week 0 has come to its deadline
    assert (minutes % 120 == 0).all() and (minutes[late] <= 120 * due[late]).all()
    assert minutes[late].sum() / 120 > 0.8 * due[late].sum()  # none where the seat is vacant or time is up
    assert runs(*SEVERAL, "behaviour.work.handoff_hours=0").tallies["minutes_coordinating"].sum() == 0


def test_platforms_hand_over_less_than_functions() -> None:
    functions, platforms = (
        runs(*SEVERAL, f"organization.form={form}", "organization.topics=8").summary
        for form in ("functions", "platforms")
    )
    assert platforms["handoffs"].iloc[0] < 0.7 * functions["handoffs"].iloc[0]


def test_without_queues_a_hand_off_waits_for_nothing() -> None:
    assert (of_kind("handoff", "behaviour.work.queue_weeks=0")["amount"] == 0).all()
    assert of_kind("handoff")["amount"].mean() > 0.5
    slow, quick = (runs(*SEVERAL, f"behaviour.work.queue_weeks={mean}").summary for mean in (4, 0))
    assert slow["cycle_time"].iloc[0] > quick["cycle_time"].iloc[0]


def test_with_one_topic_each_there_are_no_parts() -> None:
    ledger = runs().ledger
    assert not ledger["kind"].isin(["part", "handoff"]).any()
    assert runs().summary["cycle_time"].isna().all() and runs().summary["handoffs"].iloc[0] == 0
