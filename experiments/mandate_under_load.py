"""Mandate under load: does a mandate do better than self-selection where people have no time of their own?

A small firm (60 people, two years) with 22 to 38 assigned hours a week, 40 seeds; see
conf/study/mandate_under_load.yaml. Run:

    python experiments/mandate_under_load.py

400 runs, 2 minutes on two busy cores (27 s of computing). Leaves results/experiments/mandate_under_load/.
"""

from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure

from copsim.commands.crossings import Crossing, key_label, verdicts
from copsim.commands.study_answer import Answer, experiment
from copsim.reporting.crossing import draw_crossing

HOURS = "organization.assigned_hours"


def by_load(found: Answer) -> pd.DataFrame:
    """The mandate's paired effects at each number of assigned hours."""
    table = found.findings.by_point
    assert table is not None
    table = table.assign(key=HOURS, value=table[HOURS])
    return table[["key", "value", "metric", "arm", "baseline", "effect", "low", "high", "n"]]


def answer(found: Answer) -> Iterator[str]:
    """Where the mandate does better and where worse, a sentence an outcome."""
    crossing = Crossing("", "", "assigned hours (h/week)", by_load(found))
    for sentence in verdicts(crossing, found.findings.dictionary):
        yield f"- {sentence}"
    yield f"Averaged over loads: {found.said('flow', 'mandated')}; {found.said('flow_per_hour', 'mandated')}."


def draw(found: Answer, note: str) -> Figure:
    """Effects over assigned hours."""
    title = "A mandate against self-selection, by assigned hours"
    return draw_crossing(by_load(found), found.findings.dictionary, key_label(HOURS), title, 3, note)


if __name__ == "__main__":
    experiment("mandate_under_load", answer, draw, by_load)
