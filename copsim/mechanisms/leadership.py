"""M13 Leadership: communities choose a coordinator, or get one; whoever it is gives hours to the community.

Reads: policy.leadership, funding.leader_weeks, activity_grants; memberships, ties, expertise, price. Writes:
communities (coordinator, leader, since, led); people.leads, invited, known; memberships.welcomed; minutes[LEADING];
events lead, invite, contact (channel work). Theory: peers choose by what members contribute and by ties, management
by expertise as it sees it, and nothing else differs; hours go to the agenda, then to inviting people whom the
coordinator knows to be relevant, then to newcomers.
"""

from typing import Any

from copsim import decision
from copsim.config.behaviour.motives import Leading
from copsim.config.levers.design import Leadership
from copsim.config.records import option
from copsim.kernel import exp, logistic, part
from copsim.mechanisms.fit import bonds, fit
from copsim.mechanisms.gates import INVITED, MANDATED, PARTICIPANT, expertise_as_seen, may_enter
from copsim.mechanisms.meetings import LEADERLESS, meets
from copsim.mechanisms.motives import price_within
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.belonging import place_in
from copsim.state.ledger import record
from copsim.state.recall import entry_of
from copsim.state.removal import is_removed
from copsim.state.skills import strength
from copsim.state.world import BELIEF, LEADING, NOBODY, Floats, World
from copsim.streams import at, fact, race, uniform

PEERS: Any = option(Leadership, "chosen_by", "peers")
COORDINATOR = 1  # who prepares a meeting
PASSED = -1e300
MOST_ACTS = 40  # people whom a coordinator can invite, or welcome, in a week


@part
def esteem(voice: float, bond: float, law: Leading) -> float:
    """e^(esteem · contributions + popularity · ties to members): weight of a candidate among peers."""
    return exp(law.esteem * voice + law.popularity * bond)


@part
def hours_given(fit: float, identification: float, price: float, weight: float, law: Leading) -> float:
    """own_hours · σ(wish + fit + identification - cost of half the hours): what a coordinator gives unpaid."""
    wish = law.wish + law.wish_fit * fit + identification
    return law.own_hours * logistic(wish - cost_of_hours(0.5 * law.own_hours, price, weight))


@part
def choose(w: World, r: Rules, now: int) -> None:
    """Communities without a coordinator, or at the end of a term, get one."""
    communities, law = w.communities, r.behaviour.leading
    for q in range(communities.size):
        if communities.alive[q] == 0 or r.policy.leadership.chosen_by == LEADERLESS:
            communities.coordinator[q] = NOBODY
            continue
        seat = communities.coordinator[q]
        serves = seat != NOBODY and w.people.key[w.places.row_of_seat[seat]] == communities.leader[q]
        serves = serves and place_in(w.people, w.memberships, w.places.row_of_seat[seat], q) != NOBODY
        if serves and (now + q) % law.term_weeks != 0:
            continue
        i = chosen_by_peers(w, r, q, now) if r.policy.leadership.chosen_by == PEERS else appointed(w, r, q)
        if i == NOBODY:
            communities.coordinator[q] = NOBODY
            continue
        if not serves or w.people.seat[i] != seat:
            communities.since[q] = now
            record(w.events, w.totals, ledger.LEAD, NOBODY, i, NOBODY, NOBODY, q, ledger.WORK, 1, 0, 0.0)
        communities.coordinator[q] = w.people.seat[i]
        communities.leader[q] = w.people.key[i]


@part
def chosen_by_peers(w: World, r: Rules, q: int, now: int) -> int:
    """Row of the winner of a keyed race among participants, by contributions and ties; NOBODY without any."""
    term, best, chosen = (now + q) // r.behaviour.leading.term_weeks, 0.0, NOBODY
    base, m = at(r.chance, decision.ELECT, now, term), w.memberships
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        if m.level[n] < PARTICIPANT:
            continue
        i = m.row[n]
        weight = esteem(m.voice[n], bonds(w, i, q), r.behaviour.leading)
        entry = race(fact(base, w.people.key[i], q), weight)
        if chosen == NOBODY or entry > best:
            best, chosen = entry, i
    return chosen


@part
def appointed(w: World, r: Rules, q: int) -> int:
    """Row of the participant whom management takes for the ablest on the domain; NOBODY without any."""
    best, chosen, m, noise = 0.0, NOBODY, w.memberships, r.behaviour.awareness.fit_noise
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        if m.level[n] < PARTICIPANT:
            continue
        i = m.row[n]
        seen = expertise_as_seen(w, i, q, r.chance, noise)
        if chosen == NOBODY or seen > best or (seen == best and w.people.seat[i] < w.people.seat[chosen]):
            best, chosen = seen, i
    return chosen


