"""The report of a study: what was asked, what came out, how sure it is, and how to make it again."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from copsim.commands.study_findings import Findings
from copsim.commands.study_stopping import how_it_stands
from copsim.commands.words import counted
from copsim.reporting.labels import Labels, arm_label, decimals, number

FEW = 3  # parameters whose ranges are told in words


def report(findings: Findings, figures: Sequence[str], command: str) -> str:
    """The report in Markdown; every sentence is computed from the tables that stand beside it."""
    labels = Labels(findings.dictionary)
    parts = [f"# {findings.store.study['name']}", findings.description.question, _design(findings)]
    if findings.standing is not None:
        parts += ["## When it stopped", _stopping(findings, labels)]
    if findings.effects is not None:
        parts += ["## Effects", _effects_words(findings, labels), _effects_table(findings.effects, labels)]
    if findings.by_point is not None:
        parts += ["## Where", *_where(findings, labels)]
    if findings.split is not None:
        parts += ["## Luck, unknowns and choices", _split(findings.split, labels)]
    parts += ["## Figures", *[f"![{name}](figures/{name}.png)" for name in figures]]
    parts += ["## Again", f"```sh\n{command}\n```", f"Model version {findings.store.version}."]
    return "\n\n".join(part for part in parts if part) + "\n"


def _design(findings: Findings) -> str:
    design = findings.store.design
    arms, points, seeds = findings.arms, design["point"].nunique(), len(findings.description.seed_numbers)
    said = f"{counted(len(arms), 'arm')} ({', '.join(arms)}) x {counted(points, 'point')} x {counted(seeds, 'seed')}"
    said += f": {len(design):,} cases."
    if points > 1:
        keys = [key.rpartition(".")[2] for key in findings.store.study["uncertainties"]]
        said += f" Points vary {', '.join(keys)}."
    missing = len(design) - len(findings.whole) - len(findings.failed) - findings.beyond
    if missing and findings.standing is not None and findings.standing.over:
        said += f" {missing:,} of them were not needed."
    elif missing:
        said += f" {missing:,} of them have not run yet."
    if len(findings.failed):
        said += f" {len(findings.failed):,} failed, for instance: {findings.failed['error'].iloc[0]}."
    return said


def _stopping(findings: Findings, labels: Labels) -> str:
    """Why the study ended, and what was promised beside what was reached."""
    found, asked = findings.standing, findings.description
    assert found is not None
    said = (
        f"{how_it_stands(found)} Looked at after {asked.least_pairs} pairs and then every {asked.look_every}, at the "
        "width of intervals only, never at p. A look counts an interval as narrow enough if it would be so with a "
        "spread at the upper end of what the pairs allow (one-sided 65 %)."
    )
    if findings.beyond:
        said += f" The store holds {findings.beyond:,} runs of later pairs, which this report leaves out."
    if not found.kept or found.widths.empty:
        return said
    first = found.pairs == asked.least_pairs
    lines = ["| metric | arm | effect ± what holds after stopping | 95 % t-interval ± |", "|---|---|---:|---:|"]
    for _, row in found.widths.iterrows():
        holds = row["half"] if first else row["promised"]
        lines.append(
            f"| {labels.titled(row['metric'])} | {arm_label(row['arm'])} | {row['effect']:+.3g} ± {holds:.3g} "
            f"| {row['half']:.3g} |"
        )
    known = (
        "Effects ± what was promised covered the truth in 93-97 % of made-up studies; the plain 95 % intervals of the "
        "tables below are a little short after stopping (91-95 %)."
    )
    return "\n\n".join([said, "\n".join(lines), known])


def _effects_words(findings: Findings, labels: Labels) -> str:
    effects = findings.effects
    assert effects is not None
    independent = "seeds" if findings.whole["point"].nunique() == 1 or findings.common else "points"
    named = [f"{labels.label(m)} {size:g} {labels.unit(m)}" for m, size in findings.description.smallest_effect.items()]
    said = (
        f"Mean paired difference from {findings.baseline}, averaged over points; 95 % studentized bootstrap intervals "
        f"over {independent}; q: share of false alarms among rows called at that level (Benjamini and Hochberg). "
        f"Pairing saved a factor of {effects['runs_saved'].replace(np.inf, np.nan).median():.1f} in runs (median)."
    )
    return said + (f" Smallest effects of interest: {'; '.join(named)}." if named else "")


def _effects_table(effects: pd.DataFrame, labels: Labels) -> str:
    lines = [
        "| metric | arm | effect [95 %] | pairs | q | verdict | pairs for 80 % power |",
        "|---|---|---:|---:|---:|---|---:|",
    ]
    for _, row in effects.iterrows():
        power = row["pairs_for_80_percent_power"]
        told = f"{power:,.0f}" if np.isfinite(power) else "–"
        q = number(row["q"], 3) if not row["q"] < 0.001 else "< 0.001"
        lines.append(
            f"| {labels.titled(row['metric'])} | {arm_label(row['arm'])} "
            f"| {interval_words(row['effect'], row['boot_low'], row['boot_high'])} | {row['n']} | {q} "
            f"| {row['verdict']} | {told} |"
        )
    return "\n".join(lines)


def interval_words(effect: float, low: float, high: float) -> str:
    """'+0.012 [+0.010, +0.014]'."""
    places = decimals([max(abs(effect), (high - low) / 2.0)], 2)
    ends = [number(value, places, signed=True, minus="-") for value in (effect, low, high)]
    return f"{ends[0]} [{ends[1]}, {ends[2]}]"


def _where(findings: Findings, labels: Labels) -> list[str]:
    """For each metric and arm: at how many points the arm is better for sure, worse for sure, and where."""
    said = []
    by_point = findings.by_point
    assert by_point is not None
    for metric in findings.outcomes:
        for arm in findings.others:
            table = by_point[(by_point["metric"] == metric) & (by_point["arm"] == arm)].dropna(subset="effect")
            if table.empty:
                continue
            said.append(_where_words(findings, table, metric, arm, labels))
            boxes = findings.where(metric, arm)
            if boxes is not None:
                said.append(_boxes(boxes))
    return said


def _where_words(findings: Findings, table: pd.DataFrame, metric: str, arm: str, labels: Labels) -> str:
    sign = labels.sign(metric)
    more, less = table["low"] > 0, table["high"] < 0
    better, worse = (more, less) if sign >= 0 else (less, more)
    words = ("better than", "worse than") if sign else ("more than", "less than")
    places = [f"{words[0]} {findings.baseline} at {better.sum()}", f"{words[1]} it at {worse.sum()}"]
    said = f"**{labels.label(metric)}**, {arm_label(arm)}: {', '.join(places)} of {len(table)} points for sure"
    for name, chosen in ((words[0], better), (words[1], worse)):
        if 0 < chosen.sum() < len(table) and 0 < len(findings.uncertain) <= FEW:
            spans = [_span(table.loc[chosen, key], key) for key in findings.uncertain]
            said += f"; {name} {findings.baseline} within {', '.join(spans)}"
    return said + "."


def _span(values: "pd.Series[float]", key: str) -> str:
    return f"{key.rpartition('.')[2]} {values.min():.4g} to {values.max():.4g}"


def _boxes(boxes: pd.DataFrame) -> str:
    rows = [boxes.iloc[0], boxes.iloc[-1]] if len(boxes) > 1 else [boxes.iloc[0]]
    lines = [
        f"- {interval_words(row['effect'], row['low'], row['high'])} on average where {row['box']} "
        f"({row['share']:.0%} of the points; told by {row['points']} points that did not draw the box)"
        for row in rows
    ]
    return "\n".join(lines)


def _split(split: pd.DataFrame, labels: Labels) -> str:
    lines = ["| metric | luck | unknowns | choices | choices x unknowns |", "|---|---:|---:|---:|---:|"]
    for metric in split["metric"].unique():
        shares = split[split["metric"] == metric].set_index("part")["share"]
        cells = ["–" if np.isnan(share) else f"{share:.0%}" for share in shares]
        lines.append(f"| {labels.label(metric)} | {' | '.join(cells)} |")
    return "\n".join(lines)
