"""At the null of a parameter its link is gone: motives, leadership, sponsors, lifecycle, occasions, practice, ideas."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from copsim.config.compose import compose_values
from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.mechanisms import (
    gatherings,
    ideas,
    leadership,
    lifecycle,
    motives,
    oversight,
    practice_in_use,
    turnover,
    valuation,
)
from copsim.runs import money_terms
from copsim.simulation import simulate
from copsim.state.skills import heard_level, remember
from copsim.state.world import SKILL

Probe = Callable[[Scenario, Any], tuple[Any, Any]]
SELF = "policy=self_selected"
SPONSORED = f"{SELF} policy.sponsorship.sponsor=executive"
CLASH = "policy.obstacles.rivalry=1"
PAID = "policy.rewards.pay_per_contribution=50"
FORMAL = "organization.culture.manager_approval=1"
TOLD = f"{SELF} policy.valuation.method"
FOUNDING = f"{SELF} policy.formation.how=spontaneous behaviour.lifecycle.interested_from=0.2"
SEEDED = f"{SELF} policy.formation.how=seeded policy.formation.interviews=8"
CONFERENCE = f"{SELF} policy.events.conferences_per_year=12"
UNIVERSITY = f"{SELF} policy.support.corporate_university=true"
INVENTIVE = (
    "behaviour.ideas.per_unit=40 behaviour.ideas.easiest=0 behaviour.ideas.hardest=0.3 behaviour.ideas.propose=3"
)


def law(scenario: Scenario) -> Any:
    """Behaviour as compiled code sees it."""
    return record_of(scenario.behaviour)


def flips(*values: str) -> Probe:
    """Weekly totals as they are, and with other settings: the same where the link is cut."""

    def probe(scenario: Scenario, small: Any) -> tuple[bytes, bytes]:
        changed = dict(value.split("=") for value in values)
        other = compose_values({key: number(text) for key, text in changed.items()}, scenario)
        return totals(scenario), totals(other)

    return probe


def number(text: str) -> Any:
    """A value as it is meant."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return {"true": True, "false": False}.get(text, text)


def totals(scenario: Scenario) -> bytes:
    """Weekly totals of one small run, with money."""
    runs = simulate(scenario, [3], workers=1)
    return runs.tallies.drop(columns=["arm", "seed"]).to_numpy(dtype=float).tobytes()


def tells(name: str) -> Probe:
    """A weekly total over the run, and none."""
    return lambda s, small: (small.tally(s, name), 0)


def two(law_of: Callable[[Scenario, float], float]) -> Probe:
    """What a law gives at two values of the linked quantity."""
    return lambda s, small: (law_of(s, 0.2), law_of(s, 0.9))


def spends(name: str) -> Probe:
    """Cents of one kind, and none."""
    return tells(name)


def found(s: Scenario, x: tuple[float, int, float]) -> float:
    """Wish to found a community."""
    return float(lifecycle.wish_to_found(*x, law(s).lifecycle))


