"""M9 Ideas: from what there is to be seen to what is in use.

Reads: demand, expertise, what was heard lately, passion, memberships, policy.sponsorship.sponsor, price. Writes:
ideas; places.spared; minutes[INVENTING]; communities.lines; events see, propose, back, refuse, adopt, line. Theory: an
idea joins two topics, so it is seen by somebody who knows one and knows, or has lately heard, the other; nobody
seeing it is an outcome. Backing is work on the case: it makes what the idea is worth plainer, and nothing else.
"""

import math
from typing import Any

from copsim import decision
from copsim.config.behaviour.ideas import Ideas
from copsim.config.levers.backing import Sponsorship
from copsim.config.records import option
from copsim.kernel import logistic, part
from copsim.mechanisms.motives import price_within
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.ledger import record
from copsim.state.skills import expertise, heard_level, passion
from copsim.state.world import INVENTING, NOBODY, SHORT_OF_IDEAS, World
from copsim.streams import Chance, at, fact, opportunity_id, uniform

SLACK = 1e-6  # logits by which a bound is wider than rounding could ask for
FIRST_UNIT = 2_000_000  # ids of units lie beyond those of seats
LATENT, SEEN, PROPOSED, REFUSED, ADOPTED = range(5)
NO_SPONSOR: Any = option(Sponsorship, "sponsor", "none")
EXECUTIVE: Any = option(Sponsorship, "sponsor", "executive")


@part
def standard_error(hours: float, law: Ideas) -> float:
    """doubt / sqrt(1 + hours / evidence_hours): what work on the case leaves of the doubt."""
    return law.doubt / math.sqrt(1.0 + hours / law.evidence_hours)


@part
def is_adopted(worth: float, error: float, hours: float, caution: float, law: Ideas) -> bool:
    """worth + error · SE - caution · SE >= least, the error in units of the standard error SE."""
    se = standard_error(hours, law)
    return worth + error * se - caution * se >= law.least


@part
def weeks_to_decide(sponsor: Any, u: float, law: Ideas) -> int:
    """Half to one and a half times the mean weeks, which hang on who decides."""
    mean = law.board_weeks
    if sponsor == NO_SPONSOR:
        mean = law.decision_weeks
    elif sponsor == EXECUTIVE:
        mean = law.executive_weeks
    return max(1, int(mean * (0.5 + u) + 0.5))


@part
def happen(w: World, r: Rules, now: int) -> None:
    """A week of ideas: new ones, those who see, propose, back and decide, and those put to use."""
    if r.behaviour.ideas.per_unit > 0.0:
        arise(w, now, r.chance, r.behaviour.ideas)
        wear_off(w, 1.0 / r.behaviour.ideas.life_weeks)
    kept = 0
    list_thinkers(w, r, now)
    for n in range(w.totals.ideas[0]):
        if now - w.ideas.born[n] >= r.behaviour.ideas.life_weeks and w.ideas.status[n] != ADOPTED:
            continue
        if live(w, r, n, now):
            keep(w, n, kept)
            kept += 1
    w.totals.ideas[0] = kept


@part
def list_thinkers(w: World, r: Rules, now: int) -> None:
    """scratch: members by community who reconsider this week, if there is an idea that they may back."""
    asked, weeks, scratch, count = 0, r.behaviour.joining.reconsider_weeks, w.scratch, 0
    for n in range(w.totals.ideas[0]):
        asked += 1 if w.ideas.status[n] == PROPOSED else 0
    for q in range(w.communities.size if asked > 0 else 0):
        scratch.begin[q] = count
        for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
            member = w.rosters.member[place]
            j = w.memberships.row[member]
            if (now + w.people.seat[j]) % weeks == 0:
                scratch.thinking[count], scratch.thinker[count] = member, w.people.key[j]
                count += 1
        scratch.begin[q + 1] = count


