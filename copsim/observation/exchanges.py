"""What passed between people in the latest weeks: who learned from whom, who contributed, who came."""

from collections import deque
from typing import NamedTuple

import numpy as np
import pandas as pd

from copsim.errors import InputError
from copsim.state import ledger
from copsim.state.world import FINE, NOBODY, Array, Ints, World

WEEKS = 26
BETWEEN = {  # ways to learn from somebody
    ledger.TIE: "tie",
    ledger.MEETING: "meeting",
    ledger.COMMUNITY: "query",
    ledger.PRACTICE: "practice",
    ledger.MENTORING: "mentoring",
    ledger.DIRECTORY: "directory",
}


class _Week(NamedTuple):
    """One week: gains from others and acts for communities, people by key."""

    taker: Ints
    giver: Ints
    amount: Ints
    channel: Array
    actor: Ints
    community: Array
    attended: Array  # 1 for coming to a meeting, 0 for a contribution


class Exchanges:
    """Keeps the latest ``weeks`` weeks of a run that it is shown; ``exchanges(world, week)`` shows one.

    Errors: InputError for a number of weeks below 0.
    """

    def __init__(self, weeks: int = WEEKS) -> None:
        if isinstance(weeks, bool) or not isinstance(weeks, int) or weeks < 0:
            raise InputError(f"a window is a whole number of weeks >= 0, got {weeks!r}")
        self.weeks = weeks
        self._kept: deque[_Week] = deque(maxlen=weeks)

    @property
    def seen(self) -> int:
        """Weeks that it holds; fewer than asked for at the start of a run."""
        return len(self._kept)

    def __call__(self, world: World, week: int) -> None:
        """Keep the week that has just passed."""
        events = world.events.view(np.ndarray)[: int(world.totals.events[0])]
        key = world.people.view(np.ndarray)["key"]
        gains = events[(events["kind"] == ledger.GAIN) & (events["other"] != NOBODY)]
        came = events["kind"] == ledger.ATTEND
        gave = np.isin(events["kind"], (ledger.TELL, ledger.ANSWER, ledger.CODIFY))
        acts = events[(came | gave) & (events["row"] != NOBODY) & (events["community"] != NOBODY)]
        self._kept.append(
            _Week(
                key[gains["row"]],
                key[gains["other"]],
                gains["amount"].copy(),
                gains["channel"].copy(),
                key[acts["row"]],
                acts["community"].astype(np.int64),
                (acts["kind"] == ledger.ATTEND).astype(np.int64),
            )
        )

    def learning(self) -> pd.DataFrame:
        """Expertise that passed from ``giver`` to ``taker`` (keys): in all, and by channel."""
        joined = {name: self._joined(name) for name in ("taker", "giver", "amount", "channel")}
        table = pd.DataFrame({name: joined[name] for name in ("giver", "taker")})
        table["learned"] = joined["amount"]
        for channel, name in BETWEEN.items():
            table[f"by_{name}"] = np.where(joined["channel"] == channel, joined["amount"], 0)
        totals = table.groupby(["giver", "taker"], as_index=False).sum()
        amounts = totals.columns[2:]
        return totals.astype(dict.fromkeys(amounts, float)).assign(**{n: totals[n] / FINE for n in amounts})

    def acts(self) -> pd.DataFrame:
        """Contributions (answers, stories, items of practice) and meetings attended, by person (key) and community."""
        came = self._joined("attended")
        table = pd.DataFrame({"key": self._joined("actor"), "community": self._joined("community")})
        table = table.assign(contributions=1 - came, attended=came)
        return table.groupby(["key", "community"], as_index=False).sum()

    def meetings(self) -> dict[int, int]:
        """Weeks in which each community met, as far as anybody came."""
        met: dict[int, int] = {}
        for week in self._kept:
            for community in np.unique(week.community[week.attended == 1]).tolist():
                met[community] = met.get(community, 0) + 1
        return met

    def _joined(self, name: str) -> Ints:
        parts = [np.asarray(getattr(week, name), dtype=np.int64) for week in self._kept]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
