"""One world run through time: segments of constant policy, weeks in compiled code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from copsim.config.policy import Policy
from copsim.config.records import record_of
from copsim.config.scenario import Scenario
from copsim.config.shocks import dated, units_of, weeks_of_shocks
from copsim.kernel import compiled
from copsim.mechanisms.founding import found
from copsim.mechanisms.programme import change_policy, end_community, mark_experts, regroup
from copsim.mechanisms.rules import Rules
from copsim.mechanisms.schedule import week
from copsim.mechanisms.shocks import strike
from copsim.mechanisms.yoke import Yoke, no_yoke
from copsim.metrics.tally import Prices, empty_tallies, measure
from copsim.reference import referred
from copsim.state.allocate import copy_of_lasting, copy_world, with_communities, with_room
from copsim.state.removal import NOTHING_REMOVED, Without
from copsim.state.world import Ints, World
from copsim.streams import Chance, forget_keys

CHUNK = 26  # weeks between checkpoints


@compiled
def advance(w: World, r: Rules, prices: Prices, first: int, weeks: int, tallies: Ints, row: int, across: Ints) -> int:
    """Run ``weeks`` weeks from clock ``first``, a row of tallies each. Returns weeks done; fewer if room ran short."""
    world, rules = referred(w), referred(r)
    world.totals.short[0] = 0
    for n in range(weeks):
        week(world, rules, first + n)
        if world.totals.short[0] != 0:
            return n
        measure(world, tallies[row + n], across, prices)
    return weeks


@dataclass
class Course:
    """A world on its way: everything needed to go on from this week to the bit."""

    scenario: Scenario
    chance: Chance
    world: World
    clock: int = 0
    mark: float = 2.0
    in_force: Policy = field(default_factory=Policy)
    without: Without = NOTHING_REMOVED
    removed: tuple[int, int] | None = None  # (reported week, community) that ends
    struck: int = -1  # reported week of the latest shocks of the timeline that have struck
    yoke: Yoke = field(default_factory=no_yoke)

    @property
    def week(self) -> int:
        """Reported week that comes next; negative during the warm-up."""
        return self.clock - self.scenario.warmup_weeks

    def copy(self) -> "Course":
        """An independent course with the same content."""
        return replace(self, world=copy_world(self.world))


def start(scenario: Scenario, chance: Chance, rows: Ints | None = None) -> Course:
    """A course at the start of the warm-up."""
    return Course(scenario=scenario, chance=chance, world=found(scenario, chance, rows))


def warm_up(course: Course) -> Course:
    """Run to reported week 0 without policy, and mark the experts there."""
    weeks = course.scenario.warmup_weeks
    if weeks > 0:
        _run(course, Policy(), weeks, empty_tallies(weeks), np.zeros(_units(course), dtype=np.int64), None)
    course.mark = mark_experts(course.world)
    return course


def run(course: Course, until: int, on_week: Callable[[World, int], None] | None = None) -> tuple[Ints, Ints]:
    """Run reported weeks up to ``until``: (tallies [weeks, T], flow between units and, last, person-weeks [U + 1, U]).

    ``on_week(world, reported week)`` is called after each week, with the week's events still there.
    """
    first = course.week
    tallies = empty_tallies(until - first)
    across = np.zeros(_units(course), dtype=np.int64)
    for begin, end, policy in spans(course, until):
        begin_week(course)
        enact(course, policy)
        if course.removed is not None and begin >= course.removed[0]:
            end_community(course.world, course.removed[1])
        _run(course, policy, end - begin, tallies[begin - first : end - first], across, on_week)
    return tallies, across


def spans(course: Course, until: int) -> Iterator[tuple[int, int, Policy]]:
    """Stretches of reported weeks with one policy: (begin, end, policy)."""
    policies = course.scenario.policies()
    cuts = {week for week, _ in policies} | {course.week, until}
    cuts |= weeks_of_shocks(course.scenario.organization, course.scenario.timeline)
    if course.removed is not None:
        cuts.add(course.removed[0])
    marks = sorted(cut for cut in cuts if course.week <= cut <= until)
    for begin, end in pairwise(marks):
        yield begin, end, [policy for week, policy in policies if week <= begin][-1]


def begin_week(course: Course) -> bool:
    """Let the shocks of the week that begins strike, once; whether there are any."""
    scenario, week = course.scenario, course.week
    if course.struck >= week or week not in weeks_of_shocks(scenario.organization, scenario.timeline):
        return False
    course.struck = week
    course.world = strike(course.world, scenario, week, course.clock, course.chance, course.mark)
    made_anew = any(c.week == week and c.to != "reshuffle" for c in dated(scenario.timeline, "reorganization"))
    if made_anew and course.in_force.form.form == "work_group":
        regroup(course.world, course.in_force, scenario, course.clock, course.chance)
    return True


def enact(course: Course, policy: Policy) -> bool:
    """Bring the world under ``policy`` at the start of a week; whether that changed anything."""
    if same_levers(policy, course.in_force):
        return False
    slots = course.scenario.slots()
    if course.world.communities.size < slots:
        course.world = with_communities(course.world, slots)
    change_policy(course.world, course.in_force, policy, course.clock, course.chance, course.scenario)
    course.in_force = policy
    return True


def same_levers(one: Policy, other: Policy) -> bool:
    """Whether two policies differ in nothing but their labels."""
    return one == other or one.model_copy(update={"label": other.label}) == other


def _units(course: Course) -> tuple[int, int]:
    units = units_of(course.scenario)
    return units + 1, units


def terms(course: Course, policy: Policy) -> tuple[Rules, Prices]:
    """What compiled weeks under ``policy`` are told."""
    o = record_of(course.scenario.organization)
    rules = Rules(
        o,
        record_of(course.scenario.behaviour),
        record_of(policy),
        course.chance,
        course.without,
        course.yoke,
        course.mark,
    )
    upkeep = course.scenario.behaviour.repository.upkeep_share
    prices = Prices(
        capacity=int(60 * o.capacity_hours),
        released=int(60 * policy.funding.released_hours),
        facilitator=int(60 * policy.support.facilitator_hours),
        slots=course.scenario.behaviour.meeting.slots,
        recognition_cents=int(100 * policy.rewards.recognition * policy.rewards.recognition_cost),
        pay_cents=int(100 * policy.rewards.pay_per_contribution),
        team=int(60 * policy.support.team_hours),
        grant_cents=int(100 * policy.funding.activity_grants / 52),
        companies=o.companies,
        workshop_cents=int(100 * course.scenario.behaviour.gathering.workshop_price),
        conference_cents=int(100 * course.scenario.behaviour.gathering.conference_price),
        fair_cents=int(100 * course.scenario.behaviour.gathering.fair_price),
        university_cents=int(100 * course.scenario.behaviour.outside.briefing_price),
        bonus_cents=int(100 * policy.rewards.unit_bonus * o.wage * o.capacity_hours),
        repository_cents=int(100 * policy.rivals.repository_cost * upkeep / 52),
        directory_cents=int(100 * policy.rivals.directory_cost / 52),
        classroom_cents=int(100 * course.scenario.behaviour.classroom.fee),
    )
    return rules, prices


def _run(
    course: Course,
    policy: Policy,
    weeks: int,
    tallies: Ints,
    across: Ints,
    on_week: Callable[[World, int], None] | None,
) -> None:
    """Weeks of one policy, in chunks; a chunk for which a table was too short is run again with more room.

    It then goes first up to the week that was short, so that a week that is short of several tables is repeated alone.
    """
    rules, prices = terms(course, policy)
    done, reach = 0, CHUNK
    forget_keys()
    while done < weeks:
        step = 1 if on_week is not None else min(reach, weeks - done)
        checkpoint = copy_of_lasting(course.world)
        before = across.copy()
        finished = advance(course.world, rules, prices, course.clock, step, tallies, done, across)
        if finished < step:
            across[:] = before
            tallies[done : done + step] = 0
            forget_keys()
            course.world = with_room(checkpoint, int(course.world.totals.short[0]))
            reach = max(1, finished)
            continue
        reach = CHUNK
        course.clock += step
        done += step
        if on_week is not None:
            on_week(course.world, course.week - 1)
