"""Cases end to end, on a small firm."""

import pytest

from copsim.cases.case import ALL, CASE, COUNTERFACTUAL, Arm, Case, Level, Lives, Statement
from copsim.cases.lived import Watch, live
from copsim.cases.running import draws_of, run_cases, tasks_of
from copsim.config.compose import compose
from copsim.errors import InputError
from copsim.simulation import simulate
from copsim.state import ledger

SHORT = {"weeks": 16, "warmup_weeks": 8}


def members(lives: Lives, arm: str) -> float:
    return lives[arm].metric("member_share")


def planted(counterfactual: dict[str, object]) -> Case:
    """A small firm with communities; its pattern is that somebody belongs to one."""
    return Case(
        name="small", source="S0", title="", question="", happened="", represented="", left_out="", reading="",
        arms={
            CASE: Arm("communities", {**SHORT, "policy": "self_selected"}),
            COUNTERFACTUAL: Arm("another world", {**SHORT, **counterfactual}),
        },
        statements=(Statement("belong", "somebody belongs", "share", members, least=0.0, beyond=True),),
        levels=(Level("members", "Members", "share", lambda lived: lived.metric("member_share")),),
    )  # fmt: skip


def test_a_counterfactual_equal_to_the_case_gets_not_shown() -> None:
    found = run_cases([planted({"policy": "self_selected"})], range(6), draws=1).verdicts.set_index("pattern")
    assert found.loc["belong", "share"] == found.loc["belong", "share_counterfactual"] == 1.0
    assert set(found["verdict"]) == {"not_shown"}


def test_a_counterfactual_without_the_cause_gets_shown_and_threads_change_nothing() -> None:
    case = planted({"policy": "none"})
    one, two = (run_cases([case], range(6), draws=2, workers=workers) for workers in (1, 2))
    assert set(one.verdicts["verdict"]) == {"shown"}
    assert one.values.equals(two.values)
    assert len(one.values) == 2 * 2 * (6 + 2)  # statement and all, both worlds, seeds and draws
    assert set(one.values["pattern"]) == {"belong", ALL}
    assert one.levels["value"].notna().all()
    assert set(one.levels["arm"]) == {CASE, COUNTERFACTUAL}


def test_draws_are_always_the_same_and_leave_alone_what_a_case_holds() -> None:
    assert draws_of(4) == draws_of(4)
    assert len(draws_of(4)[0]) > 200
    case = Case(**{**planted({}).__dict__, "held": ("behaviour.work", "behaviour.learning.rate")})
    behaviour = tasks_of([case], [0], 4)[1].behaviour
    assert "behaviour.learning.distance" in behaviour
    assert not any(key.startswith("behaviour.work.") for key in behaviour)
    assert "behaviour.learning.rate" not in behaviour


def test_nothing_to_run_is_refused() -> None:
    with pytest.raises(InputError, match="nothing to run"):
        run_cases([], [0])


def test_what_was_lived_is_what_simulate_runs_watched_or_not() -> None:
    base = compose(["scenario=small", "weeks=16", "warmup_weeks=8"])
    arms = {"none": base, "open": compose(["scenario=small", "policy=open", "weeks=16", "warmup_weeks=8"])}
    runs = simulate(arms, [3]).summary.set_index("arm")
    watches = (Watch(), Watch(kinds=(ledger.JOIN,)), Watch(weeks=(0, 7, 16), look=lambda world, week: week))
    for watch in watches:
        lived = live(arms, 3, watch)
        for arm in arms:
            assert lived[arm].metric("flow") == pytest.approx(runs.loc[arm, "flow"], rel=1e-12)
            assert lived[arm].metric("net_result") == pytest.approx(runs.loc[arm, "net_result"], rel=1e-12)
            assert list(lived[arm].looks) == ([0, 7, 16] if watch.look is not None else [])
    joined = live(arms, 3, Watch(kinds=(ledger.JOIN,)))["open"].of_kind(ledger.JOIN)
    assert len(joined["week"]) > 0


def test_only_named_worlds_are_watched() -> None:
    arms = {"one": compose(["scenario=small", "weeks=4", "warmup_weeks=4"])}
    assert not live(arms, 0, Watch(kinds=(ledger.ARRIVE,), arms=("other",)))["one"].events
