"""M5 Meet: duty and wish bring people to a meeting; a handful of exchanges is all it has time for.

Reads: memberships, passion, expertise, open problems, agenda, price. Writes: memberships.duty, attended,
learned, interest, helped, solved; communities.agenda; problems.by_meeting; minutes[DUTY, MEETING]; events
attend, tell, answer, gain (channel meeting), contact. Theory: docs/model, the second scarcity.
"""

from copsim import decision
from copsim.config.behaviour.exchange import Meeting
from copsim.config.behaviour.people import TimePrice
from copsim.config.policy import Policy
from copsim.kernel import compiled
from copsim.mechanisms.airtime import chance_to_attend
from copsim.mechanisms.fit import fit, open_problem
from copsim.mechanisms.work import is_open
from copsim.mechanisms.yoke import Yoke
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.removal import Without, is_removed
from copsim.state.world import (
    DUTY,
    MEETING,
    NOBODY,
    Communities,
    Events,
    Floats,
    Hours,
    Memberships,
    People,
    Problems,
    Scratch,
)
from copsim.streams import Chance, at, fact, lasting, race, uniform

OBLIGED = 3


@compiled
def meets(communities: Communities, q: int, now: int, weeks: int) -> bool:
    """True if the community meets this week; meetings of different communities are spread over the rhythm."""
    return communities.alive[q] == 1 and (now + q) % weeks == 0


@compiled
def summon(
    people: People,
    memberships: Memberships,
    communities: Communities,
    hours: Hours,
    scratch: Scratch,
    yoke: Yoke,
    now: int,
    chance: Chance,
    without: Without,
    policy: Policy,
) -> None:
    """Duty comes first: whoever is obliged to attend this week, and the hours that takes."""
    base = at(chance, decision.DUTY, now, now)
    minutes = int(60.0 * policy.events.meeting_hours)
    for q in range(communities.alive.size):
        first, last = communities.start[q], communities.start[q + 1]
        held = meets(communities, q, now, policy.events.meeting_weeks)
        imposed = yoke.hours == 1 and held and yoke.start <= now < yoke.start + yoke.attendance.shape[0]
        wanted = yoke.attendance[now - yoke.start, q] if imposed else -1
        for n in range(first, last):
            memberships.duty[communities.member[n], communities.slot[n]] = 0
            scratch.floats[n - first] = uniform(base, people.key[communities.member[n]], q) if held else 1.0
        if not held:
            continue
        mark = cut_for(scratch.floats, scratch.more, last - first, wanted)
        for n in range(first, last):
            i, s = communities.member[n], communities.slot[n]
            u = scratch.floats[n - first]
            by_rule = memberships.level[i, s] == OBLIGED and u < policy.membership.required_attendance
            away = is_removed(without, now, ledger.ATTEND, NOBODY, people.key[i], NOBODY, q, ledger.DUTY)
            if not away and (by_rule or (wanted >= 0 and u <= mark)):
                memberships.duty[i, s] = 1
                hours.minutes[i, DUTY] += minutes


@compiled
def cut_for(draws: Floats, ordered: Floats, count: int, wanted: int) -> float:
    """Largest among the ``wanted`` smallest of ``count`` draws, which calls up exactly that many; -1 for none."""
    if wanted <= 0 or count == 0:
        return -1.0
    for n in range(count):
        place = n
        while place > 0 and ordered[place - 1] > draws[n]:
            ordered[place] = ordered[place - 1]
            place -= 1
        ordered[place] = draws[n]
    return ordered[min(wanted, count) - 1]


@compiled
def set_agenda(
    people: People,
    memberships: Memberships,
    communities: Communities,
    problems: Problems,
    q: int,
    now: int,
    chance: Chance,
    has_agenda: int,
    law: Meeting,
) -> None:
    """Topics of this week's meeting: drawn by how many problems of members are known to those who set it."""
    base = at(chance, decision.AGENDA, now, now)
    known = law.heard_facilitated if communities.helped_agenda[q] == 1 else law.heard
    topics = communities.agenda.shape[1]
    for k in range(topics):
        communities.agenda[q, k] = 0
    for _ in range(min(law.agenda_topics, topics) if has_agenda == 1 else 0):
        best, chosen = 0.0, NOBODY
        for t in range(communities.breadth[q]):
            k = communities.subject[q, t]
            if communities.agenda[q, k] == 1:
                continue
            count = 0
            for n in range(communities.start[q], communities.start[q + 1]):
                i = communities.member[n]
                for m in range(problems.start[i], problems.start[i + 1]):
                    p = problems.listed[m]
                    if (
                        problems.topic[p] == k
                        and is_open(problems, p)
                        and lasting(chance, decision.HEARD, problems.arrived[p], problems.id[p], q) < known
                    ):
                        count += 1
            entry = race(fact(base, q, k), 0.1 + count)
            if chosen == NOBODY or entry > best:
                best, chosen = entry, k
        if chosen != NOBODY:
            communities.agenda[q, chosen] = 1


@compiled
def attend(
    people: People,
    memberships: Memberships,
    communities: Communities,
    problems: Problems,
    hours: Hours,
    events: Events,
    scratch: Scratch,
    q: int,
    now: int,
    chance: Chance,
    without: Without,
    policy: Policy,
    law: Meeting,
    time: TimePrice,
    dilutes: float,
    yoked: bool,
) -> int:
    """Who comes, by duty or by wish; their rows and slots stand in scratch. Returns how many."""
    base = at(chance, decision.ATTEND, now, now)
    minutes = int(60.0 * policy.events.meeting_hours)
    present = 0
    for n in range(communities.start[q], communities.start[q + 1]):
        i, s = communities.member[n], communities.slot[n]
        if memberships.level[i, s] < 2:
            continue
        p = open_problem(problems, communities, i, q)
        relevant = 1.0 if p >= 0 and communities.agenda[q, problems.topic[p]] == 1 else 0.0
        likely = chance_to_attend(
            fit(people, communities, i, q, dilutes),
            memberships.benefit[i, s],
            relevant,
            memberships.habit[i, s],
            memberships.identification[i, s],
            policy.events.meeting_hours,
            hours.price[i],
            law,
            time,
        )
        duty = memberships.duty[i, s] == 1
        comes = duty or (not yoked and uniform(base, people.key[i], q) < likely)
        channel = ledger.DUTY if duty else ledger.MEETING
        if is_removed(without, now, ledger.ATTEND, NOBODY, people.key[i], NOBODY, q, channel):
            comes = False
        memberships.attended[i, s] = 1 if comes else 2
        if comes:
            if not duty:
                hours.minutes[i, MEETING] += minutes
            record(events, ledger.ATTEND, NOBODY, i, NOBODY, NOBODY, q, channel, minutes, 0.0, relevant)
            scratch.rows[present] = i
            scratch.slots[present] = s
            present += 1
    return present
