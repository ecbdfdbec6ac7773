"""Where a study that may stop early stands: told from the rows of its store only, so every resume finds the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from copsim.errors import InputError
from copsim.study.description import Description, described
from copsim.study.store import Store

if TYPE_CHECKING:
    import pandas as pd


class Standing(NamedTuple):
    """The last look at a study.

    pairs: seeds looked at (0 before the first look). most: seeds at most. kept: every interval is as narrow as
    promised. following: seeds that the next look takes; ``pairs`` where there is none. widths: metric, arm, effect,
    half (95 % t-interval), promised, n (pairs with a value) and kept, a row per effect that was promised.
    """

    pairs: int
    most: int
    kept: bool
    following: int
    widths: "pd.DataFrame"

    @property
    def over(self) -> bool:
        """Whether nothing more is to be run."""
        return self.pairs == self.following


def description_of(store: Store) -> Description:
    """The description that a store was last asked for."""
    return described(store.study["description"], f"the study in {store.folder}")


def refuse_shards(description: Description) -> None:
    """Raise InputError: a shard does not see the pairs of the others, so it cannot tell when they are enough."""
    if description.stop:
        raise InputError(
            "a study with stop looks at all its pairs, and a shard holds only some of them; run it without --shard, or "
            "all seeds with stop={}"
        )


def next_seeds(store: Store) -> Sequence[int]:
    """Seeds that a study wants now: those of its next look, or of its last if that was enough."""
    return description_of(store).seed_numbers[: standing(store).following]


def standing(store: Store) -> Standing:
    """The first look at which every promise is kept, or else the last that the runs on the disk allow.

    A look takes the first so many seeds, in the order of the study, and no other run, however many there are.
    """
    import pandas as pd  # only here: to start this and SciPy's statistics takes more than a second

    from copsim.analysis.stopping import looks

    description = description_of(store)
    seeds = description.seed_numbers
    planned = looks(len(seeds), description.least_pairs, description.look_every)
    table, complete = _rows(store, description)
    found = Standing(0, len(seeds), False, planned[0], pd.DataFrame())
    for place, pairs in enumerate(planned):
        if pairs > complete:
            break
        widths = _widths(table[table["seed"].isin(seeds[:pairs])], description)
        kept = bool(widths["kept"].all())
        following = pairs if kept or pairs == len(seeds) else planned[place + 1]
        found = Standing(pairs, len(seeds), kept, following, widths)
        if kept:
            break
    return found


def _rows(store: Store, description: Description) -> "tuple[pd.DataFrame, int]":
    """Rows of whole runs, and how many seeds are complete, counted from the first without a gap."""
    import pandas as pd

    from copsim.study.reading import results

    complete = store.survey().failed
    if not any(planned.id in complete for _, planned in store.wanted):
        return pd.DataFrame(), 0
    table = results(store, list(description.stop), window=0)
    have = table["seed"].value_counts()
    want = store.design["seed"].value_counts()
    gaps = [place for place, seed in enumerate(description.seed_numbers) if have.get(seed, 0) < want[seed]]
    return table, gaps[0] if gaps else len(description.seed_numbers)


def _widths(table: "pd.DataFrame", description: Description) -> "pd.DataFrame":
    import pandas as pd

    from copsim.analysis.across import by_seed
    from copsim.analysis.interval import half_width
    from copsim.analysis.stopping import as_promised

    baseline = str(description.baseline_among(list(dict.fromkeys(table["arm"]))))
    differences = by_seed(table, list(description.stop), baseline)
    metrics, arms = (list(differences.columns.get_level_values(level)) for level in (0, 1))
    promised = [description.stop[metric] for metric in metrics]
    counts = differences.notna().sum().to_numpy()
    halves = half_width(differences.std(ddof=1).to_numpy(), counts)
    return pd.DataFrame(
        {
            "metric": metrics,
            "arm": arms,
            "effect": differences.mean().to_numpy(),
            "half": halves,
            "promised": promised,
            "n": counts,
            "kept": as_promised(differences.to_numpy(dtype=float), promised, description.least_pairs),
        }
    )


def how_it_stands(found: Standing) -> str:
    """After how many pairs a study stopped and why, or what it still lacks, in a sentence."""
    if found.pairs == 0:
        return f"No look yet: the first takes {found.following} pairs, at most {found.most} are run."
    if found.kept:
        reached = ", ".join(_reached(row) for _, row in found.widths.iterrows())
        return (
            f"Stopped after {found.pairs} of at most {found.most} pairs: every interval is as narrow as promised "
            f"({reached})."
        )
    short = found.widths[~found.widths["kept"]]
    worst = short.iloc[int(np.argmax((short["half"] / short["promised"]).fillna(np.inf)))]
    lacking = f"{len(short)} of {len(found.widths)} intervals are not yet surely as narrow as promised, first of all "
    said = f"{lacking}{_reached(worst)}"
    if found.over:
        return f"All {found.most} pairs were run: {said}; more seeds would be needed."
    return f"Not stopped after {found.pairs} of at most {found.most} pairs: {said}."


def _reached(row: "pd.Series[float]") -> str:
    return f"{row['metric']} of {row['arm']} ±{row['half']:.2g} for ±{row['promised']:g}"
