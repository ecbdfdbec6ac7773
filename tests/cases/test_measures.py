"""What cases measure, on events made by hand."""

import math
from typing import Any

import numpy as np
import pytest

from copsim.cases.companies import ams, buckman, guild, hewlett_packard, ibm, retail_consultants
from copsim.cases.companies import hills_measures as hills
from copsim.cases.lived import Lived
from copsim.config.compose import compose
from copsim.metrics.tally import TALLIES
from copsim.state import ledger

COLUMNS = (
    *("kind", "week", "hour", "opportunity", "seat", "hire_week", "other_seat", "unit", "community", "topic"),
    *("channel", "amount", "value"),
)


def lived(rows: list[dict[str, Any]], weeks: int, settings: list[str], totals: dict[str, Any] | None = None) -> Lived:
    """A world with these events and weekly totals, and nothing else."""
    events = {name: np.array([row.get(name, 0) for row in rows]) for name in COLUMNS}
    table = np.zeros((weeks, len(TALLIES)), dtype=np.int64)
    for name, values in (totals or {}).items():
        table[:, TALLIES.index(name)] = values
    return Lived(compose([*settings, f"weeks={weeks}"]), 0, table, events, {})


def idea(kind: int, week: int, number: int = 7, worth: float = 0.1, community: int = 0) -> dict[str, Any]:
    return {"kind": kind, "week": week, "opportunity": number, "value": worth, "community": community}


def test_the_course_of_an_idea_is_read_from_its_events() -> None:
    rows = [
        idea(ledger.PROPOSE, 10), idea(ledger.BACK, 12), idea(ledger.REFUSE, 30),
        idea(ledger.PROPOSE, 60), idea(ledger.BACK, 61), idea(ledger.ADOPT, 80),
        idea(ledger.PROPOSE, 5, number=9), idea(ledger.REFUSE, 20, number=9),
    ]  # fmt: skip
    found = {course.proposed: course for course in hills.ideas_of(lived(rows, 100, ["scenario=small"]))}
    assert (found[10].refused, found[10].again, found[10].backed, found[10].adopted) == (30, 60, True, 80)
    assert (found[5].again, found[5].backed, found[5].adopted) == (-1, False, -1)


def test_backing_counts_after_the_refusal_only() -> None:
    rows = [idea(ledger.PROPOSE, 1), idea(ledger.BACK, 2), idea(ledger.REFUSE, 5), idea(ledger.PROPOSE, 9)]
    (course,) = hills.ideas_of(lived(rows, 20, ["scenario=small"]))
    assert not course.backed


def test_weeks_to_use_are_from_the_first_proposal_of_a_member_to_use() -> None:
    rows = [
        idea(ledger.PROPOSE, 10), idea(ledger.ADOPT, 40),
        idea(ledger.PROPOSE, 0, 8, community=-1), idea(ledger.ADOPT, 99, 8, community=-1),
    ]  # fmt: skip
    world = lived(rows, 100, ["scenario=small"])
    assert hills.weeks_to_use({"case": world}, "case") == 30 + world.scenario.behaviour.ideas.adoption_weeks


def test_a_problem_waits_from_its_arrival_to_its_end() -> None:
    arrive = {"kind": ledger.ARRIVE, "week": 2, "opportunity": 5, "unit": 1, "topic": 3}
    solve = {"kind": ledger.SOLVE, "week": 6, "opportunity": 5, "unit": 1, "topic": 3, "channel": ledger.MEETING}
    other = {"kind": ledger.ARRIVE, "week": 8, "opportunity": 6, "unit": 1, "topic": 3}
    waiting = hills.waiting(lived([arrive, solve, other], 10, ["scenario=small"]))
    assert waiting[:, 1, 3].tolist() == [0, 0, 1, 1, 1, 1, 0, 0, 1, 1]
    assert waiting.sum() == 6


def test_calls_that_are_always_as_full_do_not_vary_and_no_call_is_nothing_to_judge() -> None:
    settings = ["scenario=hewlett_packard", "timeline=[]"]
    steady = np.zeros(66, dtype=np.int64)
    steady[::4] = 90 * 10
    world = lived([], 66, settings, {"minutes_meeting": steady})
    assert hewlett_packard.unsteadiness({"case": world}, "case") == 0.0
    assert math.isnan(hewlett_packard.unsteadiness({"case": lived([], 66, settings)}, "case"))


def test_only_the_first_answer_to_a_question_counts() -> None:
    def answer(seat: int, hour: float) -> dict[str, Any]:
        return {"kind": ledger.ANSWER, "week": 1, "opportunity": 4, "seat": seat, "other_seat": 0, "hour": hour,
                "channel": ledger.COMMUNITY}  # fmt: skip

    world = lived([answer(1, 9.0), answer(2, 3.0), answer(3, 30.0)], 4, ["scenario=small"])
    world = Lived(world.scenario, 0, world.totals, world.events, {0: np.array([0, 0, 1, 1])})
    assert buckman.from_afar({"case": world}, "case") == 1.0  # seat 2 was first, and sits elsewhere


def test_experts_are_the_same_persons_in_every_world() -> None:
    def quit_of(seat: int, hired: int) -> dict[str, Any]:
        return {"kind": ledger.QUIT, "week": 51, "seat": seat, "hire_week": hired}

    case, twin = (lived(rows, ams.WEEKS, ["scenario=ams", "timeline=[]"]) for rows in
                  ([quit_of(1, 40)], [quit_of(1, -100), quit_of(2, -100)]))  # fmt: skip
    warmup = case.scenario.warmup_weeks
    seen = {0: np.array([[1, warmup - 100], [2, warmup - 100]])}
    case = Lived(case.scenario, 0, case.totals, case.events, seen)
    # in the case a later holder of seat 1 quits, which does not count; in the twin both experts quit after a year
    assert ams.quits_of_experts({"case": case, "twin": twin}, "case") == pytest.approx(-1.0)


def test_ranks_of_a_trade_are_by_expertise_and_others_have_none() -> None:
    expertise = np.zeros((11, 2))
    expertise[:10, 0] = np.arange(10) / 10
    home = np.array([0] * 10 + [1])
    ranks = guild.ranks(guild.Trade(expertise, home, np.zeros(11, dtype=np.int64)), 0)
    assert ranks.tolist() == [0, 0, 1, 1, 2, 2, 2, 2, 3, 3, -1]


def test_more_gained_in_event_weeks_for_the_same_hours_is_a_ratio_above_one() -> None:
    weeks = 60
    scenario = ["scenario=ibm"]
    minutes = np.full(weeks, 600)
    gains = [
        {"kind": ledger.GAIN, "week": week, "amount": 2000 if week in (51,) else 1000, "channel": ledger.MEETING,
         "other_seat": 1}
        for week in range(weeks)
    ]  # fmt: skip
    world = lived(gains, weeks, scenario, {"minutes_meeting": minutes})
    (event,) = ibm.event_weeks({"case": world})
    assert event == 51
    assert ibm.expertise({"case": world}, "case") == pytest.approx(2.0)


def test_growth_is_counted_from_the_first_week_with_five_to_seven_members() -> None:
    members = np.zeros(260, dtype=np.int64)
    members[10:20], members[20:200], members[200:] = 6, 25, 40
    world = lived([], 260, ["scenario=retail_consultants"], {"members": members})
    assert retail_consultants.growth({"case": world}, "case") == 25  # 40 come later than two years after
    none = lived([], 260, ["scenario=retail_consultants"])
    assert math.isnan(retail_consultants.growth({"case": none}, "case"))
