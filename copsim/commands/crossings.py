"""Effects over a swept number: where an arm does better than another, and where not."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from copsim.commands.contrast import Slice, Sweep, described, numeric_keys, renamed
from copsim.commands.words import lowered
from copsim.config.declare import declared
from copsim.config.grid import shown
from copsim.config.scenario import Scenario
from copsim.reporting.crossing import crossing_data, crossing_points
from copsim.reporting.labels import Labels

DUEL = ("self_selected", "mandated")
VERDICTS = {
    1: {1: "better", 0: "not clear", -1: "worse"},
    -1: {1: "worse", 0: "not clear", -1: "better"},
    0: {1: "more", 0: "not clear", -1: "less"},
}


class Crossing(NamedTuple):
    """Effects against one baseline over one key; ``data`` is the table of ``copsim.reporting.crossing``."""

    name: str
    others: str
    label: str
    data: pd.DataFrame


def crossings(summary: pd.DataFrame, parts: Sequence[Slice], sweep: Sweep) -> list[Crossing]:
    """One for every swept number, every setting of the other keys and every baseline.

    ``summary`` has a row per (arm, seed). Where self-selection and the mandate are both among the arms they are
    also set against each other.
    """
    found = []
    for key in numeric_keys(sweep):
        for others, line in _lines(key, parts).items():
            tables = [renamed(summary, part).assign(**{key: float(part.settings[key])}) for part in line]
            table = pd.concat(tables, ignore_index=True)
            for baseline, arms, ending in _duels(line[0]):
                name = f"crossing_{key.rpartition('.')[2]}_{ending}"
                found.append(Crossing(name, others, key_label(key), crossing_data(table, key, baseline, arms)))
    return found


def verdicts(crossing: Crossing, dictionary: pd.DataFrame) -> list[str]:
    """A sentence per arm and metric: at which values it clearly does better, where worse, where the sign changes."""
    labels, points = Labels(dictionary), crossing_points(crossing.data)
    where = f" ({crossing.others})" if crossing.others else ""
    sentences = []
    for (arm, metric), line in crossing.data.groupby(["arm", "metric"], sort=False):
        words = VERDICTS[labels.sign(str(metric))]
        values: dict[str, list[str]] = {word: [] for word in words.values()}
        for value, low, high in zip(line["value"], line["low"], line["high"], strict=True):
            values[words[1 if low > 0 else -1 if high < 0 else 0]].append(shown(float(value)))
        said = [f"{word} at {', '.join(at)}" for word, at in values.items() if at]
        here = points[(points["arm"] == arm) & (points["metric"] == metric)]
        said += [f"changes near {value:.3g}" for value in here["value"]]
        against = f"{arm} against {line['baseline'].iloc[0]}"
        subject = f"{against} over {crossing.label}{where}, {lowered(labels.label(str(metric)))}"
        sentences.append(f"{subject}: {'; '.join(said)}.")
    return sentences


def key_label(key: str) -> str:
    """Words and unit of a parameter, for an axis."""
    unit = next((parameter.unit for parameter in declared(Scenario) if parameter.path == key), "")
    words = key.rpartition(".")[2].replace("_", " ")
    return f"{words} ({unit})" if unit else words


def _lines(key: str, parts: Sequence[Slice]) -> dict[str, list[Slice]]:
    """Slices that differ in ``key`` only, by what they share."""
    lines: dict[str, list[Slice]] = {}
    for part in parts:
        if key in part.settings:
            others: dict[str, Any] = {name: value for name, value in part.settings.items() if name != key}
            lines.setdefault(described(others), []).append(part)
    return lines


def _duels(part: Slice) -> list[tuple[str, list[str], str]]:
    """Comparisons to make over a number: baseline, arms, words for them in a file name."""
    found = []
    for baseline in part.baselines:
        found.append((baseline, [arm for arm in part.arms if arm != baseline], f"against_{baseline}"))
    ours, theirs = DUEL
    if ours in part.arms and theirs in part.arms and (len(part.arms) > 2 or theirs not in part.baselines):
        found.append((theirs, [ours], f"{ours}_against_{theirs}"))
    return found
