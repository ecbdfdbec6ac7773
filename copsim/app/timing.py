"""When effects arrive, quarter by quarter, and from which week a plan has paid for itself."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from copsim.analysis.interval import half_width
from copsim.app.job import WITHOUT, Job
from copsim.app.numbers import PLACE, QUARTER, YEAR

Floats = NDArray[np.float64]

FOLLOWED = ("community_hours", "flow", "solved_share", "weeks_to_solve", "turnover", "net_result")
FEWEST = 4  # pairs below which nothing is said of when


def arrival(job: Job, arm: str) -> dict[str, Any]:
    """By metric: from when the effect shows, and from when half of its final size is there.

    first: first week of the first of two quarters in a row whose 95 % paired t-interval excludes 0 on the side of the
    last year's effect. half: first week of the first quarter with at least half of that effect. None where the last
    year's interval covers 0, or there is no such quarter: the law of copsim.analysis.delays, to which a test holds it.
    Empty for horizons below two years, and for fewer than four pairs.
    """
    pairs, weeks = job.complete_pairs(arm), job.arms[0].scenario.weeks
    if len(pairs) < FEWEST or weeks < 2 * YEAR:
        return {}
    ours, theirs = job.numbers[arm], job.numbers[WITHOUT]
    places = [PLACE[name] for name in FOLLOWED]
    quarters = np.stack([ours[p].points - theirs[p].points for p in pairs])[:, :, places]
    final = np.stack([ours[p].total.last_year - theirs[p].total.last_year for p in pairs])[:, places]
    return {name: _arrival(quarters[:, :, n], final[:, n]) for n, name in enumerate(FOLLOWED)}


def _arrival(quarters: Floats, final: Floats) -> dict[str, int | None]:
    """first and half of differences by quarter [pairs, quarters] and of the last year [pairs]."""
    effect, half = (float(value) for value in mean_and_half_width(final))
    if not abs(effect) > half:
        return {"first": None, "half": None}
    sign = np.sign(effect)
    effects, halves = mean_and_half_width(quarters)
    shown = sign * effects > halves
    firsts = np.flatnonzero(shown[:-1] & shown[1:])
    half_there = np.flatnonzero(sign * effects >= 0.5 * abs(effect))
    return {"first": _first(firsts), "half": _first(half_there)}


def mean_and_half_width(values: Floats) -> tuple[Floats, Floats]:
    """Mean over pairs (the first axis) of what is there, and half of its 95 % t-interval; NaN for fewer than two."""
    there = np.isfinite(values)
    n = there.sum(axis=0)
    mean = np.where(there, values, 0.0).sum(axis=0) / np.where(n > 0, n, np.nan)
    squares = (np.where(there, values - mean, 0.0) ** 2).sum(axis=0)
    return mean, half_width(np.sqrt(squares / np.where(n > 1, n - 1, np.nan)), n)


def _first(quarters: NDArray[np.int64]) -> int | None:
    return int(quarters[0]) * QUARTER if len(quarters) else None


def break_even(job: Job, arm: str) -> dict[str, Any]:
    """From which week on the plan has brought in more than it took, for good: middle week, and share of pairs by then.

    share: of pairs whose sum is above 0 at the horizon. week: the middle over all pairs, None if half of them or more
    do not get there. low, high: where 8 in 10 of those that get there lie.
    """
    pairs = job.complete_pairs(arm)
    ours, theirs = job.numbers[arm], job.numbers[WITHOUT]
    weeks = [_from_then_on(ours[p].total.gain - theirs[p].total.gain) for p in pairs]

    there = [week for week in weeks if week is not None]
    if not weeks:
        return {"n": 0}
    never = float("inf")
    middle = float(np.percentile([never if w is None else w for w in weeks], 50, method="lower"))
    low, high = np.percentile(there, [10, 90]) if there else (np.nan, np.nan)
    return {
        "n": len(weeks),
        "share": len(there) / len(weeks),
        "week": int(middle) if np.isfinite(middle) and len(there) > len(weeks) / 2 else None,
        "low": _week(float(low)),
        "high": _week(float(high)),
    }


def _week(value: float) -> int | None:
    return int(value) if np.isfinite(value) else None


def _from_then_on(gain: np.ndarray) -> int | None:
    """First week from which a sum stays above 0 to the end; None if it is not above 0 at the end."""
    below = np.flatnonzero(gain <= 0)
    if len(below) == 0:
        return 0
    return int(below[-1]) + 1 if below[-1] + 1 < len(gain) else None
