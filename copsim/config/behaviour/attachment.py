"""Ties between people, and why people quit."""

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class TieLaw(Group):
    """Growth and fading of ties. Strength lies in [0, 1]."""

    team_contacts: float = param(
        0.15,
        unit="contacts/person/week",
        bounds=(0, 1),
        explore=(0.08, 0.3),
        null=0.0,
        source="set with the two below for a density 11 times higher within teams (e-mail of a research institution)",
        doc="Working contacts within the team.",
    )
    unit_contacts: float = param(
        0.09,
        unit="contacts/person/week",
        bounds=(0, 1),
        explore=(0.05, 0.1),
        null=0.0,
        source="as above",
        doc="Working contacts within the unit.",
    )
    firm_contacts: float = param(
        0.50,
        unit="contacts/person/week",
        bounds=(0, 1),
        explore=(0.25, 0.6),
        null=0.0,
        source="as above",
        doc="Working contacts anywhere in the organization.",
    )
    step: float = param(
        0.10,
        unit="share",
        bounds=(0, 1),
        explore=(0.05, 0.2),
        null=0.0,
        source=ASSUMED,
        doc="Share of the distance to full strength that one contact closes.",
    )
    start: float = param(
        0.3,
        unit="tie strength",
        bounds=(0, 1),
        explore=(0.15, 0.45),
        null=0.0,
        source=ASSUMED,
        doc="Strength of a tie after the first contact.",
    )
    fade: float = param(
        0.02,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.01, 0.04),
        null=0.0,
        source=ASSUMED,
        doc="Fading of a tie without contact.",
    )
    least: float = param(
        0.06,
        unit="tie strength",
        bounds=(0, 1),
        explore=(0.02, 0.12),
        null=0.0,
        source=ASSUMED,
        doc="Strength below which a tie is forgotten.",
    )
    small_talk: float = param(
        0.5,
        unit="contacts/attendee/meeting",
        bounds=(0, 1),
        explore=(0.2, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Chance that an attendee also gets to know somebody beside the exchanges.",
    )


class Turnover(Group):
    """The hazard of quitting, an acceptance rate of outside offers (matches: Jovanovic 1979)."""

    base: float = param(
        0.30,
        unit="1/year",
        bounds=(0, 2),
        explore=(0.22, 0.38),
        null=0.0,
        source="set so that turnover without communities is .15 a year (.10-.20)",
        doc="Hazard of a person at the reference of every influence.",
    )
    offers: float = param(
        0.035,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.03, 0.06),
        source=ASSUMED,
        doc="Rate of outside offers to a seat: the largest hazard there can be.",
    )
    embeddedness: float = param(
        0.25,
        unit="logit per SD",
        bounds=(0, 5),
        explore=(0.1, 0.6),
        null=0.0,
        source="odds .58-.71 per SD from correlations of embeddedness (Jiang et al. 2012); conservative",
        doc="How strongly ties hold.",
    )
    ties_reference: float = param(
        8.25,
        unit="tie strength",
        bounds=(0, 100),
        explore=(6.8, 8.8),
        source="default firm without communities",
        doc="Total tie strength at which there is neither push nor pull.",
    )
    ties_spread: float = param(
        0.88,
        unit="tie strength",
        bounds=(0.1, 100),
        explore=(0.6, 2.0),
        source="default firm without communities",
        doc="Standard deviation of total tie strength.",
    )
    overload: float = param(
        5.0,
        unit="per unit overload",
        bounds=(0, 50),
        explore=(2.0, 8.0),
        null=0.0,
        source=ASSUMED,
        doc="How strongly lasting overload drives away.",
    )
    overload_reference: float = param(
        0.0056,
        unit="share of capacity",
        bounds=(0, 1),
        explore=(0.0, 0.02),
        source=ASSUMED,
        doc="Overload at which there is neither push nor pull.",
    )
    overload_memory: float = param(
        0.08,
        unit="share",
        bounds=(0, 1),
        explore=(0.04, 0.2),
        null=0.0,
        source=ASSUMED,
        doc="Weight of the latest week in lasting overload.",
    )
    contagion: float = param(
        0.4,
        unit="per unit tie strength",
        bounds=(0, 5),
        explore=(0.1, 0.8),
        null=0.0,
        source="sign: Felps et al. 2009; value assumed",
        doc="Push when somebody close quits.",
    )
    contagion_fade: float = param(
        0.07,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.03, 0.15),
        source=ASSUMED,
        doc="Fading of that push.",
    )
    growth: float = param(
        0.25,
        unit="log hazard",
        bounds=(0, 5),
        explore=(0.0, 0.5),
        null=0.0,
        source="sign: career development is the first stated reason (Work Institute 2020); value assumed",
        doc="How strongly learning more than the reference holds.",
    )
    growth_reference: float = param(
        0.006,
        unit="expertise/week",
        bounds=(0.0001, 1),
        explore=(0.004, 0.008),
        source=ASSUMED,
        doc="Learning at which there is neither push nor pull.",
    )
    growth_memory: float = param(
        0.04,
        unit="share",
        bounds=(0, 1),
        explore=(0.02, 0.1),
        null=0.0,
        source=ASSUMED,
        doc="Weight of the latest week in the sense of growth.",
    )
    misfit: float = param(
        0.5,
        unit="per unit passion",
        bounds=(0, 5),
        explore=(0.2, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Push of a job whose topic one does not care for.",
    )
    misfit_reference: float = param(
        0.32,
        unit="passion",
        bounds=(0, 1),
        explore=(0.2, 0.45),
        source=ASSUMED,
        doc="Passion for the job's topic at which there is neither push nor pull.",
    )
    attachment: float = param(
        0.3,
        unit="log hazard per SD",
        bounds=(0, 5),
        explore=(0.0, 0.6),
        null=0.0,
        source=ASSUMED,
        doc="How strongly personal attachment to the organization holds.",
    )
    match: float = param(
        1.5,
        unit="log hazard per SD",
        bounds=(0, 5),
        explore=(0.75, 2.25),
        null=0.0,
        source="Jovanovic 1979 for the mechanism; value set for a peak in months 3-18",
        doc="How strongly the quality of the match counts once it is known.",
    )
    match_weeks: float = param(
        30.0,
        unit="weeks",
        bounds=(0.1, 1000),
        explore=(15.0, 45.0),
        source="as above",
        doc="Time in which the quality of the match becomes known.",
    )


class Recruiting(Group):
    """How vacancies find people, besides the applicants who come anyway."""

    referral: float = param(
        0.002,
        unit="1/member/week",
        bounds=(0, 1),
        explore=(0.001, 0.005),
        null=0.0,
        source=ASSUMED,
        doc="Rate at which a member of a community on the job's topic makes somebody outside hear of a vacancy.",
    )
    fits_from: float = param(
        0.5,
        unit="passion",
        bounds=(0, 1),
        explore=(0.3, 0.7),
        source=ASSUMED,
        doc="Passion for the job's topic from which somebody who hears of it in this way applies.",
    )