LINKS: dict[str, tuple[str, Probe]] = {
    "behaviour.motives.appraisal": (
        "",
        two(lambda s, x: motives.worth_of_contributing(0.0, x, 0.0, 0.7, law(s).motives)),
    ),
    "behaviour.motives.pay": ("", two(lambda s, x: motives.worth_of_contributing(0.0, 0.0, x, 0.7, law(s).motives))),
    "behaviour.motives.foreseen": (f"{SELF} {PAID}", lambda s, small: (small.look(s, standing)[-1], 0.0)),
    "behaviour.motives.bonus": ("", two(lambda s, x: motives.worth_of_helping(x, 0.0, 1.0, law(s).motives))),
    "behaviour.motives.rivalry": ("", two(lambda s, x: motives.worth_of_helping(0.0, x, 1.0, law(s).motives))),
    "behaviour.motives.rivalry_outside": (
        f"{SELF} {CLASH}",
        lambda s, small: (small.look(s, lambda w: float(w.office.outside[0]))[-1], 0.0),
    ),
    "behaviour.motives.approval": (
        f"{SELF} {FORMAL} behaviour.motives.unsanctioned=0",
        flips("organization.culture.release_share=0"),
    ),
    "behaviour.motives.unsanctioned": (
        f"{SELF} {FORMAL} behaviour.motives.approval=0",
        flips("organization.culture.release_share=0"),
    ),
    "behaviour.motives.crowding": (f"{SELF} {PAID}", flips("behaviour.motives.crowding_memory=0.2")),
    "behaviour.motives.crowding_memory": (
        f"{SELF} {PAID} behaviour.motives.crowding=0.7",
        lambda s, small: (small.look(s, lambda w: float(w.people.crowded.sum()))[-1], 0.0),
    ),
    "behaviour.motives.reactance": ("policy=mandated", lambda s, small: (totals(s), totals(without_reactance(s)))),
    "behaviour.asking.line_hours": (
        "organization.culture.line_enforcement=1 behaviour.ties.firm_contacts=0",
        flips("organization.culture.line_enforcement=0"),
    ),
    "behaviour.oversight.clearing": (
        "",
        lambda s, small: (round(oversight.cleared_after(0.2, clearing(s), 4.0), 12), 0.2),
    ),
    "behaviour.oversight.told": ("", two(lambda s, x: valuation.chance_to_be_told(x, 1.0, law(s).oversight))),
    "behaviour.oversight.competition": (f"{TOLD}=competition behaviour.oversight.told=1", tells("told_cents")),
    "behaviour.oversight.asking_hours": (f"{TOLD}=systematic", tells("minutes_manager")),
    "behaviour.oversight.item_worth": (f"{TOLD}=deliverables", tells("told_cents")),
    "behaviour.leading.own_hours": (SELF, tells("minutes_leading")),
    "behaviour.leading.wish_fit": ("", two(lambda s, x: leadership.hours_given(x, 0.0, 0.5, 0.5, law(s).leading))),
    "behaviour.leading.esteem": ("", two(lambda s, x: leadership.esteem(x, 0.0, law(s).leading))),
    "behaviour.leading.popularity": ("", two(lambda s, x: leadership.esteem(0.0, x, law(s).leading))),
    "behaviour.outside.level": (
        f"{SELF} policy.support.team_hours=100",
        lambda s, small: (len(outside(small.ledger(s, "gain"))), 0),
    ),
    "behaviour.outside.briefing_price": (
        f"{SELF} policy.support.corporate_university=true",
        spends("university_cents"),
    ),
    "behaviour.lifecycle.found_passion": ("", two(lambda s, x: found(s, (x, 3, 0.0)))),
    "behaviour.lifecycle.found_interested": ("", lambda s, small: (found(s, (0.5, 3, 0.0)), found(s, (0.5, 6, 0.0)))),
    "behaviour.lifecycle.found_apart": ("", two(lambda s, x: found(s, (0.5, 3, x)))),
    "behaviour.lifecycle.founding_hours": (
        f"{FOUNDING} behaviour.leading.own_hours=0",
        lambda s, small: (small.tally(s, "minutes_leading"), 0),
    ),
    "behaviour.lifecycle.interview_hours": (SEEDED, tells("minutes_manager")),
    "behaviour.lifecycle.dissolve_below": (
        f"{SELF} behaviour.awareness.launch=0 behaviour.lifecycle.dissolve_weeks=8",
        tells("dissolved"),
    ),
    "behaviour.lifecycle.care_from": (
        f"{SELF} policy.domain.breadth=6 policy.domain.redefined_by=active_members "
        "behaviour.lifecycle.redefine_weeks=8 behaviour.lifecycle.dissolve_weeks=8",
        lambda s, small: (small.look(s, lambda w: int(w.communities.breadth[:4].sum()))[-1], 24),
    ),
    "behaviour.gathering.encounters_per_hour": (
        CONFERENCE,
        lambda s, small: (len(at_events(small.ledger(s, "contact"))), 0),
    ),
    "behaviour.gathering.attend_fit": (
        "",
        two(lambda s, x: gatherings.chance_to_come(x, 8.0, 0.5, law(s).gathering, law(s).time)),
    ),
    "behaviour.gathering.noticed": (
        f"{SELF} policy.events.fairs_per_year=12 behaviour.awareness.launch=0 behaviour.awareness.word_of_mouth=0 "
        "behaviour.people.passion_floor=0",
        lambda s, small: (totals(s), totals(compose_values({"behaviour.gathering.noticed": 0.0}, s))),
    ),
    "behaviour.gathering.workshop_price": (f"{SELF} policy.events.workshops_per_year=6", spends("event_cents")),
    "behaviour.gathering.conference_price": (CONFERENCE, spends("event_cents")),
    "behaviour.gathering.fair_price": (f"{SELF} policy.events.fairs_per_year=6", spends("event_cents")),
    "behaviour.gathering.remote_attention": (
        f"{SELF} policy.events.mode=remote behaviour.gathering.remote_talk=1",
        flips("policy.events.mode=in_person"),
    ),
    "behaviour.gathering.remote_talk": (
        f"{SELF} policy.events.mode=remote behaviour.gathering.remote_attention=1",
        flips("policy.events.mode=in_person"),
    ),
    "behaviour.gathering.travel_hours": (
        f"{SELF} behaviour.gathering.remote_attention=1 behaviour.gathering.remote_talk=1",
        flips("policy.events.mode=remote"),
    ),
    "behaviour.practice.worth": (SELF, lambda s, small: (money_terms(s).practice_worth, 0.0)),
    "behaviour.practice.bring_passion": (
        SELF,
        lambda s, small: (totals(s), totals(without(s, "practice.bring_passion"))),
    ),
    "behaviour.practice.bring_hours": (
        f"{SELF} behaviour.practice.bring=3 behaviour.ideas.per_unit=0",
        tells("minutes_inventing"),
    ),
    "behaviour.practice.accept_tie": ("", two(lambda s, x: practice_in_use.readiness(x, law(s).practice))),
    "behaviour.practice.step": (
        f"{SELF} behaviour.practice.bring=3 behaviour.practice.accept=3 behaviour.ideas.per_unit=0",
        lambda s, small: (len({w.tobytes() for w in small.look(s, lambda w: w.usage.practice.copy())}), 1),
    ),
    "behaviour.ideas.per_unit": (INVENTIVE, tells("ideas_seen")),
    "behaviour.ideas.most_spared": (
        f"{INVENTIVE} behaviour.ideas.least=0",
        lambda s, small: (small.look(s, lambda w: float(w.ideas.worth[: w.totals.ideas[0]].sum()))[-1], 0.0),
    ),
    "behaviour.ideas.heard_weeks": ("", lambda s, small: (heard_last_week(s.behaviour.ideas.heard_weeks), 0.0)),
    "behaviour.ideas.propose_passion": (
        f"{SELF} {INVENTIVE}",
        lambda s, small: (totals(s), totals(without(s, "ideas.propose_passion"))),
    ),
    "behaviour.ideas.propose_hours": (
        f"{SELF} {INVENTIVE} behaviour.ideas.adoption_hours=0 behaviour.ideas.back=-20 behaviour.practice.bring=-30",
        tells("minutes_inventing"),
    ),
    "behaviour.ideas.doubt": ("", lambda s, small: (ideas.standard_error(2.0, law(s).ideas), 0.0)),
    "behaviour.ideas.caution": (
        "",
        lambda s, small: (
            ideas.is_adopted(0.1, 0.0, 0.0, s.behaviour.ideas.caution, law(s).ideas),
            ideas.is_adopted(0.1, 0.0, 0.0, 0.0, law(s).ideas),
        ),
    ),
    "behaviour.ideas.caution_sponsored": (
        "",
        lambda s, small: (
            ideas.is_adopted(0.1, 0.0, 0.0, s.behaviour.ideas.caution_sponsored, law(s).ideas),
            ideas.is_adopted(0.1, 0.0, 0.0, 0.0, law(s).ideas),
        ),
    ),
    "behaviour.ideas.least": (
        "",
        lambda s, small: (ideas.is_adopted(0.01, 0.0, 0.0, 0.0, law(s).ideas), True),
    ),
    "behaviour.ideas.adoption_hours": (
        f"{INVENTIVE} behaviour.ideas.propose_hours=0 behaviour.ideas.decision_weeks=1 behaviour.ideas.doubt=0 "
        "behaviour.ideas.back=-20 behaviour.practice.bring=-30",
        tells("minutes_inventing"),
    ),
    "behaviour.ideas.line_margin": (SELF, lambda s, small: (money_terms(s).line_margin, 0.0)),
    "behaviour.recruiting.referral": (
        "",
        lambda s, small: (turnover.chance_to_be_referred(30, law(s).recruiting), 0.0),
    ),
    "organization.culture.manager_approval": (SELF, flips("organization.culture.release_share=0.5")),
    "organization.culture.peer_approval": (SELF, lambda s, small: (totals(s), totals(without(s, "peer_approval")))),
    "organization.culture.release_share": (f"{SELF} {FORMAL}", flips("organization.culture.release_share=1")),
    "organization.culture.agenda_acceptance": (f"{SELF} {FORMAL}", flips("organization.culture.agenda_acceptance=1")),
    "organization.culture.line_enforcement": ("", flips("organization.culture.line_enforcement=0")),
    "policy.sponsorship.removes_obstacles": (
        f"{SPONSORED} policy.obstacles.it_access=0.3",
        flips("policy.sponsorship.removes_obstacles=false"),
    ),
    "policy.sponsorship.legitimacy": (
        f"{SPONSORED} {FORMAL} organization.culture.release_share=0",
        flips("policy.sponsorship.legitimacy=0"),
    ),
    "policy.sponsorship.demands": (
        f"{SPONSORED} policy.funding.released_hours=1 behaviour.oversight.review_weeks=4",
        flips("policy.sponsorship.demands=0"),
    ),
    "policy.funding.activity_grants": (SELF, spends("grant_cents")),
    "policy.funding.participation_paid": (SELF, tells("minutes_repaid")),
    "policy.funding.leader_weeks": (SELF, tells("minutes_leaders")),
    "policy.support.team_hours": (SELF, tells("minutes_team")),
    "policy.support.corporate_university": (SELF, spends("university_cents")),
    "policy.direction.agenda_share": (SELF, flips("policy.direction.agenda_share=0")),
    "policy.direction.inspection_hours": (SELF, tells("minutes_reporting")),
    "policy.events.workshops_per_year": (SELF, tells("minutes_gathering")),
    "policy.events.conferences_per_year": (SELF, tells("minutes_gathering")),
    "policy.events.fairs_per_year": (SELF, tells("minutes_gathering")),
    "policy.rewards.appraisal": (SELF, flips("policy.rewards.appraisal=0")),
    "policy.rewards.pay_per_contribution": (SELF, spends("pay_cents")),
    "policy.rewards.unit_bonus": (SELF, spends("bonus_cents")),
    "policy.obstacles.rivalry": (SELF, flips("policy.obstacles.rivalry=0")),
    "policy.formation.possible": (
        f"{SELF} policy.formation.how=spontaneous organization.communities=0 behaviour.lifecycle.interested_from=0.2",
        tells("founded"),
    ),
}


