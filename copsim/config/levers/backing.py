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
        read_by="ideas",
        felt="ideas_adopted",
        doc="Executive sponsor or board.",
    )
    removes_obstacles: bool = param(
        False,
        unit="choice",
        null=False,
        source=SOURCE,
        read_by="oversight",
        felt="contributions",
        doc="Obstacle removal.",
    )
    legitimacy: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=SOURCE,
        read_by="oversight",
        felt="memberships",
        doc="Share of line managers who agree to the time.",
    )
    demands: float = param(
        0.0,
        unit="told value over outlay",
        bounds=(0, None),
        explore=(0.0, 4.0),
        null=0.0,
        source="assumed",
        read_by="valuation",
        felt="paying",
        doc="Value told, over what the policy pays, below which the sponsor stops paying until a later review.",
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
        felt="displaced_hours",
        doc="Assigned work that everybody is released from.",
    )
    activity_grants: float = param(
        0.0,
        unit="money/community/year",
        bounds=(0, None),
        explore=(0.0, 10000.0),
        null=0.0,
        source=SOURCE,
        read_by="lifecycle",
        felt="embeddedness",
        doc="Grants to communities that manage their own budgets.",
    )
    participation_paid: float = param(
        0.0,
        unit="share of hours given",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=SOURCE,
        read_by="settlement",
        felt="displaced_hours",
        doc="Participation paid by units.",
    )
    leader_weeks: float = param(
        0.0,
        unit="weeks/coordinator/year",
        bounds=(0, 52),
        explore=(0.0, 6.0),
        null=0.0,
        source=SOURCE,
        read_by="leadership",
        felt="invitations",
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
        felt="answered_24h",
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
        felt="memberships",
        doc="Rate at which managers introduce people to a community that would suit them.",
    )
    team_hours: float = param(
        0.0,
        unit="h/week",
        bounds=(0, 10_000),
        explore=(0.0, 40.0),
        null=0.0,
        source=SOURCE,
        read_by="facilitation",
        felt="engagement",
        doc="Support team: coordination, library, technical help, outside information.",
    )
    library: bool = param(
        False,
        unit="choice",
        null=False,
        source=SOURCE,
        read_by="codification",
        felt="codified_items",
        doc="A place for what members write down of their own accord.",
    )
    corporate_university: bool = param(
        False,
        unit="choice",
        null=False,
        source=SOURCE,
        read_by="facilitation",
        felt="engagement",
        doc="Link to a corporate university.",
    )


class Direction(Group):
    """What is prescribed and inspected."""

    agenda_share: float = param(
        0.0,
        unit="share of slots",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=SOURCE,
        read_by="briefings",
        felt="engagement",
        doc="Share of exchange slots that the sponsor prescribes.",
    )
    outcomes_set_by: Literal["members", "sponsor"] = param(
        "members",
        unit="choice",
        source=SOURCE,
        read_by="codification",
        felt="practice_level",
        doc="Who sets outcomes: what is written about. sponsor: what the organization demands.",
    )
    inspection_hours: float = param(
        0.0,
        unit="h/member/month",
        bounds=(0, 40),
        explore=(0.0, 4.0),
        null=0.0,
        source=SOURCE,
        read_by="motives",
        felt="community_hours",
        doc="Members' time for quarterly reports or monthly reviews.",
    )


class Valuation(Group):
    """How the value of communities is measured."""

    method: Literal["none", "stories", "systematic", "competition", "deliverables"] = param(
        "none",
        unit="choice",
        source=SOURCE,
        read_by="valuation",
        felt="told_value",
        doc="Way of collecting evidence.",
    )
