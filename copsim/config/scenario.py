"""A scenario: everything that defines a run but its seed."""

from typing import Any

from pydantic import Field, ValidationError, model_validator

from copsim.config.behaviours import Behaviour
from copsim.config.declare import Group, declared, param
from copsim.config.organization import Organization
from copsim.config.policy import Policy
from copsim.config.refusal import refusal
from copsim.config.timeline import Change
from copsim.errors import InputError, nearest


class Scenario(Group):
    """What is asked of the model."""

    weeks: int = param(260, unit="weeks", bounds=(1, 5200), source="assumed", doc="Reported weeks (horizon).")
    warmup_weeks: int = param(
        156,
        unit="weeks",
        bounds=(0, 5200),
        source="assumed; job-match selection lowers turnover for years",
        doc="Weeks without policy before week 0, shared by all twins and not reported.",
    )
    organization: Organization = Organization()
    behaviour: Behaviour = Behaviour()
    policy: Policy = Policy()
    timeline: tuple[Change, ...] = Field(default=(), description="Dated changes of policy, and shocks.")

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> "Scenario":
        for change in self.timeline:
            if change.week >= self.weeks:
                raise ValueError(
                    f"timeline: the change at week {change.week} lies after the horizon of {self.weeks} weeks; "
                    "lengthen weeks or move the change"
                )
        work = self.behaviour.work
        if work.deadline_first > work.deadline_last:
            raise ValueError(
                f"behaviour.work: deadline_first={work.deadline_first} exceeds deadline_last={work.deadline_last}"
            )
        if work.easiest > work.hardest:
            raise ValueError(f"behaviour.work: easiest={work.easiest} exceeds hardest={work.hardest}")
        if self.policy.domain.breadth > self.organization.topics:
            raise ValueError(
                f"policy.domain.breadth={self.policy.domain.breadth} exceeds organization.topics="
                f"{self.organization.topics}; a domain cannot hold more topics than there are"
            )
        spans = self.policies()
        for week, policy in spans[1:]:
            if policy.membership.rule == "mandated_yoked" or spans[0][1].membership.rule == "mandated_yoked":
                raise ValueError(
                    f"timeline: the change at week {week} and membership.rule=mandated_yoked exclude each other; "
                    "a yoke holds for the whole horizon"
                )
            if policy.domain != spans[0][1].domain and policy.membership.rule != "none":
                raise ValueError(
                    f"timeline: no mechanism redefines domains at week {week} yet; leave policy.domain as it is"
                )
        for _, policy in spans:
            if policy.membership.rule != "none" and self.organization.communities == 0:
                raise ValueError(
                    f"policy.membership.rule={policy.membership.rule} needs communities, but "
                    "organization.communities=0; raise it or choose membership.rule=none"
                )
        return self

    def policies(self) -> list[tuple[int, Policy]]:
        """The policy in force from each reported week on: (week, policy), starting with week 0."""
        spans = [(0, self.policy)]
        for change in sorted(self.timeline, key=lambda c: c.week):
            policy = changed(Policy() if change.ends else spans[-1][1], change.policy)
            if change.week == spans[-1][0]:
                spans[-1] = (change.week, policy)
            else:
                spans.append((change.week, policy))
        return spans


def changed(policy: Policy, settings: dict[str, Any]) -> Policy:
    """``policy`` with levers given by dotted path replaced; unknown paths are refused."""
    tree = policy.model_dump()
    known = [d.path for d in declared(Policy)]
    for path, value in settings.items():
        if path not in known:
            raise ValueError(f"timeline: unknown lever {path!r}{nearest(path, known)}")
        branch = tree
        *parents, leaf = path.split(".")
        for name in parents:
            branch = branch[name]
        branch[leaf] = value
    try:
        return Policy.model_validate(tree)
    except ValidationError as error:
        raise ValueError(f"timeline: {refusal(error, list(declared(Policy)))}") from None


def build_scenario(tree: dict[str, Any]) -> Scenario:
    """Scenario from nested settings, or InputError in one sentence.

    Unknown keys are refused with the nearest known one.
    """
    try:
        return Scenario.model_validate(tree)
    except ValidationError as error:
        raise InputError(refusal(error, list(declared(Scenario)))) from None
