"""Policy levers: what an organization can choose. The schema holds every lever of the mission's table.

A lever whose ``read_by`` is None has no mechanism yet and is refused unless left at its default.
"""

from typing import Literal

from pydantic import model_validator

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
        doc="Duty to attend of mandated members.",
    )
    yoked_hours: bool = param(
        True,
        unit="choice",
        null=False,
        source=ASSUMED,
        read_by="meetings",
        doc="mandated_yoked: as many members attend each meeting as in the self-selected twin, by duty.",
    )
    invitation_threshold: float = param(
        0.5,
        unit="share of the domain",
        bounds=(0, 1),
        source=ASSUMED,
        read_by="invitation",
        doc="invitation: share of the domain that somebody seems to know or care for, from which members invite them.",
    )
    founders: int = param(
        6,
        unit="members",
        bounds=(0, 1000),
        source=ASSUMED,
        read_by="membership",
        doc="invitation: a community with fewer members than this, as of last week, is open to all.",
    )
    recognised_share: float = param(
        0.2,
        unit="share",
        bounds=(0, 1),
        source=ASSUMED,
        read_by="membership",
        doc="expert_recognised: share of the organization that managers take for experts on a domain.",
    )


class Obligation(Group):
    """What a member owes."""

    projects_per_year: float = param(
        0.0,
        unit="projects/member/year",
        bounds=(0, 12),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Knowledge-development projects that keep a membership.",
    )
    deliverables_on_demand: bool = param(
        False,
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Sponsors may order deliverables.",
    )


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


class Events(Group):
    """Meetings and other occasions."""

    meeting_weeks: int = param(
        2,
        unit="weeks",
        bounds=(1, 52),
        explore=(1, 4),
        source=ASSUMED,
        read_by="meetings",
        doc="Weeks from one meeting of a community to the next.",
    )
    meeting_hours: float = param(
        1.5,
        unit="h/meeting",
        bounds=(0.25, 40),
        explore=(1.0, 3.0),
        source=ASSUMED,
        read_by="meetings",
        doc="Length of a meeting.",
    )
    agenda: bool = param(
        True,
        unit="choice",
        null=False,
        source=SOURCE,
        read_by="meetings",
        doc="Whether meetings have an agenda.",
    )
    mode: Literal["in_person", "remote", "email"] = param(
        "in_person",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="How members meet.",
    )
    workshops_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 52),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Workshops.",
    )
    conferences_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 12),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Annual conference.",
    )
    fairs_per_year: float = param(
        0.0,
        unit="1/year",
        bounds=(0, 12),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Knowledge fairs.",
    )


class Rewards(Group):
    """Prices that enter people's utilities."""

    recognition: float = param(
        0.0,
        unit="intensity",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=SOURCE,
        read_by="membership, queries, meetings",
        doc="Recognition of contributions: cards, early access to technology.",
    )
    recognition_cost: float = param(
        10.0,
        unit="money/contribution",
        bounds=(0, None),
        null=0.0,
        source=ASSUMED,
        read_by="metrics",
        doc="Price of full recognition of one visible contribution.",
    )
    appraisal: float = param(
        0.0,
        unit="weight",
        bounds=(-1, 1),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Promotion or appraisal that counts (or overlooks) contributions.",
    )
    pay_per_contribution: float = param(
        0.0,
        unit="money",
        bounds=(0, None),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Pay per contribution.",
    )
    unit_bonus: float = param(
        0.0,
        unit="share of pay",
        bounds=(0, 1),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Bonus tied to unit performance.",
    )


class Obstacles(Group):
    """What stands in the way."""

    it_access: float = param(
        1.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.3, 1.0),
        null=1.0,
        source=SOURCE,
        read_by="queries",
        doc="How well information technology serves the query channel (1: fully).",
    )
    rivalry: float = param(
        0.0,
        unit="intensity",
        bounds=(0, 1),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Rewards that set colleagues against each other.",
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


class Valuation(Group):
    """How the value of communities is measured."""

    method: Literal["none", "stories", "systematic", "competition", "deliverables"] = param(
        "none",
        unit="choice",
        source=SOURCE,
        read_by=None,
        doc="Way of collecting evidence.",
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


class Rivals(Group):
    """Where the same money could go."""

    mentoring_hours: float = param(
        0.0,
        unit="h/person/week",
        bounds=(0, 40),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Assigned mentoring pairs.",
    )
    repository_cost: float = param(
        0.0,
        unit="money/year",
        bounds=(0, None),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Intranet repository.",
    )
    directory_cost: float = param(
        0.0,
        unit="money/year",
        bounds=(0, None),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Expert directory.",
    )
    classroom_hours: float = param(
        0.0,
        unit="h/person/year",
        bounds=(0, 400),
        null=0.0,
        source=SOURCE,
        read_by=None,
        doc="Classroom training.",
    )


class Policy(Group):
    """One combination of levers."""

    label: str = param("", unit="text", source="user", doc="A name for people; nothing in the model reads it.")
    membership: Membership = Membership()
    obligation: Obligation = Obligation()
    formation: Formation = Formation()
    domain: Domain = Domain()
    sponsorship: Sponsorship = Sponsorship()
    funding: Funding = Funding()
    support: Support = Support()
    direction: Direction = Direction()
    events: Events = Events()
    rewards: Rewards = Rewards()
    obstacles: Obstacles = Obstacles()
    leadership: Leadership = Leadership()
    valuation: Valuation = Valuation()
    form: Form = Form()
    rivals: Rivals = Rivals()

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> "Policy":
        rule, needs = self.membership.rule, []
        if rule == "none":
            needs = [
                name
                for name, value in (
                    ("support.facilitator_hours", self.support.facilitator_hours),
                    ("support.introductions", self.support.introductions),
                    ("rewards.recognition", self.rewards.recognition),
                )
                if value > 0
            ]
        if needs:
            raise ValueError(f"{needs[0]} needs communities, but membership.rule is none; choose a rule or set it to 0")
        if self.membership.required_attendance > 0 and rule not in ("mandated", "mandated_open"):
            raise ValueError(
                f"membership.required_attendance={self.membership.required_attendance} contradicts "
                f"membership.rule={rule}: only a mandate obliges; choose a mandated rule or set it to 0"
            )
        return self
