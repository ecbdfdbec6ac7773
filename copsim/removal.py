"""What is taken out of a world to make its twin: the programme, a community, or one act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.config.timeline import Change
from copsim.errors import InputError
from copsim.state import ledger
from copsim.state.removal import ACT, Without
from copsim.streams import person_key

REMOVABLE = {"help": ledger.HELP, "answer": ledger.ANSWER, "attend": ledger.ATTEND}


@dataclass(frozen=True)
class Removal:
    """The world without one thing, from its week on; give exactly one of programme, community and act.

    programme: the policy is as if none, from ``week`` on. community: that community ends at the start of ``week``.
    act: a row of the ledger (kind help, answer or attend); its own week is taken. week: reported week, default 0.
    Errors: InputError for none or several, an act of another kind, or a negative week.
    """

    programme: bool = False
    community: int | None = None
    act: Mapping[str, Any] | None = None
    week: int = 0

    def __post_init__(self) -> None:
        given = [self.programme, self.community is not None, self.act is not None]
        if sum(given) != 1:
            raise InputError("a removal takes exactly one of programme=True, community=NUMBER and act=ROW")
        if self.week < 0:
            raise InputError(f"a removal starts at a reported week >= 0, got week={self.week}")
        if self.act is not None and self.act["kind"] not in REMOVABLE:
            raise InputError(
                f"an act of kind {self.act['kind']!r} cannot be removed; choose a row of kind {', '.join(REMOVABLE)}"
            )

    @property
    def first_week(self) -> int:
        """Reported week from which on the twin differs."""
        return self.week if self.act is None else int(self.act["week"])

    def scenario(self, scenario: Scenario) -> Scenario:
        """The scenario of the twin: the same, or with the programme off from ``week`` on."""
        if not self.programme:
            return scenario
        if self.week == 0:
            return scenario.model_copy(update={"policy": Policy(), "timeline": ()})
        if self.week >= scenario.weeks:
            return scenario
        kept = tuple(change for change in scenario.timeline if change.week < self.week)
        return scenario.model_copy(update={"timeline": (*kept, Change(week=self.week, ends=True))})

    def ends(self, scenario: Scenario) -> tuple[int, int] | None:
        """(reported week, community) that ends, if any. Errors: InputError for a community that does not exist."""
        if self.community is None:
            return None
        count = scenario.organization.communities
        if not 0 <= self.community < count:
            raise InputError(f"there is no community {self.community}; communities are numbered 0 to {count - 1}")
        return (self.week, self.community)

    def without(self, scenario: Scenario) -> Without:
        """The act as compiled code recognises it."""
        if self.act is None:
            return Without(0, 0, -1, -1, -1, -1, -1, -1)
        row, warmup = self.act, scenario.warmup_weeks
        other = (
            -1
            if int(row["other_seat"]) < 0
            else person_key(int(row["other_seat"]), int(row["other_hire_week"]) + warmup)
        )
        return Without(
            what=ACT,
            clock=int(row["week"]) + warmup,
            community=int(row["community"]),
            kind=REMOVABLE[str(row["kind"])],
            opportunity=int(row["opportunity"]),
            person=person_key(int(row["seat"]), int(row["hire_week"]) + warmup),
            other=other,
            channel=ledger.CHANNELS.index(str(row["channel"])),
        )
