"""Levers besides communities: where the same money could go."""

from copsim.config.declare import Group, param

SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Rivals(Group):
    """Where the same money could go."""

    mentoring_hours: float = param(
        0.0,
        unit="h/pair/week",
        bounds=(0, 40),
        explore=(0.0, 2.0),
        null=0.0,
        source=SOURCE,
        read_by="mentoring",
        felt="flow",
        doc="Required hours of each side of an assigned mentoring pair.",
    )
    repository_cost: float = param(
        0.0,
        unit="money/year",
        bounds=(0, None),
        explore=(0.0, 50_000.0),
        null=0.0,
        source=SOURCE,
        read_by="repository",
        felt="consultations",
        doc="Intranet repository: authors' hours at the wage, and upkeep.",
    )
    directory_cost: float = param(
        0.0,
        unit="money/year",
        bounds=(0, None),
        explore=(0.0, 50_000.0),
        null=0.0,
        source=SOURCE,
        read_by="listing",
        felt="help_hours",
        doc="Expert directory: current entries.",
    )
    classroom_hours: float = param(
        0.0,
        unit="h/person/year",
        bounds=(0, 400),
        explore=(0.0, 40.0),
        null=0.0,
        source=SOURCE,
        read_by="classroom",
        felt="stock",
        doc="Classroom training in required hours, on the job's topic.",
    )
