"""Settlement of communities: experience changes memberships, then leavers leave, joiners join, newcomers arrive.

Reads: events join, leave, quit, hire, post, answer; flows of memberships. Writes: memberships (stocks), rosters,
communities.messages, reputation, unanswered; people on quitting and hiring.
"""

from copsim.config.behaviour.attachment import Turnover
from copsim.config.behaviour.community import Benefit, Facilitation, Joining
from copsim.config.behaviour.exchange import Meeting, Querying
from copsim.config.behaviour.people import People as PeopleParameters
from copsim.config.behaviour.people import TimePrice
from copsim.kernel import compiled
from copsim.mechanisms.channel import share_worth_reading
from copsim.mechanisms.fit import expertise_on, slot_in
from copsim.state import ledger
from copsim.state.population import clear_social, fill
from copsim.state.world import FINE, NOBODY, Communities, Events, Floats, Hours, Memberships, People, Ties
from copsim.streams import Chance

MONTH = 4  # weeks
OBLIGED = 3


@compiled
def worth_of_meeting(learned: float, helped: float, solved: float, interest: float, law: Benefit) -> float:
    """learning · Δe + helping · answers + solving · solved + interest · Σ(attention - boredom) - meeting_cost."""
    worth = law.learning * learned + law.helping * helped + law.solving * solved + law.interest * interest
    return worth - law.meeting_cost


@compiled
def worth_of_questions(answered: float, ignored: float, solved: float, law: Benefit) -> float:
    """answered · answered - ignored · ignored + solving · solved, of one week's questions."""
    return law.answered * answered - law.ignored * ignored + law.solving * solved


@compiled
def experience(
    communities: Communities,
    memberships: Memberships,
    benefit: Benefit,
    meeting: Meeting,
) -> None:
    """What members lived through this week changes benefit, identification and habit."""
    for n in range(communities.start[communities.alive.size]):
        i, s = communities.member[n], communities.slot[n]
        attended = memberships.attended[i, s]
        if attended == 1:
            worth = worth_of_meeting(
                memberships.learned[i, s] / FINE,
                float(memberships.helped[i, s]),
                float(memberships.solved[i, s]),
                memberships.interest[i, s] / FINE,
                benefit,
            )
            memberships.benefit[i, s] += benefit.meeting_memory * (worth - memberships.benefit[i, s])
        if attended > 0:
            came = 1.0 if attended == 1 else 0.0
            memberships.habit[i, s] += meeting.habit_memory * (came - memberships.habit[i, s])
        asked = memberships.answered[i, s] + memberships.ignored[i, s]
        if asked > 0:
            worth = worth_of_questions(
                float(memberships.answered[i, s]),
                float(memberships.ignored[i, s]),
                float(memberships.solved_by_answer[i, s]),
                benefit,
            )
            memberships.benefit[i, s] += benefit.query_memory * (worth - memberships.benefit[i, s])
        acts = memberships.answers[i, s] + memberships.helped[i, s] + memberships.solved[i, s]
        grown = memberships.identification[i, s] * (1.0 - benefit.identification_fade)
        for _ in range(min(acts, 20)):
            grown += benefit.identification_step * (1.0 - grown)
        memberships.identification[i, s] = grown
        clear_flows(memberships, i, s)


@compiled
def clear_flows(memberships: Memberships, i: int, s: int) -> None:
    """The next week starts from nothing."""
    memberships.attended[i, s] = 0
    memberships.duty[i, s] = 0
    memberships.learned[i, s] = 0
    memberships.interest[i, s] = 0
    memberships.helped[i, s] = 0
    memberships.solved[i, s] = 0
    memberships.answered[i, s] = 0
    memberships.ignored[i, s] = 0
    memberships.answers[i, s] = 0
    memberships.solved_by_answer[i, s] = 0


