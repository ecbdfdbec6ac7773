"""Sentences follow the numbers, whichever way they fall."""

import numpy as np
import pandas as pd
import pytest

from copsim.commands.findings import METRICS, findings
from copsim.metrics.catalogue import dictionary

SEEDS = 12


def summary(**levels: dict[str, float]) -> pd.DataFrame:
    """Arms with the given levels of some metrics (others 1), sharing large luck and differing by small noise."""
    luck = np.random.default_rng(1)
    shared = {metric: luck.normal(size=SEEDS) for metric in METRICS}
    parts = []
    for arm, level in levels.items():
        table = {metric: level.get(metric, 1.0) + shared[metric] + luck.normal(0, 0.01, SEEDS) for metric in METRICS}
        parts.append(pd.DataFrame({"arm": arm, "seed": range(SEEDS), **table}))
    return pd.concat(parts, ignore_index=True)


def said(start: str, table: pd.DataFrame) -> str:
    (sentence,) = [one for one in findings(table, "none", dictionary()) if one.startswith(start)]
    return sentence


def test_the_best_arm_is_the_lowest_where_lower_is_better() -> None:
    table = summary(none={}, open={"turnover": 0.8}, mandated={"turnover": 1.5})
    sentence = said("Turnover:", table)
    assert "lowest under open" in sentence
    assert "clearly worse than under none: mandated" in sentence


def test_the_baseline_can_be_best() -> None:
    table = summary(none={"net_result": 5}, open={"net_result": 4}, mandated={"net_result": 3})
    sentence = said("Result of the firm:", table)
    assert "highest under none" in sentence
    assert "next is open, -1.0" in sentence


def test_a_difference_within_luck_is_not_called_clear() -> None:
    sentence = said("Useful flow:", summary(none={}, open={}))
    assert "(not clear)" in sentence
    assert "clearly" not in sentence


@pytest.mark.parametrize(("mandated", "verdict"), [(2.0, "worse on useful flow"), (0.5, "better on useful flow")])
def test_a_verdict_turns_with_the_numbers(mandated: float, verdict: str) -> None:
    table = summary(none={}, self_selected={}, mandated={"useful_flow": mandated})
    assert verdict in said("self_selected rather than mandated:", table)


def test_more_flow_is_not_called_better() -> None:
    table = summary(none={}, self_selected={"flow": 2.0}, mandated={})
    assert "; more knowledge flow" in f"; {said('self_selected rather than mandated: ', table).partition(': ')[2]}"


def test_the_parts_of_the_mandate_add_up() -> None:
    table = summary(none={}, self_selected={"flow": 4.0}, mandated_yoked={"flow": 3.0}, mandated={"flow": 1.0})
    sentence = said("Knowledge flow, self_selected less mandated:", table)
    assert "+3.0 [" in sentence
    assert "; of it +1.0" in sentence
    assert ", +2.0" in sentence


def test_one_pair_has_no_interval() -> None:
    table = summary(none={}, open={"flow": 2.0}).query("seed == 0")
    assert "one pair, no interval" in said("Knowledge flow:", table)


def test_arms_that_are_not_there_are_not_spoken_of() -> None:
    words = " ".join(findings(summary(none={}, open={}), "none", dictionary()))
    assert "mandated" not in words
