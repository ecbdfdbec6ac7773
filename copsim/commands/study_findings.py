"""What the results of a study are: one table and everything that is computed from it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from copsim.analysis.across import along, at_points, overall
from copsim.analysis.regions import regions
from copsim.analysis.relevance import pairs_for
from copsim.analysis.sensitivity import Sobol, morris_screening, sobol_indices
from copsim.analysis.variance import variance_split
from copsim.commands.study_stopping import Standing, description_of, standing
from copsim.config.declare import is_finite
from copsim.errors import InputError
from copsim.reporting.tables import HEADLINE
from copsim.study.description import Description
from copsim.study.points import cube_of
from copsim.study.reading import results
from copsim.study.store import Store

FEW = 6  # outcomes that figures show where a study names none


class Findings:
    """Results of a study and what follows from them; parts that a study does not have are None or empty.

    Of a study that stopped early, ``results`` are those of the pairs at which it stopped; ``beyond`` counts the runs
    that its store holds besides.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.description: Description = description_of(store)
        self.standing = standing(store) if self.description.stop else None
        everything = results(store)
        self.results = everything if self.standing is None else _looked_at(everything, self.description, self.standing)
        self.beyond = int(len(everything[everything["window"] == 0]) - len(self.results[self.results["window"] == 0]))
        whole = self.results[self.results["window"] == 0]
        self.failed = whole[whole["error"].notna()]
        self.whole = whole[whole["error"].isna()].reset_index(drop=True)
        if self.whole.empty:
            raise InputError(f"every run of the study in {store.folder} failed, for instance: {whole['error'].iloc[0]}")
        self.dictionary = pd.read_csv(store.folder / "dictionary.csv", keep_default_na=False)
        self.arms = [str(arm) for arm in dict.fromkeys(store.design["arm"])]

    @property
    def outcomes(self) -> list[str]:
        """Metrics that the study looks at."""
        return list(self.description.outcomes) or list(HEADLINE[:FEW])

    @property
    def baseline(self) -> str | None:
        """The arm that others are compared with; None in a study of one arm."""
        return self.description.baseline_among(self.arms)

    @property
    def common(self) -> bool:
        """Whether points share their luck."""
        return self.description.common_seeds

    @property
    def numeric(self) -> list[str]:
        """Uncertainties, then levers, that are numbers and vary."""
        study = self.store.study
        keys = [*study["uncertainties"], *study["levers"]]
        return [key for key in keys if pd.api.types.is_numeric_dtype(self.whole[key]) and self.whole[key].nunique() > 1]

    @property
    def uncertain(self) -> list[str]:
        """Uncertainties that are numbers and vary."""
        return [key for key in self.numeric if key in self.store.study["uncertainties"]]

    @cached_property
    def effects(self) -> pd.DataFrame | None:
        """Effects of arms averaged over points, judged."""
        if self.baseline is None:
            return None
        smallest = self.description.smallest_effect
        table = overall(self.whole, self.outcomes, self.baseline, smallest, self.common)
        table = table.sort_values(  # metrics as asked for, arms as designed
            ["metric", "arm"], key=lambda c: c.map((self.outcomes if c.name == "metric" else self.arms).index)
        ).reset_index(drop=True)
        needed = [
            _pairs(max(abs(effect), 1e-300) if metric not in smallest else smallest[metric], sd)
            for metric, effect, sd in zip(table["metric"], table["effect"], table["sd"], strict=True)
        ]
        return table.assign(pairs_for_80_percent_power=needed)

    @cached_property
    def by_point(self) -> pd.DataFrame | None:
        """Effects at each point, in a study of several."""
        if self.baseline is None or self.whole["point"].nunique() < 2:
            return None
        return at_points(self.whole, self.outcomes, self.baseline, self.uncertain)

    @cached_property
    def split(self) -> pd.DataFrame | None:
        """Luck, unknowns and choices; None for a study of one seed."""
        if self.whole.groupby(["arm", "point"])["seed"].nunique().min() < 2:
            return None
        return variance_split(self.whole, self.outcomes, self.common)

    def levels(self, key: str) -> pd.DataFrame:
        """Outcomes along a setting; values of a sample are put into five classes of equal number first."""
        table = self.whole
        if table[key].nunique() > 12:
            classes = pd.qcut(table[key], 5, labels=False, duplicates="drop")
            table = table.assign(**{key: table.groupby(classes)[key].transform("mean")})
        return along(table, key, self.outcomes, self.common)

    @property
    def sample(self) -> str | None:
        """Kind of the sample of uncertainties, if it is one."""
        part = self.description.uncertainties
        return None if part is None else part.sample

    def value_by_point(self, metric: str, arm: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Mean over seeds at each point of an arm, or of its effect where there is a baseline; NaN if missing."""
        wide = self.whole.pivot_table(index=["point", "seed"], columns="arm", values=metric)
        values = wide[arm] - wide[self.baseline] if self.baseline is not None else wide[arm]
        points = range(int(self.store.design["point"].max()) + 1)
        return values.groupby(level="point").mean().reindex(points).to_numpy(dtype=float)

    def sobol(self, metric: str, arm: str) -> Sobol:
        """Sobol indices of the effect of an arm, or of its level in a study of one arm."""
        part = self.description.uncertainties
        assert part is not None
        return sobol_indices(self.value_by_point(metric, arm), self._sampled_keys, part.second_order, part.seed)

    def morris(self, metric: str, arm: str) -> pd.DataFrame:
        """Morris screening, likewise."""
        part = self.description.uncertainties
        assert part is not None
        values = self.value_by_point(metric, arm)
        return morris_screening(cube_of(part), values, self._sampled_keys, part.levels, part.seed)

    @property
    def _sampled_keys(self) -> Sequence[str]:
        return list(self.store.study["uncertainties"])

    def where(self, metric: str, arm: str) -> pd.DataFrame | None:
        """Regions of the uncertainties by the effect of an arm; None where there are too few points."""
        if self.by_point is None or not self.uncertain:
            return None
        chosen = self.by_point[(self.by_point["metric"] == metric) & (self.by_point["arm"] == arm)]
        try:
            return regions(chosen, self.uncertain)
        except InputError:
            return None

    @property
    def others(self) -> list[str]:
        """Arms that are compared with the baseline; all in a study without one."""
        return [arm for arm in self.arms if arm != self.baseline]


def _looked_at(table: pd.DataFrame, description: Description, found: Standing) -> pd.DataFrame:
    """Rows of the seeds that the last look took; of all seeds while there was none that ended the study."""
    if not found.kept:
        return table
    return table[table["seed"].isin(description.seed_numbers[: found.pairs])].reset_index(drop=True)


def _pairs(effect: float, sd: float) -> float:
    if not is_finite(float(sd)) or sd <= 0 or effect <= 0:
        return np.nan
    if sd / effect > 1000:
        return np.inf
    return float(pairs_for(effect, sd))
