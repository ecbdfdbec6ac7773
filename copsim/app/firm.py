"""A firm from a few answers: units from a CSV, and the base rate of quitting that gives the turnover that was said."""

import csv
import io
from collections.abc import Callable
from typing import Any

from copsim.app.limits import BODY_BYTES
from copsim.app.screen import Screen
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.simulation import simulate

SEEDS = 8
ROUNDS = 4
NEAR = 0.02  # of the turnover asked for
MOST_BASE = 1.0
NEEDED = ("unit", "people")
MOST_ROWS = 2_000


def answers_of(text: Any) -> dict[str, Any]:
    """Answers (people, units, sites, load, wage) of a CSV with a row per unit, and what they leave open.

    Columns: unit, people; if wanted site, hours (assigned work a week) and wage, of which means by people are taken.
    Errors: InputError, one sentence, that names the row.
    """
    if not isinstance(text, str) or len(text) > BODY_BYTES:
        raise InputError("csv must be the text of a file with a heading such as unit,people,site,hours,wage")
    rows = _rows(text)
    people = [_number(row, n, "people", whole=True) for n, row in enumerate(rows)]
    answers: dict[str, Any] = {"people": int(sum(people)), "units": len(rows)}
    open_questions = ["unit_sizes"] if len(set(people)) > 1 else []
    if "site" in rows[0]:
        answers["sites"] = len({(row["site"] or "").strip() for row in rows})
    for column, name, question in (("hours", "load", "loads"), ("wage", "wage", "wages")):
        if column in rows[0]:
            values = [_number(row, n, column) for n, row in enumerate(rows)]
            answers[name] = round(sum(v * p for v, p in zip(values, people, strict=True)) / sum(people), 2)
            open_questions += [question] if len(set(values)) > 1 else []
    return {"answers": answers, "open": open_questions}


def _rows(text: str) -> list[dict[str, str]]:
    try:
        dialect: Any = csv.Sniffer().sniff(text[:2000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        table = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), dialect=dialect)
        table.fieldnames = [(name or "").strip().lower() for name in table.fieldnames or ()]
        rows = [row for row in table if any((value or "") for value in row.values() if isinstance(value, str))]
    except csv.Error as error:
        raise InputError(f"the file is no CSV table ({error}); save it as CSV with a heading") from None
    for name in NEEDED:
        if name not in table.fieldnames:
            raise InputError(f"the file has no column {name!r}; its heading must name unit and people")
    if not rows or len(rows) > MOST_ROWS:
        raise InputError(f"the file has {len(rows):,} rows of units; it needs 1 to {MOST_ROWS:,}")
    return rows


def _number(row: dict[str, str], place: int, column: str, whole: bool = False) -> float:
    text = (row.get(column) or "").strip()
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 < value <= 1e6 or (whole and value != int(value)):
        wanted = "a whole number > 0" if whole else "a number > 0"
        raise InputError(f"row {place + 2} of the file has {column}={text[:20]!r}, which must be {wanted}")
    return value


def matched(screen: Screen, share: float, measure: Callable[[Scenario], float] | None = None) -> dict[str, Any]:
    """Base rate of quitting with which ``share`` of people quit in a year without communities, found by runs.

    Growth and layoffs of the screen are in the runs. Errors: InputError if no rate from 0 to 1 gives it.
    """
    turnover = _turnover if measure is None else measure
    scenario = screen.scenario(None)
    base = max(0.01, min(MOST_BASE, 1.3 * share))
    known: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        reached = turnover(_with_base(scenario, base))
        known.append((base, reached))
        if abs(reached - share) <= NEAR * share or share == 0:
            break
        base = _next(known, share)
    best, reached = min(known, key=lambda pair: abs(pair[1] - share))
    if abs(reached - share) > 0.15 * max(share, 0.02):
        raise InputError(
            f"no base rate of quitting gives a turnover of {100 * share:g} % here (nearest: {100 * reached:.1f} %); "
            "leave the question empty, or change another answer"
        )
    return {"base": round(best, 4), "reached": reached, "runs": SEEDS * len(known)}


def _next(known: list[tuple[float, float]], share: float) -> float:
    base, reached = known[-1]
    if len(known) > 1 and known[-2][1] != reached:
        before, then = known[-2]
        slope = (reached - then) / (base - before)
        if slope > 0:
            return min(MOST_BASE, max(0.001, base + (share - reached) / slope))
    return min(MOST_BASE, max(0.001, base * share / max(reached, 1e-3)))


def _with_base(scenario: Scenario, base: float) -> Scenario:
    turnover = scenario.behaviour.turnover.model_copy(update={"base": base})
    return scenario.model_copy(update={"behaviour": scenario.behaviour.model_copy(update={"turnover": turnover})})


def _turnover(scenario: Scenario) -> float:
    return float(simulate(scenario, SEEDS).summary["turnover"].mean())
