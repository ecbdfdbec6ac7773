"""M8 Codify: members' projects, of their own accord or owed, and the deliverables that sponsors order.

Reads: policy.support.library, obligation, sponsorship.sponsor; memberships, passion, expertise, price, practice.
Writes: minutes[CODIFYING, OBLIGED_WRITING]; memberships.project, subject, obliged, items (set back when a project is
due); communities.ordered; office.project_hours, order_hours; events codify (by practice.py), deliver, leave. Theory:
writing is the last claim on time, so it is done by those who care and have time; obliged hours are always done, but
with the effort that motives supply.
"""

from typing import Any

from copsim import decision
from copsim.config.behaviour.people import TimePrice
from copsim.config.behaviour.practice import Codifying
from copsim.config.levers.backing import Direction, Sponsorship
from copsim.config.records import option
from copsim.kernel import logistic, part
from copsim.mechanisms.briefings import wanted_topic
from copsim.mechanisms.exchanges import story_topic
from copsim.mechanisms.gates import OBLIGED, PARTICIPANT, YOKED
from copsim.mechanisms.membership import move
from copsim.mechanisms.motives import price_within, urge
from copsim.mechanisms.practice import level_of, write_down
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import is_removed
from copsim.state.skills import expertise, passion
from copsim.state.world import CODIFYING, NOBODY, OBLIGED_WRITING, World
from copsim.streams import at, race, uniform

BY_SPONSOR: Any = option(Direction, "outcomes_set_by", "sponsor")
WRITTEN = 33  # in place of the number of a prescribed slot
NO_SPONSOR: Any = option(Sponsorship, "sponsor", "none")
YEAR = 52.0


@part
def wish_to_write(passion: float, identification: float, urge: float, law: Codifying) -> float:
    """undertake + passion + identification + urge (logit), before duty and cost; ``urge``: rewards and the like."""
    return law.undertake + law.passion * passion + law.identification * identification + urge


@part
def chance_to_write(wish: float, duty: float, hours: float, price: float, time: TimePrice) -> float:
    """σ(wish + duty - cost of the hours a week): the chance to take on a project."""
    return logistic(wish + duty - cost_of_hours(hours, price, time.weight))


@part
def weeks_between(projects_per_year: float) -> int:
    """Whole weeks from one obliged project to the next, at least 1."""
    return max(1, int(YEAR / projects_per_year + 0.5))


@part
def weekly_part(minutes: int, weeks: int) -> int:
    """Whole minutes a week, rounded up: the last week has the rest."""
    return (minutes + weeks - 1) // weeks


@part
def orders(r: Rules) -> bool:
    """True if there is a sponsor who orders deliverables."""
    return r.policy.obligation.deliverables_on_demand == 1 and r.policy.sponsorship.sponsor != NO_SPONSOR


@part
def plan(w: World, r: Rules) -> None:
    """Hours a week that obligations cost a member, which people reckon with when they join, stay and attend."""
    law = r.behaviour.codifying
    w.office.project_hours[0] = r.policy.obligation.projects_per_year * law.project_hours / YEAR
    w.office.order_hours[0] = law.order_hours / law.order_weeks if orders(r) else 0.0


@part
def fulfil(w: World, r: Rules, now: int) -> None:
    """Projects that are due are done in required hours, or the membership is lost; deliverables are ordered."""
    if orders(r):
        order_all(w, r, now)
    yearly, m = r.policy.obligation.projects_per_year, w.memberships
    if yearly <= 0.0:
        return
    weeks = weeks_between(yearly)
    for n in range(w.totals.memberships[0]):
        if m.row[n] == NOBODY or m.level[n] < PARTICIPANT:
            continue
        if now > m.since[n] and (now - m.since[n]) % weeks == 0:
            be_due(w, r, n, now)
        if m.project[n] > 0 and m.obliged[n] == 1:
            work_on(w, r, n, OBLIGED_WRITING, now)


@part
def be_due(w: World, r: Rules, n: int, now: int) -> None:
    """A year's (or half year's) project is due: written already, under way, taken on now, or refused."""
    m, i, q = w.memberships, w.memberships.row[n], int(w.memberships.community[n])
    if m.items[n] <= 0 and m.project[n] == 0:
        k = topic_to_write(w, r, i, q, now)
        k = story_topic(w, i, q) if k == NOBODY else k
        bound = m.level[n] == OBLIGED or r.policy.membership.rule == YOKED  # has no membership to lose
        u = uniform(at(r.chance, decision.DELIVER, now, now), w.people.key[i], q)
        if bound or u < chance_to_take_on(w, r, n, k, r.behaviour.codifying.duty):
            begin(w, r, n, k, 1)
        else:
            move(w, ledger.LEAVE, i, q, ledger.DUTY, 1, 0)
    m.items[n] = -1 if m.project[n] > 0 else 0  # what is under way counts for the time that has passed


@part
def chance_to_take_on(w: World, r: Rules, n: int, k: int, duty: float) -> float:
    """Chance that a member takes on a project on a topic."""
    law, i = r.behaviour.codifying, w.memberships.row[n]
    wish = wish_to_write(passion(w.skills, i, k), w.memberships.identification[n], urge(w, r, n, NOBODY), law)
    return chance_to_write(wish, duty, law.project_hours / law.project_weeks, price_within(w, r, i), r.behaviour.time)


