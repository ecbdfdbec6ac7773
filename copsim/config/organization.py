"""The organization: how many people, in which units and sites, on which topics, at which prices."""

from typing import Literal

from pydantic import model_validator

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Culture(Group):
    """Formal to informal: what people listen to and line managers tolerate (a condition, not a lever)."""

    manager_approval: float = param(
        0.0,
        unit="weight",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=ASSUMED,
        read_by="motives",
        felt="memberships",
        doc="Weight of managers' approval in what people do.",
    )
    peer_approval: float = param(
        0.0,
        unit="weight",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=ASSUMED,
        read_by="motives",
        felt="memberships",
        doc="Weight of peers' approval in what people do.",
    )
    release_share: float = param(
        1.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=1.0,
        source=ASSUMED,
        read_by="motives",
        felt="memberships",
        doc="Share of managers who release people when slack is short.",
    )
    agenda_acceptance: float = param(
        1.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=1.0,
        source=ASSUMED,
        read_by="motives",
        felt="memberships",
        doc="Acceptance of members' own agendas.",
    )
    line_enforcement: float = param(
        0.0,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source=ASSUMED,
        read_by="asking",
        felt="cross_unit_share",
        doc="Enforcement of formal reporting lines.",
    )


class Organization(Group):
    """The default firm of the model's specification, unless changed."""

    headcount: int = param(
        300,
        unit="employees",
        bounds=(2, 2_000_000),
        source=ASSUMED,
        doc="Employees at week 0.",
    )
    units: int = param(6, unit="units", bounds=(1, 100_000), source=ASSUMED, doc="Organizational units.")
    team_size: int = param(
        12,
        unit="employees",
        bounds=(1, 10_000),
        source="groups within which e-mail is some 11 times denser (email-Eu-core, SNAP)",
        doc="People in a team, within one unit.",
    )
    sites: int = param(4, unit="sites", bounds=(1, 10_000), source=ASSUMED, doc="Places where people work.")
    site_hours_apart: float = param(
        0.0,
        unit="h",
        bounds=(0, 12),
        null=0.0,
        source=ASSUMED,
        doc="Time difference between one site and the next.",
    )
    topics: int = param(16, unit="topics", bounds=(1, 60), source=ASSUMED, doc="Topics that work can be about.")
    communities: int = param(
        8,
        unit="communities",
        bounds=(0, 60),
        source=ASSUMED,
        doc="Communities that exist from week 0 when the policy has communities.",
    )
    capacity_hours: float = param(
        40.0,
        unit="h/week",
        bounds=(1, 100),
        source=ASSUMED,
        doc="Working time of a person.",
    )
    assigned_hours: float = param(
        28.0,
        unit="h/week",
        bounds=(0, 80),
        explore=(22.0, 35.0),
        null=0.0,
        source=ASSUMED,
        doc="Mean workload: hours of assigned work.",
    )
    assigned_spread: float = param(
        5.0,
        unit="h/week",
        bounds=(0, 20),
        explore=(2.0, 8.0),
        null=0.0,
        source=ASSUMED,
        doc="Half width of the spread of assigned work over seats (uniform).",
    )
    wage: float = param(50.0, unit="money/h", bounds=(0, None), source=ASSUMED, doc="Cost of an hour.")
    hour_worth: float = param(
        1.5,
        unit="1",
        bounds=(0, 20),
        explore=(1.0, 2.5),
        null=0.0,
        source=ASSUMED,
        doc="Worth of an hour of assigned work over its wage.",
    )
    replacement_share: float = param(
        0.21,
        unit="share of yearly pay",
        bounds=(0, 5),
        explore=(0.1, 0.5),
        null=0.0,
        source="Boushey and Glynn 2012: median of 27 cases",
        doc="Cost of replacing somebody who quits.",
    )
    severance_weeks: float = param(
        8.0,
        unit="weeks of pay",
        bounds=(0, 520),
        explore=(2.0, 26.0),
        null=0.0,
        source=ASSUMED,
        doc="Severance of somebody whose seat is closed by layoffs.",
    )
    applicants: float = param(
        0.2,
        unit="1/week",
        bounds=(0.001, 1),
        explore=(0.1, 0.4),
        source=ASSUMED,
        doc="Chance in a week that a vacant seat finds somebody.",
    )
    companies: int = param(
        1,
        unit="companies",
        bounds=(1, 1000),
        source=ASSUMED,
        doc="Companies among which the units are shared out; only communities that reach across bring people together.",
    )
    max_ties: int = param(24, unit="ties/person", bounds=(1, 200), source=ASSUMED, doc="Ties a person can keep.")
    form: Literal["functions", "platforms"] = param(
        "functions",
        unit="choice",
        source=ASSUMED,
        doc="Whether units are made by topic or by product; a reorganization changes it.",
    )
    roster: str = param(
        "",
        unit="path",
        source="user",
        doc="CSV with a row per seat: seat and, if wanted, unit, team, site, topic, assigned_hours, tenure_weeks.",
    )
    tie_list: str = param(
        "",
        unit="path",
        source="user",
        doc="CSV with a row per tie: seat, other, strength.",
    )
    culture: Culture = Culture()

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> "Organization":
        if self.communities > self.topics:
            raise ValueError(
                f"communities={self.communities} exceeds the {self.topics} domains that "
                f"topics={self.topics} allow; lower communities or raise topics"
            )
        if self.units > self.headcount:
            raise ValueError(f"units={self.units} exceeds headcount={self.headcount}; every unit needs somebody")
        if self.companies > self.units:
            raise ValueError(f"companies={self.companies} exceeds units={self.units}; every company needs a unit")
        if self.sites > self.headcount:
            raise ValueError(f"sites={self.sites} exceeds headcount={self.headcount}; every site needs somebody")
        return self
