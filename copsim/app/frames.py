"""What a page is sent: lines with bands, outcomes of pairs, money by kind."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copsim.analysis.interval import half_width
from copsim.app.job import DEFAULT_WITH, DEFAULT_WITHOUT, WITH, WITHOUT, Job
from copsim.app.numbers import COSTS, LINE_NAMES, NAMES, PLACE, Numbers, window_of
from copsim.app.timing import arrival, break_even
from copsim.metrics.catalogue import METRICS

Floats = NDArray[np.float64]
BAND = (0.1, 0.5, 0.9)  # the middle, and 8 in 10
DIGITS = 5
DIFFERENCES = (("difference", WITH, WITHOUT), ("default_difference", DEFAULT_WITH, DEFAULT_WITHOUT))
Pairs = list[tuple[Numbers, Numbers | None]]  # runs, each alone or with another that it is compared with
Drawn = tuple[Pairs, dict[str, Any]]  # runs, which must outlive their id, and their line
SIGNS = {"higher": 1.0, "lower": -1.0}
HEADLINE = (
    "net_result",
    "useful_flow",
    "flow",
    "solved_share",
    "weeks_to_solve",
    "turnover",
    "expert_turnover",
    "programme_cost",
)


def lines_of(job: Job, charts: tuple[str, ...]) -> dict[str, Any]:
    """By line and metric: middle, low and high by point, and the runs of the latest complete point."""
    runs = job.snapshot()
    wanted: dict[str, Pairs] = {arm.name: [(numbers, None) for numbers in runs[arm.name].values()] for arm in job.arms}
    for name, ours, theirs in DIFFERENCES:
        wanted[name] = [(runs[ours][p], runs[theirs][p]) for p in runs.get(ours, {}) if p in runs[theirs]]
    drawn: dict[tuple[int, ...], Drawn] = {}
    lines = {}
    for name, pairs in wanted.items():
        if pairs:
            same = tuple(id(numbers) for pair in pairs for numbers in pair)
            drawn[same] = job.drawn.get(same) or drawn.get(same) or (pairs, _line(pairs, charts))
            lines[name] = drawn[same][1]
    job.drawn = drawn
    return lines


def _line(pairs: Pairs, charts: tuple[str, ...]) -> dict[str, Any]:
    """A line of runs, or of differences between runs."""
    places = [PLACE[name] for name in charts]
    levels = [ours.points if theirs is None else ours.points - theirs.points for ours, theirs in pairs]
    ends = significant(quantiles(np.stack(levels)[:, :, places].astype(np.float64)))
    complete = [[numbers.complete for numbers in side if numbers is not None] for side in zip(*pairs, strict=True)]
    found: dict[str, Any] = {"n": min(sum(side) for side in complete if side), "started": len(pairs)}
    for column, name in enumerate(charts):
        low, middle, high = (_list(ends[end, :, column]) for end in range(3))
        found[name] = {"mid": middle, "low": low, "high": high}
    return found


def quantiles(values: Floats, shares: tuple[float, ...] = BAND) -> Floats:
    """Quantiles [shares, ...] of values [runs, ...] that are there, by linear interpolation; NaN where none is."""
    ordered = np.sort(values, axis=0)  # what is missing comes last
    count = np.isfinite(ordered).sum(axis=0)
    last = np.maximum(count - 1, 0)
    found = []
    for share in shares:
        place = share * last
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, last)
        low, high = (np.take_along_axis(ordered, at[None], axis=0)[0] for at in (below, above))
        found.append(np.where(count > 0, low + (place - below) * (high - low), np.nan))
    return np.stack(found)


def significant(values: Floats) -> Floats:
    """Values to five digits, as the nearest numbers of so many digits (they are short when written)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        power = DIGITS - 1 - np.floor(np.log10(np.abs(values)))
        power = np.where(np.isfinite(power), power, 0.0)
        scale = 10.0 ** np.abs(power)
        return np.where(power >= 0, np.round(values * scale) / scale, np.round(values / scale) * scale)


def _list(values: Floats) -> list[float | None]:
    """Numbers that may be written as JSON; None for what is no number."""
    return [value if math.isfinite(value) else None for value in values.tolist()]


def rounded(value: float) -> float | None:
    """To five digits; None for what is no number."""
    return _list(significant(np.array([value])))[0]


