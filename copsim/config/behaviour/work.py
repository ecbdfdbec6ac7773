"""Problems that work throws up, and what people do with them before they ask."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Work(Group):
    """The stream of problems and the solving of them alone."""

    problems_per_week: float = param(
        0.9,
        unit="problems/person/week",
        bounds=(0, 2),
        explore=(0.6, 1.2),
        null=0.0,
        source=ASSUMED,
        doc="Problems that a seat meets, filled or vacant.",
    )
    home_share: float = param(
        0.6,
        unit="share",
        bounds=(0, 1),
        explore=(0.4, 0.8),
        null=0.0,
        source=ASSUMED,
        doc="Share of problems on the job's topic; the others follow the unit's demand.",
    )
    several_topics: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Share of problems that need one to three more of the topics that the firm works on, one after the other.",
    )
    queue_weeks: float = param(
        1.5,
        unit="weeks",
        bounds=(0, 26),
        explore=(0.5, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Mean time in another unit's queue of a further topic that nobody's job in the own unit is about.",
    )
    handoff_hours: float = param(
        1.0,
        unit="h/hand-off",
        bounds=(0, 40),
        explore=(0.5, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Time to agree with the other unit when such a topic comes out of its queue.",
    )
    easiest: float = param(
        0.05,
        unit="difficulty",
        bounds=(0, 1),
        explore=(0.0, 0.2),
        source=ASSUMED,
        doc="Least difficulty.",
    )
    hardest: float = param(
        0.95,
        unit="difficulty",
        bounds=(0, 1),
        explore=(0.8, 1.0),
        source=ASSUMED,
        doc="Largest difficulty.",
    )
    deadline_first: int = param(
        6,
        unit="weeks",
        bounds=(1, 12),
        explore=(4, 8),
        source=ASSUMED,
        doc="Shortest time to the deadline of a problem.",
    )
    deadline_last: int = param(
        12,
        unit="weeks",
        bounds=(1, 26),
        explore=(9, 16),
        source=ASSUMED,
        doc="Longest time to the deadline; an open problem lapses there.",
    )
    value: float = param(
        2000.0,
        unit="money/problem",
        bounds=(0, None),
        explore=(1000.0, 4000.0),
        null=0.0,
        source=ASSUMED,
        doc="Worth of solving a problem of difficulty 0.5 at once.",
    )
    delay_loss: float = param(
        0.06,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.02, 0.12),
        null=0.0,
        source=ASSUMED,
        doc="Rate at which the worth of a solution falls while the problem waits.",
    )
    skill_slope: float = param(
        10.0,
        unit="logit per unit expertise",
        bounds=(0, 50),
        explore=(6.0, 14.0),
        null=0.0,
        source=ASSUMED,
        doc="How sharply expertise against difficulty decides whether a person can solve a problem.",
    )
    attempt_hours: float = param(
        1.5,
        unit="h/problem",
        bounds=(0, 40),
        explore=(0.5, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="Time of the first attempt at a problem.",
    )
    stuck_hours: float = param(
        3.5,
        unit="h/problem/week",
        bounds=(0, 40),
        explore=(2.0, 5.0),
        null=0.0,
        source="assumed; set so that searching and being stuck takes 10-30 % of working time (McKinsey 2012: 19 %)",
        doc="Time that an open problem eats each week.",
    )
    stuck_at_once: int = param(
        3,
        unit="problems",
        bounds=(0, 20),
        explore=(2, 5),
        null=0,
        source=ASSUMED,
        doc="Open problems that eat time in the same week.",
    )
    progress: float = param(
        0.10,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.05, 0.2),
        null=0.0,
        source=ASSUMED,
        doc="Largest weekly chance to get an open problem solved alone after all.",
    )
    progress_reach: float = param(
        0.3,
        unit="expertise",
        bounds=(-1, 1),
        explore=(0.1, 0.5),
        source=ASSUMED,
        doc="How far above their expertise people can still get by themselves with time.",
    )


class Asking(Group):
    """Whom a person asks among ties, and who helps."""

    line_hours: float = param(
        1.0,
        unit="h",
        bounds=(0, 40),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Hours that asking somebody of another unit takes more where reporting lines are fully enforced.",
    )
    patience_weeks: int = param(
        8,
        unit="weeks",
        bounds=(0, 26),
        explore=(4, 12),
        null=0,
        source=ASSUMED,
        doc="Age at which people stop asking about a problem.",
    )
    belief_colleague: float = param(
        0.5,
        unit="belief",
        bounds=(0, 1),
        explore=(0.3, 0.8),
        null=0.12,
        source=ASSUMED,
        doc="Belief that a tie whose job is the topic can help, before any experience.",
    )
    belief_other: float = param(
        0.12,
        unit="belief",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Belief that any other tie can help, before any experience.",
    )
    promise_closeness: float = param(
        0.6,
        unit="share",
        bounds=(0, 1),
        explore=(0.3, 0.9),
        null=0.0,
        source=ASSUMED,
        doc="Part of the promise of a tie that its strength decides; belief times the rest is there with any tie.",
    )
    belief_step: float = param(
        0.1,
        unit="share",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source="assumed; small, so that one act changes little else (docs/decisions/0003-twins.md)",
        doc="How far one experience moves the belief about a tie on a topic.",
    )
    experiences: int = param(
        32,
        unit="experiences",
        bounds=(1, 250),
        explore=(8, 64),
        source=ASSUMED,
        doc="Experiences with ties on topics that a person keeps in mind; older ones give way.",
    )
    belief_worth_asking: float = param(
        0.10,
        unit="score",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Least belief times closeness at which a tie is worth asking.",
    )
    choice_sharpness: int = param(
        4,
        unit="1",
        bounds=(0, 50),
        explore=(1, 8),
        null=0,
        source=ASSUMED,
        doc="How sharply the most promising tie is preferred (weight = score to this power).",
    )
    search_hours: float = param(
        0.3,
        unit="h/question",
        bounds=(0, 10),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Time to find and reach somebody to ask.",
    )
    ask_hours: float = param(
        0.5,
        unit="h/help",
        bounds=(0, 10),
        explore=(0.25, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Time that a helped person spends with the helper.",
    )
    help_hours: float = param(
        0.75,
        unit="h/help",
        bounds=(0, 10),
        explore=(0.4, 1.5),
        null=0.0,
        source=ASSUMED,
        doc="Time that a helper gives.",
    )
    accept: float = param(
        -0.3,
        unit="logit",
        bounds=(-10, 10),
        explore=(-1.3, 0.7),
        source=ASSUMED,
        doc="Readiness to help a stranger with free time.",
    )
    accept_closeness: float = param(
        2.0,
        unit="logit per unit tie strength",
        bounds=(0, 20),
        explore=(1.0, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="How much closeness raises the readiness to help.",
    )
    accept_passion: float = param(
        1.5,
        unit="logit per unit passion",
        bounds=(0, 20),
        explore=(0.5, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="How much passion for the topic raises the readiness to help.",
    )
    insight: float = param(
        0.5,
        unit="logit",
        bounds=(-5, 5),
        explore=(0.0, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Advantage of a fresh pair of eyes over the person who is stuck.",
    )
