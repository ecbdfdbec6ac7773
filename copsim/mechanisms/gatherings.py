"""M5 Occasions: workshops of a community, conferences of all of them, knowledge fairs for everybody.

Reads: policy.events, communities.budget, passion, expertise, memberships, price. Writes: communities.budget,
workshop; people.known; minutes[GATHERING]; events gather, gain and contact (channel event). Theory: away from work
people talk two at a time, so that airtime does not limit exchange; what one pays for is time and places.
"""

from copsim import decision
from copsim.config.behaviour.gatherings import Gathering
from copsim.config.behaviour.people import TimePrice
from copsim.config.levers.occasions import FAIR_OFFSET, is_due
from copsim.kernel import logistic, part
from copsim.mechanisms.airtime import attention, effort_of_answer
from copsim.mechanisms.fit import fit
from copsim.mechanisms.learning import gain_from_person, learning_rate
from copsim.mechanisms.motives import price_within
from copsim.mechanisms.order import sort
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.scope import in_scope
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import expertise, passion
from copsim.state.world import FINE, GATHERING, NOBODY, World
from copsim.streams import at, fact, uniform

WORKSHOP, CONFERENCE, FAIR = range(3)
ANY_DOMAIN = 63  # in place of the number of a community
ROUNDS = 64


due = part(is_due)


@part
def chance_to_come(fit: float, hours: float, price: float, law: Gathering, time: TimePrice) -> float:
    """σ(attend + passion - cost of the hours)."""
    return logistic(law.attend + law.attend_fit * fit - cost_of_hours(hours, price, time.weight))


@part
def hold(w: World, r: Rules, now: int) -> None:
    """The occasions of one week."""
    events, law, c = r.policy.events, r.behaviour.gathering, w.communities
    grants = w.office.paying[0] * r.policy.funding.activity_grants
    if events.workshops_per_year > 0.0 or grants > 0.0:
        for q in range(c.size):
            if c.alive[q] == 1 and workshop_now(w, r, q, grants, now):
                gather(w, r, WORKSHOP, q, law.workshop_hours, now)
    if w.office.paying[0] > 0.0 and due(now, events.conferences_per_year):
        gather(w, r, CONFERENCE, ANY_DOMAIN, law.conference_hours, now)
    if w.office.paying[0] > 0.0 and due(now + FAIR_OFFSET, events.fairs_per_year):
        gather(w, r, FAIR, ANY_DOMAIN, law.fair_hours, now)


@part
def workshop_now(w: World, r: Rules, q: int, grants: float, now: int) -> bool:
    """Whether a community holds a workshop: as the policy says, or out of its own budget when it can afford one."""
    c, law = w.communities, r.behaviour.gathering
    c.budget[q] += grants / 52.0
    size = w.rosters.start[q + 1] - w.rosters.start[q]
    if w.office.paying[0] > 0.0 and due(now + q, r.policy.events.workshops_per_year):
        return True
    price = law.workshop_price * size
    if grants <= 0.0 or size < 2 or c.budget[q] < price or now - c.workshop[q] < law.rest_weeks:
        return False
    c.budget[q] -= price
    c.workshop[q] = now
    return True


