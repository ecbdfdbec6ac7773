"""Chance with an address: every draw is a function of (seed, decision, week, who).

A draw is a hash to [0, 1): there is no running generator, so nothing that happens elsewhere in
the model can shift it, and the same event meets the same luck in every twin world, on any number
of threads. *Who* is lasting identity: a seat, a person (seat and hire week), an opportunity id,
or an ordered pair of these; never a row, a position, a count or an attempt.

There are two seeds. The **opportunity** seed decides what the world offers (problems, outside
offers, applicants); the **response** seed decides how people answer. Either can be exchanged from
a given week on, which is how fresh-luck branches are made.

The parts of an address, each times an odd constant of its own, are added up and then mixed by the finalizer of
splitmix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): along any one part the
draws are a splitmix64 sequence. ``tests/test_streams_battery.py`` holds a battery for it.

All parts of an address are whole numbers >= 0.

With ``COPSIM_CHECK_KEYS=1`` and ``NUMBA_DISABLE_JIT=1`` every key is remembered, and a key that
serves two events in one world raises ``KeyReused``. Persistent facts (:func:`fact`) may be read again.
"""

import os
import warnings
from typing import Any, NamedTuple

import numpy as np

from copsim.decision import LAST_OPPORTUNITY
from copsim.kernel import COMPILED, compiled, log, part

NEVER = 1 << 40  # a week that no run reaches


class KeyReused(RuntimeError):
    """One chance key served two events in one world."""


class Chance(NamedTuple):
    """Seeds of one world, and the weeks (counted from the start of the warm-up) at which they change."""

    opportunity: np.uint64
    response: np.uint64
    later_opportunity: np.uint64
    later_response: np.uint64
    opportunity_from: int
    response_from: int


# The two seeds are small numbers that may be equal: these constants (digits of pi) keep them apart from each other.
_OPPORTUNITY, _RESPONSE = np.uint64(0x243F6A8885A308D3), np.uint64(0x13198A2E03707344)
# Steps of seed, decision, week, first and second key: powers of the golden ratios of one, two and three dimensions
# (the real roots of x^(d+1) = x + 1), as odd 64-bit fractions.
_SEED = np.uint64(0x9E3779B97F4A7C15)
_DECISION, _WEEK = np.uint64(0xC13FA9A902A6328F), np.uint64(0x91E10DA5C79E7B1D)
_FIRST, _SECOND = np.uint64(0xD1B54A32D192ED03), np.uint64(0xABC98388FB8FAC03)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0  # 2^-53


@part
def mix(z: np.uint64) -> np.uint64:
    """Finalizer of splitmix64: every bit of the result hangs on every bit of ``z``."""
    z = (np.uint64(z) ^ (np.uint64(z) >> _S30)) * _MIX_1
    z = (z ^ (z >> _S27)) * _MIX_2
    return z ^ (z >> _S31)


@part
def at(chance: Chance, decision: int, now: int, week: int) -> np.uint64:
    """Base of all draws of one decision in one week.

    ``now`` is the current week (it selects the seed), ``week`` the one in the address: equal to
    ``now``, or 0 for a persistent fact that waiting must not draw again. A fact that must survive
    a later exchange of its seed takes as ``now`` the week its bearer appeared.
    """
    if decision <= LAST_OPPORTUNITY:
        late = now >= chance.opportunity_from
        # numba makes a float of uint64 and int64 together: all are cast, whatever the caller holds
        seed = np.uint64(chance.later_opportunity) if late else np.uint64(chance.opportunity)
        side = _OPPORTUNITY
    else:
        late = now >= chance.response_from
        seed = np.uint64(chance.later_response) if late else np.uint64(chance.response)
        side = _RESPONSE
    return mix(mix(side + seed * _SEED) + np.uint64(decision) * _DECISION + np.uint64(week) * _WEEK)


@compiled
def _unit(base: np.uint64, first: int, second: int) -> float:
    z = np.uint64(base) + np.uint64(first) * _FIRST + np.uint64(second) * _SECOND
    return float(mix(z) >> _S11) * _UNIT


_seen: dict[tuple[int, int, int], int] = {}


def forget_keys() -> None:
    """Start a new world in the key-checking debug mode."""
    _seen.clear()


def _checked(base: Any, first: Any, second: Any) -> float:
    key = (int(base), int(first), int(second))
    if key in _seen:
        raise KeyReused(f"the chance key {key} served two events in one world")
    _seen[key] = 1
    return _unit(base, first, second)


_WANTED = os.environ.get("COPSIM_CHECK_KEYS") == "1"
if _WANTED and COMPILED:
    warnings.warn("COPSIM_CHECK_KEYS=1 checks nothing without NUMBA_DISABLE_JIT=1", RuntimeWarning, stacklevel=2)
CHECK_KEYS = _WANTED and not COMPILED
# A uniform draw in [0, 1) for one event; its key is never used for another event in the world.
uniform = _checked if CHECK_KEYS else _unit
# A uniform draw in [0, 1) that is a lasting fact and may be looked up as often as needed.
fact = _unit


@compiled
def lasting(chance: Chance, decision: int, since: int, first: int, second: int) -> float:
    """A lasting fact that came about in week ``since`` (an arrival, a hiring): fresh seeds after it leave it alone."""
    return _unit(at(chance, decision, since, 0), first, second)


@compiled
def race(u: float, weight: float) -> float:
    """Entry of one candidate in a keyed choice: the largest entry wins with chance ∝ its weight > 0.

    The exponential form of the Gumbel-max trick, log(u) / w: removing a candidate changes the
    winner only if that candidate had won. ``u`` is keyed by (event, candidate).
    """
    return log(u + 1e-300) / weight


@compiled
def cannot_beat(u: float, weight: float, best: float) -> bool:
    """True if the entry of a candidate is below ``best`` for certain, since log(u) <= u - 1: spares most logarithms."""
    return u - 1.0 < best * weight


@compiled
def person_key(seat: int, hire_week: int) -> int:
    """Identity of whoever was hired to a seat in a week, -65536 <= hire_week < 983040."""
    return (int(seat) << 20) | (int(hire_week) + 65536)  # int: a seat from an int32 array would wrap uncompiled


@compiled
def opportunity_id(seat: int, week: int, number: int) -> int:
    """Identity of the problem that a seat meets in a week < 131072, whoever sits there; number < 8."""
    return (int(seat) << 20) | (int(week) << 3) | int(number)


def chance_of(seed: int, response_seed: int | None = None) -> Chance:
    """Chance of one world from seeds in [0, 2^64); the response seed is ``seed`` too unless it is named."""
    opportunity = np.uint64(seed)
    response = opportunity if response_seed is None else np.uint64(response_seed)
    return Chance(opportunity, response, opportunity, response, NEVER, NEVER)
