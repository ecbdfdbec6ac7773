"""What money and required hours buy besides communities: mentoring, repository, directory, classroom."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Mentoring(Group):
    """Assigned pairs."""

    newcomer_weeks: int = param(
        104,
        unit="weeks",
        bounds=(0, 2080),
        explore=(52, 208),
        null=0,
        source=ASSUMED,
        doc="Tenure up to which somebody is given a mentor.",
    )


class Repository(Group):
    """A firm-wide store of practice, written by people who are paid for it."""

    upkeep_share: float = param(
        0.3,
        unit="share",
        bounds=(0, 1),
        explore=(0.1, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Part of the money that keeps the repository running; the rest buys authors' hours at the wage.",
    )


class Directory(Group):
    """A list of who knows what that everybody may look into."""

    entry_price: float = param(
        100.0,
        unit="money/entry/year",
        bounds=(0.01, 100_000),
        explore=(50.0, 200.0),
        source="assumed: two hours a year at the default wage",
        doc="Price of keeping one person's entry current.",
    )
    listed_from: float = param(
        0.4,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.2, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Expertise, as others see it, from which somebody is listed for a topic.",
    )


class Classroom(Group):
    """Training by teachers from outside."""

    session_hours: float = param(
        4.0,
        unit="h/session",
        bounds=(0.25, 40),
        explore=(2.0, 8.0),
        source="assumed: half a day",
        doc="Length of a session.",
    )
    teacher: float = param(
        0.6,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.5, 0.8),
        null=0.0,
        source=ASSUMED,
        doc="Expertise that courses teach; nobody gets beyond it there.",
    )
    fee: float = param(
        40.0,
        unit="money/h",
        bounds=(0, 10_000),
        explore=(20.0, 80.0),
        null=0.0,
        source=ASSUMED,
        doc="Price of an hour of one person in a classroom, besides the hour itself.",
    )
