"""Running cases: every world of every seed, and of every draw of the explored behaviour, judged where it was lived."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from threading import Event
from typing import Any, NamedTuple

import pandas as pd

from copsim.cases.case import Case
from copsim.cases.judging import COLUMNS, DRAW, LEVELS, SEED, VALUES, judged, levelled, verdicts
from copsim.cases.lived import live
from copsim.errors import InputError
from copsim.kernel import let_hash_wrap
from copsim.study.description import Part
from copsim.study.points import Row, rows_of

DRAWS = 64
SAMPLE_SEED = 2000  # of the Latin hypercube
FIRST_DRAW = 1000  # seed of the first draw; each draw has a luck of its own


class Task(NamedTuple):
    """One seed, or one draw, of a case."""

    case: Case
    over: str
    number: int
    behaviour: Row


class Judged(NamedTuple):
    """Rows of values and of levels of one task, or why it could not be."""

    values: list[dict[str, Any]]
    levels: list[dict[str, Any]]
    refused: str


@dataclass(frozen=True)
class CaseResults:
    """values: a row per case, statement, arm and seed or draw. verdicts: a row per case and statement.

    levels: a row per case, level, arm and seed. refused: draws that contradict themselves, as sentences.
    """

    values: pd.DataFrame
    verdicts: pd.DataFrame
    levels: pd.DataFrame
    refused: list[str]


@cache
def draws_of(points: int, seed: int = SAMPLE_SEED) -> list[Row]:
    """Latin-hypercube draws of all behaviour that has an explored range, by dotted key."""
    if points == 0:
        return []
    return rows_of(Part(sample="latin_hypercube", points=points, seed=seed, ranges={"behaviour": "explored"}))


def tasks_of(cases: Sequence[Case], seeds: Sequence[int], draws: int) -> list[Task]:
    """What there is to run: first the seeds of every case, then its draws, without what the case holds fixed."""
    tasks = []
    for case in cases:
        tasks += [Task(case, SEED, seed, {}) for seed in seeds]
        for number, row in enumerate(draws_of(draws)):
            behaviour = {key: value for key, value in row.items() if not _held(key, case.held)}
            tasks.append(Task(case, DRAW, FIRST_DRAW + number, behaviour))
    return tasks


def _held(key: str, held: Iterable[str]) -> bool:
    return any(key == name or key.startswith(f"{name}.") for name in held)


def run_cases(
    cases: Sequence[Case],
    seeds: Sequence[int],
    draws: int = DRAWS,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CaseResults:
    """Judge cases over seeds and draws. workers: threads (default: one a core); results do not depend on it.

    Errors: InputError, one sentence, for no case, no seed, or a scenario that cannot be.
    """
    if not cases or not seeds or draws < 0:
        raise InputError("there is nothing to run; name at least one case and one seed, and no fewer than 0 draws")
    tasks, stop = tasks_of(cases, seeds, draws), Event()
    found: dict[int, Judged] = {}
    with ThreadPoolExecutor(workers if workers is not None else os.cpu_count(), initializer=let_hash_wrap) as pool:
        futures = {pool.submit(_of, task, stop): place for place, task in enumerate(tasks)}
        try:
            for future in as_completed(futures):
                found[futures[future]] = future.result()
                if progress is not None:
                    progress(len(found), len(tasks))
        except BaseException:
            stop.set()
            for future in futures:
                future.cancel()
            raise
    return _results(cases, [found[place] for place in range(len(tasks))])


def _of(task: Task, stop: Event) -> Judged:
    """What is said of one seed or draw; a sentence if the draw contradicts itself."""
    if stop.is_set():
        return Judged([], [], "")
    try:
        scenarios = task.case.scenarios(task.behaviour)
    except InputError as error:
        if task.over == SEED:
            raise
        return Judged([], [], f"{task.case.name}, draw {task.number}: {error}")
    lives = live(scenarios, task.number, task.case.watch)
    levels = list(levelled(task.case, lives, task.number)) if task.over == SEED else []
    return Judged(list(judged(task.case, lives, task.over, task.number)), levels, "")


def _results(cases: Sequence[Case], found: Sequence[Judged]) -> CaseResults:
    values = pd.DataFrame([row for one in found for row in one.values], columns=list(VALUES))
    levels = pd.DataFrame([row for one in found for row in one.levels], columns=list(LEVELS))
    said = pd.DataFrame([verdict for case in cases for verdict in verdicts(case, values)], columns=list(COLUMNS))
    return CaseResults(values, said, levels, [one.refused for one in found if one.refused])
