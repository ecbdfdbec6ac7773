"""M5 Airtime that members do not dispose of: what the sponsor prescribes, and speakers from outside.

Reads: policy.direction.agenda_share, communities.briefing, demand, who is present. Writes: events tell (channel duty),
gain (channels meeting, outside); communities.heed, held, listened, memberships.learned, interest through exchanges.
Theory: whoever sets the agenda takes slots; those who speak by order do so with the effort that their motives supply,
and all listen as far as they care.
"""

from copsim import decision
from copsim.kernel import part
from copsim.mechanisms.airtime import attention, effort_of_answer
from copsim.mechanisms.exchanges import listen, seat_of
from copsim.mechanisms.fit import open_problem_on
from copsim.mechanisms.learning import gain_from_person
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import expertise, passion
from copsim.state.world import FINE, INTEREST, NOBODY, World
from copsim.streams import at, fact, race

OUTSIDER = 32  # in place of the number of a prescribed slot
TINY = 1e-9


@part
def slots_taken(share: float, slots: int) -> int:
    """share · slots, rounded: exchanges that the sponsor prescribes."""
    return int(share * slots + 0.5)


@part
def brief(w: World, r: Rules, present: int, q: int, now: int) -> int:
    """Slots that go to the sponsor's topics and to somebody from outside; how many those are."""
    slots = r.behaviour.meeting.slots
    taken = slots_taken(r.policy.direction.agenda_share, slots) if present > 1 else 0
    hours = r.policy.events.meeting_hours / slots
    for number in range(taken):
        report_by_order(w, r, present, q, wanted_topic(w, r, q, number, now), hours)
    if present > 0 and w.communities.briefing[q] != 0 and taken < slots:
        hear_from_outside(w, r, present, q, wanted_topic(w, r, q, OUTSIDER, now), hours)
        taken += 1
    return taken


@part
def wanted_topic(w: World, r: Rules, q: int, number: int, now: int) -> int:
    """A topic of the domain, by a keyed race with the demand of the whole organization as weight."""
    base, best, chosen, demand = at(r.chance, decision.PRESCRIBE, now, now), 0.0, NOBODY, w.places.demand
    for n in range(w.communities.breadth[q]):
        k, total = int(w.domains.subject[q, n]), TINY
        for u in range(demand.shape[0]):
            total += demand[u, k]
        entry = race(fact(base, (number << 6) | q, k), total)
        if chosen == NOBODY or entry > best:
            best, chosen = entry, k
    return chosen


@part
def report_by_order(w: World, r: Rules, present: int, q: int, k: int, hours: float) -> None:
    """The ablest of those present speaks on a topic that the sponsor wants."""
    chosen, most = 0, -1
    for a in range(present):
        knows = int(w.skills.expertise[w.memberships.row[w.scratch.places[a]], k])
        if knows > most or (knows == most and seat_of(w, a) < seat_of(w, chosen)):
            chosen, most = a, knows
    n = w.scratch.places[chosen]
    i = w.memberships.row[n]
    effort = effort_of_answer(passion(w.skills, i, k), w.memberships.identification[n], r.behaviour.querying)
    record(w.events, w.totals, ledger.TELL, NOBODY, i, NOBODY, k, q, ledger.DUTY, 1, 0, effort)
    listen(w, r, present, chosen, -1, k, q, hours, effort, NOBODY)


@part
def hear_from_outside(w: World, r: Rules, present: int, q: int, k: int, hours: float) -> None:
    """Somebody from outside speaks; everybody present learns as far as they care and can follow."""
    b, m = r.behaviour, w.memberships
    w.communities.held[q] += 1
    w.communities.listened[q] += present
    for a in range(present):
        n = w.scratch.places[a]
        i = m.row[n]
        heed = attention(passion(w.skills, i, k), open_problem_on(w.problems, w.desks, i, k) >= 0, b.meeting)
        w.communities.heed[q] += int(heed * FINE)
        m.interest[n] += int((heed - b.benefit.boredom) * INTEREST)
        gap = b.outside.level - expertise(w.skills, i, k)
        if gap > 0.0:
            learned = gain_from_person(w.scratch.rates[a], hours, 1.0, heed, gap, 0.0, b.learning)
            amount = int(FINE * learned)
            if amount > 0:
                m.learned[n] += amount
                record(w.events, w.totals, ledger.GAIN, NOBODY, i, NOBODY, k, q, ledger.OUTSIDE, amount, 0, heed)
