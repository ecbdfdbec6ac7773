"""Forms of organization in numbers: what a group is for, who belongs, what holds it together, how it ends.

Every number is measured in the world in the same way whatever the form is called. Groups are the communities of the
model. A group is a number and the week in which it began.
"""

import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import pandas as pd

from copsim.cases.form_worlds import (
    PROJECT,
    REORGANIZATION,
    SILENCE,
    ends_of,
    watch_of,
    week_of_reorganization,
    with_reorganization,
)
from copsim.cases.lived import Lived, live
from copsim.config.scenario import Scenario
from copsim.kernel import let_hash_wrap
from copsim.metrics.catalogue import COMMUNITY_USES
from copsim.state import ledger
from copsim.state.world import FINE, Array

YEAR = 52
WITHIN = (ledger.MEETING, ledger.COMMUNITY)


class Measure(NamedTuple):
    """One number of a form."""

    name: str
    aspect: str  # purpose, membership, glue or lifetime
    label: str
    unit: str
    value: Callable[[Lived], float]


def _ends_a_year(cause: str) -> Callable[[Lived], float]:
    def value(lived: Lived) -> float:
        years = sum(float((groups.alive == 1).sum()) for groups, _ in lived.looks.values()) / YEAR
        return ends_of(lived).count(cause) / years if years > 0 else math.nan

    return value


def _year(lived: Lived) -> tuple[int, int]:
    """The year before the reorganization."""
    last = week_of_reorganization(lived.scenario)
    return max(0, last - YEAR), last


def group_hours(lived: Lived) -> float:
    """Hours given to groups in the year before the reorganization."""
    return sum(lived.total(f"minutes_{use}", *_year(lived)) for use in COMMUNITY_USES) / 60.0


def _in_year(lived: Lived, kind: int) -> dict[str, Array]:
    first, last = _year(lived)
    events = lived.of_kind(kind)
    inside = (events["week"] >= first) & (events["week"] < last)
    return {name: column[inside] for name, column in events.items()}


def capability(lived: Lived) -> float:
    """Expertise gained in groups, per 100 hours given to them."""
    gains, hours = _in_year(lived, ledger.GAIN), group_hours(lived)
    ours = np.isin(gains["channel"], WITHIN)
    return 100.0 * float(gains["amount"][ours].sum()) / FINE / hours if hours > 0 else math.nan


def solutions(lived: Lived) -> float:
    """Problems of members solved in groups, per 100 hours given to them."""
    solved, hours = _in_year(lived, ledger.SOLVE), group_hours(lived)
    return 100.0 * float(np.isin(solved["channel"], WITHIN).sum()) / hours if hours > 0 else math.nan


def answers(lived: Lived) -> float:
    """Answers that members wrote to each other between meetings, per 100 hours given to groups."""
    written, hours = _in_year(lived, ledger.ANSWER), group_hours(lived)
    return 100.0 * float((written["channel"] == ledger.COMMUNITY).sum()) / hours if hours > 0 else math.nan


def documents(lived: Lived) -> float:
    """Ordered documents delivered, per group and year."""
    first, last = _year(lived)
    groups = sum(float((lived.looks[week][0].alive == 1).sum()) for week in range(first, last)) / YEAR
    return len(_in_year(lived, ledger.DELIVER)["week"]) / groups if groups > 0 else math.nan


def belonging(lived: Lived) -> float:
    """Share of employees who belong to a group, in that year."""
    return lived.metric("member_share", *_year(lived))


def required(lived: Lived) -> float:
    """Share of the hours given to groups that duty asked for."""
    hours = group_hours(lived)
    minutes = sum(lived.total(f"minutes_{use}", *_year(lived)) for use in ("duty", "obliged"))
    return minutes / 60.0 / hours if hours > 0 else math.nan


def together(lived: Lived) -> float:
    """Share of the hours given to groups that members spent in one place, or in one call."""
    hours = group_hours(lived)
    minutes = sum(lived.total(f"minutes_{use}", *_year(lived)) for use in ("duty", "meeting"))
    return minutes / 60.0 / hours if hours > 0 else math.nan


def leaving(lived: Lived) -> float:
    """Memberships that people gave up, per membership and year, in that year."""
    years = lived.total("memberships", *_year(lived)) / YEAR
    return len(_in_year(lived, ledger.LEAVE)["week"]) / years if years > 0 else math.nan


def _close(name: str) -> Callable[[Lived], float]:
    def value(lived: Lived) -> float:
        close = lived.looks[week_of_reorganization(lived.scenario)][1]
        return float(getattr(close, name))

    return value


MEASURES = (
    Measure("capability", "purpose", "Expertise gained", "expertise/100 group hours", capability),
    Measure("solutions", "purpose", "Problems solved", "problems/100 group hours", solutions),
    Measure("answers", "purpose", "Answers passed on", "answers/100 group hours", answers),
    Measure("documents", "purpose", "Ordered documents", "1/group/year", documents),
    Measure("belonging", "membership", "Employees who belong", "share", belonging),
    Measure("chosen", "membership", "Belonging by own choice", "share of memberships", _close("chosen")),
    Measure("one_unit", "membership", "Fellows of one unit", "share of pairs of members", _close("one_unit")),
    Measure("strangers", "membership", "Members who know no fellow", "share", _close("strangers")),
    Measure("passion", "glue", "Passion for the domain", "above all employees'", _close("passion")),
    Measure("identification", "glue", "Identification", "mean of members, 0-1", _close("identification")),
    Measure("required", "glue", "Hours of duty", "share of group hours", required),
    Measure("together", "glue", "Hours together", "share of group hours", together),
    Measure("silence", "lifetime", "Ends: nothing happens", "1/group/year", _ends_a_year(SILENCE)),
    Measure("project", "lifetime", "Ends: the task is done", "1/group/year", _ends_a_year(PROJECT)),
    Measure("reorganization", "lifetime", "Ends: reorganization", "1/group/year", _ends_a_year(REORGANIZATION)),
    Measure("leaving", "lifetime", "Memberships given up", "1/membership/year", leaving),
)
ASPECTS = ("purpose", "membership", "glue", "lifetime")


def forms_measured(
    scenarios: Mapping[str, Scenario],
    seeds: Sequence[int],
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """form, seed, measure, value: every measure of every form on every seed, with a reorganization at half time.

    The worlds of a seed share its luck. Threads as in copsim.simulate.
    """
    arms = {name: with_reorganization(scenario) for name, scenario in scenarios.items()}

    def of(seed: int) -> list[tuple[str, int, str, float]]:
        rows = []
        for form, scenario in arms.items():
            lived = live({form: scenario}, seed, watch_of(scenario))[form]
            rows += [(form, seed, measure.name, measure.value(lived)) for measure in MEASURES]
        return rows

    found = []
    with ThreadPoolExecutor(workers if workers is not None else os.cpu_count(), initializer=let_hash_wrap) as pool:
        for done, rows in enumerate(pool.map(of, seeds), 1):
            found += rows
            if progress is not None:
                progress(done, len(seeds))
    return pd.DataFrame(found, columns=["form", "seed", "measure", "value"])
