"""Occasions other than meetings: workshops, conferences, fairs; and what distance does to meetings."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Gathering(Group):
    """Workshops, conferences and fairs; meetings at a distance."""

    workshop_hours: float = param(
        8.0, unit="h", bounds=(0.5, 80), explore=(4.0, 16.0), source=ASSUMED, doc="Length of a workshop."
    )
    conference_hours: float = param(
        16.0, unit="h", bounds=(0.5, 80), explore=(8.0, 24.0), source=ASSUMED, doc="Length of a conference."
    )
    fair_hours: float = param(
        3.0, unit="h", bounds=(0.5, 80), explore=(1.0, 8.0), source=ASSUMED, doc="Length of a knowledge fair."
    )
    encounters_per_hour: float = param(
        1.0,
        unit="encounters/h",
        bounds=(0, 10),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="People with whom one talks in an hour of a workshop or conference, two at a time.",
    )
    attend: float = param(
        -1.5,
        unit="logit",
        bounds=(-10, 10),
        explore=(-2.5, -0.5),
        source=ASSUMED,
        doc="Readiness of an indifferent person to go to such an occasion.",
    )
    attend_fit: float = param(
        2.5,
        unit="logit per unit passion",
        bounds=(0, 20),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of passion for what it is about.",
    )
    noticed: float = param(
        0.3,
        unit="chance",
        bounds=(0, 1),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Chance that an encounter, or a stand at a fair, makes a community known.",
    )
    workshop_price: float = param(
        50.0,
        unit="money/person",
        bounds=(0, None),
        explore=(25.0, 100.0),
        null=0.0,
        source=ASSUMED,
        doc="Price of a place at a workshop, besides the hours.",
    )
    conference_price: float = param(
        300.0,
        unit="money/person",
        bounds=(0, None),
        explore=(100.0, 1000.0),
        null=0.0,
        source=ASSUMED,
        doc="Price of a place at a conference, besides the hours.",
    )
    fair_price: float = param(
        20.0,
        unit="money/person",
        bounds=(0, None),
        explore=(10.0, 40.0),
        null=0.0,
        source=ASSUMED,
        doc="Price of a visit to a fair, besides the hours.",
    )
    remote_attention: float = param(
        0.8,
        unit="share",
        bounds=(0, 1),
        explore=(0.6, 1.0),
        null=1.0,
        source=ASSUMED,
        doc="Attention in a remote meeting over that of a meeting in person.",
    )
    remote_talk: float = param(
        0.3,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 0.6),
        null=1.0,
        source=ASSUMED,
        doc="Small talk in a remote meeting over that of a meeting in person.",
    )
    travel_hours: float = param(
        0.0,
        unit="h",
        bounds=(0, 40),
        explore=(0.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Hours of travel to a meeting in person for those who sit at another site than the coordinator.",
    )
    rest_weeks: int = param(
        13,
        unit="weeks",
        bounds=(1, 520),
        explore=(6, 26),
        source=ASSUMED,
        doc="Weeks between workshops that a community holds out of its own budget.",
    )
