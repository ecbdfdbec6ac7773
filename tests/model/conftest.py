"""Small firms, and the Mesa model of them."""

from collections.abc import Callable
from typing import Any

import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.model import CommunityModel

WEEKS = 30


def small(policy: str = "self_selected", **more: Any) -> Scenario:
    """Forty people for some weeks, with enough quitting for hires."""
    settings: dict[str, Any] = {"policy": policy, "weeks": WEEKS, "warmup_weeks": 8, "behaviour.turnover.base": 0.5}
    settings |= {"organization.headcount": 40, "organization.topics": 8, "organization.communities": 4}
    settings |= {key.replace("__", "."): value for key, value in more.items()}
    return copsim.compose([f"{key}={value}" for key, value in settings.items()])


@pytest.fixture(scope="session")
def firm() -> Callable[..., Scenario]:
    """Scenarios of a small firm, by policy and settings."""
    return small


@pytest.fixture
def model() -> CommunityModel:
    """A small firm with communities, eight weeks on their way."""
    model = CommunityModel(small(), 3)
    model.advance(8)
    return model
