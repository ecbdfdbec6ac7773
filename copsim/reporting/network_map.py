"""What a picture of networks shows: marks for people (or teams) at fixed places, and lines for their ties."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd

from copsim.errors import InputError
from copsim.reporting.network_layout import places

MOST_MARKS = 600  # people in a panel; beyond it teams stand for them, and beyond that units
MOST_PANELS = 12
LINES_EACH = 4.0  # lines a mark in the fullest panel: more would be a grey cloud
NOWHERE = -1
ONE_ARM = "run"  # a lone scenario has no name, so its policy is told
ITEMS = {"person": "seat", "team": "team", "unit": "unit"}


class Picturable(Protocol):
    """A network as copsim.observation.network describes it."""

    @property
    def arm(self) -> str:
        """Name of the scenario."""

    @property
    def policy(self) -> str:
        """Name of the policy in force, or its rule of membership."""

    @property
    def seed(self) -> int:
        """Seed of the world."""

    @property
    def week(self) -> int:
        """Weeks that have passed."""

    @property
    def window(self) -> int:
        """Weeks over which roles are told."""

    @property
    def people(self) -> pd.DataFrame:
        """A row a person."""

    @property
    def ties(self) -> pd.DataFrame:
        """A row a tie."""

    @property
    def memberships(self) -> pd.DataFrame:
        """A row for each person and community."""

    @property
    def communities(self) -> pd.DataFrame:
        """A row a community."""

    @property
    def seats(self) -> pd.DataFrame:
        """A row a seat, vacant or not."""


class NetworkMap(NamedTuple):
    """What is drawn.

    panels: a row a panel (arm, name, week, people, member_share, several_share, pairs, drawn). marks: a row for each
    person, or each team or unit (panel, item, x, y, people, role, and slices: pairs of community and share, -1 for
    none). lines: panel, x0, y0, x1, y1, strength, community (to which both ends belong; -1). units: unit, x, y, radius.
    of: what a mark stands for. least: lines are drawn from this strength on. communities: numbers of those alive.
    """

    panels: pd.DataFrame
    marks: pd.DataFrame
    lines: pd.DataFrame
    units: pd.DataFrame
    of: str
    least: float
    communities: list[int]
    seed: int
    window: int


def network_map_data(networks: Iterable[Picturable], most_marks: int = MOST_MARKS) -> NetworkMap:
    """The picture of several networks of one organization on one seed, a panel each.

    People stand for themselves up to ``most_marks`` seats, then teams, then units. Errors: InputError for no network,
    too many, organizations that differ, or more units than ``most_marks``.
    """
    shown = list(networks)
    _refuse(shown)
    shown.sort(key=lambda network: network.week)  # stable: arms keep their order
    seats = _seats_of_each_arm(shown)[shown[0].arm]
    of = _level(seats, most_marks)
    spots, units = places(_items(seats, of))
    marks = [_marks(network, of, spots).assign(panel=place) for place, network in enumerate(shown)]
    lines = [_lines(network, of, spots).assign(panel=place) for place, network in enumerate(shown)]
    least = _least(lines, len(spots))
    drawn = [table[table["strength"] >= least].sort_values("strength", kind="stable") for table in lines]
    panels = pd.DataFrame([_panel(*ends) for ends in zip(shown, lines, drawn, strict=True)])
    alive = sorted({q for one in shown for q in one.communities.loc[one.communities["alive"], "community"].tolist()})
    window = max(network.window for network in shown)
    joined = pd.concat(marks, ignore_index=True), pd.concat(drawn, ignore_index=True)
    return NetworkMap(panels, *joined, units, of, least, alive, shown[0].seed, window)


def _refuse(shown: list[Picturable]) -> None:
    if not shown:
        raise InputError("there is no network to draw; give at least one")
    if len(shown) > MOST_PANELS:
        raise InputError(
            f"the picture would have {len(shown)} panels, and {MOST_PANELS} are the most that can be read; "
            "name fewer weeks or arms, or leave the picture out (--format graphml,csv)"
        )
    first = {(network.arm, network.week): network.seats for network in reversed(shown)}
    same_week = all(network.seats.equals(first[network.arm, network.week]) for network in shown)
    arms = list(_seats_of_each_arm(shown).values())
    if not same_week or any(not seats.equals(arms[0]) for seats in arms) or len({one.seed for one in shown}) > 1:
        raise InputError("networks of different organizations or seeds cannot stand side by side; draw them apart")


def _seats_of_each_arm(shown: list[Picturable]) -> dict[str, pd.DataFrame]:
    """Every seat that is open in a week shown, where it is in the last of them: shocks open, close and move seats."""
    found: dict[str, pd.DataFrame] = {}
    for network in sorted(shown, key=lambda network: network.week):
        tables = [network.seats, *([found[network.arm]] if network.arm in found else [])]
        seats = tables[0] if len(tables) == 1 or tables[0].equals(tables[1]) else pd.concat(tables)
        found[network.arm] = seats.drop_duplicates("seat").sort_values("seat").reset_index(drop=True)
    return found


def _level(seats: pd.DataFrame, most: int) -> str:
    """What a mark stands for: the finest of person, team and unit that are not too many."""
    for of, column in ITEMS.items():
        if seats[column].nunique() <= most:
            return of
    raise InputError(f"the organization has more than {most} units, too many to draw; write GraphML or CSV instead")


def _items(seats: pd.DataFrame, of: str) -> pd.DataFrame:
    first = seats.drop_duplicates(ITEMS[of])
    return pd.DataFrame({"item": first[ITEMS[of]], "unit": first["unit"], "group": first["team"]})


def _marks(network: Picturable, of: str, spots: pd.DataFrame) -> pd.DataFrame:
    """A mark for each person there, with a slice a community; or for each team or unit, sliced by main community."""
    people = network.people
    item = people[ITEMS[of]].rename("item")
    if of == "person":
        belongs = network.memberships.groupby("person")["community"].agg(sorted)
        table = pd.DataFrame({"item": item, "people": 1, "role": people["role"]})
        table = table.assign(slices=people["person"].map(lambda person: _even(belongs.get(person, []))))
    else:
        groups = people.groupby(item)["main_community"]
        table = pd.DataFrame({"people": groups.size(), "slices": groups.agg(_shares)}).reset_index()
        table["role"] = "group"
    return table.merge(spots, on="item", how="inner")


def _even(communities: list[int]) -> list[tuple[int, float]]:
    return [(q, 1.0 / len(communities)) for q in communities] or [(NOWHERE, 1.0)]


def _shares(main: "pd.Series[int]") -> list[tuple[int, float]]:
    """Share of each main community, by number, those without one last."""
    counts = main.value_counts()
    order = sorted(counts.index.tolist(), key=lambda q: (q == NOWHERE, q))
    return [(q, float(counts[q]) / len(main)) for q in order]


def _lines(network: Picturable, of: str, spots: pd.DataFrame) -> pd.DataFrame:
    """A line for each pair: people with the larger of both strengths, groups with the sum over their people."""
    seat = network.people.set_index("person")[ITEMS[of]]
    a, b = network.ties["source"].map(seat), network.ties["target"].map(seat)
    table = pd.DataFrame({"a": np.minimum(a, b), "b": np.maximum(a, b), "strength": network.ties["strength"]})
    pairs = table[table["a"] != table["b"]].groupby(["a", "b"])["strength"]
    table = (pairs.max() if of == "person" else pairs.sum()).reset_index()
    table["community"] = _common(network, table) if of == "person" else NOWHERE
    where = spots.set_index("item")
    for end, name in (("a", "0"), ("b", "1")):
        for axis in ("x", "y"):
            table[axis + name] = table[end].map(where[axis]).astype(float)
    return table


def _common(network: Picturable, pairs: pd.DataFrame) -> np.ndarray:
    """Lowest number of a community to which both seats' people belong, or -1."""
    seat = network.people.set_index("person")["seat"]
    belongs: dict[int, set[int]] = {}
    for person, community in zip(network.memberships["person"], network.memberships["community"], strict=True):
        belongs.setdefault(int(seat[person]), set()).add(int(community))
    nowhere: set[int] = set()
    ends = zip(pairs["a"], pairs["b"], strict=True)
    found = [min(belongs.get(a, nowhere) & belongs.get(b, nowhere), default=NOWHERE) for a, b in ends]
    return np.array(found, dtype=np.int64)


def _least(lines: list[pd.DataFrame], marks: int) -> float:
    """One strength for all panels from which on lines are drawn, so that the fullest holds LINES_EACH a mark."""
    wanted, least = int(LINES_EACH * marks), 0.0
    for table in lines:
        if len(table) > wanted:
            least = max(least, float(np.sort(table["strength"].to_numpy())[-wanted]))
    return np.ceil(least * 100.0) / 100.0 if least < 1.0 else float(np.ceil(least))


def _panel(network: Picturable, pairs: pd.DataFrame, drawn: pd.DataFrame) -> dict[str, object]:
    members = network.people["memberships"]
    count = max(1, len(network.people))
    return {
        "arm": network.arm,
        "name": network.policy if network.arm == ONE_ARM else network.arm,
        "week": network.week,
        "people": len(network.people),
        "member_share": float((members > 0).sum()) / count,
        "several_share": float((members > 1).sum()) / count,
        "pairs": len(pairs),
        "drawn": len(drawn),
    }
