"""A policy: one combination of levers. The schema holds every lever of the mission's table.

A lever whose ``read_by`` is None has no mechanism yet and is refused unless left at its default.
"""

from pydantic import model_validator

from copsim.config.declare import Group, param
from copsim.config.levers.backing import Direction, Funding, Sponsorship, Support, Valuation
from copsim.config.levers.belonging import Membership, Obligation
from copsim.config.levers.design import Domain, Form, Formation, Leadership
from copsim.config.levers.motives import Obstacles, Rewards
from copsim.config.levers.occasions import Events
from copsim.config.levers.rivals import Rivals


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
