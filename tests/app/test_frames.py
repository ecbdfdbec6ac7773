"""What a page is sent: the numbers of copsim compare, and the laws of bands, delays and break-even."""

from threading import Event

import numpy as np
import pytest

import copsim
from copsim.analysis.delays import delays
from copsim.analysis.paired import paired_effects, paired_ranges
from copsim.app.codec import packed
from copsim.app.frames import frame_of, quantiles
from copsim.app.job import Job
from copsim.app.limits import Limits
from copsim.app.screen import read_screen
from copsim.app.taking_along import arms_of_link, settings_of
from copsim.app.timing import FOLLOWED, _from_then_on
from copsim.app.workshop import Workshop
from copsim.metrics.catalogue import METRICS

PAIRS = 6
SCREEN = {
    "firm": {"organization.headcount": 60, "organization.units": 3, "weeks": 104, "warmup_weeks": 8},
    "events": [{"week": 60, "shock": "layoffs", "share": 0.1}],
    "plans": [
        {"name": "ours", "policy": {"membership.rule": "self_selected", "support.facilitator_hours": 10.0}},
        {"name": "slack", "policy": {"funding.released_hours": 1.0}},
    ],
    "unknowns": False,
    "pairs": PAIRS,
}


@pytest.fixture(scope="module")
def workshop():
    shop = Workshop(threads=2)
    yield shop
    shop.close()


def finished(screen: dict, workshop: Workshop) -> Job:
    """The job of a screen, when all its runs are there."""
    news = Event()
    job = Job(read_screen(screen, Limits()), workshop, news.set)
    while not job.finished:
        news.clear()
        job.go_on()
        if not job.finished:
            news.wait(30)
    return job


@pytest.fixture(scope="module")
def job(workshop) -> Job:
    return finished(SCREEN, workshop)


def runs_of(screen: dict) -> copsim.Runs:
    """The runs of the command line that a screen gives."""
    arms = arms_of_link(packed(screen), list(range(PAIRS)))
    return copsim.simulate(arms.scenarios, arms.seeds, unknowns=arms.unknowns)


@pytest.fixture(scope="module")
def runs() -> copsim.Runs:
    return runs_of(SCREEN)


def test_with_luck_alone_the_numbers_are_those_of_compare(job, runs):
    assert_alike(frame_of(job, full=True), runs)


def test_with_unknowns_the_numbers_are_those_of_compare_too(workshop):
    screen = {**SCREEN, "unknowns": True, "events": []}
    screen["firm"] = {**SCREEN["firm"], "weeks": 52, "behaviour.turnover.base": 0.1}
    frame, runs = frame_of(finished(screen, workshop), full=True), runs_of(screen)
    assert_alike(frame, runs)
    ranges = paired_ranges(runs.summary, ["without a plan"]).set_index(["arm", "metric"])
    for name, told in frame["outcomes"]["metrics"].items():
        row = ranges.loc[("ours", name)]
        if row["n"]:
            ahead = row["below" if METRICS[name].better == "lower" else "above"]
            assert told["better"] is None or told["better"] == pytest.approx(ahead)
            ends = ["low", "middle", "high"]
            assert [told[end] for end in ends] == pytest.approx(row[ends].tolist(), rel=1e-9, abs=1e-6)


def assert_alike(frame: dict, runs: copsim.Runs) -> None:
    """Every outcome of both plans is the effect of the comparison."""
    effects = paired_effects(runs.summary, ["without a plan"]).set_index(["arm", "metric"])
    for arm, outcomes in (("ours", frame["outcomes"]), ("slack", frame["plans"]["plan1"]["outcomes"])):
        for name, told in outcomes["metrics"].items():
            row = effects.loc[(arm, name)]
            assert told["n"] == row["n"]
            if row["n"] == 0:
                continue
            close = {"rel": 1e-9, "abs": 1e-9 * max(1.0, abs(row["arm_mean"]))}
            for ours, theirs in (("mean", "effect"), ("mean_low", "low"), ("mean_high", "high"), ("with", "arm_mean")):
                assert told[ours] == pytest.approx(row[theirs], **close), (arm, name, ours)


