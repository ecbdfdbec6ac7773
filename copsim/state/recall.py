"""What people keep in mind about whom to ask: entries by tie and topic, of which old ones give way."""

import numpy as np

from copsim.kernel import part
from copsim.state.world import UNTRIED, Ties, World


@part
def entry_of(ties: Ties, i: int, t: int, k: int) -> int:
    """Entry in which a person keeps what came of asking a tie about a topic, or -1."""
    recall = ties.recall
    for n in range(recall.shape[1]):
        if recall.tie[i, n] == t and recall.topic[i, n] == k and recall.belief[i, n] != UNTRIED:
            return n
    return -1


@part
def new_entry(w: World, i: int, t: int, k: int) -> int:
    """A free entry, or the next in turn, for a tie and a topic."""
    recall, chosen = w.ties.recall, -1
    turn = (int(w.people.recalled[i]) + 1) % recall.shape[1]
    for n in range(recall.shape[1]):
        if recall.belief[i, n] == UNTRIED:
            chosen = n
            break
    if chosen == -1 or chosen == turn:
        w.people.recalled[i] = turn
    chosen = turn if chosen == -1 else chosen
    recall.tie[i, chosen] = np.uint8(t)
    recall.topic[i, chosen] = np.uint8(k)
    return chosen


@part
def forget_tie(ties: Ties, i: int, t: int) -> None:
    """Nothing is known about the new tie in a slot."""
    for n in range(ties.recall.shape[1]):
        if ties.recall.tie[i, n] == t:
            ties.recall.belief[i, n] = UNTRIED
