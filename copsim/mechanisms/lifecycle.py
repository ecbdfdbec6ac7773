"""M13 Lifecycle: founding from informal clusters, redefinition, subdivision, and the end of communities.

Reads: policy.formation, domain, funding.activity_grants; ties, passion, price, activity. Writes: communities (alive,
founded, activity, energy, stage, scope, breadth), domains (on redefining and splitting), people.called, known;
minutes[LEADING]; events found, dissolve, split, redefine. Theory: people found a community where those whom they know
share a passion, the more so when work does not bring them together; it takes hours, whose price money and time
granted lower. A community lives as long as something happens in it.
"""

from typing import Any

from copsim import decision
from copsim.config.behaviour.lifecycle import Lifecycle
from copsim.config.levers.design import Domain, Form, Formation
from copsim.config.records import option
from copsim.kernel import logistic, part
from copsim.mechanisms.motives import price_within
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.scope import ALL, in_scope
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import passion
from copsim.state.world import LEADING, NOBODY, World
from copsim.streams import at, uniform

SPONTANEOUS: Any = option(Formation, "how", "spontaneous")
BY_MEMBERS: Any = option(Domain, "redefined_by", "active_members")
WORK_GROUP: Any = option(Form, "form", "work_group")
PROJECT_TEAM: Any = option(Form, "form", "project_team")
NEVER: Any = option(Domain, "split_by", "never")
MOST_INTERESTED = 8
QUARTERS = 4.0
MONTH = 4
POTENTIAL, COALESCING, MATURING, STEWARDSHIP, TRANSFORMATION = range(5)
HALF_YEAR = 26


@part
def wish_to_found(passion: float, interested: int, apart: float, law: Lifecycle) -> float:
    """found + passion + interested ties (at most eight) + share of them in other units (logit), before the cost."""
    wish = law.found + law.found_passion * passion + law.found_apart * apart
    return wish + law.found_interested * min(MOST_INTERESTED, interested)


@part
def hours_unpaid(hours: float, grants: float, wage: float, leader_hours: float) -> float:
    """max(0, hours - a quarter's grant at the wage - a quarter's leader time): what founding takes of a founder."""
    bought = grants / QUARTERS / wage if wage > 0.0 else 0.0
    return max(0.0, hours - bought - leader_hours / QUARTERS)


@part
def think_of_founding(w: World, r: Rules, now: int) -> None:
    """Whoever cares most for a topic, and knows others who do, may found a community about it."""
    people, weeks, law = w.people, r.behaviour.joining.reconsider_weeks, r.behaviour.lifecycle
    if r.policy.formation.how != SPONTANEOUS:
        return
    base = at(r.chance, decision.FOUND_COMMUNITY, now, now)
    leader_hours = r.policy.funding.leader_weeks * r.organization.capacity_hours
    hours = hours_unpaid(
        law.founding_hours, w.office.paying[0] * r.policy.funding.activity_grants, r.organization.wage, leader_hours
    )
    for i in range(people.size):
        if people.filled[i] == 0 or (now + people.seat[i]) % weeks != 0:
            continue
        k = main_topic(w, i)
        cares = passion(w.skills, i, k)
        if cares < law.interested_from:
            continue
        for q in range(w.communities.size):
            if not could_be_founded(w, i, q, k):
                continue
            interested, apart = interested_ties(w, r, i, q, k)
            if interested < law.founders_least:
                continue
            wish = wish_to_found(cares, interested, apart / interested, law)
            cost = cost_of_hours(hours, price_within(w, r, i), r.behaviour.time.weight)
            if uniform(base, people.key[i], q) < logistic(wish - cost):
                w.minutes[i, LEADING] += int(60.0 * law.founding_hours)
                record(w.events, w.totals, ledger.FOUND, NOBODY, i, NOBODY, k, q, ledger.WORK, interested, 0, wish)
                break


@part
def main_topic(w: World, i: int) -> int:
    """The topic for which somebody cares most."""
    best, chosen = -1.0, 0
    for k in range(w.skills.shape[1]):
        cares = passion(w.skills, i, k)
        if cares > best:
            best, chosen = cares, k
    return chosen


@part
def could_be_founded(w: World, i: int, q: int, k: int) -> bool:
    """A community that is only possible yet, about this topic, for people like this one, with none like it alive."""
    c = w.communities
    if c.alive[q] == 1 or c.latent[q] == 0 or w.domains.weight[q, k] <= 0.0 or not in_scope(w, i, q):
        return False
    for other in range(c.size):
        same = c.scope_kind[other] == c.scope_kind[q] and c.scope[other] == c.scope[q]
        if c.alive[other] == 1 and same and w.domains.weight[other, k] >= w.domains.weight[q, k]:
            return False
    return True