def test_a_line_is_the_middle_of_the_runs_quarter_by_quarter(job, runs):
    line = frame_of(job, full=False)["lines"]["with"]["flow"]
    quarter = runs.window(39, 52)
    values = quarter.loc[quarter["arm"] == "ours", "flow"]
    expected = [np.percentile(values, share) for share in (10, 50, 90)]
    assert [line[name][3] for name in ("low", "mid", "high")] == pytest.approx(expected, rel=1e-4)


def test_effects_arrive_when_the_analysis_says(job, runs):
    arrival = frame_of(job, full=True)["arrival"]
    table = delays(runs.window, 104, ["without a plan"], FOLLOWED)
    table = table[table["arm"] == "ours"].set_index("metric")
    for name, told in arrival.items():
        for ours, theirs in (("first", "first_week"), ("half", "half_week")):
            expected = table.loc[name, theirs]
            assert (told[ours] is None) == bool(np.isnan(expected)), name
            assert told[ours] is None or told[ours] == expected


def test_shares_of_better_pairs_follow_the_direction_of_the_metric(job, runs):
    summary = runs.summary.set_index(["arm", "seed"])
    told = frame_of(job, full=True)["outcomes"]["metrics"]
    for name in ("turnover", "solved_share"):
        difference = summary.loc["ours", name] - summary.loc["without a plan", name]
        sign = 1 if METRICS[name].better == "higher" else -1
        assert told[name]["better"] == pytest.approx((sign * difference > 0).mean())
    assert told["memberships"]["better"] is None


def test_unknowns_widen_the_range_of_effects_and_keep_the_default_firm_apart(workshop):
    few = {**SCREEN, "plans": SCREEN["plans"][:1], "pairs": 6, "events": []}
    few["firm"] = {**SCREEN["firm"], "weeks": 52}
    luck, unknown = (frame_of(finished({**few, "unknowns": on}, workshop), True) for on in (False, True))
    width = [
        f["outcomes"]["metrics"]["flow"]["high"] - f["outcomes"]["metrics"]["flow"]["low"] for f in (luck, unknown)
    ]
    assert width[1] > width[0]
    assert luck["lines"]["default_with"]["flow"]["mid"] != luck["lines"]["with"]["flow"]["mid"]


def test_a_plan_that_the_default_firm_cannot_have_has_no_line_there(workshop):
    plan = {"name": "", "policy": {"membership.rule": "self_selected", "domain.breadth": 20}}
    screen = {**SCREEN, "events": [], "pairs": 1, "plans": [plan]}
    screen["firm"] = {**SCREEN["firm"], "organization.topics": 24}
    frame = frame_of(finished(screen, workshop), True)
    assert "domain.breadth=20 exceeds" in frame["refused"]
    assert "default_with" not in frame["lines"]
    assert "with" in frame["lines"]


def test_quantiles_are_those_of_numpy_and_leave_out_what_is_missing():
    values = np.random.default_rng(5).normal(size=(9, 4))
    np.testing.assert_allclose(quantiles(values), np.percentile(values, [10, 50, 90], axis=0))
    values[[1, 4], 2] = np.nan
    values[:, 3] = np.nan
    found = quantiles(values)
    np.testing.assert_allclose(found[:, 2], np.nanpercentile(values[:, 2], [10, 50, 90]))
    assert np.isnan(found[:, 3]).all()


@pytest.mark.parametrize(
    ("gain", "week"),
    [([1, 2, 3], 0), ([-1, -2, 1], 2), ([-1, 2, -1, 3], 3), ([1, 2, -1], None), ([0, 0, 0], None), ([-1, 0, 0.5], 2)],
)
def test_a_plan_has_paid_when_its_sum_stays_above_nothing(gain, week):
    assert _from_then_on(np.array(gain, dtype=float)) == week


def test_the_settings_taken_along_make_the_same_world(tmp_path):
    import json

    screen = read_screen(SCREEN, Limits())
    for name, plan in (("with", screen.plans[0]), ("without", None)):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(settings_of(screen)[name]))
        assert copsim.compose([], file) == screen.scenario(plan)
