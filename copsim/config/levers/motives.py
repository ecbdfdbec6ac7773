"""Levers of motives: rewards and obstacles."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"
SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Rewards(Group):
    """Prices that enter people's utilities."""

    recognition: float = param(
        0.0,
        unit="intensity",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=SOURCE,
        read_by="motives",
        felt="contributions",
        doc="Recognition of contributions: cards, early access to technology.",
    )
    recognition_cost: float = param(
        10.0,
        unit="money/contribution",
        bounds=(0, None),
        null=0.0,
        source=ASSUMED,
        read_by="metrics",
        felt="programme_cost",
        doc="Price of full recognition of one visible contribution.",
    )
    appraisal: float = param(
        0.0,
        unit="weight",
        bounds=(-1, 1),
        explore=(-1.0, 1.0),
        null=0.0,
        source=SOURCE,
        read_by="motives",
        felt="contributions",
        doc="Promotion or appraisal that counts (or overlooks) contributions.",
    )
    pay_per_contribution: float = param(
        0.0,
        unit="money/contribution",
        bounds=(0, None),
        explore=(0.0, 100.0),
        null=0.0,
        source=SOURCE,
        read_by="motives",
        felt="contributions",
        doc="Pay per contribution.",
    )
    unit_bonus: float = param(
        0.0,
        unit="share of pay",
        bounds=(0, 1),
        explore=(0.0, 0.3),
        null=0.0,
        source=SOURCE,
        read_by="motives",
        felt="help_hours",
        doc="Bonus tied to unit performance.",
    )


class Obstacles(Group):
    """What stands in the way."""

    it_access: float = param(
        1.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.3, 1.0),
        null=1.0,
        source=SOURCE,
        read_by="motives",
        felt="contributions",
        doc="How well information technology serves the query channel (1: fully).",
    )
    rivalry: float = param(
        0.0,
        unit="intensity",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=SOURCE,
        read_by="motives",
        felt="help_hours",
        doc="Rewards that set colleagues against each other.",
    )
