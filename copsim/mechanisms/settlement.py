"""Settlement: at the end of the week the flows that causes have written become changes of stocks.

Reads: events, minutes. Writes: skills; people.overload, growth, lent, repaid, gained, invited (set back); problems
(compaction, and the outcomes of the week set back); communities.heed, held, listened (set back); events solve, lapse,
use; shelf; totals. Nothing within the week has seen these changes.
"""

from copsim.config.behaviour.learning import Forgetting
from copsim.config.behaviour.work import Work
from copsim.kernel import exp, part
from copsim.mechanisms.parts import go_on, mean_difficulty, tell_of_part, whole
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.work import is_solved, unsolved
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.world import (
    ANSWERING,
    FINE,
    HELPING,
    INVITING,
    MEETING,
    MOST_UNUSED,
    NOBODY,
    ONE,
    POSTING,
    READING,
    Table,
    World,
)

YEAR = 52


@part
def value_of_solution(difficulty: float, weeks: float, law: Work) -> float:
    """value · (0.5 + difficulty) · e^(-delay_loss · weeks), in money."""
    return law.value * (0.5 + difficulty) * exp(-law.delay_loss * weeks)


@part
def share_kept(weeks_since_use: int, is_home: bool, law: Forgetting) -> float:
    """(1 - rate · (1 - kept_by_use · used)) · (1 - drift): what a week leaves of expertise."""
    used = 1.0 if is_home or weeks_since_use < law.use_weeks else 0.0
    return (1.0 - law.rate * (1.0 - law.kept_by_use * used)) * (1.0 - law.drift)


@part
def used_within_a_year(unused: float, weeks_since_use: int) -> float:
    """Part of what was received since the last use that came within a year (spread evenly over that time)."""
    return unused if weeks_since_use <= YEAR else unused * YEAR / weeks_since_use


@part
def open_week(w: World, now: int) -> None:
    """Nothing has happened yet this week."""
    w.totals.events[0] = 0
    w.office.launched[0] = w.office.launching[0]
    w.office.launching[0] = 0
    for i in range(w.people.size):
        w.people.invited[i] = w.people.called[i]
        w.people.called[i] = 0
    for q in range(w.communities.size):
        w.communities.heed[q] = 0
        w.communities.held[q] = 0
        w.communities.listened[q] = 0
        w.communities.came[q] = 0
        w.communities.freely[q] = 0
    for p in range(w.totals.problems[0]):
        unsolved(w.problems, p, now)


@part
def close_problems(w: World, r: Rules, now: int) -> None:
    """Solved problems, and those at their deadline or of a closed seat, close; then events are sorted by kind."""
    problems, kept = w.problems, 0
    for p in range(w.totals.problems[0]):
        if is_solved(problems, p):
            use(w, problems.solver[p], problems.topic[p], now)
            tell_of_part(w, p, now)
            if problems.coming[p] == 0:
                close_solved(w, r, p, now)
                continue
            if not is_over(w, p, now):
                go_on(w, r, p, now)
        if is_over(w, p, now):
            i, k, weeks = problems.row[p], problems.topic[p], now - problems.arrived[p]
            record(w.events, w.totals, ledger.LAPSE, whole(problems.id[p]), i, NOBODY, k, NOBODY, 0, weeks, 0, 0.0)
        else:
            keep(problems, p, kept)
            kept += 1
    w.totals.problems[0] = kept
    ledger.arrange(w.events, w.totals, w.shelf)


@part
def is_over(w: World, p: int, now: int) -> bool:
    """Whether a problem has come to its deadline, or its seat is there no more."""
    return bool(now >= w.problems.deadline[p] or w.people.open[w.problems.row[p]] == 0)


@part
def close_solved(w: World, r: Rules, p: int, now: int) -> None:
    """A solved problem closes; the solution of its last part is that of the whole."""
    problems, k = w.problems, w.problems.topic[p]
    solver, channel = problems.solver[p], problems.channel[p]
    weeks, other = now - problems.arrived[p], NOBODY if solver == problems.row[p] else solver
    worth = value_of_solution(mean_difficulty(w, r, p), float(weeks), r.behaviour.work)
    id_, row = whole(problems.id[p]), problems.row[p]
    record(w.events, w.totals, ledger.SOLVE, id_, row, other, k, NOBODY, channel, weeks, 0, worth)


