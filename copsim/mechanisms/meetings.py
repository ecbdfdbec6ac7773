"""M5 Meet: duty and wish bring people to a meeting; exchanges.py has what happens there.

Reads: memberships, passion, open problems, agenda, price, order_hours. Writes: domains.agenda; memberships.duty,
attended; minutes[DUTY, MEETING]; events attend. Theory: docs/model, the first two scarcities.
"""

from typing import Any

from copsim import decision
from copsim.config.levers.design import Leadership
from copsim.config.levers.occasions import Events
from copsim.config.records import option
from copsim.kernel import part
from copsim.mechanisms.airtime import chance_to_attend
from copsim.mechanisms.fit import fit, open_problem
from copsim.mechanisms.gates import OBLIGED, PARTICIPANT
from copsim.mechanisms.motives import price_within
from copsim.mechanisms.order import sort
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.work import is_open
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import is_removed
from copsim.state.world import DUTY, MEETING, NOBODY, Table, World
from copsim.streams import at, cannot_beat, fact, lasting, race, uniform

BY_EMAIL: Any = option(Events, "mode", "email")
IN_PERSON: Any = option(Events, "mode", "in_person")
LEADERLESS: Any = option(Leadership, "chosen_by", "nobody")
SUPPORTED = 2  # who prepares the meeting: 1 is the coordinator
NO_PROBLEM = 0.1  # weight of a topic on which nobody is known to have a problem


@part
def meets(communities: Table, q: int, now: int, events: Events) -> bool:
    """True if the community meets this week; meetings of different communities are spread over the rhythm."""
    return communities.alive[q] == 1 and events.mode != BY_EMAIL and (now + q) % events.meeting_weeks == 0


@part
def summon(w: World, r: Rules, now: int) -> None:
    """Duty comes first: whoever is obliged to attend this week, and the hours that takes."""
    for q in range(w.communities.size):
        if meets(w.communities, q, now, r.policy.events):
            by_rule(w, r, q, now)
            by_yoke(w, r, q, now)


@part
def by_rule(w: World, r: Rules, q: int, now: int) -> None:
    """Obliged members are called up with the chance that policy requires."""
    required = r.policy.membership.required_attendance
    if required <= 0.0:
        return
    base, m = at(r.chance, decision.DUTY, now, now), w.memberships
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        i = m.row[n]
        if m.level[n] == OBLIGED and uniform(base, w.people.key[i], q) < required:
            call_up(w, r, q, n, now)


@part
def by_yoke(w: World, r: Rules, q: int, now: int) -> None:
    """As many members as attended in the twin are called up: those with the smallest draws."""
    start, yoke = w.rosters.start[q], r.yoke
    imposed = yoke.on == 1 and yoke.hours == 1 and yoke.start <= now < yoke.start + yoke.attendance.shape[0]
    if not imposed:
        return
    base, count, places = at(r.chance, decision.DUTY, now, now), w.rosters.start[q + 1] - start, w.scratch.places
    for n in range(count):
        places[n] = w.rosters.member[start + n]
        w.scratch.floats[n] = uniform(base, w.people.key[w.memberships.row[places[n]]], q)
    sort(w.scratch.floats, places, count)
    for n in range(min(count, yoke.attendance[now - yoke.start, q])):
        call_up(w, r, q, places[n], now)


@part
def call_up(w: World, r: Rules, q: int, n: int, now: int) -> None:
    """One member has to come."""
    i = w.memberships.row[n]
    if not is_removed(r.without, now, ledger.ATTEND, NOBODY, w.people.key[i], NOBODY, q, ledger.DUTY):
        w.memberships.duty[n] = 1
        w.minutes[i, DUTY] += int(60.0 * r.policy.events.meeting_hours)


@part
def set_agenda(w: World, r: Rules, q: int, now: int) -> None:
    """Topics of this week's meeting: drawn by how many problems of members are known to those who set it."""
    domains, law, breadth = w.domains, r.behaviour.meeting, w.communities.breadth[q]
    for t in range(breadth):
        domains.agenda[q, domains.subject[q, t]] = 0
    led = r.policy.leadership.chosen_by != LEADERLESS
    if r.policy.events.agenda == 0 or (led and w.communities.helped_agenda[q] == 0):
        return
    count_known(w, r, q)
    base = at(r.chance, decision.AGENDA, now, now)
    for _ in range(min(law.agenda_topics, breadth)):
        best, chosen = 0.0, NOBODY
        for t in range(breadth):
            k = int(domains.subject[q, t])
            if domains.agenda[q, k] == 1:
                continue
            u, weight = fact(base, q, k), NO_PROBLEM + w.scratch.counts[k]
            if chosen != NOBODY and cannot_beat(u, weight, best):
                continue
            entry = race(u, weight)
            if chosen == NOBODY or entry > best:
                best, chosen = entry, k
        domains.agenda[q, chosen] = 1


