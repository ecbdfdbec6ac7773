"""Weekly totals: whole numbers counted from the week's events and from the state at its end.

Reads: everything; writes nothing but its own row. Knows nothing of mechanisms. Totals are integers
(minutes, cents, units of 2^-30), so they do not depend on the order of counting.
"""

from typing import NamedTuple

import numpy as np

from copsim.kernel import part
from copsim.state import ledger
from copsim.state.world import NOBODY, USES, Ints, World

_FIRST = (
    ("people", "experts", "quits", "expert_quits", "hires")
    + ("flow", "flow_across", "useful", "learned", "stock")
    + ("closed", "solved", "weeks_open", "weeks_solved", "problem_cents")
    + ("members", "memberships", "contributions", "slots", "exchanges", "listened", "heed")
    + ("posts", "answered", "answered_in_a_day", "first_answer_minutes")
    + ("ties", "overload", "communities", "recognition_cents")
    + ("minutes_wanted", "minutes_displaced", "minutes_released", "minutes_facilitator", "minutes_manager")
    + ("minutes_capacity", "muted", "invitations")
)
TALLIES = _FIRST + tuple(f"minutes_{use}" for use in USES)
(PEOPLE, EXPERTS, QUITS, EXPERT_QUITS, HIRES) = range(5)
(FLOW, FLOW_ACROSS, USEFUL, LEARNED, STOCK) = range(5, 10)
(CLOSED, SOLVED, WEEKS_OPEN, WEEKS_SOLVED, PROBLEM_CENTS) = range(10, 15)
(MEMBERS, MEMBERSHIPS, CONTRIBUTIONS, SLOTS, EXCHANGES, LISTENED, HEED) = range(15, 22)
(POSTS, ANSWERED, IN_A_DAY, FIRST_ANSWER) = range(22, 26)
(TIE_STRENGTH, OVERLOAD, COMMUNITIES, RECOGNITION_CENTS) = range(26, 30)
(WANTED, DISPLACED, RELEASED, FACILITATOR, MANAGER, CAPACITY) = range(30, 36)
(MUTED, INVITATIONS) = range(36, 38)
MINUTES = len(_FIRST)
DAY = 24 * 60  # minutes on the clock
UNSOLVED_WEEKS = 52  # an unsolved problem counts as open for a year


class Prices(NamedTuple):
    """What the tallies need to know of policy and organization, in whole minutes."""

    capacity: int
    released: int
    facilitator: int
    slots: int
    recognition_cents: int  # per visible contribution


@part
def count_flow(w: World, row: Ints, across: Ints) -> None:
    """What people learned, and from whom: ``across`` [U + 1, U] is (from, to)."""
    e, unit = w.events, w.people.unit
    for n in range(w.shelf.start[ledger.GAIN], w.shelf.start[ledger.GAIN + 1]):
        event = w.shelf.event[n]
        amount, other = e.amount[event], e.other[event]
        row[LEARNED] += amount
        if other != NOBODY:
            giver, taker = unit[other], unit[e.row[event]]
            row[FLOW] += amount
            row[FLOW_ACROSS] += amount if giver != taker else 0
            across[giver, taker] += amount
    for n in range(w.shelf.start[ledger.USE], w.shelf.start[ledger.USE + 1]):
        row[USEFUL] += e.amount[w.shelf.event[n]]


@part
def count_work(w: World, row: Ints) -> None:
    """Problems that closed, and people who came and went."""
    e, start, event = w.events, w.shelf.start, w.shelf.event
    row[SOLVED] = start[ledger.SOLVE + 1] - start[ledger.SOLVE]
    lapsed = start[ledger.LAPSE + 1] - start[ledger.LAPSE]
    row[CLOSED] = row[SOLVED] + lapsed
    for n in range(start[ledger.SOLVE], start[ledger.SOLVE + 1]):
        row[WEEKS_SOLVED] += e.amount[event[n]]
        row[PROBLEM_CENTS] += int(100.0 * float(e.value[event[n]]))
    row[WEEKS_OPEN] = row[WEEKS_SOLVED] + UNSOLVED_WEEKS * lapsed
    row[HIRES] = start[ledger.HIRE + 1] - start[ledger.HIRE]
    row[QUITS] = start[ledger.QUIT + 1] - start[ledger.QUIT]
    for n in range(start[ledger.QUIT], start[ledger.QUIT + 1]):
        row[EXPERT_QUITS] += w.people.expert[e.row[event[n]]]  # kept until the seat is filled again


