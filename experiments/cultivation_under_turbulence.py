"""Cultivation under turbulence: does it do more, or less, where the firm is shaken and topics move fast?

Communities left alone and cultivated ones in a small firm (60 people, three years), in calm and with a new technology,
a reorganization and layoffs (conf/scenario/turbulent.yaml), on topics that stand still or move; 40 seeds; see
conf/study/cultivation_under_turbulence.yaml. Run:

    python experiments/cultivation_under_turbulence.py

480 runs, 3 minutes on two busy cores (41 s of computing). Leaves results/experiments/cultivation_under_turbulence/.
"""

from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure

from copsim.analysis.across import by_seed
from copsim.commands.study_answer import Answer, experiment, mean_of
from copsim.reporting.forest import draw_forest, forest_data

DRIFT, ARM = "behaviour.forgetting.drift", "self_selected_cultivated"
SHOCKS = {"default": "calm", "turbulent": "shaken"}
SHOWN = ("flow", "useful_flow", "weeks_to_solve", "turnover", "net_result")


def by_place(found: Answer) -> pd.DataFrame:
    """What cultivation does at each point; the column ``arm`` says where."""
    table = found.findings.by_point
    assert table is not None
    scenario = found.findings.whole.drop_duplicates("point").set_index("point")["scenario"]
    places = [f"{SHOCKS[scenario[p]]}, drift {drift:g}" for p, drift in zip(table["point"], table[DRIFT], strict=True)]
    return table.assign(arm=places)


def answer(found: Answer) -> Iterator[str]:
    """What cultivation does in all, and how much more of it shocks and moving topics make."""
    yield f"- Cultivation, over all: {'; '.join(found.said(metric, ARM) for metric in SHOWN)}."
    whole = found.findings.whole
    still, moving = whole[DRIFT].min(), whole[DRIFT].max()
    splits = {
        "Where the firm is shaken instead of calm": (whole["scenario"] == "turbulent", whole["scenario"] == "default"),
        f"Where topics move (drift {moving:g} instead of {still:g} a week)": (
            whole[DRIFT] == moving, whole[DRIFT] == still,
        ),
    }  # fmt: skip
    for where, (there, here) in splits.items():
        effects = [by_seed(whole[chosen], SHOWN, found.baseline) for chosen in (there, here)]
        told = [found.told(metric, *mean_of((effects[0] - effects[1])[metric, ARM])) for metric in SHOWN]
        yield f"- {where}, the effect of cultivation differs by: {'; '.join(told)}."


def draw(found: Answer, note: str) -> Figure:
    """The effect of cultivation at each point."""
    title = "What cultivation changes, in calm and shaken firms, on topics that move or not (share a week)"
    return draw_forest(forest_data(by_place(found), found.baseline), found.findings.dictionary, title, note=note)


if __name__ == "__main__":
    experiment("cultivation_under_turbulence", answer, draw, by_place)