@part
def wear_off(w: World, share: float) -> None:
    """What ideas in use spare wears off as work changes."""
    spared = w.usage.spared
    for u in range(spared.shape[0]):
        for k in range(spared.shape[1]):
            spared[u, k] *= 1.0 - share


@part
def arise(w: World, now: int, chance: Chance, law: Ideas) -> None:
    """New ideas in units: two topics, worth and difficulty follow from the identity."""
    base, attributes, topics = (
        at(chance, decision.IDEA_ARISES, now, now),
        at(chance, decision.IDEA, now, 0),
        w.skills.shape[1],
    )
    for u in range(w.places.demand.shape[0]):
        if uniform(base, u, 0) >= law.per_unit / 52.0 or topics < 2:
            continue
        n, ideas = w.totals.ideas[0], w.ideas
        if n >= ideas.size:
            w.totals.short[0] |= SHORT_OF_IDEAS
            return
        w.totals.ideas[0] = n + 1
        id_ = opportunity_id(FIRST_UNIT + u, now, 0)
        v, k = uniform(attributes, id_, 0), 0
        while k < topics - 1 and v >= w.places.demand[u, k]:
            v -= w.places.demand[u, k]
            k += 1
        ideas.id[n], ideas.unit[n], ideas.born[n], ideas.first[n] = id_, u, now, k
        ideas.second[n] = (k + 1 + min(topics - 2, int(uniform(attributes, id_, 1) * (topics - 1)))) % topics
        ideas.worth[n] = law.most_spared * uniform(attributes, id_, 2)
        ideas.difficulty[n] = law.easiest + (law.hardest - law.easiest) * uniform(attributes, id_, 3)
        ideas.status[n], ideas.seat[n], ideas.hours[n], ideas.refusals[n] = LATENT, NOBODY, 0.0, 0
        ideas.community[n], ideas.due[n], ideas.key[n] = NOBODY, now, 0


@part
def keep(w: World, n: int, place: int) -> None:
    """Move an idea to its place among those that are left."""
    if n == place:
        return
    ideas = w.ideas
    ideas.id[place], ideas.unit[place], ideas.born[place] = ideas.id[n], ideas.unit[n], ideas.born[n]
    ideas.first[place], ideas.second[place], ideas.worth[place] = ideas.first[n], ideas.second[n], ideas.worth[n]
    ideas.difficulty[place], ideas.status[place], ideas.seat[place] = (
        ideas.difficulty[n],
        ideas.status[n],
        ideas.seat[n],
    )
    ideas.hours[place], ideas.refusals[place] = ideas.hours[n], ideas.refusals[n]
    ideas.community[place], ideas.due[place], ideas.key[place] = ideas.community[n], ideas.due[n], ideas.key[n]


@part
def live(w: World, r: Rules, n: int, now: int) -> bool:
    """One week of one idea; whether there is anything left to do about it."""
    ideas, status = w.ideas, w.ideas.status[n]
    if status == LATENT:
        be_seen(w, r, n, now)
        return True
    i = w.places.row_of_seat[ideas.seat[n]]
    if w.people.filled[i] == 0 or w.people.key[i] != ideas.key[n]:
        ideas.status[n] = (
            LATENT if status != ADOPTED else status
        )  # whoever carried it has gone; somebody else may see it
        return status != ADOPTED or put_to_use(w, r, n, NOBODY, now)
    if status == ADOPTED:
        return put_to_use(w, r, n, i, now)
    if status == PROPOSED:
        if now >= ideas.due[n]:
            decide(w, r, n, i, now)
        else:
            gather_backing(w, r, n, i, now)
    elif now >= ideas.due[n] and (now + w.people.seat[i]) % r.behaviour.joining.reconsider_weeks == 0:
        propose(w, r, n, i, now)
    return True


