"""What a page is sent: lines with bands, outcomes of pairs, money by kind."""

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
    lines = {}
    for arm in job.arms:
        if runs[arm.name]:
            lines[arm.name] = _line([n.points for n in runs[arm.name].values()], _complete(runs[arm.name]), charts)
    for name, ours, theirs in DIFFERENCES:
        both = [p for p in runs.get(ours, {}) if p in runs[theirs]]
        if both:
            points = [runs[ours][p].points - runs[theirs][p].points for p in both]
            complete = min(_complete(runs[ours]), _complete(runs[theirs]))
            lines[name] = _line(points, complete, charts)
    return lines


def _complete(runs: dict[int, Numbers]) -> int:
    return sum(1 for numbers in runs.values() if numbers.complete)


def _line(runs: list[NDArray[np.float32]], complete: int, charts: tuple[str, ...]) -> dict[str, Any]:
    points = np.stack(runs).astype(np.float64)
    found: dict[str, Any] = {"n": complete, "started": len(runs)}
    for name in charts:
        low, middle, high = quantiles(points[:, :, PLACE[name]])
        found[name] = {"mid": _list(middle), "low": _list(low), "high": _list(high)}
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


def _list(values: Floats) -> list[float | None]:
    return [rounded(value) for value in values.tolist()]


def rounded(value: float) -> float | None:
    """To five digits; None for what is no number."""
    return float(f"{value:.{DIGITS}g}") if np.isfinite(value) else None


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
        "years": {name: _list(years[:, n]) for n, name in enumerate(LINE_NAMES) if np.any(years[:, n] != 0)},
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
