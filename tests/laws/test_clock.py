"""Clock hours are counted minute for minute as a calendar would: nights, week-ends and other time zones pass."""

import math
from itertools import product

import numpy as np
import pytest

from copsim.config.scenario import build_scenario
from copsim.mechanisms.answers import hours_between
from copsim.mechanisms.channel import WORKING_DAY, clock_hours, delay_of_answer
from copsim.state.allocate import empty_world

APART = [*np.arange(-12.0, 12.5, 1.5)]


def counted(start: float, delay: float, apart: float) -> float:
    """Hours until the answerer has worked ``delay`` hours since the question, walking through their calendar."""
    day = math.floor(start / WORKING_DAY)
    asked = 24.0 * day + start - WORKING_DAY * day
    here, left = asked - apart, delay  # on the answerer's clock
    while True:
        today = math.floor(here / 24.0)
        begin, end = 24.0 * today, 24.0 * today + (WORKING_DAY if today % 7 < 5 else 0.0)
        here = max(here, begin)
        if here < end and left <= end - here:
            return here + left + apart - asked
        left -= max(0.0, end - here)
        here = 24.0 * (today + 1)


@pytest.mark.parametrize("apart", APART)
def test_clock_hours_are_those_of_the_calendar(apart: float) -> None:
    rng = np.random.default_rng(2)
    for start, delay in zip(rng.uniform(0.0, 40.0, 300), rng.exponential(12.0, 300), strict=True):
        assert clock_hours(start, delay, apart) == pytest.approx(counted(start, delay, apart), abs=1e-9), (start, delay)


@pytest.mark.parametrize("site_hours", [0.0, 1.0, 5.5, 8.0, 11.0, 12.0])
def test_a_time_difference_counts_around_the_globe(site_hours: float) -> None:
    people = empty_world(build_scenario({"organization": {"headcount": 9, "sites": 9}}), teams=1).people
    people.site[:] = np.arange(9)
    for i, j in product(range(9), range(9)):
        apart = hours_between(people, i, j, site_hours)
        assert -12.0 <= apart <= 12.0
        assert (apart - site_hours * (j - i)) % 24.0 == pytest.approx(0.0)


def test_no_answer_comes_before_the_time_it_took() -> None:
    for start, delay, apart in product(np.arange(0.0, 40.0, 1.3), (0.0, 0.1, 3.0, 8.0, 30.0), APART):
        assert clock_hours(start, delay, apart) >= delay - 1e-9, (start, delay, apart)


def test_no_answer_takes_more_than_two_nights_a_week_end_and_a_zone_beyond_its_working_days() -> None:
    for start, delay, apart in product(np.arange(0.0, 40.0, 1.3), (0.0, 0.1, 3.0, 8.0, 30.0), APART):
        days = delay // WORKING_DAY + 1
        assert clock_hours(start, delay, apart) <= 24.0 * days + 72.0 + 48.0 * (days // 5), (start, delay, apart)


@pytest.mark.parametrize("apart", APART)
def test_a_longer_delay_never_ends_earlier(apart: float) -> None:
    for start in np.arange(0.0, 40.0, 1.7):
        hours = [clock_hours(start, delay, apart) for delay in np.arange(0.0, 60.0, 0.37)]
        assert np.all(np.diff(hours) > 0.0)


def test_an_hour_within_the_day_is_an_hour() -> None:
    assert clock_hours(0.0, 1.0, 0.0) == pytest.approx(1.0)
    assert clock_hours(10.0, 5.5, 0.0) == pytest.approx(5.5)


def test_a_night_passes_between_two_days() -> None:
    assert clock_hours(7.5, 1.0, 0.0) == pytest.approx(1.0 + 16.0)


def test_a_week_end_passes_after_friday() -> None:
    assert clock_hours(39.5, 1.0, 0.0) == pytest.approx(1.0 + 16.0 + 48.0)


def test_a_whole_week_of_work_takes_a_whole_week() -> None:
    assert clock_hours(3.0, 40.0, 0.0) == pytest.approx(7 * 24.0)


def test_somebody_whose_day_begins_later_answers_later_or_the_same_evening() -> None:
    assert clock_hours(0.0, 1.0, 6.0) == pytest.approx(7.0)
    assert clock_hours(7.9, 1.0, 6.0) == pytest.approx(1.0)


def test_somebody_whose_day_is_over_answers_tomorrow_and_after_friday_on_monday() -> None:
    assert clock_hours(7.0, 1.0, -8.0) == pytest.approx(1.0 + 9.0)
    assert clock_hours(39.0, 1.0, -8.0) == pytest.approx(1.0 + 9.0 + 48.0)


def test_the_delay_is_exponential_with_the_rate_of_willing_looks() -> None:
    u = (np.arange(20_000) + 0.5) / 20_000
    delay = np.array([delay_of_answer(float(v), 4.0, 0.25) for v in u])
    assert delay.mean() == pytest.approx(WORKING_DAY / (4.0 * 0.25), rel=1e-3)
    assert np.median(delay) == pytest.approx(math.log(2.0) * WORKING_DAY / (4.0 * 0.25), rel=1e-3)


def test_more_looks_and_more_willingness_shorten_the_delay_and_the_least_draw_still_gives_a_number() -> None:
    assert delay_of_answer(0.3, 8.0, 0.5) < delay_of_answer(0.3, 4.0, 0.5) < delay_of_answer(0.3, 4.0, 0.4)
    assert math.isfinite(delay_of_answer(0.0, 0.01, 0.0))
    assert delay_of_answer(1.0, 4.0, 0.5) == pytest.approx(0.0, abs=1e-12)
