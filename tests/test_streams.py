"""Addresses, keys, the two seeds and races; the statistics of the draws are in the battery."""

import numba
import numpy as np
import pytest

from copsim import decision, streams
from copsim.streams import at, chance_of, opportunity_id, person_key, race, uniform

DECISIONS = {name: number for name, number in vars(decision).items() if name.isupper() and name != "LAST_OPPORTUNITY"}
WORD = (1 << 64) - 1


def base(chance, what, week):
    """What ``at`` returns, as the unsigned number that the draws expect."""
    return np.uint64(at(chance, what, week, week))


def draw(seed, what, week, first, second):
    """One draw of an ordinary world."""
    return uniform(base(chance_of(seed), what, week), first, second)


# --- the hash ----------------------------------------------------------------------------------------------------


def plain_mix(z):
    """The mixing function in whole numbers of Python."""
    z &= WORD
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & WORD
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & WORD
    return z ^ (z >> 31)


def plain_draw(seed, what, week, first, second):
    """A draw by its definition, written a second time."""
    side = 0x243F6A8885A308D3 if what <= decision.LAST_OPPORTUNITY else 0x13198A2E03707344
    state = plain_mix(side + seed * 0x9E3779B97F4A7C15)
    base = plain_mix(state + what * 0xC13FA9A902A6328F + week * 0x91E10DA5C79E7B1D)
    return (plain_mix(base + first * 0xD1B54A32D192ED03 + second * 0xABC98388FB8FAC03) >> 11) / 2**53


