"""Who people are when they arrive, and what an hour is worth to them."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class People(Group):
    """Attributes of a person, drawn from the identity (seat, hire week)."""

    alignment: float = param(
        0.6,
        unit="probability",
        bounds=(0, 1),
        explore=(0.2, 0.95),
        null=0.0,
        source=ASSUMED,
        doc="Chance that the topic a person cares for most is the topic of the job.",
    )
    passion_background: float = param(
        0.3,
        unit="passion",
        bounds=(0, 1),
        explore=(0.1, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Largest passion for a topic that is neither the first nor the second interest.",
    )
    passion_floor: float = param(
        0.2,
        unit="passion",
        bounds=(0, 1),
        explore=(0.0, 0.4),
        null=0.0,
        source=ASSUMED,
        doc="Least passion for the topic a person cares for most.",
    )
    passion_second: float = param(
        0.7,
        unit="passion",
        bounds=(0, 1),
        explore=(0.3, 0.9),
        null=0.0,
        source=ASSUMED,
        doc="Largest passion for the second interest.",
    )
    expertise_home: float = param(
        0.2,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.1, 0.4),
        null=0.0,
        source=ASSUMED,
        doc="Least expertise on the job's topic at hire.",
    )
    expertise_home_span: float = param(
        0.5,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.2, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Spread of expertise on the job's topic at hire (uniform above the least).",
    )
    expertise_other: float = param(
        0.25,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.1, 0.4),
        null=0.0,
        source=ASSUMED,
        doc="Largest expertise at hire on topics other than the job's.",
    )
    expertise_passion: float = param(
        0.4,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Largest head start at hire on the topic a person cares for most.",
    )
    talent_spread: float = param(
        0.4,
        unit="log rate",
        bounds=(0, 2),
        explore=(0.0, 0.8),
        null=0.0,
        source=ASSUMED,
        doc="Spread of the personal rate of learning: talent = exp(spread * uniform(-1, 1)).",
    )
    ceiling: float = param(
        0.5,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.4, 0.7),
        null=0.0,
        source=ASSUMED,
        doc="Mean expertise at which routine work stops teaching.",
    )
    ceiling_spread: float = param(
        0.25,
        unit="expertise",
        bounds=(0, 0.5),
        explore=(0.1, 0.35),
        null=0.0,
        source=ASSUMED,
        doc="Half width of the personal spread of that ceiling.",
    )


class TimePrice(Group):
    """One shadow price of an hour, felt in every decision (the first scarcity)."""

    weight: float = param(
        0.5,
        unit="logit per priced hour",
        bounds=(0, 5),
        explore=(0.2, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly the price of an hour enters every utility.",
    )
    scale_hours: float = param(
        4.0,
        unit="h/week",
        bounds=(0.5, 40),
        explore=(2.0, 8.0),
        source=ASSUMED,
        doc="Free hours over which the price of an hour falls by a factor e.",
    )
    cap: float = param(
        8.0,
        unit="price",
        bounds=(0, 50),
        explore=(4.0, 12.0),
        null=0.0,
        source=ASSUMED,
        doc="Largest price of an hour, however overloaded a person is.",
    )
