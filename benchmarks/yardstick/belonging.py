"""Membership: hearing of communities, joining, staying, leaving, and what members live through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.yardstick import community_laws
from benchmarks.yardstick.community import Membership
from benchmarks.yardstick.person import Person

if TYPE_CHECKING:
    from benchmarks.yardstick.community import Community

VOLUNTARY = ("self_selected", "mandated_open")
MANDATED = ("mandated", "mandated_open")


class Belonging(Person):
    """How employees come to know of communities, and belong to them."""

    def may_enter(self, community: Community) -> bool:
        """Whether policy lets a non-member in now; former members are wary for a while."""
        if self.model.policy.membership.rule not in VOLUNTARY:
            return False
        return community not in self.memberships and community not in self.wary

    def be_introduced(self) -> None:
        """Managers or facilitators may take one in hand."""
        if self.random.random() < self.model.introduction_rate:
            self.meet_a_community()

    def meet_a_community(self) -> None:
        """Be introduced to the community, new to one and open, that would suit one best as others see it."""
        law = self.model.behaviour.awareness
        choice = [c for c in self.model.communities if c not in self.known and self.may_enter(c)]
        if not choice:
            return
        community = max(choice, key=self.suits)
        self.known.add(community)
        others = [member for member in community.members if member is not self]
        if others:
            member = self.random.choice(others)
            self.introduced.append(member)
            member.introduced.append(self)
        self.model.totals["manager"] += int(int(60.0 * law.introduction_hours) * self.model.managed_share)

    def suits(self, community: Community) -> float:
        """How well a community would suit one, as others see it."""
        law = self.model.behaviour.awareness
        job = law.job_in_fit * community.weight if self.home in community.topics else 0.0
        return self.fit(community) + job + law.fit_noise * (2.0 * self.fact("fit as seen", community) - 1.0)

    def reconsider(self) -> None:
        """Guests join; every few weeks one hears of communities, and may leave some and join others."""
        if self.guest is not None:
            self.joining[self.guest] = False
        if (self.model.clock + self.seat.number) % self.model.behaviour.joining.reconsider_weeks == 0:
            self.get_over_leaving()
            bonds, reports = self.survey()
            self.hear(bonds)
            self.leave_some(bonds)
            self.join_some(bonds, reports)
        if self.model.policy.membership.rule in MANDATED:
            community = self.model.nearest[self.home]
            if community not in self.memberships or not self.memberships[community].obliged:
                self.joining[community] = True

    def get_over_leaving(self) -> None:
        """Of the communities that one has left, some may be thought of again."""
        law = self.model.behaviour.joining
        chance = community_laws.chance_to_get_over(law.reconsider_weeks, law.cooling_weeks)
        for community in self.model.communities if self.wary else ():
            if community in self.wary and self.random.random() < chance:
                self.wary.remove(community)

    def survey(self) -> tuple[dict[Community, float], dict[Community, float]]:
        """Strength of ties into each community, and the benefit they report, weighted by strength."""
        bonds = dict.fromkeys(self.model.communities, 0.0)
        reports = dict.fromkeys(self.model.communities, 0.0)
        for other, tie in self.ties.items():
            for community, membership in other.memberships.items():
                bonds[community] += tie.strength
                reports[community] += tie.strength * membership.benefit
        return bonds, reports

    def hear(self, bonds: dict[Community, float]) -> None:
        """Word of mouth since the last time; newcomers are also told what there is."""
        law, weeks = self.model.behaviour.awareness, self.model.behaviour.joining.reconsider_weeks
        for community, strength in bonds.items():
            if community in self.known:
                continue
            chance = community_laws.chance_to_hear(strength, weeks, law.word_of_mouth)
            if self.tenure <= weeks:
                chance = 1.0 - (1.0 - chance) * (1.0 - law.launch)
            if self.random.random() < chance:
                self.known.add(community)

    def leave_some(self, bonds: dict[Community, float]) -> None:
        """Leave communities that have stopped holding one."""
        law, recognition = self.model.behaviour.joining, self.model.policy.rewards.recognition
        for community, membership in self.memberships.items():
            if membership.obliged:
                continue
            pull = community_laws.pull(
                fit=self.fit(community),
                need=law.need_of_members if self.open_problem_in(community) is not None else 0.0,
                standing=self.expertise_on(community) - community.reputation,
                bonds=bonds[community],
                benefit=membership.benefit,
                identification=membership.identification,
                recognition=recognition,
                law=law,
            )
            if self.random.random() < community_laws.chance_to_leave(pull, self.cost(law.expected_hours), law):
                self.leaving.append(community)

    def join_some(self, bonds: dict[Community, float], reports: dict[Community, float]) -> None:
        """Join communities one knows of, where policy lets one in and something pulls."""
        law, recognition = self.model.behaviour.joining, self.model.policy.rewards.recognition
        for community, told in bonds.items():
            if community not in self.known or community is self.guest or not self.may_enter(community):
                continue
            pull = community_laws.pull(
                fit=self.fit(community),
                need=1.0 if self.open_problem_in(community) is not None else 0.0,
                standing=self.expertise_on(community) - community.reputation,
                bonds=told,
                benefit=reports[community] / told if told > 0.0 else self.model.behaviour.benefit.prior,
                identification=0.0,
                recognition=recognition,
                law=law,
            )
            if self.random.random() < community_laws.chance_to_join(pull, self.cost(law.expected_hours), law):
                self.joining[community] = False

    def live_through(self) -> None:
        """What the week was worth changes memberships; now and then one sets anew how much to read."""
        rereads = (self.model.clock + self.seat.number) % self.model.behaviour.joining.reconsider_weeks == 0
        for community, membership in self.memberships.items():
            membership.live_through(self.model.behaviour)
            if rereads:
                membership.reading = self.reading_of(community)

    def reading_of(self, community: Community) -> float:
        """The share of a community's messages that is worth reading now."""
        b = self.model.behaviour
        passion = self.passion[community.topics].copy()
        if self.home in community.topics:
            place = community.topics.index(self.home)
            passion[place] = max(passion[place], b.querying.job_interest)
        messages = max(0.2, community.messages)
        stream = messages + b.querying.chatter * community.size
        return community_laws.share_worth_reading(
            messages * float(passion.mean()), stream, self.price, b.querying, b.time
        )

    def enter_communities(self) -> None:
        """Become a member where one has joined; expectations come from ties inside."""
        for community, obliged in self.joining.items():
            if community in self.memberships:
                self.memberships[community].obliged = obliged
                continue
            membership = Membership(obliged=obliged, since=self.model.clock + 1)
            membership.benefit = self.expected_benefit(community)
            membership.reading = self.reading_of(community)
            self.memberships[community] = community.members[self] = membership
            self.known.add(community)
        self.joining.clear()

    def expected_benefit(self, community: Community) -> float:
        """The benefit that ties inside report, or the prior without any."""
        strength, reported = 0.0, 0.0
        for other, tie in self.ties.items():
            membership = other.memberships.get(community)
            if membership is not None and membership.since <= self.model.clock:
                strength += tie.strength
                reported += tie.strength * membership.benefit
        return reported / strength if strength > 0.0 else self.model.behaviour.benefit.prior

    def leave_communities(self) -> None:
        """Stop being a member where one has left."""
        for community in self.leaving:
            del self.memberships[community], community.members[self]
            self.wary.add(community)
        self.leaving.clear()