ADDRESSES = [
    (0, 1, 0, 0, 0),
    (0, 64, 0, 0, 0),
    (3, 66, 159, opportunity_id(17, 158, 2), person_key(205, -43)),
    (WORD, 90, 1000, (1 << 63) - 1, 1),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draw_is_what_its_definition_says(address):
    assert draw(*address) == plain_draw(*address)


def test_the_draws_of_version_one_are_these_numbers():
    drawn = [draw(*address).hex() for address in ADDRESSES]
    assert drawn == [
        "0x1.8226029af8f00p-9",
        "0x1.e7838ab56d8dbp-1",
        "0x1.0011723dfb584p-1",
        "0x1.a984cdb8f2948p-4",
    ]


@numba.njit
def _bases(seeds, weeks):
    out = np.empty((seeds, 96, weeks), np.uint64)
    for seed in range(seeds):
        chance = chance_of_(seed)
        for what in range(96):
            for week in range(weeks):
                out[seed, what, week] = at(chance, what, week, week)
    return out.ravel()


@numba.njit
def chance_of_(seed):
    s = np.uint64(seed)
    return streams.Chance(s, s, s, s, 1 << 40, 1 << 40)


def test_no_seed_decision_and_week_share_their_draws_with_others():
    bases = _bases(128, 128) if streams.COMPILED else _bases(8, 4)
    assert np.unique(bases).size == bases.size


@pytest.mark.parametrize("what", [decision.PROBLEM, decision.JOIN])
@pytest.mark.parametrize("number", [int, np.int32, np.int64, np.uint32, np.uint64])
def test_the_type_of_a_number_does_not_change_a_draw(number, what):
    for seed in range(20):
        plain = streams.Chance(seed, seed, seed, seed, 1 << 40, 1 << 40)
        typed = streams.Chance(*(number(seed) for _ in range(4)), 1 << 40, 1 << 40)
        assert at(plain, what, 7, 7) == at(typed, what, number(7), number(7))
        assert uniform(base(plain, what, 7), 5, 6) == uniform(base(plain, what, 7), number(5), number(6))


@pytest.mark.parametrize("what", [decision.PROBLEM, decision.JOIN])
def test_seeds_of_two_types_in_one_chance_keep_every_bit(what):
    seed = (1 << 63) + 12345  # as a float it would lose its last bits
    world = {"opportunity_from": 5, "response_from": 5}
    mixed = chance_of(seed)._replace(later_opportunity=4, later_response=4, **world)
    assert base(mixed, what, 4) == base(chance_of(seed), what, 4)
    assert base(mixed, what, 5) == base(chance_of(4), what, 5)


def test_a_base_handed_back_as_a_plain_number_draws_the_same():
    bases = [base(chance_of(3), decision.JOIN, week) for week in range(40)]
    small = [here for here in bases if here < 1 << 63]  # numba takes the others for unsigned numbers by itself
    assert len(small) > 5
    assert [uniform(int(here), 5, 6) for here in small] == [uniform(here, 5, 6) for here in small]


def test_every_decision_has_a_number_of_its_own_on_its_side():
    assert len(set(DECISIONS.values())) == len(DECISIONS)
    assert min(DECISIONS.values()) > 0
    assert decision.PROBLEM <= decision.LAST_OPPORTUNITY < decision.SOLVE_ALONE


# --- keys --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hire_week", [-65536, -65535, -157, -1, 0, 1, 519, 983039])
@pytest.mark.parametrize("seat", [0, 1, 2047, 2048, 5000, 1_000_000])
def test_a_person_key_holds_the_seat_and_the_hire_week(seat, hire_week):
    key = person_key(seat, hire_week)
    assert (key >> 20, (key & 0xFFFFF) - 65536) == (seat, hire_week)
    assert person_key(np.int32(seat), np.int32(hire_week)) == key


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("week", [0, 1, 131071])
@pytest.mark.parametrize("seat", [0, 1, 2048, 1_000_000])
def test_an_opportunity_id_holds_the_seat_the_week_and_the_number(seat, week, number):
    key = opportunity_id(seat, week, number)
    assert (key >> 20, key >> 3 & 0x1FFFF, key & 7) == (seat, week, number)
    assert opportunity_id(np.int32(seat), np.int32(week), np.int32(number)) == key


# --- the two seeds -----------------------------------------------------------------------------------------------


def flipped(chance, other):
    """(decision, week) pairs whose draws differ between two chances."""
    return {
        (what, week)
        for what in DECISIONS.values()
        for week in range(12)
        if uniform(base(chance, what, week), 5, 6) != uniform(base(other, what, week), 5, 6)
    }


OFFERED = {what for what in DECISIONS.values() if what <= decision.LAST_OPPORTUNITY}
ANSWERED = set(DECISIONS.values()) - OFFERED


@pytest.mark.parametrize(("side", "own"), [("opportunity", OFFERED), ("response", ANSWERED)])
@pytest.mark.parametrize("start", [0, 7, 11])
def test_a_seed_exchanged_from_a_week_on_changes_just_its_own_decisions_from_that_week(side, own, start):
    chance = chance_of(3)
    other = chance._replace(**{f"later_{side}": np.uint64(4), f"{side}_from": start})
    assert flipped(chance, other) == {(what, week) for what in own for week in range(start, 12)}


def test_a_fact_keeps_its_seed_when_asked_as_of_the_week_its_bearer_appeared():
    chance = chance_of(3)
    other = chance._replace(later_opportunity=np.uint64(4), opportunity_from=7)
    assert at(chance, decision.PERSON, 6, 0) == at(other, decision.PERSON, 6, 0)
    assert at(chance, decision.PERSON, 7, 0) != at(other, decision.PERSON, 7, 0)


def test_a_response_seed_that_is_not_named_is_the_seed():
    assert chance_of(3) == chance_of(3, 3) != chance_of(3, 0)
    assert flipped(chance_of(3), chance_of(3, 0)) == {(what, week) for what in ANSWERED for week in range(12)}


def test_two_seeds_share_no_draw():
    assert len(flipped(chance_of(0), chance_of(1))) == 12 * len(DECISIONS)


# --- the race ----------------------------------------------------------------------------------------------------


def races(count=500, candidates=9):
    """Entries of weighted candidates in many races, event by candidate."""
    here = base(chance_of(1), decision.WHOM_TO_ASK, 4)
    return np.array([[race(uniform(here, e, j), 0.3 + j) for j in range(candidates)] for e in range(count)])


def test_a_loser_who_is_removed_never_changes_the_winner():
    for entries in races():
        winner = int(np.argmax(entries))
        for gone in range(entries.size):
            left = np.delete(np.arange(entries.size), gone)
            assert gone == winner or left[np.argmax(entries[left])] == winner


@pytest.mark.parametrize("top", [1, 3, 8])
def test_a_candidate_who_is_removed_from_the_first_k_promotes_exactly_the_next(top):
    for entries in races():
        order = np.argsort(-entries)
        for gone in order[:top]:
            left = [j for j in order if j != gone]
            assert set(left[:top]) - set(order[:top]) == {order[top]}
            assert set(order[:top]) - set(left[:top]) == {gone}


def test_a_race_stays_finite_at_the_ends_of_a_draw():
    assert -1000.0 < race(0.0, 1.0) < race(2.0**-53, 1.0) < race(1.0 - 2.0**-53, 1.0) < 0.0


def test_more_weight_never_hurts_a_candidate():
    assert all(race(u, 2.0) > race(u, 1.0) for u in (0.0, 1e-9, 0.5, 1.0 - 2.0**-53))
