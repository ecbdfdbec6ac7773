"""Levers of occasions: meetings and other events."""

from typing import Literal

from copsim.config.declare import Group, param

ASSUMED = "assumed"
SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Events(Group):
    """Meetings and other occasions."""

    meeting_weeks: int = param(
        2,
        unit="weeks",
        bounds=(1, 52),
        explore=(1, 4),
        source=ASSUMED,
        read_by="meetings",
        doc="Weeks from one meeting of a community to the next.",
    )
    meeting_hours: float = param(
        1.5,
        unit="h/meeting",
        bounds=(0.25, 40),
        explore=(1.0, 3.0),
        source=ASSUMED,
        read_by="meetings",
        doc="Length of a meeting.",
    )
    agenda: bool = param(
        True,
        unit="choice",
        null=False,
        source=SOURCE,
        read_by="meetings",
        doc="Whether meetings have an agenda.",
    )
    mode: Literal["in_person", "remote", "email"] = param(
        "in_person",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="How members meet.",
    )
    workshops_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 52),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Workshops.",
    )
    conferences_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 12),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Annual conference.",
    )
    fairs_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 12),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Knowledge fairs.",
    )