@part
def topic_to_write(w: World, r: Rules, i: int, q: int, now: int) -> int:
    """Topic of the domain on which a person has most to add, by passion times what practice lacks; or NOBODY.

    Where the sponsor sets the outcomes, it is a topic that the organization demands.
    """
    if r.policy.direction.outcomes_set_by == BY_SPONSOR:
        return wanted_topic(w, r, q, WRITTEN, now)
    most, chosen = 0.0, NOBODY
    for t in range(w.communities.breadth[q]):
        k = int(w.domains.subject[q, t])
        weight = passion(w.skills, i, k) * (expertise(w.skills, i, k) - level_of(w, q, k))
        if weight > most:
            most, chosen = weight, k
    return chosen


@part
def begin(w: World, r: Rules, n: int, k: int, obliged: int) -> None:
    """A member begins a project."""
    w.memberships.project[n] = int(60.0 * r.behaviour.codifying.project_hours)
    w.memberships.subject[n] = k
    w.memberships.obliged[n] = obliged


@part
def work_on(w: World, r: Rules, n: int, use: int, now: int) -> None:
    """A week's part of a project; in the last week the item is finished."""
    m, law, i = w.memberships, r.behaviour.codifying, w.memberships.row[n]
    q, channel = int(m.community[n]), ledger.DUTY if use == OBLIGED_WRITING else ledger.WORK
    minutes = min(int(m.project[n]), weekly_part(int(60.0 * law.project_hours), law.project_weeks))
    left = int(m.project[n]) - minutes
    m.project[n] = left
    if left == 0 and is_removed(r.without, now, ledger.CODIFY, NOBODY, w.people.key[i], NOBODY, q, channel):
        return
    w.minutes[i, use] += minutes
    if left == 0:
        write_down(w, r, i, int(m.subject[n]), n, law.project_hours, channel)


@part
def undertake(w: World, r: Rules, now: int) -> None:
    """Where there is a place for it, participants write of their own accord, in what time is left of the week."""
    yearly, m, weeks = r.policy.obligation.projects_per_year, w.memberships, r.behaviour.codifying.period_weeks
    if r.policy.support.library == 0 and yearly <= 0.0 and not orders(r):
        return
    base = at(r.chance, decision.UNDERTAKE, now, now)
    for n in range(w.totals.memberships[0]):
        i = m.row[n]
        if i == NOBODY or m.level[n] < PARTICIPANT:
            continue
        if m.project[n] == 0 and (now + w.people.seat[i]) % weeks == 0:
            k = topic_to_write(w, r, i, int(m.community[n]), now)
            u = uniform(base, w.people.key[i], m.community[n])
            if k != NOBODY and u < chance_to_take_on(w, r, n, k, 0.0):
                begin(w, r, n, k, 0)
        if m.project[n] > 0 and (m.obliged[n] == 0 or yearly <= 0.0):
            work_on(w, r, n, CODIFYING, now)


@part
def order_all(w: World, r: Rules, now: int) -> None:
    """Every quarter the sponsor orders a deliverable of each community; orders are spread over the quarter."""
    for q in range(w.communities.size):
        if w.communities.alive[q] == 1 and (now + q) % r.behaviour.codifying.order_weeks == 0:
            order(w, r, q, now)


@part
def order(w: World, r: Rules, q: int, now: int) -> None:
    """Members are called to work on a deliverable as often as they usually attend; the next meeting has less time."""
    m, law = w.memberships, r.behaviour.codifying
    called, minutes, parts = at(r.chance, decision.CALLED, now, now), int(60.0 * law.order_hours), 0
    k = ordered_topic(w, r, q, now)
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        i = m.row[n]
        if m.level[n] < PARTICIPANT or uniform(called, w.people.key[i], q) >= m.habit[n]:
            continue
        if not is_removed(r.without, now, ledger.CODIFY, NOBODY, w.people.key[i], NOBODY, q, ledger.DUTY):
            w.minutes[i, OBLIGED_WRITING] += minutes
            write_down(w, r, i, k, n, law.order_hours, ledger.DUTY)
            parts += 1
    if parts > 0:
        record(w.events, w.totals, ledger.DELIVER, NOBODY, NOBODY, NOBODY, k, q, ledger.DUTY, parts, 0, 0.0)
    w.communities.ordered[q] = 1


@part
def ordered_topic(w: World, r: Rules, q: int, now: int) -> int:
    """Topic of a deliverable: a keyed choice by the weight in the domain."""
    base, best, chosen = at(r.chance, decision.ORDERED_TOPIC, now, now), 0.0, NOBODY
    for t in range(w.communities.breadth[q]):
        k = int(w.domains.subject[q, t])
        entry = race(uniform(base, q, k), w.domains.weight[q, k])
        if chosen == NOBODY or entry > best:
            best, chosen = entry, k
    return chosen


@part
def slots_left(w: World, r: Rules, q: int) -> int:
    """Exchanges for which a meeting has time beside a deliverable."""
    taken = r.behaviour.codifying.order_slots if w.communities.ordered[q] == 1 else 0
    return max(0, r.behaviour.meeting.slots - taken)


@part
def close_order(w: World, q: int) -> None:
    """The deliverable has had its meeting."""
    w.communities.ordered[q] = 0
