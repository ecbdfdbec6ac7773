"""Whatever is asked for, the state of the world stays lawful in every week."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.config.scenario import Scenario
from copsim.state import ledger
from copsim.state.world import MOST_UNUSED, NOBODY, ONE, UNTRIED, World
from copsim.streams import person_key

few = settings.get_profile("few")
OF_IDEAS = (ledger.SEE, ledger.PROPOSE, ledger.BACK, ledger.REFUSE, ledger.ADOPT)
SEEDS = st.integers(0, 3)


def rule_of(scenario: Scenario, week: int) -> str:
    """Membership rule in force in a week."""
    return [policy.membership.rule for start, policy in scenario.policies() if start <= week][-1]


def finite(world: World) -> None:
    """No number in the world is infinite or none at all."""
    for part in world:
        for array in part if isinstance(part, tuple) else (part,):
            for name in array.dtype.names or (None,):
                assert np.isfinite(array if name is None else array[name]).all(), name


def chain(first: int, following: Any) -> list[int]:
    """Places of a chain, in its order."""
    places, n = [], int(first)
    while n != NOBODY:
        places.append(n)
        n = int(following[n])
    return places


def in_range(name: str, values: Any, low: float, high: float) -> None:
    """All values lie between two bounds."""
    assert np.all((values >= low) & (values <= high)), f"{name}: {np.min(values)} to {np.max(values)}"


@few
@given(data=st.data(), seed=SEEDS)
def test_shares_stay_between_0_and_1_and_every_number_is_a_number(data: Any, seed: int, watch: Any) -> None:
    def look(world: World, week: int) -> None:
        p, t, m, c = world.people, world.ties, world.memberships, world.communities
        finite(world)
        in_range("ceiling", p.ceiling, 0.0, 1.0)
        in_range("expertise", world.skills.expertise, 0, ONE)
        in_range("unused", world.skills.unused, 0, MOST_UNUSED)
        for name in ("overload", "growth", "contagion", "embedded"):
            in_range(name, getattr(p, name), 0.0, np.inf)
        in_range("strength", t.strength[t.seat != NOBODY], 0, ONE) if (t.seat != NOBODY).any() else None
        assert np.all((t.recall.belief <= 250) | (t.recall.belief == UNTRIED))
        in_range("owed", m.owed, 0.0, np.inf)
        for name in ("identification", "habit", "reading"):
            in_range(name, getattr(m, name), 0.0, 1.0)
        assert np.all((m.level >= 0) & (m.level <= 3))
        if c.alive.size:
            sums = world.domains.weight.sum(axis=1)
            assert np.all(np.isclose(sums, 1.0) | (sums == 0.0))
            in_range("reputation", c.reputation, 0.0, 1.0)
            in_range("messages", c.messages, 0.0, np.inf)
        in_range("match_share", world.office.match_share, 0.0, 1.0)
        in_range("introduction_rate", world.office.introduction_rate, 0.0, 1.0)
        in_range("demand", world.places.demand.sum(axis=1), 1.0 - 1e-9, 1.0 + 1e-9)

    watch.weeks(data.draw(watch.scenarios()), seed, look)


@few
@given(data=st.data(), seed=SEEDS)
def test_nobody_sits_in_two_seats_and_every_seat_says_who_sits_there(data: Any, seed: int, watch: Any) -> None:
    sitting: dict[int, int] = {}
    scenario = data.draw(watch.scenarios())

    def look(world: World, week: int) -> None:
        p, e = world.people, world.events
        here = p.filled == 1
        assert len(set(p.key[here].tolist())) == int(here.sum())
        for i in np.flatnonzero(p.key != 0):  # somebody sits there, or did
            assert p.key[i] == person_key(int(p.seat[i]), int(p.hire[i]))
        moves = {
            kind: e.row[: world.totals.events[0]][e.kind[: world.totals.events[0]] == kind]
            for kind in (ledger.QUIT, ledger.LAYOFF, ledger.HIRE)
        }
        for rows in moves.values():
            assert len(set(rows.tolist())) == len(rows)
        left = [row for kind in (ledger.QUIT, ledger.LAYOFF) for row in moves[kind].tolist()]
        merged = set(watch.merged(world, scenario, week).tolist())
        assert len(set(left)) == len(left) and not set(left) & set(moves[ledger.HIRE].tolist())
        assert not (here & (p.open == 0)).any()
        now = {int(i): int(p.key[i]) for i in np.flatnonzero(here)}
        if week > 0:
            gone, come = sitting.keys() - now.keys(), now.keys() - sitting.keys()
            assert gone == set(left) - merged and come == (merged - set(left)) | set(moves[ledger.HIRE].tolist())
            assert all(sitting[i] == now[i] for i in sitting.keys() & now.keys())
        sitting.clear()
        sitting.update(now)

    watch.weeks(scenario, seed, look)


@few
@given(data=st.data(), seed=SEEDS)
def test_rosters_are_the_memberships_and_nobody_belongs_twice(data: Any, seed: int, watch: Any) -> None:
    scenario = data.draw(watch.scenarios())

    young = scenario.behaviour.lifecycle.dissolve_weeks  # weeks in which no community ends or splits

    def look(world: World, week: int) -> None:
        m, c, p, r = world.memberships, world.communities, world.people, world.rosters
        rule = rule_of(scenario, week)
        used = range(world.totals.memberships[0])
        belongs = {(int(m.community[n]), int(m.row[n]), n) for n in used if m.row[n] != NOBODY}
        assert {n for _, _, n in belongs} == set(np.flatnonzero(m.level > 0).tolist())
        chained = [(int(m.community[n]), i, n) for i in range(p.seat.size) for n in chain(p.belongs[i], m.following)]
        assert len(set(chained)) == len(chained) and set(chained) == belongs
        assert len(chain(world.totals.free[0], m.following)) + len(belongs) == len(used)
        listed = [
            (q, int(m.row[r.member[n]]), int(r.member[n]))
            for q in range(c.size)
            for n in range(r.start[q], r.start[q + 1])
        ]
        assert listed == sorted(listed)
        assert not (p.wary & p.inside).any()
        assert len(set(listed)) == len(listed) and set(listed) == belongs
        assert all(c.alive[q] == 1 and p.filled[i] == 1 for q, i, _ in belongs)
        inside = np.zeros(p.seat.size, dtype=np.int64)
        for q, i, _ in belongs:
            inside[i] |= 1 << q
        assert np.array_equal(inside, p.inside)
        assert np.all((p.known & inside) == inside)
        if rule == "none":
            assert not belongs and not c.alive.any()
        elif scenario.policy.formation.how != "spontaneous" and week < young:
            assert c.alive[: scenario.organization.communities].all()
        if rule not in ("mandated", "mandated_open"):
            assert not (m.level == 3).any()
        if rule != "open":
            started = [policy.membership.rule for start, policy in scenario.policies() if start <= week]
            assert "open" in started or not (m.level == 1).any()

    watch.weeks(scenario, seed, look)


@few
@given(data=st.data(), seed=SEEDS)
def test_ties_lead_to_somebody_else_who_is_there_and_only_once(data: Any, seed: int, watch: Any) -> None:
    scenario = data.draw(watch.scenarios())

    def look(world: World, week: int) -> None:
        p, t = world.people, world.ties
        assert t.seat.shape == (p.seat.size, scenario.organization.max_ties)
        for i in range(p.seat.size):
            seats = t.seat[i][t.seat[i] != NOBODY]
            others = world.places.row_of_seat[seats]
            assert p.seat[i] not in seats
            assert len(set(others.tolist())) == len(others)
            assert np.all(p.filled[others] == 1)
            assert p.filled[i] == 1 or len(others) == 0
            assert p.embedded[i] == t.strength[i][t.seat[i] != NOBODY].sum() or p.filled[i] == 0
            assert np.array_equal(t.job[i][t.seat[i] != NOBODY], p.home[others])

    watch.weeks(scenario, seed, look)


@few
@given(data=st.data(), seed=SEEDS)
def test_a_problem_arrives_once_and_closes_once_by_its_deadline(data: Any, seed: int, watch: Any) -> None:
    scenario = data.draw(watch.scenarios())
    arrived: dict[int, int] = {}
    closed: set[int] = set()
    work = scenario.behaviour.work

    def before(world: World) -> None:
        count = world.totals.problems[0]
        wholes = world.problems.id[:count] & ~6  # but for the number of the part
        arrived.update(zip(wholes.tolist(), world.problems.arrived[:count].tolist(), strict=True))

    def look(world: World, week: int) -> None:
        e, now = world.events, week + scenario.warmup_weeks
        for n in range(world.totals.events[0]):
            kind, id_ = int(e.kind[n]), int(e.opportunity[n])
            if kind == ledger.ARRIVE:
                assert id_ not in arrived
                arrived[id_] = now
            elif kind in (ledger.SOLVE, ledger.LAPSE):
                assert id_ in arrived and id_ not in closed
                closed.add(id_)
                weeks = now - arrived[id_]
                assert e.amount[n] == weeks <= work.deadline_last
                assert kind == ledger.SOLVE or weeks >= work.deadline_first or world.people.open[e.row[n]] == 0
            elif id_ != NOBODY and kind not in OF_IDEAS:
                assert id_ & ~6 in arrived and id_ & ~6 not in closed
        count = world.totals.problems[0]
        assert set((world.problems.id[:count] & ~6).tolist()) == arrived.keys() - closed
        assert np.all(world.problems.deadline[:count] > now)

    watch.weeks(scenario, seed, look, before)
