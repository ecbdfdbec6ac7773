"""A statistical battery for the draws, at a stated error rate.

All p-values of this file together reject ideal draws with probability at most ALPHA (Bonferroni over
P_VALUES two-sided p-values; a test counts them). The keys are fixed, so the outcome never changes.
Planted faults show that the battery has teeth.
"""

from functools import cache

import numba
import numpy as np
import pytest
from scipy import stats

from copsim import decision
from copsim.kernel import COMPILED
from copsim.streams import Chance, at, opportunity_id, person_key, race, uniform

pytestmark = pytest.mark.skipif(not COMPILED, reason="uncompiled draws are the same bits, and too slow for a battery")

ALPHA = 1e-4
P_VALUES = 300
LEVEL = ALPHA / P_VALUES

N = 1 << 18
K = np.arange(N)
ASK, HELP, PROBLEM = decision.WHOM_TO_ASK, decision.ACCEPT_TO_HELP, decision.PROBLEM


@numba.njit(nogil=True)
def _fill(seed, what, week, first, second, out):
    for n in range(out.size):
        s = np.uint64(seed[n])
        chance = Chance(s, s, s, s, 1 << 40, 1 << 40)
        out[n] = uniform(at(chance, what[n], week[n], week[n]), first[n], second[n])


def draws(seed=3, what=ASK, week=9, first=0, second=0):
    """Draws in [0, 1) at the given addresses: whole numbers, or arrays of one length."""
    addresses = [np.array(part, dtype=np.int64) for part in np.broadcast_arrays(seed, what, week, first, second)]
    out = np.empty(addresses[0].shape)
    _fill(*addresses, out)
    return out


def person(seat, hire_week):
    """Keys of persons, as copsim.streams.person_key packs them."""
    return (seat << 20) | (hire_week + 65536)


def problem(seat, week, number):
    """Keys of problems, as copsim.streams.opportunity_id packs them."""
    return (seat << 20) | (week << 3) | number


def bits(u):
    """The 53 bits of each draw as a whole number."""
    return (u * 2.0**53).astype(np.int64)


# --- statistics: draws in, one p-value out -----------------------------------------------------------------------


def two_sided(law, value):
    """A p-value that is small when the value is too large or too small for its law."""
    return min(1.0, 2.0 * min(law.sf(value), law.cdf(value)))


def evenness(cells, count, shares=None):
    """Chi-square: whole numbers in [0, count) are as frequent as their shares say (default: equally)."""
    seen = np.bincount(cells, minlength=count)
    due = cells.size * (np.full(count, 1.0 / count) if shares is None else shares)
    return two_sided(stats.chi2(count - 1), ((seen - due) ** 2 / due).sum())


def bits_balanced(words):
    """Each of the 53 bits is set half of the time: the squared excesses together."""
    z = [(2.0 * (words >> b & 1).sum() - words.size) / np.sqrt(words.size) for b in range(53)]
    return two_sided(stats.chi2(53), np.square(z).sum())


def serial_correlation(u):
    """Correlations at lags 1 to 32 together."""
    v = (u - 0.5) * np.sqrt(12.0)
    z = [(v[:-lag] * v[lag:]).sum() / np.sqrt(v.size - lag) for lag in range(1, 33)]
    return two_sided(stats.chi2(32), np.square(z).sum())


def means_of_blocks(u):
    """Kolmogorov-Smirnov on the means of successive blocks of 256 draws."""
    z = (u.reshape(-1, 256).sum(axis=1) - 128.0) / np.sqrt(256.0 / 12.0)
    return stats.kstest(z, "norm", mode="asymp").pvalue


def birthday_spacings(days):
    """Equal spacings between 2^14 birthdays in a year of 2^40 days: one is due in each year (Poisson)."""
    spacings = np.sort(np.diff(np.sort(days.reshape(-1, 1 << 14), axis=1), axis=1), axis=1)
    equal, law = (np.diff(spacings, axis=1) == 0).sum(), stats.poisson(days.size / 2.0**14)
    return min(1.0, 2.0 * min(law.sf(equal - 1), law.cdf(equal)))


