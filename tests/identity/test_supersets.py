"""A higher chance never takes a yes away: in the first week that differs, whoever acted under the lower one acts.

One world goes on under a lower and under a higher chance. Later weeks differ by what followed from the additional
events; problems, which follow from nothing, are kept for ever.
"""

from functools import cache

import pandas as pd
import pytest

import copsim
from copsim.analysis.damage import first_flips

SEED, WEEKS = 4, 10
ACCESS = "policy.obstacles.it_access"
COLUMNS = ["week", "seat", "hire_week", "opportunity", "community", "topic"]
# what is raised: from, to, under which policy, and the events that it lets happen (kind, and channel if not all)
RAISED = {
    "policy.support.introductions": (0.05, 0.3, "self_selected", "introduce", ""),
    "policy.membership.required_attendance": (0.3, 0.7, "mandated", "attend", "duty"),
    ACCESS: (0.3, 0.9, "open", "post", ""),
    "organization.applicants": (0.1, 0.8, "none", "hire", ""),
    "behaviour.turnover.base": (0.5, 1.5, "none", "quit", ""),
    "behaviour.work.problems_per_week": (0.3, 0.9, "none", "arrive", ""),
    "behaviour.work.progress": (0.05, 0.5, "none", "solve", "alone"),
    "behaviour.awareness.word_of_mouth": (0.05, 0.5, "self_selected", "aware", ""),
}


@cache
def ledgers(path: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The world of the lower chance, and how it goes on from week 0 under the higher one."""
    low, high, policy = RAISED[path][:3]
    scenarios = [
        copsim.compose([f"policy={policy}", f"weeks={WEEKS}", "warmup_weeks=26", f"{path}={value}"])
        for value in (low, high)
    ]
    taken = copsim.snapshot(scenarios[0], SEED, 0)
    plain = copsim.simulate(scenarios[0], [SEED], detail="ledger", from_snapshot=taken).ledger
    taken.course.scenario = scenarios[1]
    return plain, copsim.simulate(scenarios[1], [SEED], detail="ledger", from_snapshot=taken).ledger


def events(path: str) -> list[set[tuple[int, ...]]]:
    """Who acted when on what, under the lower and under the higher chance."""
    kind, channel = RAISED[path][3:]
    wanted = [
        table[(table["kind"] == kind) & (table["seat"] >= 0) & (table["channel"].isin([channel]) | (channel == ""))]
        for table in ledgers(path)
    ]
    return [set(table[COLUMNS].itertuples(index=False, name=None)) for table in wanted]


@pytest.mark.parametrize("path", [path for path in RAISED if path != ACCESS])
def test_a_higher_chance_gives_a_superset_of_events_in_the_first_week_that_differs(path: str) -> None:
    first, _ = first_flips(*ledgers(path))
    few, many = ({event for event in found if event[0] == first} for found in events(path))
    assert few < many
    assert len(few) > 0


def test_with_easier_access_whoever_posted_still_posts() -> None:
    """If perhaps about another problem: a guest enters one community a week, with the first problem that is posted."""
    first, _ = first_flips(*ledgers(ACCESS))
    few, many = ({event[:3] for event in found if event[0] == first} for found in events(ACCESS))
    assert few < many
    assert len(few) > 0


def test_more_problems_are_the_same_ones_and_others_in_every_week() -> None:
    few, many = events("behaviour.work.problems_per_week")
    problems = [{(week, seat, id_, topic) for week, seat, _, id_, _, topic in found} for found in (few, many)]
    assert problems[0] < problems[1]
