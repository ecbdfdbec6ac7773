"""Laws at their ends: nothing, everything, nobody and all give what the words promise."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from copsim.config.behaviour.attachment import Turnover
from copsim.config.behaviour.community import Benefit, Joining
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.learning import Forgetting, Learning
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.work import Asking, Work
from copsim.mechanisms import (
    airtime,
    asking,
    awareness,
    channel,
    directory,
    experience,
    facilitation,
    fit,
    learning,
    membership,
    order,
    settlement,
    ties,
    timekeeping,
    turnover,
    work,
)
from copsim.state.population import bell, skewed

Law = Callable[..., Any]


def test_an_hour_costs_1_when_none_is_free_next_to_nothing_when_all_are_and_never_more_than_the_cap() -> None:
    assert timekeeping.price_of_hour(0.0, 4.0, 8.0) == 1.0
    assert timekeeping.price_of_hour(40.0, 4.0, 8.0) == pytest.approx(0.0, abs=1e-4)
    assert timekeeping.price_of_hour(-400.0, 4.0, 8.0) == 8.0
    assert timekeeping.price_of_hour(-5.0, 4.0, 0.0) == 0.0


def test_hours_that_are_not_given_cost_nothing() -> None:
    assert timekeeping.cost_of_hours(0.0, 8.0, 0.5) == timekeeping.cost_of_hours(3.0, 0.0, 0.5) == 0.0


def test_a_problem_as_hard_as_one_is_able_is_solved_half_the_time(law: Law) -> None:
    assert work.chance_to_solve(0.7, 0.7, 10.0) == 0.5
    assert work.chance_to_solve(1.0, 0.0, 50.0) == pytest.approx(1.0)
    assert work.chance_to_solve(0.0, 1.0, 50.0) == pytest.approx(0.0, abs=1e-12)
    assert work.chance_to_solve(0.1, 0.9, 0.0) == 0.5


def test_without_effort_there_is_no_progress_and_with_all_of_it_at_most_the_largest(law: Law) -> None:
    assert work.chance_to_get_there(1.0, 0.0, 0.0, law(Work)) == 0.0
    assert work.chance_to_get_there(1.0, 0.0, 1.0, law(Work, skill_slope=50.0)) == pytest.approx(Work().progress)


def test_who_wants_no_time_lacks_none_and_who_has_none_gives_none() -> None:
    assert work.effort_left(0, -300) == 1.0
    assert work.effort_left(60, 0) == work.effort_left(60, -60) == 0.0
    assert work.effort_left(60, 60) == work.effort_left(60, 600) == 1.0


def test_a_tie_without_belief_promises_nothing_and_the_best_promises_1(law: Law) -> None:
    assert asking.promise(0.0, 1.0, law(Asking)) == 0.0
    assert asking.promise(1.0, 1.0, law(Asking)) == 1.0


def test_experience_that_counts_for_all_is_believed_at_once_and_for_nothing_never() -> None:
    for outcome in (0.0, 1.0):
        assert directory.belief_after(0.3, outcome, 1.0) == outcome
        assert directory.belief_after(0.3, outcome, 0.0) == 0.3


def test_who_owes_nothing_is_not_pressed_and_a_debt_is_paid_back(law: Law) -> None:
    assert airtime.debt(0.0) == 0.0 and airtime.debt(1e12) == pytest.approx(1.0)
    assert experience.owed_after(2.0, 0.0, 0.0) == 2.0
    assert experience.owed_after(2.0, 0.0, 1.0) == 0.0
    assert experience.owed_after(2.0, -5.0, 0.0) == 0.0


def test_who_left_a_community_may_get_over_it_at_once_or_never() -> None:
    assert membership.chance_to_get_over(4.0, 0.0) == 1.0
    assert membership.chance_to_get_over(0.0, 52.0) == 0.0


def test_without_sharpness_all_ties_weigh_the_same() -> None:
    assert asking.sharpened(0.1, 0) == asking.sharpened(1.0, 0) == 1.0
    assert asking.sharpened(0.5, 4) == 0.0625


def test_a_helper_who_makes_no_effort_solves_nothing(law: Law) -> None:
    assert asking.chance_helper_solves(1.0, 0.0, 0.0, law(Work), law(Asking)) == 0.0


def test_nobody_learns_from_an_equal_or_from_somebody_who_knows_less(law: Law) -> None:
    for which in ("linear", "inverted_u"):
        assert learning.usable_gap(0.0, law(Learning, law=which)) == 0.0
        assert learning.usable_gap(-0.5, law(Learning, law=which)) == 0.0


def test_the_inverted_u_peaks_where_theory_says_and_is_linear_without_distance(law: Law) -> None:
    here = law(Learning)
    gaps = np.linspace(0.0, 1.0, 1001)
    usable = [learning.usable_gap(float(gap), here) for gap in gaps]
    assert gaps[int(np.argmax(usable))] == pytest.approx(here.distance / np.sqrt(2.0), abs=1e-3)
    assert learning.usable_gap(0.5, law(Learning, distance=10.0)) == pytest.approx(0.5, rel=3e-3)


@pytest.mark.parametrize("nothing", range(4))
def test_without_rate_time_effort_or_attention_nobody_learns_from_others(law: Law, nothing: int) -> None:
    given = [0.1, 1.0, 1.0, 1.0]
    given[nothing] = 0.0
    assert learning.gain_from_person(*given, 0.3, 1.0, law(Learning)) == 0.0


def test_a_stranger_teaches_the_part_that_needs_no_tie_and_a_close_one_all(law: Law) -> None:
    here = law(Learning, law="linear")
    assert learning.gain_from_person(0.1, 1.0, 1.0, 1.0, 0.5, 1.0, here) == pytest.approx(0.05)
    assert learning.gain_from_person(0.1, 1.0, 1.0, 1.0, 0.5, 0.0, here) == pytest.approx(0.05 * (1.0 - here.closeness))


def test_no_single_lesson_lifts_the_learner_above_the_teacher_however_fast_and_long(law: Law) -> None:
    fast = law(Learning, law="linear", rate=0.2, newcomer=2.0)
    rate = learning.learning_rate(2.2, 0.0, fast)  # every number at the end of its explored range
    for hours in (0.5, 1.0, 8.0):
        assert learning.gain_from_person(rate, hours, 1.0, 1.0, 0.4, 1.0, fast) <= 0.4


def test_a_newcomer_learns_faster_and_the_head_start_is_gone_after_years(law: Law) -> None:
    here = law(Learning)
    assert learning.learning_rate(1.0, 0.0, here) == pytest.approx(here.rate * (1.0 + here.newcomer))
    assert learning.learning_rate(1.0, 2000.0, here) == pytest.approx(here.rate)


def test_doing_teaches_most_at_ones_level_and_nothing_to_those_who_know_all(law: Law) -> None:
    here = law(Learning)
    assert learning.gain_from_doing(1.0, 1.0, 1.0, here) == 0.0
    at_level = learning.gain_from_doing(1.0, 0.5, 0.5, here)
    assert at_level == pytest.approx(here.doing * 0.5)
    for off in (-0.3, 0.3):
        assert learning.gain_from_doing(1.0, 0.5, 0.5 + off, here) < at_level


def test_routine_stops_teaching_at_the_ceiling(law: Law) -> None:
    assert learning.gain_from_routine(2.0, 0.5, 0.5, law(Learning)) == 0.0
    assert learning.gain_from_routine(2.0, 0.9, 0.5, law(Learning)) == 0.0


def test_a_story_needs_no_open_problem_so_the_agenda_moves_only_those_who_have_one(law: Law) -> None:
    here = law(Meeting)
    assert airtime.wish_to_speak(0.4, 0.0, 0.0, 0.2, here) == airtime.wish_to_speak(0.4, 0.0, 1.0, 0.2, here)


def test_full_passion_listens_fully_and_none_only_as_well_as_the_uninterested(law: Law) -> None:
    here = law(Meeting)
    assert airtime.attention(1.0, False, here) == 1.0
    assert airtime.attention(0.0, False, here) == here.listening
    assert airtime.attention(0.9, True, law(Meeting, need_attention=0.5)) == airtime.attention(0.9, False, here)


def test_motives_supply_effort_from_the_floor_to_all_of_it(law: Law) -> None:
    here = law(Querying)
    assert airtime.effort_of_answer(0.0, 0.0, here) == here.effort_floor
    assert airtime.effort_of_answer(1.0, 0.0, here) == airtime.effort_of_answer(0.5, 1.0, here) == 1.0
    assert airtime.share_that_solves(1.0, here) == 1.0
    assert airtime.share_that_solves(0.0, here) == pytest.approx(1.0 - here.effort_solves)


def test_without_a_channel_nobody_posts(law: Law) -> None:
    assert channel.chance_to_post(1.0, 1.0, 1.5, 0.0, 0.0, law(Querying), law(TimePrice)) == 0.0


def test_reading_maximizes_its_worth_less_its_cost(law: Law) -> None:
    here, time = law(Querying, reading_least=0.0), law(TimePrice)
    share = np.linspace(0.0, 1.0, 100_001)
    for relevant, messages, price in ((3.0, 20.0, 0.5), (0.5, 20.0, 2.0), (20.0, 60.0, 1.0), (2.0, 2.0, 0.1)):
        cost = time.weight * here.message_hours * messages * price
        best = share[np.argmax(here.reading_value * np.log1p(share * relevant) - cost * share)]
        assert channel.share_worth_reading(relevant, messages, price, here, time) == pytest.approx(best, abs=1e-4)


def test_free_reading_is_read_and_irrelevant_or_endless_streams_are_muted(law: Law) -> None:
    here, time = law(Querying), law(TimePrice)
    assert channel.share_worth_reading(1.0, 5.0, 0.0, here, time) == 1.0
    assert channel.share_worth_reading(0.0, 5.0, 1.0, here, time) == here.reading_least
    assert channel.share_worth_reading(1.0, 1e6, 1.0, here, time) == here.reading_least


def test_without_ties_time_or_talk_nobody_hears_and_with_endless_time_everybody() -> None:
    assert awareness.chance_to_hear(0.0, 4.0, 0.05) == awareness.chance_to_hear(3.0, 0.0, 0.05) == 0.0
    assert awareness.chance_to_hear(3.0, 4.0, 0.0) == 0.0
    assert awareness.chance_to_hear(3.0, 1e6, 0.05) == pytest.approx(1.0)


def test_hearing_week_by_week_is_hearing_once_for_all_weeks() -> None:
    once = awareness.chance_to_hear(2.0, 8.0, 0.05)
    assert 1.0 - (1.0 - awareness.chance_to_hear(2.0, 1.0, 0.05)) ** 8 == pytest.approx(once)


def test_a_pull_as_high_as_the_hurdle_lets_half_join(law: Law) -> None:
    here = law(Joining)
    assert membership.chance_to_join(here.entry, 0.0, 5.0, here, law(TimePrice)) == 0.5
    assert membership.utility_of_reading(here.entry, 0.0, here, law(TimePrice)) == 0.0


def test_nobody_is_likely_to_leave_and_to_join_again_at_once(law: Law) -> None:
    here, time = law(Joining), law(TimePrice)
    for pull in np.linspace(-5.0, 12.0, 40):
        leaves = membership.chance_to_leave(float(pull), 1.0, 0.5, here, time)
        joins = membership.chance_to_join(float(pull), 1.0, 0.5, here, time)
        assert leaves * joins <= 0.25


def test_standing_below_the_members_costs_nothing_and_bonds_count_up_to_three(law: Law) -> None:
    here = law(Joining)
    assert fit.pull(0.5, 0.0, -0.8, 0.0, 0.0, 0.0, 0.0, here) == fit.pull(0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, here)
    assert fit.pull(0.5, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0, here) == fit.pull(0.5, 0.0, 0.0, 3.0, 0.0, 0.0, 0.0, here)
    assert fit.pull(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, here) == 0.0


def test_facilitators_without_hours_serve_nobody_and_with_enough_everybody() -> None:
    assert facilitation.share_served(0.0, 0.25, 10.0) == facilitation.share_served(0.0, 0.25, 0.0) == 0.0
    assert facilitation.share_served(9.0, 0.25, 10.0) == facilitation.share_served(0.1, 0.25, 0.0) == 1.0
    assert facilitation.share_served(1.0, 0.25, 8.0) == 0.5


def test_at_every_reference_the_hazard_is_the_base(law: Law) -> None:
    here = law(Turnover)
    reference = (here.ties_reference, here.overload_reference, 0.0, here.growth_reference, here.misfit_reference)
    for tenure in (0.0, 40.0):
        assert turnover.hazard(*reference, 0.0, 0.0, tenure, here) == pytest.approx(Turnover().base / 52.0)


def test_the_hazard_never_exceeds_the_rate_of_offers_and_dies_with_them(law: Law) -> None:
    assert turnover.hazard(0.0, 1.0, 9.0, 0.0, 0.0, -3.0, -3.0, 900.0, law(Turnover)) == Turnover().offers
    assert turnover.hazard(0.0, 1.0, 9.0, 0.0, 0.0, -3.0, -3.0, 900.0, law(Turnover, offers=0.0)) == 0.0
    assert turnover.hazard(0.0, 1.0, 9.0, 0.0, 0.0, -3.0, -3.0, 900.0, law(Turnover, base=0.0)) == 0.0


def test_the_match_is_unknown_at_hire_and_known_in_the_end(law: Law) -> None:
    here = law(Turnover)
    assert turnover.revealed(0.0, here) == 0.0
    assert turnover.revealed(here.match_weeks, here) == pytest.approx(1.0 - np.exp(-1.0))
    assert turnover.revealed(5000.0, here) == pytest.approx(1.0)


def test_growth_saturates_and_keeps_its_sign() -> None:
    assert turnover.saturating(0.0) == 0.0
    assert turnover.saturating(1.0) == 0.5
    assert turnover.saturating(-1e12) == pytest.approx(-1.0)


def test_a_middling_problem_solved_at_once_is_worth_the_declared_value(law: Law) -> None:
    here = law(Work)
    assert settlement.value_of_solution(0.5, 0.0, here) == here.value
    assert settlement.value_of_solution(0.5, 10_000.0, here) == pytest.approx(0.0, abs=1e-9)


def test_knowledge_kept_by_use_is_kept_and_all_can_be_kept_or_lost(law: Law) -> None:
    kept = law(Forgetting, kept_by_use=1.0, drift=0.0)
    assert settlement.share_kept(0, False, kept) == settlement.share_kept(500, True, kept) == 1.0
    assert settlement.share_kept(500, False, law(Forgetting, rate=1.0)) == 0.0
    assert settlement.share_kept(0, True, law(Forgetting, drift=1.0)) == 0.0
    here = law(Forgetting)
    assert settlement.share_kept(here.use_weeks - 1, False, here) > settlement.share_kept(here.use_weeks, False, here)


def test_what_was_received_within_the_year_counts_whole() -> None:
    assert settlement.used_within_a_year(0.3, 0) == settlement.used_within_a_year(0.3, 52) == 0.3
    assert settlement.used_within_a_year(0.3, 104) == pytest.approx(0.15)


def test_an_empty_meeting_is_worth_its_cost_less_and_no_question_nothing(law: Law) -> None:
    assert experience.worth_of_meeting(0.0, 0.0, 0.0, 0.0, law(Benefit)) == -Benefit().meeting_cost
    assert experience.worth_of_questions(0.0, 0.0, 0.0, law(Benefit)) == 0.0


def test_contact_brings_a_tie_towards_full_strength_and_never_past_it() -> None:
    assert ties.strength_after_contact(1.0, 0.3) == ties.strength_after_contact(0.2, 1.0) == 1.0
    assert ties.strength_after_contact(0.4, 0.0) == 0.4
    strength = [0.0]
    for _ in range(500):
        strength.append(ties.strength_after_contact(strength[-1], 0.1))
    assert all(a <= b <= 1.0 for a, b in pairwise(strength))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8, 57])
def test_sorting_puts_values_upwards_and_their_tags_with_them(count: int) -> None:
    values = np.round(np.random.default_rng(count).random(60), 1)
    tags, before = np.arange(60, dtype=np.int32), values.copy()
    order.sort(values, tags, count)
    assert np.all(np.diff(values[:count]) >= 0.0)
    assert np.array_equal(before[tags], values) and np.array_equal(np.sort(tags), np.arange(60))
    assert np.array_equal(values[count:], before[count:])


def test_most_people_care_little_and_a_person_is_a_matter_of_degree() -> None:
    u = (np.arange(10_000) + 0.5) / 10_000
    cares = np.array([skewed(float(v)) for v in u])
    assert skewed(0.0) == 0.0 and skewed(1.0) == 1.0
    assert np.median(cares) < 0.2 and cares.mean() == pytest.approx(1.0 / 3.5, rel=1e-3)
    rng = np.random.default_rng(4)
    matches = np.array([bell(*three) for three in rng.random((20_000, 3))])
    assert matches.mean() == pytest.approx(0.0, abs=0.03) and matches.std() == pytest.approx(1.0, abs=0.02)
    assert np.abs(matches).max() <= 3.0
