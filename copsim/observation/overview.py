"""A network in numbers."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from copsim.observation.network import Network


def overview(network: "Network") -> dict[str, float]:
    """Size, belonging and shape of a network; what each number means stands in columns.OVERVIEW."""
    people, ties, members = network.people, network.ties, network.memberships
    count, pairs = len(people), len(ties)
    share = {role: _share(people["role"] == role) for role in ("core", "active", "peripheral")}
    return {
        "people": count,
        "member_share": _share(people["memberships"] > 0),
        "several_share": _share(people["memberships"] > 1),
        **{f"{role}_share": value for role, value in share.items()},
        "communities": int(network.communities["alive"].sum()),
        "memberships": len(members),
        "ties": pairs,
        "ties_each": pairs / count if count else np.nan,
        "mean_strength": _mean(ties["strength"]),
        "density": pairs / (count * (count - 1)) if count > 1 else np.nan,
        "reciprocity": _reciprocity(ties),
        "ties_across_units": _share(~ties["same_unit"]),
        "ties_between_fellows": _share(fellows(network, ties) >= 0),
        "learned": float(network.learning["learned"].sum()),
        "learned_across_units": _part(network.learning, "learned"),
    }


def fellows(network: "Network", pairs: pd.DataFrame) -> np.ndarray:
    """Lowest number of a community to which both ends of each pair belong, or -1."""
    belongs = network.memberships.groupby("person")["community"].agg(frozenset)
    nowhere: frozenset[int] = frozenset()
    of = {person: belongs.get(person, nowhere) for person in network.people["person"]}
    ends = zip(pairs["source"], pairs["target"], strict=True)
    return np.array([min(of[a] & of[b], default=-1) for a, b in ends], dtype=np.int64)


def _share(flags: "pd.Series[bool] | np.ndarray") -> float:
    return float(np.mean(flags)) if len(flags) else np.nan


def _mean(values: "pd.Series[float]") -> float:
    return float(values.mean()) if len(values) else np.nan


def _part(learning: pd.DataFrame, amount: str) -> float:
    """Share of what was learned that came from another unit."""
    total = float(learning[amount].sum())
    return float(learning.loc[~learning["same_unit"], amount].sum()) / total if total > 0 else np.nan


def _reciprocity(ties: pd.DataFrame) -> float:
    """Share of ties that the other keeps too."""
    kept = set(zip(ties["source"], ties["target"], strict=True))
    return float(np.mean([(b, a) in kept for a, b in kept])) if kept else np.nan