def standing(world: Any) -> float:
    """What belonging is worth for the sake of rewards."""
    return float(world.office.standing[0])


def heard_last_week(weeks: int) -> float:
    """Level of what was heard a week ago, as far back as so many weeks."""
    skills = np.zeros((1, 1), dtype=SKILL).view(np.recarray)
    remember(skills, 0, 0, 0.5, 4)
    return float(heard_level(skills, 0, 0, 5, weeks))


def clearing(s: Scenario) -> float:
    """Part of the obstacles that is cleared in a month."""
    return s.behaviour.oversight.clearing


def outside(gains: Any) -> Any:
    """Gains from somebody outside."""
    return gains[gains["channel"] == "outside"]


def at_events(contacts: Any) -> Any:
    """Contacts at workshops and conferences."""
    return contacts[contacts["channel"] == "event"]


def without_reactance(s: Scenario) -> Scenario:
    """The same people, whom compulsion does not annoy."""
    return compose_values({"behaviour.motives.reactance": 0.0}, s)


def without(s: Scenario, name: str) -> Scenario:
    """The same with one link cut."""
    path = f"organization.culture.{name}" if name == "peer_approval" else f"behaviour.{name}"
    return compose_values({path: 0}, s)


@pytest.mark.parametrize("path", LINKS)
def test_at_its_null_the_link_is_gone_and_by_default_it_is_there(path: str, cuts: Callable[..., None]) -> None:
    cuts(path, *LINKS[path])