@compiled
def reread(
    people: People,
    communities: Communities,
    memberships: Memberships,
    hours: Hours,
    now: int,
    joining: Joining,
    querying: Querying,
    time: TimePrice,
) -> None:
    """When members reconsider, they also set the share of messages they read."""
    for q in range(communities.alive.size):
        size = communities.start[q + 1] - communities.start[q]
        for n in range(communities.start[q], communities.start[q + 1]):
            i, s = communities.member[n], communities.slot[n]
            if (now + people.seat[i]) % joining.reconsider_weeks != 0:
                continue
            memberships.reading[i, s] = reading_of(people, communities, i, q, size, hours.price[i], querying, time)


@compiled
def reading_of(
    people: People, communities: Communities, i: int, q: int, size: int, price: float, law: Querying, time: TimePrice
) -> float:
    """Share of a community's messages that a person finds worth reading."""
    interest = 0.0
    for n in range(communities.breadth[q]):
        k = communities.subject[q, n]
        least = law.job_interest if k == people.home[i] else 0.0
        interest += communities.domain[q, k] * max(people.passion[i, k], least)
    relevant = max(0.2, communities.messages[q]) * interest
    return share_worth_reading(relevant, max(0.2, communities.messages[q]) + law.chatter * size, price, law, time)


@compiled
def least_valued(memberships: Memberships, i: int) -> int:
    """Slot of the voluntary membership with the least experienced benefit, or -1."""
    chosen = -1
    for s in range(memberships.level.shape[1]):
        lower = chosen == -1 or memberships.benefit[i, s] < memberships.benefit[i, chosen]
        if memberships.level[i, s] != OBLIGED and lower:
            chosen = s
    return chosen


@compiled
def enter(
    people: People,
    ties: Ties,
    communities: Communities,
    memberships: Memberships,
    hours: Hours,
    i: int,
    q: int,
    level: int,
    now: int,
    benefit: Benefit,
    querying: Querying,
    time: TimePrice,
) -> None:
    """Somebody becomes a member, or a member changes level; expectations come from ties inside."""
    s = slot_in(memberships, i, q)
    if s >= 0 and memberships.level[i, s] > 0:
        memberships.level[i, s] = level
        return
    if s == -1:
        for t in range(memberships.community.shape[1]):
            if memberships.community[i, t] == NOBODY:
                s = t
                break
            if memberships.level[i, t] == 0 and (s == -1 or memberships.since[i, t] < memberships.since[i, s]):
                s = t
    if s == -1 and level == OBLIGED:
        s = least_valued(memberships, i)
    if s == -1:
        return
    total, reported = 0.0, 0.0
    for t in range(ties.other.shape[1]):
        j = ties.other[i, t]
        if j != NOBODY:
            there = slot_in(memberships, j, q)
            if there >= 0 and memberships.level[j, there] > 0 and memberships.since[j, there] <= now:
                total += ties.strength[i, t]
                reported += ties.strength[i, t] * memberships.benefit[j, there]
    clear_flows(memberships, i, s)
    memberships.known[i] |= 1 << q
    memberships.community[i, s] = q
    memberships.level[i, s] = level
    memberships.since[i, s] = now + 1
    memberships.benefit[i, s] = reported / total if total > 0.0 else benefit.prior
    memberships.identification[i, s] = 0.0
    memberships.habit[i, s] = 0.0
    size = communities.start[q + 1] - communities.start[q]
    memberships.reading[i, s] = reading_of(people, communities, i, q, size, hours.price[i], querying, time)


@compiled
def change_membership(
    people: People,
    ties: Ties,
    communities: Communities,
    memberships: Memberships,
    hours: Hours,
    events: Events,
    now: int,
    benefit: Benefit,
    querying: Querying,
    time: TimePrice,
) -> int:
    """Carry out the week's joining, then its leaving (so that order cannot matter). Returns how many changed."""
    changes = 0
    for e in range(events.total[0]):
        if events.kind[e] == ledger.JOIN:
            i, q, level = events.row[e], events.community[e], int(events.value[e])
            enter(people, ties, communities, memberships, hours, i, q, level, now, benefit, querying, time)
            changes += 1
    for e in range(events.total[0]):
        if events.kind[e] == ledger.LEAVE:
            i, s = events.row[e], slot_in(memberships, events.row[e], events.community[e])
            if s >= 0 and memberships.since[i, s] <= now:
                memberships.level[i, s] = 0
                memberships.since[i, s] = now
                changes += 1
    return changes


