"""What a week goes by that is not state: the third thing, beside the world and the week, that acts are given."""

from typing import NamedTuple

from copsim.config.behaviours import Behaviour
from copsim.config.organization import Organization
from copsim.config.policy import Policy
from copsim.mechanisms.yoke import Yoke
from copsim.state.removal import Without
from copsim.streams import Chance


class Rules(NamedTuple):
    """Parameters, policy in force, chance, and what a twin world does without or has imposed on it.

    ``organization``, ``behaviour`` and ``policy`` are the records of numbers that config.records makes of the declared
    groups: the same attribute names, a choice as the number of its option.
    """

    organization: Organization
    behaviour: Behaviour
    policy: Policy
    chance: Chance
    without: Without
    yoke: Yoke
    mark: float  # demand-weighted expertise from which a newcomer counts as an expert
