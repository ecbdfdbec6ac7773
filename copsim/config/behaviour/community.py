"""How people come to know of, join, use and leave communities."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Awareness(Group):
    """How people learn that a community exists."""

    word_of_mouth: float = param(
        0.05,
        unit="1/week per unit tie strength",
        bounds=(0, 1),
        explore=(0.02, 0.1),
        null=0.0,
        source=ASSUMED,
        doc="Rate at which a tie inside a community makes it known.",
    )
    launch: float = param(
        0.5,
        unit="probability",
        bounds=(0, 1),
        explore=(0.2, 0.9),
        null=0.0,
        source=ASSUMED,
        doc="Chance to take notice of a community when it is announced at its start, or to a newcomer.",
    )
    fit_noise: float = param(
        0.2,
        unit="fit",
        bounds=(0, 2),
        explore=(0.0, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Error (half width) with which others see a person's fit or expertise.",
    )
    job_in_fit: float = param(
        0.3,
        unit="fit",
        bounds=(0, 2),
        explore=(0.0, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Weight of the job's topic when others judge whom a community would suit.",
    )
    introduction_tie: float = param(
        0.3,
        unit="tie strength",
        bounds=(0, 1),
        explore=(0.1, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Strength of the tie to a member that an introduction makes.",
    )
    introduction_hours: float = param(
        1.0,
        unit="h/introduction",
        bounds=(0, 10),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Management or facilitator time that an introduction takes.",
    )


class Joining(Group):
    """What draws people into communities and keeps them there (logit utilities)."""

    entry: float = param(
        3.0,
        unit="logit",
        bounds=(-10, 10),
        explore=(2.2, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Hurdle of joining a community.",
    )
    fit_weight: float = param(
        4.0,
        unit="logit per unit passion",
        bounds=(0, 20),
        explore=(2.0, 6.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly passion for the domain pulls.",
    )
    breadth_dilutes: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Fit as the mean of passion over the domain (1) or as its maximum (0).",
    )
    need_weight: float = param(
        2.5,
        unit="logit",
        bounds=(0, 20),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of an open problem on the domain.",
    )
    need_of_members: float = param(
        0.5,
        unit="share",
        bounds=(0, 1),
        explore=(0.2, 1.0),
        null=0.0,
        source="assumed: members can also wait for the next problem",
        doc="The same pull on those who are members, as a share of that on those who are not.",
    )
    reputation_weight: float = param(
        0.5,
        unit="logit per unit expertise",
        bounds=(0, 20),
        explore=(0.0, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Pull of standing above the members' mean expertise.",
    )
    bonds_weight: float = param(
        0.25,
        unit="logit per unit tie strength",
        bounds=(0, 5),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Pull of ties to members.",
    )
    bonds_most: float = param(
        3.0,
        unit="tie strength",
        bounds=(0, 100),
        explore=(1.0, 6.0),
        null=0.0,
        source=ASSUMED,
        doc="Strength of ties to members beyond which more of it pulls no harder.",
    )
    benefit_weight: float = param(
        2.0,
        unit="logit per unit benefit",
        bounds=(0, 20),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly the benefit a person has experienced there holds.",
    )
    identification_weight: float = param(
        1.0,
        unit="logit",
        bounds=(0, 20),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly identification with the community holds.",
    )
    recognition_weight: float = param(
        0.3,
        unit="logit",
        bounds=(0, 5),
        explore=(0.0, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Pull of recognition, where the policy gives it.",
    )
    expected_hours: float = param(
        1.0,
        unit="h/week",
        bounds=(0, 10),
        explore=(0.5, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="Weekly hours that a participant expects to give.",
    )
    reader_hours: float = param(
        0.25,
        unit="h/week",
        bounds=(0, 10),
        explore=(0.1, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Weekly hours that someone expects who joins to read only (open membership).",
    )
    reader_benefit: float = param(
        0.5,
        unit="share",
        bounds=(0, 1),
        explore=(0.25, 0.75),
        null=0.0,
        source=ASSUMED,
        doc="Share of the hurdle and of the pull that remains for someone who reads only.",
    )
    hysteresis: float = param(
        0.2,
        unit="logit",
        bounds=(0, 10),
        explore=(0.0, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Reluctance to leave.",
    )
    leave_sharpness: float = param(
        1.5,
        unit="1",
        bounds=(0, 10),
        explore=(1.0, 3.0),
        null=0.0,
        source=ASSUMED,
        doc="How sharply a negative utility makes people leave (1 / temperature).",
    )
    reconsider_weeks: int = param(
        4,
        unit="weeks",
        bounds=(1, 52),
        explore=(2, 8),
        source=ASSUMED,
        doc="How often a person reconsiders a membership.",
    )
    invites: float = param(
        0.3,
        unit="chance per consideration",
        bounds=(0, 1),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="How often a participant who reconsiders thinks of somebody to invite, for each membership.",
    )
    invite_hours: float = param(
        0.1,
        unit="h/invitation",
        bounds=(0, 10),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Time that a member gives to inviting somebody.",
    )
    fits_from: float = param(
        0.3,
        unit="expertise or passion",
        bounds=(0, 1),
        explore=(0.15, 0.45),
        source=ASSUMED,
        doc="Expertise or passion on a topic from which somebody counts as knowing it or caring for it.",
    )
    cooling_weeks: int = param(
        52,
        unit="weeks",
        bounds=(0, 520),
        explore=(26, 104),
        null=0,
        source=ASSUMED,
        doc="Mean time before someone who left considers joining again.",
    )
    guest: float = param(
        2.5,
        unit="logit",
        bounds=(0, 20),
        explore=(1.0, 4.0),
        null=0.0,
        source=ASSUMED,
        doc="Extra pull when a non-member could join by asking a first question.",
    )


class Benefit(Group):
    """What a member takes a meeting or a question to have been worth (units of experienced benefit)."""

    prior: float = param(
        0.0,
        unit="benefit",
        bounds=(-2, 2),
        explore=(-0.2, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Benefit expected by somebody who knows no member.",
    )

    meeting_memory: float = param(
        0.15,
        unit="share",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Weight of the latest meeting in the running average.",
    )
    query_memory: float = param(
        0.10,
        unit="share",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Weight of the latest question in the running average.",
    )
    learning: float = param(
        20.0,
        unit="1/expertise",
        bounds=(0, 200),
        explore=(10.0, 40.0),
        null=0.0,
        source=ASSUMED,
        doc="Worth of expertise gained.",
    )
    helping: float = param(
        0.25,
        unit="benefit",
        bounds=(0, 5),
        explore=(0.1, 0.5),
        null=0.0,
        source=ASSUMED,
        doc="Worth of having helped.",
    )
    solving: float = param(
        0.6,
        unit="benefit",
        bounds=(0, 5),
        explore=(0.3, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Worth of an own problem solved.",
    )
    interest: float = param(
        0.06,
        unit="benefit/slot",
        bounds=(0, 1),
        explore=(0.03, 0.12),
        null=0.0,
        source=ASSUMED,
        doc="Worth of an exchange that is listened to with full attention.",
    )
    boredom: float = param(
        0.25,
        unit="attention",
        bounds=(0, 1),
        explore=(0.1, 0.4),
        null=0.0,
        source=ASSUMED,
        doc="Attention below which listening feels worse than nothing.",
    )
    meeting_cost: float = param(
        0.15,
        unit="benefit",
        bounds=(0, 2),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Benefit that a meeting must bring to have been worth it.",
    )
    answered: float = param(
        0.3,
        unit="benefit",
        bounds=(0, 5),
        explore=(0.1, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="Worth of getting an answer.",
    )
    ignored: float = param(
        0.2,
        unit="benefit",
        bounds=(0, 5),
        explore=(0.1, 0.4),
        null=0.0,
        source=ASSUMED,
        doc="Disappointment of getting none.",
    )
    identification_step: float = param(
        0.06,
        unit="share",
        bounds=(0, 1),
        explore=(0.02, 0.12),
        null=0.0,
        source=ASSUMED,
        doc="Growth of identification with each answer given or received.",
    )
    identification_fade: float = param(
        0.004,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.001, 0.01),
        null=0.0,
        source=ASSUMED,
        doc="Fading of identification.",
    )


class Facilitation(Group):
    """What facilitators' hours buy; each act takes time."""

    agenda_hours: float = param(
        1.0,
        unit="h/meeting",
        bounds=(0.05, 40),
        explore=(0.5, 2.0),
        source=ASSUMED,
        doc="Time to prepare the agenda of one meeting.",
    )
    match_hours: float = param(
        0.25,
        unit="h/question",
        bounds=(0.01, 40),
        explore=(0.1, 0.5),
        source=ASSUMED,
        doc="Time to find somebody for a question that nobody answered.",
    )
    overtime: float = param(
        2.0,
        unit="times",
        bounds=(1, 100),
        explore=(1.0, 3.0),
        source=ASSUMED,
        doc="How many times the hours left after agendas may go to questions in a week of many more than foreseen.",
    )
    memory: float = param(
        0.1,
        unit="share",
        bounds=(0, 1),
        explore=(0.05, 0.3),
        null=0.0,
        source=ASSUMED,
        doc="Weight of the latest week in what facilitators expect of the next.",
    )
