"""S7 Chrysler: car platforms, and clubs across them."""

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level
from copsim.cases.lived import Lived
from copsim.metrics.catalogue import COMMUNITY_USES

FUNCTIONS, FUNCTIONS_CLUBS = "functions", "functions_clubs"
CLUBS = {"membership.rule": "self_selected", "support.library": True}
YEAR_3, END = 156, 208  # the third year after the change
ON_PROBLEMS = ("attempt", "stuck", "search", "asking", "helping", "coordinating", *COMMUNITY_USES, "consulting")


def cycle_time(lives: Lives, arm: str) -> float:
    """Weeks to solve problems of several areas, third year after the change, over those of functions without clubs."""
    return lives[arm].metric("cycle_time", YEAR_3, END) / lives[FUNCTIONS].metric("cycle_time", YEAR_3, END)


def hours_per_solution(lived: Lived) -> float:
    """Hours of working on problems, of help, of coordinating and of clubs, per solved problem, in that year."""
    minutes = sum(lived.total(f"minutes_{use}", YEAR_3, END) for use in ON_PROBLEMS)
    return minutes / 60.0 / max(1.0, lived.total("solved", YEAR_3, END))


def cost(lives: Lives, arm: str) -> float:
    """Engineering hours per solved problem over those of functions without clubs."""
    return hours_per_solution(lives[arm]) / hours_per_solution(lives[FUNCTIONS])


def expertise_kept(lives: Lives, arm: str) -> float:
    """Expertise on the topic of the own job in that year, less that of platforms without clubs."""
    one, other = (lives[name].metric("functional_expertise", YEAR_3, END) for name in (arm, COUNTERFACTUAL))
    return one - other


CASE_OF_CHRYSLER = Case(
    name="chrysler",
    source="S7",
    title="Chrysler: tech clubs across car platforms",
    question="Do platforms with clubs develop cars in half the time and cost, without losing what functions knew?",
    happened=(
        "Chrysler broke up its functions into platforms, one for each kind of car, to develop cars faster. Engineers "
        "of the same area, now on different platforms, met in tech clubs, in eleven areas, and wrote down what they "
        "knew in an Engineering Book of Knowledge. Later the company merged."
    ),
    represented=(
        "198 engineers in eleven areas and six functions. Four of ten problems need several areas: an area that is "
        "nobody's job in the unit waits in another unit's queue. After a year functions become platforms with all "
        "areas in each, and clubs on the eleven areas open, with a library. Two worlds by two: functions or "
        "platforms, clubs or not."
    ),
    left_out=(
        "Cars, suppliers and plants; cost is counted in engineers' hours. The merger comes after the years that are "
        "judged, and is not judged."
    ),
    reading=(
        "Platforms do away with waiting in queues. How much of the time from a problem to its solution that wait is "
        "bounds what platforms can save; clubs save searching. Halving would need queues to be more than half of it."
    ),
    arms={
        CASE: Arm("platforms with clubs"),
        COUNTERFACTUAL: Arm("platforms without clubs", programme=False),
        FUNCTIONS: Arm("functions without clubs", {"timeline": []}),
        FUNCTIONS_CLUBS: Arm("functions with clubs", {"timeline": [{"week": 52, "policy": CLUBS}]}),
    },
    statements=(
        Statement(
            "time",
            "Problems of several areas take at most half as long as under functions without clubs",
            "times",
            cycle_time,
            most=0.5,
        ),
        Statement("cost", "A solved problem costs at most half the engineers' hours", "times", cost, most=0.5),
        Statement(
            "expertise",
            "After three years expertise on one's own area is higher than on platforms without clubs",
            "expertise",
            expertise_kept,
            least=0.0,
            beyond=True,
        ),
    ),
    levels=(
        level("cycle_time", YEAR_3, END, when="third year"),
        level("functional_expertise", YEAR_3, END, when="third year"),
        level("solved_share", YEAR_3, END, when="third year"),
        level("handoffs", YEAR_3, END, when="third year"),
    ),
    held=("behaviour.work.several_topics",),
)
