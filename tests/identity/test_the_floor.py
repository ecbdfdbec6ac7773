"""Who gets the floor: taking somebody out of a meeting changes the speakers by that one, or not at all.

There are no problems in these worlds, so that every speaker tells a story and stands in the ledger.
"""

from functools import cache

import pandas as pd
import pytest

import copsim

WORLD = [
    "policy=mandated",
    "organization.headcount=60",
    "organization.units=3",
    "organization.communities=2",
    "behaviour.work.problems_per_week=0",
    "behaviour.meeting.voice=0",
    "warmup_weeks=13",
]
FULL, ROOMY = 3, 40  # fewer slots than hands, and more


@cache
def week_of(slots: int, removed: tuple[int, ...] = ()) -> pd.DataFrame:
    """Meetings of one community in one week, without the attendances that stand at these places."""
    words = [*WORLD, f"behaviour.meeting.slots={slots}", "weeks=12"]
    scenario = copsim.compose(words)
    acts = None if not removed else copsim.Removal(acts=attendances(slots).iloc[list(removed)])
    ledger = copsim.simulate(scenario, [5], detail="ledger", without=acts).ledger
    meetings = ledger[(ledger["week"] >= 4) & (ledger["community"] == 1) & ledger["kind"].isin(["attend", "tell"])]
    return meetings[meetings["week"] == meetings["week"].min()]


def attendances(slots: int) -> pd.DataFrame:
    """Who came to the meeting."""
    meeting = week_of(slots)
    return meeting[meeting["kind"] == "attend"]


def speakers(slots: int, *removed: int) -> set[int]:
    """Seats of those who had the floor."""
    meeting = week_of(slots, removed)
    return set(meeting.loc[meeting["kind"] == "tell", "seat"])


@pytest.mark.parametrize("slots", [FULL, ROOMY])
def test_taking_out_a_listener_leaves_the_speakers_as_they_are(slots: int) -> None:
    seats = attendances(slots)["seat"].tolist()
    silent = [place for place, seat in enumerate(seats) if seat not in speakers(slots)]
    assert len(silent) >= 5
    assert all(speakers(slots, place) == speakers(slots) for place in silent)


def test_taking_out_one_of_the_first_k_promotes_the_same_next_one_for_each_of_them() -> None:
    seats, first = attendances(FULL)["seat"].tolist(), speakers(FULL)
    assert len(first) == FULL < len(speakers(ROOMY))
    promoted = set()
    for seat in first:
        now = speakers(FULL, seats.index(seat))
        assert first - now == {seat}
        assert len(now - first) == 1
        promoted |= now - first
    assert len(promoted) == 1


def test_taking_out_a_speaker_where_there_is_room_for_all_promotes_nobody() -> None:
    seats, first = attendances(ROOMY)["seat"].tolist(), speakers(ROOMY)
    assert len(first) < ROOMY
    assert all(speakers(ROOMY, seats.index(seat)) == first - {seat} for seat in first)


def test_taking_out_all_of_the_first_k_promotes_as_many_of_the_others_who_wanted_to_speak() -> None:
    seats, first = attendances(FULL)["seat"].tolist(), speakers(FULL)
    next_ones = speakers(FULL, *sorted(seats.index(seat) for seat in first))
    assert len(next_ones) == min(FULL, len(speakers(ROOMY)) - FULL)
    assert not next_ones & first
    assert next_ones <= speakers(ROOMY)
