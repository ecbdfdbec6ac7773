"""M12 Turnover: people accept outside offers; vacant seats find applicants; who sits in a closed seat goes.

Reads: open, embedded, overload, growth, contagion, passion, match, attachment, tenure. Writes: events offer, quit,
layoff, hire (settlement carries them out). Theory: offers are exogenous and come to seats at a fixed rate; retention
acts only through the hazard. No tenure term: the early peak comes from match quality that becomes known (Jovanovic
1979) and from ties that grow.
"""

from copsim import decision
from copsim.config.behaviour.attachment import Recruiting, Turnover
from copsim.kernel import exp, part
from copsim.mechanisms.rules import Rules
from copsim.state.ledger import HIRE, LAYOFF, OFFER, QUIT, record
from copsim.state.population import attachment_of, match_of, passion_at_hire
from copsim.state.skills import passion
from copsim.state.world import FINE, NOBODY, World
from copsim.streams import at, uniform

WEEKS_A_YEAR = 52.0


@part
def saturating(x: float) -> float:
    """x / (1 + |x|): between -1 and 1."""
    return x / (1.0 + abs(x))


@part
def revealed(tenure_weeks: float, law: Turnover) -> float:
    """1 - e^(-tenure / match_weeks): how much of the match is known."""
    return 1.0 - exp(-tenure_weeks / law.match_weeks)


@part
def hazard(
    ties: float,
    overload: float,
    contagion: float,
    growth: float,
    passion: float,
    match: float,
    attachment: float,
    tenure_weeks: float,
    law: Turnover,
) -> float:
    """Weekly hazard of quitting: base · exp(sum of pushes and pulls), at most the rate of offers.

    -embeddedness · z/(1+|z/2|) with z = (Σw - m0) / s0, + overload (o - o0) + contagion - growth · g/(1+|g|) with g
    the relative growth
    + misfit (reference - passion) - attachment - match · revealed.
    """
    push = -law.embeddedness * 2.0 * saturating(0.5 * (ties - law.ties_reference) / law.ties_spread)
    push += law.overload * (overload - law.overload_reference) + contagion
    push -= law.growth * saturating((growth - law.growth_reference) / law.growth_reference)
    push += law.misfit * (law.misfit_reference - passion) - law.attachment * attachment
    push -= law.match * match * revealed(tenure_weeks, law)
    return min(law.offers, law.base / WEEKS_A_YEAR * exp(push))


@part
def decide(w: World, r: Rules, now: int) -> None:
    """Outside offers reach seats; whoever sits there takes one with chance hazard / rate of offers."""
    people, law = w.people, r.behaviour.turnover
    offer, accept = at(r.chance, decision.OFFER, now, now), at(r.chance, decision.ACCEPT_OFFER, now, now)
    for i in range(people.size):
        if people.open[i] == 0 or uniform(offer, people.seat[i], 0) >= law.offers or people.filled[i] == 0:
            continue
        hired = max(0, people.hire[i])  # founders' facts came about at the start
        here = hazard(
            people.embedded[i] / FINE,
            people.overload[i],
            people.contagion[i],
            people.growth[i],
            passion(w.skills, i, people.home[i]),
            match_of(r.chance, hired, people.key[i]),
            attachment_of(r.chance, hired, people.key[i]),
            float(now - people.hire[i]),
            law,
        )
        likely = here / law.offers
        goes = uniform(accept, people.key[i], 0) < likely
        record(w.events, w.totals, OFFER, NOBODY, i, NOBODY, NOBODY, NOBODY, 0, 1 if goes else 0, 0, likely)
        if goes:
            tenure = float(now - people.hire[i])
            record(w.events, w.totals, QUIT, NOBODY, i, NOBODY, NOBODY, NOBODY, 0, 1, 0, tenure)


@part
def chance_to_be_referred(members: int, law: Recruiting) -> float:
    """1 - e^(-referral · members): the chance that somebody outside hears of a vacancy from a member."""
    return 1.0 - exp(-law.referral * members)


@part
def members_on(w: World, k: int) -> int:
    """Memberships in communities about a topic."""
    total = 0
    for q in range(w.communities.size):
        if w.communities.alive[q] == 1 and w.domains.weight[q, k] > 0.0:
            total += w.rosters.start[q + 1] - w.rosters.start[q]
    return int(total)


@part
def recruit(w: World, r: Rules, now: int) -> None:
    """A vacant seat finds an applicant with a fixed weekly chance: the person (seat, this week).

    Members of communities on the job's topic tell people whom the job would suit.
    """
    people, base, law = w.people, at(r.chance, decision.APPLICANT, now, now), r.behaviour.recruiting
    for i in range(people.size):
        if people.filled[i] == 1 or people.open[i] == 0:
            continue
        comes = uniform(base, people.seat[i], 0) < r.organization.applicants
        if not comes and law.referral > 0.0 and w.domains.covers[people.home[i]] != 0:
            heard = chance_to_be_referred(members_on(w, people.home[i]), law)
            if uniform(base, people.seat[i], 1) < heard:
                here = passion_at_hire(
                    r.chance, r.behaviour.people, people.seat[i], people.home[i], w.skills.shape[1], now
                )
                comes = here >= law.fits_from
        if comes:
            first = 1.0 if people.key[i] == 0 else 0.0  # nobody has ever sat there: no identity is 0
            record(w.events, w.totals, HIRE, NOBODY, i, NOBODY, NOBODY, NOBODY, 0, 1, 0, first)


@part
def dismiss(w: World, now: int) -> None:
    """Who sits in a seat that the organization has no more works out the week and leaves: a layoff, and no quit."""
    people = w.people
    for i in range(people.size):
        if people.filled[i] == 1 and people.open[i] == 0:
            tenure = float(now - people.hire[i])
            record(w.events, w.totals, LAYOFF, NOBODY, i, NOBODY, NOBODY, NOBODY, 0, 1, 0, tenure)
