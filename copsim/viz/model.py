"""The model as the page needs it: keywords only, an eye on exchanges, and no error at the horizon."""

from typing import Any

from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.model import CommunityModel
from copsim.observation.exchanges import Exchanges


class ViewedModel(CommunityModel):
    """A CommunityModel for mesa's SolaraViz. refused: why settings were not taken, '' if they were.

    Settings that exclude each other leave the scenario as it was, and the page says so.
    """

    def __init__(self, scenario: Scenario | None = None, seed: Any = None, **kwargs: Any) -> None:
        self.refused = ""
        try:
            super().__init__(scenario, seed, **kwargs)
        except InputError as error:
            super().__init__(scenario, seed)
            self.refused = str(error)
        self.exchanges = self.observe(Exchanges())

    def _step_within_horizon(self, *args: Any, **kwargs: Any) -> None:
        """A step past the horizon is none."""
        if self.week < self.scenario.weeks:
            super()._step_within_horizon(*args, **kwargs)
