"""What a company case is: worlds that are compared, and statements that are judged in them."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from copsim.cases.lived import Lived, Watch
from copsim.config.compose import compose, compose_values
from copsim.config.scenario import Scenario
from copsim.removal import Removal

CASE, COUNTERFACTUAL = "case", "counterfactual"
ALL = "all"  # the pattern of a case: every statement in the same world

Lives = Mapping[str, Lived]  # what was lived in each world of one seed, by arm


@dataclass(frozen=True)
class Arm:
    """One world of a case: the case's scenario with changes by dotted key, or without its programme, or another one.

    derived: further changes that follow from the case's own scenario, such as hours that cost as much.
    """

    words: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    programme: bool = True
    scenario: str = ""
    derived: Callable[[Scenario], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Statement:
    """One part of a pattern: a number of a world, and the bounds within which the statement holds.

    value(lives, arm): the number in the world ``arm``, ``case`` or ``counterfactual``, beside the reference worlds;
    NaN where there is nothing to judge, and then the statement does not hold. least, most: bounds, inclusive unless
    ``beyond``. mean: the statement is about the mean over seeds, whose interval has to lie within the bounds too.
    """

    name: str
    words: str
    unit: str
    value: Callable[[Lives, str], float]
    least: float = -math.inf
    most: float = math.inf
    beyond: bool = False
    mean: bool = False

    def holds(self, value: float) -> bool:
        """Whether a number lies within the bounds."""
        if math.isnan(value):
            return False
        return self.least < value < self.most if self.beyond else self.least <= value <= self.most


@dataclass(frozen=True)
class Level:
    """A number that pages show for each world, reference worlds included; nothing is judged by it."""

    name: str
    label: str
    unit: str
    value: Callable[[Lived], float]


@dataclass(frozen=True)
class Case:
    """A company case. ``held`` names behaviour that the case fixes, so that draws of behaviour leave it alone."""

    name: str
    source: str
    title: str
    question: str
    happened: str
    represented: str
    left_out: str
    reading: str
    arms: Mapping[str, Arm]
    statements: tuple[Statement, ...]
    levels: tuple[Level, ...] = ()
    watch: Watch = field(default_factory=Watch)
    held: tuple[str, ...] = ()

    def scenarios(self, behaviour: Mapping[str, Any] | None = None) -> dict[str, Scenario]:
        """The scenario of each world, with other behaviour (by dotted key) in all of them if it is given.

        Raises InputError, one sentence, for behaviour that contradicts itself.
        """
        own = compose_values(behaviour or {}, compose([f"scenario={self.name}"]))
        found = {}
        for name, arm in self.arms.items():
            other = bool(arm.scenario)
            scenario = compose_values(behaviour or {}, compose([f"scenario={arm.scenario}"])) if other else own
            if not arm.programme:
                scenario = Removal(programme=True).scenario(scenario)
            changes = {**arm.changes, **(arm.derived(own) if arm.derived is not None else {})}
            found[name] = compose_values(changes, scenario)
        return found
