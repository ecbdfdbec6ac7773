"""Budgets are set so that arms cost the same, or it is said in one sentence why they cannot."""

from collections.abc import Callable, Mapping

import pytest

import copsim
from copsim.config.compose import compose
from copsim.config.scenario import Scenario
from copsim.equal_cost import BUDGETS, MOST, Search, at_equal_cost, in_words, own_budget, scaled
from copsim.errors import InputError

TARGET = 1000.0
Price = Callable[[Scenario], float]


def found(price: Callable[[float], float], start: float, most: float = float("inf")) -> tuple[float, int, str]:
    """Setting that costs the target to one part in a hundred, pilot runs that took, and what stood in the way."""
    search = Search(start, most, TARGET)
    for runs in range(1, 41):
        cost = price(search.setting)
        if abs(cost - TARGET) <= 0.01 * TARGET:
            return search.setting, runs, ""
        trouble = search.learn(cost)
        if trouble:
            return search.setting, runs, trouble
    raise AssertionError("forty pilot runs found nothing")


@pytest.mark.parametrize("start", [0.001, 0.5, 4.0, 900.0])
@pytest.mark.parametrize(
    "price",
    [
        lambda x: 500.0 * x,
        lambda x: 400.0 + 30.0 * x,
        lambda x: 9.0 * x * x,
        lambda x: 2000.0 * x / (x + 3.0),
        lambda x: max(990.5, 200.0 * x) - 600.0,
    ],
    ids=["line", "line with a rest", "square", "saturating", "flat, then a line"],
)
def test_the_setting_is_found_in_a_few_pilot_runs(price: Callable[[float], float], start: float) -> None:
    setting, runs, trouble = found(price, start)
    assert trouble == "" and price(setting) == pytest.approx(TARGET, rel=0.01) and runs <= 20


def test_what_cannot_cost_as_much_is_told_with_the_money() -> None:
    assert found(lambda x: 10.0 * x, 1.0, most=40.0)[2] == "even 40, its most, costs 400"
    assert found(lambda x: 1500.0 + x, 1.0)[2] == "even without it the arm costs 1,500"
    assert "its cost jumps from 500 to 1,500" in found(lambda x: 500.0 if x < 2.0 else 1500.0, 1.0)[2]


def test_every_budget_is_a_lever_and_the_first_in_use_is_an_arms_own() -> None:
    assert set(MOST) == set(BUDGETS)
    assert own_budget(compose(["policy=none"])) is None
    assert own_budget(compose(["policy=self_selected_cultivated"])) == ("funding.released_hours", 0.5)
    assert own_budget(compose(["policy=slack", "policy.rivals.classroom_hours=8"])) == ("rivals.classroom_hours", 8.0)


def test_dated_settings_are_scaled_alike() -> None:
    dated = "timeline=[{week: 3, policy: {funding.released_hours: 2.0}}, {week: 9, policy: {label: x}}]"
    scenario = scaled(compose(["policy=slack", dated]), "funding.released_hours", 6.0)
    assert [policy.funding.released_hours for _, policy in scenario.policies()] == [1.5, 6.0, 6.0]


def hours(scenario: Scenario) -> float:
    """A price list: released hours, training and facilitators."""
    p = scenario.policy
    return 2600.0 * p.funding.released_hours + 90.0 * p.rivals.classroom_hours + 8.0 * p.support.facilitator_hours


def by(price: Price) -> Callable[[Mapping[str, Scenario]], Mapping[str, float]]:
    """Costs of arms by a price list."""
    return lambda arms: {arm: price(scenario) for arm, scenario in arms.items()}


def test_arms_are_set_to_the_cost_of_the_named_one_and_an_arm_without_policy_stays() -> None:
    arms = {name: compose([f"policy={name}"]) for name in ("none", "slack", "classroom", "self_selected_cultivated")}
    matched, matches = at_equal_cost(arms, "self_selected_cultivated", by(hours))
    target = hours(arms["self_selected_cultivated"])
    assert list(matched) == list(arms) and [m.arm for m in matches] == ["slack", "classroom"]
    assert matched["none"] == arms["none"]
    assert matched["self_selected_cultivated"] == arms["self_selected_cultivated"]
    for match in matches:
        assert hours(matched[match.arm]) == pytest.approx(target, rel=0.01) == pytest.approx(match.cost, rel=0.01)
    told = in_words(matches, "self_selected_cultivated", 9)
    assert "within 1 % of it (4 pilot runs each)" in told[0]
    assert told[1].startswith("slack: funding.released_hours from 0.5 to 0.56") and "costs 1,4" in told[1]
    assert in_words([], "none", 1) == []


@pytest.mark.parametrize(
    ("arms", "named", "said"),
    [
        (("none", "slack"), "open", "no such arm"),
        (("none", "slack"), "none", "costs nothing"),
        (("self_selected", "slack"), "slack", "'self_selected' is a rival with no budget to set"),
        (("none", "slack"), "slack", "no other arm has a budget"),
    ],
)
def test_what_has_no_budget_is_refused_in_one_sentence(arms: tuple[str, ...], named: str, said: str) -> None:
    scenarios = {name: compose([f"policy={name}"]) for name in arms}
    with pytest.raises(InputError, match=said) as refusal:
        at_equal_cost(scenarios, named, by(hours))
    assert f"at_equal_cost={named}" in str(refusal.value) and "\n" not in str(refusal.value)


def test_a_budget_that_cannot_cost_as_much_is_refused_with_lever_and_money() -> None:
    scenarios = {
        "slack": compose(["policy=slack"]),
        "open": compose(["policy=open", "policy.rivals.classroom_hours=9"]),
    }
    with pytest.raises(InputError, match=r"'open' cannot be made to cost 1,301 .* by rivals.classroom_hours; even 400"):
        at_equal_cost(scenarios, "slack", by(lambda s: 2600.0 * s.policy.funding.released_hours + 1.0))


def test_the_comparison_from_python_does_the_same_with_real_runs() -> None:
    small = ["organization=small_firm", "weeks=12", "warmup_weeks=4"]
    arms = {name: compose([f"policy={name}", *small]) for name in ("none", "slack", "classroom")}
    compared = copsim.compare(arms, [2, 5], "none", at_equal_cost="slack")
    cost = compared.runs.summary.groupby("arm")["programme_cost"].mean()
    assert [match.arm for match in compared.matches] == ["classroom"]
    assert cost["classroom"] == pytest.approx(cost["slack"], rel=0.01) and cost["none"] == 0.0
    assert copsim.compare(arms, [2], "none").matches == ()
