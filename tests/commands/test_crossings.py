"""Where arms cross is said for each value, and only as surely as the intervals allow."""

import numpy as np
import pandas as pd

from copsim.commands.contrast import slices
from copsim.commands.crossings import Crossing, crossings, key_label, verdicts
from copsim.metrics.catalogue import METRICS, dictionary

HOURS = "organization.assigned_hours"
SEEDS = 10


def grid(policies: list[str], hours: list[float]) -> dict[str, dict]:
    return {f"{policy}, {value}": {"policy": policy, HOURS: value} for policy in policies for value in hours}


def summary(sweep: dict[str, dict]) -> pd.DataFrame:
    """All arms alike, but that self-selection does better the more hours are assigned, with 28.5 as the turn."""
    luck = np.random.default_rng(2)
    parts = []
    for arm, settings in sweep.items():
        gain = settings[HOURS] - 28.5 if settings["policy"] == "self_selected" else 0.0
        values = {metric: gain + luck.normal(0, 0.01, SEEDS) for metric in METRICS}
        parts.append(pd.DataFrame({"arm": arm, "seed": range(SEEDS), **values}))
    return pd.concat(parts, ignore_index=True)


def found(policies: list[str]) -> list[Crossing]:
    sweep = grid(policies, [22, 28.5, 35])
    return crossings(summary(sweep), slices(sweep), sweep)


def test_a_crossing_is_made_against_each_baseline_and_between_the_two_rules() -> None:
    assert [one.name for one in found(["none", "mandated", "self_selected"])] == [
        "crossing_assigned_hours_against_none",
        "crossing_assigned_hours_self_selected_against_mandated",
    ]
    assert [one.name for one in found(["mandated", "self_selected"])] == ["crossing_assigned_hours_against_mandated"]


def test_the_verdict_follows_the_direction_that_is_better() -> None:
    (one,) = found(["mandated", "self_selected"])
    sentences = verdicts(one, dictionary())
    start = "self_selected against mandated over assigned hours (h/week), "
    assert all(sentence.startswith(start) for sentence in sentences)
    said = dict(sentence.removeprefix(start).split(": ", 1) for sentence in sentences)
    assert said["knowledge flow"].startswith("more at 35; ")
    assert "less at 22" in said["knowledge flow"]
    assert said["time to solve"].startswith("worse at 35; ")
    assert said["result of the firm"].startswith("better at 35; ")
    assert said["result of the firm"].endswith("changes near 28.5.")


def test_a_key_is_labelled_with_its_unit() -> None:
    assert key_label(HOURS) == "assigned hours (h/week)"
    assert key_label("weeks") == "weeks (weeks)"
