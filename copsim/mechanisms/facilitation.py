"""M14 Support: facilitators have finite hours; every act of theirs takes some.

Reads: policy.support, meetings due, questions left unanswered lately. Writes: communities.helped_agenda, briefing;
office (match_hours, match_share, introduction_rate, managed_share, technical). Theory: hours go to agendas, then to
unanswered questions, then to introductions; demand is foreseen from last weeks', so nobody's act depends on a queue.
Only in a surge does the share served follow this week's number; introductions are not cut then, so a surge can take
more hours than there are, up to ``overtime`` times those left after agendas.
"""

from copsim import decision
from copsim.config.behaviour.community import Facilitation
from copsim.kernel import part
from copsim.mechanisms.meetings import SUPPORTED, meets
from copsim.mechanisms.rules import Rules
from copsim.state.skills import expertise
from copsim.state.world import Table, World
from copsim.streams import lasting

BY_TEAM, BY_UNIVERSITY = 1, 2  # who sends a speaker from outside


@part
def share_served(hours: float, each: float, expected: float) -> float:
    """min(1, hours / (each · expected)): the part of expected requests that the hours suffice for."""
    if each * expected <= 0.0:
        return 1.0 if hours > 0.0 else 0.0
    return min(1.0, hours / (each * expected))


@part
def plan(w: World, r: Rules, now: int) -> None:
    """Share out this week's facilitator hours."""
    law, office, left = r.behaviour.facilitation, w.office, w.office.paying[0] * r.policy.support.facilitator_hours
    for q in range(w.communities.size):
        w.communities.helped_agenda[q] = 0
        due = r.policy.events.agenda == 1 and meets(w.communities, q, now, r.policy.events)
        if due and left >= law.agenda_hours:
            w.communities.helped_agenda[q] = SUPPORTED
            left -= law.agenda_hours
    support(w, r, now)
    # in whole questions: one more or less moves nobody else's luck
    office.match_hours[0] = left
    expected = float(int(office.unanswered[0] + 1.0))
    served = share_served(left, law.match_hours, expected)
    office.match_share[0] = served
    left = max(0.0, left - served * expected * law.match_hours)
    own = share_served(left, r.behaviour.awareness.introduction_hours, float(w.totals.seats[0]))
    total = min(1.0, r.policy.support.introductions + own)
    office.introduction_rate[0] = total
    office.managed_share[0] = r.policy.support.introductions / total if total > 0.0 else 0.0


@part
def support(w: World, r: Rules, now: int) -> None:
    """A support team's hours go to agendas that nobody prepares yet, to speakers from outside, to technical help."""
    left, law, weeks = (
        w.office.paying[0] * r.policy.support.team_hours,
        r.behaviour.outside,
        r.policy.events.meeting_weeks,
    )
    for q in range(w.communities.size):
        w.communities.briefing[q] = 0
        if not meets(w.communities, q, now, r.policy.events):
            continue
        taught = (
            r.policy.support.corporate_university == 1 and (now // weeks) % max(1, law.university_weeks // weeks) == 0
        )
        w.communities.briefing[q] = BY_UNIVERSITY if taught else 0
        agenda = r.behaviour.facilitation.agenda_hours
        if r.policy.events.agenda == 1 and w.communities.helped_agenda[q] == 0 and left >= agenda:
            w.communities.helped_agenda[q] = SUPPORTED
            left -= agenda
    for q in range(w.communities.size if left > 0.0 else 0):
        due = meets(w.communities, q, now, r.policy.events) and w.communities.briefing[q] == 0
        if due and left >= law.briefing_hours:
            w.communities.briefing[q] = BY_TEAM
            left -= law.briefing_hours
    members = float(w.rosters.start[w.communities.size])
    w.office.technical[0] = share_served(left, law.technical_hours, members) if left > 0.0 else 0.0


@part
def share_matched(office: Table, unanswered: int, law: Facilitation) -> float:
    """Share of this week's unanswered questions that facilitators take up: as foreseen, or what a surge leaves."""
    at_most = law.overtime * share_served(office.match_hours[0], law.match_hours, float(unanswered))
    return min(office.match_share[0], at_most)


@part
def expert_named(w: World, r: Rules, q: int, asker: int, k: int) -> int:
    """Place of the membership of the member whom a facilitator takes for the ablest on a topic, or -1."""
    people, m, noise = w.people, w.memberships, r.behaviour.awareness.fit_noise
    best, chosen = 0.0, -1
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        n = w.rosters.member[place]
        i = m.row[n]
        knows = expertise(w.skills, i, k)
        if i == asker or (chosen != -1 and knows + noise < best):
            continue
        error = 2.0 * lasting(r.chance, decision.EXPERTISE_AS_SEEN, people.hire[i], people.key[i], k) - 1.0
        score = knows + noise * error
        if chosen == -1 or score > best or (score == best and people.seat[i] < people.seat[m.row[chosen]]):
            best, chosen = score, n
    return chosen
