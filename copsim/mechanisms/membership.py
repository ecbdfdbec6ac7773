"""M4 Join, stay, leave: who belongs, by wish, by recognition, by duty or by yoke.

Reads: fit, ties, price, memberships, policy.membership, office.project_hours, order_hours. Writes: people.wary (getting
over having left); events join and leave (settlement carries them out), through awareness ``known``. Theory: docs/model;
a mandate fixes membership and duty, nothing else.
"""

from typing import Any

import numpy as np

from copsim import decision
from copsim.config.behaviour.community import Joining
from copsim.config.behaviour.people import TimePrice
from copsim.config.levers.design import Form
from copsim.config.records import option
from copsim.kernel import exp, logistic, part
from copsim.mechanisms.awareness import hear, survey
from copsim.mechanisms.fit import expertise_on, fit, open_problem, pull
from copsim.mechanisms.gates import MANDATED, MANDATED_OPEN, OBLIGED, OPEN, PARTICIPANT, READER, YOKED, may_enter
from copsim.mechanisms.motives import opinion, price_within
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.scope import community_of_job
from copsim.mechanisms.timekeeping import cost_of_hours
from copsim.state import ledger
from copsim.state.belonging import place_in
from copsim.state.ledger import record
from copsim.state.world import NOBODY, World
from copsim.streams import at, uniform

NETWORK: Any = option(Form, "form", "informal_network")


@part
def chance_to_join(pull_here: float, hours: float, price: float, joining: Joining, time: TimePrice) -> float:
    """σ(V - entry), V the pull less the cost of the expected hours; per consideration."""
    return logistic(pull_here - joining.entry - cost_of_hours(hours, price, time.weight))


@part
def utility_of_reading(pull_here: float, price: float, joining: Joining, time: TimePrice) -> float:
    """reader_benefit · (pull - entry) - cost of a reader's hours (logit)."""
    cost = cost_of_hours(joining.reader_hours, price, time.weight)
    return joining.reader_benefit * (pull_here - joining.entry) - cost


@part
def chance_to_leave(pull_here: float, hours: float, price: float, joining: Joining, time: TimePrice) -> float:
    """σ(-sharpness · (V - entry + hysteresis)); per consideration."""
    stay = pull_here - joining.entry + joining.hysteresis - cost_of_hours(hours, price, time.weight)
    return logistic(-joining.leave_sharpness * stay)


@part
def move(w: World, kind: int, i: int, q: int, channel: int, amount: int, level: int) -> None:
    """Somebody is to join, leave or change level at the end of the week."""
    record(w.events, w.totals, kind, NOBODY, i, NOBODY, NOBODY, q, channel, amount, 0, float(level))


@part
def reconsider(w: World, r: Rules, now: int) -> None:
    """Every few weeks a person hears of communities, joins some and leaves some. Guests join this week."""
    people, weeks, rule = w.people, r.behaviour.joining.reconsider_weeks, r.policy.membership.rule
    heard = at(r.chance, decision.BECOME_AWARE, now, now)
    leaving, joining = at(r.chance, decision.LEAVE, now, now), at(r.chance, decision.JOIN, now, now)
    for i in range(people.size):
        if people.filled[i] == 0:
            continue
        if people.guest[i] != NOBODY and rule != YOKED:
            survey(w, i)
            if r.policy.form.form != NETWORK or w.scratch.bond[people.guest[i]] > 0.0:
                move(w, ledger.JOIN, i, people.guest[i], ledger.COMMUNITY, 1, PARTICIPANT)
        if (now + people.seat[i]) % weeks != 0:
            if people.invited[i] != 0 and rule != YOKED:
                survey(w, i)
                join_some(w, r, i, people.invited[i], joining)
            continue
        get_over(w, r, i, now)
        survey(w, i)
        hear(w, r, i, now, heard)
        if rule != YOKED:
            leave_some(w, r, i, leaving)
            join_some(w, r, i, people.known[i], joining)


@part
def chance_to_get_over(weeks: float, mean: float) -> float:
    """1 - e^(-weeks / mean): the chance that within so many weeks somebody gets over having left; 1 if mean is 0."""
    return 1.0 - exp(-weeks / mean) if mean > 0.0 else 1.0


@part
def get_over(w: World, r: Rules, i: int, now: int) -> None:
    """Of the communities that somebody has left, some may be thought of again."""
    wary, law = w.people.wary[i], r.behaviour.joining
    if wary == 0:
        return
    base = at(r.chance, decision.COOLING, now, now)
    likely = chance_to_get_over(float(law.reconsider_weeks), float(law.cooling_weeks))
    for q in range(w.communities.size):
        if (wary >> q) & 1 == 1 and uniform(base, w.people.key[i], q) < likely:
            w.people.wary[i] &= ~(1 << q)


