"""With and without each lever of writing and of the rivals, one seed differs in the metric that the lever names."""

from functools import cache

import pytest

import copsim

FIRM = ("organization.headcount=120", "organization.units=4", "weeks=104", "warmup_weeks=26")
SPONSORED = "policy.sponsorship.sponsor=executive"
LEVERS = {
    "policy.support.library=true": ("self_selected", "codified_items", 1),
    "policy.obligation.projects_per_year=2": ("self_selected", "codified_items", 1),
    "policy.obligation.deliverables_on_demand=true": ("self_selected", "deliverables", 1),
    "policy.rivals.mentoring_hours=1": ("none", "flow_mentored", 1),
    "policy.rivals.repository_cost=60000": ("none", "repository_items", 1),
    "policy.rivals.directory_cost=9000": ("none", "helped_by_directory", 1),
    "policy.rivals.classroom_hours=24": ("none", "training_hours", 1),
}


@cache
def value(metric: str, *overrides: str) -> float:
    """A metric of one seed."""
    return float(copsim.simulate(copsim.compose([*FIRM, *overrides]), [2]).summary[metric].iloc[0])


@pytest.mark.parametrize("lever", LEVERS)
def test_with_and_without_a_lever_the_metric_it_names_differs(lever: str) -> None:
    policy, metric, sign = LEVERS[lever]
    setting = (f"policy={policy}", *([SPONSORED] if "deliverables" in lever else []))
    assert sign * (value(metric, *setting, lever) - value(metric, *setting)) > 0


def test_a_sponsor_orders_nothing_unless_deliverables_are_on_demand() -> None:
    setting = ("policy=self_selected", "behaviour.ideas.per_unit=0")
    same = [value("flow", *setting, *more) for more in ((), (SPONSORED,))]
    assert same[0] == same[1]


def test_what_is_ordered_takes_the_floor_of_meetings_and_hours() -> None:
    setting = ("policy=self_selected", SPONSORED)
    ordered = (*setting, "policy.obligation.deliverables_on_demand=true")
    assert value("required_hours", *ordered) > value("required_hours", *setting) == 0.0
    assert value("airtime_used", *ordered) < value("airtime_used", *setting)


def test_without_effort_required_writing_adds_little() -> None:
    """The same required hours of people who do not care leave practice lower."""
    setting = ("policy=mandated", "policy.obligation.projects_per_year=4")
    apathy = ("behaviour.querying.effort_floor=0", "behaviour.querying.effort_identification=0")
    idle = value("practice_level", *setting, *apathy)
    assert idle < value("practice_level", *setting)
    assert value("required_hours", *setting, *apathy) == pytest.approx(value("required_hours", *setting), rel=0.05)


def test_practice_that_ages_fast_stays_low() -> None:
    setting = ("policy=repository", "organization.wage=50")
    fast = value("practice_level", *setting, "behaviour.codifying.drift_times=30")
    assert fast < value("practice_level", *setting)


def test_what_cannot_be_written_down_cannot_be_read() -> None:
    tacit = ("policy=repository", "behaviour.codifying.tacit=1", "behaviour.codifying.tacit_spread=0")
    assert value("flow_practice", *tacit) == value("solved_from_practice", *tacit) == 0.0
    assert value("consultations", *tacit) > 0.0


def test_a_closed_network_keeps_people_from_practice() -> None:
    assert value("consultations", "policy=repository", "policy.obstacles.it_access=0") == 0.0
    assert value("helped_by_directory", "policy=directory", "policy.obstacles.it_access=0") == 0.0


def test_training_is_outside_knowledge_and_no_flow() -> None:
    fee = ("policy=classroom", "behaviour.classroom.teacher=1")
    runs = copsim.simulate(copsim.compose([*FIRM, *fee]), [2], detail="ledger")
    taught = runs.ledger[(runs.ledger["kind"] == "gain") & (runs.ledger["channel"] == "classroom")]
    assert len(taught) > 0 and (taught["other_seat"] == -1).all()


@pytest.mark.parametrize(
    ("policy", "line"),
    [("mentoring", "mentoring"), ("repository", "repository"), ("directory", "directory"), ("classroom", "classroom")],
)
def test_what_a_rival_costs_is_the_cost_of_the_programme(policy: str, line: str) -> None:
    summary = copsim.simulate(copsim.compose([*FIRM, f"policy={policy}"]), [2]).summary.iloc[0]
    assert summary[f"{line}_cost"] > 0.0
    assert summary["programme_cost"] == pytest.approx(summary[f"{line}_cost"], rel=1e-9)
