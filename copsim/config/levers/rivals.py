"""Levers besides communities: where the same money could go."""

from copsim.config.declare import Group, param

SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Rivals(Group):
    """Where the same money could go."""

    mentoring_hours: float = param(
        0.0,
        unit="h/person/week",
        bounds=(0, 40),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Assigned mentoring pairs.",
    )
    repository_cost: float = param(
        0.0,
        unit="money/year",
        bounds=(0, None),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Intranet repository.",
    )
    directory_cost: float = param(
        0.0,
        unit="money/year",
        bounds=(0, None),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Expert directory.",
    )
    classroom_hours: float = param(
        0.0,
        unit="h/person/year",
        bounds=(0, 400),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Classroom training.",
    )
