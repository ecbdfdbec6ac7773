"""Tables of a comparison: means and paired effects, a row per arm, and the mandate's effect taken apart.

``headline_table`` holds numbers; ``headline_blocks`` and ``mandate_block`` turn them into blocks of words,
which ``copsim.reporting.rendering`` writes for the console, as Markdown or as HTML.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from copsim.errors import InputError, nearest
from copsim.reporting.labels import Labels, decimals, number
from copsim.reporting.rendering import Block, Heading

HEADLINE = (
    "flow", "useful_flow", "stock", "flow_per_hour", "cross_unit_share", "solved_share", "weeks_to_solve",
    "stuck_share", "unit_performance", "turnover", "expert_turnover", "community_hours", "help_hours",
    "displaced_hours", "programme_cost", "net_result",
)  # fmt: skip

Interval = Literal["half", "ends"]
LEVELS = ["metric", "baseline", "part"]


def headline_table(
    summary: pd.DataFrame, effects: pd.DataFrame, metrics: Sequence[str], baselines: Sequence[str]
) -> pd.DataFrame:
    """One row per arm: the mean of each metric over seeds, and its paired effect against each baseline.

    ``summary`` has a row per (arm, seed), ``effects`` is the table of ``copsim.analysis.paired.paired_effects``.
    Columns are (metric, baseline, part): (metric, "", "mean"), and per baseline effect, low and high (95 %
    t-interval), all in the metric's unit; NaN where an arm meets itself. Raises InputError for an unknown metric or a
    baseline without effects.
    """
    for metric in metrics:
        if metric not in summary.columns:
            raise InputError(f"no metric {metric!r} in the results{nearest(metric, map(str, summary.columns))}")
    for baseline in baselines:
        if baseline not in set(effects["baseline"]):
            raise InputError(f"no effects against {baseline!r}; baselines: {', '.join(effects['baseline'].unique())}")
    means = summary.groupby("arm", sort=False)[list(metrics)].mean()
    against = {
        (baseline, part): effects[effects["baseline"] == baseline].pivot(index="arm", columns="metric", values=part)
        for baseline in baselines
        for part in ("effect", "low", "high")
    }
    columns = {}
    for metric in metrics:
        columns[metric, "", "mean"] = means[metric]
        for (baseline, part), values in against.items():
            columns[metric, baseline, part] = values[metric].reindex(means.index)
    table = pd.DataFrame(columns, index=means.index)
    table.columns = pd.MultiIndex.from_tuples(list(columns), names=LEVELS)
    return table


def flat(headline: pd.DataFrame) -> pd.DataFrame:
    """The headline table for a file: columns arm, flow, flow_vs_none, flow_vs_none_low, flow_vs_none_high, ..."""
    names = {"mean": "", "effect": "", "low": "_low", "high": "_high"}
    plain = headline.copy()
    titles = []
    for metric, baseline, part in headline.columns.to_frame().to_numpy().tolist():
        titles.append(f"{metric}_vs_{baseline}{names[part]}" if baseline else metric)
    plain.columns = pd.Index(titles)
    return plain.rename_axis("arm").reset_index()


def headline_blocks(headline: pd.DataFrame, dictionary: pd.DataFrame, interval: Interval = "half") -> list[Block]:
    """The headline table in words: a block of means, then a block of effects per baseline.

    ``interval`` says how uncertainty is written: "half" +0.12 ±0.03, "ends" +0.12 [+0.09, +0.15].
    """
    labels = Labels(dictionary)
    metrics = list(dict.fromkeys(headline.columns.get_level_values("metric")))
    baselines = [name for name in dict.fromkeys(headline.columns.get_level_values("baseline")) if name != ""]
    headings = [Heading(labels.label(metric), labels.unit(metric)) for metric in metrics]
    arms = [str(arm) for arm in headline.index]
    means = [_plain(headline[metric, "", "mean"]) for metric in metrics]
    blocks = [Block("Means over seeds", "arm", headings, _rows(arms, means))]
    for baseline in baselines:
        cells = [_effects(headline[metric][baseline], interval) for metric in metrics]
        others = [place for place, arm in enumerate(arms) if arm != baseline]
        rows = _rows([arms[place] for place in others], [[column[place] for place in others] for column in cells])
        blocks.append(Block(f"Paired effect against {baseline}, {_said(interval)}", "arm", headings, rows))
    return blocks


def mandate_block(parts: pd.DataFrame, dictionary: pd.DataFrame, interval: Interval = "half") -> Block:
    """What self-selection adds to a mandate, from ``copsim.analysis.paired.decompose_mandate``: a row per metric."""
    labels = Labels(dictionary)
    metrics = list(parts["metric"].unique())
    wide = parts.set_index(["metric", "part"])
    cells = {
        metric: _effects(wide.loc[metric].loc[["compulsion", "composition", "total"]], interval) for metric in metrics
    }
    headings = [
        Heading("compulsion", "self_selected - mandated_yoked"),
        Heading("composition", "mandated_yoked - mandated"),
        Heading("total", "self_selected - mandated"),
    ]
    rows = [(labels.titled(metric), cells[metric]) for metric in metrics]
    return Block(f"What self-selection adds to the mandate, {_said(interval)}", "metric", headings, rows)


def range_blocks(ranges: pd.DataFrame, metrics: Sequence[str], dictionary: pd.DataFrame) -> list[Block]:
    """Where single pairs lie, from ``copsim.analysis.paired.paired_ranges``: a block per baseline, a row per arm.

    A cell holds the middle difference, the range of 8 in 10 pairs, and in how many of a hundred the arm is better (has
    more, where neither way is better).
    """
    labels = Labels(dictionary)
    headings = [Heading(labels.label(metric), labels.unit(metric)) for metric in metrics]
    blocks = []
    for baseline, there in ranges.groupby("baseline", sort=False):
        arms = list(dict.fromkeys(there["arm"]))
        cells = []
        for metric in metrics:
            rows = there[there["metric"] == metric].set_index("arm").loc[arms]
            ahead = rows["below" if labels.sign(metric) < 0 else "above"]
            middles = _effects(rows.rename(columns={"middle": "effect"}), "ends")
            cells.append([_with_share(text, share) for text, share in zip(middles, ahead, strict=True)])
        title = f"Pairs against {baseline}: middle [8 in 10]; better in so many percent of pairs"
        blocks.append(Block(title, "arm", headings, _rows(arms, cells)))
    return blocks


def _with_share(text: str, share: float) -> str:
    """A cell and the share of pairs beside it, if there is any pair."""
    return f"{text}; {100 * share:.0f} %" if np.isfinite(share) else text


def _said(interval: Interval) -> str:
    return "± half of its 95 % interval" if interval == "half" else "with its 95 % interval"


def _rows(names: list[str], columns: list[list[str]]) -> list[tuple[str, list[str]]]:
    return [(name, [column[row] for column in columns]) for row, name in enumerate(names)]


def _plain(values: "pd.Series[float]") -> list[str]:
    places = decimals(values)
    return [number(value, places, minus="-") for value in values]


def _effects(table: pd.DataFrame, interval: Interval) -> list[str]:
    """Effect and interval per row of a table with effect, low and high."""
    places = decimals(table["effect"])
    cells = []
    for effect, low, high in table[["effect", "low", "high"]].to_numpy(dtype=float):
        text = number(effect, places, signed=True, minus="-")
        if np.isfinite(low) and interval == "half":
            text += f" ±{number((high - low) / 2, places)}"
        elif np.isfinite(low):
            ends = [number(end, places, signed=True, minus="-") for end in (low, high)]
            text += f" [{ends[0]}, {ends[1]}]"
        cells.append(text)
    return cells
