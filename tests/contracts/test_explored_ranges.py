"""Every explored parameter moves the world: both ends of its range, on one seed, where its mechanism acts."""

from typing import Any

import pytest

from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario
from copsim.simulation import simulate

EXPLORED = {parameter.path: parameter for parameter in declared(Scenario) if parameter.explore is not None}
SELF = "policy=self_selected"
INVITED = "policy=invitation"
READERS = "policy=open behaviour.joining.entry=1"
# where the mechanism of a parameter acts, if not in the cultivated arm of the small firm
UNKNOWN = "behaviour.awareness.launch=0"
MANY = "organization.headcount=300 organization.units=6 behaviour.turnover.base=0.4"
WRITING = f"{SELF} policy.support.library=true"
ORDERS = f"{SELF} policy.sponsorship.sponsor=board policy.obligation.deliverables_on_demand=true"
READING_PRACTICE = "policy=repository"
WHERE: dict[str, str] = {
    "organization.severance_weeks": "timeline=[{week:3,shock:layoffs,share:0.2}]",
    "behaviour.work.queue_weeks": "behaviour.work.several_topics=0.5",
    "behaviour.work.handoff_hours": "behaviour.work.several_topics=0.5",
    "behaviour.time.cap": "organization.assigned_hours=46",
    "behaviour.querying.surge_messages": "organization.headcount=900 behaviour.querying.post=3 policy=self_selected",
    "behaviour.joining.invites": INVITED,
    "behaviour.joining.invite_hours": INVITED,
    "behaviour.joining.fits_from": INVITED,
    "behaviour.joining.reader_hours": READERS,
    "behaviour.joining.reader_benefit": READERS,
    "behaviour.joining.cooling_weeks": f"{READERS} behaviour.joining.hysteresis=0 weeks=130",
    "behaviour.awareness.word_of_mouth": UNKNOWN,
    "behaviour.awareness.job_in_fit": UNKNOWN,
    "behaviour.benefit.ignored": SELF,
    "behaviour.benefit.learning": "organization.headcount=200 weeks=80",
    "behaviour.facilitation.overtime": "policy.support.facilitator_hours=2.3",
    "behaviour.facilitation.match_hours": "policy.support.facilitator_hours=2.3",
    "behaviour.meeting.heard": SELF,
    "behaviour.ties.least": "weeks=120 behaviour.ties.fade=0.04",
    "policy.support.facilitator_hours": SELF,
    "policy.support.introductions": f"{SELF} {UNKNOWN}",
    "policy.rewards.recognition": SELF,
    "behaviour.codifying.duty": f"{SELF} policy.obligation.projects_per_year=6",
    "behaviour.mentoring.newcomer_weeks": "policy=mentoring",
    "behaviour.repository.upkeep_share": READING_PRACTICE,
    "behaviour.directory.entry_price": "policy.rivals.directory_cost=3000",
    "behaviour.directory.listed_from": "policy=directory",
    "behaviour.classroom.session_hours": "policy=classroom",
    "behaviour.classroom.teacher": "policy=classroom",
    "behaviour.classroom.fee": "policy=classroom",
}
WRITTEN = ("undertake", "passion", "identification", "period_weeks", "project_hours", "project_weeks", "pace")
WHERE |= {f"behaviour.codifying.{name}": WRITING for name in WRITTEN}
WHERE |= {f"behaviour.codifying.{name}": ORDERS for name in ("order_weeks", "order_hours", "order_slots")}
WHERE |= {f"behaviour.codifying.{name}": READING_PRACTICE for name in ("tacit", "tacit_spread", "drift_times")}
WHERE |= {path: READING_PRACTICE for path in EXPLORED if path.startswith("behaviour.consulting.")}
FOUNDING = f"{SELF} policy.formation.how=spontaneous behaviour.lifecycle.interested_from=0.3"
SEEDED = f"{SELF} policy.formation.how=seeded policy.formation.interviews=8"
SPONSOR = f"{SELF} policy.sponsorship.sponsor=executive"
IDEAS = "behaviour.ideas.per_unit=52 behaviour.ideas.easiest=0.2 behaviour.ideas.hardest=0.7"
INVENTIVE = f"{SELF} {IDEAS} behaviour.ideas.propose=0"
QUICK = f"{INVENTIVE} behaviour.ideas.decision_weeks=13 behaviour.ideas.adoption_weeks=8"
SHORT_LIVED = f"{SELF} behaviour.awareness.launch=0.05 behaviour.lifecycle.dissolve_weeks=13"
REDEFINED = (
    f"{SELF} policy.domain.breadth=6 policy.domain.redefined_by=active_members behaviour.joining.breadth_dilutes=1 "
    "behaviour.lifecycle.dissolve_weeks=13 behaviour.lifecycle.redefine_weeks=26"
)
SPLIT = f"{SELF} policy.domain.breadth=4 policy.domain.split_by=topic policy.domain.split_above=20"
FORMAL = f"{SELF} organization.culture.manager_approval=1 organization.culture.release_share=0.5"
REMOTE = f"{SELF} policy.events.mode=remote"
WORKSHOPS, CONFERENCES, FAIRS = (
    f"{SELF} policy.events.workshops_per_year=6",
    f"{SELF} policy.events.conferences_per_year=6",
    f"{SELF} policy.events.fairs_per_year=6",
)
TEAM = f"{SELF} policy.support.team_hours=12"
UNIVERSITY = f"{SELF} policy.support.corporate_university=true"
TOLD = f"{SELF} policy.valuation.method"
PAID = f"{SELF} policy.rewards.pay_per_contribution=50"
WHERE |= {
    "behaviour.gathering.travel_hours": SELF,
    "behaviour.motives.appraisal": f"{SELF} policy.rewards.appraisal=1",
    "behaviour.motives.pay": PAID,
    "behaviour.motives.foreseen": PAID,
    "behaviour.motives.bonus": f"{SELF} policy.rewards.unit_bonus=0.2",
    "behaviour.motives.rivalry": f"{SELF} policy.obstacles.rivalry=1",
    "behaviour.motives.rivalry_outside": f"{SELF} policy.obstacles.rivalry=1",
    "behaviour.motives.approval": FORMAL,
    "behaviour.motives.unsanctioned": FORMAL,
    "behaviour.motives.crowding": PAID,
    "behaviour.motives.crowding_memory": f"{PAID} behaviour.motives.crowding=0.7",
    "behaviour.motives.reactance": "policy=mandated",
    "behaviour.asking.line_hours": "organization.culture.line_enforcement=1",
    "behaviour.oversight.clearing": (
        f"{SPONSOR} policy.sponsorship.removes_obstacles=true policy.obstacles.it_access=0.2"
    ),
    "behaviour.oversight.review_weeks": (
        f"{SPONSOR} policy.sponsorship.demands=1 policy.funding.released_hours=1 policy.valuation.method=stories"
    ),
    "behaviour.oversight.told": f"{TOLD}=stories",
    "behaviour.oversight.competition": f"{TOLD}=competition",
    "behaviour.oversight.asked_share": f"{TOLD}=systematic",
    "behaviour.oversight.asking_hours": f"{TOLD}=systematic",
    "behaviour.oversight.item_worth": f"{TOLD}=deliverables",
    "behaviour.leading.term_weeks": f"{SELF} weeks=130",
    "behaviour.leading.memory": f"{SELF} behaviour.leading.term_weeks=4 behaviour.leading.esteem=4",
    "behaviour.outside.level": TEAM,
    "behaviour.outside.briefing_hours": TEAM,
    "behaviour.outside.technical_hours": f"{SELF} policy.support.team_hours=4 policy.obstacles.it_access=0.2",
    "behaviour.outside.university_weeks": UNIVERSITY,
    "behaviour.outside.briefing_price": UNIVERSITY,
    "behaviour.lifecycle.interview_hours": SEEDED,
    "behaviour.lifecycle.activity_memory": SHORT_LIVED,
    "behaviour.lifecycle.dissolve_below": f"{SHORT_LIVED} weeks=104",
    "behaviour.lifecycle.dissolve_weeks": f"{SHORT_LIVED} weeks=60",
    "behaviour.lifecycle.active_from": f"{REDEFINED} organization.headcount=200 organization.units=4 weeks=130",
    "behaviour.lifecycle.redefine_weeks": f"{REDEFINED} weeks=130",
    "behaviour.lifecycle.care_from": f"{REDEFINED} weeks=130",
    "behaviour.gathering.workshop_hours": WORKSHOPS,
    "behaviour.gathering.workshop_price": WORKSHOPS,
    "behaviour.gathering.conference_hours": CONFERENCES,
    "behaviour.gathering.conference_price": CONFERENCES,
    "behaviour.gathering.encounters_per_hour": CONFERENCES,
    "behaviour.gathering.attend": CONFERENCES,
    "behaviour.gathering.attend_fit": CONFERENCES,
    "behaviour.gathering.noticed": f"{FAIRS} behaviour.awareness.launch=0",
    "behaviour.gathering.fair_hours": FAIRS,
    "behaviour.gathering.fair_price": FAIRS,
    "behaviour.gathering.remote_attention": REMOTE,
    "behaviour.gathering.remote_talk": REMOTE,
    "behaviour.gathering.rest_weeks": f"{SELF} policy.funding.activity_grants=40000",
    "behaviour.ideas.life_weeks": f"{SELF} weeks=160 behaviour.ideas.per_unit=52",
    "behaviour.ideas.caution_sponsored": f"{INVENTIVE} policy.sponsorship.sponsor=executive",
    "behaviour.ideas.executive_weeks": f"{INVENTIVE} policy.sponsorship.sponsor=executive",
    "behaviour.ideas.board_weeks": f"{INVENTIVE} policy.sponsorship.sponsor=board",
    "behaviour.ideas.again_weeks": f"{QUICK} behaviour.ideas.least=0.1 weeks=90",
    "behaviour.ideas.line_ideas": f"{QUICK} weeks=156 behaviour.ideas.line_core=2",
    "behaviour.ideas.line_core": f"{QUICK} weeks=156 behaviour.ideas.line_ideas=2",
    "behaviour.ideas.line_margin": f"{QUICK} weeks=156 behaviour.ideas.line_ideas=2 behaviour.ideas.line_core=2",
    "behaviour.recruiting.referral": f"{SELF} behaviour.turnover.base=2 organization.headcount=200",
    "behaviour.recruiting.fits_from": f"{SELF} behaviour.turnover.base=0.5 behaviour.recruiting.referral=0.05",
    "policy.form.project_weeks": f"{SELF} policy.form.form=project_team",
    "policy.sponsorship.legitimacy": (
        f"{SPONSOR} organization.culture.manager_approval=1 organization.culture.release_share=0"
    ),
    "policy.sponsorship.demands": f"{SPONSOR} policy.funding.released_hours=1 behaviour.oversight.review_weeks=13",
    "organization.culture.release_share": FORMAL,
    "organization.culture.agenda_acceptance": FORMAL,
    "organization.culture.manager_approval": f"{SELF} organization.culture.release_share=0.5",
}
WHERE |= {path: SELF for path in EXPLORED if path.startswith("behaviour.leading.") and path not in WHERE}
WHERE |= {path: FOUNDING for path in EXPLORED if path.startswith("behaviour.lifecycle.found")}
WHERE["behaviour.lifecycle.interested_from"] = FOUNDING
WHERE |= {path: SELF for path in EXPLORED if path.startswith("behaviour.practice.")}
WHERE |= {path: QUICK for path in EXPLORED if path.startswith("behaviour.ideas.") and path not in WHERE}
WHERE |= {path: SELF for path in EXPLORED if path.startswith("policy.") and path not in WHERE}
WHERE |= {path: MANY for path in EXPLORED if path.startswith("behaviour.turnover.")}
WHERE["behaviour.turnover.base"] = SELF
WHERE["behaviour.turnover.overload"] = f"{MANY} organization.assigned_hours=36"


def ends(parameter: Declared) -> tuple[Any, Any]:
    """Both ends of the explored range, whole numbers if the parameter is one."""
    assert parameter.explore is not None
    low, high = parameter.explore
    return (int(low), int(high)) if isinstance(parameter.default, int) else (low, high)


@pytest.mark.parametrize("path", EXPLORED)
def test_both_ends_of_an_explored_range_give_different_worlds(path: str, small: Any) -> None:
    setting = [text for text in WHERE.get(path, "").split() if not text.startswith(f"{path}=")]
    worlds = [
        simulate(small.scenario(*setting, f"{path}={end}", weeks=40), [small.seed], workers=1).tallies
        for end in ends(EXPLORED[path])
    ]
    assert not worlds[0].equals(worlds[1]), f"{path} from {ends(EXPLORED[path])} changes nothing"
