"""A scenario: everything that defines a run but its seed."""

from typing import Any

from pydantic import Field, ValidationError, model_validator

from copsim.config.behaviours import Behaviour
from copsim.config.declare import Group, declared, param
from copsim.config.levers.backing import Direction, Sponsorship
from copsim.config.organization import Organization
from copsim.config.policy import Policy
from copsim.config.refusal import refusal
from copsim.config.shocks import dated, refuse_impossible
from copsim.config.timeline import Change
from copsim.errors import InputError, nearest

MOST_COMMUNITIES = 60  # as many as bits tell apart


class Scenario(Group):
    """What is asked of the model."""

    weeks: int = param(260, unit="weeks", bounds=(1, 5200), source="assumed", doc="Reported weeks (horizon).")
    warmup_weeks: int = param(
        260,
        unit="weeks",
        bounds=(0, 5200),
        source="long enough that knowledge drifts no more (experiments/default_firm.py); selection on match takes years",
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
        refuse_impossible(self.organization, self.timeline, self.weeks)
        spans = self.policies()
        for change in dated(self.timeline, "sponsor_lost"):
            if self.policy_before(change).sponsorship.sponsor == "none":
                raise ValueError(
                    f"timeline: sponsor_lost at week {change.week} and policy.sponsorship.sponsor=none exclude each "
                    "other; there is no sponsor to lose"
                )
        for week, policy in spans[1:]:
            if policy.membership.rule == "mandated_yoked" or spans[0][1].membership.rule == "mandated_yoked":
                raise ValueError(
                    f"timeline: the change at week {week} and membership.rule=mandated_yoked exclude each other; "
                    "a yoke holds for the whole horizon"
                )
        for _, policy in spans:
            founded = policy.formation.how == "spontaneous"
            if policy.membership.rule != "none" and self.organization.communities == 0 and not founded:
                raise ValueError(
                    f"policy.membership.rule={policy.membership.rule} needs communities, but "
                    "organization.communities=0; raise it, let people found them with formation.how=spontaneous, or "
                    "choose membership.rule=none"
                )
            if policy.rivals.repository_cost > 0 and self.organization.wage == 0:
                raise ValueError(
                    f"policy.rivals.repository_cost={policy.rivals.repository_cost:g} buys hours at the wage, but "
                    "organization.wage=0; set a wage or leave the repository at 0"
                )
        return self

    def roots(self) -> int:
        """Communities that there can be without another subdividing."""
        policies = [policy for _, policy in self.policies()]
        possible = max((p.formation.possible for p in policies if p.formation.how == "spontaneous"), default=0)
        most = MOST_COMMUNITIES // (1 + self._parts())
        return max(self.organization.communities, min(most, self.organization.communities + possible))

    def slots(self) -> int:
        """Communities that there can be in all."""
        return min(MOST_COMMUNITIES, self.roots() * (1 + self._parts()))

    def _parts(self) -> int:
        """Parts into which a community may subdivide; 0 if none ever does."""
        domains = [policy.domain for _, policy in self.policies()]
        return max((d.split_into for d in domains if d.split_by != "never" and d.split_above > 0), default=0)

    def policies(self) -> list[tuple[int, Policy]]:
        """The policy in force from each reported week on: (week, policy), starting with week 0."""
        spans = [(0, self.policy)]
        for change in sorted(self.timeline, key=lambda c: c.week):
            if change.policy or change.ends or change.shock == "sponsor_lost":
                policy = policy_after(change, spans[-1][1])
                if change.week == spans[-1][0]:
                    spans.pop()
                spans.append((change.week, policy))
        return spans

    def policy_before(self, change: Change) -> Policy:
        """The policy that a change of the timeline meets."""
        policy = self.policy
        for other in sorted(self.timeline, key=lambda c: c.week):
            if other is change:
                break
            policy = policy_after(other, policy)
        return policy


def policy_after(change: Change, policy: Policy) -> Policy:
    """The policy that a dated change leaves; whoever loses the sponsor loses what the sponsor granted or prescribed."""
    if change.ends:
        policy = Policy()
    if change.shock == "sponsor_lost":
        policy = policy.model_copy(update={"sponsorship": Sponsorship(), "direction": Direction()})
    return changed(policy, change.policy)


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
