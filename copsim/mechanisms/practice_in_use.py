"""M9 Practice in use: what units do on each topic, and how a better practice comes in from another unit.

Reads: events gain (who has heard of what from whom), practice of both units, passion, ties, price. Writes:
skills.heard, heard_at; places.practice, usual; minutes[INVENTING]; events bring. Theory: whoever
has seen a better practice elsewhere may bring it in at a cost of hours, if most of the unit's people on the topic
are ready to change.
"""

from copsim import decision
from copsim.config.behaviour.ideas import Practice
from copsim.kernel import logistic, part
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.ties import slot_of
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import expertise, passion, remember, strength
from copsim.state.world import INVENTING, NOBODY, World
from copsim.streams import at, fact


@part
def readiness(tie: float, law: Practice) -> float:
    """σ(accept + tie): chance that a colleague is ready to change for whoever brings a practice."""
    return logistic(law.accept + law.accept_tie * tie)


@part
def pass_on(w: World, r: Rules, now: int) -> None:
    """What was heard this week is kept in mind; some of it makes people bring in a better practice."""
    for u in range(w.usage.practice.shape[0]):
        for k in range(w.usage.practice.shape[1]):
            w.usage.usual[u, k] = w.usage.practice[u, k]
    e, shelf, usage, law = w.events, w.shelf, w.usage, r.behaviour.practice
    whether = at(r.chance, decision.BRING_IN, now, now)
    for n in range(shelf.start[ledger.GAIN], shelf.start[ledger.GAIN + 1]):
        event = shelf.event[n]
        j = e.other[event]
        if j == NOBODY:
            continue
        i, k = e.row[event], int(e.topic[event])
        remember(w.skills, i, k, expertise(w.skills, j, k), now)
        here, there = w.people.unit[i], w.people.unit[j]
        if here == there or usage.usual[there, k] < usage.usual[here, k] + law.margin or law.step <= 0.0:
            continue
        wish = law.bring + law.bring_passion * passion(w.skills, i, k)
        wish -= cost_of_hours(law.bring_hours, w.people.price[i], r.behaviour.time.weight)
        if fact(whether, w.people.key[i], k) < logistic(wish):
            bring(w, r, i, k, there, now)


@part
def bring(w: World, r: Rules, i: int, k: int, there: int, now: int) -> None:
    """Somebody brings in another unit's practice; it takes hours, and most of those concerned have to be ready."""
    u, law, ready, asked, places = w.people.unit[i], r.behaviour.practice, 0, 0, w.places
    base, minutes = at(r.chance, decision.READY_TO_CHANGE, now, now), int(60.0 * law.bring_hours)
    w.minutes[i, INVENTING] += minutes
    for place in range(places.unit_start[u], places.unit_start[u + 1]):
        j = places.unit_rows[place]
        if j == i or w.people.home[j] != k or w.people.filled[j] == 0:
            continue
        asked += 1
        t = slot_of(w.ties.seat, j, w.people.seat[i])
        tie = strength(w.ties.strength, j, t) if t != -1 else 0.0
        ready += 1 if fact(base, w.people.key[i], w.people.key[j]) < readiness(tie, law) else 0
    here, taken = w.usage.usual[u, k], 2 * ready >= asked
    done = 1.0 if taken else 0.0
    record(w.events, w.totals, ledger.BRING, NOBODY, i, NOBODY, k, NOBODY, ledger.WORK, minutes, 0, done)
    if taken:
        after = here + law.step * (w.usage.usual[there, k] - here)
        w.usage.practice[u, k] = max(w.usage.practice[u, k], after)
