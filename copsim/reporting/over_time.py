"""Metrics over time: a panel per metric, a line with bands per arm, labelled where it ends."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copsim.analysis.window import Covers, bands
from copsim.reporting.labels import Labels, arm_label, wrapped
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.line_labels import label_ends, room_for_labels
from copsim.reporting.style import BASELINE, MEDIUM, SMALL, arm_colours, arm_dashes, look

WEEKS_A_YEAR = 52
POINTS = 65  # a line is thinned to about so many weeks; after smoothing nothing is lost
RARE = ("turnover", "expert_turnover")  # a few events a month: 13 weeks would be noise


def over_time_data(
    weekly: pd.DataFrame,
    metrics: Sequence[str],
    smooth_weeks: int | Mapping[str, int] | None = None,
    covers: Covers = "mean",
    baseline: str | None = None,
) -> pd.DataFrame:
    """Bands of several metrics over time.

    ``smooth_weeks`` may differ by metric; where it is not given it is 13, and 52 for rare events (``RARE``), but never
    more than a quarter of the run. ``covers`` and ``baseline`` (for paired differences from it) are those of
    ``copsim.analysis.window.bands``. Returns metric, arm, week, year (when the week ends: (week + 1) / 52), mean,
    low80, high80, low95, high95 (metric's unit), n, and the remaining choices in the columns smooth_weeks, covers and
    against (the baseline subtracted, or "").
    """
    parts = []
    for metric in metrics:
        weeks = _window(metric, smooth_weeks, weekly["week"].nunique())
        parts.append(bands(weekly, metric, weeks, covers, baseline).assign(metric=metric, smooth_weeks=weeks))
    table = pd.concat(parts, ignore_index=True)
    table = table.assign(year=(table["week"] + 1) / WEEKS_A_YEAR, covers=covers)
    table["against"] = "" if baseline is None else baseline
    first = ["metric", "arm", "week", "year"]
    return table[first + [name for name in table.columns if name not in first]]


def _window(metric: str, asked: int | Mapping[str, int] | None, weeks: int) -> int:
    if isinstance(asked, int):
        return asked
    if asked is not None and metric in asked:
        return asked[metric]
    return min(52 if metric in RARE else 13, max(1, weeks // 4))


def draw_over_time(
    data: pd.DataFrame,
    dictionary: pd.DataFrame,
    baseline: str | None = None,
    title: str | None = None,
    columns: int = 2,
) -> Figure:
    """Small multiples over time from the table of ``over_time_data``.

    The ``baseline`` arm is dashed; arms keep their colour in all figures and are labelled at the end of their line.
    ``dictionary`` gives labels and units. Arms without any value of a metric are left out of its panel.
    """
    labels, metrics = Labels(dictionary), list(data["metric"].unique())
    arms = list(data["arm"].unique())
    width, height = room_for_labels(arms)
    with look():
        figure, axes = panels(
            len(metrics),
            columns,
            max(2.5, height),
            Margins(0.75, width, 0.4, 0.5),
            _words(data, labels, baseline, title),
        )
        for place, (panel, metric) in enumerate(zip(axes, metrics, strict=True)):
            _draw_panel(panel, data[data["metric"] == metric], arms, baseline)
            panel.set_title(labels.label(metric), loc="left", size=MEDIUM, weight="bold")
            panel.set_ylabel(_axis(labels.unit(metric), bool(data["against"].iloc[0])), size=SMALL)
            if place + columns >= len(metrics):
                panel.set_xlabel(f"{_clock(data)[0]} since the policies started", size=SMALL)
    return figure


def _axis(unit: str, difference: bool) -> str:
    if not difference:
        return wrapped(unit, 34)
    return wrapped(f"difference ({unit})" if unit else "difference", 38)


def _clock(data: pd.DataFrame) -> tuple[str, float]:
    """Word and length in weeks of the unit on the horizontal axis: years, or weeks for runs of less than a year."""
    return ("years", WEEKS_A_YEAR) if data["year"].max() >= 1 else ("weeks", 1)


def _words(data: pd.DataFrame, labels: Labels, baseline: str | None, title: str | None) -> Text:
    runs, against = int(data["n"].max()), str(data["against"].iloc[0])
    what = f"difference from {arm_label(against)} in the same world" if against else "value"
    caption = f"{_smoothing(data, labels)} {_band(runs, what, str(data['covers'].iloc[0]))}"
    if not against and runs > 1:
        caption += " Arms share their luck, so paired differences are surer than overlapping bands suggest."
    if not against and baseline is not None:
        caption += f" Dashed: the baseline, {arm_label(baseline)}."
    fallback = f"What each arm changes against {arm_label(against)}, over time" if against else "The arms over time"
    subtitle = f"Mean {what}, {runs} seeds; the policies start at 0" if runs > 1 else f"{what.capitalize()}, one seed"
    return Text(title or fallback, subtitle, caption)


def _band(runs: int, what: str, covers: str) -> str:
    if runs < 2:
        return "One run per arm: no bands."
    if covers == "mean":
        return f"Bands: the 80 % (dark) and 95 % (light) interval of the mean {what} over {runs} seeds."
    return f"Bands: the central 80 % (dark) and 95 % (light) of {runs} runs: the {what} of a single firm."


def _smoothing(data: pd.DataFrame, labels: Labels) -> str:
    windows = data.groupby("metric", sort=False)["smooth_weeks"].first()
    usual = int(windows.mode().iloc[0])
    longer = [f"{int(weeks)} for {labels.label(str(name))}" for name, weeks in windows.items() if weeks != usual]
    if usual == 1 and not longer:
        return "Weekly values, averaged over runs."
    others = f" ({', '.join(longer)})" if longer else ""
    means = f"Trailing mean over {usual} weeks{others} within each run, then over runs"
    return f"{means}; a line starts where its first window ends."


def _draw_panel(axes: Axes, table: pd.DataFrame, arms: list[str], baseline: str | None) -> None:
    colours, dashes = arm_colours(arms), arm_dashes(arms, baseline)
    unit = _clock(table)[1]
    ends: dict[str, tuple[float, float]] = {}
    for arm in arms:
        line = _thinned(table[table["arm"] == arm].dropna(subset="mean"))
        if line.empty:
            continue
        time = (line["week"].to_numpy() + 1) / unit  # the end of the week
        for level, strength in (("95", 0.10), ("80", 0.16)):
            low, high = line["low" + level].to_numpy(), line["high" + level].to_numpy()
            axes.fill_between(time, low, high, color=colours[arm], alpha=strength, linewidth=0, zorder=2)
        point = "o" if len(line) == 1 else None
        axes.plot(time, line["mean"], color=colours[arm], linestyle=dashes[arm], marker=point, linewidth=1.8, zorder=4)
        ends[arm] = float(time[-1]), float(line["mean"].iloc[-1])
    if str(table["against"].iloc[0]):
        axes.axhline(0, color=BASELINE, linestyle=(0, (4, 2)), linewidth=1.4, zorder=3)
    axes.set_xlim(0, (float(table["week"].max()) + 1) / unit)
    axes.locator_params(axis="x", nbins=6)
    axes.locator_params(axis="y", nbins=6)
    axes.margins(y=0.06)
    label_ends(axes, ends, colours)


def _thinned(line: pd.DataFrame) -> pd.DataFrame:
    """Every n-th week, counted back from the last, which stays."""
    step = max(1, len(line) // POINTS)
    return line.iloc[::-1].iloc[::step].iloc[::-1]
