"""Ties: working contacts, and how contacts make and keep ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.yardstick.person import Person, Tie

if TYPE_CHECKING:
    from benchmarks.yardstick.employee import Employee


class Networking(Person):
    """How employees get to know each other and lose sight of each other."""

    def mix(self) -> None:
        """At most one working contact a week, in the team, the unit or anywhere; the whole team in the first week."""
        law, model = self.model.behaviour.ties, self.model
        if self.tenure == 1:
            self.meet_team()
        u = self.random.random()
        if u < law.team_contacts:
            seats = model.teams[self.seat.team]
        elif u < law.team_contacts + law.unit_contacts:
            seats = model.units[self.seat.unit]
        elif u < law.team_contacts + law.unit_contacts + law.firm_contacts:
            seats = model.seats
        else:
            return
        other = self.random.choice(seats).holder
        if other is not None and other is not self:
            self.meet(other)

    def meet_team(self) -> None:
        """A newcomer gets to know the team."""
        for seat in self.model.teams[self.seat.team]:
            if seat.holder is not None and seat.holder is not self:
                self.meet(seat.holder)

    def update_ties(self) -> None:
        """Ties fade, contacts strengthen or make them; those to people who quit end and leave a push behind."""
        push = self.fade_ties()
        fresh: list[tuple[Employee, float]] = []
        start, introduced = self.model.behaviour.ties.start, self.model.behaviour.awareness.introduction_tie
        for contacts, strength in ((self.introduced, introduced), (self.contacts, start)):
            for other in contacts:
                if other in self.ties:
                    self.strengthen(self.ties[other])
                elif not (other.quits or self.quits):
                    fresh.append((other, strength))
            contacts.clear()
        for other, strength in fresh:
            if other not in self.ties and strength > 0.0:
                self.add_tie(other, strength)
        self.embeddedness = sum(tie.strength for tie in self.ties.values())
        self.contagion = self.contagion * (1.0 - self.model.behaviour.turnover.contagion_fade) + push

    def fade_ties(self) -> float:
        """All ties weaken, the weakest are forgotten. The push that quitting leaves behind."""
        law, contagion = self.model.behaviour.ties, self.model.behaviour.turnover.contagion
        push = 0.0
        for other, tie in list(self.ties.items()):
            if other.quits:
                push += contagion * tie.strength
                del self.ties[other]
                continue
            tie.strength *= 1.0 - law.fade
            if tie.strength < law.least:
                del self.ties[other]
        return push

    def strengthen(self, tie: Tie) -> None:
        """One more contact."""
        tie.strength += self.model.behaviour.ties.step * (1.0 - tie.strength)

    def add_tie(self, other: Employee, strength: float) -> None:
        """A new tie; who knows as many people as possible gives up a weaker one for it, or none."""
        if len(self.ties) >= self.model.organization.max_ties:
            weakest = min(self.ties, key=lambda known: self.ties[known].strength)
            if self.ties[weakest].strength >= strength:
                return
            del self.ties[weakest]
        self.ties[other] = Tie(strength)
