"""Dated changes of policy and shocks."""

from typing import Any, Literal

from pydantic import Field

from copsim.config.declare import Group, param

SHOCKS = ("reorganization", "merger", "new_topic", "growth", "layoffs", "sponsor_lost")


class Change(Group):
    """From its week on, the named levers have new settings; or a shock strikes."""

    week: int = param(0, unit="week", bounds=(0, 100_000), source="user", doc="Reported week of the change.")
    policy: dict[str, Any] = Field(
        default_factory=dict, description="Levers by dotted path, for instance {funding.released_hours: 1}."
    )
    ends: bool = param(False, unit="choice", source="user", doc="The programme ends: every lever is as without policy.")
    shock: Literal["none", "reorganization", "merger", "new_topic", "growth", "layoffs", "sponsor_lost"] = param(
        "none",
        unit="choice",
        source="user",
        unread=SHOCKS,
        doc="An outside shock.",
    )
