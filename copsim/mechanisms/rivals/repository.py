"""Rival: an intranet repository. Money buys authors' hours and upkeep; everybody may consult what they write.

Reads: policy.rivals.repository_cost, organization.wage; home, expertise, passion, practice. Writes: office.repository;
minutes[AUTHORING]; events codify (by practice.py, of no community). Theory: the same practice as communities write,
aged alike, but written by who is asked to and paid for it, with the effort that their motives supply.
"""

from copsim import decision
from copsim.config.behaviour.practice import Codifying
from copsim.kernel import part
from copsim.mechanisms.asking import sharpened
from copsim.mechanisms.practice import write_down
from copsim.mechanisms.rules import Rules
from copsim.state import ledger
from copsim.state.removal import is_removed
from copsim.state.skills import expertise
from copsim.state.world import AUTHORING, NOBODY, World
from copsim.streams import at, lasting, race, uniform

WEEKS_A_YEAR = 52.0
MOST_PIECES = 64  # on one topic in one week


@part
def hours_bought(cost: float, upkeep_share: float, wage: float) -> float:
    """cost · (1 - upkeep) / wage / 52: hours of authors a week."""
    return cost * (1.0 - upkeep_share) / wage / WEEKS_A_YEAR


@part
def pieces_wanted(hours: float, topics: int, law: Codifying) -> float:
    """hours / (topics · hours of a project): items a week on each topic."""
    return hours / (topics * law.project_hours) if law.project_hours > 0.0 else 0.0


@part
def commission(w: World, r: Rules, now: int) -> None:
    """Items are ordered this week, topic by topic; a broken number is rounded up with the chance it says."""
    cost, law = r.policy.rivals.repository_cost, r.behaviour.codifying
    w.office.repository[0] = 1 << w.communities.size if cost > 0.0 else 0
    if cost <= 0.0:
        return
    topics = w.skills.shape[1]
    hours = hours_bought(cost, r.behaviour.repository.upkeep_share, r.organization.wage)
    wanted, base = pieces_wanted(hours, topics, law), at(r.chance, decision.PIECES, now, now)
    for k in range(topics):
        more = 1 if uniform(base, k, 0) < wanted - int(wanted) else 0
        for number in range(min(MOST_PIECES, int(wanted) + more)):
            i = whom_to_commission(w, r, k, number, now)
            if i != NOBODY:
                be_author(w, r, i, k, now)


@part
def be_author(w: World, r: Rules, i: int, k: int, now: int) -> None:
    """Somebody writes one item in paid hours."""
    law = r.behaviour.codifying
    if not is_removed(r.without, now, ledger.CODIFY, NOBODY, w.people.key[i], NOBODY, NOBODY, ledger.WORK):
        w.minutes[i, AUTHORING] += int(60.0 * law.project_hours)
        write_down(w, r, i, k, NOBODY, law.project_hours, ledger.WORK)


@part
def whom_to_commission(w: World, r: Rules, k: int, number: int, now: int) -> int:
    """Row of who is asked to write: a keyed choice among those with the job, by expertise as managers see it."""
    people, best, chosen = w.people, 0.0, NOBODY
    base, noise = at(r.chance, decision.AUTHOR, now, now), r.behaviour.awareness.fit_noise
    for i in range(people.size):
        if people.filled[i] == 0 or people.home[i] != k:
            continue
        error = 2.0 * lasting(r.chance, decision.EXPERTISE_AS_SEEN, people.hire[i], people.key[i], k) - 1.0
        weight = sharpened(expertise(w.skills, i, k) + noise * error, r.behaviour.asking.choice_sharpness)
        if expertise(w.skills, i, k) + noise * error <= 0.0 or weight <= 0.0:
            continue
        entry = race(uniform(base, people.key[i], number * 64 + k), weight)
        if chosen == NOBODY or entry > best:
            best, chosen = entry, i
    return chosen
