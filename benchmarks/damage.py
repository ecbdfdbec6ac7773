"""How fast small differences spread between twin worlds, and which kind of event differs first.

Removes the first ``acts`` help acts or answers of a world, one after another, and compares ledgers. Run:

    python benchmarks/damage.py [policy ...]
"""

import sys

import pandas as pd

import copsim
from copsim.analysis.damage import MARKS, events_equal, first_flips, outcomes_changed

SEEDS = (0, 1, 2, 3)


def twin_without(scenario: copsim.Scenario, seed: int, act: pd.Series) -> pd.DataFrame:
    """Ledger of the world that misses one act."""
    removal = copsim.Removal(act=act)
    return copsim.simulate(scenario, [seed], detail="ledger", without=removal).ledger


def main() -> None:
    """Print a table for each policy."""
    for policy in sys.argv[1:] or ("none", "self_selected", "self_selected_cultivated", "mandated_open"):
        scenario = copsim.compose([f"policy={policy}", f"weeks={MARKS[-1] + 12}"])
        rows, flips = [], pd.Series(dtype=float)
        for seed in SEEDS:
            plain = copsim.simulate(scenario, [seed], detail="ledger").ledger
            helps = plain[plain["kind"].isin(["help", "answer"]) & (plain["seat"] >= 0)]
            for n in (5, 50):
                other = twin_without(scenario, seed, helps.iloc[n])
                equal = events_equal(plain, other)
                rows.append([equal.loc[mark : mark + 8].mean() for mark in MARKS] + [outcomes_changed(plain, other)])
                flips = flips.add(first_flips(plain, other)[1], fill_value=0)
        table = pd.DataFrame(rows, columns=[*(f"week {mark}" for mark in MARKS), "outcomes changed"])
        print(f"\n{policy}: one act removed, {len(rows)} acts; share of active seats whose events are equal")
        print(table.mean().to_frame().T.to_string(index=False, float_format="%.3f"))
        print(
            "first to differ:", ", ".join(f"{kind} {int(n)}" for kind, n in flips.sort_values(ascending=False).items())
        )


if __name__ == "__main__":
    main()
