"""The table of parameters holds everything that is declared, in three formats."""

import csv
import io
import json

from copsim.config.catalogue import COLUMNS, NOT_BUILT, as_csv, as_json, as_markdown, catalogue
from copsim.config.declare import declared
from copsim.config.scenario import Scenario

PATHS = [parameter.path for parameter in declared(Scenario)]


def test_every_format_holds_every_parameter_in_order() -> None:
    assert [row["path"] for row in catalogue()] == PATHS
    assert [row["path"] for row in json.loads(as_json())] == PATHS
    assert [row["path"] for row in csv.DictReader(io.StringIO(as_csv()))] == PATHS
    lines = as_markdown().splitlines()
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == PATHS


def test_every_row_says_what_where_from_and_in_which_unit() -> None:
    for row in catalogue():
        assert tuple(row) == COLUMNS
        assert row["unit"] and row["meaning"] and row["source"], row["path"]


def test_every_lever_says_which_mechanism_reads_it() -> None:
    rows = {row["path"]: row for row in catalogue()}
    assert rows["policy.support.team_hours"]["read_by"] == "facilitation"
    assert [path for path, row in rows.items() if row["read_by"] == NOT_BUILT] == []
    assert not any(set(p.unread) & set(rows[p.path]["options"]) for p in declared(Scenario))


def test_ranges_are_legible() -> None:
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO(as_csv()))}
    assert rows["organization.assigned_hours"]["explore"] == "22..35"
    assert rows["organization.wage"]["bounds"] == "0.."
    assert rows["policy.membership.yoked_hours"]["default"] == "true"
