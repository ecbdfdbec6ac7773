"""What is taken out of a world to make its twin: the programme, a community, or acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.config.timeline import Change
from copsim.errors import InputError
from copsim.state import ledger
from copsim.state.removal import ANY_CHANNEL, NOTHING_REMOVED, Without, without_acts
from copsim.streams import person_key

REMOVABLE = {
    "help": ledger.HELP,
    "answer": ledger.ANSWER,
    "attend": ledger.ATTEND,
    "codify": ledger.CODIFY,
    "consult": ledger.CONSULT,
}
NEEDED = ("week", "kind", "opportunity", "seat", "hire_week", "other_seat", "other_hire_week", "community", "channel")


@dataclass(frozen=True)
class Removal:
    """The world without one thing, from its week on; give exactly one of programme, community, act and acts.

    programme: the policy is as if none, from ``week`` on. community: that community ends at the start of ``week``.
    act: a row of the ledger (kind help, answer, attend, codify or consult) of the very world; its own week is taken.
    acts: several such rows (a table, or a sequence of rows), of one week or of many. week: reported week, default 0.
    Errors: InputError for none or several, no row at all, a row that is no act of these kinds or of another world than
    the first, or a negative week.
    """

    programme: bool = False
    community: int | None = None
    act: Mapping[str, Any] | None = None
    week: int = 0
    acts: pd.DataFrame | Sequence[Mapping[str, Any]] | None = None

    def __post_init__(self) -> None:
        given = [self.programme, self.community is not None, self.act is not None, self.acts is not None]
        if sum(given) != 1:
            raise InputError(
                "a removal takes exactly one of programme=True, community=NUMBER, act=ROW and acts=ROWS of a ledger"
            )
        if self.week < 0:
            raise InputError(f"a removal starts at a reported week >= 0, got week={self.week}")
        if self.acts is not None and len(self.acts) == 0:
            raise InputError(
                "acts has no row; give at least one row of a ledger, of kind help, answer, attend, codify or consult"
            )
        for row in self._rows():
            check(row)
        worlds = {(row.get("arm"), row.get("seed")) for row in self._rows()}
        if len(worlds) > 1:
            raise InputError("acts has rows of several arms or seeds; remove those of each world on their own")

    def _rows(self) -> list[Mapping[Any, Any]]:
        """The acts to remove, a row each."""
        if self.act is not None:
            return [self.act]
        if self.acts is None:
            return []
        if isinstance(self.acts, pd.DataFrame):
            return [dict(row) for row in self.acts.to_dict("records")]
        return list(self.acts)

    @property
    def first_week(self) -> int:
        """Reported week from which on the twin differs."""
        return min((int(row["week"]) for row in self._rows()), default=self.week)

    def scenario(self, scenario: Scenario) -> Scenario:
        """The scenario of the twin: the same, or with the programme off from ``week`` on."""
        if not self.programme:
            return scenario
        if self.week >= scenario.weeks:
            return scenario
        kept = tuple(change for change in scenario.timeline if change.week < self.week)
        # what strikes from outside strikes with and without the programme
        later = tuple(
            change.model_copy(update={"policy": {}, "ends": False})
            for change in scenario.timeline
            if change.week >= self.week and change.shock not in ("none", "sponsor_lost")
        )
        if self.week == 0:
            return scenario.model_copy(update={"policy": Policy(), "timeline": later})
        return scenario.model_copy(update={"timeline": (*kept, Change(week=self.week, ends=True), *later)})

    def ends(self, scenario: Scenario) -> tuple[int, int] | None:
        """(reported week, community) that ends, if any. Errors: InputError for a community that does not exist."""
        if self.community is None:
            return None
        count = scenario.organization.communities
        if not 0 <= self.community < count:
            raise InputError(f"there is no community {self.community}; communities are numbered 0 to {count - 1}")
        return (self.week, self.community)

    def without(self, scenario: Scenario) -> Without:
        """The acts as compiled code recognises them."""
        rows = self._rows()
        return without_acts([parts_of(row, scenario.warmup_weeks) for row in rows]) if rows else NOTHING_REMOVED


def check(row: Any) -> None:
    """Refuse what is not an act that somebody did."""
    if not isinstance(row, Mapping | pd.Series):
        raise InputError(f"an act is a row of the ledger, got {row!r}; give one as act=ROW, several as acts=ROWS")
    missing = [name for name in NEEDED if name not in row]
    if missing:
        raise InputError(f"an act is a row of the ledger; this one lacks {', '.join(missing)}")
    if row["kind"] not in REMOVABLE:
        raise InputError(
            f"an act of kind {row['kind']!r} cannot be removed; choose a row of kind {', '.join(REMOVABLE)}"
        )
    if row["channel"] not in ledger.CHANNELS:
        raise InputError(f"an act goes through a channel of {', '.join(ledger.CHANNELS)}, got {row['channel']!r}")
    try:
        parts_of(dict(row), 0)
    except (TypeError, ValueError) as error:
        raise InputError(f"an act is a row of the ledger; in this one {error}") from error
    if int(row["seat"]) < 0:
        raise InputError("an answer that nobody gave (seat -1) cannot be removed; choose a row with a seat")


def parts_of(row: Mapping[Any, Any], warmup: int) -> tuple[int, ...]:
    """An act in numbers. Whether somebody attends by duty or by wish is decided late: any channel is meant there."""
    kind = REMOVABLE[str(row["kind"])]
    other = -1
    if int(row["other_seat"]) >= 0:
        other = person_key(int(row["other_seat"]), int(row["other_hire_week"]) + warmup)
    return (
        int(row["week"]) + warmup,
        kind,
        int(row["opportunity"]),
        person_key(int(row["seat"]), int(row["hire_week"]) + warmup),
        other,
        int(row["community"]),
        ANY_CHANNEL if kind == ledger.ATTEND else ledger.CHANNELS.index(str(row["channel"])),
    )
