"""Each part of the benchmark runs at a tiny size and gives finite numbers; nothing is asserted of the times."""

import math
from importlib import import_module

import pytest

from benchmarks.__main__ import PARTS
from benchmarks.rows import Row
from benchmarks.sizes import FULL, TINY
from benchmarks.telling import Telling

SILENT = Telling(1, quiet=True)
LONG = {"batches", "memory", "million", "start_up", "mechanisms"}  # start processes, or compile each act on its own
MARKED = [pytest.param(name, marks=pytest.mark.slow) if name in LONG else name for name in PARTS]


def rows_of(name: str) -> list[Row]:
    size = TINY._replace(mechanisms_people=48)
    return list(import_module(f"benchmarks.parts.{name}").rows(size, SILENT))


@pytest.mark.parametrize("name", MARKED)
def test_a_part_gives_finite_numbers_within_their_spread(name: str) -> None:
    rows = rows_of(name)
    assert rows
    assert len({row.what for row in rows}) == len(rows), "two rows of a part are called the same"
    for row in rows:
        assert math.isfinite(row.value), row
        if row.low is not None and row.high is not None:
            assert row.low <= row.value <= row.high, row


def test_a_ratio_to_mesa_is_one_of_the_times_printed_beside_it() -> None:
    rows = {row.what: row for row in rows_of("against_mesa")}
    slow = rows["24 people: idiomatic Mesa"]
    for name in ("advance()", "step()", "tuned Mesa"):
        fast, ratio = rows[f"24 people: {name}"], rows[f"24 people: idiomatic Mesa over {name}"]
        assert slow.low / fast.high * 0.999 <= ratio.low <= ratio.high <= slow.high / fast.low * 1.001


@pytest.mark.slow
def test_a_ratio_to_a_batch_of_mesa_is_that_of_the_times_printed_beside_it() -> None:
    rows = {row.what: row.value for row in rows_of("batches")}
    ours, theirs = (next(rows[what] for what in rows if words in what) for words in ("weeks on 2", "the same by mesa"))
    assert rows["mesa.batch_run, extrapolated, over copsim.simulate"] == pytest.approx(theirs / ours)


def test_the_growth_of_cost_is_that_of_the_rates_printed_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = import_module("benchmarks.parts.rates")
    monkeypatch.setattr(rates, "SMALL", 24)
    monkeypatch.setattr(rates, "LARGE", 48)
    rows = {row.what: row for row in rows_of("rates")}
    small, large = rows["24 people"], rows["48 people"]
    growth = rows["cost at 100,000 people over that at 1,000"]
    assert small.low / large.high * 0.999 <= growth.low <= growth.high <= small.high / large.low * 1.001


def test_a_year_that_takes_too_long_is_extrapolated() -> None:
    million = import_module("benchmarks.parts.million")

    class Slow:
        def go(self, weeks: int) -> None:
            assert weeks == 1

    assert million.year(Slow(), 52, limit=10.0, expected=20.0) == (0, 52 * 20.0)
    done, seconds = million.year(Slow(), 52, limit=10.0, expected=1.0)
    assert done == 52
    assert seconds < 10.0


def test_the_full_benchmark_has_every_size_that_a_goal_speaks_of() -> None:
    assert {1_000, 10_000, 100_000} <= set(FULL.engine_people)
    assert [people for people, _, _ in FULL.mesa] == [1_000, 10_000]
    assert (FULL.batch, FULL.memory_people, FULL.million[0]) == ((1_000, 200, 104), 100_000, 1_000_000)
    assert FULL.million[2] == 52
    assert FULL.compiles
