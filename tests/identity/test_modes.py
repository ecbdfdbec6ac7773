"""Compiled code and the same source in plain Python agree to the bit; no chance key serves two events."""

import os
import subprocess
import sys

POLICIES = ("self_selected_cultivated", "mandated_open", "open", "expert_recognised", "invitation", "mandated_yoked")
MANY = "open organization.topics=40 organization.communities=40"  # more communities than a small number has bits
PROGRAM = """
import hashlib, sys, copsim
small = ["organization.headcount=16", "organization.units=2", "organization.sites=2", "organization.topics=4",
         "organization.communities=2", "weeks=8", "warmup_weeks=3"]
for words in sys.argv[1:]:
    policy, *more = words.split()
    scenario = copsim.compose([f"policy={policy}", *(s for s in small if s.split("=")[0] not in words), *more])
    runs = copsim.simulate(scenario, [1], workers=1, detail="ledger")
    bits = runs.tallies.drop(columns="arm").to_numpy(float).tobytes() + runs.ledger.to_csv().encode()
    print(policy, hashlib.sha256(bits).hexdigest(), int(runs.tallies["contributions"].sum()))
"""


def digests(**environment: str) -> list[str]:
    """A line per policy: digest of all numbers and events of a small world."""
    command = [sys.executable, "-c", PROGRAM, *POLICIES, MANY]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_plain_python_gives_the_same_bits_and_no_key_serves_two_events() -> None:
    plain = digests(NUMBA_DISABLE_JIT="1", COPSIM_CHECK_KEYS="1")
    assert plain == digests()
    assert any(int(line.split()[-1]) > 0 for line in plain)  # something happened in these worlds
