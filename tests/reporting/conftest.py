"""Tables as a comparison leaves them, made from a formula: nine arms, shared luck per seed, plausible numbers."""

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from copsim.analysis.paired import paired_effects
from copsim.reporting.style import WIDTH, look

ARMS = (
    "none", "slack", "mandated", "mandated_open", "mandated_yoked", "expert_recognised",
    "self_selected", "mandated_cultivated", "self_selected_cultivated",
)  # fmt: skip

# name: (label, unit, better, level under none, effect of the strongest arm, noise of a week)
METRICS = {
    "flow": ("Knowledge flow", "expertise/employee/year", "", 0.21, 0.16, 0.03),
    "useful_flow": ("Useful flow", "expertise/employee/year", "higher", 0.08, 0.05, 0.015),
    "stock": ("Stock of expertise", "expertise", "higher", 0.42, 0.05, 0.004),
    "flow_per_hour": ("Flow per hour", "expertise/100 h", "higher", 0.13, 0.05, 0.02),
    "cross_unit_share": ("Flow across units", "share", "", 0.12, 0.3, 0.04),
    "solved_share": ("Problems solved", "share", "higher", 0.71, 0.08, 0.02),
    "weeks_to_solve": ("Time to solve", "weeks", "lower", 9.4, -2.6, 0.5),
    "stuck_share": ("Stuck and searching", "share of working time", "lower", 0.19, -0.05, 0.012),
    "unit_performance": ("Unit performance", "money/employee/week", "higher", 1480.0, 60.0, 25.0),
    "turnover": ("Turnover", "quits/employee/year", "lower", 0.148, -0.03, 0.05),
    "expert_turnover": ("Turnover of experts", "quits/expert/year", "lower", 0.131, -0.035, 0.12),
    "help_hours": ("Hours of help between colleagues", "h/employee/week", "", 2.1, -0.4, 0.1),
    "programme_cost": ("Cost of the policy", "money/employee/year", "lower", 0.0, 2100.0, 90.0),
    "net_result": ("Result of the firm", "money/employee/year", "higher", 74_000.0, 1900.0, 800.0),
    "engagement": ("Engagement", "attention", "higher", 0.0, 0.6, 0.05),
}
STRENGTH = dict(zip(ARMS, (0.0, 0.08, 0.45, 0.62, 0.55, 0.7, 0.8, 0.6, 1.0), strict=True))
NO_COMMUNITY = ("none", "slack")


def make_weekly(seeds: int, weeks: int) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    week = np.arange(weeks)
    columns = []
    for name, (_, _, _, level, effect, noise) in METRICS.items():
        luck = 0.35 * noise * rng.normal(size=(seeds, 1)) + noise * rng.normal(size=(seeds, weeks))
        values = []
        for arm in ARMS:
            own = 0.5 * noise * rng.normal(size=(seeds, weeks))
            growth = STRENGTH[arm] * effect * (1 - np.exp(-week / 60))
            value = level + luck + own + growth
            if arm in NO_COMMUNITY and level == 0:
                value = np.full_like(value, np.nan if name == "engagement" else 0.0)
            values.append(value)
        columns.append(pd.Series(np.stack(values).ravel(), name=name))
    table = pd.concat(columns, axis=1)
    table.loc[rng.random(len(table)) < 0.02, "weeks_to_solve"] = np.nan  # a week without events
    keys = pd.MultiIndex.from_product([ARMS, range(seeds), week], names=["arm", "seed", "week"])
    return pd.concat([keys.to_frame(index=False), table], axis=1)


def make_units_flow(seeds: int, units: int) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    rows = []
    for arm in ARMS:
        across = 0.004 + 0.03 * STRENGTH[arm]
        for seed in range(seeds):
            flow = across * rng.gamma(4, 0.25, (units, units)) + np.diag(0.15 * rng.gamma(9, 1 / 9, units))
            rows += [(arm, seed, to, of, flow[to, of]) for to in range(units) for of in range(units)]
    return pd.DataFrame(rows, columns=["arm", "seed", "to_unit", "from_unit", "flow"])


