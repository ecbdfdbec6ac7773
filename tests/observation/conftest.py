"""A small firm with quits, hires and communities, and what is seen of it."""

from typing import Any

import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.model import CommunityModel
from copsim.observation.exchanges import Exchanges
from copsim.observation.network import Network
from copsim.observation.panel import Panel

SEED, WEEKS, WINDOW = 3, 20, 8


def small(policy: str = "self_selected", **more: Any) -> Scenario:
    """Forty people for twenty weeks."""
    settings: dict[str, Any] = {"policy": policy, "weeks": WEEKS, "warmup_weeks": 8, "behaviour.turnover.base": 1.0}
    settings |= {"organization.headcount": 40, "organization.topics": 8, "organization.communities": 4}
    settings |= {key.replace("__", "."): value for key, value in more.items()}
    return copsim.compose([f"{key}={value}" for key, value in settings.items()])


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    """The firm with a duty to belong and voluntary joining beside it, so that there are all levels."""
    return small("mandated_open")


@pytest.fixture(scope="session")
def network(scenario: Scenario) -> Network:
    """The firm at its last week."""
    return copsim.network(scenario, SEED, WEEKS, WINDOW)


@pytest.fixture(scope="session")
def everybody(scenario: Scenario) -> Panel:
    """All seats, week by week."""
    return copsim.panel(scenario, SEED, "all")


@pytest.fixture(scope="session")
def model(scenario: Scenario) -> CommunityModel:
    """The same world in Mesa, at its last week, watched by Exchanges as ``model.seen``."""
    model = CommunityModel(scenario, SEED)
    model.seen = model.observe(Exchanges(WINDOW))
    model.everybody = model.panel("all")
    model.advance(WEEKS)
    return model
