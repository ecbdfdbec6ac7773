"""Figures of a study: whatever its design has something to show for."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from copsim.analysis.across import growing, swings
from copsim.commands.study_findings import Findings
from copsim.errors import InputError
from copsim.reporting.forest import draw_forest, forest_data
from copsim.reporting.labels import Labels, arm_label
from copsim.reporting.saving import save
from copsim.reporting.study_bars import Bars, bar_table, draw_bars, draw_split
from copsim.reporting.study_lines import draw_differences, draw_growing, draw_levels
from copsim.reporting.study_maps import draw_maps, map_data

MOST_ALONG = 4
MOST_CELLS = 12  # values of a parameter that a map shows


def draw(findings: Findings, folder: Path, command: str) -> list[str]:
    """Save every figure that the study has something for, and return their names."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    names = []
    for name, figure in _all(findings, command):
        plain = re.sub(r"[^\w.=-]+", "_", name)
        save(figure, folder / "figures" / plain)
        names.append(plain)
    return names


def _all(findings: Findings, command: str) -> Iterator[tuple[str, Figure]]:
    rebuild = f"Rebuild: {command}"
    if findings.effects is not None and findings.baseline is not None:
        data = forest_data(findings.effects, findings.baseline)
        yield "effects", draw_forest(data, findings.dictionary, note=rebuild)
        yield "differences", _differences(findings, rebuild)
        yield from _growing(findings, rebuild)
    if findings.split is not None:
        caption = (
            "Luck: seeds at one point and arm. Unknowns: points. Choices: arms. Choices x unknowns: what an arm "
            f"changes depends on the point. What luck makes of means is taken off. {len(findings.whole):,} "
            f"runs. {rebuild}"
        )
        yield "variance", draw_split(findings.split, findings.dictionary, caption)
    for key in findings.numeric[:MOST_ALONG]:
        data = findings.levels(key)
        caption = (
            f"Averaged over everything else that varies; {_counted(data['n'])} independent values each. "
            f"Arms share their luck, so paired differences are surer than overlapping bands suggest. {rebuild}"
        )
        yield f"along_{_leaf(key)}", draw_levels(data, findings.dictionary, findings.baseline, caption)
    yield from _maps(findings, command)
    yield from _sensitivity(findings, rebuild)


def _differences(findings: Findings, rebuild: str) -> Figure:
    baseline = str(findings.baseline)
    wide = findings.whole.set_index(["point", "seed", "arm"])[findings.outcomes].unstack("arm")
    tables = [
        pd.DataFrame({"metric": metric, "arm": arm, "difference": wide[metric][arm] - wide[metric][baseline]})
        for metric in findings.outcomes
        for arm in findings.others
    ]
    caption = (
        f"Arm less {arm_label(baseline)} in the same world, over all points. {len(wide):,} pairs an arm. {rebuild}"
    )
    return draw_differences(pd.concat(tables, ignore_index=True), findings.dictionary, baseline, caption)


def _growing(findings: Findings, rebuild: str) -> Iterator[tuple[str, Figure]]:
    baseline = str(findings.baseline)
    for arm in findings.others:
        tables = {m: growing(findings.whole, m, arm, baseline, findings.common) for m in findings.outcomes}
        tables = {metric: table for metric, table in tables.items() if len(table) > 1}
        if tables:
            title = f"Are these enough pairs? {arm_label(arm).capitalize()} less {arm_label(baseline)}"
            yield f"convergence_{arm}", draw_growing(tables, findings.dictionary, title, rebuild)


def _maps(findings: Findings, command: str) -> Iterator[tuple[str, Figure]]:
    if findings.by_point is None:
        return
    grid = [key for key in findings.uncertain if findings.whole[key].nunique() <= MOST_CELLS]
    pairs = [pair for pair in combinations(grid, 2) if _is_full(findings.whole, *pair)]
    for across, up in pairs[:3]:
        for arm in findings.others:
            data = map_data(findings.by_point, across, up, arm)
            figure = draw_maps(data, findings.dictionary, across, up, command)
            yield f"map_{arm}_{_leaf(across)}_{_leaf(up)}", figure


def _is_full(table: pd.DataFrame, across: str, up: str) -> bool:
    """Whether every value of one setting meets every value of the other, as in a grid."""
    return len(table[[across, up]].drop_duplicates()) == table[across].nunique() * table[up].nunique()


def _sensitivity(findings: Findings, rebuild: str) -> Iterator[tuple[str, Figure]]:
    labels = Labels(findings.dictionary)
    for arm in findings.others:
        what = (
            f"the effect of {arm_label(arm)} against {arm_label(findings.baseline)}"
            if findings.baseline
            else "outcomes"
        )
        bars, notes = [], []
        for metric in findings.outcomes:
            try:
                entry, note = _bars_of(findings, metric, arm, labels)
            except InputError as error:
                notes.append(f"{labels.label(metric)}: {error}.")
                continue
            if entry is not None:
                bars.append(entry)
                notes += [f"{labels.label(metric)}: {note}"] if note else []
        if bars:
            title, subtitle = _sensitivity_words(findings.sample, what)
            points = findings.whole["point"].nunique()
            caption = " ".join([f"Lines: 95 % intervals, {points:,} points.", *notes, rebuild])
            yield f"sensitivity_{arm}", draw_bars(bars, title, subtitle, caption)


def _bars_of(findings: Findings, metric: str, arm: str, labels: Labels) -> tuple[Bars | None, str]:
    if findings.sample == "saltelli":
        found = findings.sobol(metric, arm)
        total = bar_table(found.indices, "total", "total_low", "total_high")
        first = bar_table(found.indices, "first", "first_low", "first_high")
        return Bars(labels.label(metric), "share of variance", total, first), found.convergence.sentence
    if findings.sample == "morris":
        table = bar_table(findings.morris(metric, arm), "mu_star", "low", "high")
        return Bars(labels.label(metric), labels.unit(metric), table), ""
    if findings.by_point is None or len(findings.uncertain) < 2:
        return None, ""
    table = swings(findings.by_point, findings.uncertain, metric, arm)
    return Bars(labels.label(metric), labels.unit(metric), bar_table(table, "swing", "low", "high")), ""


def _sensitivity_words(sample: str | None, what: str) -> tuple[str, str]:
    if sample == "saltelli":
        return f"What {what} depends on", "Sobol indices: total (blue), by the parameter alone (orange)"
    if sample == "morris":
        return f"What {what} depends on", "Morris screening: mean size of the elementary effect over the whole range"
    return f"What {what} depends on", "Effect in the highest third of the parameter less that in the lowest (tornado)"


def _counted(n: "pd.Series[int]") -> str:
    return f"{n.min()}" if n.min() == n.max() else f"{n.min()} to {n.max()}"


def _leaf(key: str) -> str:
    return key.rpartition(".")[2]