@part
def lead(w: World, r: Rules, now: int) -> None:
    """Coordinators prepare the meeting, if nobody else does, invite and welcome people, as far as their hours go."""
    communities, capacity = w.communities, r.organization.capacity_hours
    for i in range(w.people.size if r.policy.funding.leader_weeks > 0.0 else 0):
        w.people.leads[i] = 0
    for q in range(communities.size):
        communities.led[q] = 0.0
        if communities.alive[q] == 0 or communities.coordinator[q] == NOBODY:
            continue
        i = w.places.row_of_seat[communities.coordinator[q]]
        n = place_in(w.people, w.memberships, i, q)
        if w.people.key[i] != communities.leader[q] or w.people.filled[i] == 0 or n == NOBODY:
            continue
        paid = w.office.paying[0] * r.policy.funding.leader_weeks * capacity / 52.0
        w.people.leads[i] = min(int(60.0 * capacity), w.people.leads[i] + int(60.0 * paid))
        here = fit(w.skills, w.domains, communities.breadth[q], i, q, r.behaviour.joining.breadth_dilutes)
        price, law = price_within(w, r, i), r.behaviour.leading
        hours = paid + hours_given(here, w.memberships.identification[n], price, r.behaviour.time.weight, law)
        left = hours - prepare(w, r, q, hours, now)
        left -= bring_in(w, r, q, i, left, now)
        left -= welcome(w, r, q, i, left, now)
        communities.led[q] = hours - left
        w.minutes[i, LEADING] += int(60.0 * (hours - left))


@part
def prepare(w: World, r: Rules, q: int, hours: float, now: int) -> float:
    """The agenda of this week's meeting, if nobody else prepares it; hours that takes."""
    due = r.policy.events.agenda == 1 and meets(w.communities, q, now, r.policy.events)
    if not due or w.communities.helped_agenda[q] != 0 or hours < r.behaviour.facilitation.agenda_hours:
        return 0.0
    w.communities.helped_agenda[q] = COORDINATOR
    return r.behaviour.facilitation.agenda_hours


@part
def relevance(w: World, r: Rules, i: int, t: int, q: int) -> float:
    """How relevant a tie seems to a community, to whoever has it: job or experience on the domain, by closeness."""
    believed, law = 0.0, r.behaviour.asking
    for a in range(w.communities.breadth[q]):
        k = int(w.domains.subject[q, a])
        belief = law.belief_colleague if w.ties.job[i, t] == k else law.belief_other
        n = entry_of(w.ties, i, t, k)
        if n != -1:
            belief = w.ties.recall.belief[i, n] / BELIEF
        believed = max(believed, belief)
    return believed * strength(w.ties.strength, i, t)


@part
def bring_in(w: World, r: Rules, q: int, i: int, hours: float, now: int) -> float:
    """The coordinator invites ties outside who seem relevant, as many as there are hours for; hours that takes."""
    rule, each, used = r.policy.membership.rule, r.behaviour.leading.invite_hours, 0.0
    most = min(MOST_ACTS, int(hours / each))
    if rule == MANDATED or most == 0:
        return 0.0
    think_of(w, r, q, i, now)
    for _ in range(most):
        t = next_thought_of(w.scratch.scores)
        if t == -1:
            break
        w.scratch.scores[t] = PASSED
        j = w.places.row_of_seat[w.ties.seat[i, t]]
        used += each
        if is_removed(r.without, now, ledger.INVITE, NOBODY, w.people.key[i], w.people.key[j], q, ledger.WORK):
            continue
        w.people.invited[j] |= 1 << q
        w.people.known[j] |= 1 << q
        minutes = int(60.0 * each)
        record(w.events, w.totals, ledger.INVITE, NOBODY, i, j, NOBODY, q, ledger.WORK, minutes, 0, 0.0)
    return used


@part
def think_of(w: World, r: Rules, q: int, i: int, now: int) -> None:
    """scratch.scores: for each tie outside that may enter and seems relevant, an entry in a keyed race by relevance."""
    seat, scores, base = w.ties.seat, w.scratch.scores, at(r.chance, decision.LEADER_INVITES, now, now)
    by_invitation = r.policy.membership.rule == INVITED
    for t in range(seat.shape[1]):
        scores[t] = PASSED
        if seat[i, t] == NOBODY:
            continue
        j = w.places.row_of_seat[seat[i, t]]
        busy = ((w.people.inside[j] | w.people.wary[j]) >> q) & 1 == 1
        if busy or w.people.filled[j] == 0 or not (by_invitation or may_enter(w, r, j, q)):
            continue
        weight = relevance(w, r, i, t, q)
        if weight > 0.0 and weight >= r.behaviour.asking.belief_worth_asking:
            scores[t] = race(fact(base, (int(w.people.key[i]) << 6) | q, seat[i, t]), weight)


@part
def next_thought_of(scores: Floats) -> int:
    """The slot with the largest entry left, or -1."""
    chosen = -1
    for t in range(scores.size):
        if scores[t] != PASSED and (chosen == -1 or scores[t] > scores[chosen]):
            chosen = t
    return chosen


@part
def welcome(w: World, r: Rules, q: int, i: int, hours: float, now: int) -> float:
    """The coordinator talks to newcomers, by a keyed order, as long as there are hours; hours that takes."""
    law, m, used, done = r.behaviour.leading, w.memberships, 0.0, 0
    base = at(r.chance, decision.WELCOME, now, now)
    count = 0
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        count += 1 if now - m.since[n] < law.newcomer_weeks and m.row[n] != i else 0
    if count == 0 or hours < law.welcome_hours:
        return 0.0
    share = min(1.0, hours / (law.welcome_hours * count))
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        new = now - m.since[n] < law.newcomer_weeks and m.row[n] != i
        if not new or done >= MOST_ACTS or uniform(base, w.people.key[m.row[n]], q) >= share:
            continue
        m.welcomed[n] = 1
        done += 1
        used += law.welcome_hours
        record(w.events, w.totals, ledger.CONTACT, NOBODY, i, m.row[n], NOBODY, q, ledger.WORK, 1, 0, 0.0)
    return used
