"""Codified practice: what people write down for a community, and what they have of reading it."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"
TRIED = "assumed; tried in a prototype of the model"


class Codifying(Group):
    """Projects that turn expertise into practice, and what becomes of practice."""

    undertake: float = param(
        -4.0,
        unit="logit",
        bounds=(-10, 10),
        explore=(-5.0, -3.0),
        source=TRIED,
        doc="Readiness of an indifferent participant to undertake a project, each time they think of it.",
    )
    passion: float = param(
        4.0,
        unit="logit per unit passion",
        bounds=(0, 20),
        explore=(2.0, 6.0),
        null=0.0,
        source=TRIED,
        doc="Pull of passion for the topic.",
    )
    identification: float = param(
        1.0,
        unit="logit",
        bounds=(0, 20),
        explore=(0.3, 2.0),
        null=0.0,
        source=TRIED,
        doc="Pull of identification with the community.",
    )
    duty: float = param(
        5.0,
        unit="logit",
        bounds=(0, 20),
        explore=(3.0, 7.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of having to deliver in order to stay a member.",
    )
    period_weeks: int = param(
        13,
        unit="weeks",
        bounds=(1, 104),
        explore=(8, 26),
        source=TRIED,
        doc="How often a participant thinks of undertaking a project.",
    )
    project_hours: float = param(
        6.0,
        unit="h/project",
        bounds=(0, 200),
        explore=(3.0, 12.0),
        null=0.0,
        source=TRIED,
        doc="Time that writing one item takes.",
    )
    project_weeks: int = param(
        3,
        unit="weeks",
        bounds=(1, 52),
        explore=(1, 6),
        source="assumed: two hours a week",
        doc="Weeks over which a project is spread.",
    )
    pace: float = param(
        0.05,
        unit="1/h",
        bounds=(0, 2),
        explore=(0.02, 0.1),
        null=0.0,
        source="assumed; a project of 6 h closes .3 of the gap (prototype)",
        doc="Part of the gap between practice and what its author knows that an hour of full effort closes.",
    )
    tacit: float = param(
        0.5,
        unit="share",
        bounds=(0, 1),
        explore=(0.3, 0.7),
        null=0.0,
        source=ASSUMED,
        doc="Mean over topics of the part of expertise that cannot be written down.",
    )
    tacit_spread: float = param(
        0.3,
        unit="share",
        bounds=(0, 0.5),
        explore=(0.1, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Half width of the spread of that part over topics (uniform, cut to 0 to 1).",
    )
    drift_times: float = param(
        3.0,
        unit="times",
        bounds=(0, 50),
        explore=(1.0, 6.0),
        null=0.0,
        source=TRIED,
        doc="How many times faster than expertise practice becomes obsolete as topics move (forgetting.drift).",
    )
    order_weeks: int = param(
        13,
        unit="weeks",
        bounds=(1, 104),
        explore=(8, 26),
        source="assumed: each quarter",
        doc="Weeks from one deliverable that a sponsor orders of a community to the next.",
    )
    order_hours: float = param(
        4.0,
        unit="h/member/deliverable",
        bounds=(0, 200),
        explore=(2.0, 8.0),
        null=0.0,
        source=ASSUMED,
        doc="Required hours of each member who works on a deliverable.",
    )
    order_slots: int = param(
        6,
        unit="exchanges/deliverable",
        bounds=(0, 60),
        explore=(3, 8),
        null=0,
        source="assumed; the prototype took 6 of 8 slots",
        doc="Exchanges of the next meeting that a deliverable takes.",
    )


class Consulting(Group):
    """Reading what was written, with a problem at hand."""

    look_up: float = param(
        0.85,
        unit="logit",
        bounds=(-10, 10),
        explore=(-0.5, 2.0),
        source="assumed; a chance of .7 with free time, as in the prototype",
        doc="Readiness to look a problem up, in written practice or in a directory, in a week with free time.",
    )
    hours: float = param(
        0.3,
        unit="h/consultation",
        bounds=(0, 10),
        explore=(0.15, 0.6),
        null=0.0,
        source=TRIED,
        doc="Time to find and read what there is on a topic; learning from it grows with this time.",
    )