@part
def be_seen(w: World, r: Rules, n: int, now: int) -> None:
    """Somebody of the unit who thinks about work this week, and knows enough, may see an idea: a keyed choice."""
    ideas, people, places, best, chosen = w.ideas, w.people, w.places, -1.0, NOBODY
    one, two, needed, u = int(ideas.first[n]), int(ideas.second[n]), ideas.difficulty[n], ideas.unit[n]
    weeks, base = r.behaviour.joining.reconsider_weeks, at(r.chance, decision.SEE_IDEA, ideas.born[n], 0)
    for place in range(places.unit_start[u], places.unit_start[u + 1]):
        i = places.unit_rows[place]
        if people.filled[i] == 0 or (now + people.seat[i]) % weeks != 0:
            continue
        here, there = expertise(w.skills, i, one), expertise(w.skills, i, two)
        if max(here, there) < needed or not knows_both(w, r, i, one, two, needed, now):
            continue
        entry = fact(base, ideas.id[n], people.key[i])
        if entry > best:
            best, chosen = entry, i
    if chosen != NOBODY:
        ideas.status[n], ideas.seat[n], ideas.key[n] = SEEN, people.seat[chosen], people.key[chosen]
        ideas.due[n] = now
        record(
            w.events, w.totals, ledger.SEE, ideas.id[n], chosen, NOBODY, one, NOBODY, ledger.WORK, 1, 0, ideas.worth[n]
        )


@part
def knows_both(w: World, r: Rules, i: int, one: int, two: int, needed: float, now: int) -> bool:
    """Own expertise on one topic, and own or lately heard expertise on the other, exceed the difficulty."""
    weeks = r.behaviour.ideas.heard_weeks
    first, second = expertise(w.skills, i, one), expertise(w.skills, i, two)
    if first >= needed:
        return max(second, heard_level(w.skills, i, two, now, weeks)) >= needed
    return second >= needed and heard_level(w.skills, i, one, now, weeks) >= needed


@part
def propose(w: World, r: Rules, n: int, i: int, now: int) -> None:
    """Whoever has seen an idea may work out a proposal; after a refusal only with more of a case than before."""
    ideas, law = w.ideas, r.behaviour.ideas
    k = int(ideas.first[n])
    wish = law.propose + law.propose_passion * passion(w.skills, i, k)
    wish -= cost_of_hours(law.propose_hours, w.people.price[i], r.behaviour.time.weight)
    if uniform(at(r.chance, decision.PROPOSE, now, now), ideas.id[n], w.people.key[i]) >= logistic(wish):
        return
    ideas.status[n] = PROPOSED
    ideas.community[n] = community_on(w, i, k, int(ideas.second[n]))
    ideas.hours[n] += law.propose_hours
    w.minutes[i, INVENTING] += int(60.0 * law.propose_hours)
    u = fact(at(r.chance, decision.DECIDE_IDEA, ideas.born[n], 0), ideas.id[n], int(ideas.refusals[n]))
    ideas.due[n] = now + weeks_to_decide(r.policy.sponsorship.sponsor, u, law)
    q = int(ideas.community[n])
    record(w.events, w.totals, ledger.PROPOSE, ideas.id[n], i, NOBODY, k, q, ledger.WORK, 1, 0, ideas.worth[n])


@part
def community_on(w: World, i: int, one: int, two: int) -> int:
    """The first of somebody's communities whose domain holds one of two topics, or NOBODY."""
    n = w.people.belongs[i]
    while n != NOBODY:
        q = int(w.memberships.community[n])
        if w.domains.weight[q, one] > 0.0 or w.domains.weight[q, two] > 0.0:
            return q
        n = w.memberships.following[n]
    return NOBODY


