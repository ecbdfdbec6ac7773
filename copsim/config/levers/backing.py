"""Levers of backing: sponsors, time and money, support, direction, and how value is measured."""

from typing import Literal

from copsim.config.declare import Group, param

SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Sponsorship(Group):
    """Who stands behind the communities."""

    sponsor: Literal["none", "executive", "board"] = param(
        "none",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Executive sponsor or board.",
    )
    removes_obstacles: bool = param(False, unit="choice", source=SOURCE, read_by=None, doc="Obstacle removal.")
    legitimacy: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Share of line managers who agree to the time.",
    )


class Funding(Group):
    """Time and money granted."""

    released_hours: float = param(
        0.0,
        unit="h/person/week",
        bounds=(0, 40),
        explore=(0.0, 2.0),
        null=0.0,
        source=SOURCE,
        read_by="timekeeping",
        doc="Assigned work that everybody is released from.",
    )
    activity_grants: float = param(
        0.0,
        unit="money/community/year",
        bounds=(0, None),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Grants to communities that manage their own budgets.",
    )
    participation_paid: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Participation paid by units.",
    )
    leader_weeks: float = param(
        0.0,
        unit="weeks/year",
        bounds=(0, 52),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Leaders' paid time.",
    )


class Support(Group):
    """Help for communities: each act takes somebody's hours."""

    facilitator_hours: float = param(
        0.0,
        unit="h/week",
        bounds=(0, 10_000),
        explore=(0.0, 40.0),
        null=0.0,
        source=SOURCE,
        read_by="facilitation",
        doc="Facilitators' time for all communities: agendas, then unanswered questions, then introductions.",
    )
    introductions: float = param(
        0.0,
        unit="introductions/person/week",
        bounds=(0, 1),
        explore=(0.0, 0.05),
        null=0.0,
        source=SOURCE,
        read_by="awareness",
        doc="Rate at which managers introduce people to a community that would suit them.",
    )
    team_hours: float = param(
        0.0,
        unit="h/week",
        bounds=(0, 10_000),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Support team: coordination, library, technical help, outside information.",
    )
    corporate_university: bool = param(
        False,
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Link to a corporate university.",
    )


class Direction(Group):
    """What is prescribed and inspected."""

    agenda_share: float = param(
        0.0,
        unit="share of slots",
        bounds=(0, 1),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Share of exchange slots that the sponsor prescribes.",
    )
    outcomes_set_by: Literal["members", "sponsor"] = param(
        "members",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Who sets outcomes.",
    )
    inspection_hours: float = param(
        0.0,
        unit="h/member/month",
        bounds=(0, 40),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Members' time for quarterly reports or monthly reviews.",
    )


class Valuation(Group):
    """How the value of communities is measured."""

    method: Literal["none", "stories", "systematic", "competition", "deliverables"] = param(
        "none",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Way of collecting evidence.",
    )
