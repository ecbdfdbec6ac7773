"""Dated changes of policy and shocks."""

from typing import Any, Literal

from pydantic import Field, model_validator

from copsim.config.declare import Group, param

SHOCKS = ("reorganization", "merger", "new_topic", "growth", "layoffs", "sponsor_lost")
# what a shock needs (one of the names between bars), and what it may have besides
SETTINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "none": ((), ()),
    "reorganization": (("to",), ("share",)),
    "merger": (("people",), ("units",)),
    "new_topic": (("topic", "share"), ("jobs",)),
    "growth": (("people|share",), ("over_weeks",)),
    "layoffs": (("people|share",), ("newest_first",)),
    "sponsor_lost": ((), ()),
}


class Change(Group):
    """From its week on, the named levers have new settings; or a shock strikes."""

    week: int = param(0, unit="week", bounds=(0, 100_000), source="user", doc="Reported week of the change.")
    policy: dict[str, Any] = Field(
        default_factory=dict, description="Levers by dotted path, for instance {funding.released_hours: 1}."
    )
    ends: bool = param(False, unit="choice", source="user", doc="The programme ends: every lever is as without policy.")
    shock: Literal["none", "reorganization", "merger", "new_topic", "growth", "layoffs", "sponsor_lost"] = param(
        "none", unit="choice", source="user", doc="An outside shock."
    )
    to: Literal["", "functions", "platforms", "reshuffle"] = param(
        "",
        unit="choice",
        source="user",
        doc="Reorganization: units by topic (functions) or by product (platforms), or teams made anew (reshuffle).",
    )
    share: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        source="user",
        doc="Growth and layoffs: of the seats; new topic: of demand; reshuffle: of the seats, which change teams.",
    )
    people: int = param(
        0, unit="seats", bounds=(0, 1_000_000), source="user", doc="Growth, merger, layoffs: how many seats."
    )
    units: int = param(
        0, unit="units", bounds=(0, 10_000), source="user", doc="Merger: units that join; 0: of the size of those here."
    )
    over_weeks: int = param(
        1, unit="weeks", bounds=(1, 1040), source="user", doc="Growth: weeks over which seats open."
    )
    topic: int = param(-1, unit="topic", bounds=(-1, 59), source="user", doc="New topic: its number.")
    jobs: float = param(
        0.0, unit="share", bounds=(0, 1), source="user", doc="New topic: share of the seats whose job is about it now."
    )
    newest_first: float = param(
        0.0,
        unit="1",
        bounds=(0, 1000),
        source="user",
        doc="Layoffs: by how many times likelier somebody new is chosen than somebody long there; 0: equally.",
    )

    @model_validator(mode="after")
    def _refuse_what_does_not_belong(self) -> "Change":
        needed, possible = SETTINGS[self.shock]
        for names in needed:
            given = [name for name in names.split("|") if self._is_set(name)]
            if len(given) != 1:
                words = names.split("|")
                told = " and ".join(f"{name}={getattr(self, name)}" for name in words)
                raise ValueError(f"shock={self.shock} needs {' or '.join(words)}, but has {told}; set exactly one")
        known = {name for names in needed for name in names.split("|")} | set(possible)
        for name in _DETAILS:
            if name not in known and self._is_set(name):
                raise ValueError(f"{name}={getattr(self, name)} means nothing to shock={self.shock}; leave it out")
        self._refuse_contradictions()
        return self

    def _refuse_contradictions(self) -> None:
        if self.to in ("functions", "platforms") and self.share > 0:
            raise ValueError(f"share={self.share} and to={self.to} exclude each other; only a reshuffle takes a share")
        if self.to == "reshuffle" and self.share == 0:
            raise ValueError("to=reshuffle and share=0 leave every team as it is; set the share of the seats that move")
        if self.units > self.people:
            raise ValueError(f"units={self.units} exceeds people={self.people}; every unit that joins needs somebody")

    def _is_set(self, name: str) -> bool:
        return bool(getattr(self, name) != type(self).model_fields[name].default)


_DETAILS = ("to", "share", "people", "units", "over_weeks", "topic", "jobs", "newest_first")
