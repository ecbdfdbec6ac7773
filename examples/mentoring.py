"""A behaviour and a lever in one file: newcomers have a mentor.

For half a year after hiring, a newcomer spends some hours a week with the colleague of the team who knows most about
the newcomer's job. Both pay with their time, and the newcomer closes part of the gap. ``mentoring_hours`` is the lever;
at 0 the model is the plain one, to the bit.

    python examples/mentoring.py
"""

from collections import Counter

import copsim
from copsim.agents import Employee


class MentoringFirm(copsim.CommunityModel):
    """The firm, with mentors for newcomers.

    mentoring_hours: hours a week of a pair. gap_an_hour: share of the gap in expertise that an hour closes.
    """

    newcomer_weeks = 26

    def __init__(self, *asked, mentoring_hours: float = 1.0, gap_an_hour: float = 0.02, **more) -> None:
        super().__init__(*asked, **more)
        self.mentoring_hours = mentoring_hours
        self.gap_an_hour = gap_an_hour
        self.usual_hours: dict[int, float] = {}  # of each seat, whoever sits there

    def step(self) -> None:
        """A week: pairs give their time, which leaves less for all else, and then learn."""
        pairs = [(newcomer, self.mentor_of(newcomer)) for newcomer in self.employees.select(self.needs_mentor)]
        pairs = [(newcomer, mentor) for newcomer, mentor in pairs if mentor is not None]
        self.take_time(pairs)
        super().step()
        for newcomer, mentor in pairs:
            if newcomer.present and mentor.present:  # neither has quit this week
                self.teach(newcomer, mentor)

    def needs_mentor(self, employee: Employee) -> bool:
        """Whether somebody is new, where mentoring is the policy."""
        return self.mentoring_hours > 0 and employee.hire_week >= 0 and employee.tenure < self.newcomer_weeks

    def mentor_of(self, newcomer: Employee) -> Employee | None:
        """The ablest colleague of the team on the newcomer's job, if anybody is abler."""
        topic = newcomer.job_topic
        team = self.employees.select(lambda employee: employee.team == newcomer.team)
        ablest = max(team, key=lambda employee: employee.expertise[topic])
        return ablest if ablest is not newcomer else None

    def take_time(self, pairs: list[tuple[Employee, Employee]]) -> None:
        """Hours with a newcomer or a mentor come on top of the usual work of the seat."""
        extra = Counter(person for pair in pairs for person in pair)
        for employee in self.employees:
            usual = self.usual_hours.setdefault(employee.seat, employee.assigned_hours)
            employee.assigned_hours = usual + self.mentoring_hours * extra[employee]

    def teach(self, newcomer: Employee, mentor: Employee) -> None:
        """The newcomer learns; what is written here is what the next week starts from."""
        topic = newcomer.job_topic
        gap = mentor.expertise[topic] - newcomer.expertise[topic]
        newcomer.expertise[topic] += self.gap_an_hour * self.mentoring_hours * max(0.0, gap)


def main() -> None:
    """Print what two hours of mentoring a week do to one firm."""
    for hours in (0.0, 2.0):
        firm = MentoringFirm("small", seed=1, mentoring_hours=hours)
        firm.run_model()
        result = firm.summary().iloc[0]
        outcome = f"stock {result['stock']:.4f}, displaced {result['displaced_hours']:.3f} h a week"
        print(f"{hours:.0f} h of mentoring: {outcome}")


if __name__ == "__main__":
    main()
