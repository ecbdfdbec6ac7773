"""Agents are views on rows: they show what is there, and what is written to them counts."""

from collections.abc import Callable

import numpy as np
import pytest

import copsim
from copsim.agents import Employee
from copsim.config.scenario import Scenario
from copsim.model import CommunityModel
from copsim.state.world import FINE, PASSION
from copsim.views import HasLeft


def member(model: CommunityModel) -> Employee:
    """Somebody who belongs somewhere."""
    return next(employee for employee in model.employees if employee.memberships)


def test_an_employee_shows_the_row_of_the_seat(model: CommunityModel) -> None:
    world, scenario = model.walk.world, model.scenario
    for employee in model.employees:
        row = world.places.row_of_seat[employee.seat]
        person = world.people[row]
        assert (employee.unit, employee.team, employee.site) == (person.unit, person.team, person.site)
        assert (employee.job_topic, employee.unique_id) == (person.home, person.key)
        assert employee.hire_week == person.hire - scenario.warmup_weeks
        assert employee.tenure == model.week - employee.hire_week
        assert employee.assigned_hours == person.assigned / 60
        assert (employee.overload, employee.growth) == (person.overload, person.growth)
        assert (employee.price, employee.embedded) == (person.price, person.embedded / FINE)
        np.testing.assert_array_equal(employee.expertise, world.skills.expertise[row] / FINE)
        np.testing.assert_array_equal(employee.passion, world.skills.passion[row] / PASSION)


def test_ties_memberships_and_problems_are_those_of_the_world(model: CommunityModel) -> None:
    world = model.walk.world
    assert sum(len(employee.open_problems) for employee in model.employees) <= world.totals.problems[0]
    for employee in model.employees:
        assert sum(tie.strength for tie in employee.ties) == pytest.approx(employee.embedded, abs=1e-12)
        for membership in employee.memberships:
            assert employee in membership.community.members
            assert membership.since <= model.week
    for community in model.communities:
        assert community.size == len(community.members)
        assert community.domain.sum() == pytest.approx(1.0)
        assert len(community.topics) == world.communities.breadth[community.number]


def test_one_topic_and_all_topics_can_be_written(model: CommunityModel) -> None:
    employee = model.employee(2)
    before = np.array(employee.expertise)
    employee.expertise[3] = 0.75
    assert employee.expertise[3] == 0.75
    employee.expertise *= 0.5
    np.testing.assert_allclose(employee.expertise[:3], before[:3] / 2, atol=2 / FINE)
    looked_up = employee.passion
    looked_up += 1.0 - np.asarray(looked_up)
    np.testing.assert_allclose(employee.passion, 1.0, atol=1 / PASSION)
    np.testing.assert_array_equal(looked_up, employee.passion)
    employee.passion = np.full(8, 0.25)
    assert employee.passion.tolist() == [0.25] * 8


def test_what_was_looked_up_stays_as_it_was(model: CommunityModel) -> None:
    employee = model.employee(2)
    noted, sliced, doubled = employee.expertise, employee.expertise[:2], 2 * employee.expertise
    sliced[0] = doubled[0] = 0.123
    assert employee.expertise[0] == noted[0] != 0.123
    copied = noted.copy()
    copied[1] = 0.321
    assert employee.expertise[1] == noted[1] != 0.321


def test_writing_back_what_was_read_changes_nothing(firm: Callable[..., Scenario]) -> None:
    plain, rewritten = CommunityModel(firm(), 3), CommunityModel(firm(), 3)
    for _ in range(10):
        for employee in rewritten.employees:
            for name in ("expertise", "passion", "assigned_hours", "overload", "growth"):
                setattr(employee, name, getattr(employee, name))
            for membership in employee.memberships:
                for name in ("level", "benefit", "identification", "habit", "reading"):
                    setattr(membership, name, getattr(membership, name))
            for tie in employee.ties:
                tie.strength, tie.belief = tie.strength, tie.belief
        for community in rewritten.communities:
            community.reputation, community.messages = community.reputation, community.messages
        plain.step()
        rewritten.step()
    np.testing.assert_array_equal(plain.walk.tallies, rewritten.walk.tallies)


def tallies_after(write: Callable[[CommunityModel], None], scenario: Scenario, seed: int) -> list[int]:
    """The tallies of a run in which something was written at week 8."""
    model = CommunityModel(scenario, seed)
    model.advance(8)
    write(model)
    model.advance(22)
    return model.walk.tallies.reshape(-1).tolist()


def write_memberships(name: str, value: float) -> Callable[[CommunityModel], None]:
    def write(model: CommunityModel) -> None:
        for employee in model.employees:
            for membership in employee.memberships:
                setattr(membership, name, value)

    return write


def write_ties(model: CommunityModel) -> None:
    for employee in model.employees:
        for tie in employee.ties:
            tie.strength = 1.0


def write_beliefs(model: CommunityModel) -> None:
    for employee in model.employees:
        for tie in employee.ties:
            tie.belief[:] = 0.0


