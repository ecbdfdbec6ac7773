"""copsim: agent-based simulation of communities of practice in organizations.

>>> import copsim
>>> scenario = copsim.compose(["policy=self_selected", "weeks=52"])
>>> runs = copsim.simulate(scenario, seeds=4)

Names are imported when first used, so that ``import copsim`` is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copsim.comparison import Comparison, compare
    from copsim.config.compose import compose
    from copsim.config.scenario import Scenario
    from copsim.config.unknowns import Unknowns
    from copsim.errors import InputError
    from copsim.model import CommunityModel
    from copsim.observation.exchanges import Exchanges
    from copsim.observation.network import Network
    from copsim.observation.networks import Networks, network, networks
    from copsim.observation.panel import Panel, panel
    from copsim.removal import Removal
    from copsim.runs import Runs
    from copsim.simulation import Luck, Snapshot, simulate, snapshot

_HOMES = {
    "CommunityModel": "model",
    "Comparison": "comparison",
    "compare": "comparison",
    "compose": "config.compose",
    "Scenario": "config.scenario",
    "Unknowns": "config.unknowns",
    "Exchanges": "observation.exchanges",
    "Network": "observation.network",
    "Networks": "observation.networks",
    "network": "observation.networks",
    "networks": "observation.networks",
    "Panel": "observation.panel",
    "panel": "observation.panel",
    "InputError": "errors",
    "Removal": "removal",
    "Runs": "runs",
    "Luck": "simulation",
    "Snapshot": "simulation",
    "simulate": "simulation",
    "snapshot": "simulation",
}
__all__ = [
    "CommunityModel",
    "Comparison",
    "Exchanges",
    "InputError",
    "Luck",
    "Network",
    "Networks",
    "Panel",
    "Removal",
    "Runs",
    "Scenario",
    "Snapshot",
    "Unknowns",
    "compare",
    "compose",
    "network",
    "networks",
    "panel",
    "simulate",
    "snapshot",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'copsim' has no attribute {name!r}")
    return getattr(import_module(f"copsim.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
