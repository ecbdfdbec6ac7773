"""``copsim compare --unknowns``: each seed draws what nobody knows, the same in every arm."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import copsim
from copsim.cli import main
from copsim.config.unknowns import POINTS, explored, known_in

FIRM = ["scenario=small", "weeks=52", "warmup_weeks=4"]
STEP = "behaviour.asking.belief_step"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Results of a comparison with unknowns, of which one is known."""
    out = tmp_path_factory.mktemp("unknowns") / "out"
    words = ["compare", "policy=none,self_selected", *FIRM, f"{STEP}=0.1", "seeds=3", "--unknowns", "--out", str(out)]
    assert main([*words, "--quiet"]) == 0
    return out


def test_each_seed_is_the_run_of_its_own_draw(folder):
    summary = pd.read_parquet(folder / "summary.parquet").set_index(["arm", "seed"])
    unknowns = copsim.Unknowns(frozenset([STEP]))
    for seed in (0, 2):
        scenario = unknowns.of(copsim.compose([*FIRM, "policy=self_selected"]), seed)
        assert scenario.behaviour.asking.belief_step == 0.1
        alone = copsim.simulate(scenario, [seed]).summary.iloc[0]
        for metric in ("flow", "turnover", "net_result", "programme_cost"):
            assert summary.loc[("self_selected", seed), metric] == alone[metric]


def test_money_is_counted_at_the_prices_of_each_draw():
    arms = {name: copsim.compose([*FIRM, f"policy={name}"]) for name in ("none", "self_selected")}
    runs = copsim.simulate(arms, 3, unknowns=copsim.Unknowns())
    worth = {s: copsim.Unknowns().of(arms["none"], s).behaviour.practice.worth for s in range(3)}
    assert len(set(worth.values())) == 3
    whole = runs.summary.set_index(["arm", "seed"])["net_result"]
    books = runs.accounts[runs.accounts["side"] != "member"]
    signed = np.where(books["side"] == "benefit", 1.0, -1.0) * books["money"]
    told = signed.groupby([books["arm"], books["seed"]]).sum()  # one year: its sum is the whole
    assert told.to_numpy() == pytest.approx(whole.loc[told.index].to_numpy(), rel=1e-9)


def test_ranges_lie_around_their_middle_and_are_written_with_their_words(folder):
    ranges = pd.read_csv(folder / "ranges.csv")
    there = ranges.dropna(subset="middle")
    assert (there["low"] <= there["middle"]).all() and (there["middle"] <= there["high"]).all()
    assert (there["above"] + there["below"] <= 1.0).all()
    words = pd.read_csv(folder / "dictionary.csv")
    assert set(ranges.columns) - {"metric", "arm", "baseline"} <= set(words["column"])
    page = (folder / "table.md").read_text()
    assert f"{len(explored()) - 1} unknowns" in page
    assert "middle [8 in 10]" in page
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["unknowns"] == {"draws": POINTS, "known": [STEP]}
    assert "--unknowns" in manifest["command"]


def test_what_is_set_off_its_default_or_swept_is_known():
    arms = [copsim.compose(["behaviour.turnover.base=0.1"]), copsim.compose([])]
    assert known_in(arms, ["weeks", STEP]) == {"behaviour.turnover.base", STEP}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["policy=none,mandated", f"seeds=[{POINTS}]"], f"seeds 0 to {POINTS - 1}"),
        (["form=community,work_group"], "--unknowns does not go with form="),
    ],
)
def test_what_has_no_draw_is_refused_in_a_sentence(words, told, capsys):
    assert main(["compare", *words, "--unknowns"]) == 2
    assert told in capsys.readouterr().err


def test_without_unknowns_nothing_is_drawn(tmp_path):
    out = tmp_path / "out"
    assert main(["compare", "policy=none,slack", *FIRM, "seeds=2", "--out", str(out), "--quiet"]) == 0
    assert not (out / "ranges.csv").exists()
    assert "unknowns" not in json.loads((out / "manifest.json").read_text())


def test_a_metric_that_no_pair_has_gets_no_share(tmp_path):
    out, idle = tmp_path / "out", "behaviour.work.problems_per_week=0"
    words = ["compare", "policy=none,slack", "scenario=small", "weeks=26", "warmup_weeks=4", idle, "seeds=2"]
    assert main([*words, "--unknowns", "--out", str(out), "--quiet"]) == 0
    assert "nan %" not in (out / "table.md").read_text()


def test_a_seed_below_nought_has_no_draw():
    with pytest.raises(copsim.InputError, match="seed -1 has no draw"):
        copsim.Unknowns().of(copsim.compose(FIRM), -1)
