"""Rival: an expert directory. Money keeps entries current; who knows nobody to ask finds a stranger there.

Reads: policy.rivals.directory_cost, office.access; home, expertise, ties, price, problems. Writes: listing; and
minutes and events of asking (through asking.ask_person, channel directory). Theory: it widens whom one can ask, not how
readily they help: those listed accept as anybody who is asked by a stranger. Entries show expertise with an error, and
only some are current.
"""

import numpy as np

from copsim import decision
from copsim.config.behaviour.rivals import Directory
from copsim.kernel import part
from copsim.mechanisms.asking import ask_person, sharpened, weigh_ties
from copsim.mechanisms.consultation import chance_to_consult
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.ties import slot_of
from copsim.mechanisms.work import is_open
from copsim.state import ledger
from copsim.state.skills import expertise
from copsim.state.skills import strength as strength_of
from copsim.state.world import NOBODY, World
from copsim.streams import at, lasting, race, uniform


@part
def share_current(cost: float, headcount: int, law: Directory) -> float:
    """min(1, cost / (headcount · price)): the share of people whose entry is current."""
    return min(1.0, cost / (headcount * law.entry_price))


@part
def expertise_listed(w: World, r: Rules, i: int, k: int) -> float:
    """What an entry says of somebody's expertise: the truth and a lasting error."""
    error = 2.0 * lasting(r.chance, decision.EXPERTISE_AS_SEEN, w.people.hire[i], w.people.key[i], k) - 1.0
    return expertise(w.skills, i, k) + r.behaviour.awareness.fit_noise * error


@part
def publish(w: World, r: Rules) -> None:
    """Who has a current entry this week, under the job's topic and the best other one."""
    people, listing, least = w.people, w.listing, r.behaviour.directory.listed_from
    share = share_current(r.policy.rivals.directory_cost, r.organization.headcount, r.behaviour.directory)
    for k in range(listing.start.size):
        listing.start[k] = 0
    for i in range(people.size):
        listing.topic[i, 0] = NOBODY
        listing.topic[i, 1] = NOBODY
        if people.filled[i] == 0 or lasting(r.chance, decision.ENTRY, people.hire[i], people.key[i], 0) >= share:
            continue
        most = least
        for k in range(w.skills.shape[1]):
            listed = expertise_listed(w, r, i, k)
            if k == people.home[i] and listed >= least:
                listing.topic[i, 0] = k
            elif k != people.home[i] and listed >= most:
                most = listed
                listing.topic[i, 1] = k
        for place in range(2):
            if listing.topic[i, place] != NOBODY:
                listing.start[listing.topic[i, place] + 1] += 1
    arrange(w)


@part
def arrange(w: World) -> None:
    """Those listed, by topic."""
    start, topic = w.listing.start, w.listing.topic
    topics = start.size - 1
    for k in range(topics):
        start[k + 1] += start[k]
    total = start[topics]
    for i in range(w.people.size - 1, -1, -1):
        for place in range(2):
            k = topic[i, place]
            if k != NOBODY:  # each topic's places are filled from the back
                start[k + 1] -= 1
                w.listing.row[start[k + 1]] = i
    for k in range(topics):
        start[k] = start[k + 1]
    start[topics] = total


@part
def ask_strangers(w: World, r: Rules, now: int) -> None:
    """Who has a young open problem and no tie worth asking may look into the directory and ask somebody listed."""
    people, problems, desks, law = w.people, w.problems, w.desks, r.behaviour.asking
    access = w.office.access[0]
    if r.policy.rivals.directory_cost <= 0.0:
        return
    publish(w, r)
    whether, whom = at(r.chance, decision.LOOK_IN, now, now), at(r.chance, decision.WHOM_LISTED, now, now)
    for i in range(people.size):
        for n in range(desks.start[i], desks.start[i + 1] if people.filled[i] == 1 else desks.start[i]):
            p = desks.problem[n]
            young = now - problems.arrived[p] < law.patience_weeks and is_open(problems, p)
            if not young or knows_whom_to_ask(w, r, i, problems.topic[p]):
                continue
            likely = chance_to_consult(people.price[i], access, r.behaviour.consulting, r.behaviour.time)
            if uniform(whether, problems.id[p], people.key[i]) < likely:
                j = whom_listed(w, r, i, problems.topic[p], problems.id[p], whom)
                if j != NOBODY:
                    t = slot_of(w.ties.seat, i, people.seat[j])
                    close = strength_of(w.ties.strength, i, t) if t >= 0 else 0.0
                    ask_person(w, r, p, j, close, ledger.DIRECTORY, now)


@part
def knows_whom_to_ask(w: World, r: Rules, i: int, k: int) -> bool:
    """True if some tie is worth asking about a topic."""
    scores, law = w.scratch.scores, r.behaviour.asking
    weigh_ties(w.ties, scores, i, k, law)
    for t in range(scores.size):
        if w.ties.seat[i, t] != NOBODY and scores[t] >= law.belief_worth_asking and scores[t] > 0.0:
            return True
    return False


@part
def whom_listed(w: World, r: Rules, i: int, k: int, id_: int, base: np.uint64) -> int:
    """Row of the person whom somebody finds under a topic: a keyed choice by listed expertise; or NOBODY."""
    best, chosen = 0.0, NOBODY
    for place in range(w.listing.start[k], w.listing.start[k + 1]):
        j = w.listing.row[place]
        weight = sharpened(expertise_listed(w, r, j, k), r.behaviour.asking.choice_sharpness)
        if j == i or weight <= 0.0:
            continue
        entry = race(uniform(base, id_, w.people.key[j]), weight)
        if chosen == NOBODY or entry > best:
            best, chosen = entry, int(j)
    return chosen