@part
def use(w: World, solver: int, k: int, now: int) -> None:
    """Whoever solved a problem, or a part, has used what they know of its topic."""
    used = int(used_within_a_year(float(w.skills.unused[solver, k]), now - w.skills.last_use[solver, k]))
    w.skills.unused[solver, k] = 0
    w.skills.last_use[solver, k] = now
    if used > 0:
        record(w.events, w.totals, ledger.USE, NOBODY, solver, NOBODY, k, NOBODY, 0, used, 0, 0.0)


@part
def keep(problems: Table, p: int, place: int) -> None:
    """Move an open problem to its place among the open ones."""
    if place != p:
        problems.id[place] = problems.id[p]
        problems.row[place] = problems.row[p]
        problems.topic[place] = problems.topic[p]
        problems.difficulty[place] = problems.difficulty[p]
        problems.arrived[place] = problems.arrived[p]
        problems.deadline[place] = problems.deadline[p]
        problems.posted[place] = problems.posted[p]
        problems.looked[place] = problems.looked[p]
        problems.ready[place] = problems.ready[p]
        problems.coming[place] = problems.coming[p]
        problems.outside[place] = problems.outside[p]


@part
def change_expertise(w: World, r: Rules, now: int) -> None:
    """Expertise fades, then grows by what was learned; the sense of growth follows."""
    people, law = w.people, r.behaviour.turnover
    for i in range(people.size):
        if people.filled[i] == 1:
            forget(w, r, i, now)
    for n in range(w.shelf.start[ledger.GAIN], w.shelf.start[ledger.GAIN + 1]):
        e = w.shelf.event[n]
        i, k, amount = w.events.row[e], w.events.topic[e], int(w.events.amount[e])
        people.gained[i] += amount
        w.skills.expertise[i, k] = min(ONE, int(w.skills.expertise[i, k]) + amount)
        if w.events.other[e] != NOBODY or w.events.channel[e] == ledger.PRACTICE:
            w.skills.unused[i, k] = min(MOST_UNUSED, int(w.skills.unused[i, k]) + amount)
    for i in range(people.size):
        people.growth[i] += law.growth_memory * (people.gained[i] / FINE - people.growth[i])
        people.gained[i] = 0


@part
def forget(w: World, r: Rules, i: int, now: int) -> None:
    """What a week leaves of one person's expertise."""
    law, home = r.behaviour.forgetting, w.people.home[i]
    fresh, stale = share_kept(-1, True, law), share_kept(law.use_weeks, False, law)
    for k in range(w.skills.shape[1]):
        used = k == home or now - w.skills.last_use[i, k] < law.use_weeks
        w.skills.expertise[i, k] = int(w.skills.expertise[i, k] * (fresh if used else stale))


@part
def minutes_given(w: World, i: int) -> int:
    """Minutes that somebody gave to communities this week of their own accord."""
    m = w.minutes
    return int(m[i, MEETING] + m[i, POSTING] + m[i, ANSWERING] + m[i, READING] + m[i, INVITING])


@part
def change_overload(w: World, r: Rules) -> None:
    """Hours beyond capacity, as a share of it, and hours given to others enter their running means."""
    people, law = w.people, r.behaviour.turnover
    capacity = int(60.0 * r.organization.capacity_hours)
    paid = w.office.paying[0] * r.policy.funding.participation_paid
    for i in range(people.size):
        people.repaid[i] = int(paid * minutes_given(w, i)) if people.filled[i] == 1 else 0
        taken = 0
        for use in range(w.minutes.shape[1]):
            taken += w.minutes[i, use]
        given = w.minutes[i, HELPING] + w.minutes[i, ANSWERING]
        people.lent[i] += law.overload_memory * (given - people.lent[i])
        over = max(0, taken - capacity) / capacity
        people.overload[i] += law.overload_memory * (over - people.overload[i])