@part
def gather(w: World, r: Rules, kind: int, q: int, hours: float, now: int) -> None:
    """Who comes, and what comes of it."""
    present = come(w, r, kind, q, hours, now)
    if kind == FAIR:
        for a in range(present):
            look_round(w, r, w.scratch.places[a], now)
        return
    rounds = min(ROUNDS, int(hours * r.behaviour.gathering.encounters_per_hour + 0.5))
    base = at(r.chance, decision.ENCOUNTER, now, now)
    for number in range(rounds if present > 1 else 0):
        for a in range(present):
            person = (int(w.people.key[w.scratch.places[a]]) << 6) | q
            w.scratch.floats[a] = fact(base, person, number)
        sort(w.scratch.floats, w.scratch.places, present)
        for pair in range(present // 2):
            i, j = w.scratch.places[2 * pair], w.scratch.places[2 * pair + 1]
            encounter(w, r, i, j, q, hours / rounds, now, number)
            encounter(w, r, j, i, q, hours / rounds, now, number)


@part
def come(w: World, r: Rules, kind: int, q: int, hours: float, now: int) -> int:
    """scratch.places: rows of those who come; how many they are."""
    people, present, law, minutes = w.people, 0, r.behaviour.gathering, int(60.0 * hours)
    base = at(r.chance, decision.COME_TO_GATHERING, now, now)
    for i in range(people.size):
        if people.filled[i] == 0 or not concerns(w, kind, q, i):
            continue
        likely = chance_to_come(interest_in(w, r, q, i), hours, price_within(w, r, i), law, r.behaviour.time)
        if uniform(base, people.key[i], (kind << 6) | q) < likely:
            w.minutes[i, GATHERING] += minutes
            where = NOBODY if q == ANY_DOMAIN else q
            record(
                w.events,
                w.totals,
                ledger.GATHER,
                NOBODY,
                i,
                NOBODY,
                NOBODY,
                where,
                ledger.EVENT,
                minutes,
                0,
                float(kind),
            )
            w.scratch.places[present] = i
            present += 1
    return present


@part
def concerns(w: World, kind: int, q: int, i: int) -> bool:
    """Whether an occasion is for somebody: a workshop for members, a conference for members of any, a fair for all."""
    if kind == WORKSHOP:
        return (w.people.inside[i] >> q) & 1 == 1
    return kind == FAIR or w.people.inside[i] != 0


@part
def interest_in(w: World, r: Rules, q: int, i: int) -> float:
    """Passion for a community's domain; for all of them, for what one cares most about."""
    if q != ANY_DOMAIN:
        return fit(w.skills, w.domains, w.communities.breadth[q], i, q, r.behaviour.joining.breadth_dilutes)
    most = 0.0
    for k in range(w.skills.shape[1]):
        most = max(most, passion(w.skills, i, k))
    return most


@part
def encounter(w: World, r: Rules, i: int, j: int, q: int, hours: float, now: int, number: int) -> None:
    """What i has of talking with j: a contact, learning on the topic that moves i most, and word of communities."""
    b, best, chosen = r.behaviour, 0.0, NOBODY
    for k in range(w.skills.shape[1]):
        inside = w.domains.covers[k] != 0 if q == ANY_DOMAIN else w.domains.weight[q, k] > 0.0
        gap = expertise(w.skills, j, k) - expertise(w.skills, i, k)
        if inside and gap > 0.0 and gap * passion(w.skills, i, k) > best:
            best, chosen = gap * passion(w.skills, i, k), k
    where = NOBODY if q == ANY_DOMAIN else q
    if w.people.seat[i] < w.people.seat[j]:
        record(w.events, w.totals, ledger.CONTACT, NOBODY, i, j, NOBODY, where, ledger.EVENT, 1, 0, 0.0)
    base = at(r.chance, decision.NOTICE_COMMUNITY, now, now)
    new = w.people.inside[j] & ~w.people.known[i]
    if new != 0 and fact(base, (int(w.people.key[i]) << 6) | number, w.people.key[j]) < b.gathering.noticed:
        w.people.known[i] |= new
    if chosen == NOBODY:
        return
    gap = expertise(w.skills, j, chosen) - expertise(w.skills, i, chosen)
    heed = attention(passion(w.skills, i, chosen), False, b.meeting)
    effort = effort_of_answer(passion(w.skills, j, chosen), 0.0, b.querying)
    rate = learning_rate(w.people.talent[i], float(now - w.people.hire[i]), b.learning)
    # each speaks half of the time
    amount = int(FINE * gain_from_person(rate, 0.5 * hours, effort, heed, gap, 0.0, b.learning))
    if amount > 0:
        record(w.events, w.totals, ledger.GAIN, NOBODY, i, j, chosen, where, ledger.EVENT, amount, 0, heed)


@part
def look_round(w: World, r: Rules, i: int, now: int) -> None:
    """A visitor of a fair notices some of the communities, the more likely the more they care for the domain."""
    base, law = at(r.chance, decision.NOTICE_COMMUNITY, now, now), r.behaviour.gathering
    for q in range(w.communities.size):
        if w.communities.alive[q] == 0 or (w.people.known[i] >> q) & 1 == 1 or not in_scope(w, i, q):
            continue
        cares = fit(w.skills, w.domains, w.communities.breadth[q], i, q, r.behaviour.joining.breadth_dilutes)
        if uniform(base, w.people.key[i], q) < law.noticed + (1.0 - law.noticed) * cares:
            w.people.known[i] |= 1 << q
            record(w.events, w.totals, ledger.AWARE, NOBODY, i, NOBODY, NOBODY, q, ledger.EVENT, 1, 0, 0.0)