def make_sweep(seeds: int, arms: Sequence[str] = ("mandated", "self_selected")) -> pd.DataFrame:
    """Arms over assigned hours: self-selection beats the mandate while there is time."""
    rng = np.random.default_rng(3)
    parts = []
    for hours in (22, 25, 28, 30, 32, 35):
        luck = rng.normal(size=(seeds, len(METRICS)))
        for arm in arms:
            gain = 0.5 * (STRENGTH[arm] - 0.45) * (30.5 - hours) / 8
            values = {
                name: level + 0.4 * noise * (luck[:, place] + 0.4 * rng.normal(size=seeds)) + gain * effect
                for place, (name, (_, _, _, level, effect, noise)) in enumerate(METRICS.items())
            }
            parts.append(pd.DataFrame({"arm": arm, "seed": range(seeds), "assigned_hours": hours, **values}))
    return pd.concat(parts, ignore_index=True)


def make_results(seeds: int = 40, weeks: int = 260, units: int = 6) -> SimpleNamespace:
    weekly = make_weekly(seeds, weeks)
    summary = weekly.drop(columns="week").groupby(["arm", "seed"], sort=False).mean().reset_index()
    words = [(name, unit, label, label, better) for name, (label, unit, better, *_) in METRICS.items()]
    return SimpleNamespace(
        weekly=weekly,
        summary=summary,
        effects=paired_effects(summary, ["none", "slack", "self_selected"]),
        units_flow=make_units_flow(seeds, units),
        sweep=make_sweep(seeds, ARMS),
        dictionary=pd.DataFrame(words, columns=["column", "unit", "label", "meaning", "better"]),
        metrics=list(METRICS),
        arms=list(ARMS),
    )


@pytest.fixture(scope="session")
def results() -> SimpleNamespace:
    return make_results(seeds=12, weeks=156)


class Inspection:
    """What a reader would stumble over in a figure: words that overlap, leave the page or are too small."""

    def __init__(self, figure: Figure) -> None:
        with look():
            canvas = FigureCanvasAgg(figure)
            canvas.draw()
            self.texts = _words(figure)
            self.boxes = np.array([text.get_window_extent(canvas.get_renderer()).extents for text in self.texts])
        self.page = figure.bbox.extents

    def overlapping(self) -> list[tuple[str, str]]:
        """Pairs of texts whose boxes share more than a pixel each way."""
        low, high = self.boxes[:, None, :2], self.boxes[:, None, 2:]
        shared = np.minimum(high, high.transpose(1, 0, 2)) - np.maximum(low, low.transpose(1, 0, 2))
        first, second = np.nonzero(np.triu((shared > 1.0).all(axis=2), k=1))
        return [(self.texts[a].get_text(), self.texts[b].get_text()) for a, b in zip(first, second, strict=True)]

    def outside(self) -> list[str]:
        """Texts that leave the page."""
        low, high = self.boxes[:, :2], self.boxes[:, 2:]
        gone = (low < self.page[:2]).any(axis=1) | (high > self.page[2:]).any(axis=1)
        return [text.get_text() for text, out in zip(self.texts, gone, strict=True) if out]

    def smallest(self) -> float:
        """Height in pixels of the smallest letters' font in a figure shown 1,200 pixels wide."""
        return min(float(text.get_fontsize()) for text in self.texts) / 72 * 1200 / WIDTH


def _words(figure: Figure) -> list[Text]:
    """All texts that are drawn: matplotlib keeps tick labels beyond the limits of an axis without drawing them."""
    texts = list(figure.texts)
    for axes in figure.axes:
        texts += [child for child in axes.get_children() if isinstance(child, Text)]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            texts += [axis.label, axis.get_offset_text(), *[tick.label1 for tick in ticks]]
    return [text for text in dict.fromkeys(texts) if text.get_visible() and text.get_text().strip()]


@pytest.fixture(scope="session")
def inspect() -> type[Inspection]:
    return Inspection
