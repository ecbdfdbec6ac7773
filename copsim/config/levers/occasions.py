"""Levers of occasions: meetings and other events."""

from typing import Literal

from copsim.config.declare import Group, param

ASSUMED = "assumed"
SOURCE = "Wenger and Snyder 2000: lever named; value assumed"

FAIR_OFFSET = 7  # weeks by which fairs lie apart from conferences


def is_due(week: int, times_a_year: float) -> bool:
    """Whether one of so many equally spaced occasions a year falls in a week."""
    return int((week + 1) * times_a_year / 52.0 + 1e-9) > int(week * times_a_year / 52.0 + 1e-9)


class Events(Group):
    """Meetings and other occasions."""

    meeting_weeks: int = param(
        2,
        unit="weeks",
        bounds=(1, 52),
        explore=(1, 4),
        source=ASSUMED,
        read_by="meetings",
        felt="meeting_hours",
        doc="Weeks from one meeting of a community to the next.",
    )
    meeting_hours: float = param(
        1.5,
        unit="h/meeting",
        bounds=(0.25, 40),
        explore=(1.0, 3.0),
        source=ASSUMED,
        read_by="meetings",
        felt="meeting_hours",
        doc="Length of a meeting.",
    )
    agenda: bool = param(
        True,
        unit="choice",
        null=False,
        source=SOURCE,
        read_by="meetings",
        felt="engagement",
        doc="Whether meetings have an agenda.",
    )
    mode: Literal["in_person", "remote", "email"] = param(
        "in_person",
        unit="choice",
        source=SOURCE,
        read_by="meetings",
        felt="engagement",
        doc="How members meet. email: only between meetings, which there are none.",
    )
    workshops_per_year: float = param(
        0.0,
        unit="1/community/year",
        bounds=(0, 52),
        explore=(0.0, 4.0),
        null=0.0,
        source=SOURCE,
        read_by="gatherings",
        felt="embeddedness",
        doc="Workshops of each community.",
    )
    conferences_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 12),
        explore=(0.0, 2.0),
        null=0.0,
        source=SOURCE,
        read_by="gatherings",
        felt="embeddedness",
        doc="Conferences of all communities.",
    )
    fairs_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 12),
        explore=(0.0, 4.0),
        null=0.0,
        source=SOURCE,
        read_by="gatherings",
        felt="memberships",
        doc="Knowledge fairs, where everybody can see what communities there are.",
    )
