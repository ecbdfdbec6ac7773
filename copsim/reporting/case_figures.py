"""Figures of company cases: the values of each statement in every world, and all cases on one page."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copsim.cases.case import ALL, CASE, COUNTERFACTUAL, Case, Statement
from copsim.cases.judging import DRAW, SEED, Verdict, mean_of
from copsim.reporting.case_tables import held, said_of
from copsim.reporting.labels import wrapped
from copsim.reporting.layout import Margins, Text, panels
from copsim.reporting.style import BASELINE, BETTER, INK, MEDIUM, QUIET, SMALL, look, readable

BLUE, ORANGE = "#0072B2", "#D55E00"
COLOURS = {CASE: BLUE, COUNTERFACTUAL: BASELINE}
ROWS = {CASE: 0.0, COUNTERFACTUAL: 1.0}
TITLE_CHARACTERS = 60
ROW = 0.3  # inches


def values_of(values: pd.DataFrame, case: Case, statement: Statement, arm: str, over: str) -> np.ndarray:
    """Values of a statement in one arm over seeds or draws, in their order; NaN where there was nothing to judge."""
    here = values[(values["case"] == case.name) & (values["pattern"] == statement.name)]
    here = here[(here["arm"] == arm) & (here["over"] == over)].sort_values("number")
    return here["value"].to_numpy(dtype=float)


def draw_case(case: Case, values: pd.DataFrame, verdicts: pd.DataFrame) -> Figure:
    """A panel per statement: each seed in the case and in the counterfactual, their means with intervals, and draws."""
    said = said_of(case, verdicts)
    total = said[ALL]
    seeds, draws = total.seeds, total.draws
    columns = 1 if len(case.statements) == 1 else 2
    caption = (
        f"Pattern {_verdict(total)}: all statements together hold in {held(total)} worlds. "
        f"Case: {case.arms[CASE].words}. Counterfactual: {case.arms[COUNTERFACTUAL].words}. "
        f"Dots: {seeds} seeds, the same luck in both; line: mean and 95 % interval. "
        + (f"Circles: {draws} draws of all explored behaviour, those beyond at the edge. " if draws else "")
        + "Shaded: where the statement holds; at the right: seeds in which it does."
    )
    with look():
        text = Text(f"{case.source}  {case.title}", case.question, caption)
        figure, axes = panels(len(case.statements), columns, 1.15, Margins(1.35, 0.75, 0.62, 0.5), text)
        for panel, statement in zip(axes, case.statements, strict=True):
            _panel(panel, case, statement, values, said[statement.name])
    return figure


def _verdict(said: Verdict) -> str:
    return "shown" if said.shown else "not shown"


def _panel(axes: Axes, case: Case, statement: Statement, values: pd.DataFrame, said: Verdict) -> None:
    seeds = {arm: values_of(values, case, statement, arm, SEED) for arm in ROWS}
    draws = {arm: values_of(values, case, statement, arm, DRAW) for arm in ROWS}
    low, high = _limits(statement, [*seeds.values()], [*draws.values()])
    axes.set_xlim(low, high)
    axes.set_ylim(1.75, -0.5)
    axes.axvspan(max(low, statement.least), min(high, statement.most), color=BETTER, linewidth=0, zorder=0)
    for bound in (statement.least, statement.most):
        if math.isfinite(bound):
            axes.axvline(bound, color=INK, linestyle=(0, (4, 2)), linewidth=1.1, zorder=2)
    for arm, row in ROWS.items():
        _row(axes, row, COLOURS[arm], seeds[arm], np.clip(draws[arm], low, high))
        held = sum(statement.holds(value) for value in seeds[arm])
        axes.text(1.02, row, f"{held} of {len(seeds[arm])}", transform=axes.get_yaxis_transform(), size=SMALL,
                  color=readable(COLOURS[arm]), va="center")  # fmt: skip
    axes.set_yticks(list(ROWS.values()), list(ROWS))
    for label, arm in zip(axes.get_yticklabels(), ROWS, strict=True):
        label.set_color(readable(COLOURS[arm]))
    axes.tick_params(axis="y", length=0, labelsize=SMALL)
    axes.grid(axis="y", visible=False)
    axes.spines["left"].set_visible(False)
    axes.locator_params(axis="x", nbins=5)
    axes.set_xlabel(statement.unit, size=SMALL)
    title = f"{statement.words}: {_verdict(said)}"
    axes.set_title(wrapped(title, TITLE_CHARACTERS), loc="left", size=SMALL, weight="bold", pad=6)


def _row(axes: Axes, row: float, colour: str, seeds: np.ndarray, draws: np.ndarray) -> None:
    known = seeds[np.isfinite(seeds)]
    if not len(known):
        axes.text(0.5, row, "nothing to judge in any world", transform=axes.get_yaxis_transform(), size=SMALL,
                  color=QUIET, va="center", ha="center")  # fmt: skip
    else:
        offset = 0.11 * np.sin(2.4 * np.arange(len(known)))  # dots side by side, always in the same places
        axes.plot(known, row + offset, ".", color=colour, markersize=6, alpha=0.55, markeredgewidth=0, zorder=3)
        mean, low, high = mean_of(known)
        axes.plot([low, high], [row - 0.24] * 2, color=colour, linewidth=2.2, zorder=4)
        axes.plot([mean], [row - 0.24], "D", color=colour, markersize=4.5, zorder=4)
    known = draws[np.isfinite(draws)]
    axes.plot(known, np.full(len(known), row + 0.3), "o", markersize=3.2, markerfacecolor="none",
              markeredgecolor=colour, markeredgewidth=0.6, alpha=0.7, zorder=3, clip_on=False)  # fmt: skip


def _limits(statement: Statement, seeds: Sequence[np.ndarray], draws: Sequence[np.ndarray]) -> tuple[float, float]:
    """From the least to the most of seeds, of the middle 90 % of draws, and of the bounds; with some room."""
    every = np.concatenate([*seeds, [statement.least, statement.most]])
    drawn = np.concatenate([*draws])
    drawn = drawn[np.isfinite(drawn)]
    if len(drawn):
        every = np.append(every, np.quantile(drawn, (0.05, 0.95)))
    every = every[np.isfinite(every)]
    low, high = float(every.min(initial=0.0 if not len(every) else np.inf)), float(every.max(initial=-np.inf))
    room = 0.06 * (high - low) if high > low else 0.5
    return low - room, high + room


def _of_draws(every: Sequence[Verdict]) -> str:
    """Whether any pattern is seen in most worlds of varied assumptions."""
    known = [one for one in every if one.draws]
    most = sum(one.share_of_draws >= 0.5 for one in known)
    return f"With varied assumptions {most or 'none'} of the {len(known)} hold in half of the worlds." if known else ""


def _parts(case: Case, verdicts: pd.DataFrame) -> str:
    """', 1 of 3 parts' of a pattern that is not shown."""
    said = said_of(case, verdicts)
    if said[ALL].shown or len(case.statements) == 1:
        return ""
    return f", {sum(said[one.name].shown for one in case.statements)} of {len(case.statements)} parts"


def draw_overview(cases: Sequence[Case], verdicts: pd.DataFrame) -> Figure:
    """Every case in a row: the share of worlds in which its whole pattern is seen, beside counterfactual and draws."""
    every = [said_of(case, verdicts)[ALL] for case in cases]
    seeds, draws = every[0].seeds, every[0].draws
    caption = (
        f"Share of worlds in which all statements of a case hold together. Filled: case, {seeds} seeds, with the exact "
        f"95 % interval. Cross: counterfactual, same seeds. Circle: case over {draws} draws of all explored behaviour. "
        "Shown: at least half of the case's worlds (dashed), and clearly more than of the counterfactual's. "
        + _of_draws(every)
    )
    with look():
        text = Text("Company cases: in how many worlds does all that is claimed hold?", "Share of worlds", caption)
        figure, (axes,) = panels(1, 1, ROW * len(cases) + 0.3, Margins(4.9, 2.1, 0.3, 0.5), text)
        for row, one in enumerate(every):
            colour = BLUE if one.shown else ORANGE
            axes.plot([one.low, one.high], [row, row], color=colour, linewidth=2.2, zorder=3)
            axes.plot([one.share], [row], "o", color=colour, markersize=7, zorder=5)
            axes.plot([one.share_counterfactual], [row], "x", color=BASELINE, markersize=7, zorder=6)
            axes.plot([one.share_of_draws], [row], "o", markersize=10, markerfacecolor="none",
                      markeredgecolor=colour, zorder=4)  # fmt: skip
            words = f"{_verdict(one)}{_parts(cases[row], verdicts)}"
            axes.text(1.03, row, words, transform=axes.get_yaxis_transform(), size=SMALL, color=readable(colour),
                      va="center", weight="bold")  # fmt: skip
        axes.axvline(0.5, color=INK, linestyle=(0, (4, 2)), linewidth=1.1)
        axes.set_yticks(range(len(cases)), [f"{case.source}  {case.title}" for case in cases])
        axes.set_ylim(len(cases) - 0.4, -0.6)
        axes.set_xlim(-0.03, 1.03)
        axes.set_xlabel("share of worlds", size=SMALL)
        axes.tick_params(axis="y", length=0, labelsize=MEDIUM)
        axes.grid(axis="y", visible=False)
        axes.spines["left"].set_visible(False)
    return figure
