"""What we are unsure of, drawn: each pair of worlds gets its own values of the behaviour parameters.

One Latin hypercube over all explored ranges, with a fixed seed, so pair 7 has the same people and the same behaviour in
every plan, every firm and on every machine. What a user has set is known, and is not drawn.
"""

import functools
import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError
from scipy.stats import qmc

from copsim.config.behaviours import Behaviour
from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario
from copsim.config.settings import put
from copsim.study.points import value_at

SEED = 20_000  # of the sample; any fixed number
POINTS = 400  # as many as a request may ask for


@functools.cache
def explored() -> tuple[Declared, ...]:
    """Behaviour parameters that have an explored range."""
    return tuple(p for p in declared(Behaviour) if p.explore is not None)


@functools.cache
def _cube() -> NDArray[np.float64]:
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
