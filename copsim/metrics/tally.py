"""Weekly totals: whole numbers counted from the week's events and from the state at its end.

Reads: everything; writes nothing but its own row. Knows nothing of mechanisms. Totals are integers
(minutes, cents, units of 2^-30), so they do not depend on the order of counting.
"""

from typing import NamedTuple

import numpy as np

from copsim.kernel import part
from copsim.state import ledger
from copsim.state.world import ASSIGNED, NOBODY, TRAINING, USES, Ints, World

_FIRST = (
    ("people", "experts", "quits", "expert_quits", "hires")
    + ("flow", "flow_across", "useful", "learned", "stock")
    + ("closed", "solved", "weeks_open", "weeks_solved", "problem_cents")
    + ("members", "memberships", "contributions", "slots", "exchanges", "listened", "heed")
    + ("posts", "answered", "answered_in_a_day", "first_answer_minutes")
    + ("ties", "overload", "communities", "recognition_cents")
    + ("minutes_wanted", "minutes_displaced", "minutes_released", "minutes_facilitator", "minutes_manager")
    + ("minutes_capacity", "muted", "invitations")
    + ("minutes_repaid", "minutes_leaders", "minutes_team", "pay_cents", "university_cents", "bonus_cents")
    + ("founded", "dissolved", "splits", "energy", "grant_cents", "flow_companies")
    + ("practised", "practice_variance", "ideas_seen", "ideas_adopted", "ideas_refused", "lines", "event_cents")
    + ("told_cents", "paying", "vacancies", "hire_fit")
    + ("codified", "archived", "deliverables", "expelled", "practice", "practice_topics", "consultations")
    + ("solved_from_practice", "helped_by_directory", "flow_practice", "flow_mentored")
    + ("repository_cents", "directory_cents", "classroom_cents")
    + ("layoffs", "first_hires")
    + ("handoffs", "weeks_queued", "several_solved", "several_weeks", "job_expertise")
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
(REPAID, LEADERS, TEAM, PAY_CENTS, UNIVERSITY_CENTS, BONUS_CENTS) = range(38, 44)
(FOUNDED, DISSOLVED, SPLITS, ENERGY, GRANT_CENTS, FLOW_COMPANIES) = range(44, 50)
(PRACTISED, PRACTICE_VARIANCE, SEEN, ADOPTED, REFUSED, LINES, EVENT_CENTS, TOLD_CENTS, PAYING) = range(50, 59)
(VACANCIES, HIRE_FIT) = range(59, 61)
(CODIFIED, ARCHIVED, DELIVERABLES, EXPELLED, LEVEL, LEVELS, CONSULTATIONS) = range(61, 68)
(SOLVED_FROM_PRACTICE, HELPED_BY_DIRECTORY, FLOW_PRACTICE, FLOW_MENTORED) = range(68, 72)
(REPOSITORY_CENTS, DIRECTORY_CENTS, CLASSROOM_CENTS) = range(72, 75)
(LAYOFFS, FIRST_HIRES) = range(75, 77)
(HANDOFFS, WEEKS_QUEUED, SEVERAL_SOLVED, SEVERAL_WEEKS, JOB_EXPERTISE) = range(77, 82)
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
    pay_cents: int  # per visible contribution
    team: int  # minutes of a support team
    university_cents: int  # per briefing
    grant_cents: int  # per community and week
    companies: int
    workshop_cents: int  # per place
    conference_cents: int
    fair_cents: int
    bonus_cents: int  # a person and week, if every problem were solved
    repository_cents: int  # upkeep a week
    directory_cents: int  # a week
    classroom_cents: int  # per hour and person


@part
def count_flow(w: World, row: Ints, across: Ints, companies: int) -> None:
    """What people learned, and from whom: ``across`` [U + 1, U] is (from, to)."""
    e, unit = w.events, w.people.unit
    for n in range(w.shelf.start[ledger.GAIN], w.shelf.start[ledger.GAIN + 1]):
        event = w.shelf.event[n]
        amount, other = e.amount[event], e.other[event]
        row[LEARNED] += amount
        if e.channel[event] == ledger.PRACTICE:
            row[FLOW_PRACTICE] += amount
            row[FLOW] += amount if other == NOBODY else 0  # an author who has quit still teaches, from no unit
        row[FLOW_MENTORED] += amount if e.channel[event] == ledger.MENTORING else 0
        if other != NOBODY:
            giver, taker = unit[other], unit[e.row[event]]
            row[FLOW] += amount
            row[FLOW_ACROSS] += amount if giver != taker else 0
            row[FLOW_COMPANIES] += amount if giver % companies != taker % companies else 0
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
        row[SOLVED_FROM_PRACTICE] += 1 if e.channel[event[n]] == ledger.PRACTICE else 0
    row[WEEKS_OPEN] = row[WEEKS_SOLVED] + UNSOLVED_WEEKS * lapsed
    row[HIRES] = start[ledger.HIRE + 1] - start[ledger.HIRE]
    for n in range(start[ledger.HIRE], start[ledger.HIRE + 1]):
        i = e.row[event[n]]
        row[HIRE_FIT] += w.skills.passion[i, w.people.home[i]]
        row[FIRST_HIRES] += 1 if e.value[event[n]] == 1.0 else 0
    row[LAYOFFS] = start[ledger.LAYOFF + 1] - start[ledger.LAYOFF]
    row[QUITS] = start[ledger.QUIT + 1] - start[ledger.QUIT]
    for n in range(start[ledger.QUIT], start[ledger.QUIT + 1]):
        row[EXPERT_QUITS] += w.people.expert[e.row[event[n]]]  # kept until the seat is filled again


@part
def count_parts(w: World, row: Ints) -> None:
    """Problems of several topics: hand-offs, weeks in queues, and those that were solved."""
    e, start, event = w.events, w.shelf.start, w.shelf.event
    row[HANDOFFS] = start[ledger.HANDOFF + 1] - start[ledger.HANDOFF]
    for n in range(start[ledger.HANDOFF], start[ledger.HANDOFF + 1]):
        row[WEEKS_QUEUED] += e.amount[event[n]]
    for n in range(start[ledger.PART], start[ledger.PART + 1]):
        if e.value[event[n]] == 1.0:
            row[SEVERAL_SOLVED] += 1
            row[SEVERAL_WEEKS] += e.amount[event[n]]


@part
def count_talk(w: World, row: Ints) -> None:
    """Questions, answers, stories and introductions."""
    e, start, event = w.events, w.shelf.start, w.shelf.event
    row[POSTS] = start[ledger.POST + 1] - start[ledger.POST]
    row[CONTRIBUTIONS] = start[ledger.ANSWER + 1] - start[ledger.ANSWER]
    for n in range(start[ledger.TELL], start[ledger.TELL + 1]):
        row[CONTRIBUTIONS] += 1 if e.channel[event[n]] == ledger.MEETING else 0  # a report by order is none
    for n in range(start[ledger.POST], start[ledger.POST + 1]):
        if e.amount[event[n]] > 0:
            row[ANSWERED] += 1
            row[IN_A_DAY] += 1 if e.minute[event[n]] < DAY else 0
            row[FIRST_ANSWER] += e.minute[event[n]]
    row[MANAGER] += w.office.launched[0] + w.office.asked[0]
    row[DISSOLVED] = start[ledger.DISSOLVE + 1] - start[ledger.DISSOLVE]
    row[SPLITS] = start[ledger.SPLIT + 1] - start[ledger.SPLIT]
    new = 0
    for n in range(start[ledger.FOUND], start[ledger.FOUND + 1]):
        new |= 1 << int(e.community[event[n]])
    while new != 0:  # founders of the same week found one community
        row[FOUNDED] += new & 1
        new >>= 1
    row[INVITATIONS] = start[ledger.INVITE + 1] - start[ledger.INVITE]
    for n in range(start[ledger.INTRODUCE], start[ledger.INTRODUCE + 1]):
        row[MANAGER] += int(e.amount[event[n]] * w.office.managed_share[0])


@part
def count_practice(w: World, row: Ints, prices: Prices) -> None:
    """What was written and read, what communities' practice amounts to, and what rivals did and cost in money."""
    e, start, event, practice = w.events, w.shelf.start, w.shelf.event, w.library.practice
    for n in range(start[ledger.CODIFY], start[ledger.CODIFY + 1]):
        row[CODIFIED if e.community[event[n]] != NOBODY else ARCHIVED] += 1
    row[CONTRIBUTIONS] += row[CODIFIED]
    row[DELIVERABLES] = start[ledger.DELIVER + 1] - start[ledger.DELIVER]
    row[CONSULTATIONS] = start[ledger.CONSULT + 1] - start[ledger.CONSULT]
    for n in range(start[ledger.LEAVE], start[ledger.LEAVE + 1]):
        row[EXPELLED] += 1 if e.channel[event[n]] == ledger.DUTY else 0
    for n in range(start[ledger.HELP], start[ledger.HELP + 1]):
        row[HELPED_BY_DIRECTORY] += 1 if e.channel[event[n]] == ledger.DIRECTORY else 0
    for q in range(w.communities.size):
        for t in range(w.communities.breadth[q] if w.communities.alive[q] == 1 else 0):
            row[LEVELS] += 1
            row[LEVEL] += practice.level[q, w.domains.subject[q, t]]
    if w.office.repository[0] != 0:
        for k in range(practice.shape[1]):
            row[LEVELS] += 1
            row[LEVEL] += practice.level[w.communities.size, k]
    row[REPOSITORY_CENTS] = prices.repository_cents
    row[DIRECTORY_CENTS] = prices.directory_cents
    row[CLASSROOM_CENTS] = row[MINUTES + TRAINING] * prices.classroom_cents // 60


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
        row[PRACTISED] += int(1000.0 * w.usage.practice[people.unit[i], people.home[i]]) * w.minutes[i, ASSIGNED]
        if people.filled[i] == 0:
            row[VACANCIES] += people.open[i]
            continue
        row[REPAID] += people.repaid[i]
        row[LEADERS] += people.leads[i]
        unit, weighted = people.unit[i], 0.0
        row[PEOPLE] += 1
        across[units, unit] += 1
        row[EXPERTS] += people.expert[i]
        for k in range(w.skills.shape[1]):
            weighted += w.places.demand[unit, k] * w.skills.expertise[i, k]
        row[STOCK] += int(weighted)
        row[JOB_EXPERTISE] += w.skills.expertise[i, people.home[i]]
        row[TIE_STRENGTH] += people.embedded[i] >> 10
        row[MEMBERS] += 1 if people.inside[i] != 0 else 0
        row[OVERLOAD] += int(1e6 * people.overload[i])


@part
def count_usage(w: World, row: Ints, prices: Prices) -> None:
    """What units do and how far they differ, ideas, occasions, and what is told."""
    practice, start, total = w.usage.practice, w.shelf.start, 0.0
    units, topics = practice.shape
    for k in range(topics):
        mean, square = 0.0, 0.0
        for u in range(units):
            mean += practice[u, k] / units
            square += practice[u, k] * practice[u, k] / units
        total += max(0.0, square - mean * mean)
    row[PRACTICE_VARIANCE] = int(1e6 * total / topics)
    row[SEEN] = start[ledger.SEE + 1] - start[ledger.SEE]
    row[ADOPTED] = start[ledger.ADOPT + 1] - start[ledger.ADOPT]
    row[REFUSED] = start[ledger.REFUSE + 1] - start[ledger.REFUSE]
    for n in range(start[ledger.GATHER], start[ledger.GATHER + 1]):
        kind = w.events.value[w.shelf.event[n]]
        price = prices.workshop_cents if kind == 0.0 else prices.conference_cents
        row[EVENT_CENTS] += price if kind < 2.0 else prices.fair_cents
    row[TOLD_CENTS] = int(100.0 * w.office.told_week[0])
    row[PAYING] = int(w.office.paying[0])


@part
def count_communities(w: World, row: Ints, prices: Prices) -> None:
    """Add up communities and their meetings."""
    communities = w.communities
    row[MEMBERSHIPS] = w.rosters.start[communities.size]
    for n in range(w.rosters.start[communities.size]):
        row[MUTED] += 1 if w.memberships.reading[w.rosters.member[n]] <= 0.0 else 0
    for q in range(communities.size):
        row[COMMUNITIES] += communities.alive[q]
        row[LINES] += communities.lines[q]
        if communities.alive[q] == 1:
            row[ENERGY] += int(1e6 * communities.energy[q])
            row[GRANT_CENTS] += prices.grant_cents
        row[HEED] += communities.heed[q] >> 10
        row[LISTENED] += communities.listened[q]
        row[EXCHANGES] += communities.held[q]
        row[SLOTS] += prices.slots if communities.held[q] > 0 else 0
        row[UNIVERSITY_CENTS] += prices.university_cents if communities.briefing[q] == 2 else 0


@part
def measure(w: World, row: Ints, across: Ints, prices: Prices) -> None:
    """Fill one week's row of :data:`TALLIES` (zero before)."""
    count_flow(w, row, across, prices.companies)
    count_work(w, row)
    count_parts(w, row)
    count_talk(w, row)
    count_people(w, row, across, prices)
    count_practice(w, row, prices)
    count_communities(w, row, prices)
    count_usage(w, row, prices)
    paying = row[PAYING]
    row[RECOGNITION_CENTS] = prices.recognition_cents * row[CONTRIBUTIONS]
    row[PAY_CENTS] = prices.pay_cents * row[CONTRIBUTIONS]
    row[TEAM] = paying * prices.team
    row[GRANT_CENTS] *= paying
    if row[CLOSED] > 0:
        row[BONUS_CENTS] = prices.bonus_cents * row[PEOPLE] * row[SOLVED] // row[CLOSED]
    row[RELEASED] = paying * prices.released * row[PEOPLE]
    row[FACILITATOR] = paying * prices.facilitator
    row[CAPACITY] = prices.capacity * row[PEOPLE]


def empty_tallies(weeks: int) -> Ints:
    """Rows of zeros, one a week."""
    return np.zeros((weeks, len(TALLIES)), dtype=np.int64)
