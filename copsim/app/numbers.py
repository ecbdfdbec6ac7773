"""One run in numbers: metrics by quarter and over all weeks, the books by year, and money added up week by week."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copsim.config.scenario import Scenario
from copsim.metrics.accounts import LINES, REQUIRED_USES, books, result
from copsim.metrics.catalogue import METRICS, money
from copsim.metrics.tally import TALLIES
from copsim.runs import money_terms
from copsim.state.world import Ints

Floats = NDArray[np.float64]
Columns = dict[str, NDArray]
YEAR = 52
QUARTER = 13
NAMES = tuple(METRICS)
PLACE = {name: place for place, name in enumerate(NAMES)}
LINE_NAMES = tuple(line.name for line in LINES)


def window_of(weeks: int) -> int:
    """Weeks behind one point of a chart: a quarter, or a month where the horizon is short."""
    return QUARTER if weeks >= 2 * YEAR else min(4, weeks)


@dataclass(frozen=True)
class Totals:
    """whole, last_year [metrics]; years [years, lines] and costs [kinds]: money per employee-year; gain [weeks]: money.

    whole is the same as in Runs.summary. gain adds up the result of the firm week by week.
    """

    whole: Floats
    last_year: Floats
    years: Floats
    costs: Floats
    gain: NDArray[np.float32]


@dataclass(frozen=True)
class Numbers:
    """points [points, metrics], NaN where not yet run; totals of a run that is complete."""

    points: NDArray[np.float32]
    totals: Totals | None = None

    @property
    def complete(self) -> bool:
        """Whether all weeks have been run."""
        return self.totals is not None

    @property
    def total(self) -> Totals:
        """Totals of a run that is known to be complete."""
        assert self.totals is not None
        return self.totals


@functools.cache
def _columns() -> tuple[str, ...]:
    needed = [name for m in METRICS.values() for name in (*m.numerator, *m.denominator)]
    return tuple(dict.fromkeys([*TALLIES, *needed]))


@functools.cache
def _weights() -> tuple[Floats, Floats, Floats]:
    """Numerators and denominators of all metrics [metrics, columns], and scales."""
    columns = _columns()
    above, below = np.zeros((2, len(NAMES), len(columns)))
    for row, metric in enumerate(METRICS.values()):
        for name, weight in metric.numerator.items():
            above[row, columns.index(name)] += weight
        for name, weight in metric.denominator.items():
            below[row, columns.index(name)] += weight
    return above, below, np.array([metric.scale for metric in METRICS.values()])


def metrics_of(sums: Floats) -> Floats:
    """Metrics [rows, metrics] of sums of columns [rows, columns]; NaN where there is nothing to measure."""
    above, below, scale = _weights()
    under = sums @ below.T
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(under != 0.0, scale * (sums @ above.T) / under, np.nan)


def measured(tallies: Ints, scenario: Scenario, done: int) -> Numbers:
    """The numbers of a run of which ``done`` weeks of ``tallies`` [weeks, T] have been run."""
    weeks, terms = scenario.weeks, money_terms(scenario)
    t: Columns = dict(zip(TALLIES, tallies[:done].T, strict=True))
    t.update({name: np.broadcast_to(value, done) for name, value in money(t, terms).items()})
    table = np.array([t[name] for name in _columns()], dtype=np.float64)
    added = np.concatenate([np.zeros((len(table), 1)), np.cumsum(table, axis=1)], axis=1).T
    width = window_of(weeks)
    points = np.full((weeks // width, len(NAMES)), np.nan, dtype=np.float32)
    here = done // width
    ends = width * np.arange(1, here + 1)
    points[:here] = metrics_of(added[ends] - added[ends - width])
    if done < weeks:
        return Numbers(points)
    return Numbers(points, _totals(t, table, added, scenario))


def _totals(t: Columns, table: Floats, added: Floats, scenario: Scenario) -> Totals:
    """Totals of columns ``t``, of which ``table`` [columns, weeks] holds those behind metrics, ``added`` up from 0."""
    weeks, terms = scenario.weeks, money_terms(scenario)
    lines = books(t, terms)
    ends = np.minimum(np.arange(YEAR, weeks + YEAR, YEAR), weeks)
    return Totals(
        whole=metrics_of(table.sum(axis=1)[None])[0],
        last_year=metrics_of((added[weeks] - added[max(0, weeks - YEAR)])[None])[0],
        years=_by_year(np.array([lines[name] for name in LINE_NAMES]), ends, t["people"]),
        costs=np.array([charge(t, lines, terms.minute).sum() for charge in COSTS.values()]) / _person_years(t),
        gain=np.cumsum(result(lines)).astype(np.float32),
    )


def _person_years(t: Columns) -> float:
    return float(t["people"].sum()) / YEAR


def _by_year(lines: Floats, ends: Ints, people: NDArray) -> Floats:
    """Money of each line per employee-year [years, lines]."""
    starts = np.concatenate([[0], ends[:-1]])
    totals = np.add.reduceat(lines, starts, axis=1)
    years = np.add.reduceat(people, starts) / float(YEAR)
    return (totals / years).T


Charge = Callable[[Columns, Columns, float], NDArray]


def _line(*names: str) -> Charge:
    return lambda t, lines, minute: sum(lines[name] for name in names)  # type: ignore[return-value]


def _wages(*uses: str) -> Charge:
    return lambda t, lines, minute: sum(t[f"minutes_{use}"] for use in uses) * minute  # type: ignore[return-value]


# What a plan costs, by kind; the lines of the metric programme_cost, apart: time granted is the larger of time released
# and time required.
COSTS: dict[str, Charge] = {
    "granted": lambda t, lines, minute: (
        np.maximum(t["minutes_released"], sum(t[f"minutes_{use}"] for use in REQUIRED_USES)) * minute
    ),
    "repaid": _wages("repaid"),
    "leaders": _wages("leaders"),
    "authoring": _wages("authoring"),
    "facilitators": _line("facilitators"),
    "managers": _line("managers"),
    "team": _line("team"),
    "recognition": _line("recognition"),
    "pay": _line("pay"),
    "bonus": _line("bonus"),
    "grant": _line("grant"),
    "event": _line("event"),
    "university": _line("university"),
    "repository": _line("repository"),
    "directory": _line("directory"),
    "classroom": _line("classroom"),
}
