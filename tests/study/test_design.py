"""Designs and cases: what is asked becomes cases, each known by the digest of its content."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copsim.config.compose import compose_values
from copsim.errors import InputError
from copsim.study.case import case_digest, changes_from, scenario_digest, scenario_from, tree_of
from copsim.study.description import described, known_studies, read_description
from copsim.study.design import Design, design_of

HOURS = "organization.assigned_hours"
Designed = Callable[..., Design]


def digests(design: Design) -> set[str]:
    return {case.digest for case in design.cases}


def test_every_arm_meets_every_point_on_every_seed(designed: Designed) -> None:
    table = designed(uncertainties={"grid": {HOURS: [22, 30, 35]}}, seeds=4).table()
    assert table.groupby(["arm", "point", "seed"]).size().tolist() == [1] * 24
    assert table.groupby("point")[HOURS].nunique().tolist() == [1, 1, 1]


def test_points_share_their_luck_unless_told_otherwise(designed: Designed) -> None:
    points = {"grid": {HOURS: [22, 30]}}
    shared, own = (designed(uncertainties=points, seeds=3, common_seeds=same).table() for same in (True, False))
    assert shared.groupby("seed")["point"].nunique().eq(2).all()
    assert own.groupby("seed")["point"].nunique().eq(1).all()
    assert own.groupby("seed")["arm"].nunique().eq(2).all()


def test_the_digest_follows_the_scenario_the_seed_and_the_model_and_nothing_else(tmp_path: Path) -> None:
    plain, same, other = (tree_of(compose_values({HOURS: hours})) for hours in (28, 28.0, 29))
    assert scenario_digest(plain, "1") == scenario_digest(same, "1")
    assert len({scenario_digest(plain, "1"), scenario_digest(other, "1"), scenario_digest(plain, "2")}) == 3
    assert case_digest("a", 1) != case_digest("a", 11) != case_digest("b", 1)


def test_the_digest_takes_the_content_of_a_roster_and_not_its_path(tmp_path: Path) -> None:
    found = []
    for name, content in (("a.csv", "seat\n0\n"), ("b.csv", "seat\n0\n"), ("c.csv", "seat\n0\n1\n")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        found.append(scenario_digest({"organization.roster": str(tmp_path / name)}, "1"))
    assert found[0] == found[1] != found[2]


def test_a_scenario_comes_back_from_its_changes() -> None:
    base = tree_of(compose_values({"policy": "none"}))
    changed = compose_values({"scenario": "funded_later", "policy": "self_selected", HOURS: 30.5})
    assert scenario_from(base, changes_from(base, changed)) == changed


def test_more_seeds_and_more_arms_keep_the_cases_there_were(designed: Designed) -> None:
    few = digests(designed(seeds=5))
    more = digests(designed(seeds=9, levers={"grid": {"policy": ["none", "slack", "mandated"]}}))
    assert few < more
    assert len(more) == 27


def test_rows_may_name_their_arms(designed: Designed) -> None:
    rows = [{"name": "time", "policy": "slack"}, {"name": "people", "policy": "mandated"}]
    assert designed(levers={"list": rows}).table()["arm"].unique().tolist() == ["time", "people"]


def test_a_contradiction_at_some_points_is_kept_as_a_case_that_says_why(designed: Designed) -> None:
    design = designed(uncertainties={"grid": {"organization.communities": [0, 4]}}, seeds=1)
    assert len(design.refusals) == 1
    assert "needs communities" in design.refusals[0]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown entry": ({"sed": 4}, r"unknown key 'sed' \(did you mean 'seeds'\?\)"),
    "an unknown entry of a part": ({"levers": {"gird": {}}}, r"did you mean 'grid'\?"),
    "an unknown setting": ({"settings": {"wekes": 5}}, r"did you mean 'weeks'\?"),
    "an unknown lever": ({"levers": {"grid": {"policy.funding.relesed_hours": [1]}}}, "did you mean"),
    "an unknown policy": ({"levers": {"grid": {"policy": ["mandatd"]}}}, "unknown policy 'mandatd'"),
    "two ways at once": ({"levers": {"grid": {"weeks": [1]}, "csv": "a"}}, "exactly one of grid, list, csv, sample"),
    "no way": ({"levers": {}}, "exactly one of grid, list, csv, sample, got none"),
    "an empty grid": ({"levers": {"grid": {"weeks": []}}}, "lists no value of weeks"),
    "an empty range": (
        {"uncertainties": {"sample": "sobol", "ranges": {HOURS: [30, 30]}}},
        "the range of organization.assigned_hours is empty: 30 is not below 30",
    ),
    "a value out of bounds": ({"levers": {"grid": {HOURS: [28, 99]}}}, "must be from 0 to 80 h/week"),
    "seeds that are none": ({"seeds": 0}, "a count of seeds must lie between"),
    "an unknown outcome": ({"outcomes": ["flwo"]}, r"unknown outcome 'flwo' \(did you mean 'flow'\?\)"),
    "an unknown baseline": ({"baseline": "nine"}, r"unknown baseline 'nine' \(did you mean 'none'\?\)"),
    "small chunks": ({"chunk_runs": 10}, "chunk_runs: input should be greater than or equal to 50"),
    "a lever that is also an uncertainty": ({"uncertainties": {"grid": {"policy": ["slack"]}}}, "both a lever and"),
    "arms of one name": (
        {"levers": {"list": [{"name": "a", "weeks": 5}, {"name": "a", "weeks": 6}]}},
        "two arms are called 'a'",
    ),
    "an arm that cannot be": (
        {"settings": {"organization.communities": 0}},
        "arm mandated: .*needs communities",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence(designed: Designed, what: str) -> None:
    entries, said = REFUSED[what]
    with pytest.raises(InputError, match=said) as refusal:
        designed(**entries)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("text", ["a: [", "- 5", "", "\t:"])
def test_a_file_that_is_no_study_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"mine.yaml"):
        read_description(str(file))


@pytest.mark.parametrize("name", known_studies())
def test_every_study_that_comes_with_copsim_can_be_designed_and_asks_a_question(name: str) -> None:
    description = read_description(name, {"seeds": 1})
    assert description.question.endswith("?")
    assert design_of(description, "1").cases


def test_a_description_comes_back_from_what_a_store_keeps_of_it(designed: Designed) -> None:
    description = designed(uncertainties={"sample": "sobol", "ranges": {HOURS: "explored"}}, chunk_runs=50).description
    assert described(description.model_dump(mode="json"), "it") == description