WRITES: dict[str, Callable[[CommunityModel], None]] = {
    "expertise": lambda model: model.employees.set("expertise", np.full(8, 0.9)),
    "passion": lambda model: model.employees.set("passion", np.full(8, 0.9)),
    "assigned_hours": lambda model: model.employees.set("assigned_hours", 39.0),
    "overload": lambda model: model.employees.set("overload", 0.5),
    "growth": lambda model: model.employees.set("growth", 1.0),
    "level": write_memberships("level", "reader"),
    "benefit": write_memberships("benefit", 5.0),
    "identification": write_memberships("identification", 1.0),
    "habit": write_memberships("habit", 1.0),
    "reading": write_memberships("reading", 0.0),
    "strength": write_ties,
    "belief": write_beliefs,
    "reputation": lambda model: model.communities.set("reputation", 1.0),
    "messages": lambda model: model.communities.set("messages", 500.0),
    "join": lambda model: model.employees.select(lambda e: not e.memberships).do("join", model.community(1)),
    "leave": lambda model: [m.employee.leave(m.community) for e in model.employees for m in e.memberships][0:0],
    "remove": lambda model: list(model.employees)[4].remove(),
    "end": lambda model: model.community(0).remove(),
}


@pytest.mark.parametrize("name", WRITES)
def test_what_is_written_changes_the_run(firm: Callable[..., Scenario], name: str) -> None:
    scenario = firm("self_selected_cultivated")
    assert any(
        tallies_after(WRITES[name], scenario, seed) != tallies_after(lambda model: None, scenario, seed)
        for seed in range(20)  # a small push flips a decision in some worlds only
    )


def test_joining_and_leaving_count_at_once(model: CommunityModel) -> None:
    community = model.community(1)
    outsider = next(employee for employee in model.employees if not employee.memberships)
    size = community.size
    joined = outsider.join(community)
    assert (community.size, joined.level, joined.since) == (size + 1, "participant", model.week)
    assert outsider in community.members
    joined.level = "reader"
    assert outsider.memberships[0].level == "reader"
    outsider.leave(community)
    assert (community.size, outsider.memberships) == (size, [])
    with pytest.raises(HasLeft, match="no longer a member"):
        _ = joined.benefit


def test_everybody_can_join_whatever_room_the_rosters_had(model: CommunityModel) -> None:
    for community in model.communities:
        world = model.walk.world
        model.walk.course.world = world._replace(
            memberships=world.memberships[: int(world.totals.memberships[0]) + 1],
            rosters=world.rosters._replace(member=world.rosters.member[: int(world.totals.memberships[0]) + 1]),
        )
        for employee in model.employees:
            employee.join(community)
    assert [community.size for community in model.communities] == [len(model.employees)] * 4
    model.step()


def test_a_person_who_is_removed_leaves_ties_and_communities(model: CommunityModel) -> None:
    gone = member(model)
    communities, friends = [m.community for m in gone.memberships], [tie.other for tie in gone.ties]
    gone.remove()
    assert not gone.present
    assert gone not in model.agents
    assert all(gone not in community.members for community in communities)
    assert all(tie.other is not gone for friend in friends for tie in friend.ties)
    gone.remove()
    model.advance(5)


def test_a_tie_can_be_gone(model: CommunityModel) -> None:
    tie = next(tie for employee in model.employees for tie in employee.ties)
    world = model.world
    world.ties.seat[world.places.row_of_seat[tie.employee.seat]] = -1
    with pytest.raises(HasLeft, match="no tie"):
        _ = tie.strength


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda e: setattr(e, "overload", -0.1), "overload must be a number from 0 to inf, got -0.1"),
        (lambda e: setattr(e, "growth", float("nan")), "growth must be a number"),
        (lambda e: setattr(e, "assigned_hours", 200), "from 0 to 168, got 200"),
        (lambda e: setattr(e, "assigned_hours", "much"), "must be a number, got 'much'"),
        (lambda e: e.expertise.__setitem__(0, 1.5), "expertise must lie between 0 and 1, got 1.5"),
        (lambda e: e.passion.__setitem__(0, float("nan")), "passion must lie between 0 and 1, got nan"),
        (lambda e: setattr(e.ties[0], "strength", 2.0), "strength must lie between 0 and 1, got 2.0"),
        (lambda e: e.ties[0].belief.__setitem__(1, -1.0), "belief must lie between 0 and 1, got -1.0"),
        (lambda e: setattr(e.memberships[0], "level", "boss"), "reader, participant, obliged, got 'boss'"),
        (lambda e: setattr(e.memberships[0], "habit", 1.1), "habit must be a number from 0 to 1"),
        (lambda e: e.join(e.model.community(1), "none"), "level must be one of"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(
    model: CommunityModel, write: Callable[[Employee], None], words: str
) -> None:
    before = model.walk.course.copy().world
    with pytest.raises(copsim.InputError, match=words):
        write(member(model))
    for one, other in zip(before[:2], model.walk.world[:2], strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("name", ["tenure", "unit", "price", "embedded", "memberships", "ties"])
def test_what_follows_from_other_things_cannot_be_written(model: CommunityModel, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(model.employee(2), name, 1)
