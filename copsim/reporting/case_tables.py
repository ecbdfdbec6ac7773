"""Stored results of company cases, and what is said of them in words."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from copsim.cases.case import ALL, CASE, COUNTERFACTUAL, Case, Statement
from copsim.cases.catalogue import CASES
from copsim.cases.judging import COLUMNS, LEAST_SHARE, MOST_LUCK, Verdict, mean_of
from copsim.errors import InputError
from copsim.reporting.labels import decimals, number

WORDS = (
    ("case", "", "Company case"),
    ("pattern", "", "Statement of the case; 'all': every statement in the same world"),
    ("verdict", "", "shown: holds in at least half of the seeds, more often than in the counterfactual (luck <= .05),"
     " and the interval of the mean lies within the bounds where the statement is about a mean; else not_shown"),
    ("share", "share of seeds", "Seeds of the case in which it holds"),
    ("low", "share of seeds", "Lower end of the exact 95 % interval of share (Clopper and Pearson)"),
    ("high", "share of seeds", "Upper end"),
    ("share_counterfactual", "share of seeds", "Seeds of the counterfactual in which it holds"),
    ("share_of_draws", "share of draws", "Draws of all explored behaviour (Latin hypercube) in which it holds"),
    ("share_of_draws_counterfactual", "share of draws", "The same in the counterfactual"),
    ("luck", "probability", "Exact one-sided McNemar test of case against counterfactual, by seed"),
    ("mean", "of the statement", "Mean over seeds of its value in the case; for 'all' of the share of statements"
     " that hold"),
    ("mean_low", "of the statement", "Lower end of the 95 % t-interval of mean"),
    ("mean_high", "of the statement", "Upper end"),
    ("mean_counterfactual", "of the statement", "Mean over seeds of its value in the counterfactual"),
    ("seeds", "seeds", "Number of seeds"),
    ("draws", "draws", "Number of draws"),
    ("arm", "", "World: case, counterfactual, or a reference"),
    ("over", "", "seed, or draw"),
    ("number", "", "Which seed; a draw has the luck of the seed of its number"),
    ("value", "of the statement or level", "Its value in that world; empty where there is nothing to judge"),
    ("holds", "", "Whether the value lies within the bounds"),
    ("level", "", "What is shown of each world beside the statements"),
)  # fmt: skip


class Stored(NamedTuple):
    """A folder that ``copsim cases run`` wrote."""

    folder: Path
    verdicts: pd.DataFrame
    values: pd.DataFrame
    levels: pd.DataFrame
    manifest: dict[str, Any]

    @property
    def cases(self) -> list[Case]:
        """The cases that it holds, in the order of the catalogue."""
        held = set(self.verdicts["case"])
        return [case for name, case in CASES.items() if name in held]

    def said(self, case: Case) -> dict[str, Verdict]:
        """Verdicts of a case by statement, last that on all."""
        return said_of(case, self.verdicts)


def said_of(case: Case, table: pd.DataFrame) -> dict[str, Verdict]:
    """Verdicts of a case by statement, from a table of them."""
    rows = table[table["case"] == case.name][list(COLUMNS)]
    return {row.pattern: row for row in (Verdict(*cells) for cells in rows.itertuples(index=False))}


def read_stored(folder: Path) -> Stored:
    """Results in a folder. Errors: InputError if it holds none, or of a case that is not known any more."""
    try:
        tables = [pd.read_csv(folder / f"{name}.csv") for name in ("verdicts", "values", "levels")]
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(f"{folder} holds no results of cases; run 'copsim cases run --all --out {folder}'") from None
    unknown = sorted(set(tables[0]["case"]) - set(CASES))
    if unknown:
        raise InputError(f"{folder} has results of the case {unknown[0]}, which is not known; run the cases again")
    return Stored(folder, tables[0], tables[1], tables[2], manifest)


def dictionary_of_cases() -> pd.DataFrame:
    """What the columns of verdicts, values and levels mean."""
    return pd.DataFrame(WORDS, columns=["column", "unit", "meaning"])


def finding(case: Case, said: Mapping[str, Verdict], brief: bool = False) -> str:
    """One line: the verdict of a case and what decides it; if ``brief`` without the numbers of that statement."""
    total = said[ALL]
    if total.shown:
        varied = f"; with varied assumptions in {total.share_of_draws:.0%}" if total.draws else ""
        return f"Shown: in {held(total)} worlds, in {held_otherwise(total)} of the counterfactual{varied}."
    missing = [one for one in case.statements if not said[one.name].shown]
    count = len(case.statements) - len(missing)
    if not missing:
        return f"Not shown: each part is, but all together in {held(total)} worlds only."
    parts = f"{count} of {len(case.statements)} parts shown. " if len(case.statements) > 1 else ""
    failing = ([one for one in missing if said[one.name].share < LEAST_SHARE] or missing)[0]
    one = said[failing.name]
    why = f"in {held(one)} worlds, in {held_otherwise(one)} of the counterfactual." if brief else reason(failing, one)
    return f"Not shown: {parts}\N{LEFT DOUBLE QUOTATION MARK}{failing.words}\N{RIGHT DOUBLE QUOTATION MARK} {why}"


def reason(statement: Statement, said: Verdict) -> str:
    """What decides one statement, with its numbers."""
    means = _means(statement, said)
    if said.shown:
        return f"holds in {held(said)} worlds, in {held_otherwise(said)} of the counterfactual{means}."
    if said.share < LEAST_SHARE:
        return f"holds in {held(said)} worlds{means}."
    if said.luck > MOST_LUCK and said.share_counterfactual >= LEAST_SHARE:
        return f"holds in {held(said)} worlds, but in {held_otherwise(said)} of the counterfactual as well{means}."
    if said.luck > MOST_LUCK:
        return (
            f"holds in {held(said)} worlds and in {held_otherwise(said)} of the counterfactual, which may be luck "
            f"(p = {said.luck:.2f}){means}."
        )
    return f"holds in {held(said)} worlds, but the interval of the mean goes beyond the bound{means}."


def kind_of_failure(said: Verdict) -> str:
    """Why a statement is not shown, in a few words."""
    if said.share < LEAST_SHARE:
        return "not reached"
    if said.luck > MOST_LUCK:
        return "as often without it" if said.share_counterfactual >= LEAST_SHARE else "perhaps luck"
    return "mean too close to the bound"


def held(said: Verdict) -> str:
    """'12 of 20': seeds of the case in which something holds."""
    return f"{round(said.share * said.seeds)} of {said.seeds}"


def held_otherwise(said: Verdict) -> str:
    """The same of the counterfactual."""
    return f"{round(said.share_counterfactual * said.seeds)} of {said.seeds}"


def _means(statement: Statement, said: Verdict) -> str:
    if not math.isfinite(said.mean):
        return "; there was nothing to judge"
    other = said.mean_counterfactual
    places = decimals([said.mean, other], 3)
    ends = (said.mean_low, said.mean_high)
    if statement.unit == "share":  # a t-interval knows nothing of 0 and 1
        ends = (max(0.0, ends[0]), min(1.0, ends[1]))
    mean, low, high, there = (number(value, places, minus="-") for value in (said.mean, *ends, other))
    beside = f", {there} in the counterfactual" if math.isfinite(other) else ""
    interval = f" [{low}, {high}]" if math.isfinite(said.mean_low) else ""
    varied = f"; in {said.share_of_draws:.0%} of the worlds of varied assumptions" if said.draws else ""
    return f"; mean {mean}{interval} {statement.unit}{beside}; asked for: {bounds(statement)}{varied}"


def bounds(statement: Statement) -> str:
    """'at least 1.5', 'above 0', 'from 26 to 78'."""
    least, most = statement.least, statement.most
    if math.isfinite(least) and math.isfinite(most):
        return f"from {least:g} to {most:g}"
    if math.isfinite(least):
        return f"{'above' if statement.beyond else 'at least'} {least:g}"
    return f"{'below' if statement.beyond else 'at most'} {most:g}"


def level_rows(case: Case, levels: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """For each level a name with its unit, and the mean with its 95 % interval in each world of the case."""
    rows = []
    for level in case.levels:
        table = levels[(levels["case"] == case.name) & (levels["level"] == level.name)]
        means = {arm: mean_of(table[table["arm"] == arm]["value"]) for arm in case.arms}
        places = decimals([mean for mean, *_ in means.values()])
        cells = [_cell(means[arm], places) for arm in case.arms]
        rows.append((f"{level.label} ({level.unit})", cells))
    return rows


def _cell(mean: tuple[float, float, float], places: int) -> str:
    middle, low, high = (number(value, places, minus="-") for value in mean)
    if math.isnan(mean[0]):
        return "-"
    return middle if low == middle == high or math.isnan(mean[1]) else f"{middle} [{low}, {high}]"


def named_arm(case: Case, arm: str) -> str:
    """How a world is named in a table."""
    names = {CASE: "case", COUNTERFACTUAL: "counterfactual"}
    return names.get(arm, arm.replace("_", " "))
