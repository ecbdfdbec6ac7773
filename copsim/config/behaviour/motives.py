"""Motives: what rewards, rivalry, approval and compulsion are worth to people; all of them prices in utilities."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"
DECI = "Deci, Koestner and Ryan 1999: d = -.40 of tangible rewards for engagement, as a logit 1.814 d"


class Motives(Group):
    """How much rewards and other people's opinion weigh against passion and the price of time."""

    appraisal: float = param(
        0.5,
        unit="logit",
        bounds=(0, None),
        explore=(0.2, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of a promotion or appraisal that counts contributions in full; push if it overlooks them.",
    )
    pay: float = param(
        0.5,
        unit="logit per hour's wage",
        bounds=(0, None),
        explore=(0.2, 1.0),
        null=0.0,
        source="assumed: as much as an hour costs at full price (behaviour.time.weight)",
        doc="Pull of pay for a contribution, by the hours of wage that it is worth.",
    )
    foreseen: float = param(
        0.3,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Part of what appraisal and pay are worth that people foresee when they think of joining.",
    )
    bonus: float = param(
        5.0,
        unit="logit per share of pay",
        bounds=(0, None),
        explore=(2.0, 10.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull to help people of the own unit if that share of pay hangs on the unit's result.",
    )
    rivalry: float = param(
        1.0,
        unit="logit",
        bounds=(0, None),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Push against helping those with whom one is compared, if rewards do so in full.",
    )
    rivalry_outside: float = param(
        0.5,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="How far people of other units count as rivals.",
    )
    approval: float = param(
        1.0,
        unit="logit",
        bounds=(0, None),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of approval that people listen to in full, towards a community.",
    )
    unsanctioned: float = param(
        2.0,
        unit="1",
        bounds=(0, None),
        explore=(0.5, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="By how many times an hour for communities costs more if the manager does not agree to it, in a culture "
        "that listens to managers alone.",
    )
    crowding: float = param(
        0.0,
        unit="logit",
        bounds=(0, None),
        explore=(0.0, 0.73),
        null=0.0,
        source=f"option, off; {DECI}",
        doc="Push against unpaid contributions of whoever has got used to pay for them.",
    )
    crowding_memory: float = param(
        0.05,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.02, 0.2),
        null=0.0,
        source=ASSUMED,
        doc="How fast people get used to pay for contributions, and forget it.",
    )
    reactance: float = param(
        0.0,
        unit="logit",
        bounds=(0, None),
        explore=(0.0, 1.0),
        null=0.0,
        source="option, off; assumed",
        doc="Push against voluntary contributions to a community to which somebody is obliged to belong.",
    )


class Oversight(Group):
    """What sponsors do, and how long it takes."""

    clearing: float = param(
        0.1,
        unit="1/month",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Part of the obstacles left that a sponsor who removes obstacles clears in a month.",
    )
    review_weeks: int = param(
        26,
        unit="weeks",
        bounds=(1, 520),
        explore=(13, 52),
        source=ASSUMED,
        doc="Weeks from one review of the programme by its sponsor to the next.",
    )
    told: float = param(
        0.5,
        unit="chance",
        bounds=(0, 1),
        explore=(0.2, 0.8),
        null=0.0,
        source=ASSUMED,
        doc="Chance that the most compelling case becomes a story; it falls with the fourth power of the worth.",
    )
    competition: float = param(
        0.5,
        unit="share",
        bounds=(0, 1),
        explore=(0.2, 0.8),
        null=0.0,
        source=ASSUMED,
        doc="Part of the stories that enter a yearly competition.",
    )
    asked_share: float = param(
        0.5,
        unit="share of cases",
        bounds=(0.01, 1),
        explore=(0.2, 1.0),
        source=ASSUMED,
        doc="Part of the cases about which systematic story collection asks.",
    )
    asking_hours: float = param(
        0.5,
        unit="h/case",
        bounds=(0, 40),
        explore=(0.25, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Hours that it takes to collect one story.",
    )
    item_worth: float = param(
        100.0,
        unit="money/item",
        bounds=(0, None),
        explore=(50.0, 200.0),
        null=0.0,
        source=ASSUMED,
        doc="What those who count deliverables take one to be worth.",
    )


class Leading(Group):
    """What coordinators do with their hours."""

    own_hours: float = param(
        3.0,
        unit="h/week",
        bounds=(0, 40),
        explore=(1.0, 5.0),
        null=0.0,
        source=ASSUMED,
        doc="Most hours that a coordinator gives of their own.",
    )
    wish: float = param(
        -1.5,
        unit="logit",
        bounds=(None, None),
        explore=(-2.5, -0.5),
        source=ASSUMED,
        doc="Wish of a coordinator to give those hours.",
    )
    wish_fit: float = param(
        4.0,
        unit="logit per unit passion",
        bounds=(0, None),
        explore=(2.0, 6.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly passion for the domain makes a coordinator give hours.",
    )
    invite_hours: float = param(
        0.5,
        unit="h",
        bounds=(0.01, 40),
        explore=(0.25, 1.0),
        source=ASSUMED,
        doc="A coordinator's hours to invite one person.",
    )
    welcome_hours: float = param(
        0.25,
        unit="h",
        bounds=(0.01, 40),
        explore=(0.1, 0.5),
        source=ASSUMED,
        doc="A coordinator's hours to welcome one newcomer.",
    )
    newcomer_weeks: int = param(
        4,
        unit="weeks",
        bounds=(1, 52),
        explore=(2, 8),
        source=ASSUMED,
        doc="Weeks for which a member is a newcomer.",
    )
    term_weeks: int = param(
        52,
        unit="weeks",
        bounds=(4, 5200),
        explore=(26, 104),
        source=ASSUMED,
        doc="Weeks after which a community chooses its coordinator again.",
    )
    esteem: float = param(
        2.0,
        unit="logit per contribution a week",
        bounds=(0, None),
        explore=(0.5, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly visible contributions count when peers choose.",
    )
    popularity: float = param(
        0.5,
        unit="logit per unit tie",
        bounds=(0, None),
        explore=(0.2, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly ties to members count when peers choose.",
    )
    memory: float = param(
        0.1,
        unit="1/week",
        bounds=(0.001, 1),
        explore=(0.05, 0.2),
        source=ASSUMED,
        doc="How fast members' idea of who contributes follows what they see.",
    )


class Outside(Group):
    """What support teams and a corporate university bring in from outside."""

    level: float = param(
        0.7,
        unit="expertise",
        bounds=(0, 1),
        explore=(0.5, 0.9),
        null=0.0,
        source=ASSUMED,
        doc="Expertise of those who speak from outside.",
    )
    briefing_hours: float = param(
        4.0,
        unit="h",
        bounds=(0.1, 400),
        explore=(2.0, 8.0),
        source=ASSUMED,
        doc="Hours of a support team to find and prepare one briefing from outside, which takes a slot of a meeting.",
    )
    technical_hours: float = param(
        0.1,
        unit="h/member/week",
        bounds=(0.001, 40),
        explore=(0.05, 0.2),
        source=ASSUMED,
        doc="Hours of a support team for each member with which technical obstacles are helped over in full.",
    )
    university_weeks: int = param(
        13,
        unit="weeks",
        bounds=(1, 520),
        explore=(4, 26),
        source=ASSUMED,
        doc="Weeks between briefings that a corporate university gives a community.",
    )
    briefing_price: float = param(
        1000.0,
        unit="money/briefing",
        bounds=(0, None),
        explore=(500.0, 2000.0),
        null=0.0,
        source=ASSUMED,
        doc="Price of a briefing by a corporate university.",
    )
