"""The order of a week, on one screen. Claims on time come in the order in which people must honour them.

Mechanisms read the state of last week's end and write flows; settlement turns flows into stocks.
"""

from copsim.kernel import part
from copsim.mechanisms import (
    answers,
    asking,
    awareness,
    briefings,
    codification,
    consultation,
    directory,
    exchanges,
    experience,
    facilitation,
    gatherings,
    ideas,
    invitation,
    leadership,
    learning,
    lifecycle,
    meetings,
    membership,
    motives,
    oversight,
    practice,
    practice_in_use,
    queries,
    rosters,
    settlement,
    succession,
    ties,
    timekeeping,
    turnover,
    valuation,
    work,
)
from copsim.mechanisms.rivals import classroom, listing, mentoring, repository
from copsim.mechanisms.rules import Rules
from copsim.state.world import World


@part
def week(w: World, r: Rules, now: int) -> None:
    """One week of the organization."""
    settlement.open_week(w, now)
    oversight.clear(w, r)
    motives.weigh(w, r)
    motives.ask_managers(w, r)
    timekeeping.begin(w, r)
    motives.report(w, r)
    facilitation.plan(w, r, now)
    codification.plan(w, r)
    meetings.summon(w, r, now)
    work.arrive(w, now, r.chance, r.behaviour.work)
    work.list_by_seat(w)
    work.attempt(w, r, now)
    codification.fulfil(w, r, now)
    mentoring.mentor(w, r, now)
    classroom.teach(w, r, now)
    repository.commission(w, r, now)
    timekeeping.reprice(w, r)
    asking.ask_ties(w, r, now)
    listing.ask_strangers(w, r, now)
    timekeeping.reprice(w, r)
    leadership.choose(w, r, now)
    leadership.lead(w, r, now)
    meet(w, r, now)
    timekeeping.reprice(w, r)
    queries.read_all(w, r)
    consultation.consult(w, r, now)
    queries.post(w, r, now)
    answers.read(w, r, now)
    answers.deliver(w, r, now)
    learning.learn_at_work(w, r)
    ties.mix(w, r, now)
    awareness.introduce(w, r, now)
    invitation.invite(w, r, now)
    timekeeping.reprice(w, r)
    codification.undertake(w, r, now)
    membership.reconsider(w, r, now)
    membership.oblige(w, r)
    membership.impose(w, r, now)
    lifecycle.think_of_founding(w, r, now)
    lifecycle.decide(w, r, now)
    gatherings.hold(w, r, now)
    ideas.happen(w, r, now)
    turnover.decide(w, r, now)
    turnover.dismiss(w, now)
    turnover.recruit(w, r, now)
    settle(w, r, now)


@part
def meet(w: World, r: Rules, now: int) -> None:
    """The communities whose meeting falls in this week hold it."""
    for q in range(w.communities.size):
        if not meetings.meets(w.communities, q, now, r.policy.events):
            continue
        meetings.set_agenda(w, r, q, now)
        present = meetings.attend(w, r, q, now)
        exchanges.raise_hands(w, r, present, q, now)
        taken = briefings.brief(w, r, present, q, now)
        for _ in range(codification.slots_left(w, r, q) - taken):
            speaker = exchanges.next_speaker(w, present)
            if speaker < 0:
                break
            exchanges.exchange(w, r, present, speaker, q, now)
            w.scratch.floats[speaker] = exchanges.SILENT
        exchanges.talk(w, r, present, q, now)
        codification.close_order(w, q)


@part
def settle(w: World, r: Rules, now: int) -> None:
    """Flows become stocks; people and memberships change last, so that all of the week is credited first."""
    settlement.close_problems(w, r, now)
    practice.settle(w, r, now)
    practice_in_use.pass_on(w, r, now)
    valuation.collect(w, r, now)
    valuation.review(w, r, now)
    settlement.change_expertise(w, r, now)
    settlement.change_overload(w, r)
    ties.fade(w, r)
    ties.strengthen(w, r)
    directory.learn(w, r)
    experience.get_used_to_pay(w, r)
    experience.live_through(w, r)
    experience.reread(w, r, now)
    rosters.change(w, r, now)
    experience.sum_up(w, r, now)
    lifecycle.take_stock(w, now, r.behaviour.lifecycle.activity_memory)
    succession.settle(w, r, now)