def tuples(cells, side, size):
    """Chi-square on non-overlapping tuples of ``size`` successive whole numbers in [0, side)."""
    whole = cells[: cells.size // size * size].reshape(-1, size)
    return evenness(whole @ side ** np.arange(size), side**size)


STATISTICS = {
    "chi-square of the ten high bits": lambda u: evenness(bits(u) >> 43, 1024),
    "chi-square of the ten low bits": lambda u: evenness(bits(u) & 1023, 1024),
    "balance of every bit": lambda u: bits_balanced(bits(u)),
    "Kolmogorov-Smirnov": lambda u: stats.kstest(u, "uniform", mode="asymp").pvalue,
    "means of blocks": means_of_blocks,
    "serial correlation": serial_correlation,
    "pairs of high bits": lambda u: tuples(bits(u) >> 47, 64, 2),
    "pairs of low bits": lambda u: tuples(bits(u) & 63, 64, 2),
    "triples of high bits": lambda u: tuples(bits(u) >> 49, 16, 3),
    "triples of low bits": lambda u: tuples(bits(u) & 15, 16, 3),
    "birthday spacings, high bits": lambda u: birthday_spacings(bits(u) >> 13),
    "birthday spacings, low bits": lambda u: birthday_spacings(bits(u) & (1 << 40) - 1),
}

SEQUENCES = {
    "seats": lambda: draws(first=K),
    "second keys": lambda: draws(first=7, second=K),
    "weeks": lambda: draws(week=K, first=7),
    "seeds": lambda: draws(seed=K, first=7),
    "decisions of seeds": lambda: draws(seed=K >> 5, what=64 + (K & 31), first=7),
    "seeds of decisions": lambda: draws(seed=K & 8191, what=64 + (K >> 13), first=7),
    "weeks of seats": lambda: draws(week=K & 511, first=K >> 9),
    "people": lambda: draws(first=person(K >> 9, (K & 511) - 156)),
    "successors on one seat": lambda: draws(first=person(5, K - 65536)),
    "problems": lambda: draws(what=PROBLEM, first=problem(K >> 11, K >> 3 & 255, K & 7)),
    "pairs": lambda: draws(first=K >> 9, second=K & 511),
    "pairs, transposed": lambda: draws(first=K & 511, second=K >> 9),
    "problems and people": lambda: draws(first=problem(K >> 9, 30, 1), second=person(K & 511, -20)),
    "high bits of keys": lambda: draws(first=K << 36, second=K << 20),
}


@cache
def sequence(name):
    """Draws of one way through the addresses."""
    return SEQUENCES[name]()


@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize("way", SEQUENCES)
def test_draws_along_any_key_look_independent_and_uniform(way, statistic):
    assert STATISTICS[statistic](sequence(way)) > LEVEL


# --- neighbours: two sequences that must not know each other -----------------------------------------------------


def cross_correlation(a, b):
    """Correlation of two sequences."""
    return two_sided(stats.norm, 12.0 * ((a - 0.5) * (b - 0.5)).sum() / np.sqrt(a.size))


def joint_cells(a, b):
    """Chi-square of the joint distribution on 32 x 32 cells."""
    return evenness((bits(a) >> 48 << 5) | bits(b) >> 48, 1024)


def bits_in_common(a, b):
    """Each of the 53 bits agrees half of the time."""
    return bits_balanced(bits(a) ^ bits(b))


RELATIONS = {"correlation": cross_correlation, "joint cells": joint_cells, "bits in common": bits_in_common}

_I, _J = np.triu_indices(512, 1)

NEIGHBOURS = {
    "seed s and s + 1": lambda: (draws(seed=2 * K, first=7), draws(seed=2 * K + 1, first=7)),
    "seeds 0 and 1": lambda: (draws(seed=0, first=K), draws(seed=1, first=K)),
    "seed and decision exchanged": lambda: (
        draws(seed=66, what=67, first=K),
        draws(seed=67, what=66, first=K),
    ),
    "decision d and d + 1": lambda: (draws(what=ASK, first=K), draws(what=HELP, first=K)),
    "opportunity and response": lambda: (draws(what=2, first=K), draws(what=66, first=K)),
    "decision and week exchanged": lambda: (draws(what=66, week=67, first=K), draws(what=67, week=66, first=K)),
    "week w and w + 1": lambda: (draws(week=2 * K, first=7), draws(week=2 * K + 1, first=7)),
    "fact and event": lambda: (draws(week=0, first=K), draws(week=1, first=K)),
    "seat i and i + 1": lambda: (draws(first=2 * K), draws(first=2 * K + 1)),
    "person of seat i and i + 1": lambda: (draws(first=person(2 * K, 30)), draws(first=person(2 * K + 1, 30))),
    "hired in week h and h + 1": lambda: (draws(first=person(K, 30)), draws(first=person(K, 31))),
    "first and second problem": lambda: (draws(first=problem(K, 30, 0)), draws(first=problem(K, 30, 1))),
    "pair (i, j) and (j, i)": lambda: (draws(first=_I, second=_J), draws(first=_J, second=_I)),
    "pair (i, j) and (i, j + 1)": lambda: (
        draws(first=K >> 9, second=2 * (K & 511)),
        draws(first=K >> 9, second=2 * (K & 511) + 1),
    ),
    "pair (i, j) and (i + 1, j)": lambda: (
        draws(first=K >> 9 << 1, second=K & 511),
        draws(first=(K >> 9 << 1) + 1, second=K & 511),
    ),
    "key alone and doubled": lambda: (draws(first=K + 1), draws(first=K + 1, second=K + 1)),
}


@cache
def neighbours(name):
    """Two sequences whose addresses differ in one respect."""
    return NEIGHBOURS[name]()


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("pair", NEIGHBOURS)
def test_neighbouring_addresses_draw_independently(pair, relation):
    assert RELATIONS[relation](*neighbours(pair)) > LEVEL


# --- avalanche ---------------------------------------------------------------------------------------------------

WIDTHS = {"seed": 20, "what": 5, "week": 13, "first": 48, "second": 48}


@pytest.mark.parametrize("part", WIDTHS)
def test_one_flipped_bit_of_an_address_flips_half_of_the_bits_drawn(part):
    source = np.random.default_rng(20)
    address = {name: source.integers(0, 1 << width, 4096) for name, width in WIDTHS.items()}
    address["what"] += 64  # flips stay within the response decisions
    before = bits(draws(**address))
    z = []
    for b in range(WIDTHS[part]):
        flipped = before ^ bits(draws(**{**address, part: address[part] ^ (1 << b)}))
        z += [(2.0 * (flipped >> out & 1).sum() - 4096) / 64.0 for out in range(53)]
    assert two_sided(stats.chi2(len(z)), np.square(z).sum()) > LEVEL
    assert 2.0 * stats.norm.sf(np.abs(z).max()) * len(z) > LEVEL


# --- the race ----------------------------------------------------------------------------------------------------

WEIGHTS = np.array([0.05, 1.0, 2.0, 0.5, 4.0, 1.0])


@numba.njit(nogil=True)
def _entries(u, weights, out):
    for n in range(u.shape[0]):
        for j in range(weights.size):
            out[n, j] = race(u[n, j], weights[j])


@cache
def ranking():
    """Candidates from first to last in 2^17 races between the same six."""
    events, candidates = np.meshgrid(np.arange(1 << 17), np.arange(WEIGHTS.size), indexing="ij")
    entries = np.empty(events.shape)
    _entries(draws(first=events.ravel(), second=candidates.ravel()).reshape(events.shape), WEIGHTS, entries)
    return np.argsort(-entries, axis=1)


def test_a_race_is_won_in_proportion_to_weight():
    assert evenness(ranking()[:, 0], WEIGHTS.size, WEIGHTS / WEIGHTS.sum()) > LEVEL


@pytest.mark.parametrize("winner", range(WEIGHTS.size))
def test_whoever_is_left_when_the_winner_goes_wins_in_proportion_to_weight(winner):
    second = ranking()[ranking()[:, 0] == winner, 1]
    left = np.delete(np.arange(WEIGHTS.size), winner)
    assert evenness(np.searchsorted(left, second), left.size, WEIGHTS[left] / WEIGHTS[left].sum()) > LEVEL


# --- the battery itself ------------------------------------------------------------------------------------------


def test_the_battery_packs_keys_as_the_model_does():
    assert person(417, -20) == person_key(417, -20)
    assert problem(417, 300, 6) == opportunity_id(417, 300, 6)


def test_the_battery_asks_no_more_questions_than_its_error_rate_is_stated_for():
    asked = len(SEQUENCES) * len(STATISTICS) + len(NEIGHBOURS) * len(RELATIONS) + 2 * len(WIDTHS) + 1 + WEIGHTS.size
    assert asked <= P_VALUES


LCG = np.cumprod(np.full(N, 6364136223846793005, dtype=np.uint64)).view(np.int64) >> 11 & (1 << 53) - 1
FAULTS = {
    "equal steps of the golden ratio": lambda: K * 0.6180339887498949 % 1.0,
    "congruential steps": lambda: LCG / 2.0**53,
    "one draw in 200 repeated": lambda: np.where(K % 200 == 0, np.roll(sequence("seats"), 1), sequence("seats")),
    "32 bits only": lambda: np.floor(sequence("seats") * 2.0**32) / 2.0**32,
    "draws too small by a hundredth": lambda: sequence("seats") ** 1.015,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_battery_rejects_a_sequence_with(fault):
    assert min(statistic(FAULTS[fault]()) for statistic in STATISTICS.values()) < LEVEL


def test_the_battery_rejects_neighbours_that_share_one_draw_in_fifty():
    a, b = neighbours("seeds 0 and 1")
    assert min(relation(a, np.where(K % 50 == 0, a, b)) for relation in RELATIONS.values()) < LEVEL
