"""Laws move one way: what raises a chance never lowers it, wherever the other arguments stand."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest

from copsim.config.behaviour.attachment import Turnover
from copsim.config.behaviour.community import Benefit, Joining
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.learning import Forgetting, Learning
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.work import Asking, Work
from copsim.config.records import record_of
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
    settlement,
    ties,
    timekeeping,
    turnover,
    work,
)

W, A, T, M, Q, J, B, L, F, H = (
    record_of(group())
    for group in (Work, Asking, TimePrice, Meeting, Querying, Joining, Benefit, Learning, Forgetting, Turnover)
)
SHARE, PRICE, WEEKS = (0.0, 0.3, 0.6, 1.0), (0.0, 0.4, 2.0, 8.0), (0.0, 5.0, 60.0, 600.0)
LOGIT, EITHER, HOURS, COUNT = (-9.0, -1.0, 0.0, 2.0, 9.0), (-1.0, 0.0, 0.5, 1.0), (0.25, 1.5, 9.0), (0.0, 1.0, 7.0)
UP, DOWN, FLAT_OR_UP, FLAT_OR_DOWN = 2, -2, 1, -1
# law: (values of each argument, which way the law goes with it (0: either), groups)
DIRECTIONS: dict[Callable[..., Any], tuple[list[tuple[Any, ...]], list[int], list[Any]]] = {
    timekeeping.price_of_hour: ([(-40.0, -5.0, 0.0, 5.0, 40.0), HOURS, PRICE], [FLAT_OR_DOWN, 0, FLAT_OR_UP], []),
    timekeeping.cost_of_hours: ([HOURS, PRICE, SHARE], [FLAT_OR_UP] * 3, []),
    work.chance_to_solve: ([SHARE, SHARE, (1.0, 10.0)], [UP, DOWN, 0], []),
    work.chance_to_get_there: ([SHARE, SHARE, SHARE], [FLAT_OR_UP, FLAT_OR_DOWN, UP], [W]),
    work.effort_left: ([(0, 60, 600), (-60, 0, 90, 900)], [FLAT_OR_DOWN, FLAT_OR_UP], []),
    asking.promise: ([SHARE, SHARE], [UP, FLAT_OR_UP], [A]),
    asking.chance_to_accept: ([SHARE, SHARE, EITHER, PRICE], [UP, UP, UP, DOWN], [A, T]),
    asking.chance_helper_solves: ([SHARE, SHARE, SHARE], [FLAT_OR_UP, FLAT_OR_DOWN, UP], [W, A]),
    asking.sharpened: ([SHARE, (0, 1, 4)], [FLAT_OR_UP, FLAT_OR_DOWN], []),
    learning.learning_rate: ([(0.5, 1.0, 2.0), WEEKS], [UP, DOWN], [L]),
    learning.gain_from_person: (
        [SHARE, HOURS, SHARE, SHARE, (-0.2, 0.0, 0.1, 0.3), SHARE],
        [FLAT_OR_UP] * 6,
        [L],
    ),
    learning.gain_from_routine: ([(0.5, 1.0, 2.0), SHARE, SHARE], [FLAT_OR_UP, FLAT_OR_DOWN, FLAT_OR_UP], [L]),
    airtime.chance_to_attend: (
        [SHARE, EITHER, SHARE, SHARE, SHARE, HOURS, PRICE],
        [UP, UP, UP, UP, UP, FLAT_OR_DOWN, DOWN],
        [M, T],
    ),
    airtime.wish_to_speak: ([SHARE, SHARE, SHARE, SHARE], [UP, UP, FLAT_OR_UP, UP], [M]),
    channel.share_read: (
        [SHARE, COUNT, (0.0, 5.0, 100.0), (-2.0, 1.0, 8.0)],
        [FLAT_OR_UP, FLAT_OR_UP, FLAT_OR_DOWN, FLAT_OR_UP],
        [Q],
    ),
    channel.free_hours: ([(30.0, 40.0), (0.0, 600.0, 2400.0)], [UP, DOWN], []),
    channel.minutes_of_reading: ([COUNT, SHARE, (-2.0, 1.0, 8.0)], [FLAT_OR_UP, FLAT_OR_UP, FLAT_OR_UP], [Q]),
    airtime.debt: ([COUNT], [UP], []),
    airtime.wish_to_answer: ([LOGIT, SHARE, SHARE, SHARE, SHARE, SHARE], [UP] * 6, [Q]),
    directory.belief_after: ([SHARE, SHARE, (0.1, 0.5)], [UP, UP, 0], []),
    membership.chance_to_get_over: ([WEEKS[:3], (26.0, 52.0, 104.0)], [UP, FLAT_OR_DOWN], []),
    experience.owed_after: ([COUNT, EITHER, SHARE], [FLAT_OR_UP, FLAT_OR_UP, FLAT_OR_DOWN], []),
    airtime.attention: ([SHARE, (False, True)], [FLAT_OR_UP] * 2, [M]),
    airtime.effort_of_answer: ([SHARE, SHARE], [FLAT_OR_UP] * 2, [Q]),
    airtime.share_that_solves: ([SHARE], [UP], [Q]),
    channel.chance_to_post: (
        [SHARE, SHARE, SHARE, PRICE, SHARE],
        [FLAT_OR_UP, FLAT_OR_UP, FLAT_OR_UP, FLAT_OR_DOWN, UP],
        [Q, T],
    ),
    channel.share_worth_reading: (
        [(0.0, 0.1, 2.0, 40.0), (0.2, 4.0, 400.0), PRICE],
        [FLAT_OR_UP, FLAT_OR_DOWN, FLAT_OR_DOWN],
        [Q, T],
    ),
    fit.pull: (
        [SHARE, SHARE, EITHER, (0.0, 2.0, 9.0), EITHER, SHARE, SHARE],
        [UP, UP, FLAT_OR_UP, FLAT_OR_UP, UP, UP, UP],
        [J],
    ),
    awareness.chance_to_hear: ([(0.0, 1.0, 5.0), (0.0, 4.0, 52.0), (0.0, 0.05, 1.0)], [FLAT_OR_UP] * 3, []),
    membership.chance_to_join: ([LOGIT, HOURS, PRICE], [FLAT_OR_UP, FLAT_OR_DOWN, FLAT_OR_DOWN], [J, T]),
    membership.utility_of_reading: ([LOGIT, PRICE], [UP, DOWN], [J, T]),
    membership.chance_to_leave: ([LOGIT, HOURS, PRICE], [FLAT_OR_DOWN, FLAT_OR_UP, FLAT_OR_UP], [J, T]),
    facilitation.share_served: (
        [(0.0, 1.0, 20.0), (0.25, 2.0), (0.0, 0.5, 30.0)],
        [FLAT_OR_UP, FLAT_OR_DOWN, FLAT_OR_DOWN],
        [],
    ),
    turnover.saturating: ([LOGIT], [UP], []),
    turnover.revealed: ([WEEKS[:3]], [UP], [H]),
    turnover.hazard: (
        [(0.0, 7.0, 20.0), SHARE, COUNT, (0.0, 0.006, 0.1), SHARE, EITHER, EITHER, WEEKS[:3]],
        [FLAT_OR_DOWN, FLAT_OR_UP, FLAT_OR_UP, FLAT_OR_DOWN, FLAT_OR_DOWN, FLAT_OR_DOWN, FLAT_OR_DOWN, 0],
        [H],
    ),
    settlement.value_of_solution: ([SHARE, WEEKS[:3]], [UP, DOWN], [W]),
    settlement.share_kept: ([(0, 5, 13, 60), (False, True)], [FLAT_OR_DOWN, FLAT_OR_UP], [F]),
    settlement.used_within_a_year: ([SHARE, (1, 52, 53, 600)], [UP, FLAT_OR_DOWN], []),
    experience.worth_of_meeting: ([SHARE, COUNT, COUNT, EITHER], [UP] * 4, [B]),
    experience.worth_of_questions: ([COUNT, COUNT, COUNT], [UP, DOWN, UP], [B]),
    ties.strength_after_contact: ([SHARE, SHARE], [FLAT_OR_UP] * 2, []),
}
CASES = [(f, n) for f, (_, ways, _) in DIRECTIONS.items() for n in range(len(ways)) if ways[n] != 0]


@pytest.mark.parametrize(("function", "n"), CASES, ids=lambda c: getattr(c, "__name__", str(c)))
def test_a_law_goes_one_way(function: Callable[..., Any], n: int) -> None:
    values, ways, groups = DIRECTIONS[function]
    for others in product(*(v[:3] if len(values) > 5 else v for v in (*values[:n], *values[n + 1 :]))):
        results = [function(*others[:n], x, *others[n:], *groups) for x in values[n]]
        steps = np.diff(results) * np.sign(ways[n])
        assert np.all(steps > 0.0 if abs(ways[n]) == 2 else steps >= 0.0), (others, results)


CHANCES = (
    work.chance_to_solve,
    work.chance_to_get_there,
    work.effort_left,
    asking.chance_to_accept,
    asking.chance_helper_solves,
    airtime.chance_to_attend,
    airtime.attention,
    airtime.effort_of_answer,
    airtime.share_that_solves,
    channel.chance_to_post,
    channel.share_worth_reading,
    awareness.chance_to_hear,
    membership.chance_to_join,
    membership.chance_to_leave,
    membership.chance_to_get_over,
    airtime.debt,
    directory.belief_after,
    facilitation.share_served,
    turnover.revealed,
    settlement.share_kept,
    ties.strength_after_contact,
)


@pytest.mark.parametrize("function", CHANCES, ids=lambda f: f.__name__)
def test_a_chance_or_share_lies_between_0_and_1(function: Callable[..., Any]) -> None:
    values, _, groups = DIRECTIONS[function]
    for arguments in product(*values):
        assert 0.0 <= function(*arguments, *groups) <= 1.0, arguments
