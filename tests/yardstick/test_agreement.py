"""The engine and both variants of the yardstick, written independently from the same laws, agree in distribution.

Error rate: for one policy and one variant, all metrics together disagree by bad luck with probability at most 1 %
(Welch's t for each metric, Bonferroni over metrics). Seeds are fixed, so a test that passes keeps passing until a law
or the numbering of draws changes. What the small samples can see: with eight runs a willingness to help that is lower
by two logits, with sixty one that is lower by a third of a logit; the tests below hold them to it.
"""

import functools

import pandas as pd
import pytest

import copsim
from benchmarks.yardstick.agreement import differences, summaries
from benchmarks.yardstick.firm import MesaFirm
from benchmarks.yardstick.tuned_firm import TunedFirm

VARIANTS = [MesaFirm, TunedFirm]
CORE = ("behaviour=core_week", "policy.leadership.chosen_by=nobody")
SMALL = (*CORE, "organization.headcount=40", "warmup_weeks=6", "weeks=12")
MIDDLING = (*CORE, "organization.headcount=80", "warmup_weeks=26", "weeks=26")
EVERY_POLICY = ["none", "slack", "self_selected", "mandated", "mandated_open", "self_selected_cultivated"]


@functools.cache
def engine(settings: tuple[str, ...], runs: int) -> pd.DataFrame:
    """Metrics of many runs of the engine, made once for all tests that want them."""
    return copsim.simulate(copsim.compose(settings), range(1_000, 1_000 + runs)).summary


def yardstick(variant: type[MesaFirm], settings: tuple[str, ...], runs: int) -> pd.DataFrame:
    """Metrics of some runs of a variant of the yardstick."""
    return summaries(variant, copsim.compose(settings), range(runs))


def told(table: pd.DataFrame) -> str:
    """The metrics that disagree, for the message of a failed test."""
    return "\n" + table[~table["agrees"]].to_string()


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("policy", ["none", "self_selected_cultivated"])
def test_the_yardstick_agrees_with_the_engine_on_every_metric(policy: str, variant: type[MesaFirm]) -> None:
    settings = (f"policy={policy}", *SMALL)
    table = differences(engine(settings, 100), yardstick(variant, settings, 8))
    assert table["agrees"].all(), told(table)


@pytest.mark.parametrize("variant", VARIANTS)
def test_eight_runs_show_that_people_help_less(variant: type[MesaFirm]) -> None:
    settings = ("policy=self_selected_cultivated", *SMALL)
    table = differences(engine(settings, 100), yardstick(variant, (*settings, "behaviour.asking.accept=-2.3"), 8))
    assert not table.loc["help_hours", "agrees"]


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["none", "mandated_open", "self_selected_cultivated"])
def test_sixty_runs_of_the_idiomatic_model_agree_with_the_engine(policy: str) -> None:
    settings = (f"policy={policy}", *MIDDLING)
    table = differences(engine(settings, 300), yardstick(MesaFirm, settings, 60))
    assert table["agrees"].all(), told(table)


@pytest.mark.slow
@pytest.mark.parametrize("policy", EVERY_POLICY)
def test_sixty_runs_of_the_tuned_model_agree_with_the_engine(policy: str) -> None:
    settings = (f"policy={policy}", *MIDDLING)
    table = differences(engine(settings, 300), yardstick(TunedFirm, settings, 60))
    assert table["agrees"].all(), told(table)


@pytest.mark.slow
def test_both_variants_agree_with_each_other() -> None:
    settings = ("policy=self_selected_cultivated", *MIDDLING)
    table = differences(
        yardstick(MesaFirm, settings, 60), summaries(TunedFirm, copsim.compose(settings), range(500, 560))
    )
    assert table["agrees"].all(), told(table)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "metric"),
    [
        ("behaviour.asking.accept=-0.65", "help_hours"),
        ("behaviour.learning.rate=0.10", "flow"),
        ("behaviour.joining.entry=3.3", "memberships"),
        ("behaviour.ties.fade=0.022", "embeddedness"),
        ("behaviour.querying.checks_per_day=3", "answered_24h"),
    ],
)
def test_sixty_runs_show_a_small_change_of_one_law(change: str, metric: str) -> None:
    settings = ("policy=self_selected_cultivated", *MIDDLING)
    table = differences(engine(settings, 300), yardstick(TunedFirm, (*settings, change), 60))
    assert not table.loc[metric, "agrees"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "moved"),
    [
        (("querying.answer_reciprocity=6", "querying.debt_fade=0.005"), "answered_24h"),
        (("joining.cooling_weeks=2", "joining.leave_sharpness=6", "joining.reconsider_weeks=2"), "memberships"),
        (("querying.reading_value=0.03", "querying.reading_least=0.2"), "muted_share"),
        (("asking.belief_worth_asking=0.05",), "help_hours"),  # more experiences than people keep
        (("asking.belief_step=0.9", "asking.promise_closeness=0.1"), "help_hours"),
    ],
)
def test_sixty_runs_agree_also_where_a_law_is_strong(changes: tuple[str, ...], moved: str) -> None:
    usual = ("policy=self_selected_cultivated", *MIDDLING)
    settings = (*usual, *(f"behaviour.{change}" for change in changes))
    assert not differences(engine(usual, 300), engine(settings, 300)).loc[moved, "agrees"]
    table = differences(engine(settings, 300), yardstick(TunedFirm, settings, 60))
    assert table["agrees"].all(), told(table)
