"""Levers of belonging: who is a member, and what membership obliges to."""

from typing import Literal

from copsim.config.declare import Group, param

ASSUMED = "assumed"
SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Membership(Group):
    """Who belongs, and what membership obliges to."""

    rule: Literal[
        "none",
        "self_selected",
        "open",
        "expert_recognised",
        "mandated",
        "mandated_open",
        "mandated_yoked",
        "invitation",
    ] = param(
        "none",
        unit="choice",
        source=SOURCE,
        read_by="membership",
        felt="memberships",
        doc="none: no communities. self_selected: whoever wants to. open: likewise, also as a reader only. "
        "expert_recognised: whom a manager recognises may. mandated: each person to the community nearest the "
        "job's topic. mandated_open: that, and voluntary membership besides. mandated_yoked: the members of the "
        "self-selected twin world of the same seed, obliged. invitation: whom a member knows, thinks fit and asks.",
    )
    required_attendance: float = param(
        0.0,
        unit="share of meetings",
        bounds=(0, 1),
        null=0.0,
        source=ASSUMED,
        read_by="meetings",
        felt="required_hours",
        doc="Duty to attend of mandated members.",
    )
    yoked_hours: bool = param(
        True,
        unit="choice",
        null=False,
        source=ASSUMED,
        read_by="meetings",
        felt="required_hours",
        doc="mandated_yoked: as many members attend each meeting as in the self-selected twin, by duty.",
    )
    invitation_threshold: float = param(
        0.5,
        unit="share of the domain",
        bounds=(0, 1),
        source=ASSUMED,
        read_by="invitation",
        felt="invitations",
        doc="invitation: share of the domain that somebody seems to know or care for, from which members invite them.",
    )
    founders: int = param(
        6,
        unit="members",
        bounds=(0, 1000),
        source=ASSUMED,
        read_by="membership",
        felt="memberships",
        doc="invitation: a community with fewer members than this, as of last week, is open to all.",
    )
    recognised_share: float = param(
        0.2,
        unit="share",
        bounds=(0, 1),
        source=ASSUMED,
        read_by="membership",
        felt="memberships",
        doc="expert_recognised: share of the organization that managers take for experts on a domain.",
    )


class Obligation(Group):
    """What a member owes."""

    projects_per_year: float = param(
        0.0,
        unit="projects/member/year",
        bounds=(0, 12),
        explore=(0.0, 2.0),
        null=0.0,
        source=SOURCE,
        read_by="codification",
        felt="codified_items",
        doc="Knowledge-development projects that keep a membership, in required hours.",
    )
    deliverables_on_demand: bool = param(
        False,
        unit="choice",
        null=False,
        source=SOURCE,
        read_by="codification",
        felt="deliverables",
        doc="The sponsor orders a deliverable of each community every quarter.",
    )