@part
def leave_some(w: World, r: Rules, i: int, base: np.uint64) -> None:
    """Voluntary members whom a community has stopped holding leave it; readers may become participants."""
    law, time, price, rule = r.behaviour.joining, r.behaviour.time, price_within(w, r, i), r.policy.membership.rule
    hours = law.expected_hours + w.office.demanded[0] + w.office.project_hours[0] + w.office.order_hours[0]
    n = w.people.belongs[i]
    while n != NOBODY:
        here, q, level = n, int(w.memberships.community[n]), w.memberships.level[n]
        n = w.memberships.following[n]
        owes = (rule == MANDATED or rule == MANDATED_OPEN) and community_of_job(w, i) == q
        if level == OBLIGED or owes:
            continue
        holds = pull_on_member(w, r, i, here, q)
        if level == READER:
            reading = utility_of_reading(holds, price, law, time)
            goes = logistic(-law.leave_sharpness * (reading + law.hysteresis))
            if holds - law.entry - cost_of_hours(hours, price, time.weight) > reading:
                move(w, ledger.JOIN, i, q, ledger.WORK, 0, PARTICIPANT)
                continue
        else:
            goes = chance_to_leave(holds, hours, price, law, time)
        if r.policy.form.form == NETWORK and w.scratch.bond[q] <= 0.0:
            goes = 1.0  # nobody is left whom one knows
        if uniform(base, w.people.key[i], q) < goes:
            move(w, ledger.LEAVE, i, q, ledger.WORK, 1, 0)


@part
def pull_on_member(w: World, r: Rules, i: int, n: int, q: int) -> float:
    """What holds a member, before hurdle and cost; bonds come from ``survey``."""
    law, m, breadth = r.behaviour.joining, w.memberships, w.communities.breadth[q]
    need = law.need_of_members if open_problem(w.problems, w.desks, w.domains, i, q) >= 0 else 0.0
    standing = expertise_on(w.skills, w.domains, breadth, i, q) - w.communities.reputation[q]
    here = fit(w.skills, w.domains, breadth, i, q, law.breadth_dilutes)
    bond = w.scratch.bond[q]
    return pull(here, need, standing, bond, m.benefit[n], m.identification[n], opinion(w, r, i, bond), law)


@part
def pull_on_outsider(w: World, r: Rules, i: int, q: int) -> float:
    """What draws somebody in, before hurdle and cost; bonds and what ties report come from ``survey``."""
    law, breadth, bond = r.behaviour.joining, w.communities.breadth[q], w.scratch.bond[q]
    need = 1.0 if open_problem(w.problems, w.desks, w.domains, i, q) >= 0 else 0.0
    standing = expertise_on(w.skills, w.domains, breadth, i, q) - w.communities.reputation[q]
    here = fit(w.skills, w.domains, breadth, i, q, law.breadth_dilutes)
    expected = w.scratch.report[q] / bond if bond > 0.0 else r.behaviour.benefit.prior
    return pull(here, need, standing, bond, expected, 0.0, opinion(w, r, i, bond), law)


@part
def join_some(w: World, r: Rules, i: int, choice: int, base: np.uint64) -> None:
    """People join communities among those of ``choice``, where the policy lets them and something pulls."""
    law, time, price = r.behaviour.joining, r.behaviour.time, price_within(w, r, i)
    hours = law.expected_hours + w.office.demanded[0] + w.office.project_hours[0] + w.office.order_hours[0]
    choice &= ~w.people.inside[i]
    for q in range(w.communities.size if choice != 0 else 0):
        if (choice >> q) & 1 == 0 or q == w.people.guest[i] or not may_enter(w, r, i, q):
            continue
        if r.policy.form.form == NETWORK and w.scratch.bond[q] <= 0.0 and w.rosters.start[q + 1] > w.rosters.start[q]:
            continue  # one belongs to a network by knowing somebody in it
        here, level = pull_on_outsider(w, r, i, q), PARTICIPANT
        joins = chance_to_join(here, hours, price, law, time)
        if r.policy.membership.rule == OPEN:
            reads = logistic(utility_of_reading(here, price, law, time))
            if reads > joins:
                joins, level = reads, READER
        if uniform(base, w.people.key[i], q) < joins:
            move(w, ledger.JOIN, i, q, ledger.WORK, 1, level)


@part
def oblige(w: World, r: Rules) -> None:
    """A mandate puts each person into the community nearest the job's topic."""
    rule = r.policy.membership.rule
    if rule != MANDATED and rule != MANDATED_OPEN:
        return
    for i in range(w.people.size):
        q = community_of_job(w, i) if w.people.filled[i] == 1 else NOBODY
        if q == NOBODY:
            continue
        n = place_in(w.people, w.memberships, i, q)
        if n == NOBODY or w.memberships.level[n] != OBLIGED:
            move(w, ledger.JOIN, i, q, ledger.DUTY, 1, OBLIGED)


@part
def impose(w: World, r: Rules, now: int) -> None:
    """A yoke makes the seats of the twin's joiners join and of its leavers leave, this week."""
    yoke = r.yoke
    if yoke.on == 0 or now < yoke.start or now - yoke.start >= yoke.first.size - 1:
        return
    for n in range(yoke.first[now - yoke.start], yoke.first[now - yoke.start + 1]):
        i = w.places.row_of_seat[yoke.change.seat[n]]
        if w.people.filled[i] == 1:
            kind = ledger.JOIN if yoke.change.joins[n] == 1 else ledger.LEAVE
            move(w, kind, i, yoke.change.community[n], yoke.change.channel[n], 1, int(yoke.change.value[n]))
