"""What is measured at Hill's: who comes to which agenda, what becomes of ideas, and where problems wait."""

import math
from typing import NamedTuple

import numpy as np

from copsim.cases.case import Lives
from copsim.cases.lived import Lived
from copsim.mechanisms.gates import PARTICIPANT
from copsim.state import ledger
from copsim.state.world import Array, Ints, World

TWIN = "twin"
SHUFFLES = 99
UPPER = 0.975
BEFORE, AFTER = 26, 52  # weeks before the proposal, and from use on, over which waiting problems are counted


class Meeting(NamedTuple):
    """The end of a week: what was on the agenda of its meeting [K], and seats of those who belong from then on."""

    agenda: Array
    members: Ints


def meeting_of_the_week(world: World, _week: int) -> Meeting:
    """The first community at the end of a week."""
    m = world.memberships
    belong = (m.row >= 0) & (m.community == 0) & (m.level >= PARTICIPANT)
    return Meeting(world.domains.agenda[0] == 1, world.people.seat[m.row[belong]].astype(np.int64))


def attendance_with_agenda(lives: Lives, arm: str) -> float:
    """Rank correlation, over members and meetings, of coming with having an open problem on the agenda."""
    return _correlations(lives[arm], 0)[0]


def above_shuffled(lives: Lives, arm: str) -> float:
    """That correlation less the upper 2.5 % point of what it is with the agendas of the weeks shuffled."""
    found = _correlations(lives[arm], SHUFFLES)
    return found[0] - float(np.quantile(found[1:], UPPER)) if not np.isnan(found).any() else math.nan


def _correlations(lived: Lived, shuffles: int) -> list[float]:
    """Correlation with the agendas as they were, then with shuffled ones. For yes and no, ranks are the values."""
    looks, problems, attend = lived.looks, problems_of(lived), lived.of_kind(ledger.ATTEND)
    weeks = [week for week in range(1, len(looks) - 1) if looks[week + 1].agenda.any() and len(looks[week].members)]
    if not weeks:
        return [math.nan] * (1 + shuffles)
    present = np.zeros((len(lived.totals), lived.scenario.organization.headcount), dtype=bool)
    present[attend["week"], attend["seat"]] = True
    came = np.concatenate([present[week, looks[week].members] for week in weeks]).astype(float)
    has_open = np.concatenate([_open_at(lived, problems, week)[looks[week].members] for week in weeks])
    agendas = np.stack([looks[week + 1].agenda for week in weeks])
    place = np.repeat(np.arange(len(weeks)), [len(looks[week].members) for week in weeks])
    if came.min() == came.max():
        return [math.nan] * (1 + shuffles)
    luck, order, found = np.random.default_rng(lived.seed), np.arange(len(weeks)), []
    for _ in range(1 + shuffles):
        relevant = (has_open & agendas[order[place]]).any(axis=1).astype(float)
        spread = came.std() * relevant.std()
        product = ((came - came.mean()) * (relevant - relevant.mean())).mean()
        found.append(float(product / spread) if spread > 0 else math.nan)
        order = luck.permutation(len(weeks))
    return found


class Problems(NamedTuple):
    """Problems that arose: seat, unit, topic, weeks of arrival and end, and whether it was solved before meetings."""

    seat: Ints
    unit: Ints
    topic: Ints
    arrived: Ints
    ended: Ints
    early: Array


def problems_of(lived: Lived) -> Problems:
    """Problems that arose in the reported weeks; one that is open at the end ends after it."""
    arrive, end = lived.of_kind(ledger.ARRIVE), lived.of_kind(ledger.SOLVE, ledger.LAPSE)
    order = np.argsort(end["opportunity"], kind="stable")
    ids = end["opportunity"][order]
    place = np.minimum(np.searchsorted(ids, arrive["opportunity"]), max(0, len(ids) - 1))
    known = ids[place] == arrive["opportunity"]
    ended = np.where(known, end["week"][order][place], len(lived.totals))
    solved_early = (end["kind"] == ledger.SOLVE) & np.isin(end["channel"], (ledger.ALONE, ledger.TIE))
    early = known & solved_early[order][place]
    return Problems(arrive["seat"], arrive["unit"], arrive["topic"], arrive["week"], ended, early)


def _open_at(lived: Lived, problems: Problems, week: int) -> Array:
    """[seats, K] whether a seat has an open problem on a topic when the meeting of a week begins."""
    here = (problems.arrived <= week) & ((problems.ended > week) | ((problems.ended == week) & ~problems.early))
    o = lived.scenario.organization
    found = np.zeros((o.headcount, o.topics), dtype=bool)
    found[problems.seat[here], problems.topic[here]] = True
    return found


