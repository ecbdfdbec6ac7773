"""Compiled code and the same source in plain Python agree to the bit; no chance key serves two events."""

import os
import subprocess
import sys

POLICIES = ("self_selected_cultivated", "mandated_open", "open", "expert_recognised", "invitation", "mandated_yoked")
WRITING = (
    "policy.support.library=true policy.obligation.projects_per_year=12 policy.sponsorship.sponsor=board "
    "policy.obligation.deliverables_on_demand=true behaviour.codifying.order_weeks=4 "
    "policy.rivals.repository_cost=9000 policy.rivals.directory_cost=1000 "
    "policy.rivals.mentoring_hours=1 policy.rivals.classroom_hours=40"
)
BUSY = (f"self_selected_cultivated {WRITING}", f"mandated_yoked {WRITING}")
MANY = "open organization.topics=40 organization.communities=40"  # more communities than a small number has bits
STRUCK = (
    "timeline=[{week:1,shock:growth,people:4,over_weeks:2},{week:2,shock:merger,people:6},"
    "{week:3,shock:reorganization,to:platforms},{week:4,shock:new_topic,topic:1,share:0.5,jobs:0.5},"
    "{week:5,shock:layoffs,share:0.3,newest_first:2},{week:6,shock:reorganization,to:reshuffle,share:0.5}]"
)
SHOCKS = f"mandated_open organization.team_size=3 behaviour.work.several_topics=0.6 {STRUCK}"
PROGRAM = """
import hashlib, sys, copsim
small = ["organization.headcount=16", "organization.units=2", "organization.sites=2", "organization.topics=4",
         "organization.communities=2", "weeks=8", "warmup_weeks=3"]
for words in sys.argv[1:]:
    policy, *more = words.split()
    kept = [text for text in small if f" {text.split('=')[0]}=" not in words]
    scenario = copsim.compose([f"policy={policy}", *kept, *more])
    runs = copsim.simulate(scenario, [1], workers=1, detail="ledger")
    bits = runs.tallies.drop(columns="arm").to_numpy(float).tobytes() + runs.ledger.to_csv().encode()
    print(policy, hashlib.sha256(bits).hexdigest(), int(runs.tallies["contributions"].sum()))
    if "rivals" in words:
        print(*(int(runs.tallies[name].sum()) for name in ("codified", "archived", "consultations", "flow_mentored")))
"""


def digests(**environment: str) -> list[str]:
    """A line per policy: digest of all numbers and events of a small world."""
    command = [sys.executable, "-c", PROGRAM, *POLICIES, *BUSY, MANY, SHOCKS]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_plain_python_gives_the_same_bits_and_no_key_serves_two_events() -> None:
    plain = digests(NUMBA_DISABLE_JIT="1", COPSIM_CHECK_KEYS="1")
    assert plain == digests()
    assert any(int(line.split()[-1]) > 0 for line in plain)  # something happened in these worlds