@part
def interested_ties(w: World, r: Rules, i: int, q: int, k: int) -> tuple[int, float]:
    """How many ties of somebody care for a topic and could belong, and how many of these sit in other units."""
    seat, count, apart = w.ties.seat, 0, 0.0
    for t in range(seat.shape[1]):
        if seat[i, t] == NOBODY:
            continue
        j = w.places.row_of_seat[seat[i, t]]
        cares = w.people.filled[j] == 1 and passion(w.skills, j, k) >= r.behaviour.lifecycle.interested_from
        if cares and in_scope(w, j, q):
            count += 1
            apart += 1.0 if w.people.unit[j] != w.people.unit[i] else 0.0
    return count, apart


@part
def take_stock(w: World, now: int, memory: float) -> None:
    """Activity and energy of communities follow the week; their stage follows age, size and energy."""
    c = w.communities
    for q in range(c.size):
        if c.alive[q] == 0:
            c.stage[q] = POTENTIAL
            continue
        size = w.rosters.start[q + 1] - w.rosters.start[q]
        c.activity[q] += memory * (c.came[q] + c.written[q] - c.activity[q])
        c.energy[q] += 2.0 * memory * (c.freely[q] / 60.0 / max(1, size) - c.energy[q])
        c.peak[q] = max(c.peak[q], c.energy[q])
        age = now - c.founded[q]
        if age % HALF_YEAR == 0:
            c.stage[q] = stage_of(age, size, c.size_before[q], c.energy[q], c.peak[q])
            c.size_before[q] = size


@part
def stage_of(age: int, size: int, before: int, energy: float, peak: float) -> int:
    """Coalescing for half a year, then maturing while it grows, stewardship, transformation below half its peak."""
    if age < HALF_YEAR:
        return COALESCING
    if energy < 0.5 * peak:
        return TRANSFORMATION
    return MATURING if size > 1.05 * before else STEWARDSHIP


@part
def decide(w: World, r: Rules, now: int) -> None:
    """Once a month: which communities end, subdivide, or look again at what they are about."""
    c, law, domain = w.communities, r.behaviour.lifecycle, r.policy.domain
    for q in range(c.size):
        age = now - c.founded[q]
        if c.alive[q] == 0 or (now + q) % MONTH != 0:
            continue
        size = w.rosters.start[q + 1] - w.rosters.start[q]
        if is_over(r, age, c.activity[q]):
            record(w.events, w.totals, ledger.DISSOLVE, NOBODY, NOBODY, NOBODY, NOBODY, q, ledger.WORK, age, 0, 0.0)
        elif age < law.dissolve_weeks:
            continue
        elif domain.split_by != NEVER and domain.split_above > 0 and size > domain.split_above and can_split(w, r, q):
            leader = leader_of(w, q)
            if leader != NOBODY:
                w.minutes[leader, LEADING] += int(60.0 * law.founding_hours)
            record(w.events, w.totals, ledger.SPLIT, NOBODY, leader, NOBODY, NOBODY, q, ledger.WORK, size, 0, 0.0)
        elif domain.redefined_by == BY_MEMBERS and age % law.redefine_weeks < MONTH and c.breadth[q] > 1:
            record(w.events, w.totals, ledger.REDEFINE, NOBODY, NOBODY, NOBODY, NOBODY, q, ledger.WORK, 1, 0, 0.0)


@part
def is_over(r: Rules, age: int, activity: float) -> bool:
    """Whether a group has reached its end: communities and networks by falling silent, project teams by being done."""
    law, form = r.behaviour.lifecycle, r.policy.form
    if form.form == PROJECT_TEAM:
        return age >= form.project_weeks
    return form.form != WORK_GROUP and age >= law.dissolve_weeks and activity < law.dissolve_below


@part
def leader_of(w: World, q: int) -> int:
    """Row of the coordinator, if there is one still; else NOBODY."""
    seat = w.communities.coordinator[q]
    if seat == NOBODY:
        return NOBODY
    i = w.places.row_of_seat[seat]
    return int(i) if w.people.key[i] == w.communities.leader[q] and w.people.filled[i] == 1 else NOBODY


@part
def first_child(w: World, r: Rules, q: int) -> int:
    """Number of the first of the communities into which one can subdivide."""
    return int(w.office.roots[0]) + q * r.policy.domain.split_into


@part
def can_split(w: World, r: Rules, q: int) -> bool:
    """Whether a community is broad enough, and its parts can be told apart from those that live."""
    into, first = r.policy.domain.split_into, first_child(w, r, q)
    if first + into > w.communities.size:
        return False
    for child in range(first, first + into):
        if w.communities.alive[child] == 1:
            return False
    by_topic = r.policy.domain.split_by != REGIONAL
    return w.communities.breadth[q] >= into if by_topic else w.communities.scope_kind[q] == ALL


REGIONAL: Any = option(Domain, "split_by", "region")
