"""S1 Hill's Pet Nutrition: technicians of one plant, and an idea that management had not warmed to."""

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Statement
from copsim.cases.companies.hills_measures import (
    TWIN,
    above_shuffled,
    attendance_with_agenda,
    backing_helps,
    lost_after,
    lost_before,
    meeting_of_the_week,
    weeks_to_use,
)
from copsim.cases.levels import level
from copsim.cases.lived import Watch
from copsim.state import ledger

WEEKS = 260
MONTH_6, YEAR_AND_A_HALF = 26.0, 78.0

CASE_OF_HILLS = Case(
    name="hills",
    source="S1",
    title="Hill's Pet Nutrition: pneumatic tubes",
    question=(
        "Do technicians come when the agenda concerns them, and does their backing get ideas used after a refusal?"
    ),
    happened=(
        "In one plant of Hill's, technicians of three shifts meet every week. A coordinator, chosen by peers and "
        "called mayor, sees to it that people who know something about what is on the agenda come; the plant grants "
        "the time. A member proposes to move pet food through pneumatic tubes. Management does not warm to it; peers "
        "encourage the member to go on; a year later the tubes are installed, and downtime falls."
    ),
    represented=(
        "90 technicians on nine lines of one plant, with one community about six topics that meets for an hour a "
        "week. Half an hour of work a week is released. The coordinator is chosen by peers, and makes the agenda "
        "from the problems of members that they have heard of. Ideas are seen, proposed, backed by hours of work on "
        "the case, refused, proposed again, decided, and put to use after 13 weeks."
    ),
    left_out=(
        "Shifts as hours of the day; machines and downtime: hours lost are weeks in which problems on a topic of a "
        "line wait. Managers' liking for an idea is an error in how they see its worth."
    ),
    reading=(
        "Backing makes the worth of an idea plainer, which helps good ideas and hurts bad ones; it adds no chance. "
        "How long a decision takes is assumed (26 weeks without a sponsor), so the year from proposal to use is "
        "close to built in, with or without a community. The community helps with problems from the start, not only "
        "through ideas."
    ),
    arms={
        CASE: Arm("a weekly meeting of their own"),
        COUNTERFACTUAL: Arm(
            "the same hour by order: everybody comes, management appoints who leads and sets the agenda",
            {
                "policy.membership.rule": "mandated",
                "policy.membership.required_attendance": 1.0,
                "policy.leadership.chosen_by": "management",
                "policy.direction.agenda_share": 1.0,
            },
        ),
        TWIN: Arm("no meeting, no released time", programme=False),
    },
    statements=(
        Statement(
            "agenda",
            "Those with an open problem on the agenda come more often: rank correlation above 0",
            "rank correlation",
            attendance_with_agenda,
            least=0.0,
            beyond=True,
        ),
        Statement(
            "shuffled",
            "The correlation is gone when the agendas of the weeks are shuffled: it lies above 97.5 % of shuffles",
            "rank correlation above shuffles",
            above_shuffled,
            least=0.0,
            beyond=True,
        ),
        Statement(
            "backing",
            "After a refusal, backed ideas get adopted more often than unbacked ones of the same third of worth",
            "difference of shares",
            backing_helps,
            least=0.0,
            beyond=True,
        ),
        Statement(
            "a_year",
            "Half of members' ideas take between 26 and 78 weeks from the first proposal to use",
            "median weeks",
            weeks_to_use,
            least=MONTH_6,
            most=YEAR_AND_A_HALF,
        ),
        Statement(
            "hours_after",
            "Once a member's idea is in use, fewer hours are lost on its topic than in the twin without a community",
            "waiting problems, case less twin",
            lost_after,
            most=0.0,
            beyond=True,
        ),
        Statement(
            "hours_before",
            "Before the proposal, no fewer hours are lost there than in the twin",
            "waiting problems, case less twin",
            lost_before,
            least=0.0,
        ),
    ),
    levels=(
        level("memberships"),
        level("ideas_seen"),
        level("ideas_adopted"),
        level("ideas_refused"),
        level("weeks_to_solve"),
    ),
    watch=Watch(
        kinds=(
            *(ledger.ARRIVE, ledger.SOLVE, ledger.LAPSE, ledger.ATTEND),
            *(ledger.PROPOSE, ledger.BACK, ledger.REFUSE, ledger.ADOPT),
        ),
        weeks=tuple(range(WEEKS + 1)),
        look=meeting_of_the_week,
    ),
)
