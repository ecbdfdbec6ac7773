"""What the numbers say, in plain words: every sentence is computed from the effects."""

import math

import pandas as pd

from copsim.analysis.paired import decompose_mandate, paired_effects
from copsim.commands.words import listed, lowered
from copsim.reporting.labels import Labels, decimals, number

METRICS = ("flow", "useful_flow", "flow_per_hour", "cross_unit_share", "weeks_to_solve", "turnover", "net_result")
DUELS = (
    ("self_selected", "mandated"),
    ("mandated_cultivated", "mandated"),
    ("self_selected_cultivated", "self_selected"),
    ("self_selected_cultivated", "mandated_cultivated"),
)
SIDES = {(1, 0): "better on", (-1, 0): "worse on", (0, 1): "more", (0, -1): "less"}  # (for the better, direction)
UNCLEAR = "no clear difference on"
NARROW = "\N{NO-BREAK SPACE}"
SPLIT_ARMS = ("self_selected", "mandated_yoked", "mandated")
SPLIT_METRICS = ("flow", "weeks_to_solve", "turnover", "net_result")


def findings(summary: pd.DataFrame, baseline: str, dictionary: pd.DataFrame) -> list[str]:
    """Sentences on who does best against ``baseline``, on pairs of arms worth comparing, and on the mandate's parts.

    ``summary`` has a row per (arm, seed). *Clear* means that the 95 % interval of the paired difference
    excludes zero. Only arms that are there are spoken of.
    """
    labels, arms = Labels(dictionary), list(summary["arm"].unique())
    effects = paired_effects(summary, [baseline], METRICS)
    found = [_best(effects[effects["metric"] == metric], metric, labels) for metric in METRICS]
    for ours, theirs in DUELS:
        if ours in arms and theirs in arms:
            both = summary[summary["arm"].isin([ours, theirs])]
            found.append(_duel(paired_effects(both, [theirs], METRICS), ours, theirs, labels))
    if all(arm in arms for arm in SPLIT_ARMS):
        parts = decompose_mandate(summary, SPLIT_METRICS)
        found += [_split(parts[parts["metric"] == metric], metric, labels) for metric in SPLIT_METRICS]
    intervals = len(METRICS) * (len(arms) - 1)
    found.append(
        f"Brackets hold 95{NARROW}% intervals of paired differences; clear means that the interval excludes zero, as "
        f"about {round(0.05 * intervals)} of the {intervals} intervals against {baseline} would by luck alone."
    )
    return found


def _best(effects: pd.DataFrame, metric: str, labels: Labels) -> str:
    """'Turnover: lowest under X (level), effect against none; clearly worse than none: Y.'"""
    known, sign, name = effects.dropna(subset="effect"), labels.sign(metric), labels.label(metric)
    if known.empty:
        return f"{name}: no run has a value."
    row = known.iloc[int((known["effect"].argmin if sign < 0 else known["effect"].argmax)())]
    arm, baseline, extreme = row["arm"], row["baseline"], "lowest" if sign < 0 else "highest"
    places, unit = decimals([row["arm_mean"], row["baseline_mean"]]), labels.unit(metric)
    if row["effect"] < 0 if sign >= 0 else row["effect"] > 0:
        said = [f"{name}: {extreme} under {baseline} ({_level(row['baseline_mean'], places, unit)})"]
        said.append(f"next is {arm}, {_effect(row)}")
    else:
        level = _level(row["arm_mean"], places, unit)
        said = [f"{name}: {extreme} under {arm} ({level}), {_effect(row)} against {baseline}"]
    worse = known[known["low"] > 0] if sign < 0 else known[known["high"] < 0]
    if len(worse):
        said.append(f"clearly {'worse' if sign else 'less'} than under {baseline}: {listed(list(worse['arm']))}")
    return "; ".join(said) + "."


def _duel(effects: pd.DataFrame, ours: str, theirs: str, labels: Labels) -> str:
    """'A rather than B: better on ...; worse on ...; no clear difference on ...'"""
    sides: dict[str, list[str]] = {side: [] for side in (*SIDES.values(), UNCLEAR)}
    for metric, low, high in zip(effects["metric"], effects["low"], effects["high"], strict=True):
        sign, direction = labels.sign(metric), 1 if low > 0 else -1 if high < 0 else 0
        side = UNCLEAR if direction == 0 else SIDES[sign * direction, direction if sign == 0 else 0]
        sides[side].append(lowered(labels.label(metric)))
    said = [f"{side} {listed(metrics)}" for side, metrics in sides.items() if metrics]
    return f"{ours} rather than {theirs}: {'; '.join(said)}."


def _split(parts: pd.DataFrame, metric: str, labels: Labels) -> str:
    row = {part: parts[parts["part"] == part].iloc[0] for part in parts["part"]}
    return (
        f"{labels.label(metric)}, self_selected less mandated: {_effect(row['total'])}; of it "
        f"{_effect(row['compulsion'])} because nobody is obliged, {_effect(row['composition'])} because others belong."
    )


def _level(value: float, places: int, unit: str) -> str:
    return f"{number(value, places, minus='-')} {unit}".strip()


def _effect(row: "pd.Series[float]") -> str:
    """'+0.10 [+0.05, +0.15]', or '+0.10 [-0.05, +0.25] (not clear)'."""
    places = decimals([float(row["effect"])], 2)
    low, high = (number(row[end], places, signed=True, minus="-") for end in ("low", "high"))
    shown = number(row["effect"], places, signed=True, minus="-")
    if not math.isfinite(row["low"]):
        return f"{shown} (one pair, no interval)"
    clear = row["low"] > 0 or row["high"] < 0
    return f"{shown} [{low}, {high}]{'' if clear else ' (not clear)'}"
