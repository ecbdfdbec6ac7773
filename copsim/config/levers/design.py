"""Levers of design: how communities come about, what they are about, who leads them, in which form."""

from typing import Literal

from copsim.config.declare import Group, param

SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Formation(Group):
    """How communities come about."""

    how: Literal["existing", "spontaneous", "seeded", "nominated", "decreed"] = param(
        "existing",
        unit="choice",
        source=SOURCE,
        read_by="programme",
        unread=("spontaneous", "seeded", "nominated", "decreed"),
        doc="existing: the organization's communities are there when the policy starts.",
    )
    interviews: int = param(
        0,
        unit="interviews/community",
        bounds=(0, 1000),
        null=0,
        source=SOURCE,
        read_by=None,
        doc="Interviews with prospective members before the launch.",
    )


class Domain(Group):
    """What communities are about."""

    breadth: int = param(
        0,
        unit="topics/community",
        bounds=(0, 60),
        source=SOURCE,
        read_by="programme",
        doc="Topics in a community's domain; 0 shares all topics out evenly.",
    )
    chosen_for: Literal["topics", "strategy", "problems"] = param(
        "topics",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="What domains are chosen for.",
    )
    redefined_by: Literal["nobody", "active_members"] = param(
        "nobody",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Who may redefine a domain.",
    )
    split_by: Literal["never", "topic", "region", "job"] = param(
        "never",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="How large communities subdivide.",
    )
    split_above: int = param(
        0,
        unit="members",
        bounds=(0, 1_000_000),
        null=0,
        source=SOURCE,
        read_by=None,
        doc="Size above which a community subdivides.",
    )


class Leadership(Group):
    """How coordinators come to office."""

    chosen_by: Literal["peers", "management"] = param(
        "peers",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Who chooses the coordinator.",
    )


class Form(Group):
    """Form of organization and reach."""

    form: Literal["community", "work_group", "project_team", "informal_network"] = param(
        "community",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Form of organization.",
    )
    reach: Literal["firm", "unit", "companies"] = param(
        "firm",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="How far a community reaches.",
    )
