"""A policy: one combination of levers. The schema holds every lever of the mission's table.

A lever whose ``read_by`` is None has no mechanism yet and is refused unless left at its default.
"""

from collections.abc import Iterator

from pydantic import model_validator

from copsim.config.declare import Group, param
from copsim.config.levers.backing import Direction, Funding, Sponsorship, Support, Valuation
from copsim.config.levers.belonging import Membership, Obligation
from copsim.config.levers.design import Domain, Form, Formation, Leadership
from copsim.config.levers.motives import Obstacles, Rewards
from copsim.config.levers.occasions import FAIR_OFFSET, Events, is_due
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
        for refused in (self._without_communities(), self._without_duty(), *self._at_odds()):
            if refused:
                raise ValueError(refused)
        return self

    def _without_communities(self) -> str:
        """Levers that need communities where there are none."""
        if self.membership.rule != "none":
            return ""
        needs = {
            "support.facilitator_hours": self.support.facilitator_hours,
            "support.introductions": self.support.introductions,
            "support.team_hours": self.support.team_hours,
            "support.corporate_university": self.support.corporate_university,
            "rewards.recognition": self.rewards.recognition,
            "rewards.pay_per_contribution": self.rewards.pay_per_contribution,
            "funding.activity_grants": self.funding.activity_grants,
            "funding.participation_paid": self.funding.participation_paid,
            "funding.leader_weeks": self.funding.leader_weeks,
            "direction.agenda_share": self.direction.agenda_share,
            "direction.inspection_hours": self.direction.inspection_hours,
            "events.workshops_per_year": self.events.workshops_per_year,
            "events.conferences_per_year": self.events.conferences_per_year,
            "events.fairs_per_year": self.events.fairs_per_year,
            "formation.interviews": self.formation.interviews,
            "obligation.projects_per_year": self.obligation.projects_per_year,
            "obligation.deliverables_on_demand": self.obligation.deliverables_on_demand,
            "support.library": self.support.library,
        }
        asked = [name for name, value in needs.items() if value > 0]
        told = "needs communities, but membership.rule is none; choose a rule or set it to 0"
        return f"{asked[0]} {told}" if asked else ""

    def _without_duty(self) -> str:
        """Duty to attend where nobody is obliged."""
        required, rule = self.membership.required_attendance, self.membership.rule
        if required <= 0 or rule in ("mandated", "mandated_open"):
            return ""
        return (
            f"membership.required_attendance={required} contradicts membership.rule={rule}: only a mandate obliges; "
            "choose a mandated rule or set it to 0"
        )

    def _at_odds(self) -> Iterator[str]:
        """Pairs of settings that exclude each other."""
        domain, sponsorship = self.domain, self.sponsorship
        if domain.split_by in ("topic", "job") and domain.breadth == 1:
            yield f"domain.split_by={domain.split_by} cannot split domain.breadth=1; widen it or split by region"
        if domain.split_by != "never" and domain.split_above == 0:
            yield f"domain.split_by={domain.split_by} needs domain.split_above > 0, the members above which to split"
        if self.funding.leader_weeks > 0 and self.leadership.chosen_by == "nobody":
            yield (
                f"funding.leader_weeks={self.funding.leader_weeks:g} pays leaders, but leadership.chosen_by=nobody; "
                "let peers or management choose, or set it to 0"
            )
        if self.formation.interviews > 0 and self.formation.how != "seeded":
            yield (
                f"formation.interviews={self.formation.interviews} needs formation.how=seeded, got "
                f"formation.how={self.formation.how}; change one of them"
            )
        if self.formation.how == "seeded" and self.formation.interviews == 0:
            yield "formation.how=seeded needs formation.interviews > 0; say how many interviews a community gets"
        if self.obligation.deliverables_on_demand and sponsorship.sponsor == "none":
            yield (
                "obligation.deliverables_on_demand=true contradicts sponsorship.sponsor=none: a sponsor orders them; "
                "choose a sponsor or set it to false"
            )
        if self.direction.outcomes_set_by == "sponsor" and sponsorship.sponsor == "none":
            yield (
                "direction.outcomes_set_by=sponsor needs a sponsor, but sponsorship.sponsor=none; choose executive or "
                "board, or leave outcomes to members"
            )
        for name in ("legitimacy", "demands", "removes_obstacles"):
            if getattr(sponsorship, name) and sponsorship.sponsor == "none":
                yield (
                    f"sponsorship.{name}={getattr(sponsorship, name)} needs a sponsor, but sponsorship.sponsor=none; "
                    "choose executive or board"
                )
        if self.form.form == "informal_network" and self.leadership.chosen_by != "nobody":
            yield (
                "form.form=informal_network has no coordinator, but leadership.chosen_by="
                f"{self.leadership.chosen_by}; set it to nobody"
            )
        both = self.events.conferences_per_year > 0 and self.events.fairs_per_year > 0
        clash = next((week for week in range(520) if self._both_in(week)), None) if both else None
        if clash is not None:
            yield (
                f"events.conferences_per_year={self.events.conferences_per_year:g} and events.fairs_per_year="
                f"{self.events.fairs_per_year:g} fall into one week (week {clash}) and exclude each other; change one"
            )

    def _both_in(self, week: int) -> bool:
        """Whether a conference and a fair fall into one week."""
        events = self.events
        return is_due(week, events.conferences_per_year) and is_due(week + FAIR_OFFSET, events.fairs_per_year)
