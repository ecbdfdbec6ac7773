"""The agents of a model are a plain Mesa AgentSet, made when they are first asked for, and follow hires and quits."""

from collections.abc import Callable

import mesa
import numpy as np
import pytest

import copsim
from copsim.agents import Community, Employee
from copsim.config.scenario import Scenario
from copsim.model import CommunityModel
from copsim.views import HasLeft


def test_no_agent_is_made_until_one_is_asked_for(firm: Callable[..., Scenario]) -> None:
    made: list[mesa.Agent] = []

    class Counting(CommunityModel):
        """Notes every agent that is made."""

        def register_agent(self, agent: mesa.Agent) -> None:
            made.append(agent)
            super().register_agent(agent)

    model = Counting(firm(), 3)
    model.step()
    model.advance(5)
    _ = model.summary(), model.runs.weekly, model.datacollector.get_model_vars_dataframe()
    assert made == []
    assert len(model.agents) == len(made) > 0


def test_agents_are_the_employed_and_the_living_communities(model: CommunityModel) -> None:
    filled = int(model.walk.world.people.filled.sum())
    assert len(model.employees) == filled
    assert len(model.agents) == filled + 4
    assert set(model.agent_types) == set(model.agents_by_type) == {Employee, Community}
    assert type(model.agents) is type(mesa.Model(rng=1).agents)
    assert model.agents_by_type[Employee].get("seat") == model.employees.get("seat")
    assert len({agent.unique_id for agent in model.agents}) == len(model.agents)


def test_without_a_programme_there_are_no_communities(firm: Callable[..., Scenario]) -> None:
    model = CommunityModel(firm("none"), 3)
    assert len(model.communities) == 0
    assert set(model.agents) == set(model.employees)


def test_communities_come_and_go_with_the_policy(firm: Callable[..., Scenario]) -> None:
    changes = ({"week": 3, "policy": {"membership.rule": "open"}}, {"week": 6, "ends": True})
    model = CommunityModel(firm("none"), 3, timeline=list(changes))
    counts = []
    for _ in range(8):
        model.step()
        counts.append(len(model.communities))
    assert counts == [0, 0, 0, 4, 4, 4, 0, 0]


def test_the_usual_operations_work(model: CommunityModel) -> None:
    employees = model.employees
    unit = employees.select(lambda employee: employee.unit == 2)
    assert 0 < len(unit) < len(employees)
    assert len(model.agents.select(agent_type=Community)) == 4
    assert employees.agg("tenure", np.mean) == np.mean(employees.get("tenure"))
    by_unit = employees.groupby("unit")
    assert sum(by_unit.count().values()) == len(employees)
    assert next(iter(employees.sort("tenure", ascending=True))).tenure == min(employees.get("tenure"))
    employees.set("overload", 0.25)
    assert set(employees.get("overload")) == {0.25}
    assert employees.map(lambda employee: employee.seat) == employees.get("seat")
    model.agents.do(lambda agent: None)


def test_shuffling_hangs_on_the_seed(firm: Callable[..., Scenario]) -> None:
    def order(seed: int) -> list[int]:
        seats: list[int] = []
        CommunityModel(firm(), seed).employees.shuffle_do(lambda employee: seats.append(employee.seat))
        return seats

    assert order(3) == order(3) != order(4)


def test_agents_follow_hires_and_quits(firm: Callable[..., Scenario]) -> None:
    model = CommunityModel(firm(), 3)
    held, founders = model.employees, list(model.employees)
    left: set[Employee] = set()
    while model.running:
        model.step()
        people = model.walk.world.people
        assert sorted(held.get("seat")) == sorted(people.seat[people.filled == 1])
        assert sorted(model.employees.get("unique_id")) == sorted(people.key[people.filled == 1])
        left |= {employee for employee in founders if not employee.present}
        assert left.isdisjoint(model.agents)
    quits = int(model.runs.tallies["quits"].sum())
    assert 0 < len(left) <= quits
    newcomers = [employee for employee in model.employees if employee.hire_week >= 0]
    assert newcomers and all(0 <= employee.tenure <= model.week for employee in newcomers)


def test_who_has_left_is_told_from_whoever_sits_there_now(firm: Callable[..., Scenario]) -> None:
    model = CommunityModel(firm(), 3)
    founders = {employee.seat: employee for employee in model.employees}
    model.advance(30)
    seat = next(e.seat for e in model.employees if e.hire_week >= 0 and e.seat in founders)
    gone, here = founders[seat], model.employee(seat)
    assert (gone.present, here.present) == (False, True)
    assert gone.seat == here.seat and gone.unique_id != here.unique_id
    before = here.expertise
    with pytest.raises(HasLeft, match=f"seat {seat} hired in week -.* has left"):
        _ = gone.expertise
    with pytest.raises(HasLeft):
        gone.expertise = 1.0
    with pytest.raises(HasLeft):
        gone.overload = 1.0
    assert gone.remove() is None and here.present
    np.testing.assert_array_equal(here.expertise, before)


def test_agents_stand_in_the_same_order_whenever_they_are_asked_for(firm: Callable[..., Scenario]) -> None:
    early, late = CommunityModel(firm(), 3), CommunityModel(firm(), 3)
    _ = early.agents
    for _ in range(30):
        early.step()
    late.advance(30)
    assert [agent.unique_id for agent in early.agents] == [agent.unique_id for agent in late.agents]


def test_agents_of_your_own_stand_beside_them(model: CommunityModel) -> None:
    class Sponsor(mesa.Agent):
        """Somebody outside the organization."""

    sponsor = Sponsor(model)
    assert sponsor in model.agents
    assert list(model.agents_by_type[Sponsor]) == [sponsor]
    model.step()
    sponsor.remove()
    assert sponsor not in model.agents and len(model.employees) > 0


def test_a_seat_or_community_that_is_not_there_is_refused_in_a_sentence(model: CommunityModel) -> None:
    gone = list(model.employees)[3]
    gone.remove()
    with pytest.raises(copsim.InputError, match=f"seat {gone.seat} is vacant in week 8"):
        model.employee(gone.seat)
    for seat in (-1, 40):
        with pytest.raises(copsim.InputError, match=f"seats are numbered 0 to 39, got {seat}"):
            model.employee(seat)
    with pytest.raises(copsim.InputError, match="there are 4 communities, numbered from 0; got 4"):
        model.community(4)
    model.community(2).remove()
    with pytest.raises(copsim.InputError, match="community 2> has ended"):
        next(iter(model.employees)).join(model.community(2))
