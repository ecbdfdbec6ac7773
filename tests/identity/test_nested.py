"""Three worlds without: this answer (E1), the programme from the problem's arrival on (E3), the programme ever (E4).

A story is a problem that an answer of a community solved. What stays unsolved without the answer should stay unsolved
without the programme. Where it does not, owners ask other ties there: contacts of the community have taken the places
of colleagues in a full list of ties, and experience has lowered beliefs below what is worth asking.
"""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import copsim

ARRIVAL, LIFE = 20, 14


def solved(ledger: pd.DataFrame) -> set[int]:
    """Problems that somebody solved."""
    return set(ledger.loc[ledger["kind"] == "solve", "opportunity"])


def stories(policy: str, seed: int) -> list[tuple[bool, bool, bool]]:
    """For each story of one week of arrival: whether it stays unsolved in E1, E3 and E4."""
    scenario = copsim.compose([f"policy={policy}", f"weeks={ARRIVAL + LIFE}"])
    taken = copsim.snapshot(scenario, seed, ARRIVAL)

    def go_on(removal: copsim.Removal | None = None, start: copsim.Snapshot | None = taken) -> pd.DataFrame:
        return copsim.simulate(scenario, [seed], detail="ledger", from_snapshot=start, without=removal).ledger

    plain = go_on()
    here = plain.loc[(plain["kind"] == "arrive") & (plain["week"] == ARRIVAL), "opportunity"]
    answers = plain[(plain["kind"] == "answer") & (plain["value"] == 1.0) & plain["opportunity"].isin(here)]
    stopped = solved(go_on(copsim.Removal(programme=True, week=ARRIVAL)))
    never = solved(go_on(copsim.Removal(programme=True), None))
    return [
        (id_ not in solved(go_on(copsim.Removal(act=act))), id_ not in stopped, id_ not in never)
        for id_, (_, act) in zip(answers["opportunity"], answers.iterrows(), strict=True)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["self_selected_cultivated", "mandated_open"])
def test_what_only_the_act_solved_only_the_programme_solved(policy: str) -> None:
    """E1 in E3 is refused if fewer than .95 of stories keep to it, the whole chain if fewer than .85, each at 1e-3.

    Measured: .98 to .99 and .91. The chain misses the aim of .95: E3 in E4 is where the exceptions are.
    """
    e1, e3, e4 = np.array([story for seed in range(10) for story in stories(policy, seed)]).T
    count = e1.size
    assert count >= 60 and e1.sum() >= 15
    assert e1.sum() < e3.sum()
    assert (e1 & ~e3).sum() <= most_exceptions(count, 0.05)
    assert ((e1 & ~e3) | (e3 & ~e4)).sum() <= most_exceptions(count, 0.15)


@pytest.mark.slow
def test_of_what_the_act_alone_decided_most_stays_unsolved_without_the_programme() -> None:
    """E4 among the stories that E1 leaves unsolved, a stricter share than that of all stories; the aim is .95."""
    scenario = copsim.compose(["policy=mandated_open", "weeks=34"])
    nested, only = 0, 0
    for seed in range(4):
        plain = copsim.simulate(scenario, [seed], detail="ledger").ledger
        never = solved(
            copsim.simulate(scenario, [seed], detail="ledger", without=copsim.Removal(programme=True)).ledger
        )
        answers = plain[(plain["kind"] == "answer") & (plain["value"] == 1.0) & (plain["week"] < 20)].iloc[::4]
        for _, act in answers.iterrows():
            twin = copsim.simulate(scenario, [seed], detail="ledger", without=copsim.Removal(act=act)).ledger
            if act["opportunity"] not in solved(twin):
                only += 1
                nested += act["opportunity"] not in never
    assert only >= 40
    assert nested / only >= 0.85, (nested, only)


def most_exceptions(count: int, share: float) -> int:
    """Exceptions that are exceeded with chance 1e-3 at most if their share is no larger than ``share``."""
    return int(stats.binom.isf(1e-3, count, share))
