"""M8 Practice: what has been written down on each topic, how it grows, and how it ages.

Reads: expertise, passion, forgetting.drift, events codify. Writes: events codify; memberships.items, wrote; library.
Theory: knowledge is partly tacit (Polanyi 1966): a share of each topic cannot be written down, and that share is a
lasting fact of the topic. Practice ages faster than expertise: nobody keeps it up by using it.
"""

from copsim import decision
from copsim.config.behaviour.learning import Forgetting
from copsim.config.behaviour.practice import Codifying
from copsim.kernel import part
from copsim.mechanisms.airtime import effort_of_answer
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import expertise, passion
from copsim.state.world import FINE, NOBODY, World
from copsim.streams import Chance, lasting


@part
def tacit_share(chance: Chance, k: int, law: Codifying) -> float:
    """θ = mean + spread · (2u - 1), cut to [0, 1]: one lasting draw for each topic."""
    u = lasting(chance, decision.TACIT, 0, k, 0)
    return min(1.0, max(0.0, law.tacit + law.tacit_spread * (2.0 * u - 1.0)))


@part
def addition(effort: float, hours: float, gap: float, law: Codifying) -> float:
    """min(1, pace · hours · effort) · (e - L)+: what an author's hours add to practice; never past the author."""
    return min(1.0, law.pace * hours * effort) * max(0.0, gap)


@part
def share_still_true(codifying: Codifying, forgetting: Forgetting) -> float:
    """max(0, 1 - drift_times · drift): what a week leaves of practice."""
    return max(0.0, 1.0 - codifying.drift_times * forgetting.drift)


@part
def level_of(w: World, q: int, k: int) -> float:
    """Expertise that the practice of a community (number Q: the repository) puts into words."""
    return w.library.practice.level[q, k] * (1.0 / FINE)


@part
def write_down(w: World, r: Rules, i: int, k: int, n: int, hours: float, channel: int) -> None:
    """Somebody finishes one item on a topic, for the community of membership ``n``, or with NOBODY for the repository.

    The effort is what their motives supply.
    """
    m, q, identification = w.memberships, w.communities.size, 0.0
    if n != NOBODY:
        q, identification = int(m.community[n]), m.identification[n]
        m.items[n] += 1
        m.wrote[n] += 1
    effort = effort_of_answer(passion(w.skills, i, k), identification, r.behaviour.querying)
    gap = expertise(w.skills, i, k) - level_of(w, q, k)
    amount = int(FINE * addition(effort, hours, gap, r.behaviour.codifying))
    where = q if n != NOBODY else NOBODY
    record(w.events, w.totals, ledger.CODIFY, NOBODY, i, NOBODY, k, where, channel, amount, 0, effort)


@part
def settle(w: World, r: Rules, now: int) -> None:
    """Practice ages, then grows by what was written this week; expertise is still that of the writers."""
    first, end, holds = w.shelf.start[ledger.CODIFY], w.shelf.start[ledger.CODIFY + 1], 0
    for n in range(first, end):
        collect(w, w.shelf.event[n])
    for k in range(w.library.holds.size):
        holds |= w.library.holds[k]
    if holds == 0 and first == end:
        return
    share = share_still_true(r.behaviour.codifying, r.behaviour.forgetting)
    for q in range(w.library.practice.shape[0]):
        for k in range(w.library.holds.size):
            renew(w, q, k, share, now)


@part
def collect(w: World, event: int) -> None:
    """One item counts towards this week's additions; its author is named if no other added more."""
    e, practice = w.events, w.library.practice
    i, k, amount = e.row[event], e.topic[event], e.amount[event]
    q = e.community[event] if e.community[event] != NOBODY else w.communities.size
    practice.added[q, k] += amount
    practice.most[q, k] = max(practice.most[q, k], w.skills.expertise[i, k])
    largest, seat = practice.largest[q, k], w.people.seat[i]
    if amount > largest or (amount == largest and amount > 0 and seat < practice.seat[q, k]):
        practice.largest[q, k] = amount
        practice.seat[q, k] = seat
        practice.author[q, k] = w.people.key[i]


@part
def renew(w: World, q: int, k: int, share: float, now: int) -> None:
    """What a week leaves of practice on one topic, and what it adds: together never past the ablest of its authors."""
    practice = w.library.practice
    level, added = int(practice.level[q, k] * share), int(practice.added[q, k])
    if added > 0:
        level = max(level, min(level + added, int(practice.most[q, k])))
        practice.written[q, k] = now
    practice.added[q, k] = 0
    practice.most[q, k] = 0
    practice.largest[q, k] = 0
    practice.level[q, k] = level
    if level > 0:
        w.library.holds[k] |= 1 << q
    else:
        w.library.holds[k] &= ~(1 << q)


@part
def author_of(w: World, q: int, k: int) -> int:
    """Row of the author of the latest addition, or NOBODY if that person is no longer there."""
    practice = w.library.practice
    if practice.seat[q, k] == NOBODY:
        return NOBODY
    i = w.places.row_of_seat[practice.seat[q, k]]
    return int(i) if w.people.filled[i] == 1 and w.people.key[i] == practice.author[q, k] else NOBODY
