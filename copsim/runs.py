"""Results of runs as tables that explain themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.events import DICTIONARY
from copsim.metrics.accounts import LINES, MoneyTerms, books, for_members
from copsim.metrics.catalogue import METRICS, add_money, dictionary
from copsim.metrics.tally import TALLIES
from copsim.state.world import FINE, Ints

KEYS = ["arm", "seed"]
FLOW_DICTIONARY = pd.DataFrame(
    [
        ("from_unit", "", "From unit", "Unit of who taught", "", "units_flow"),
        ("to_unit", "", "To unit", "Unit of who learned", "", "units_flow"),
        (
            "flow",
            "expertise/employee/year",
            "Flow between units",
            "Expertise gained from people of from_unit, per employee-year of to_unit",
            "",
            "units_flow",
        ),
    ],
    columns=["column", "unit", "label", "meaning", "better", "table"],
)


@dataclass(frozen=True)
class Run:
    """One world's results: tallies [weeks, T] from ``first_week`` on, flow between units [U + 1, U], ledger if kept.

    prices: what its minutes and events are worth.
    """

    arm: str
    seed: int
    first_week: int
    tallies: Ints
    across: Ints
    prices: MoneyTerms
    ledger: pd.DataFrame | None = None


class Runs:
    """All runs of one call, by arm and seed.

    weekly: a row per arm, seed and week, a column per metric. summary: a row per arm and seed, over all
    reported weeks. tallies: the whole numbers behind them. units_flow: who learned from whom across units.
    ledger: with detail="ledger". dictionary: units and meanings. NaN stands where there is nothing to measure.
    """

    def __init__(self, scenarios: Mapping[str, Scenario], seeds: Sequence[int], runs: Sequence[Run]) -> None:
        self.scenarios = dict(scenarios)
        self.seeds = list(seeds)
        self._runs = list(runs)

    @cached_property
    def tallies(self) -> pd.DataFrame:
        """Weekly totals with money: arm, seed, week, one column per tally."""
        lengths = [len(run.tallies) for run in self._runs]
        table = pd.DataFrame(np.concatenate([run.tallies for run in self._runs]), columns=list(TALLIES))
        table = add_money(table, _row_by_row([run.prices for run in self._runs], lengths))
        table.insert(0, "week", np.concatenate([run.first_week + np.arange(len(run.tallies)) for run in self._runs]))
        table.insert(0, "seed", np.repeat([run.seed for run in self._runs], lengths))
        table.insert(0, "arm", np.repeat([run.arm for run in self._runs], lengths))
        return table

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """Metrics by arm, seed and week."""
        tallies = self.tallies
        columns = {name: metric.of(tallies) for name, metric in METRICS.items()}
        return pd.concat([tallies[[*KEYS, "week"]], pd.DataFrame(columns)], axis=1)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Metrics by arm and seed over all reported weeks: ratios of sums."""
        return self.window(0, None)

    def window(self, first: int, last: int | None) -> pd.DataFrame:
        """Metrics by arm and seed over the weeks from ``first`` up to, not including, ``last`` (None: the end)."""
        tallies = self.tallies
        inside = tallies["week"] >= first
        if last is not None:
            inside &= tallies["week"] < last
        sums = tallies[inside].drop(columns="week").groupby(KEYS, sort=False).sum().reset_index()
        columns = {name: metric.of(sums) for name, metric in METRICS.items()}
        return pd.concat([sums[KEYS], pd.DataFrame(columns)], axis=1)

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """The books by arm, seed, year and line: money of the firm per employee-year, as in the net result.

        Columns: arm, seed, year (0 is the first), line, side (benefit or cost of the firm, or member), money. The
        lines of the firm add up to ``net_result``; those of members stand apart: money, hours, expertise they got.
        """
        tallies = self.tallies
        sums = tallies.assign(year=tallies["week"] // 52).drop(columns="week")
        sums = sums.groupby([*KEYS, "year"], sort=False).sum().reset_index()
        prices = {(run.arm, run.seed): run.prices for run in self._runs}
        terms = _row_by_row([prices[key] for key in zip(sums["arm"], sums["seed"], strict=True)], 1)
        years, sides = sums["people"] / 52.0, {line.name: line.side for line in LINES}
        parts = []
        for name, value in (books(sums, terms) | for_members(sums)).items():
            amount = value / years / (FINE if name == "member_expertise" else 1.0)
            parts.append(sums[[*KEYS, "year"]].assign(line=name, side=sides.get(name, "member"), money=amount))
        by_arm = pd.concat(parts, ignore_index=True)
        return pd.concat([table for _, table in by_arm.groupby("arm", sort=False)], ignore_index=True)

    @cached_property
    def units_flow(self) -> pd.DataFrame:
        """Expertise that people of to_unit gained from those of from_unit, per employee-year of to_unit."""
        parts = []
        for run in self._runs:
            units = run.across.shape[1]
            years = np.maximum(run.across[units], 1) / 52.0
            giver, taker = np.divmod(np.arange(units * units), units)
            flow = run.across[:units] / FINE / years
            parts.append(
                pd.DataFrame(
                    {
                        "arm": run.arm,
                        "seed": run.seed,
                        "from_unit": giver,
                        "to_unit": taker,
                        "flow": flow.reshape(-1),
                    }
                )
            )
        return pd.concat(parts, ignore_index=True)

    @property
    def ledger(self) -> pd.DataFrame:
        """Every consequential event. Errors: InputError if the runs did not keep one."""
        kept = [run.ledger for run in self._runs if run.ledger is not None]
        if not kept:
            raise InputError('these runs kept no ledger; simulate with detail="ledger"')
        return pd.concat(kept, ignore_index=True)

    @property
    def dictionary(self) -> pd.DataFrame:
        """Units and meanings of the columns of weekly and summary, and of the ledger's (table "ledger")."""
        metrics = dictionary().assign(table="weekly, summary")
        events = DICTIONARY.assign(table="ledger", label=DICTIONARY["column"], better="")
        return pd.concat([events, FLOW_DICTIONARY, metrics], ignore_index=True)


def pooled(parts: Sequence[Runs]) -> Runs:
    """The runs of several calls as one. Errors: InputError for an arm that stands in two of them with the same seed."""
    scenarios: dict[str, Scenario] = {}
    runs = [run for part in parts for run in part._runs]
    if len({(run.arm, run.seed) for run in runs}) < len(runs):
        raise InputError("runs to be pooled hold the same arm and seed twice; pool each call once")
    for part in parts:
        scenarios.update(part.scenarios)
    return Runs(scenarios, list(dict.fromkeys(run.seed for run in runs)), runs)


def _row_by_row(prices: Sequence[MoneyTerms], times: int | Sequence[int]) -> MoneyTerms:
    """Prices of rows of a table, each of ``prices`` as often as ``times`` says."""
    return MoneyTerms(*np.repeat(np.array([astuple(one) for one in prices]), times, axis=0).T)


def money_terms(scenario: Scenario) -> MoneyTerms:
    """Prices of a scenario."""
    o = scenario.organization
    return MoneyTerms(
        wage=o.wage,
        hour_worth=o.hour_worth,
        replacement_share=o.replacement_share,
        capacity_hours=o.capacity_hours,
        practice_worth=scenario.behaviour.practice.worth,
        line_margin=scenario.behaviour.ideas.line_margin,
        severance_weeks=o.severance_weeks,
    )
