"""The tables of the model's description are what the code says."""

from pathlib import Path

import pytest

from copsim.metrics.catalogue import METRICS
from copsim.reporting.model_tables import acts, levers, tables

DOCS = Path(__file__).parents[2] / "docs" / "model"


@pytest.mark.parametrize("name", ["parameters.md", "levers.md", "metrics.md", "schedule.md"])
def test_the_tables_of_the_docs_are_those_of_the_code(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == tables()[name], "run: make tables"


def test_every_lever_has_a_mechanism_and_a_metric() -> None:
    assert [p.path for p in levers() if not p.read_by or p.felt not in METRICS] == []


def test_the_week_begins_with_nothing_and_ends_with_the_fate_of_communities() -> None:
    order = list(acts())
    assert order[0] == ("settlement", "open_week") and order[-1] == ("succession", "settle")
    assert order.index(("meetings", "set_agenda")) < order.index(("exchanges", "exchange"))
    assert order.index(("work", "arrive")) < order.index(("settlement", "close_problems"))


def test_the_description_follows_the_odd_protocol() -> None:
    text = (DOCS / "odd.md").read_text(encoding="utf-8")
    for part in (
        "Purpose and patterns",
        "Entities, state variables, and scales",
        "Process overview and scheduling",
        "Design concepts",
        "Initialization",
        "Input data",
        "Submodels",
    ):
        assert part in text
