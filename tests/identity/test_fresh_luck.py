"""What happens without an act under the luck it had, and under fresh luck: different in each story, alike in law.

Fresh response luck from the week after the act meets the same world, the same lasting facts and draws that nobody has
looked at, as the world's own later draws are when the act is chosen by what happened up to its week. So, given the
past, the two sets of verdicts of a world can be exchanged, and the difference of their counts is as often positive as
negative.
"""

import numpy as np
import pandas as pd
import pytest

import copsim

ERROR_RATE = 1e-3
WEEK, LIFE = 26, 14  # of the acts; weeks after which every problem of that week has closed
TOGETHER = 8  # acts removed in one twin, far apart in the ledger


def largest_excess(differences: np.ndarray) -> float:
    """What the sum of independent symmetric differences exceeds in size with chance ERROR_RATE at most (Hoeffding)."""
    return float(np.sqrt(2.0 * np.log(2.0 / ERROR_RATE) * (differences.astype(float) ** 2).sum()))


def unsolved(ledger: pd.DataFrame, acts: pd.DataFrame) -> int:
    """How many of the problems that these acts solved stay unsolved."""
    return int((~acts["opportunity"].isin(ledger.loc[ledger["kind"] == "solve", "opportunity"])).sum())


def verdicts(policy: str, seed: int) -> tuple[int, int, int]:
    """Acts that solved a problem in one week of one world; how many were needed, under its own and under fresh luck."""
    scenario, short = (copsim.compose([f"policy={policy}", f"weeks={WEEK + more}"]) for more in (LIFE, 1))
    taken = copsim.snapshot(scenario, seed, WEEK)
    week = copsim.simulate(short, [seed], detail="ledger", from_snapshot=taken).ledger
    acts = week[week["kind"].isin(["help", "answer"]) & (week["value"] == 1.0)]
    step, found = -(-len(acts) // TOGETHER), [0, 0]
    for start in range(step):
        few = acts.iloc[start::step]
        for n, luck in enumerate([None, copsim.Luck(week=WEEK + 1, response=10_000 + seed)]):
            removal = copsim.Removal(acts=few)
            twin = copsim.simulate(
                scenario, [seed], detail="ledger", from_snapshot=taken, without=removal, luck=luck
            ).ledger
            found[n] += unsolved(twin, few)
    return len(acts), found[0], found[1]


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["self_selected_cultivated", "mandated_open"])
def test_an_act_is_as_often_needed_under_its_own_luck_as_under_fresh_luck(policy: str) -> None:
    acts, keyed, fresh = np.array([verdicts(policy, seed) for seed in range(12)]).T
    assert abs((keyed - fresh).sum()) <= largest_excess(keyed - fresh)
    assert acts.sum() >= 700 and keyed.sum() >= 60 and fresh.sum() >= 60  # and there is something to compare