class IdeaCourse(NamedTuple):
    """What became of an idea: worth, unit of the proposer, topic, community (-1 for none), weeks (-1 for never)."""

    worth: float
    unit: int
    topic: int
    community: int
    proposed: int
    refused: int
    again: int
    backed: bool
    adopted: int


def ideas_of(lived: Lived) -> list[IdeaCourse]:
    """Every idea that was proposed. again: the next proposal after a first refusal; backed: after that refusal."""
    events = lived.of_kind(ledger.PROPOSE, ledger.BACK, ledger.REFUSE, ledger.ADOPT)
    order, found = np.lexsort((events["week"], events["opportunity"])), []
    for rows in np.split(order, np.flatnonzero(np.diff(events["opportunity"][order])) + 1):
        kind, week = events["kind"][rows], events["week"][rows]
        proposals = week[kind == ledger.PROPOSE]
        if not len(proposals):
            continue
        refusals, adopted = week[kind == ledger.REFUSE], week[kind == ledger.ADOPT]
        refused = int(refusals[0]) if len(refusals) else -1
        later = proposals[proposals > refused] if refused >= 0 else proposals[:0]
        first = rows[kind == ledger.PROPOSE][0]
        found.append(
            IdeaCourse(
                worth=float(events["value"][first]),
                unit=int(events["unit"][first]),
                topic=int(events["topic"][first]),
                community=int(events["community"][first]),
                proposed=int(proposals[0]),
                refused=refused,
                again=int(later[0]) if len(later) else -1,
                backed=refused >= 0 and bool((week[kind == ledger.BACK] > refused).any()),
                adopted=int(adopted[0]) if len(adopted) else -1,
            )
        )
    return found


def backing_helps(lives: Lives, arm: str) -> float:
    """Share adopted of ideas proposed again after a refusal: backed less unbacked, mean over thirds of worth."""
    again = [idea for idea in ideas_of(lives[arm]) if idea.again >= 0]
    if len(again) < 6:
        return math.nan
    worth, backed = np.array([idea.worth for idea in again]), np.array([idea.backed for idea in again])
    adopted = np.array([idea.adopted >= 0 for idea in again])
    third = np.searchsorted(np.quantile(worth, (1 / 3, 2 / 3)), worth)
    differences = [
        adopted[(third == t) & backed].mean() - adopted[(third == t) & ~backed].mean()
        for t in range(3)
        if backed[third == t].any() and not backed[third == t].all()
    ]
    return float(np.mean(differences)) if differences else math.nan


def weeks_to_use(lives: Lives, arm: str) -> float:
    """Median weeks from the first proposal by a member to use; use follows adoption after a fixed time."""
    until = lives[arm].scenario.behaviour.ideas.adoption_weeks
    weeks = [
        idea.adopted + until - idea.proposed
        for idea in ideas_of(lives[arm])
        if idea.adopted >= 0 and idea.community >= 0
    ]
    return float(np.median(weeks)) if weeks else math.nan


def lost_after(lives: Lives, arm: str) -> float:
    """Problems waiting a week on the topic of a member's idea in its unit, in the year from use on, case less twin."""
    return _lost(lives, arm, after=True)


def lost_before(lives: Lives, arm: str) -> float:
    """The same in the half year before the proposal."""
    return _lost(lives, arm, after=False)


def _lost(lives: Lives, arm: str, after: bool) -> float:
    until = lives[arm].scenario.behaviour.ideas.adoption_weeks
    here, there, differences = waiting(lives[arm]), waiting(lives[TWIN]), []
    for idea in ideas_of(lives[arm]):
        if idea.adopted < 0 or idea.community < 0:
            continue
        first = idea.adopted + until if after else idea.proposed - BEFORE
        last = first + AFTER if after else idea.proposed
        if first >= 0 and last <= len(here):
            weeks = slice(first, last)
            differences.append((here[weeks, idea.unit, idea.topic] - there[weeks, idea.unit, idea.topic]).mean())
    return float(np.mean(differences)) if differences else math.nan


def waiting(lived: Lived) -> Array:
    """[weeks, U, K] problems of a unit on a topic that are open at the end of a week."""
    problems, o, weeks = problems_of(lived), lived.scenario.organization, len(lived.totals)
    change = np.zeros((weeks + 1, o.units, o.topics))
    np.add.at(change, (problems.arrived, problems.unit, problems.topic), 1.0)
    np.add.at(change, (np.minimum(problems.ended, weeks), problems.unit, problems.topic), -1.0)
    return change.cumsum(axis=0)[:weeks]
