"""What we are unsure of, drawn: each pair of worlds gets its own values of the behaviour parameters.

One Latin hypercube over all explored ranges, with a fixed seed, so pair 7 has the same people and the same behaviour in
every plan, every firm and on every machine. What a user has set is known, and is not drawn.
"""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from copsim.config.behaviours import Behaviour
from copsim.config.declare import Declared, declared, value_at
from copsim.config.scenario import Scenario
from copsim.config.settings import put
from copsim.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 20_000  # of the sample; any fixed number
POINTS = 400  # draws that there are: of pairs 0 to 399


@dataclass(frozen=True)
class Unknowns:
    """Draws of everything but what is known: dotted paths (behaviour...) that a user has set."""

    known: frozenset[str] = frozenset()

    def of(self, scenario: Scenario, seed: int) -> Scenario:
        """The scenario as it is in the worlds of a seed. Errors: InputError beyond the draws that there are."""
        refuse_beyond([seed])
        return scenario.model_copy(update={"behaviour": drawn(scenario.behaviour, seed, self.known)[0]})

    @property
    def count(self) -> int:
        """Parameters that are drawn."""
        return sum(1 for parameter in explored() if f"behaviour.{parameter.path}" not in self.known)


def refuse_beyond(seeds: Sequence[int]) -> None:
    """Errors: InputError for a seed without a draw."""
    beyond = [seed for seed in seeds if not 0 <= seed < POINTS]
    if beyond:
        raise InputError(
            f"seed {beyond[0]} has no draw of the unknowns: there are {POINTS}, of seeds 0 to {POINTS - 1}; "
            "take fewer seeds, or sample the behaviour in a study (copsim study)"
        )


def known_in(scenarios: Sequence[Scenario], named: Sequence[str] = ()) -> frozenset[str]:
    """What counts as known in some arms: behaviour that is ``named``, or that any of them sets off its default."""
    found = {
        f"behaviour.{p.path}" for p in explored() if any(_get(s.behaviour, p.path) != p.default for s in scenarios)
    }
    return frozenset(found | {path for path in named if path.startswith("behaviour.")})


def _get(behaviour: Behaviour, path: str) -> Any:
    return functools.reduce(getattr, path.split("."), behaviour)


@functools.cache
def explored() -> tuple[Declared, ...]:
    """Behaviour parameters that have an explored range."""
    return tuple(p for p in declared(Behaviour) if p.explore is not None)


@functools.cache
def _cube() -> "NDArray[np.float64]":
    from scipy.stats import qmc

    return qmc.LatinHypercube(len(explored()), rng=SEED).random(POINTS)


def drawn(base: Behaviour, pair: int, known: frozenset[str]) -> tuple[Behaviour, str]:
    """The behaviour of a pair, and its digest; ``known`` are dotted paths (behaviour...) that a user has set.

    A draw whose values exclude each other (its easiest problem harder than the hardest) keeps the declared values of
    that group.
    """
    return _drawn(base.model_dump_json(), pair, known)


@functools.lru_cache(maxsize=512)
def _drawn(text: str, pair: int, known: frozenset[str]) -> tuple[Behaviour, str]:
    start = Behaviour.model_validate_json(text)
    tree: dict[str, Any] = start.model_dump()
    for share, parameter in zip(_cube()[pair], explored(), strict=True):
        if f"behaviour.{parameter.path}" not in known:
            put(tree, parameter.path, _value(parameter, float(share)))
    try:
        behaviour = Scenario.model_validate({"behaviour": tree}).behaviour
    except ValidationError:
        tree["work"] = start.work.model_dump()
        behaviour = Scenario.model_validate({"behaviour": tree}).behaviour
    return behaviour, digest_of(behaviour)


def digest_of(behaviour: Behaviour) -> str:
    """Digest of a behaviour."""
    return hashlib.sha256(behaviour.model_dump_json().encode()).hexdigest()[:32]


def _value(parameter: Declared, share: float) -> float | int:
    assert parameter.explore is not None
    return value_at(share, *parameter.explore, isinstance(parameter.default, int))
