"""The order of a week, on one screen. Claims on time come in the order in which people must honour them.

Mechanisms read the state of last week's end and write flows; settlement turns flows into stocks.
"""

from copsim.kernel import part
from copsim.mechanisms import (
    answers,
    asking,
    awareness,
    directory,
    exchanges,
    experience,
    facilitation,
    invitation,
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
from copsim.mechanisms.rules import Rules
from copsim.state.world import World


@part
def week(w: World, r: Rules, now: int) -> None:
    """One week of the organization."""
    settlement.open_week(w)
    timekeeping.begin(w, r)
    facilitation.plan(w, r, now)
    meetings.summon(w, r, now)
    work.arrive(w, now, r.chance, r.behaviour.work)
    work.list_by_seat(w)
    work.attempt(w, r, now)
    timekeeping.reprice(w, r)
    asking.ask_ties(w, r, now)
    timekeeping.reprice(w, r)
    meet(w, r, now)
    timekeeping.reprice(w, r)
    queries.read_all(w, r)
    queries.post(w, r, now)
    answers.read(w, r, now)
    answers.deliver(w, r, now)
    learning.learn_at_work(w, r)
    ties.mix(w, r, now)
    awareness.introduce(w, r, now)
    invitation.invite(w, r, now)
    timekeeping.reprice(w, r)
    membership.reconsider(w, r, now)
    membership.oblige(w, r)
    membership.impose(w, r, now)
    turnover.decide(w, r, now)
    turnover.recruit(w, r, now)
    settle(w, r, now)


@part
def meet(w: World, r: Rules, now: int) -> None:
    """The communities whose meeting falls in this week hold it."""
    for q in range(w.communities.size):
        if not meetings.meets(w.communities, q, now, r.policy.events.meeting_weeks):
            continue
        meetings.set_agenda(w, r, q, now)
        present = meetings.attend(w, r, q, now)
        exchanges.raise_hands(w, r, present, q, now)
        for _ in range(r.behaviour.meeting.slots):
            speaker = exchanges.next_speaker(w, present)
            if speaker < 0:
                break
            exchanges.exchange(w, r, present, speaker, q, now)
            w.scratch.floats[speaker] = exchanges.SILENT
        exchanges.talk(w, r, present, q, now)


@part
def settle(w: World, r: Rules, now: int) -> None:
    """Flows become stocks; people and memberships change last, so that all of the week is credited first."""
    settlement.close_problems(w, r, now)
    settlement.change_expertise(w, r, now)
    settlement.change_overload(w, r)
    ties.fade(w, r)
    ties.strengthen(w, r)
    directory.learn(w, r)
    experience.live_through(w, r)
    experience.reread(w, r, now)
    rosters.change(w, r, now)
    experience.sum_up(w, r, now)
