"""How a model is asked for: scenarios, names, settings, seeds; and what is refused."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.model import CommunityModel, scenario_of, seed_of


def test_without_anything_the_scenario_is_the_declared_one() -> None:
    assert scenario_of(None, {}) == Scenario() == copsim.compose()


def test_a_scenario_can_be_named_and_settings_changed() -> None:
    assert scenario_of("small", {}) == copsim.compose(["scenario=small"])
    changed = {"policy": "mandated", "weeks": np.int64(20), "organization__headcount": 30}
    changed["behaviour.asking.ask_hours"] = 2
    composed = ["policy=mandated", "weeks=20", "organization.headcount=30", "behaviour.asking.ask_hours=2"]
    assert scenario_of(None, changed) == copsim.compose(composed)
    assert scenario_of("small", changed) == copsim.compose(["scenario=small", *composed])


def test_settings_change_a_scenario_that_is_given(firm: Callable[..., Scenario]) -> None:
    base = firm("mandated")
    assert scenario_of(base, {}) is base
    changed = scenario_of(base, {"weeks": 9, "organization": "consultancy", "organization__headcount": 50})
    assert (changed.weeks, changed.policy, changed.behaviour) == (9, base.policy, base.behaviour)
    assert (
        changed.organization == copsim.compose(["organization=consultancy", "organization.headcount=50"]).organization
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"scenario": ("weeks", 5)}, "scenario must be a Scenario or the name of one, got tuple; .* as a list"),
        ({"scenario": "smal"}, "unknown scenario 'smal' .did you mean 'small'"),
        ({"policy": "mandate"}, "unknown policy 'mandate' .did you mean 'mandated'"),
        ({"organization__headcont": 5}, "organization.headcont.*did you mean 'organization.headcount'"),
        ({"weeks": 0}, "weeks"),
        ({"weeks": "many"}, "weeks"),
        ({"seeds": 3}, "seeds are no part of a scenario"),
        ({"scenario": Scenario(), "scenario_": 1}, "scenario_"),
        ({"seed": 1, "rng": 1}, "give seed or rng, not both"),
        ({"seed": -1}, "seed must be a whole number from 0 to 2.63 - 1.*got -1"),
        ({"seed": 2**63}, "seed must be a whole number"),
        ({"seed": 1.5}, "seed must be a whole number.*got 1.5"),
        ({"seed": True}, "seed must be a whole number.*got True"),
        ({"rng": "luck"}, "seed must be a whole number.*got 'luck'"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(copsim.InputError, match=words) as refused:
        CommunityModel(**asked)
    assert "\n" not in str(refused.value)


def test_seed_and_rng_mean_the_same_and_none_means_luck_of_its_own() -> None:
    assert seed_of(7, None) == seed_of(None, 7) == seed_of(None, np.int64(7)) == 7
    assert seed_of(None, np.random.default_rng(1)) == seed_of(None, np.random.default_rng(1))
    assert seed_of(None, np.random.SeedSequence(1)) != seed_of(None, np.random.SeedSequence(2))
    assert len({seed_of(None, None) for _ in range(5)}) == 5


@pytest.mark.parametrize("weeks", [-1, 2.0, True, "all"])
def test_no_whole_number_of_weeks_is_refused(model: CommunityModel, weeks: Any) -> None:
    with pytest.raises(copsim.InputError, match="weeks must be a whole number >= 0, got"):
        model.advance(weeks)


def test_weeks_past_the_horizon_are_refused_and_none_of_them_is_run(model: CommunityModel) -> None:
    with pytest.raises(copsim.InputError, match="week 8 and 23 more lie past the horizon of 30 weeks"):
        model.advance(23)
    assert model.week == model.walk.course.week == 8


def test_there_is_no_summary_before_the_first_week(firm: Callable[..., Scenario]) -> None:
    with pytest.raises(copsim.InputError, match="no week has passed yet"):
        CommunityModel(firm(), 3).summary()


def test_mesa_is_imported_with_the_model_and_not_before() -> None:
    lines = ["import sys, contextlib, io", "import copsim", "import copsim.cli"]
    lines += ["with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):"]
    lines += ["    copsim.cli.main(['--help'])", "assert 'mesa' not in sys.modules, 'too early'"]
    lines += ["copsim.CommunityModel", "assert 'mesa' in sys.modules"]
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, timeout=120)
