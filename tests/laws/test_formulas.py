"""Every pure law is the formula of its docstring, said a second time in numpy over its whole range."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

import numpy as np
import pytest

from copsim import mechanisms
from copsim.config.behaviour.attachment import Recruiting, TieLaw, Turnover
from copsim.config.behaviour.community import Benefit, Joining
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.gatherings import Gathering
from copsim.config.behaviour.ideas import Ideas, Practice
from copsim.config.behaviour.learning import Forgetting, Learning
from copsim.config.behaviour.lifecycle import Lifecycle
from copsim.config.behaviour.motives import Leading, Motives, Oversight
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.practice import Codifying, Consulting
from copsim.config.behaviour.rivals import Classroom, Directory
from copsim.config.behaviour.work import Asking, Work
from copsim.config.declare import Group
from copsim.config.records import record_of
from copsim.mechanisms import (
    airtime,
    asking,
    awareness,
    briefings,
    channel,
    codification,
    consultation,
    directory,
    experience,
    facilitation,
    fit,
    gatherings,
    ideas,
    leadership,
    learning,
    lifecycle,
    membership,
    motives,
    oversight,
    parts,
    practice,
    practice_in_use,
    reorganization,
    settlement,
    staffing,
    succession,
    ties,
    timekeeping,
    turnover,
    valuation,
    work,
)
from copsim.mechanisms.rivals import classroom, listing, repository

W, A, T, M, Q, J, B, L, F, H = (
    record_of(group())
    for group in (Work, Asking, TimePrice, Meeting, Querying, Joining, Benefit, Learning, Forgetting, Turnover)
)
R, G, IDEAS, P, C, D, V, S = (
    record_of(group()) for group in (Recruiting, Gathering, Ideas, Practice, Lifecycle, Leading, Motives, Oversight)
)
LINEAR = record_of(Learning(law="linear"))
STEP = TieLaw().step


def e(x: float) -> float:
    """e^x as the model computes it: arguments beyond ±40 count as ±40."""
    return float(np.exp(np.clip(x, -40.0, 40.0)))


def sigma(x: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + e(-x))


def pull(
    fit_: float, need: float, standing: float, bond: float, benefit: float, belonging: float, said: float
) -> float:
    """What draws into a community, and keeps there."""
    terms = np.array([fit_, need, max(standing, 0), min(bond, J.bonds_most), benefit, belonging, said])
    weights = [J.fit_weight, J.need_weight, J.reputation_weight, J.bonds_weight, J.benefit_weight]
    return float(terms @ np.array([*weights, J.identification_weight, 1.0]))


def push(ties_: float, over: float, near: float, growth: float, passion: float, match: float, held: float) -> float:
    """Log of the hazard over its level at the reference, but for the part of the match that is known."""
    relative = (growth - H.growth_reference) / H.growth_reference
    z = (ties_ - H.ties_reference) / H.ties_spread
    total = -H.embeddedness * z / (1 + abs(z / 2)) + H.overload * (over - H.overload_reference)
    total += near - H.growth * relative / (1 + abs(relative)) + H.misfit * (H.misfit_reference - passion)
    return float(total - H.attachment * held)


SHARE, LOGIT, HOURS, PRICE, WEEKS, COUNT = (0.0, 1.0), (-9.0, 9.0), (-60.0, 60.0), (0.0, 8.0), (0.0, 600.0), (0, 40)
# law: (ranges of its scalar arguments, declared groups it goes by, the same in numpy)
FORMULAS: dict[Callable[..., Any], tuple[list[tuple[float, float]], list[Any], Callable[..., float]]] = {
    timekeeping.price_of_hour: (
        [HOURS, (0.5, 40.0), (0.0, 50.0)],
        [],
        lambda free, scale, cap: min(cap, e(-free / scale)),
    ),
    timekeeping.cost_of_hours: ([(0.0, 9.0), PRICE, (0.0, 5.0)], [], lambda h, price, weight: weight * h * price),
    work.chance_to_solve: ([SHARE, SHARE, (0.0, 50.0)], [], lambda x, d, slope: sigma(slope * (x - d))),
    work.chance_to_get_there: (
        [SHARE, SHARE, SHARE],
        [W],
        lambda x, d, effort: W.progress * effort * sigma(W.skill_slope * (x - d + W.progress_reach)),
    ),
    work.effort_left: (
        [(0, 900), (-900, 900)],
        [],
        lambda wanted, there: 1.0 if wanted == 0 else float(np.clip(there / wanted, 0.0, 1.0)),
    ),
    asking.belief_before: ([(0, 1)], [A], lambda colleague: A.belief_colleague if colleague else A.belief_other),
    directory.belief_after: ([SHARE, SHARE, SHARE], [], lambda b, outcome, step: (1 - step) * b + step * outcome),
    channel.share_read: (
        [SHARE, COUNT, COUNT, (-5.0, 40.0)],
        [Q],
        lambda r, m, n, hours: (
            min(1.0, r)
            if n == 0
            else min(1.0, r, (r * m + Q.surge_messages) / n, (max(0, hours) / Q.message_hours + Q.surge_messages) / n)
        ),
    ),
    channel.minutes_of_reading: (
        [COUNT, SHARE, (-5.0, 40.0)],
        [Q],
        lambda m, r, hours: 60 * Q.message_hours * min(m * r, max(0, hours) / Q.message_hours + Q.surge_messages),
    ),
    channel.free_hours: ([(30.0, 45.0), (0, 3000)], [], lambda capacity, minutes: (60 * capacity - minutes) / 60),
    airtime.debt: ([COUNT], [], lambda owed: 1 - 1 / (1 + owed)),
    experience.owed_after: (
        [COUNT, (-9.0, 9.0), SHARE],
        [],
        lambda owed, more, fade: np.maximum(owed - fade * owed + more, 0.0),
    ),
    membership.chance_to_get_over: ([COUNT, COUNT], [], lambda weeks, mean: -np.expm1(-weeks / mean) if mean else 1.0),
    asking.promise: (
        [SHARE, SHARE],
        [A],
        lambda belief, strength: belief * (1 - A.promise_closeness + A.promise_closeness * strength),
    ),
    asking.chance_to_accept: (
        [SHARE, SHARE, LOGIT, PRICE],
        [A, T],
        lambda tie, passion, kin, price: sigma(
            A.accept + A.accept_closeness * tie + A.accept_passion * passion + kin - T.weight * A.help_hours * price
        ),
    ),
    asking.chance_helper_solves: (
        [SHARE, SHARE, SHARE],
        [W, A],
        lambda x, d, share: share * sigma(W.skill_slope * (x - d) + A.insight),
    ),
    asking.sharpened: ([SHARE, (0, 50)], [], lambda score, power: score**power),
    learning.usable_gap: (
        [(-1.0, 1.0)],
        [L],
        lambda gap: max(gap, 0.0) * e(-((gap / L.distance) ** 2)),
    ),
    learning.learning_rate: (
        [(0.1, 5.0), WEEKS],
        [L],
        lambda talent, tenure: talent * L.rate * (1 + L.newcomer * e(-tenure / 52)),
    ),
    learning.gain_from_person: (
        [SHARE, (0.0, 9.0), SHARE, SHARE, (-1.0, 1.0), SHARE],
        [LINEAR],
        lambda rate, hours, effort, heed, gap, tie: (
            min(1.0, rate * hours * effort * heed) * max(gap, 0.0) * (1 - L.closeness + L.closeness * tie)
        ),
    ),
    learning.gain_from_doing: (
        [(0.1, 5.0), SHARE, SHARE],
        [L],
        lambda talent, x, d: L.doing * talent * (1 - x) * e(-(((d - x) / L.doing_zone) ** 2)),
    ),
    learning.gain_from_routine: (
        [(0.1, 5.0), SHARE, SHARE],
        [L],
        lambda talent, x, ceiling: L.routine * talent * max(ceiling - x, 0.0),
    ),
    airtime.chance_to_attend: (
        [SHARE, (-2.0, 2.0), SHARE, SHARE, SHARE, (0.0, 9.0), PRICE],
        [M, T],
        lambda fit_, benefit, agenda, habit, belonging, hours, price: sigma(
            M.attend
            + M.attend_fit * fit_
            + M.attend_benefit * benefit
            + M.attend_agenda * agenda
            + M.attend_habit * habit
            + M.attend_identification * belonging
            - T.weight * hours * price
        ),
    ),
    airtime.wish_to_speak: (
        [SHARE, SHARE, SHARE, SHARE],
        [M],
        lambda passion, need, agenda, belonging: (
            M.voice
            + M.voice_passion * passion
            + (M.voice_need + M.voice_agenda * agenda) * need
            + M.voice_identification * belonging
        ),
    ),
    airtime.wish_to_answer: (
        [LOGIT, SHARE, SHARE, SHARE, COUNT, SHARE],
        [Q],
        lambda start, passion, x, belonging, owed, urge: (
            start
            + Q.answer_passion * passion
            + Q.answer_expertise * (x - Q.able_from)
            + Q.answer_identification * belonging
            + Q.answer_reciprocity * (1 - 1 / (1 + owed))
            + urge
        ),
    ),
    airtime.attention: (
        [SHARE, (0, 1)],
        [M],
        lambda passion, need: M.listening + (1 - M.listening) * (max(passion, M.need_attention) if need else passion),
    ),
    airtime.effort_of_answer: (
        [SHARE, SHARE],
        [Q],
        lambda passion, belonging: (
            Q.effort_floor + (1 - Q.effort_floor) * min(1.0, passion + Q.effort_identification * belonging)
        ),
    ),
    airtime.share_that_solves: ([SHARE], [Q], lambda effort: 1 - Q.effort_solves * (1 - effort)),
    channel.delay_of_answer: (
        [(1e-12, 1.0), (0.01, 100.0), (1e-5, 1.0)],
        [],
        lambda u, checks, willing: -np.log(u) * 8 / (checks * willing),
    ),
    channel.chance_to_post: (
        [SHARE, SHARE, (0.0, 3.0), PRICE, SHARE],
        [Q, T],
        lambda belonging, passion, first, price, access: (
            access * sigma(Q.post + belonging + passion + first - T.weight * Q.post_hours * price)
        ),
    ),
    channel.share_worth_reading: (
        [(0.01, 80.0), (0.2, 300.0), (0.01, 8.0)],
        [Q, T],
        lambda relevant, messages, price: float(
            np.clip(
                Q.reading_value / (T.weight * Q.message_hours * messages * price) - 1 / relevant, Q.reading_least, 1.0
            )
        ),
    ),
    fit.pull: ([SHARE, SHARE, (-1.0, 1.0), (0.0, 9.0), (-2.0, 2.0), SHARE, SHARE], [J], pull),
    awareness.chance_to_hear: (
        [(0.0, 9.0), (0.0, 52.0), SHARE],
        [],
        lambda strength, weeks, rate: 1 - e(-weeks * rate * strength),
    ),
    membership.chance_to_join: (
        [LOGIT, (0.0, 9.0), PRICE],
        [J, T],
        lambda v, hours, price: sigma(v - J.entry - T.weight * hours * price),
    ),
    membership.utility_of_reading: (
        [LOGIT, PRICE],
        [J, T],
        lambda v, price: J.reader_benefit * (v - J.entry) - T.weight * J.reader_hours * price,
    ),
    membership.chance_to_leave: (
        [LOGIT, (0.0, 9.0), PRICE],
        [J, T],
        lambda v, hours, price: sigma(-J.leave_sharpness * (v - J.entry + J.hysteresis - T.weight * hours * price)),
    ),
    facilitation.share_served: (
        [(0.0, 80.0), (0.01, 9.0), (0.1, 80.0)],
        [],
        lambda hours, each, expected: min(1.0, hours / (each * expected)),
    ),
    turnover.saturating: ([(-99.0, 99.0)], [], lambda x: x / (1 + abs(x))),
    turnover.revealed: ([WEEKS], [H], lambda tenure: 1 - e(-tenure / H.match_weeks)),
    turnover.hazard: (
        [(0.0, 24.0), SHARE, (0.0, 3.0), (0.0, 0.05), SHARE, (-3.0, 3.0), (-3.0, 3.0), WEEKS],
        [H],
        lambda ties_, over, near, growth, passion, match, held, tenure: min(
            H.offers,
            Turnover().base
            / 52
            * e(
                push(ties_, over, near, growth, passion, match, held)
                - H.match * match * (1 - e(-tenure / H.match_weeks))
            ),
        ),
    ),
    settlement.value_of_solution: (
        [SHARE, (0.0, 26.0)],
        [W],
        lambda d, weeks: W.value * (0.5 + d) * e(-W.delay_loss * weeks),
    ),
    settlement.share_kept: (
        [(0, 600), (0, 1)],
        [F],
        lambda weeks, home: (1 - F.rate * (1 - F.kept_by_use * (home or weeks < F.use_weeks))) * (1 - F.drift),
    ),
    settlement.used_within_a_year: ([SHARE, (1, 600)], [], lambda unused, weeks: unused * min(1.0, 52 / weeks)),
    experience.worth_of_meeting: (
        [SHARE, COUNT, COUNT, (-8.0, 8.0)],
        [B],
        lambda learned, helped, solved, interest: (
            B.learning * learned + B.helping * helped + B.solving * solved + B.interest * interest - B.meeting_cost
        ),
    ),
    experience.worth_of_questions: (
        [COUNT, COUNT, COUNT],
        [B],
        lambda answered, ignored, solved: B.answered * answered - B.ignored * ignored + B.solving * solved,
    ),
    ties.strength_after_contact: ([SHARE, SHARE], [], lambda strength, step: strength + step * (1 - strength)),
    briefings.slots_taken: ([SHARE, COUNT], [], lambda share, slots: float(np.floor(share * slots + 0.5))),
    gatherings.chance_to_come: (
        [SHARE, HOURS, PRICE],
        [G, T],
        lambda cares, hours, price: sigma(G.attend + G.attend_fit * cares - T.weight * hours * price),
    ),
    ideas.standard_error: (
        [(0.0, 80.0)],
        [IDEAS],
        lambda hours: IDEAS.doubt * (1 + hours / IDEAS.evidence_hours) ** -0.5,
    ),
    ideas.is_adopted: (
        [SHARE, (-3.0, 3.0), (0.0, 80.0), (0.0, 2.0)],
        [IDEAS],
        lambda worth, error, hours, caution: float(
            worth + (error - caution) * IDEAS.doubt * (1 + hours / IDEAS.evidence_hours) ** -0.5 >= IDEAS.least
        ),
    ),
    practice_in_use.readiness: ([SHARE], [P], lambda tie: sigma(P.accept + P.accept_tie * tie)),
    leadership.esteem: ([(0.0, 3.0), (0.0, 9.0)], [D], lambda voice, bond: e(D.esteem * voice + D.popularity * bond)),
    leadership.hours_given: (
        [SHARE, SHARE, PRICE, SHARE],
        [D],
        lambda cares, belonging, price, weight: (
            D.own_hours * sigma(D.wish + D.wish_fit * cares + belonging - weight * 0.5 * D.own_hours * price)
        ),
    ),
    lifecycle.wish_to_found: (
        [SHARE, COUNT, SHARE],
        [C],
        lambda cares, known, apart: (
            C.found + C.found_passion * cares + C.found_interested * min(known, 8) + C.found_apart * apart
        ),
    ),
    lifecycle.hours_unpaid: (
        [(0.0, 20.0), (0.0, 9000.0), (0.0, 90.0), (0.0, 90.0)],
        [],
        lambda hours, grants, wage, leader: max(0.0, hours - (grants / wage if wage else 0.0) / 4 - leader / 4),
    ),
    lifecycle.stage_of: (
        [(0, 90), (0, 60), (0, 60), (0.0, 3.0), (0.0, 3.0)],
        [],
        lambda age, size, before, energy, peak: (
            1 if age < 26 else 4 if energy < peak / 2 else 2 if size > 1.05 * before else 3
        ),
    ),
    motives.worth_of_contributing: (
        [SHARE, (-1.0, 1.0), (0.0, 4.0), SHARE],
        [V],
        lambda card, appraisal, wages, weight: weight * card + V.appraisal * appraisal + V.pay * wages,
    ),
    motives.worth_of_helping: (
        [SHARE, SHARE, SHARE],
        [V],
        lambda bonus, rivalry, near: V.bonus * bonus - V.rivalry * rivalry * near,
    ),
    motives.share_cleared: ([(-1.0, 1.0), SHARE], [], lambda left, cleared: left - left * cleared),
    motives.share_that_agrees: (
        [SHARE, SHARE, SHARE, SHARE],
        [],
        lambda released, legitimate, own, prescribed: (
            (released + legitimate - released * legitimate) * (own + prescribed - own * prescribed)
        ),
    ),
    oversight.cleared_after: (
        [SHARE, SHARE, (0.0, 9.0)],
        [],
        lambda cleared, rate, weeks: cleared + (1 - cleared) * min(1.0, rate * weeks * 12 / 52),
    ),
    succession.region_mask: (
        [(0, 5), (2, 6)],
        [],
        lambda number, into: sum(1 << site for site in range(number, 60) if (site - number) % into == 0),
    ),
    parts.difficulty_at: ([SHARE], [W], lambda u: W.easiest * (1 - u) + W.hardest * u),
    parts.whole: ([(0, 1 << 40)], [], lambda id_: id_ - (id_ // 2 % 4) * 2),
    parts.part_number: ([(0, 1 << 40)], [], lambda id_: id_ // 2 % 4),
    parts.further_count: ([(0.0, 0.999999)], [], lambda u: min(3, np.floor(1 + 3 * u**2))),
    parts.weeks_in_queue: ([(0.0, 0.999), (0.0, 9.0)], [], lambda u, mean: np.floor(-mean * np.log1p(-u) + 0.5)),
    staffing.weight_in_lot: (
        [WEEKS, (0.0, 9.0)],
        [],
        lambda weeks, newest: 1 + newest * np.exp(-np.minimum(40.0, weeks / 52)),
    ),
    turnover.chance_to_be_referred: ([COUNT], [R], lambda members: -np.expm1(-R.referral * members)),
    valuation.chance_to_be_told: (
        [(0.0, 4000.0), (0.0, 4000.0)],
        [S],
        lambda worth, most: S.told * min(1.0, worth / most) ** 4 if most else 0.0,
    ),
}
CODE, LISTED = record_of(Codifying()), record_of(Directory())
LOOK, CLASS = record_of(Consulting()), record_of(Classroom())
FORMULAS |= {
    practice.addition: (
        [SHARE, (0.0, 40.0), (-1.0, 1.0)],
        [CODE],
        lambda effort, hours, gap: min(1.0, CODE.pace * hours * effort) * max(0.0, gap),
    ),
    practice.share_still_true: ([], [CODE, F], lambda: 1 - CODE.drift_times * F.drift),
    codification.wish_to_write: (
        [SHARE, SHARE, SHARE],
        [CODE],
        lambda passion, own, urge: CODE.undertake + CODE.passion * passion + CODE.identification * own + urge,
    ),
    codification.chance_to_write: (
        [LOGIT, LOGIT, (0.0, 9.0), PRICE],
        [T],
        lambda wish, duty, hours, price: sigma(wish + duty - T.weight * hours * price),
    ),
    codification.weeks_between: ([(0.05, 12.0)], [], lambda yearly: max(1, np.floor(52 / yearly + 0.5))),
    codification.weekly_part: ([(0, 900), (1, 9)], [], lambda minutes, weeks: np.ceil(minutes / weeks)),
    consultation.chance_to_consult: (
        [PRICE, SHARE],
        [LOOK, T],
        lambda price, access: access * sigma(LOOK.look_up - T.weight * LOOK.hours * price),
    ),
    consultation.gain_from_practice: (
        [(0.0, 2.0), (0.0, 2.0), SHARE, (-1.0, 1.0)],
        [L],
        lambda rate, hours, tacit, gap: (
            min(1.0, rate * hours) * (1 - tacit) * max(gap, 0.0) * e(-((gap / L.distance) ** 2))
        ),
    ),
    consultation.chance_practice_solves: (
        [SHARE, SHARE, SHARE],
        [W],
        lambda level, difficulty, tacit: (1 - tacit) * sigma(W.skill_slope * (level - difficulty)),
    ),
    repository.hours_bought: (
        [(0.0, 1e6), SHARE, (1.0, 90.0)],
        [],
        lambda cost, upkeep, wage: cost * (1 - upkeep) / wage / 52,
    ),
    repository.pieces_wanted: (
        [(0.0, 900.0), (1, 60)],
        [CODE],
        lambda hours, topics: hours / (topics * CODE.project_hours),
    ),
    listing.share_current: (
        [(0.0, 1e5), (2, 900)],
        [LISTED],
        lambda cost, people: min(1.0, cost / (people * LISTED.entry_price)),
    ),
    classroom.chance_of_session: ([(0.0, 400.0)], [CLASS], lambda hours: min(1.0, hours / 52 / CLASS.session_hours)),
    classroom.session_of: ([(0.0, 400.0)], [CLASS], lambda hours: max(CLASS.session_hours, hours / 52)),
}
OF_TIMELINES = {reorganization.units_at}  # reads a scenario, no numbers
ELSEWHERE = {channel.clock_hours: "test_clock.py says it a second time by counting working time"}


def laws() -> Iterator[Callable[..., Any]]:
    """Every function of the mechanisms that takes and gives nothing but numbers and declared groups."""
    for module in pkgutil.walk_packages(mechanisms.__path__, f"{mechanisms.__name__}."):
        for _, function in sorted(vars(importlib.import_module(module.name)).items()):
            plain = getattr(function, "py_func", function)
            if not inspect.isfunction(plain) or plain.__module__ != module.name or plain in OF_TIMELINES:
                continue
            hints = get_type_hints(plain)
            given = hints.pop("return", None)
            numbers = [
                h in (float, int, bool) or (isinstance(h, type) and issubclass(h, Group)) for h in hints.values()
            ]
            if given in (float, int, bool) and numbers and all(numbers):
                yield function


def test_no_law_is_forgotten() -> None:
    assert set(laws()) == FORMULAS.keys() | ELSEWHERE.keys()


def test_every_law_carries_its_formula_or_meaning() -> None:
    assert [function.__name__ for function in laws() if not function.__doc__] == []


@pytest.mark.parametrize("function", FORMULAS, ids=lambda f: f.__name__)
def test_a_law_is_the_formula_of_its_docstring(function: Callable[..., Any]) -> None:
    ranges, groups, formula = FORMULAS[function]
    rng = np.random.default_rng(1)
    for _ in range(300):
        x = [
            int(rng.integers(a, b, endpoint=True)) if isinstance(a, int) else float(rng.uniform(a, b))
            for a, b in ranges
        ]
        wanted = formula(*x)
        arguments = [bool(v) if h is bool else v for v, h in zip(x, hints_of(function), strict=False)]
        assert function(*arguments, *groups) == pytest.approx(wanted, rel=1e-12, abs=1e-13), arguments


def hints_of(function: Callable[..., Any]) -> list[Any]:
    """Declared types of the arguments, in order."""
    hints = get_type_hints(getattr(function, "py_func", function))
    return [hints[name] for name in inspect.signature(getattr(function, "py_func", function)).parameters]


def test_linear_learning_knows_no_distance() -> None:
    for gap in (-0.5, 0.0, 0.1, 0.9):
        assert learning.usable_gap(gap, LINEAR) == max(gap, 0.0)
