"""The order of a week, on one screen. Claims on time come in the order in which people must honour them.

Mechanisms read the state of last week's end and write flows; settlement turns flows into stocks.
"""

from typing import NamedTuple

from copsim.config.behaviours import Behaviour
from copsim.config.organization import Organization
from copsim.config.policy import Policy
from copsim.kernel import written_out
from copsim.mechanisms import (
    asking,
    awareness,
    exchanges,
    facilitation,
    learning,
    meetings,
    membership,
    queries,
    rosters,
    settlement,
    ties,
    timekeeping,
    turnover,
    work,
)
from copsim.mechanisms.yoke import Yoke
from copsim.state import ledger
from copsim.state.removal import Without
from copsim.state.world import World
from copsim.streams import Chance


class Rules(NamedTuple):
    """Everything a week goes by that is not state."""

    organization: Organization
    behaviour: Behaviour
    policy: Policy
    chance: Chance
    without: Without
    yoke: Yoke
    mark: float  # demand-weighted expertise from which a newcomer counts as an expert


@written_out
def week(w: World, r: Rules, now: int) -> None:
    """One week of the organization."""
    b, people, hours, events = r.behaviour, w.people, w.hours, w.events
    settlement.open_week(w.problems, w.communities, events)
    timekeeping.begin(people, hours, r.policy.funding)
    facilitation.plan(people, w.communities, now, r.policy, b.facilitation, b.awareness)
    meetings.summon(people, w.memberships, w.communities, hours, w.scratch, r.yoke, now, r.chance, r.without, r.policy)
    work.arrive(people, w.places, w.problems, events, now, r.chance, b.work)
    work.list_by_seat(people, w.problems)
    work.attempt(people, w.problems, hours, now, r.chance, r.organization, b.work)
    timekeeping.reprice(people, hours, r.organization, b.time)
    asking.ask_ties(
        people,
        w.ties,
        w.problems,
        hours,
        events,
        w.scratch,
        now,
        r.chance,
        r.without,
        b.work,
        b.asking,
        b.learning,
        b.time,
    )
    timekeeping.reprice(people, hours, r.organization, b.time)
    meet(w, r, now)
    timekeeping.reprice(people, hours, r.organization, b.time)
    queries.read_all(w.memberships, w.communities, hours, b.querying)
    queries.post(
        people,
        w.ties,
        w.communities,
        w.memberships,
        w.problems,
        hours,
        events,
        w.scratch,
        now,
        r.chance,
        r.without,
        r.policy,
        r.organization.site_hours_apart,
        b.work,
        b.asking,
        b.awareness,
        b.joining,
        b.querying,
        b.learning,
        b.time,
    )
    learning.learn_at_work(people, w.problems, events, b.learning)
    ties.mix(people, w.places, events, now, r.chance, b.ties)
    awareness.introduce(
        people,
        w.communities,
        w.memberships,
        events,
        now,
        r.chance,
        b.joining.breadth_dilutes,
        r.policy.membership.rule,
        b.joining.cooling_weeks,
        b.awareness,
    )
    timekeeping.reprice(people, hours, r.organization, b.time)
    belong(w, r, now)
    turnover.decide(people, events, now, r.chance, b.turnover)
    turnover.recruit(people, events, now, r.chance, r.organization)
    settle(w, r, now)


@written_out
def meet(w: World, r: Rules, now: int) -> None:
    """The communities whose meeting falls in this week hold it."""
    b, m, c, s = r.behaviour, w.memberships, w.communities, w.scratch
    length = r.policy.events.meeting_hours
    yoked = r.yoke.on == 1 and r.yoke.hours == 1
    for q in range(c.alive.size):
        if not meetings.meets(c, q, now, r.policy.events.meeting_weeks):
            continue
        meetings.set_agenda(w.people, m, c, w.problems, q, now, r.chance, r.policy.events.agenda, b.meeting)
        present = meetings.attend(
            w.people,
            m,
            c,
            w.problems,
            w.hours,
            w.events,
            s,
            q,
            now,
            r.chance,
            r.without,
            r.policy,
            b.meeting,
            b.time,
            b.joining.breadth_dilutes,
            yoked,
        )
        exchanges.raise_hands(w.people, m, c, w.problems, s, present, q, now, r.chance, b.meeting)
        for _ in range(b.meeting.slots):
            speaker = exchanges.next_speaker(w.people, s, present)
            if speaker < 0:
                break
            exchanges.exchange(
                w.people,
                m,
                w.ties,
                c,
                w.problems,
                w.events,
                s,
                present,
                speaker,
                q,
                length / b.meeting.slots,
                now,
                r.chance,
                r.without,
                r.policy.rewards.recognition,
                b.work,
                b.asking,
                b.meeting,
                b.querying,
                b.learning,
                b.benefit.boredom,
            )
            s.floats[speaker] = exchanges.SILENT
        exchanges.talk(w.people, w.events, s, present, q, now, r.chance, b.ties)


@written_out
def belong(w: World, r: Rules, now: int) -> None:
    """Who joins and who leaves, by wish, by duty or by yoke."""
    b, m, c = r.behaviour, w.memberships, w.communities
    membership.reconsider(
        w.people,
        w.ties,
        c,
        m,
        w.problems,
        w.hours,
        w.events,
        w.scratch,
        now,
        r.chance,
        r.policy.membership,
        r.policy.rewards.recognition,
        b.awareness,
        b.joining,
        b.benefit,
        b.time,
    )
    membership.oblige(w.people, c, m, w.events, r.policy.membership.rule)
    membership.impose(w.people, w.places, w.events, r.yoke, now)


@written_out
def settle(w: World, r: Rules, now: int) -> None:
    """Flows become stocks; people and memberships change last, so that all of the week is credited first."""
    b, people, events = r.behaviour, w.people, w.events
    settlement.close_problems(people, w.problems, events, now, b.work)
    settlement.use_knowledge(people, events, now)
    settlement.add_up(people, events, w.scratch)
    settlement.change_expertise(people, w.scratch, now, b.forgetting, b.turnover)
    settlement.change_overload(people, w.hours, r.organization, b.turnover)
    for i in range(people.seat.size):
        w.scratch.leaving[i] = 0
    for e in range(events.total[0]):
        if events.kind[e] == ledger.QUIT:
            w.scratch.leaving[events.row[e]] = 1
    ties.learn_directory(w.ties, people, events, b.asking)
    ties.fade(people, w.ties, w.scratch.leaving, b.ties, b.turnover)
    ties.strengthen(people, w.ties, events, w.scratch, w.scratch.leaving, b.ties)
    ties.make(people, w.ties, w.scratch, b.ties, b.awareness.introduction_tie)
    ties.embed(people, w.ties)
    rosters.experience(w.communities, w.memberships, b.benefit, b.meeting)
    rosters.reread(people, w.communities, w.memberships, w.hours, now, b.joining, b.querying, b.time)
    changes = rosters.change_membership(
        people, w.ties, w.communities, w.memberships, w.hours, events, now, b.benefit, b.querying, b.time
    )
    changes += rosters.change_staff(
        people, w.ties, w.memberships, events, now, r.mark, w.places.demand, r.chance, b.people, b.turnover
    )
    if changes > 0:
        rosters.call_roll(w.communities, w.memberships)
    rosters.sum_up(people, w.communities, events, now, b.facilitation)
