"""The one figure of the report: the firm's result over time, and the change in each pair."""

import io
import re
import threading
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copsim.reporting.labels import MINUS, shortened, wrapped
from copsim.reporting.one_page.words import Words, speaking
from copsim.reporting.style import BASELINE, BETTER, DASHES, OTHER_COLOURS, QUIET, SMALL, look, readable

SIZE = (7.4, 2.5)  # inches: the width of the page
Facts = dict[str, Any]
_drawing = threading.Lock()  # matplotlib's settings are shared by all threads


def drawn_svg(courses: Facts) -> str:
    """The figure as SVG to stand within HTML, with words for those who do not see it."""
    with _drawing, look():
        figure = drawn(courses)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    svg = written.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    label = speaking(courses["language"]).said("figure.alt")
    return svg.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)


def drawn(courses: Facts) -> Figure:
    """The two panels. courses: copsim.app.findings.courses_of."""
    words = speaking(courses["language"])
    figure = Figure(figsize=SIZE, layout="constrained")
    time, pairs = figure.subplots(1, 2)
    colours = {arm: OTHER_COLOURS[n] for n, arm in enumerate(courses["differences"])}
    _draw_time(time, words, courses, colours)
    _draw_pairs(pairs, words, courses, colours)
    for axes in (time, pairs):
        axes.tick_params(labelsize=SMALL - 1.5)
        axes.xaxis.label.set_size(SMALL - 2)
        axes.yaxis.label.set_size(SMALL - 1.5)
        axes.title.set_size(SMALL)
    return figure


def _draw_time(axes: Axes, words: Words, courses: Facts, colours: dict[str, str]) -> None:
    years = courses["years"]
    for n, (arm, (low, middle, high)) in enumerate(courses["lines"].items()):
        if n == 0:  # more bands would hide each other
            axes.fill_between(years, low, high, color=colours[arm], alpha=0.15, linewidth=0)
        axes.plot(years, middle, color=colours[arm], linestyle=DASHES[n], linewidth=1.7, label=_name(courses, arm))
    axes.axhline(0, color=BASELINE, linestyle=(0, (4, 2)), linewidth=1.4, label=words.said("figure.nothing"))
    axes.set_xlim(0, float(years[-1]))
    axes.locator_params(axis="both", nbins=6)
    axes.xaxis.set_major_formatter(lambda value, _: words.plain(round(value, 6)))
    axes.yaxis.set_major_formatter(lambda value, _: _signed(words, value))
    axes.set_ylabel(courses["unit"])
    axes.set_title(words.said("figure.time"), loc="left")
    axes.set_xlabel(words.said("figure.years", n=courses["pairs"], plan=_name(courses, next(iter(colours)))))
    axes.legend(fontsize=SMALL - 2, framealpha=0.7, edgecolor="none", loc="best", handlelength=2.6)


def _draw_pairs(axes: Axes, words: Words, courses: Facts, colours: dict[str, str]) -> None:
    spread, arms = np.random.default_rng(0), list(colours)
    for row, arm in enumerate(arms):
        found = courses["differences"][arm]
        values = found[np.isfinite(found)]
        place = len(arms) - 1 - row
        jitter = spread.uniform(-0.26, 0.26, len(values))
        axes.plot(values, place + jitter, "o", markersize=2.6, alpha=0.4, color=colours[arm], markeredgewidth=0)
        if len(values):
            low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
            axes.plot([low, high], [place, place], color=readable(colours[arm]), linewidth=2.6, solid_capstyle="butt")
            axes.plot([middle], [place], "D", color="white", markeredgecolor=readable(colours[arm]), markersize=5.5)
    reach = max(abs(x) for x in axes.get_xlim())
    axes.set_xlim(*axes.get_xlim())
    axes.axvspan(0, 10 * reach, color=BETTER, zorder=0, linewidth=0)
    axes.axvline(0, color=BASELINE, linestyle=(0, (4, 2)), linewidth=1.4)
    axes.set_ylim(-0.6, len(arms) - 0.4)
    ticks = [wrapped(_name(courses, arm), 14) for arm in reversed(arms)] if len(arms) > 1 else []
    axes.set_yticks(range(len(ticks)), ticks)
    axes.grid(visible=False, axis="y")
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _: _signed(words, value))
    axes.set_title(words.said("figure.pairs", n=courses["pairs"]), loc="left")
    axes.set_xlabel(f"{courses['unit']}\n{words.said('figure.strip')}")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0, labelcolor=QUIET)


def _signed(words: Words, value: float) -> str:
    return words.marked(f"{value:+,.0f}".replace("-", MINUS)) if round(value) else "0"


def _name(courses: Facts, arm: str) -> str:
    return shortened(courses["names"][arm], 26)
