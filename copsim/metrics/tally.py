"""Weekly totals: whole numbers counted from the week's events and from the state at its end.

Reads: everything; writes nothing but its own row. Knows nothing of mechanisms. Totals are integers
(minutes, cents, units of 2^-40), so they do not depend on the order of counting.
"""

from typing import NamedTuple

import numpy as np

from copsim.kernel import compiled
from copsim.state import ledger
from copsim.state.world import (
    FINE,
    NOBODY,
    USES,
    Ints,
    World,
)

_FIRST = (
    ("people", "experts", "quits", "expert_quits", "hires")
    + ("flow", "flow_across", "useful", "learned", "stock")
    + ("closed", "solved", "weeks_open", "weeks_solved", "problem_cents")
    + ("members", "memberships", "contributions", "slots", "exchanges", "listened", "heed")
    + ("posts", "answered", "answered_in_a_day", "first_answer_minutes")
    + ("ties", "overload", "communities", "recognition_cents")
    + ("minutes_wanted", "minutes_displaced", "minutes_released", "minutes_facilitator", "minutes_manager")
    + ("minutes_capacity",)
)
TALLIES = _FIRST + tuple(f"minutes_{use}" for use in USES)
(PEOPLE, EXPERTS, QUITS, EXPERT_QUITS, HIRES) = range(5)
(FLOW, FLOW_ACROSS, USEFUL, LEARNED, STOCK) = range(5, 10)
(CLOSED, SOLVED, WEEKS_OPEN, WEEKS_SOLVED, PROBLEM_CENTS) = range(10, 15)
(MEMBERS, MEMBERSHIPS, CONTRIBUTIONS, SLOTS, EXCHANGES, LISTENED, HEED) = range(15, 22)
(POSTS, ANSWERED, IN_A_DAY, FIRST_ANSWER) = range(22, 26)
(TIE_STRENGTH, OVERLOAD, COMMUNITIES, RECOGNITION_CENTS) = range(26, 30)
(WANTED, DISPLACED, RELEASED, FACILITATOR, MANAGER, CAPACITY) = range(30, 36)
MINUTES = len(_FIRST)
UNSOLVED_WEEKS = 52  # an unsolved problem counts as open for a year


class Prices(NamedTuple):
    """What the tallies need to know of policy and organization, in whole minutes."""

    capacity: int
    released: int
    facilitator: int
    slots: int
    recognition_cents: int  # per visible contribution


@compiled
def count_events(w: World, row: Ints, across: Ints) -> None:
    """Add up the week's events into ``row`` and the flow between units into ``across`` [U + 1, U] (from, to)."""
    e, unit, waiting = w.events, w.people.unit, False
    for n in range(e.total[0]):
        kind, amount = e.kind[n], e.amount[n]
        if kind == ledger.GAIN:
            row[LEARNED] += amount
            if e.other[n] != NOBODY:
                row[FLOW] += amount
                giver, taker = unit[e.other[n]], unit[e.row[n]]
                across[giver, taker] += amount
                row[FLOW_ACROSS] += amount if giver != taker else 0
        elif kind == ledger.USE:
            row[USEFUL] += amount
        elif kind == ledger.SOLVE:
            row[CLOSED] += 1
            row[SOLVED] += 1
            row[WEEKS_OPEN] += amount
            row[WEEKS_SOLVED] += amount
            row[PROBLEM_CENTS] += int(100.0 * e.value[n])
        elif kind == ledger.LAPSE:
            row[CLOSED] += 1
            row[WEEKS_OPEN] += UNSOLVED_WEEKS
        elif kind == ledger.TELL:
            row[CONTRIBUTIONS] += 1
        elif kind == ledger.POST:
            row[POSTS] += 1
            waiting = True
        elif kind == ledger.ANSWER and e.row[n] != NOBODY:
            row[CONTRIBUTIONS] += 1
            if waiting and e.channel[n] == ledger.COMMUNITY:
                row[ANSWERED] += 1
                row[IN_A_DAY] += 1 if e.hour[n] <= 24.0 else 0
                row[FIRST_ANSWER] += int(60.0 * e.hour[n])
                waiting = False
        elif kind == ledger.INTRODUCE:
            row[MANAGER] += int(amount * w.communities.managed_share[0])
        elif kind == ledger.QUIT:
            row[QUITS] += 1
            row[EXPERT_QUITS] += w.people.expert[e.row[n]]  # kept until the seat is filled again
        elif kind == ledger.HIRE:
            row[HIRES] += 1


@compiled
def count_state(w: World, row: Ints, across: Ints, prices: Prices) -> None:
    """Add up people, hours and communities at the end of the week; person-weeks by unit end ``across``."""
    people, hours = w.people, w.hours
    for i in range(people.seat.size):
        taken = 0
        for use in range(hours.minutes.shape[1]):
            row[MINUTES + use] += hours.minutes[i, use]
            taken += hours.minutes[i, use]
        row[DISPLACED] += max(0, taken - prices.capacity)
        row[WANTED] += hours.wanted[i]
        if people.filled[i] == 0:
            continue
        row[PEOPLE] += 1
        across[across.shape[1], people.unit[i]] += 1
        row[EXPERTS] += people.expert[i]
        weighted = 0.0
        for k in range(people.expertise.shape[1]):
            weighted += w.places.demand[people.unit[i], k] * people.expertise[i, k]
        row[STOCK] += int(FINE * weighted)
        belongs = 0
        for s in range(w.memberships.level.shape[1]):
            belongs += 1 if w.memberships.level[i, s] > 0 else 0
        row[TIE_STRENGTH] += int(1e6 * people.embedded[i])
        row[MEMBERS] += 1 if belongs > 0 else 0
        row[MEMBERSHIPS] += belongs
        row[OVERLOAD] += int(1e6 * people.overload[i])
    for q in range(w.communities.alive.size):
        row[COMMUNITIES] += w.communities.alive[q]
        row[HEED] += w.communities.heed[q] >> 20
        row[LISTENED] += w.communities.listened[q]
        row[EXCHANGES] += w.communities.held[q]
        row[SLOTS] += prices.slots if w.communities.listened[q] > 0 or w.communities.held[q] > 0 else 0


@compiled
def measure(w: World, row: Ints, across: Ints, prices: Prices) -> None:
    """Fill one week's row of :data:`TALLIES` (zero before)."""
    count_events(w, row, across)
    count_state(w, row, across, prices)
    row[RECOGNITION_CENTS] = prices.recognition_cents * row[CONTRIBUTIONS]
    row[RELEASED] = prices.released * row[PEOPLE]
    row[FACILITATOR] = prices.facilitator
    row[CAPACITY] = prices.capacity * row[PEOPLE]


def empty_tallies(weeks: int) -> Ints:
    """Rows of zeros, one a week."""
    return np.zeros((weeks, len(TALLIES)), dtype=np.int64)
