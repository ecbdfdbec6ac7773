"""Like is compared with like, and with the baseline that a reader expects."""

import pytest

from copsim.commands.contrast import contrast_key, described, numeric_keys, slices
from copsim.errors import InputError


def grid(**values: list) -> dict[str, dict]:
    """Sweep of two keys or one: arm -> {key: value}; ``policy__x`` stands for policy.x."""
    keys = {key.replace("__", "."): options for key, options in values.items()}
    arms: list[dict] = [{}]
    for key, options in keys.items():
        arms = [{**arm, key: option} for arm in arms for option in options]
    return {", ".join(str(value) for value in arm.values()): arm for arm in arms}


@pytest.mark.parametrize(
    ("sweep", "key"),
    [
        (grid(policy=["none", "open"], weeks=[5, 6]), "policy"),
        (grid(weeks=[5, 6], policy__funding__released_hours=[0, 1]), "policy.funding.released_hours"),
        (grid(weeks=[5, 6], organization__units=[3, 6]), "weeks"),
    ],
)
def test_the_policy_is_what_is_compared_else_a_lever_else_the_first_key(sweep: dict, key: str) -> None:
    assert contrast_key(sweep) == key


def test_a_grid_falls_into_slices_of_equal_other_settings() -> None:
    parts = slices(grid(policy=["open", "none"], weeks=[5, 6]))
    assert [part.settings for part in parts] == [{"weeks": 5}, {"weeks": 6}]
    assert parts[1].arms == {"open": "open, 6", "none": "none, 6"}
    assert {part.baselines for part in parts} == {("none",)}


def test_without_none_the_first_is_the_baseline() -> None:
    (part,) = slices(grid(policy=["open", "mandated"]))
    assert part.baselines == ("open",)


def test_an_arm_of_the_grid_can_be_the_baseline_of_all() -> None:
    (part,) = slices(grid(policy=["none", "open"], weeks=[5, 6]), ["none, 5"])
    assert len(part.arms) == 4
    assert part.baselines == ("none, 5",)


def test_an_unknown_baseline_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'mandated'"):
        slices(grid(policy=["none", "mandated"]), ["mandatd"])


def test_effects_are_drawn_over_numbers_only() -> None:
    sweep = grid(policy=["none", "open"], weeks=[5, 6], scenario=["a", "b"], policy__support__corporate=[True, False])
    assert numeric_keys(sweep) == ["weeks"]


def test_a_slice_is_described_by_what_its_arms_share() -> None:
    assert (
        described({"organization.assigned_hours": 22.5, "scenario": "small"}) == "assigned_hours=22.5, scenario=small"
    )
