"""Lifecycle: when communities come about, change what they are about, subdivide, and end."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Lifecycle(Group):
    """Founding, redefining, splitting and dissolving communities."""

    found: float = param(
        -3.0,
        unit="logit",
        bounds=(None, None),
        explore=(-4.0, -2.0),
        source=ASSUMED,
        doc="Wish to found a community, per consideration, before everything else.",
    )
    found_passion: float = param(
        2.0,
        unit="logit per unit passion",
        bounds=(0, None),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly passion makes people found a community.",
    )
    found_interested: float = param(
        0.25,
        unit="logit per tie",
        bounds=(0, None),
        explore=(0.1, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="How strongly interested ties make people found a community (at most eight count).",
    )
    found_apart: float = param(
        1.0,
        unit="logit",
        bounds=(0, None),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of a community if all interested ties sit in other units, whom work no longer brings together.",
    )
    founders_least: int = param(
        3,
        unit="ties",
        bounds=(1, 100),
        explore=(2, 5),
        source=ASSUMED,
        doc="Interested ties without whom nobody founds a community.",
    )
    interested_from: float = param(
        0.4,
        unit="passion",
        bounds=(0, 1),
        explore=(0.3, 0.55),
        source=ASSUMED,
        doc="Passion for a topic from which people found a community about it, or count as interested.",
    )
    founding_hours: float = param(
        8.0,
        unit="h",
        bounds=(0, 400),
        explore=(4.0, 16.0),
        null=0.0,
        source=ASSUMED,
        doc="Hours that founding, or splitting, a community takes whoever does it.",
    )
    interview_hours: float = param(
        1.5,
        unit="h/interview",
        bounds=(0, 40),
        explore=(1.0, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="Working time of both sides of an interview with a prospective member.",
    )
    activity_memory: float = param(
        0.0625,
        unit="1/week",
        bounds=(0.001, 1),
        explore=(0.03, 0.125),
        source="assumed: 16 weeks",
        doc="How fast the idea of a community's activity follows what happens in it.",
    )
    dissolve_below: float = param(
        0.6,
        unit="attendances and messages/week",
        bounds=(0, None),
        explore=(0.3, 1.2),
        null=0.0,
        source=ASSUMED,
        doc="Activity below which a community dissolves.",
    )
    dissolve_weeks: int = param(
        26,
        unit="weeks",
        bounds=(1, 5200),
        explore=(13, 52),
        source=ASSUMED,
        doc="Age from which a community can dissolve or split.",
    )
    active_from: float = param(
        0.04,
        unit="contributions/week",
        bounds=(0, None),
        explore=(0.02, 0.1),
        source="two a year, assumed",
        doc="Visible contributions from which a member counts as active and has a say in the domain.",
    )
    redefine_weeks: int = param(
        52,
        unit="weeks",
        bounds=(4, 5200),
        explore=(26, 104),
        source=ASSUMED,
        doc="Weeks from one look at the domain by active members to the next.",
    )
    care_from: float = param(
        0.2,
        unit="passion",
        bounds=(0, 1),
        explore=(0.1, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Mean passion of active members below which a topic is dropped from the domain.",
    )
