"""Reading takes the time that there is, and what spares work in reading changes nothing."""

import numpy as np
import pytest

import copsim
from copsim.engine import Course, run, terms
from copsim.mechanisms.answers import willing_at_most, willing_to_answer
from copsim.state.world import NOBODY, READING


def launched(people: int, weeks: int, *words: str) -> Course:
    """A firm some weeks after a launch of communities."""
    firm = [f"organization.headcount={people}", f"organization.units={people // 50}", "warmup_weeks=4"]
    scenario = copsim.compose(["policy=mandated_open", *firm, "weeks=12", *words])
    return copsim.snapshot(scenario, 3, weeks).course


@pytest.mark.parametrize("words", [(), ("policy.rewards.unit_bonus=0.3", "policy.obstacles.rivalry=0.5")])
def test_no_member_is_more_willing_to_answer_than_the_bound_says(words: tuple[str, ...]) -> None:
    course = launched(200, 8, *words)
    w, r = course.world, terms(course, course.scenario.policy)[0]
    looked = 0
    for n in range(0, w.totals.memberships[0], 7):
        if w.memberships.row[n] == NOBODY:
            continue
        q = int(w.memberships.community[n])
        most = willing_at_most(w, r, n, q)
        for place in range(w.communities.breadth[q]):
            for asker in (0, 60, 199):
                looked += 1
                assert willing_to_answer(w, r, n, int(w.domains.subject[q, place]), asker) <= most
    assert looked > 60


def test_nobody_reads_longer_than_free_hours_and_a_surge_also_where_a_channel_outgrows_its_members() -> None:
    course = launched(6000, 3, "behaviour.querying.post=3")
    w, law = course.world, course.scenario.behaviour.querying
    rows = w.memberships.row[: w.totals.memberships[0]]
    memberships = np.bincount(rows[rows != NOBODY], minlength=w.people.size)
    asked = 60.0 * law.message_hours * w.communities.messages.max()
    run(course, 4)
    free = np.maximum(0.0, course.scenario.organization.capacity_hours - w.people.assigned / 60.0)
    most = 60.0 * (free + law.message_hours * law.surge_messages)
    reading = course.world.minutes[:, READING]
    assert (reading <= most * memberships).all()
    one = memberships == 1
    assert asked > most[one].min() and (reading[one] >= most[one] - 1.0).any()  # the bound is needed here
