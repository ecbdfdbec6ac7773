"""M10 Motives: what rewards, rivalry, managers' and peers' opinion are worth this week.

Reads: policy.rewards, obstacles.rivalry, it_access, sponsorship.legitimacy, direction.inspection_hours; culture;
office.cleared, technical. Writes: office (reward, standing, inside, outside, unsanctioned, demanded, access);
people.sanctioned; minutes[REPORTING]. Theory: a reward is a price in utilities; culture is whom people listen to and
what line managers tolerate, by a higher price of hours to which they do not agree.
"""

from copsim import decision
from copsim.config.behaviour.motives import Motives
from copsim.kernel import part
from copsim.mechanisms.gates import EXPERT, OBLIGED
from copsim.mechanisms.rules import Rules
from copsim.state.world import FINE, NOBODY, REPORTING, World
from copsim.streams import at, fact

WEEKS_A_MONTH = 52.0 / 12.0


@part
def worth_of_contributing(
    recognition: float, appraisal: float, wages: float, recognition_weight: float, law: Motives
) -> float:
    """recognition_weight · recognition + appraisal · a + pay · hours' wages (logit)."""
    return recognition_weight * recognition + law.appraisal * appraisal + law.pay * wages


@part
def worth_of_helping(bonus: float, rivalry: float, nearness: float, law: Motives) -> float:
    """bonus · b - rivalry · r · nearness: to help a colleague with whom one is paid, or compared (logit)."""
    return law.bonus * bonus - law.rivalry * rivalry * nearness


@part
def share_cleared(left: float, cleared: float) -> float:
    """left · (1 - cleared): what is left of an obstacle."""
    return left * (1.0 - cleared)


@part
def share_that_agrees(released: float, legitimacy: float, own_agenda: float, prescribed: float) -> float:
    """(1 - (1 - released)(1 - legitimacy)) · (accepted + (1 - accepted) · prescribed): managers who agree to hours."""
    return (1.0 - (1.0 - released) * (1.0 - legitimacy)) * (own_agenda + (1.0 - own_agenda) * prescribed)


@part
def weigh(w: World, r: Rules) -> None:
    """What this week's contributions, help and hours are worth to people."""
    office, law, rewards, obstacles = w.office, r.behaviour.motives, r.policy.rewards, r.policy.obstacles
    culture, cleared = r.organization.culture, w.office.cleared[0]
    appraisal = rewards.appraisal if rewards.appraisal >= 0.0 else share_cleared(rewards.appraisal, cleared)
    wages = rewards.pay_per_contribution / r.organization.wage if r.organization.wage > 0.0 else 0.0
    office.reward[0] = worth_of_contributing(
        rewards.recognition, appraisal, wages, r.behaviour.querying.answer_recognition, law
    )
    foreseen = worth_of_contributing(0.0, appraisal, wages, 0.0, law)
    office.standing[0] = r.behaviour.joining.recognition_weight * rewards.recognition + law.foreseen * foreseen
    rivalry = share_cleared(obstacles.rivalry, cleared)
    office.inside[0] = worth_of_helping(rewards.unit_bonus, rivalry, 1.0, law)
    office.outside[0] = worth_of_helping(0.0, rivalry, law.rivalry_outside, law)
    office.unsanctioned[0] = 1.0 + law.unsanctioned * culture.manager_approval
    office.demanded[0] = r.policy.direction.inspection_hours / WEEKS_A_MONTH
    hidden = share_cleared(share_cleared(1.0 - obstacles.it_access, cleared), office.technical[0])
    office.access[0] = 1.0 - hidden


@part
def ask_managers(w: World, r: Rules) -> None:
    """Each team's manager agrees to hours for communities or not: a lasting fact against the share that agrees."""
    culture, policy, people = r.organization.culture, r.policy, w.people
    if culture.manager_approval <= 0.0:
        return
    agree = share_that_agrees(
        culture.release_share, policy.sponsorship.legitimacy, culture.agenda_acceptance, policy.direction.agenda_share
    )
    base = at(r.chance, decision.MANAGER_AGREES, 0, 0)
    for i in range(people.size):
        people.sanctioned[i] = 1 if fact(base, people.team[i], 0) < agree else 0


@part
def report(w: World, r: Rules) -> None:
    """Inspection takes members' hours."""
    each = int(60.0 * w.office.demanded[0])
    if each <= 0:
        return
    for place in range(w.rosters.start[w.communities.size]):
        w.minutes[w.memberships.row[w.rosters.member[place]], REPORTING] += each


@part
def price_within(w: World, r: Rules, i: int) -> float:
    """Price of an hour for communities: more than that of another hour if the manager does not agree to it."""
    if w.people.sanctioned[i] == 1 or r.policy.membership.rule == EXPERT:
        return w.people.price[i]
    return w.people.price[i] * w.office.unsanctioned[0]


@part
def opinion(w: World, r: Rules, i: int, bond: float) -> float:
    """What rewards and the approval of manager and peers say for belonging; ``bond``: tie strength to members."""
    culture, said = r.organization.culture, 0.0
    if culture.manager_approval > 0.0:
        said += culture.manager_approval * (2.0 * w.people.sanctioned[i] - 1.0)
    if culture.peer_approval > 0.0 and w.people.embedded[i] > 0:
        said += culture.peer_approval * min(1.0, bond * FINE / w.people.embedded[i])
    return w.office.standing[0] + r.behaviour.motives.approval * said


@part
def urge(w: World, r: Rules, n: int, asker: int) -> float:
    """What a member has of contributing, beside passion: rewards, the asker's unit, what compulsion and pay undo."""
    j, law, office = w.memberships.row[n], r.behaviour.motives, w.office
    wish = office.reward[0]
    if asker != NOBODY:
        wish += office.inside[0] if w.people.unit[j] == w.people.unit[asker] else office.outside[0]
    if law.crowding > 0.0:
        wish -= law.crowding * w.people.crowded[j]
    if law.reactance > 0.0 and w.memberships.level[n] == OBLIGED:
        wish -= law.reactance
    return wish


@part
def kinship(w: World, i: int, j: int) -> float:
    """What it is worth to j to help i for the sake of the unit, or costs among rivals."""
    return w.office.inside[0] if w.people.unit[i] == w.people.unit[j] else w.office.outside[0]
