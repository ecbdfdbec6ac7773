"""Laws of writing, reading and rivals at their ends."""

from collections.abc import Callable
from typing import Any

import pytest

from copsim.config.behaviour.learning import Forgetting, Learning
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.practice import Codifying, Consulting
from copsim.config.behaviour.rivals import Classroom, Directory
from copsim.config.behaviour.work import Work
from copsim.kernel import logistic
from copsim.mechanisms import codification, consultation, practice
from copsim.mechanisms.rivals import classroom, listing, repository
from copsim.streams import chance_of

Law = Callable[..., Any]


def test_the_tacit_share_is_a_lasting_fact_of_the_topic_and_stays_a_share(law: Law) -> None:
    wide = law(Codifying, tacit_spread=0.5)
    shares = [practice.tacit_share(chance_of(4), k, wide) for k in range(200)]
    assert shares == [practice.tacit_share(chance_of(4), k, wide) for k in range(200)]
    assert 0.0 <= min(shares) < 0.05 and 0.95 < max(shares) <= 1.0
    assert abs(sum(shares) / 200 - 0.5) < 4 * 0.289 / 200**0.5
    assert {practice.tacit_share(chance_of(4), k, law(Codifying, tacit=1.0, tacit_spread=0.0)) for k in range(9)} == {1}


def test_an_author_adds_nothing_without_effort_hours_or_a_gap_and_never_more_than_the_gap(law: Law) -> None:
    here = law(Codifying)
    assert practice.addition(0.0, 6.0, 0.5, here) == practice.addition(1.0, 0.0, 0.5, here) == 0.0
    assert practice.addition(1.0, 6.0, 0.0, here) == practice.addition(1.0, 6.0, -0.4, here) == 0.0
    assert practice.addition(1.0, 6.0, 0.5, here) == pytest.approx(0.05 * 6.0 * 0.5)
    assert practice.addition(1.0, 1e6, 0.5, here) == 0.5
    assert practice.addition(0.5, 6.0, 0.5, here) == 0.5 * practice.addition(1.0, 6.0, 0.5, here)


def test_practice_ages_with_the_drift_of_topics_times_a_factor(law: Law) -> None:
    assert practice.share_still_true(law(Codifying), law(Forgetting)) == pytest.approx(1.0 - 3 * Forgetting().drift)
    assert practice.share_still_true(law(Codifying), law(Forgetting, drift=0.0)) == 1.0
    assert practice.share_still_true(law(Codifying, drift_times=50.0), law(Forgetting, drift=1.0)) == 0.0


def test_who_cares_more_has_more_time_or_owes_it_writes_sooner(law: Law) -> None:
    here, time = law(Codifying), law(TimePrice)
    little, much = (codification.wish_to_write(passion, 0.0, 0.0, here) for passion in (0.0, 1.0))
    assert little == here.undertake and much == here.undertake + here.passion
    assert codification.wish_to_write(0.0, 1.0, 1.0, here) == here.undertake + here.identification + 1.0
    assert codification.chance_to_write(little, 0.0, 2.0, 0.0, time) == logistic(little)
    assert codification.chance_to_write(little, here.duty, 0.0, 8.0, time) == logistic(little + here.duty)
    assert codification.chance_to_write(much, 0.0, 2.0, 8.0, time) < codification.chance_to_write(
        much, 0.0, 2.0, 0.0, time
    )


def test_projects_are_owed_at_whole_weeks_and_spread_over_whole_minutes() -> None:
    assert [codification.weeks_between(n) for n in (1.0, 2.0, 12.0, 0.5, 200.0)] == [52, 26, 4, 104, 1]
    assert codification.weekly_part(360, 3) == 120 and codification.weekly_part(361, 3) == 121
    assert codification.weekly_part(0, 3) == 0


def test_reading_teaches_what_can_be_put_into_words_and_nothing_to_those_who_know_more(law: Law) -> None:
    linear = law(Learning, law="linear")
    assert consultation.gain_from_practice(0.1, 0.3, 0.0, 0.5, linear) == pytest.approx(0.03 * 0.5)
    assert consultation.gain_from_practice(0.1, 0.3, 1.0, 0.5, linear) == 0.0
    assert consultation.gain_from_practice(0.1, 0.0, 0.0, 0.5, linear) == 0.0
    assert consultation.gain_from_practice(0.1, 0.3, 0.0, -0.2, linear) == 0.0
    assert consultation.gain_from_practice(9.0, 9.0, 0.0, 0.5, linear) == 0.5


def test_practice_solves_what_is_easier_than_its_level_and_not_tacit(law: Law) -> None:
    assert consultation.chance_practice_solves(0.5, 0.5, 0.0, law(Work)) == 0.5
    assert consultation.chance_practice_solves(0.5, 0.5, 1.0, law(Work)) == 0.0
    assert consultation.chance_practice_solves(1.0, 0.0, 0.4, law(Work, skill_slope=50.0)) == pytest.approx(0.6)


def test_without_access_nothing_is_looked_up(law: Law) -> None:
    here, time = law(Consulting), law(TimePrice)
    assert consultation.chance_to_consult(0.0, 0.0, here, time) == 0.0
    assert consultation.chance_to_consult(0.0, 1.0, here, time) == logistic(here.look_up)
    assert consultation.chance_to_consult(8.0, 1.0, here, time) < logistic(here.look_up)


def test_money_buys_hours_at_the_wage_entries_at_their_price_and_no_more_entries_than_there_are_people(
    law: Law,
) -> None:
    assert repository.hours_bought(52_000.0, 0.0, 50.0) == pytest.approx(20.0)
    assert repository.hours_bought(52_000.0, 1.0, 50.0) == 0.0
    assert repository.pieces_wanted(60.0, 10, law(Codifying)) == pytest.approx(1.0)
    assert repository.pieces_wanted(60.0, 10, law(Codifying, project_hours=0.0)) == 0.0
    assert listing.share_current(0.0, 300, law(Directory)) == 0.0
    assert listing.share_current(15_000.0, 300, law(Directory)) == pytest.approx(0.5)
    assert listing.share_current(1e9, 300, law(Directory)) == 1.0


@pytest.mark.parametrize("hours", [0.0, 24.0, 208.0, 400.0])
def test_sessions_add_up_to_the_hours_of_the_policy(hours: float, law: Law) -> None:
    here = law(Classroom)
    assert 52 * classroom.chance_of_session(hours, here) * classroom.session_of(hours, here) == pytest.approx(hours)