@part
def gather_backing(w: World, r: Rules, n: int, i: int, now: int) -> None:
    """Members of the proposer's community who think about it this week may work on the case.

    Who does not at the chance of somebody with all the passion and identification there can be does not at any.
    """
    ideas, law, m, q = w.ideas, r.behaviour.ideas, w.memberships, int(w.ideas.community[n])
    if q == NOBODY:
        return
    base, k, id_ = at(r.chance, decision.BACK_IDEA, now, now), int(ideas.first[n]), ideas.id[n]
    most = logistic(law.back + law.propose_passion + 1.0 + SLACK)
    for place in range(w.scratch.begin[q], w.scratch.begin[q + 1]):
        luck = uniform(base, id_, w.scratch.thinker[place])
        if luck >= most:
            continue
        member = w.scratch.thinking[place]
        j = m.row[member]
        if j == i:
            continue
        wish = law.back + law.propose_passion * passion(w.skills, j, k) + m.identification[member]
        wish -= cost_of_hours(law.back_hours, price_within(w, r, j), r.behaviour.time.weight)
        if luck < logistic(wish):
            minutes = int(60.0 * law.back_hours)
            ideas.hours[n] += law.back_hours
            w.minutes[j, INVENTING] += minutes
            record(w.events, w.totals, ledger.BACK, ideas.id[n], j, i, k, q, ledger.WORK, minutes, 0, ideas.worth[n])


@part
def decide(w: World, r: Rules, n: int, i: int, now: int) -> None:
    """Those who decide see what the idea is worth with an error that the work on the case has made smaller."""
    ideas, law, k, q = w.ideas, r.behaviour.ideas, int(w.ideas.first[n]), int(w.ideas.community[n])
    base = at(r.chance, decision.IDEA_AS_SEEN, ideas.born[n], 0)
    error = 3.0 * (fact(base, ideas.id[n], 0) + fact(base, ideas.id[n], 1) - 1.0)
    caution = law.caution if r.policy.sponsorship.sponsor == NO_SPONSOR else law.caution_sponsored
    if is_adopted(ideas.worth[n], error, ideas.hours[n], caution, law):
        ideas.status[n], ideas.due[n] = ADOPTED, now + law.adoption_weeks
        record(w.events, w.totals, ledger.ADOPT, ideas.id[n], i, NOBODY, k, q, ledger.WORK, 1, 0, ideas.worth[n])
    else:
        ideas.status[n], ideas.due[n] = REFUSED, now + law.again_weeks
        ideas.refusals[n] += 1
        refused = int(ideas.refusals[n])
        record(w.events, w.totals, ledger.REFUSE, ideas.id[n], i, NOBODY, k, q, ledger.WORK, refused, 0, ideas.worth[n])


@part
def put_to_use(w: World, r: Rules, n: int, i: int, now: int) -> bool:
    """Hours until an idea is in use, then problems that do not arise any more; whether there is more to do."""
    ideas, law = w.ideas, r.behaviour.ideas
    if now < ideas.due[n]:
        if i != NOBODY:
            w.minutes[i, INVENTING] += int(60.0 * law.adoption_hours)
        return True
    u, k, q = ideas.unit[n], int(ideas.first[n]), int(ideas.community[n])
    w.usage.spared[u, k] = 1.0 - (1.0 - w.usage.spared[u, k]) * (1.0 - ideas.worth[n])
    w.usage.practice[u, k] = 1.0 - (1.0 - w.usage.practice[u, k]) * (1.0 - ideas.worth[n])
    if q != NOBODY and w.communities.alive[q] == 1:
        w.communities.ideas[q] += 1
        start_line(w, r, q)
    return False


@part
def start_line(w: World, r: Rules, q: int) -> None:
    """A community with enough ideas in use, and a core that can staff it, starts a new line of business."""
    law, active, m = r.behaviour.ideas, 0, w.memberships
    for place in range(w.rosters.start[q], w.rosters.start[q + 1]):
        active += 1 if m.voice[w.rosters.member[place]] >= r.behaviour.lifecycle.active_from else 0
    if w.communities.ideas[q] >= law.line_ideas and active >= law.line_core:
        w.communities.ideas[q] = 0
        w.communities.lines[q] += 1
        record(w.events, w.totals, ledger.LINE, NOBODY, NOBODY, NOBODY, NOBODY, q, ledger.WORK, 1, 0, 0.0)