def outcomes_of(job: Job, arm: str = WITH, only: tuple[str, ...] = NAMES) -> dict[str, Any]:
    """By metric: the effect of the plan over pairs, and the means that it is the difference of.

    middle, low, high: where the middle and 8 in 10 of the differences lie. mean, mean_low, mean_high: their mean with
    its 95 % t-interval, as ``copsim compare`` prints it. better: share of pairs in which the plan is better than doing
    nothing; None where neither way is better. A pair counts where both worlds have a value.
    """
    pairs = job.complete_pairs(arm)
    if not pairs:
        return {"n": 0, "metrics": {}}
    places = [PLACE[name] for name in only]
    ours, theirs = (np.stack([job.numbers[name][p].total.whole for p in pairs])[:, places] for name in (arm, WITHOUT))
    difference = ours - theirs
    there = np.isfinite(difference)
    n = there.sum(axis=0)
    low, middle, high = quantiles(np.where(there, difference, np.nan))
    mean, sd = _mean_and_sd(difference, there)
    half = half_width(sd, n, 0.95)
    signs = np.array([SIGNS.get(METRICS[name].better, 0.0) for name in only])
    better = np.where(there, signs * difference > 0, False).sum(axis=0) / np.maximum(n, 1)
    with_mean, without_mean = (_mean_and_sd(x, there if n.all() else np.isfinite(x))[0] for x in (ours, theirs))
    columns = {"middle": middle, "low": low, "high": high, "mean": mean, "mean_low": mean - half, "sd": sd}
    columns |= {"mean_high": mean + half, "with": with_mean, "without": without_mean}
    columns["better"] = np.where((signs != 0) & (n > 0), better, np.nan)
    metrics = {name: {key: _told(column[i]) for key, column in columns.items()} for i, name in enumerate(only)}
    for i, name in enumerate(only):
        metrics[name]["n"] = int(n[i])
    return {"n": len(pairs), "metrics": metrics}


def _mean_and_sd(values: Floats, there: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Mean and standard deviation of what is there, by column; NaN where there is too little."""
    n = there.sum(axis=0)
    mean = np.where(there, values, 0.0).sum(axis=0) / np.where(n > 0, n, np.nan)
    squares = (np.where(there, values - mean, 0.0) ** 2).sum(axis=0)
    return mean, np.sqrt(squares / np.where(n > 1, n - 1, np.nan))


def _told(value: float) -> float | None:
    """Full precision, for numbers that people may hold against ``copsim compare``; None for what is no number."""
    return float(value) if np.isfinite(value) else None


def money_of(job: Job, arm: str = WITH) -> dict[str, Any]:
    """Differences of the books by line and year, and the plan's cost by kind: middle over pairs, per employee-year."""
    with_plan, without, pairs = job.numbers[arm], job.numbers[WITHOUT], job.complete_pairs(arm)
    if not pairs:
        return {"n": 0}
    years = np.mean([with_plan[p].total.years - without[p].total.years for p in pairs], axis=0)
    costs = np.mean([with_plan[p].total.costs for p in pairs], axis=0)
    return {
        "n": len(pairs),
        "years": {
            name: _list(significant(years[:, n])) for n, name in enumerate(LINE_NAMES) if np.any(years[:, n] != 0)
        },
        "costs": {name: rounded(float(costs[n])) for n, name in enumerate(COSTS) if costs[n] != 0},
    }


def frame_of(job: Job, full: bool) -> dict[str, Any]:
    """One message to the page; ``full`` ones also hold money, timing and the other plans."""
    weeks = job.arms[0].scenario.weeks
    frame: dict[str, Any] = {
        "pairs": job.pairs,
        "of": job.screen.pairs,
        "weeks": weeks,
        "window": window_of(weeks),
        "lines": lines_of(job, job.screen.charts),
        "outcomes": outcomes_of(job, only=NAMES if full else tuple(dict.fromkeys((*HEADLINE, *job.screen.charts)))),
        "full": full,
        "refused": job.refused,
        "done": job.finished,
        "failed": job.failed,
    }
    if full:
        frame["money"] = money_of(job)
        frame["arrival"] = arrival(job, WITH)
        frame["break_even"] = break_even(job, WITH)
        frame["plans"] = {
            arm.name: {"outcomes": outcomes_of(job, arm.name), "break_even": break_even(job, arm.name)}
            for arm in job.arms
            if arm.name.startswith("plan")
        }
    return frame
