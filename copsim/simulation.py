"""The one door to a run, a batch of runs, and a pair of twin worlds."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from threading import Event

import numpy as np

from copsim.config.scenario import Scenario
from copsim.config.shocks import batches
from copsim.config.unknowns import Unknowns, refuse_beyond
from copsim.engine import Course, run, start, warm_up
from copsim.errors import InputError
from copsim.events import YOKED_KINDS, Recorder, yoke_from
from copsim.kernel import let_hash_wrap
from copsim.mechanisms.yoke import Yoke, no_yoke
from copsim.removal import Removal
from copsim.runs import Run, Runs, money_terms
from copsim.state.world import Ints
from copsim.streams import Chance, chance_of, forget_keys

ONE_ARM = "run"


@dataclass(frozen=True)
class Luck:
    """Fresh luck from a reported week on: another seed for opportunities, for responses, or both."""

    week: int
    opportunity: int | None = None
    response: int | None = None

    def of(self, seed: int, warmup_weeks: int) -> Chance:
        """Chance of a world with this seed."""
        chance, clock = chance_of(seed), self.week + warmup_weeks
        if self.opportunity is not None:
            chance = chance._replace(later_opportunity=np.uint64(self.opportunity), opportunity_from=clock)
        if self.response is not None:
            chance = chance._replace(later_response=np.uint64(self.response), response_from=clock)
        return chance


@dataclass(frozen=True)
class Snapshot:
    """A world at the start of a reported week, to go on from."""

    seed: int
    week: int
    course: Course


def simulate(
    scenario: Scenario | Mapping[str, Scenario],
    seeds: int | Sequence[int],
    detail: str | None = None,
    without: Removal | None = None,
    from_snapshot: Snapshot | None = None,
    luck: Luck | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    rows: Ints | None = None,
    unknowns: Unknowns | None = None,
) -> Runs:
    """Run one scenario, or several by name, on each seed; arms share the luck of a seed and its warm-up.

    seeds: numbers, or a count N for 0 .. N-1. detail: None, or "ledger" to keep every event. without: the twin world
    with something removed. from_snapshot: go on from there instead of the start (its seed must be the only one).
    luck: fresh luck from a week on. workers: threads (default: one a core); results do not depend on it. progress:
    called with (runs done, runs in all). rows: storage order of seats, which does not matter either. unknowns: each
    seed draws the behaviour that nobody knows, the same in every arm (default: it is as the scenarios say).
    Errors: InputError, one sentence.
    """
    arms = dict(scenario) if isinstance(scenario, Mapping) else {ONE_ARM: scenario}
    numbers = seed_numbers(seeds)
    _refuse(arms, numbers, detail, from_snapshot, luck)
    if unknowns is not None:
        refuse_beyond(numbers)
    task = _Task(arms, detail, without, from_snapshot, luck, rows, unknowns)
    total, done, stop = len(arms) * len(numbers), 0, Event()
    results: dict[tuple[str, int], Run] = {}
    with ThreadPoolExecutor(workers if workers is not None else os.cpu_count(), initializer=let_hash_wrap) as pool:
        futures: list[Future[list[Run]]] = [pool.submit(task.of_seed, seed, stop) for seed in numbers]
        try:
            for future in as_completed(futures):
                for result in future.result():
                    results[result.arm, result.seed] = result
                    done += 1
                if progress is not None:
                    progress(done, total)
        except BaseException:
            stop.set()
            for future in futures:
                future.cancel()
            raise
    return Runs(arms, numbers, [results[arm, seed] for arm in arms for seed in numbers])


def _refuse(
    arms: Mapping[str, Scenario],
    numbers: Sequence[int],
    detail: str | None,
    from_snapshot: Snapshot | None,
    luck: Luck | None,
) -> None:
    """Raise InputError, one sentence, for what cannot be simulated."""
    if not arms:
        raise InputError("there is no scenario to simulate; give at least one")
    if detail not in (None, "ledger"):
        raise InputError(f"detail={detail!r} is not known; choose None or 'ledger'")
    if from_snapshot is not None and numbers != [from_snapshot.seed]:
        raise InputError(
            f"the snapshot is of seed {from_snapshot.seed}; simulate from it with seeds=[{from_snapshot.seed}]"
        )
    if from_snapshot is not None and luck is not None and luck.week < from_snapshot.week:
        raise InputError(
            f"fresh luck from week {luck.week} on cannot change the past of a snapshot of week {from_snapshot.week}; "
            "take an earlier snapshot or later luck"
        )


def seed_numbers(seeds: int | Sequence[int]) -> list[int]:
    """Seeds as a list: a count N >= 1 means 0 .. N-1. Errors: InputError for none, negative or repeated seeds."""
    if isinstance(seeds, int):
        if seeds < 1:
            raise InputError(f"seeds must be a count >= 1, got {seeds}; name them as a list to choose others")
        return list(range(seeds))
    numbers = [int(seed) for seed in seeds]
    if not numbers:
        raise InputError("seeds is empty; give a count >= 1 or a list of numbers >= 0")
    if min(numbers) < 0 or len(set(numbers)) < len(numbers):
        raise InputError(f"seeds must be different numbers >= 0, got {numbers}")
    return numbers


@dataclass(frozen=True)
class _Task:
    """All arms of one seed, in one thread."""

    arms: Mapping[str, Scenario]
    detail: str | None
    without: Removal | None
    from_snapshot: Snapshot | None
    luck: Luck | None
    rows: Ints | None
    unknowns: Unknowns | None = None

    def of_seed(self, seed: int, stop: Event) -> list[Run]:
        """Runs of every arm; warm-ups that are alike are run once."""
        warm: list[tuple[Scenario, Course]] = []
        runs: list[Run] = []
        for arm, scenario in self.arms.items():
            if stop.is_set():
                return runs
            if self.unknowns is not None:
                scenario = self.unknowns.of(scenario, seed)
            runs.append(self.one(arm, scenario, seed, warm))
        return runs

    def beginning(self, scenario: Scenario, seed: int, warm: list[tuple[Scenario, Course]]) -> Course:
        """A course of its own at the first week to report."""
        chance = chance_of(seed) if self.luck is None else self.luck.of(seed, scenario.warmup_weeks)
        if self.from_snapshot is not None:
            course = self.from_snapshot.course.copy()
            if not same_past(course.scenario, scenario):
                raise InputError("the snapshot is of another organization or behaviour; take one of this scenario")
            course.scenario, course.chance = scenario, chance
            return course
        for alike, course in warm:
            if same_past(alike, scenario):
                fresh = course.copy()
                fresh.scenario = scenario
                return fresh
        forget_keys()
        course = warm_up(start(scenario, chance, self.rows))
        warm.append((scenario, course.copy()))
        return course

    def one(self, arm: str, scenario: Scenario, seed: int, warm: list[tuple[Scenario, Course]]) -> Run:
        """One run, or its twin without something."""
        actual = scenario if self.without is None else self.without.scenario(scenario)
        course = self.beginning(actual, seed, warm)
        first = course.week
        if self.without is not None:
            if self.from_snapshot is not None and self.without.first_week < first:
                raise InputError(
                    f"the removal is at week {self.without.first_week}, before the snapshot's week {first}; "
                    "take an earlier snapshot"
                )
            course.removed = self.without.ends(scenario)
            course.without = self.without.without(scenario)
        if first >= actual.weeks:
            raise InputError(f"the snapshot is at week {first}, but weeks={actual.weeks} ends before; lengthen weeks")
        course.yoke = self.yoke(actual, course)
        recorder = Recorder(actual.warmup_weeks) if self.detail == "ledger" else None
        tallies, across = run(course, actual.weeks, recorder)
        ledger = None if recorder is None else recorder.table(arm, seed)
        return Run(arm, seed, first, tallies, across, money_terms(actual), ledger)

    def yoke(self, scenario: Scenario, course: Course) -> Yoke:
        """What is imposed from the course's week on: the snapshot's own yoke if one is continued, else a new twin's."""
        if self.from_snapshot is None or scenario.policy.membership.rule != "mandated_yoked":
            return yoke_of(scenario, course)
        taken = self.from_snapshot.course
        if taken.scenario.policy != scenario.policy or scenario.weeks > taken.scenario.weeks:
            raise InputError("a yoked mandate goes on only from a snapshot of the same policy and horizon; take one")
        return taken.yoke


