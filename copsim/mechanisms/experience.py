"""Settlement of experience: what members lived through changes benefit, identification, habit and reading.

Reads: what befell members this week (rosters.member), messages, price. Writes: memberships.benefit, identification,
habit, reading; communities.messages, reputation; office.unanswered; clears the week's entries of rosters.member.
"""

from copsim.config.behaviour.community import Benefit
from copsim.kernel import part
from copsim.mechanisms.channel import share_worth_reading
from copsim.mechanisms.fit import expertise_on
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.skills import passion
from copsim.state.world import FINE, INTEREST, Table, World

MONTH = 4  # weeks
MOST_ACTS = 20  # acts in one week beyond which identification grows no more
FEWEST_MESSAGES = 0.2  # a week, that even members of a silent community expect


@part
def worth_of_meeting(learned: float, helped: float, solved: float, interest: float, law: Benefit) -> float:
    """learning · Δe + helping · answers + solving · solved + interest · Σ(attention - boredom) - meeting_cost."""
    worth = law.learning * learned + law.helping * helped + law.solving * solved + law.interest * interest
    return worth - law.meeting_cost


@part
def worth_of_questions(answered: float, ignored: float, solved: float, law: Benefit) -> float:
    """answered · answered - ignored · ignored + solving · solved, of one week's questions."""
    return law.answered * answered - law.ignored * ignored + law.solving * solved


@part
def live_through(w: World, r: Rules) -> None:
    """What members lived through this week changes benefit, identification and habit."""
    m, member, benefit = w.memberships, w.rosters.member, r.behaviour.benefit
    for n in range(w.rosters.start[w.communities.size]):
        i, s = member.row[n], member.slot[n]
        if member.attended[n] == 1:
            learned, interest = member.learned[n] / FINE, member.interest[n] / INTEREST
            worth = worth_of_meeting(learned, float(member.helped[n]), float(member.solved[n]), interest, benefit)
            m.benefit[i, s] += benefit.meeting_memory * (worth - m.benefit[i, s])
        if member.attended[n] > 0:
            came = 1.0 if member.attended[n] == 1 else 0.0
            m.habit[i, s] += r.behaviour.meeting.habit_memory * (came - m.habit[i, s])
        answered, ignored = float(member.answered[n]), float(member.ignored[n])
        if answered + ignored > 0.0:
            worth = worth_of_questions(answered, ignored, float(member.solved_by_answer[n]), benefit)
            m.benefit[i, s] += benefit.query_memory * (worth - m.benefit[i, s])
        acts = int(member.answers[n]) + int(member.helped[n]) + int(member.solved[n])
        grown = m.identification[i, s] * (1.0 - benefit.identification_fade)
        for _ in range(min(acts, MOST_ACTS)):
            grown += benefit.identification_step * (1.0 - grown)
        m.identification[i, s] = grown
        clear(member, n)


@part
def clear(member: Table, n: int) -> None:
    """The next week starts from nothing."""
    member.learned[n] = 0
    member.interest[n] = 0
    member.duty[n] = 0
    member.attended[n] = 0
    member.helped[n] = 0
    member.solved[n] = 0
    member.answered[n] = 0
    member.ignored[n] = 0
    member.answers[n] = 0
    member.solved_by_answer[n] = 0


@part
def reread(w: World, r: Rules, now: int) -> None:
    """When members reconsider, they also set the share of messages they read."""
    start, member, weeks = w.rosters.start, w.rosters.member, r.behaviour.joining.reconsider_weeks
    for q in range(w.communities.size):
        for n in range(start[q], start[q + 1]):
            i = member.row[n]
            if (now + w.people.seat[i]) % weeks == 0:
                w.memberships.reading[i, member.slot[n]] = reading_of(w, r, i, q, start[q + 1] - start[q])


@part
def reading_of(w: World, r: Rules, i: int, q: int, size: int) -> float:
    """Share of a community's messages that a person finds worth reading."""
    law, interest = r.behaviour.querying, 0.0
    for n in range(w.communities.breadth[q]):
        k = w.domains.subject[q, n]
        least = law.job_interest if k == w.people.home[i] else 0.0
        interest += w.domains.weight[q, k] * max(passion(w.skills, i, k), least)
    messages = max(FEWEST_MESSAGES, w.communities.messages[q])
    total = messages + law.chatter * size
    return share_worth_reading(messages * interest, total, w.people.price[i], law, r.behaviour.time)


@part
def sum_up(w: World, r: Rules, now: int) -> None:
    """What members and facilitators go by: messages, unanswered questions, and monthly the members' standing."""
    memory, unanswered, e = r.behaviour.facilitation.memory, 0, w.events
    for q in range(w.communities.size):
        w.communities.messages[q] *= 1.0 - memory
    for n in range(w.shelf.start[ledger.POST], w.shelf.start[ledger.POST + 1]):
        answers = e.amount[w.shelf.event[n]]
        w.communities.messages[e.community[w.shelf.event[n]]] += memory * (1.0 + answers)
        unanswered += 1 if answers == 0 else 0
    w.office.unanswered[0] += memory * (unanswered - w.office.unanswered[0])
    for q in range(w.communities.size):
        if (now + q) % MONTH == 0:
            w.communities.reputation[q] = standing_of(w, q)


@part
def standing_of(w: World, q: int) -> float:
    """Mean expertise of the members on the domain; 0 without members."""
    first, last, total = w.rosters.start[q], w.rosters.start[q + 1], 0
    for n in range(first, last):
        total += int(FINE * expertise_on(w.skills, w.domains, w.communities.breadth[q], w.rosters.member.row[n], q))
    return total / FINE / (last - first) if last > first else 0.0
