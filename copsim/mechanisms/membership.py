"""M4 Join, stay, leave: who belongs, by wish, by recognition, by duty or by yoke.

Reads: fit, ties, price, memberships, policy.membership. Writes: events join and leave (settlement carries
them out), through awareness ``known``. Theory: docs/model; a mandate fixes membership and duty, nothing else.
"""

from typing import Any

from copsim import decision
from copsim.config.behaviour.community import Awareness, Benefit, Joining
from copsim.config.behaviour.people import TimePrice
from copsim.config.policy import Membership
from copsim.kernel import compiled, logistic
from copsim.mechanisms.awareness import hear, survey
from copsim.mechanisms.fit import expertise_on, fit, open_problem, pull, slot_in
from copsim.mechanisms.gates import MANDATED, MANDATED_OPEN, OPEN, YOKED, may_enter
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.mechanisms.yoke import Yoke
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.world import NOBODY, Communities, Events, Hours, Memberships, People, Places, Problems, Scratch, Ties
from copsim.streams import Chance, at, uniform

READER, PARTICIPANT, OBLIGED = 1, 2, 3


@compiled
def chance_to_join(pull_here: float, hours: float, price: float, joining: Joining, time: TimePrice) -> float:
    """σ(V - entry), V the pull less the cost of the expected hours; per consideration."""
    return logistic(pull_here - joining.entry - cost_of_hours(hours, price, time.weight))


@compiled
def utility_of_reading(pull_here: float, price: float, joining: Joining, time: TimePrice) -> float:
    """reader_benefit · (pull - entry) - cost of a reader's hours (logit)."""
    return joining.reader_benefit * (pull_here - joining.entry) - cost_of_hours(
        joining.reader_hours, price, time.weight
    )


@compiled
def chance_to_leave(pull_here: float, hours: float, price: float, joining: Joining, time: TimePrice) -> float:
    """σ(-sharpness · (V - entry + hysteresis)); per consideration."""
    stay = pull_here - joining.entry + joining.hysteresis - cost_of_hours(hours, price, time.weight)
    return logistic(-joining.leave_sharpness * stay)


@compiled
def reconsider(
    people: People,
    ties: Ties,
    communities: Communities,
    memberships: Memberships,
    problems: Problems,
    hours: Hours,
    events: Events,
    scratch: Scratch,
    now: int,
    chance: Chance,
    policy: Membership,
    recognition: float,
    awareness: Awareness,
    joining: Joining,
    benefit: Benefit,
    time: TimePrice,
) -> None:
    """Every few weeks a person hears of communities, joins some and leaves some. Guests join this week."""
    heard = at(chance, decision.BECOME_AWARE, now, now)
    weeks = joining.reconsider_weeks
    for i in range(people.seat.size):
        if people.filled[i] == 0:
            continue
        if memberships.guest[i] != NOBODY and policy.rule != YOKED:
            record(
                events,
                ledger.JOIN,
                NOBODY,
                i,
                NOBODY,
                NOBODY,
                memberships.guest[i],
                ledger.COMMUNITY,
                1,
                0.0,
                float(PARTICIPANT),
            )
        if (now + people.seat[i]) % weeks != 0:
            continue
        survey(ties, memberships, scratch, i)
        hear(people, communities, memberships, events, scratch, i, now, weeks, heard, awareness)
        if policy.rule == YOKED:
            continue
        leave_some(
            people,
            communities,
            memberships,
            problems,
            hours,
            events,
            scratch,
            i,
            now,
            chance,
            recognition,
            joining,
            time,
        )
        join_some(
            people,
            communities,
            memberships,
            problems,
            hours,
            events,
            scratch,
            i,
            now,
            chance,
            policy,
            recognition,
            awareness,
            joining,
            benefit,
            time,
        )