def yoke_of(scenario: Scenario, course: Course) -> Yoke:
    """What the self-selected twin's members did from the course's week on, to be imposed; nothing without a yoke."""
    if scenario.policy.membership.rule != "mandated_yoked":
        return no_yoke()
    twin = course.copy()
    twin.scenario = self_selected_twin(scenario)
    twin.yoke = no_yoke()
    recorder = Recorder(scenario.warmup_weeks, YOKED_KINDS)
    first = twin.week
    run(twin, scenario.weeks, recorder)
    hours = scenario.policy.membership.yoked_hours
    return yoke_from(recorder, first, scenario.weeks - first, scenario.organization.communities, hours)


def self_selected_twin(scenario: Scenario) -> Scenario:
    """The same scenario with self-selected membership instead of a yoke."""
    membership = scenario.policy.membership.model_copy(update={"rule": "self_selected", "required_attendance": 0.0})
    return scenario.model_copy(update={"policy": scenario.policy.model_copy(update={"membership": membership})})


def same_past(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios have one warm-up: the same seats and the same behaviour."""
    same_firm = one.organization == other.organization and one.behaviour == other.behaviour
    same_seats = batches(one.organization, one.timeline) == batches(other.organization, other.timeline)
    return same_firm and same_seats and one.warmup_weeks == other.warmup_weeks


def snapshot(scenario: Scenario, seed: int, week: int) -> Snapshot:
    """The world of a scenario and seed at the start of a reported week; going on from it is bit-identical.

    Errors: InputError for a week outside 0 .. weeks - 1.
    """
    if not 0 <= week < scenario.weeks:
        raise InputError(f"a snapshot is taken at a week from 0 to {scenario.weeks - 1}, got {week}")
    forget_keys()
    course = warm_up(start(scenario, chance_of(seed)))
    course.yoke = yoke_of(scenario, course)
    if week > 0:
        run(course, week)
    return Snapshot(seed, week, course)
