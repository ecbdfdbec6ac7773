"""No parameter is forgotten: each has a link that its null cuts, or a reason why there is none to cut."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from copsim.config.declare import declared
from copsim.config.scenario import Scenario

PARAMETERS = {parameter.path: parameter for parameter in declared(Scenario)}
NULLS = sorted(Path(__file__).parent.glob("test_nulls_of_*.py"))
SIZE, ORIGIN, SCALE, RHYTHM = (
    "a size: the world has some or it is no world",
    "an origin of a scale: any value is as good as another, and cuts nothing",
    "a scale over which something happens: only infinity would end it",
    "a rhythm: there is always one",
)
PRICE, CHOICE, TEXT = "a price of time: the unit of money", "a named choice", "a text: nothing in the model reads it"
NO_LINK = {
    "weeks": SIZE,
    "warmup_weeks": SIZE,
    "organization.headcount": SIZE,
    "organization.units": SIZE,
    "organization.team_size": SIZE,
    "organization.sites": SIZE,
    "organization.topics": SIZE,
    "organization.communities": SIZE,
    "organization.capacity_hours": SIZE,
    "organization.max_ties": SIZE,
    "organization.wage": PRICE,
    "organization.applicants": RHYTHM,
    "organization.form": CHOICE,
    "organization.roster": "a file: the organization's own people",
    "organization.tie_list": "a file: the organization's own ties",
    "behaviour.oversight.review_weeks": RHYTHM,
    "behaviour.oversight.asked_share": SIZE,
    "behaviour.leading.wish": ORIGIN,
    "behaviour.leading.invite_hours": "an act takes some time, or coordinators' hours would be no limit",
    "behaviour.leading.welcome_hours": "an act takes some time, or coordinators' hours would be no limit",
    "behaviour.leading.newcomer_weeks": SCALE,
    "behaviour.leading.term_weeks": RHYTHM,
    "behaviour.leading.memory": SCALE,
    "behaviour.outside.briefing_hours": "an act takes some time, or a team's hours would be no limit",
    "behaviour.outside.technical_hours": "an act takes some time, or a team's hours would be no limit",
    "behaviour.outside.university_weeks": RHYTHM,
    "behaviour.lifecycle.found": ORIGIN,
    "behaviour.lifecycle.founders_least": SIZE,
    "behaviour.lifecycle.interested_from": ORIGIN,
    "behaviour.lifecycle.activity_memory": SCALE,
    "behaviour.lifecycle.dissolve_weeks": RHYTHM,
    "behaviour.lifecycle.active_from": ORIGIN,
    "behaviour.lifecycle.redefine_weeks": RHYTHM,
    "behaviour.gathering.workshop_hours": SIZE,
    "behaviour.gathering.conference_hours": SIZE,
    "behaviour.gathering.fair_hours": SIZE,
    "behaviour.gathering.attend": ORIGIN,
    "behaviour.gathering.rest_weeks": RHYTHM,
    "behaviour.practice.bring": ORIGIN,
    "behaviour.practice.margin": ORIGIN,
    "behaviour.practice.accept": ORIGIN,
    "behaviour.ideas.life_weeks": SCALE,
    "behaviour.ideas.easiest": ORIGIN,
    "behaviour.ideas.hardest": ORIGIN,
    "behaviour.ideas.propose": ORIGIN,
    "behaviour.ideas.back": ORIGIN,
    "behaviour.ideas.back_hours": "an act takes some time, or backing would be no work",
    "behaviour.ideas.evidence_hours": SCALE,
    "behaviour.ideas.decision_weeks": RHYTHM,
    "behaviour.ideas.executive_weeks": RHYTHM,
    "behaviour.ideas.board_weeks": RHYTHM,
    "behaviour.ideas.again_weeks": RHYTHM,
    "behaviour.ideas.adoption_weeks": RHYTHM,
    "behaviour.ideas.line_ideas": SIZE,
    "behaviour.ideas.line_core": SIZE,
    "behaviour.recruiting.fits_from": ORIGIN,
    "policy.domain.chosen_for": CHOICE,
    "policy.domain.redefined_by": CHOICE,
    "policy.domain.split_by": CHOICE,
    "policy.domain.split_into": SIZE,
    "policy.direction.outcomes_set_by": CHOICE,
    "policy.events.mode": CHOICE,
    "policy.leadership.chosen_by": CHOICE,
    "policy.valuation.method": CHOICE,
    "policy.form.form": CHOICE,
    "policy.form.project_weeks": RHYTHM,
    "policy.form.reach": CHOICE,
    "behaviour.time.scale_hours": SCALE,
    "behaviour.work.easiest": ORIGIN,
    "behaviour.work.hardest": ORIGIN,
    "behaviour.work.deadline_first": RHYTHM,
    "behaviour.work.deadline_last": RHYTHM,
    "behaviour.work.progress_reach": ORIGIN,
    "behaviour.querying.able_from": ORIGIN,
    "behaviour.asking.accept": ORIGIN,
    "behaviour.asking.experiences": SIZE,
    "behaviour.joining.reconsider_weeks": RHYTHM,
    "behaviour.joining.fits_from": ORIGIN,
    "behaviour.querying.debt_fade": RHYTHM,
    "behaviour.querying.surge_messages": SIZE,
    "behaviour.facilitation.agenda_hours": "an act takes some time, or facilitators' hours would be no limit",
    "behaviour.facilitation.overtime": SIZE,
    "behaviour.facilitation.match_hours": "an act takes some time, or facilitators' hours would be no limit",
    "behaviour.meeting.attend": ORIGIN,
    "behaviour.meeting.voice": ORIGIN,
    "behaviour.meeting.volunteer": ORIGIN,
    "behaviour.querying.post": ORIGIN,
    "behaviour.querying.repost_weeks": RHYTHM,
    "behaviour.querying.answer": ORIGIN,
    "behaviour.querying.answers_read": "an asker reads at least one answer, or there is no channel",
    "behaviour.querying.checks_per_day": RHYTHM,
    "behaviour.learning.law": CHOICE,
    "behaviour.learning.distance": SCALE,
    "behaviour.learning.doing_zone": SCALE,
    "behaviour.turnover.offers": "the rate of candidates for quitting: the hazard is the link, and its base has a null",
    "behaviour.turnover.ties_reference": ORIGIN,
    "behaviour.turnover.ties_spread": SCALE,
    "behaviour.turnover.overload_reference": ORIGIN,
    "behaviour.turnover.contagion_fade": SCALE,
    "behaviour.turnover.growth_reference": ORIGIN,
    "behaviour.turnover.misfit_reference": ORIGIN,
    "behaviour.turnover.match_weeks": SCALE,
    "behaviour.codifying.undertake": ORIGIN,
    "behaviour.codifying.period_weeks": RHYTHM,
    "behaviour.codifying.project_weeks": RHYTHM,
    "behaviour.codifying.order_weeks": RHYTHM,
    "behaviour.consulting.look_up": ORIGIN,
    "behaviour.directory.entry_price": "a price: what the money of the lever buys; the lever has a null",
    "behaviour.classroom.session_hours": SIZE,
    "policy.sponsorship.sponsor": CHOICE,
    "policy.label": TEXT,
    "policy.membership.rule": CHOICE,
    "policy.membership.recognised_share": SIZE,
    "policy.membership.invitation_threshold": SIZE,
    "policy.membership.founders": SIZE,
    "policy.formation.how": CHOICE,
    "policy.formation.interviews": "seeding without interviews is refused",
    "policy.domain.split_above": "splitting above no size is refused",
    "organization.companies": SIZE,
    "policy.domain.breadth": SIZE,
    "policy.events.meeting_weeks": RHYTHM,
    "policy.events.meeting_hours": SIZE,
}


def links() -> dict[str, Any]:
    """Every row of the tables of nulls, by path."""
    rows: dict[str, Any] = {}
    for file in NULLS:
        spec = importlib.util.spec_from_file_location(f"{file.stem}_again", file)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert not rows.keys() & module.LINKS.keys()
        rows.update(module.LINKS)
    return rows


ROWS = links()
READ = [path for path, parameter in PARAMETERS.items() if parameter.read_by is not None]


def test_every_null_has_a_test_that_finds_the_link_gone() -> None:
    assert [path for path in READ if PARAMETERS[path].null is not None and path not in ROWS] == []


def test_every_parameter_without_a_null_has_a_reason() -> None:
    assert [path for path in READ if PARAMETERS[path].null is None and path not in NO_LINK] == []


def test_no_row_speaks_of_a_parameter_that_is_not_there_or_of_one_twice() -> None:
    assert (ROWS.keys() | NO_LINK.keys()) - set(READ) == set()
    assert ROWS.keys() & NO_LINK.keys() == set()


@pytest.mark.parametrize("path", [path for path in PARAMETERS if PARAMETERS[path].null is not None])
def test_a_null_lies_within_the_bounds(path: str) -> None:
    here = PARAMETERS[path]
    low, high = here.bounds
    assert (low is None or here.null >= low) and (high is None or here.null <= high)


@pytest.mark.parametrize("path", [path for path in PARAMETERS if PARAMETERS[path].explore is not None])
def test_an_explored_range_lies_within_the_bounds_and_around_the_default(path: str) -> None:
    here = PARAMETERS[path]
    assert here.explore is not None
    (low, high), (first, last) = here.bounds, here.explore
    assert first < last
    assert (low is None or first >= low) and (high is None or last <= high)
    assert first <= here.default <= last


@pytest.mark.parametrize("path", [path for path in PARAMETERS if path.startswith("behaviour.")])
def test_every_behaviour_parameter_is_explored_or_a_named_choice(path: str) -> None:
    assert PARAMETERS[path].explore is not None or PARAMETERS[path].options


@pytest.mark.parametrize("path", PARAMETERS)
def test_no_parameter_is_a_quality_or_an_effectiveness(path: str) -> None:
    assert not {"quality", "effectiveness", "effective", "success", "strength"} & set(path.replace(".", "_").split("_"))


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_parameter_says_where_its_value_comes_from(path: str) -> None:
    here = PARAMETERS[path]
    assert here.source and here.doc.endswith((".", "/")) and here.unit
