"""Practice in use and ideas: what units do, what somebody sees could be done better, and what becomes of it."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Practice(Group):
    """The practice that a unit uses on a topic, and how a better one comes in."""

    worth: float = param(
        0.1,
        unit="share of worth",
        bounds=(0, 1),
        explore=(0.05, 0.2),
        null=0.0,
        source=ASSUMED,
        doc="By how much work done with the best practice is worth more than with the worst.",
    )
    bring: float = param(
        -2.0,
        unit="logit",
        bounds=(None, None),
        explore=(-3.0, -1.0),
        source=ASSUMED,
        doc="Wish to bring in a better practice that somebody has heard of in another unit.",
    )
    bring_passion: float = param(
        2.0,
        unit="logit per unit passion",
        bounds=(0, None),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly passion makes people bring in a better practice.",
    )
    bring_hours: float = param(
        4.0,
        unit="h",
        bounds=(0, 400),
        explore=(2.0, 8.0),
        null=0.0,
        source=ASSUMED,
        doc="Hours that it takes to bring in a better practice.",
    )
    margin: float = param(
        0.1,
        unit="1",
        bounds=(0, 1),
        explore=(0.05, 0.2),
        source=ASSUMED,
        doc="How much better a practice has to be for anybody to notice.",
    )
    accept: float = param(
        -0.5,
        unit="logit",
        bounds=(None, None),
        explore=(-1.5, 0.5),
        source=ASSUMED,
        doc="Readiness of the unit's people on a topic to change their practice; most of them have to be ready.",
    )
    accept_tie: float = param(
        2.0,
        unit="logit per unit tie",
        bounds=(0, None),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly a tie to whoever brings a practice makes people ready for it.",
    )
    step: float = param(
        0.5,
        unit="share",
        bounds=(0, 1),
        explore=(0.25, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Part of the distance to a better practice that a unit goes at once.",
    )


class Ideas(Group):
    """Latent ideas, from sight through backing and decision to use."""

    per_unit: float = param(
        4.0,
        unit="ideas/unit/year",
        bounds=(0, 52),
        explore=(2.0, 8.0),
        null=0.0,
        source=ASSUMED,
        doc="Ideas that there are to be seen in a unit.",
    )
    life_weeks: int = param(
        104,
        unit="weeks",
        bounds=(1, 520),
        explore=(52, 156),
        source=ASSUMED,
        doc="Weeks for which an idea can be seen; mean weeks for which it is of use.",
    )
    easiest: float = param(
        0.3,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.2, 0.4),
        source=ASSUMED,
        doc="Expertise that the easiest asks for.",
    )
    hardest: float = param(
        0.8,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.7, 0.9),
        source=ASSUMED,
        doc="Expertise that the hardest asks for.",
    )
    most_spared: float = param(
        0.3,
        unit="share of problems",
        bounds=(0, 1),
        explore=(0.15, 0.45),
        null=0.0,
        source=ASSUMED,
        doc="Part of the unit's problems on the idea's topic that the best idea spares.",
    )
    heard_weeks: int = param(
        26,
        unit="weeks",
        bounds=(0, 520),
        explore=(13, 52),
        null=0,
        source="model specification",
        doc="Weeks for which what somebody has heard from others helps to see an idea.",
    )
    propose: float = param(
        -1.0, unit="logit", bounds=(None, None), explore=(-2.0, 0.0), source=ASSUMED, doc="Wish to propose an idea."
    )
    propose_passion: float = param(
        2.0,
        unit="logit per unit passion",
        bounds=(0, None),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly passion makes people propose an idea, and back one.",
    )
    propose_hours: float = param(
        4.0,
        unit="h",
        bounds=(0, 400),
        explore=(2.0, 8.0),
        null=0.0,
        source=ASSUMED,
        doc="Hours to work out a proposal.",
    )
    back: float = param(
        -3.0,
        unit="logit",
        bounds=(None, None),
        explore=(-4.0, -2.0),
        source=ASSUMED,
        doc="Wish of members of the same community to work on somebody's case.",
    )
    back_hours: float = param(
        2.0, unit="h", bounds=(0.1, 400), explore=(1.0, 4.0), source=ASSUMED, doc="Hours of one such contribution."
    )
    doubt: float = param(
        0.15,
        unit="share of problems",
        bounds=(0, 2),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Standard error of what an idea is taken to be worth on no evidence.",
    )
    evidence_hours: float = param(
        8.0,
        unit="h",
        bounds=(0.1, 1000),
        explore=(4.0, 16.0),
        source=ASSUMED,
        doc="Hours of work on the case that halve the variance of that error.",
    )
    caution: float = param(
        1.0,
        unit="standard errors",
        bounds=(0, 10),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="How far above the least worth an idea has to look for those who decide without a sponsor.",
    )
    caution_sponsored: float = param(
        0.5,
        unit="standard errors",
        bounds=(0, 10),
        explore=(0.25, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="The same with a sponsor, who is open to ideas.",
    )
    least: float = param(
        0.05,
        unit="share of problems",
        bounds=(0, 1),
        explore=(0.02, 0.1),
        null=0.0,
        source=ASSUMED,
        doc="Least worth for which an idea is adopted.",
    )
    decision_weeks: int = param(
        26,
        unit="weeks",
        bounds=(1, 520),
        explore=(13, 39),
        source=ASSUMED,
        doc="Mean weeks from proposal to decision without a sponsor.",
    )
    executive_weeks: int = param(
        8, unit="weeks", bounds=(1, 520), explore=(4, 13), source=ASSUMED, doc="The same with an executive sponsor."
    )
    board_weeks: int = param(
        13, unit="weeks", bounds=(1, 520), explore=(8, 26), source=ASSUMED, doc="The same with a board."
    )
    again_weeks: int = param(
        26,
        unit="weeks",
        bounds=(1, 520),
        explore=(13, 52),
        source=ASSUMED,
        doc="Weeks after a refusal until an idea may be proposed again.",
    )
    adoption_weeks: int = param(
        13, unit="weeks", bounds=(1, 520), explore=(8, 26), source=ASSUMED, doc="Weeks from decision to use."
    )
    adoption_hours: float = param(
        4.0,
        unit="h/week",
        bounds=(0, 40),
        explore=(2.0, 8.0),
        null=0.0,
        source=ASSUMED,
        doc="Hours a week that putting an idea to use takes whoever saw it.",
    )
    line_ideas: int = param(
        10,
        unit="ideas",
        bounds=(1, 1000),
        explore=(6, 15),
        source=ASSUMED,
        doc="Ideas of one community's members in use from which a new line of business can come.",
    )
    line_core: int = param(
        5,
        unit="members",
        bounds=(1, 1000),
        explore=(3, 8),
        source=ASSUMED,
        doc="Active members that it takes to staff a new line.",
    )
    line_margin: float = param(
        100_000.0,
        unit="money/line/year",
        bounds=(0, None),
        explore=(50_000.0, 500_000.0),
        null=0.0,
        source=ASSUMED,
        doc="What a new line brings in, less what it costs.",
    )
