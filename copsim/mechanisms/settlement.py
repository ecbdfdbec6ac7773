"""Settlement: at the end of the week the flows that causes have written become changes of stocks.

Reads: events, memberships' and hours' flows. Writes: expertise, unused, last_use, overload, growth, problems
(compaction), events solve, lapse, use. Nothing within the week has seen these changes.
"""

from copsim.config.behaviour.attachment import Turnover
from copsim.config.behaviour.learning import Forgetting
from copsim.config.behaviour.work import Work
from copsim.config.organization import Organization
from copsim.kernel import compiled, exp
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.world import ANSWERING, FINE, HELPING, NOBODY, Communities, Events, Hours, People, Problems, Scratch

YEAR = 52


@compiled
def value_of_solution(difficulty: float, weeks: float, law: Work) -> float:
    """value · (0.5 + difficulty) · e^(-delay_loss · weeks), in money."""
    return law.value * (0.5 + difficulty) * exp(-law.delay_loss * weeks)


@compiled
def share_kept(weeks_since_use: int, is_home: bool, law: Forgetting) -> float:
    """(1 - rate · (1 - kept_by_use · used)) · (1 - drift): what a week leaves of expertise."""
    used = 1.0 if is_home or weeks_since_use < law.use_weeks else 0.0
    return (1.0 - law.rate * (1.0 - law.kept_by_use * used)) * (1.0 - law.drift)


@compiled
def used_within_a_year(unused: float, weeks_since_use: int) -> float:
    """Part of what was received since the last use that came within a year (spread evenly over that time)."""
    return unused if weeks_since_use <= YEAR else unused * YEAR / weeks_since_use


@compiled
def close_problems(people: People, problems: Problems, events: Events, now: int, law: Work) -> None:
    """Solved problems and those at their deadline close; the rest keep their order."""
    kept = 0
    for p in range(problems.total[0]):
        i, k, weeks = problems.row[p], problems.topic[p], now - problems.arrived[p]
        solver, channel = NOBODY, -1
        if problems.alone[p] == 1:
            solver, channel = i, ledger.ALONE
        elif problems.by_tie[p] != NOBODY:
            solver, channel = problems.by_tie[p], ledger.TIE
        elif problems.by_meeting[p] != NOBODY:
            solver, channel = problems.by_meeting[p], ledger.MEETING
        elif problems.by_answer[p] != NOBODY:
            solver, channel = problems.by_answer[p], ledger.COMMUNITY
        if channel >= 0:
            worth = value_of_solution(problems.difficulty[p], float(weeks), law)
            other = NOBODY if channel == ledger.ALONE else solver
            record(events, ledger.SOLVE, problems.id[p], i, other, k, NOBODY, channel, weeks, 0.0, worth)
        elif now >= problems.deadline[p]:
            record(events, ledger.LAPSE, problems.id[p], i, NOBODY, k, NOBODY, 0, weeks, 0.0, 0.0)
        else:
            keep(problems, p, kept)
            kept += 1
    problems.total[0] = kept


@compiled
def keep(problems: Problems, p: int, place: int) -> None:
    """Move an open problem to its place among the open ones."""
    problems.id[place] = problems.id[p]
    problems.row[place] = problems.row[p]
    problems.topic[place] = problems.topic[p]
    problems.difficulty[place] = problems.difficulty[p]
    problems.arrived[place] = problems.arrived[p]
    problems.deadline[place] = problems.deadline[p]
    problems.posted[place] = problems.posted[p]


@compiled
def open_week(problems: Problems, communities: Communities, events: Events) -> None:
    """Nothing has happened yet this week."""
    events.total[0] = 0
    for q in range(communities.heed.size):
        communities.heed[q] = 0
        communities.held[q] = 0
        communities.listened[q] = 0
    for p in range(problems.alone.size):
        problems.alone[p] = 0
        problems.by_tie[p] = NOBODY
        problems.by_meeting[p] = NOBODY
        problems.by_answer[p] = NOBODY


@compiled
def use_knowledge(people: People, events: Events, now: int) -> None:
    """Whoever solved a problem has used what they know of its topic."""
    for e in range(events.total[0]):
        if events.kind[e] != ledger.SOLVE:
            continue
        j = events.row[e] if events.channel[e] == ledger.ALONE else events.other[e]
        k = events.topic[e]
        amount = int(FINE * used_within_a_year(people.unused[j, k], now - people.last_use[j, k]))
        people.unused[j, k] = 0.0
        people.last_use[j, k] = now
        if amount > 0:
            record(events, ledger.USE, NOBODY, j, NOBODY, k, NOBODY, 0, amount, 0.0, 0.0)


@compiled
def add_up(people: People, events: Events, scratch: Scratch) -> None:
    """Sum the week's learning by person and topic, in whole units."""
    for e in range(events.total[0]):
        if events.kind[e] == ledger.GAIN:
            i, k = events.row[e], events.topic[e]
            scratch.gained[i, k] += events.amount[e]
            if events.channel[e] != ledger.ALONE and events.channel[e] != ledger.WORK:
                scratch.received[i, k] += events.amount[e]


@compiled
def change_expertise(people: People, scratch: Scratch, now: int, forgetting: Forgetting, turnover: Turnover) -> None:
    """Expertise fades, then grows by what was learned; the sense of growth follows."""
    for i in range(people.seat.size):
        if people.filled[i] == 0:
            continue
        total = 0.0
        for k in range(people.expertise.shape[1]):
            gained = scratch.gained[i, k] / FINE
            kept = share_kept(now - people.last_use[i, k], k == people.home[i], forgetting)
            people.expertise[i, k] = min(1.0, people.expertise[i, k] * kept + gained)
            people.unused[i, k] += scratch.received[i, k] / FINE
            total += gained
            scratch.gained[i, k] = 0
            scratch.received[i, k] = 0
        people.growth[i] += turnover.growth_memory * (total - people.growth[i])


@compiled
def change_overload(people: People, hours: Hours, organization: Organization, turnover: Turnover) -> None:
    """Hours beyond capacity, as a share of it, and hours given to others enter their running means."""
    capacity = int(60.0 * organization.capacity_hours)
    for i in range(people.seat.size):
        taken = 0
        for use in range(hours.minutes.shape[1]):
            taken += hours.minutes[i, use]
        given = hours.minutes[i, HELPING] + hours.minutes[i, ANSWERING]
        hours.lent[i] += turnover.overload_memory * (given - hours.lent[i])
        over = max(0, taken - capacity) / capacity
        people.overload[i] += turnover.overload_memory * (over - people.overload[i])