@part
def count_known(w: World, r: Rules, q: int) -> None:
    """scratch.counts: by topic, the open problems of members that those who set the agenda have heard of."""
    problems, desks, counts, law = w.problems, w.desks, w.scratch.counts, r.behaviour.meeting
    known = law.heard_facilitated if w.communities.helped_agenda[q] == SUPPORTED else law.heard
    for t in range(w.communities.breadth[q]):
        counts[w.domains.subject[q, t]] = 0
    for n in range(w.rosters.start[q], w.rosters.start[q + 1]):
        i = w.memberships.row[w.rosters.member[n]]
        for d in range(desks.start[i], desks.start[i + 1]):
            p = desks.problem[d]
            k = problems.topic[p]
            if w.domains.weight[q, k] > 0.0 and is_open(problems, p):
                heard = lasting(r.chance, decision.HEARD, problems.arrived[p], problems.id[p], q) < known
                counts[k] += 1 if heard else 0


@part
def attend(w: World, r: Rules, q: int, now: int) -> int:
    """Who comes, by duty or by wish; the places of their memberships stand in scratch. Returns how many."""
    base, m, present = at(r.chance, decision.ATTEND, now, now), w.memberships, 0
    minutes = int(60.0 * r.policy.events.meeting_hours)
    only_called = r.yoke.on == 1 and r.yoke.hours == 1
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        i = m.row[n]
        if m.level[n] < PARTICIPANT:
            continue
        p = open_problem(w.problems, w.desks, w.domains, i, q)
        relevant = 1.0 if p >= 0 and w.domains.agenda[q, w.problems.topic[p]] == 1 else 0.0
        duty = m.duty[n] == 1
        comes = duty or (not only_called and wishes_to_come(w, r, q, n, relevant, uniform(base, w.people.key[i], q)))
        channel = ledger.DUTY if duty else ledger.MEETING
        if is_removed(r.without, now, ledger.ATTEND, NOBODY, w.people.key[i], NOBODY, q, channel):
            comes = False
        m.attended[n] = 1 if comes else 2
        if comes:
            travel = int(60.0 * hours_of_travel(w, r, i, q))
            w.minutes[i, MEETING] += travel + (0 if duty else minutes)
            w.communities.came[q] += 1
            w.communities.freely[q] += 0 if duty else minutes
            record(w.events, w.totals, ledger.ATTEND, NOBODY, i, NOBODY, NOBODY, q, channel, minutes, 0, relevant)
            w.scratch.places[present] = n
            present += 1
    return present


@part
def hours_of_travel(w: World, r: Rules, i: int, q: int) -> float:
    """Hours that a meeting in person takes those who sit at another site than the coordinator."""
    hours, seat = r.behaviour.gathering.travel_hours, w.communities.coordinator[q]
    if hours <= 0.0 or r.policy.events.mode != IN_PERSON or seat == NOBODY:
        return 0.0
    return hours if w.people.site[w.places.row_of_seat[seat]] != w.people.site[i] else 0.0


@part
def wishes_to_come(w: World, r: Rules, q: int, n: int, relevant: float, u: float) -> bool:
    """Whether a member comes of their own accord; the hours of orders, which fall to those who come, count too."""
    m, i = w.memberships, w.memberships.row[n]
    ordered = r.policy.events.meeting_weeks * w.office.order_hours[0]
    likely = chance_to_attend(
        fit(w.skills, w.domains, w.communities.breadth[q], i, q, r.behaviour.joining.breadth_dilutes),
        m.benefit[n],
        relevant,
        m.habit[n],
        m.identification[n],
        r.policy.events.meeting_hours + hours_of_travel(w, r, i, q) + ordered,
        price_within(w, r, i),
        r.behaviour.meeting,
        r.behaviour.time,
    )
    return u < likely
