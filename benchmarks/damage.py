"""How fast small differences spread between twin worlds, and which decision flips first.

For each policy two acts of help or answers of the first quarter are removed one at a time, and ten at once. Run:

    python benchmarks/damage.py [policy ...] [parameter=value ...]

Values of parameters hold for all policies: what the damage is without one mechanism tells what that mechanism does
to it, such as policy.obstacles.it_access=0 (no questions), policy.events.agenda=false,
behaviour.meeting.slots=0 or behaviour.joining.benefit_weight=0.
"""

import sys

import numpy as np
import pandas as pd

import copsim
from copsim.analysis.damage import (
    MARKS,
    damage,
    events_equal,
    first_flips,
    growth_of_damage,
    outcomes,
    outcomes_changed,
)
from copsim.errors import InputError

# the decision (copsim/decision.py) that an event of each kind comes from
DECISION = {
    "ask": "WHOM_TO_ASK",
    "help": "ACCEPT_TO_HELP",
    "solve": "KEEP_TRYING or CAN_SOLVE",
    "lapse": "KEEP_TRYING or CAN_SOLVE",
    "attend": "ATTEND or DUTY",
    "tell": "VOICE or PRIORITY",
    "post": "POST or GUEST",
    "answer": "READ, VOLUNTEER or FACILITATE",
    "join": "JOIN or GUEST",
    "leave": "LEAVE",
    "aware": "BECOME_AWARE",
    "introduce": "INTRODUCE or WHOM_TO_INTRODUCE",
    "quit": "ACCEPT_OFFER",
}
SEEDS = range(8)
POLICIES = ("none", "self_selected", "self_selected_cultivated", "mandated_open")
QUARTER, WINDOW = 13, 9
WEEKS = MARKS[-1] + QUARTER  # after the removal


class Spread:
    """What was seen of one policy."""

    def __init__(self, scenario: copsim.Scenario) -> None:
        self.scenario = scenario
        self.one: list[list[float]] = []
        self.ten: list[list[float]] = []
        self.growth: list[np.ndarray] = []
        self.flips = pd.Series(dtype=float)

    def see(self, seed: int) -> None:
        """Twins of one seed."""
        plain = copsim.simulate(self.scenario, [seed], detail="ledger").ledger
        kinds = plain["kind"].isin(["help", "answer"]) & (plain["seat"] >= 0)
        early = plain[kinds & (plain["week"] < QUARTER)]
        counts = np.zeros(WEEKS, dtype=np.int64)
        for n in (0, 1):
            act = early.iloc[n * len(early) // 2]
            twin, week = self.without(seed, copsim.Removal(act=act)), int(act["week"])
            counts += damage(plain, twin, week, WEEKS)
            self.one.append([*at_marks(plain, twin), outcomes_changed(plain, twin)])
            self.flips = self.flips.add(decisions_that_flip(plain, twin, act), fill_value=0)
        self.growth.append(counts)
        twin = self.without(seed, copsim.Removal(acts=early.iloc[:: len(early) // 10].iloc[:10]))
        closed = outcomes(plain, twin)
        late = closed.loc[closed["week"] >= MARKS[-1], "changed"].mean()
        self.ten.append([*at_marks(plain, twin), closed["changed"].mean(), late])

    def without(self, seed: int, removal: copsim.Removal) -> pd.DataFrame:
        """Ledger of a twin."""
        return copsim.simulate(self.scenario, [seed], detail="ledger", without=removal).ledger

    def tell(self) -> None:
        """Print what was seen."""
        names = [*(f"week {mark}" for mark in MARKS), "outcomes changed", "of the last quarter"]
        for said, rows in (("one act", self.one), ("ten acts", self.ten)):
            table = pd.DataFrame(rows, columns=names[: len(rows[0])])
            print(f"{said} removed, {len(rows)} twins; share of active seats whose events are equal (mean, SE)")
            both = pd.DataFrame([table.mean(), table.sem()])
            print(both.to_string(index=False, float_format="%.3f"))
        counts = np.array(self.growth)
        quarterly = counts.reshape(len(counts), -1, QUARTER).sum(axis=(0, 2)) / (2 * len(counts))
        print("changed outcomes an act, by quarter:", " ".join(f"{n:.1f}" for n in quarterly))
        for first, last in ((QUARTER, 65), (65, WEEKS), (QUARTER, WEEKS)):
            try:
                growth = growth_of_damage(counts[:, :last], first)
            except InputError as little:
                print(f"weeks {first} to {last}: {little}")
                continue
            shortest = growth.doubles_no_faster_than(0.01)
            print(f"weeks {first} to {last}: doubles in {growth.doubling_weeks:.0f} weeks, at .99 in >= {shortest:.0f}")
        names = self.flips.sort_values(ascending=False).items()
        print(
            "first to flip beside the act's own problem:",
            ", ".join(f"{name} {int(n)}" for name, n in names),
            flush=True,
        )


def decisions_that_flip(one: pd.DataFrame, other: pd.DataFrame, act: pd.Series) -> pd.Series:
    """Decisions behind the first events that stand in one world only, those about the act's own problem left out."""
    apart = [ledger[ledger["opportunity"] != act["opportunity"]] for ledger in (one, other)]
    kinds = first_flips(*apart)[1]
    return kinds.groupby([DECISION.get(kind, "follows from others") for kind in kinds.index]).sum().astype(float)


def at_marks(one: pd.DataFrame, other: pd.DataFrame) -> list[float]:
    """Mean share of equal events in the weeks from each mark on."""
    windows = [range(mark, mark + WINDOW) for mark in MARKS]
    wanted = [week for window in windows for week in window]
    equal = events_equal(*(ledger[ledger["week"].isin(wanted)] for ledger in (one, other)))
    return [float(equal.loc[window.start : window.stop - 1].mean()) for window in windows]


def main() -> None:
    """Print tables for each policy."""
    values = [word for word in sys.argv[1:] if "=" in word]
    for policy in [word for word in sys.argv[1:] if "=" not in word] or POLICIES:
        print(f"\n{policy} {' '.join(values)}")
        spread = Spread(copsim.compose([f"policy={policy}", f"weeks={WEEKS + QUARTER}", *values]))
        for seed in SEEDS:
            spread.see(seed)
        spread.tell()


if __name__ == "__main__":
    main()