@part
def count_talk(w: World, row: Ints) -> None:
    """Questions, answers, stories and introductions."""
    e, start, event = w.events, w.shelf.start, w.shelf.event
    row[POSTS] = start[ledger.POST + 1] - start[ledger.POST]
    row[CONTRIBUTIONS] = start[ledger.TELL + 1] - start[ledger.TELL] + start[ledger.ANSWER + 1] - start[ledger.ANSWER]
    for n in range(start[ledger.POST], start[ledger.POST + 1]):
        if e.amount[event[n]] > 0:
            row[ANSWERED] += 1
            row[IN_A_DAY] += 1 if e.minute[event[n]] < DAY else 0
            row[FIRST_ANSWER] += e.minute[event[n]]
    row[INVITATIONS] = start[ledger.INVITE + 1] - start[ledger.INVITE]
    for n in range(start[ledger.INTRODUCE], start[ledger.INTRODUCE + 1]):
        row[MANAGER] += int(e.amount[event[n]] * w.office.managed_share[0])


@part
def count_people(w: World, row: Ints, across: Ints, prices: Prices) -> None:
    """Add up people and their hours at the end of the week; person-weeks by unit end ``across``."""
    people, units = w.people, w.places.demand.shape[0]
    for i in range(people.size):
        taken = 0
        for use in range(w.minutes.shape[1]):
            row[MINUTES + use] += w.minutes[i, use]
            taken += w.minutes[i, use]
        row[DISPLACED] += max(0, taken - prices.capacity)
        row[WANTED] += people.wanted[i]
        if people.filled[i] == 0:
            continue
        unit, weighted = people.unit[i], 0.0
        row[PEOPLE] += 1
        across[units, unit] += 1
        row[EXPERTS] += people.expert[i]
        for k in range(w.skills.shape[1]):
            weighted += w.places.demand[unit, k] * w.skills.expertise[i, k]
        row[STOCK] += int(weighted)
        row[TIE_STRENGTH] += people.embedded[i] >> 10
        row[MEMBERS] += 1 if people.inside[i] != 0 else 0
        row[OVERLOAD] += int(1e6 * people.overload[i])


@part
def count_communities(w: World, row: Ints, prices: Prices) -> None:
    """Add up communities and their meetings."""
    communities = w.communities
    row[MEMBERSHIPS] = w.rosters.start[communities.size]
    for n in range(w.rosters.start[communities.size]):
        row[MUTED] += 1 if w.memberships.reading[w.rosters.member[n]] <= 0.0 else 0
    for q in range(communities.size):
        row[COMMUNITIES] += communities.alive[q]
        row[HEED] += communities.heed[q] >> 10
        row[LISTENED] += communities.listened[q]
        row[EXCHANGES] += communities.held[q]
        row[SLOTS] += prices.slots if communities.held[q] > 0 else 0


@part
def measure(w: World, row: Ints, across: Ints, prices: Prices) -> None:
    """Fill one week's row of :data:`TALLIES` (zero before)."""
    count_flow(w, row, across)
    count_work(w, row)
    count_talk(w, row)
    count_people(w, row, across, prices)
    count_communities(w, row, prices)
    row[RECOGNITION_CENTS] = prices.recognition_cents * row[CONTRIBUTIONS]
    row[RELEASED] = prices.released * row[PEOPLE]
    row[FACILITATOR] = prices.facilitator
    row[CAPACITY] = prices.capacity * row[PEOPLE]


def empty_tallies(weeks: int) -> Ints:
    """Rows of zeros, one a week."""
    return np.zeros((weeks, len(TALLIES)), dtype=np.int64)
