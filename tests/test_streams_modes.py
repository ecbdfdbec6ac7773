"""The same draws compiled, uncompiled and on threads; the debug mode in which no key serves two events."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numba
import numpy as np

from copsim import decision, streams
from copsim.streams import at, chance_of, uniform

ROOT = Path(streams.__file__).parents[1]


def python(code, **environment):
    """Run code in a fresh interpreter; returns the finished process."""
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    clean = {
        name: value for name, value in os.environ.items() if name not in ("COPSIM_CHECK_KEYS", "NUMBA_DISABLE_JIT")
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=clean | {"PYTHONPATH": paths} | environment, capture_output=True, text=True)


# --- the same draws everywhere -----------------------------------------------------------------------------------

SAMPLE = """
import hashlib, numpy as np
from copsim import kernel
from copsim.streams import *
digest = hashlib.sha256()
for seed in (0, 1, 2**63 + 5):
    chance = chance_of(seed, seed ^ 9)._replace(later_response=np.uint64(77), response_from=300)
    for what in (1, 6, 63, 64, 90):
        for week in (0, 1, 299, 300):
            base = np.uint64(at(chance, what, week, week))
            for seat in np.array([0, 1, 2047, 2048, 70000], np.int32):
                key = person_key(seat, np.int32(week - 156))
                u = uniform(base, key, opportunity_id(seat, np.int32(week), 3))
                digest.update(np.array([u, fact(base, seat, 0), race(u, 0.1 + seat)]).tobytes())
for x in np.linspace(-41.0, 41.0, 4001):
    digest.update(np.array([kernel.exp(x), kernel.log(np.exp(x)), kernel.logistic(x)]).tobytes())
print(kernel.COMPILED, digest.hexdigest())
"""


def test_draws_races_and_laws_have_the_same_bits_compiled_and_uncompiled():
    fast, plain = python(SAMPLE), python(SAMPLE, NUMBA_DISABLE_JIT="1")
    assert (fast.stderr, plain.stderr) == ("", "")
    assert fast.stdout.split()[0] == "True"
    assert plain.stdout.split() == ["False", fast.stdout.split()[1]]


@numba.njit(nogil=True)
def _week_of_draws(here, out):
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = uniform(here, i, j)


def test_draws_are_the_same_on_any_number_of_threads():
    size = (300, 300) if streams.COMPILED else (30, 30)
    alone, shared = np.empty((16, *size)), np.empty((16, *size))
    bases = [np.uint64(at(chance_of(3), decision.READ, week, week)) for week in range(16)]
    for week in range(16):
        _week_of_draws(bases[week], alone[week])
    with ThreadPoolExecutor(4, initializer=np.seterr, initargs=(None, None, "ignore")) as threads:
        list(threads.map(lambda week: _week_of_draws(bases[week], shared[week]), reversed(range(16))))
    assert alone.tobytes() == shared.tobytes()


# --- the debug mode ----------------------------------------------------------------------------------------------

DEBUG = """
from copsim import streams
base = streams.at(streams.chance_of(1), 70, 5, 5)
u = streams.uniform(base, 1, 2)
streams.uniform(base, 2, 1)
streams.uniform(streams.at(streams.chance_of(1), 70, 6, 6), 1, 2)
assert streams.fact(base, 1, 2) == streams.fact(base, 1, 2) == u
streams.forget_keys()
streams.uniform(base, 1, 2)
print("so far, so good")
streams.uniform(base, 1, 2)
"""


def test_the_debug_mode_refuses_a_key_that_serves_two_events():
    checked = python(DEBUG, NUMBA_DISABLE_JIT="1", COPSIM_CHECK_KEYS="1")
    assert checked.stdout.strip() == "so far, so good"
    assert checked.returncode == 1
    assert "KeyReused" in checked.stderr.splitlines()[-1]


def test_without_the_debug_mode_a_key_may_be_drawn_again():
    assert python(DEBUG, NUMBA_DISABLE_JIT="1").returncode == 0


def test_the_debug_mode_says_that_it_cannot_look_into_compiled_code():
    asked = python("from copsim import streams; print(streams.CHECK_KEYS)", COPSIM_CHECK_KEYS="1")
    assert asked.stdout.strip() == "False"
    assert "NUMBA_DISABLE_JIT=1" in asked.stderr
