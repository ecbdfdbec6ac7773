"""M11 Directory: who knows what, learned from what came of asking.

Reads: events ask and answer, ties. Writes: ties.recall, people.recalled. Theory: a learned directory of who knows what
(transactive memory): experience with a person on a topic replaces what the job suggests.
"""

import numpy as np

from copsim.kernel import part
from copsim.mechanisms.asking import belief_before
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.ties import slot_of
from copsim.state.ledger import ANSWER, ASK
from copsim.state.recall import entry_of, new_entry
from copsim.state.world import BELIEF, World


@part
def belief_after(before: float, outcome: float, step: float) -> float:
    """b + step · (outcome - b)."""
    return before + step * (outcome - before)


@part
def learn(w: World, r: Rules) -> None:
    """What came of asking a tie, and of the answers of communities, moves beliefs about those one knows."""
    e = w.events
    for n in range(w.shelf.start[ASK], w.shelf.start[ASK + 1]):
        event = w.shelf.event[n]
        outcome = float(e.value[event]) if e.amount[event] == 1 else 0.0
        take_note(w, r, e.row[event], e.other[event], int(e.topic[event]), outcome)
    for n in range(w.shelf.start[ANSWER], w.shelf.start[ANSWER + 1]):
        event = w.shelf.event[n]
        take_note(w, r, e.other[event], e.row[event], int(e.topic[event]), float(e.value[event]))


@part
def take_note(w: World, r: Rules, i: int, j: int, k: int, outcome: float) -> None:
    """Somebody has seen what another could do about a topic; it is kept in mind if there is a tie."""
    law, t = r.behaviour.asking, slot_of(w.ties.seat, i, w.people.seat[j])
    if t == -1 or law.belief_step <= 0.0:
        return
    n = entry_of(w.ties, i, t, k)
    before = belief_before(w.ties.job[i, t] == k, law)
    if n == -1:
        n = new_entry(w, i, t, k)
    else:
        before = w.ties.recall.belief[i, n] / BELIEF
    w.ties.recall.belief[i, n] = np.uint8(int(BELIEF * belief_after(before, outcome, law.belief_step) + 0.5))