@compiled
def leave_some(
    people: People,
    communities: Communities,
    memberships: Memberships,
    problems: Problems,
    hours: Hours,
    events: Events,
    scratch: Scratch,
    i: int,
    now: int,
    chance: Chance,
    recognition: float,
    joining: Joining,
    time: TimePrice,
) -> None:
    """Voluntary members whom a community has stopped holding leave it; readers may become participants."""
    base = at(chance, decision.LEAVE, now, now)
    for s in range(memberships.community.shape[1]):
        q, level = memberships.community[i, s], memberships.level[i, s]
        if level != READER and level != PARTICIPANT:
            continue
        need = 0.5 if open_problem(problems, communities, i, q) >= 0 else 0.0
        standing = expertise_on(people, communities, i, q) - communities.reputation[q]
        here = pull(
            fit(people, communities, i, q, joining.breadth_dilutes),
            need,
            standing,
            scratch.bond[q],
            memberships.benefit[i, s],
            memberships.identification[i, s],
            recognition,
            joining,
        )
        if level == READER:
            reading = utility_of_reading(here, hours.price[i], joining, time)
            goes = logistic(-joining.leave_sharpness * (reading + joining.hysteresis))
            full = here - joining.entry - cost_of_hours(joining.expected_hours, hours.price[i], time.weight)
            if full > reading:
                record(events, ledger.JOIN, NOBODY, i, NOBODY, NOBODY, q, ledger.WORK, 0, 0.0, float(PARTICIPANT))
                continue
        else:
            goes = chance_to_leave(here, joining.expected_hours, hours.price[i], joining, time)
        if uniform(base, people.key[i], q) < goes:
            record(events, ledger.LEAVE, NOBODY, i, NOBODY, NOBODY, q, ledger.WORK, 1, 0.0, 0.0)


@compiled
def join_some(
    people: People,
    communities: Communities,
    memberships: Memberships,
    problems: Problems,
    hours: Hours,
    events: Events,
    scratch: Scratch,
    i: int,
    now: int,
    chance: Chance,
    policy: Membership,
    recognition: float,
    awareness: Awareness,
    joining: Joining,
    benefit: Benefit,
    time: TimePrice,
) -> None:
    """People join communities they know of, where the policy lets them and something pulls."""
    base = at(chance, decision.JOIN, now, now)
    for q in range(communities.alive.size):
        if (memberships.known[i] >> q) & 1 == 0 or q == memberships.guest[i]:
            continue
        if not may_enter(
            people, memberships, communities, i, q, now, policy.rule, joining.cooling_weeks, chance, awareness.fit_noise
        ):
            continue
        need = 1.0 if open_problem(problems, communities, i, q) >= 0 else 0.0
        standing = expertise_on(people, communities, i, q) - communities.reputation[q]
        expected = scratch.report[q] / scratch.bond[q] if scratch.bond[q] > 0.0 else benefit.prior
        here = pull(
            fit(people, communities, i, q, joining.breadth_dilutes),
            need,
            standing,
            scratch.bond[q],
            expected,
            0.0,
            recognition,
            joining,
        )
        level = PARTICIPANT
        joins = chance_to_join(here, joining.expected_hours, hours.price[i], joining, time)
        if policy.rule == OPEN:
            reads = logistic(utility_of_reading(here, hours.price[i], joining, time))
            if reads > joins:
                joins, level = reads, READER
        if uniform(base, people.key[i], q) < joins:
            record(events, ledger.JOIN, NOBODY, i, NOBODY, NOBODY, q, ledger.WORK, 1, 0.0, float(level))


@compiled
def oblige(people: People, communities: Communities, memberships: Memberships, events: Events, rule: Any) -> None:
    """A mandate puts each person into the community nearest the job's topic."""
    if rule != MANDATED and rule != MANDATED_OPEN:
        return
    for i in range(people.seat.size):
        if people.filled[i] == 0:
            continue
        q = communities.nearest[people.home[i]]
        if q == NOBODY or communities.alive[q] == 0:
            continue
        s = slot_in(memberships, i, q)
        if s == -1 or memberships.level[i, s] != OBLIGED:
            record(events, ledger.JOIN, NOBODY, i, NOBODY, NOBODY, q, ledger.DUTY, 1, 0.0, float(OBLIGED))


@compiled
def impose(people: People, places: Places, events: Events, yoke: Yoke, now: int) -> None:
    """A yoke makes the seats of the twin's joiners join and of its leavers leave, this week."""
    if yoke.on == 0 or now < yoke.start or now - yoke.start >= yoke.first.size - 1:
        return
    for n in range(yoke.first[now - yoke.start], yoke.first[now - yoke.start + 1]):
        i = places.row_of_seat[yoke.seat[n]]
        if people.filled[i] == 1:
            kind = ledger.JOIN if yoke.joins[n] == 1 else ledger.LEAVE
            channel = yoke.channel[n]
            record(events, kind, NOBODY, i, NOBODY, NOBODY, yoke.community[n], channel, 1, 0.0, yoke.value[n])
