"""Founders: who sits where at the start, after twenty years of outside offers and of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.yardstick import laws
from benchmarks.yardstick.places import Seat

if TYPE_CHECKING:
    from benchmarks.yardstick.employee import Employee
    from benchmarks.yardstick.firm import MesaFirm

PAST_WEEKS = 1040
STEP = 26  # weeks of one step of ageing
LONGEST_AGEING = 520
COLLEAGUE = 0.6  # expertise of those whom founders have asked


def founder(model: MesaFirm, seat: Seat) -> Employee:
    """The employee whom the past has left in a seat."""
    law = model.behaviour.turnover
    hired, match, attachment = -PAST_WEEKS, model.bell(), model.bell()
    for week in np.flatnonzero(model.rng.random(PAST_WEEKS) < law.offers) - PAST_WEEKS:
        risk = laws.hazard(
            ties=law.ties_reference,
            overload=law.overload_reference,
            contagion=0.0,
            growth=law.growth_reference,
            passion=law.misfit_reference,
            match=match,
            attachment=attachment,
            tenure_weeks=int(week) - hired,
            law=law,
        )
        if model.random.random() < risk / law.offers:
            hired, match, attachment = int(week) + 1, model.bell(), model.bell()
    employee = model.employ(seat, hired, match, attachment)
    age(employee)
    return employee


def age(employee: Employee) -> None:
    """Let half-yearly steps of work, help and forgetting pass over a founder."""
    for _ in range(min(-employee.hired, LONGEST_AGEING) // STEP):
        for topic in range(len(employee.expertise)):
            e = float(employee.expertise[topic])
            e += STEP * weekly_change(employee, topic, e)
            employee.expertise[topic] = min(1.0, max(0.0, e))


def weekly_change(employee: Employee, topic: int, e: float) -> float:
    """Expected change of expertise in a week: problems solved alone or with a colleague, routine, forgetting."""
    b, home = employee.model.behaviour, topic == employee.home
    met = b.work.problems_per_week * (1.0 - b.work.home_share) * employee.seat.demand[topic]
    met += b.work.problems_per_week * b.work.home_share if home else 0.0
    gained = laws.gain_from_routine(employee.talent, e, employee.ceiling, b.learning) if home else 0.0
    rate = employee.talent * b.learning.rate
    told = laws.gain_from_person(rate, b.asking.ask_hours, 1.0, COLLEAGUE - e, 0.5, b.learning)
    for grid in range(3):
        difficulty = b.work.easiest + (b.work.hardest - b.work.easiest) * (grid + 0.5) / 3.0
        alone = laws.chance_to_solve(e, difficulty, b.work)
        taught = alone + b.learning.helped_share * (1.0 - alone)
        gained += met / 3.0 * taught * laws.gain_from_doing(employee.talent, e, difficulty, b.learning)
        gained += met / 3.0 * (1.0 - alone) * told
    in_use = min(1.0, met * b.forgetting.use_weeks)
    unused_kept = laws.share_kept(1.0 if home else 0.0, b.forgetting)
    kept = (1.0 - in_use) * unused_kept + in_use * laws.share_kept(1.0, b.forgetting)
    return gained - (1.0 - kept) * e


def introduce_teams(model: MesaFirm) -> None:
    """Founders know their team."""
    start = model.behaviour.ties.start
    for employee in model.employees:
        mates = [s.holder for s in model.teams[employee.seat.team] if s.holder is not employee]
        for other in mates[: model.organization.max_ties] if start > 0.0 else []:
            employee.add_tie(other, start)
        employee.embeddedness = sum(tie.strength for tie in employee.ties.values())
