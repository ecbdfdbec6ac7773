"""M14 Valuation: what is told of the programme's worth, and whether its sponsor goes on paying.

Reads: events solve, answer, tell; policy.valuation, sponsorship, what the policy pays for. Writes: office (told, spent,
paying, asked, alone, told_week). Theory: a few compelling stories are told because they are compelling; systematic
collection asks about many cases and what would have happened otherwise; deliverables are counted. Asking takes time.
"""

from typing import Any

from copsim import decision
from copsim.config.behaviour.motives import Oversight
from copsim.config.levers.backing import Sponsorship, Valuation
from copsim.config.records import option
from copsim.kernel import part
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.world import World
from copsim.streams import at, fact

NO_VALUATION: Any = option(Valuation, "method", "none")
STORIES: Any = option(Valuation, "method", "stories")
SYSTEMATIC: Any = option(Valuation, "method", "systematic")
COMPETITION: Any = option(Valuation, "method", "competition")
DELIVERABLES: Any = option(Valuation, "method", "deliverables")
NO_SPONSOR: Any = option(Sponsorship, "sponsor", "none")
BOARD: Any = option(Sponsorship, "sponsor", "board")
MEMORY = 1.0 / 26.0


@part
def chance_to_be_told(worth: float, most: float, law: Oversight) -> float:
    """told · (v / most)^4: only the most compelling cases become stories."""
    share = min(1.0, worth / most) if most > 0.0 else 0.0
    return law.told * share * share * share * share


@part
def told_worth(worth: float, alone: float, method: Any) -> float:
    """What a case is said to be worth: all of it; if asked, the part that people do not get on their own."""
    return worth * (1.0 - alone) if method == SYSTEMATIC else worth


@part
def collect(w: World, r: Rules, now: int) -> None:
    """Cases of the week become stories, answers to interviewers, or numbers."""
    office, law, e, shelf = w.office, r.behaviour.oversight, w.events, w.shelf
    method: Any = r.policy.valuation.method
    office.told_week[0] = 0.0
    office.asked[0] = 0
    if method == NO_VALUATION:
        return
    base, most, alone, solved = at(r.chance, decision.TELL_CASE, now, 0), 1.5 * r.behaviour.work.value, 0, 0
    for n in range(shelf.start[ledger.SOLVE], shelf.start[ledger.SOLVE + 1]):
        event = shelf.event[n]
        channel, worth = e.channel[event], float(e.value[event])
        solved += 1
        if channel != ledger.MEETING and channel != ledger.COMMUNITY:
            alone += 1
            continue
        u, told = fact(base, e.opportunity[event], method), law.asked_share
        if method == STORIES or method == COMPETITION:
            told = chance_to_be_told(worth, most, law) * (1.0 if method == STORIES else law.competition)
        if method != DELIVERABLES and u < told:
            office.told_week[0] += int(
                told_worth(worth, office.alone[0], method) / (told if method == SYSTEMATIC else 1.0)
            )
            office.asked[0] += int(60.0 * law.asking_hours)
    if method == DELIVERABLES:
        items = shelf.start[ledger.CODIFY + 1] - shelf.start[ledger.CODIFY]
        items += shelf.start[ledger.ANSWER + 1] - shelf.start[ledger.ANSWER]
        office.told_week[0] = law.item_worth * items
    if solved > 0:
        office.alone[0] += MEMORY * (alone / solved - office.alone[0])
    office.told[0] += office.told_week[0]


@part
def outlay(w: World, r: Rules) -> float:
    """Money a week that the policy pays for time, support and grants, at the wage."""
    funding, support, people = r.policy.funding, r.policy.support, 0
    for i in range(w.people.size):
        people += int(w.people.filled[i])
    hours = funding.released_hours * people + support.facilitator_hours + support.team_hours
    alive = 0
    for q in range(w.communities.size):
        alive += w.communities.alive[q]
    hours += funding.leader_weeks * r.organization.capacity_hours / 52.0 * alive
    return hours * r.organization.wage + funding.activity_grants / 52.0 * alive


@part
def review(w: World, r: Rules, now: int) -> None:
    """Every so often the sponsor compares what is told with what is spent, and goes on paying, or does not."""
    office, sponsor, law = w.office, r.policy.sponsorship, r.behaviour.oversight
    if sponsor.sponsor == NO_SPONSOR or sponsor.demands <= 0.0:
        office.paying[0] = 1.0
        return
    office.spent[0] += outlay(w, r)
    weeks = law.review_weeks * (2 if sponsor.sponsor == BOARD else 1)
    if (now + 1) % weeks == 0:
        office.paying[0] = 1.0 if office.told[0] >= sponsor.demands * office.spent[0] else 0.0
        office.told[0] = 0.0
        office.spent[0] = 0.0
