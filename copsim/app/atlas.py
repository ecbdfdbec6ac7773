"""The community map: one world at one week, places, roles, communities, and who learned from whom."""

import functools
from typing import Any, NamedTuple

import pandas as pd

from copsim.app.job import WITH, WITHOUT, Arm
from copsim.app.limits import Limits
from copsim.app.screen import Screen
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.observation.network import Network
from copsim.observation.networks import network
from copsim.reporting.network_layout import places

MOST_LINKS = 400
WINDOW = 26  # weeks of learning behind a line


class View(NamedTuple):
    """What a map shows: a reported week, with the plan or without, and which pair."""

    week: int
    world: str
    pair: int


def read_view(body: dict[str, Any], screen: Screen, limits: Limits) -> View:
    """The view of a request. Errors: InputError."""
    weeks = screen.scenario(None).weeks
    week, world, pair = body.get("week", 0), body.get("world", WITH), body.get("pair", 0)
    if isinstance(week, bool) or not isinstance(week, int) or not 0 <= week <= weeks:
        raise InputError(f"week must be a whole number from 0 to {weeks}")
    if world not in (WITH, WITHOUT):
        raise InputError(f"world must be {WITH} or {WITHOUT}")
    if isinstance(pair, bool) or not isinstance(pair, int) or not 0 <= pair < limits.pairs:
        raise InputError(f"pair must be a whole number from 0 to {limits.pairs - 1}")
    return View(week, world, pair)


def map_of(screen: Screen, view: View) -> dict[str, Any]:
    """The map as lists for the page; the same world as in the charts."""
    plan = screen.plans[screen.active] if view.world == WITH else None
    arm = Arm(view.world, screen.scenario(plan), 0, frozenset(screen.firm))
    key, scenario = arm.world(view.pair, screen.unknowns)
    return _drawn(_network(_Keyed((key, view.week), scenario), view.pair, view.week))


class _Keyed:
    """A scenario that counts as the same where its key is."""

    def __init__(self, key: Any, scenario: Scenario) -> None:
        self.key, self.scenario = key, scenario

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.key == self.key


@functools.lru_cache(maxsize=48)
def _network(world: _Keyed, pair: int, week: int) -> Network:
    return network(world.scenario, pair, week, WINDOW)


def _drawn(found: Network) -> dict[str, Any]:
    people = found.people
    spots, discs = places(found.seats.assign(item=found.seats["seat"], group=found.seats["team"]))
    spot = spots.set_index("item").loc[people["seat"]]
    place = pd.Series(range(len(people)), index=people["person"])
    strongest = found.learning.nlargest(MOST_LINKS, "learned")
    links = zip(place[strongest["source"]], place[strongest["target"]], strongest["learned"], strict=True)
    alive = found.communities[found.communities["alive"]]
    total = float(found.learning["learned"].sum())
    across = float(found.learning.loc[~found.learning["same_unit"], "learned"].sum())
    roles = people["role"].value_counts()
    return {
        "week": found.week,
        "people": {
            "x": [round(float(x), 4) for x in spot["x"]],
            "y": [round(float(y), 4) for y in spot["y"]],
            "role": people["role"].tolist(),
            "community": people["main_community"].astype(int).tolist(),
        },
        "units": [
            {"unit": int(unit), "x": round(x, 4), "y": round(y, 4), "radius": round(radius, 4)}
            for unit, x, y, radius in discs.itertuples(index=False)
        ],
        "links": [[int(a), int(b), round(float(weight), 6)] for a, b, weight in links],
        "communities": alive[["community", "members", "core", "active", "peripheral", "units"]].to_dict("records"),
        "counts": {
            **{role: int(roles.get(role, 0)) for role in ("core", "active", "peripheral", "member", "none")},
            "across": across / total if total > 0 else None,
        },
    }
