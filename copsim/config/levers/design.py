"""Levers of design: how communities come about, what they are about, who leads them, in which form."""

from typing import Literal

from copsim.config.declare import Group, param

ASSUMED = "assumed"
SOURCE = "Wenger and Snyder 2000: lever named; value assumed"


class Formation(Group):
    """How communities come about."""

    how: Literal["existing", "spontaneous", "seeded", "nominated", "decreed"] = param(
        "existing",
        unit="choice",
        source=SOURCE,
        read_by="launching",
        felt="memberships",
        doc="existing: the organization's communities are there when the policy starts. spontaneous: whoever wants to "
        "founds one. seeded: interviews with prospective members before the launch. nominated: units name leaders, "
        "who are invited from the top. decreed: management appoints first coordinators.",
    )
    interviews: int = param(
        0,
        unit="interviews/community",
        bounds=(0, 1000),
        source=SOURCE,
        read_by="launching",
        felt="memberships",
        doc="seeded: interviews with prospective members before the launch, for each community.",
    )
    possible: int = param(
        48,
        unit="communities",
        bounds=(0, 60),
        null=0,
        source=ASSUMED,
        read_by="launching",
        felt="communities",
        doc="spontaneous: communities that could be founded: one for each topic, then one for each topic and region.",
    )


class Domain(Group):
    """What communities are about."""

    breadth: int = param(
        0,
        unit="topics/community",
        bounds=(0, 60),
        source=SOURCE,
        read_by="launching",
        felt="memberships",
        doc="Topics in a community's domain; 0 shares all topics out evenly.",
    )
    chosen_for: Literal["topics", "strategy", "problems"] = param(
        "topics",
        unit="choice",
        source=SOURCE,
        read_by="launching",
        felt="memberships",
        doc="What domains are chosen for.",
    )
    redefined_by: Literal["nobody", "active_members"] = param(
        "nobody",
        unit="choice",
        source=SOURCE,
        read_by="lifecycle",
        felt="memberships",
        doc="Who may redefine a domain.",
    )
    split_by: Literal["never", "topic", "region", "job"] = param(
        "never",
        unit="choice",
        source=SOURCE,
        read_by="lifecycle",
        felt="communities",
        doc="How large communities subdivide.",
    )
    split_above: int = param(
        0,
        unit="members",
        bounds=(0, 1_000_000),
        source=SOURCE,
        read_by="lifecycle",
        felt="communities",
        doc="Size above which a community subdivides.",
    )
    split_into: int = param(
        2,
        unit="communities",
        bounds=(2, 6),
        source=ASSUMED,
        read_by="lifecycle",
        felt="communities",
        doc="Number of communities into which one subdivides.",
    )


class Leadership(Group):
    """How coordinators come to office."""

    chosen_by: Literal["peers", "management", "nobody"] = param(
        "peers",
        unit="choice",
        source=SOURCE,
        read_by="leadership",
        felt="contributions",
        doc="Who chooses the coordinator. nobody: there is none; agendas are made from what members have heard.",
    )


class Form(Group):
    """Form of organization and reach."""

    form: Literal["community", "work_group", "project_team", "informal_network"] = param(
        "community",
        unit="choice",
        source=SOURCE,
        read_by="lifecycle",
        felt="memberships",
        doc="What holds groups together, and how they end. community: as long as something happens in it. "
        "work_group: until its unit is reorganized. project_team: when the project is over; then the next begins, "
        "without its members. informal_network: membership is knowing members.",
    )
    project_weeks: int = param(
        26,
        unit="weeks",
        bounds=(4, 5200),
        explore=(13, 52),
        source=ASSUMED,
        read_by="lifecycle",
        felt="dissolutions",
        doc="project_team: weeks that a project takes.",
    )
    reach: Literal["firm", "unit", "companies"] = param(
        "firm",
        unit="choice",
        source=SOURCE,
        read_by="launching",
        felt="memberships",
        doc="How far a community reaches.",
    )
