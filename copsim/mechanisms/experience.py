"""Settlement of experience: what members lived through changes benefit, identification, habit and reading.

Reads: what befell members this week, messages, price. Writes: memberships.benefit, identification, habit, owed,
reading; communities.written, messages, reputation; office.unanswered; clears the week's entries of memberships.
"""

from copsim.config.behaviour.community import Benefit
from copsim.kernel import part
from copsim.mechanisms.channel import share_worth_reading
from copsim.mechanisms.fit import expertise_on
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.belonging import clear
from copsim.state.skills import passion
from copsim.state.world import FINE, INTEREST, NOBODY, World

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
def owed_after(owed: float, more: float, fade: float) -> float:
    """max(0, o · (1 - fade) + received - given): what a week leaves of a debt; nobody is ahead for long."""
    return max(0.0, owed * (1.0 - fade) + more)


@part
def live_through(w: World, r: Rules) -> None:
    """What members lived through this week changes benefit, identification, habit and debt."""
    m, benefit = w.memberships, r.behaviour.benefit
    for n in range(w.totals.memberships[0]):
        if m.row[n] == NOBODY:
            continue
        if m.attended[n] == 1:
            learned, interest = m.learned[n] / FINE, m.interest[n] / INTEREST
            worth = worth_of_meeting(learned, float(m.helped[n]), float(m.solved[n]), interest, benefit)
            m.benefit[n] += benefit.meeting_memory * (worth - m.benefit[n])
        if m.attended[n] > 0:
            came = 1.0 if m.attended[n] == 1 else 0.0
            m.habit[n] += r.behaviour.meeting.habit_memory * (came - m.habit[n])
        visible = int(m.given[n]) + int(m.helped[n]) + int(m.told[n]) + int(m.wrote[n])
        m.voice[n] += r.behaviour.leading.memory * (visible - m.voice[n])
        answered, ignored = float(m.answered[n]), float(m.ignored[n])
        if answered + ignored > 0.0:
            worth = worth_of_questions(answered, ignored, float(m.solved_by_answer[n]), benefit)
            m.benefit[n] += benefit.query_memory * (worth - m.benefit[n])
        if m.found[n] > 0:
            m.benefit[n] += benefit.query_memory * (benefit.solving * m.found[n] - m.benefit[n])
        given, received = int(m.given[n]) + int(m.helped[n]), int(m.received[n])
        m.owed[n] = owed_after(m.owed[n], float(received - given), r.behaviour.querying.debt_fade)
        acts = given + received + int(m.welcomed[n]) + int(m.wrote[n])
        grown = m.identification[n] * (1.0 - benefit.identification_fade)
        for _ in range(min(acts, MOST_ACTS)):
            grown += benefit.identification_step * (1.0 - grown)
        m.identification[n] = grown
        clear(m, n)


@part
def get_used_to_pay(w: World, r: Rules) -> None:
    """Whoever contributes for pay gets used to it, and forgets it without."""
    m, memory, paid = w.memberships, r.behaviour.motives.crowding_memory, r.policy.rewards.pay_per_contribution > 0.0
    if r.behaviour.motives.crowding <= 0.0:
        return
    for i in range(w.people.size):
        w.people.crowded[i] *= 1.0 - memory
    for n in range(w.totals.memberships[0] if paid else 0):
        if m.row[n] != NOBODY and int(m.given[n]) + int(m.helped[n]) + int(m.told[n]) + int(m.wrote[n]) > 0:
            w.people.crowded[m.row[n]] += memory * (1.0 - w.people.crowded[m.row[n]])


@part
def reread(w: World, r: Rules, now: int) -> None:
    """When members reconsider, they also set the share of messages they read."""
    start, m, weeks = w.rosters.start, w.memberships, r.behaviour.joining.reconsider_weeks
    for n in range(w.totals.memberships[0]):
        i = m.row[n]
        if i != NOBODY and (now + w.people.seat[i]) % weeks == 0:
            q = int(m.community[n])
            m.reading[n] = reading_of(w, r, i, q, start[q + 1] - start[q])


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
        w.communities.written[q] = 0
    for n in range(w.shelf.start[ledger.POST], w.shelf.start[ledger.POST + 1]):
        answers = e.amount[w.shelf.event[n]]
        w.communities.written[e.community[w.shelf.event[n]]] += 1 + answers
        unanswered += 1 if answers == 0 else 0
    w.office.unanswered[0] += memory * (unanswered - w.office.unanswered[0])
    for q in range(w.communities.size):
        w.communities.messages[q] += memory * (w.communities.written[q] - w.communities.messages[q])
        if (now + q) % MONTH == 0:
            w.communities.reputation[q] = standing_of(w, q)


@part
def standing_of(w: World, q: int) -> float:
    """Mean expertise of the members on the domain; 0 without members."""
    first, last, total = w.rosters.start[q], w.rosters.start[q + 1], 0
    for n in range(first, last):
        i = w.memberships.row[w.rosters.member[n]]
        total += int(FINE * expertise_on(w.skills, w.domains, w.communities.breadth[q], i, q))
    return total / FINE / (last - first) if last > first else 0.0
