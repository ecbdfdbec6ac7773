"""Core, active and peripheral members, told by what they did in the latest weeks."""

import numpy as np
import pandas as pd

from copsim.observation.exchanges import Exchanges
from copsim.observation.people import names_of_keys

ROLES = ("core", "active", "peripheral")
CORE_SHARE = 0.5  # of a community's contributions
ACTIVE_SHARE = 0.5  # of its meetings


def roles_of(members: pd.DataFrame, exchanges: Exchanges, warmup_weeks: int) -> pd.DataFrame:
    """Memberships with contributions, meetings attended, and the role that they make.

    core: the fewest members who made half of what the present members contributed (answers and stories), equals all
    in. active: others who contributed, or came to half of the meetings. peripheral: the rest. Without any week
    watched the role is "member".
    """
    acts = exchanges.acts()
    who = zip(names_of_keys(acts["key"].to_numpy(), warmup_weeks), acts["community"], strict=True)
    done = dict(zip(who, acts[["contributions", "attended"]].to_numpy().tolist(), strict=True))
    ours = [done.get(pair, [0, 0]) for pair in zip(members["person"], members["community"], strict=True)]
    counts = np.array(ours, dtype=np.int64).reshape(len(members), 2)
    table = members.assign(contributions=counts[:, 0], attended=counts[:, 1])
    table["role"] = "member"
    met = exchanges.meetings()
    for community in table["community"].unique().tolist() if exchanges.seen else []:
        here = table["community"] == community
        ours = table[here]
        table.loc[here, "role"] = roles(
            ours["contributions"].to_numpy(), ours["attended"].to_numpy(), met.get(community, 0)
        )
    return table


def roles(contributions: np.ndarray, attended: np.ndarray, meetings: int) -> np.ndarray:
    """The role of each member of one community."""
    often = (meetings > 0) & (attended >= ACTIVE_SHARE * meetings)
    found = np.where((contributions > 0) | often, "active", "peripheral").astype(object)
    ranked = np.sort(contributions)[::-1]
    if ranked.sum() > 0:
        least = ranked[np.searchsorted(np.cumsum(ranked), CORE_SHARE * ranked.sum())]
        found[contributions >= least] = "core"
    return found


def members_of(members: pd.DataFrame, community: int, role: str | None = None) -> list[str]:
    """People of a community, or those of a role in it."""
    ours = members[members["community"] == community]
    return (ours if role is None else ours[ours["role"] == role])["person"].tolist()
