"""A design: every arm at every point on every seed, as a table of cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copsim.config.compose import compose_values
from copsim.config.grid import arm_name
from copsim.errors import InputError, nearest
from copsim.metrics.catalogue import METRICS
from copsim.study.case import Case, case_digest, cases_table, changes_from, refused, scenario_digest, tree_of
from copsim.study.description import Description
from copsim.study.points import NAME, Row, Span, rows_of, spans_of

ONE_ARM = "all"
KEYS = ("case", "arm", "point", "seed")


@dataclass(frozen=True)
class Design:
    """What a study will run.

    cases: in the order of (seed, point, arm), so that the first part of a study is whole for the first seeds; two
    cases may have the same digest and are then one run. columns: the settings that vary, levers first. base: the
    scenario of the shared settings, by dotted key. levers, uncertain: which of the columns are which.
    """

    description: Description
    base: dict[str, Any]
    cases: list[Case]
    columns: tuple[str, ...]
    levers: tuple[str, ...]
    uncertain: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def refusals(self) -> list[str]:
        """Sentences of the cases whose settings contradict each other."""
        return [case.changes for case in self.cases if case.changes.startswith('{"refused"')]

    def table(self) -> pd.DataFrame:
        """A row per case: case, arm, point, seed, then a column per setting that varies."""
        return cases_table(self.cases, self.columns)


def design_of(description: Description, version: str) -> Design:
    """The design that a description asks for, under a model version.

    Raises InputError, one sentence, for unknown settings, metrics or arms, and for an arm none of whose cases can be.
    """
    _check_outcomes(description)
    arms, levers = _arms(rows_of(description.levers))
    points = rows_of(description.uncertainties)
    uncertain = tuple(points[0])
    _check_keys(description, levers, uncertain)
    _check_stop(description, len(arms), len(points))
    base = tree_of(compose_values(description.settings))
    scenarios = [
        [_scenario(description, base, {**lever, **point}, version) for lever in arms.values()] for point in points
    ]
    _check_arms(description, list(arms), scenarios)
    cases = [
        Case(
            case_digest(scenarios[p][a][0], seed), arm, p, seed, scenarios[p][a][1], (*lever.values(), *point.values())
        )
        for number in description.seed_numbers
        for p, point in enumerate(points)
        for seed in [_luck(description, number, p)]
        for a, (arm, lever) in enumerate(arms.items())
    ]
    sampled = [part for part in (description.levers, description.uncertainties) if part is not None and part.sample]
    spans = tuple(span for part in sampled for span in spans_of(part))
    return Design(description, base, cases, (*levers, *uncertain), levers, uncertain, spans)


def _luck(description: Description, number: int, point: int) -> int:
    """The seed itself, or where points do not share their luck, one that no other point has."""
    if description.common_seeds:
        return number
    return number + point * (max(description.seed_numbers) + 1)


def _arms(rows: Sequence[Row]) -> tuple[dict[str, Row], tuple[str, ...]]:
    """Arms by name: as the rows name them, else by what varies."""
    keys = tuple(key for key in rows[0] if key != NAME)
    arms: dict[str, Row] = {}
    for row in rows:
        name = (
            str(row[NAME]) if NAME in row else arm_name(row, sorted(keys, key=lambda key: key != "policy")) or ONE_ARM
        )
        if name in arms:
            raise InputError(f"two arms are called {name!r}; give each row of the levers a name of its own")
        arms[name] = {key: row[key] for key in keys}
    return arms, keys


def _scenario(description: Description, base: dict[str, Any], chosen: Row, version: str) -> tuple[str, str]:
    """Digest and changes of the scenario of one arm at one point."""
    asked = {**description.settings, **chosen}
    try:
        scenario = compose_values(asked)
    except InputError as error:
        named = {f"asked.{key}": value for key, value in asked.items()}
        return scenario_digest(named, version), refused(str(error))
    return scenario_digest(tree_of(scenario), version), changes_from(base, scenario)


def _check_keys(description: Description, levers: Sequence[str], uncertain: Sequence[str]) -> None:
    for key in uncertain:
        if key in levers:
            raise InputError(f"{key} is both a lever and an uncertainty; keep it in one of them")
    for key in ("seeds", NAME):
        if key in (*levers, *uncertain, *description.settings):
            raise InputError(f"{key!r} is no setting of a scenario here; remove it (seeds have a key of their own)")


def _check_arms(description: Description, arms: Sequence[str], scenarios: list[list[tuple[str, str]]]) -> None:
    for place, arm in enumerate(arms):
        if all(of_point[place][1].startswith('{"refused"') for of_point in scenarios):
            from json import loads

            where = "" if arm == ONE_ARM else f"arm {arm}: "
            raise InputError(f"{where}{loads(scenarios[0][place][1])['refused']}")
    baseline = description.baseline
    if baseline is not None and baseline not in arms:
        raise InputError(f"unknown baseline {baseline!r}{nearest(baseline, arms)}; arms: {', '.join(arms)}")


def _check_outcomes(description: Description) -> None:
    for name in (*description.outcomes, *description.smallest_effect, *description.stop):
        if name not in METRICS:
            raise InputError(f"unknown outcome {name!r}{nearest(name, METRICS)}; known: {', '.join(METRICS)}")


def _check_stop(description: Description, arms: int, points: int) -> None:
    """Stopping counts pairs of arms, a pair a seed."""
    if not description.stop:
        return
    if arms < 2:
        raise InputError("stop compares arms, but the study has one; add levers or leave stop out")
    if points > 1 and not description.common_seeds:
        raise InputError("stop counts seeds, which points do not share with common_seeds=false; leave one of them out")
    most, least = len(description.seed_numbers), description.least_pairs
    if most <= least:
        raise InputError(f"stop looks first after least_pairs={least} seeds, and the study has {most}; raise seeds")
