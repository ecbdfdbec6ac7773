"""What one request may ask of the Lab, so that nobody can block the others."""

from dataclasses import dataclass

from copsim.config.scenario import Scenario
from copsim.config.shocks import seats_of
from copsim.errors import InputError

BODY_BYTES = 65_536
LINK_CHARACTERS = 6_000
PLANS = 4
MEASURES = 24
CHARTS = 8
STREAMS_OF_ONE = 3
STREAMS_IN_ALL = 160
NAME_CHARACTERS = 60


@dataclass(frozen=True)
class Limits:
    """The most of everything: people (seats ever open), weeks with warm-up, pairs, and people times weeks."""

    people: int = 2_000
    weeks: int = 1_100
    pairs: int = 400
    person_weeks: int = 1_100_000

    def check(self, scenario: Scenario) -> None:
        """Refuse a scenario that is too large. Errors: InputError, one sentence."""
        seats, weeks = seats_of(scenario), scenario.weeks + scenario.warmup_weeks
        if seats > self.people:
            raise InputError(
                f"the Lab takes firms of up to {self.people:,} people, and this one has {seats:,}; "
                "describe a part of it, or use copsim compare"
            )
        if weeks > self.weeks:
            raise InputError(
                f"the Lab runs up to {self.weeks:,} weeks with the warm-up, and this is {weeks:,}; shorten weeks"
            )
        if seats * weeks > self.person_weeks:
            raise InputError(
                f"{seats:,} people over {weeks:,} weeks are too much for the Lab (people times weeks at most "
                f"{self.person_weeks:,}); shorten weeks, or use copsim compare"
            )
