"""Twin worlds with written practice and with rivals: order of storage, removed acts, small differences."""

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.analysis.damage import events_equal, first_flips

FIRM = ["organization.headcount=60", "organization.units=3", "weeks=40", "warmup_weeks=20"]
RIVALS = [
    "policy.rivals.mentoring_hours=0.5",
    "policy.rivals.repository_cost=30000",
    "policy.rivals.directory_cost=4000",
    "policy.rivals.classroom_hours=24",
]
WRITING = [
    "policy.support.library=true",
    "policy.obligation.projects_per_year=4",
    "policy.sponsorship.sponsor=executive",
    "policy.obligation.deliverables_on_demand=true",
]
WORLDS = {
    "writing": ["policy=self_selected_cultivated", *WRITING],
    "all": ["policy=mandated_open", *WRITING, *RIVALS],
    "rivals": ["policy=none", *RIVALS],
    "yoked": ["policy=mandated_yoked", *WRITING, *RIVALS],
}


def ledger_of(overrides: list[str], seed: int = 3, **keywords: object) -> pd.DataFrame:
    """Ledger of one world."""
    scenario = copsim.compose(overrides)
    return copsim.simulate(scenario, [seed], detail="ledger", **keywords).ledger  # type: ignore[arg-type]


@pytest.mark.parametrize("world", WORLDS)
def test_the_order_in_which_seats_are_stored_does_not_matter(world: str) -> None:
    shuffled = np.random.default_rng(1).permutation(60)
    plain, other = (ledger_of([*FIRM, *WORLDS[world]], rows=rows) for rows in (None, shuffled))
    pd.testing.assert_frame_equal(plain, other, check_exact=True)


@pytest.mark.parametrize("world", WORLDS)
def test_a_label_changes_nothing(world: str) -> None:
    plain, placebo = (ledger_of([*FIRM, *WORLDS[world], *more]) for more in ([], ["policy.label=placebo"]))
    assert plain.equals(placebo)


def test_a_yoke_without_required_hours_is_self_selection_with_writing_too() -> None:
    setting = [*FIRM, "policy.support.introductions=0.03", *WRITING]
    one = ledger_of(["policy=self_selected", *setting]).drop(columns="arm")
    other = ledger_of(["policy=mandated_yoked", "policy.membership.yoked_hours=false", *setting]).drop(columns="arm")
    pd.testing.assert_frame_equal(one, other, check_exact=True)


@pytest.mark.parametrize(("kind", "world"), [("codify", "all"), ("consult", "all"), ("codify", "rivals")])
def test_a_removed_act_is_gone_and_the_first_to_differ(kind: str, world: str) -> None:
    plain = ledger_of([*FIRM, *WORLDS[world]])
    acts = plain[plain["kind"] == kind]
    act = acts.iloc[len(acts) // 2]
    twin = ledger_of([*FIRM, *WORLDS[world]], without=copsim.Removal(act=act))
    week, kinds = first_flips(plain, twin)
    assert week == act["week"] and kind in kinds.index
    keys = ["week", "kind", "opportunity", "seat", "hire_week", "community"]
    assert len(twin[keys].merge(acts.loc[[act.name], keys], on=keys)) == 0


def test_without_obligations_memberships_end_only_by_wish() -> None:
    left = ledger_of([*FIRM, "policy=self_selected", "policy.support.library=true"])
    assert set(left.loc[left["kind"] == "leave", "channel"]) <= {"work"}


@pytest.mark.slow
@pytest.mark.parametrize("world", ["writing", "rivals"])
@pytest.mark.parametrize("kind", ["help", "codify"])
def test_one_act_removed_leaves_95_of_100_events_equal_after_a_year(world: str, kind: str) -> None:
    """Point estimate over 16 acts; the standard error is .018 at most (docs/decisions/0003-twins.md)."""
    equal = []
    for seed in range(8):
        plain = ledger_of([*WORLDS[world], "weeks=75"], seed)
        early = plain[(plain["kind"] == kind) & (plain["seat"] >= 0) & (plain["week"] < 13)]
        for n in (0, 1):
            act = early.iloc[n * len(early) // 2]
            twin = ledger_of([*WORLDS[world], "weeks=75"], seed, without=copsim.Removal(act=act))
            week = int(act["week"])
            equal.append(events_equal(plain, twin).loc[week + 52 : week + 60].mean())
    assert np.mean(equal) >= 0.95, equal