@compiled
def change_staff(
    people: People,
    ties: Ties,
    memberships: Memberships,
    events: Events,
    now: int,
    mark: float,
    demand: Floats,
    chance: Chance,
    law: PeopleParameters,
    turnover: Turnover,
) -> int:
    """Quitters leave their seats, recruits take theirs; experts at hire are marked. Returns how many changed."""
    changes = 0
    for e in range(events.total[0]):
        i = events.row[e]
        if events.kind[e] == ledger.QUIT:
            people.filled[i] = 0
            clear_social(ties, memberships, i)
            changes += 1
        elif events.kind[e] == ledger.HIRE:
            fill(people, i, now, now, chance, law)
            people.growth[i] = turnover.growth_reference
            people.overload[i] = turnover.overload_reference
            weighted = 0.0
            for k in range(people.expertise.shape[1]):
                weighted += demand[people.unit[i], k] * people.expertise[i, k]
            people.expert[i] = 1 if weighted >= mark else 0
            changes += 1
    return changes


@compiled
def call_roll(communities: Communities, memberships: Memberships) -> None:
    """Rosters from the memberships: places of members by community; who is inside, and which topics are covered."""
    start, q_count = communities.start, communities.alive.size
    for q in range(q_count + 1):
        start[q] = 0
    rows, slots = memberships.level.shape
    for i in range(rows):
        memberships.inside[i] = 0
        for s in range(slots):
            if memberships.level[i, s] > 0:
                start[memberships.community[i, s] + 1] += 1
                memberships.inside[i] |= 1 << memberships.community[i, s]
    for k in range(communities.covers.size):
        communities.covers[k] = 0
        for q in range(q_count):
            if communities.alive[q] == 1 and communities.domain[q, k] > 0.0:
                communities.covers[k] |= 1 << q
    for q in range(q_count):
        start[q + 1] += start[q]
    total = start[q_count]
    for i in range(rows - 1, -1, -1):
        for s in range(slots):
            if memberships.level[i, s] > 0:
                q = memberships.community[i, s]
                start[q + 1] -= 1
                communities.member[start[q + 1]] = i
                communities.slot[start[q + 1]] = s
    for q in range(q_count):
        start[q] = start[q + 1]
    start[q_count] = total


@compiled
def sum_up(people: People, communities: Communities, events: Events, now: int, law: Facilitation) -> None:
    """What members and facilitators go by: messages, unanswered questions, and monthly the members' standing."""
    unanswered = 0
    for q in range(communities.alive.size):
        communities.messages[q] *= 1.0 - law.memory
    for e in range(events.total[0]):
        if events.channel[e] != ledger.COMMUNITY:
            continue
        if events.kind[e] == ledger.POST or (events.kind[e] == ledger.ANSWER and events.row[e] != NOBODY):
            communities.messages[events.community[e]] += law.memory
        elif events.kind[e] == ledger.ANSWER:
            unanswered += 1
    communities.unanswered[0] += law.memory * (unanswered - communities.unanswered[0])
    for q in range(communities.alive.size):
        if (now + q) % MONTH != 0:
            continue
        first, last = communities.start[q], communities.start[q + 1]
        total = 0
        for n in range(first, last):
            total += int(FINE * expertise_on(people, communities, communities.member[n], q))
        communities.reputation[q] = total / FINE / (last - first) if last > first else 0.0


@compiled
def close(communities: Communities, memberships: Memberships, q: int) -> int:
    """A community ends: its members are members no longer. Returns how many there were."""
    if communities.alive[q] == 0:
        return 0
    communities.alive[q] = 0
    ended = 0
    rows, slots = memberships.level.shape
    for i in range(rows):
        for s in range(slots):
            if memberships.community[i, s] == q:
                ended += 1 if memberships.level[i, s] > 0 else 0
                memberships.community[i, s] = NOBODY
                memberships.level[i, s] = 0
    return ended + 1
