"""Lists of who is where, demand of units, and how somebody is picked from a list that grows or has gaps.

Reads: people (unit, team, open, opened), form, new topics. Writes: places, totals.seats; between weeks only. Theory: a
pick of floor(u · n) would send nearly everybody elsewhere when n changes; here only those move whom a new seat attracts
(jump consistent hashing, Lamping and Veach 2014), and those whose pick is gone.
"""

from collections.abc import Sequence

import numpy as np

from copsim import decision
from copsim.config.timeline import Change
from copsim.kernel import compiled, log, part
from copsim.mechanisms.seating import draw_each
from copsim.state.allocate import empty_places
from copsim.state.world import NEVER_OPENED, NOBODY, Array, Floats, Places, Table, World
from copsim.streams import Chance, at, fact

MOST_AGAIN = 8  # picks of a seat that is gone before there is nobody
MOST_STEPS = 31


def listed(world: World, anew: bool) -> World:
    """The world with its lists as people and seats are now; ``anew``: units or teams were made anew."""
    people, old = world.people.view(np.ndarray), world.places
    rows = np.flatnonzero(people["opened"] < NEVER_OPENED)
    units, topics = old.demand.shape
    teams = int(people["team"].max()) + 1
    new = empty_places(units, teams, len(people), topics)
    new.demand[:] = old.demand
    new.row_of_seat[:] = old.row_of_seat
    seat, opened = people["seat"][rows], people["opened"][rows]
    for group, start, into, first, before in (
        (people["unit"][rows], new.unit_start, new.unit_rows, new.unit_first, old.unit_first),
        (people["team"][rows], new.team_start, new.team_rows, new.team_first, old.team_first),
    ):
        order = np.lexsort((seat, opened, group))
        into[: len(rows)] = rows[order]
        start[:] = np.searchsorted(group[order], np.arange(len(start)))
        first[:] = np.diff(start)
        if not anew:
            first[:] = np.where(before > 0, before, first)
    new.product[:] = np.bincount(people["unit"][rows], minlength=units) @ new.demand / len(rows)
    open_ = people[people["open"] == 1]
    np.add.at(new.jobs, (open_["unit"], open_["home"]), 1)
    new.firm_rows[: len(rows)] = rows[np.lexsort((seat, opened))]
    new.firm_count[:] = len(rows) if anew else old.firm_count[0], len(rows)
    world.totals.seats[0] = int((people["open"] == 1).sum())
    return world._replace(places=new)


@part
def place_as_list_grows(place: int, first: int, count: int, base: np.uint64, who: int, number: int) -> int:
    """A place below ``first``, chosen evenly, becomes one below ``count``, as evenly; few move where few are new."""
    known = first
    for step in range(MOST_STEPS if first < count else 0):
        reach = known / max(fact(base, who, number + step), 1e-12)
        if reach >= count:
            break
        place = int(reach)
        known = place + 1
    return place


@part
def one_of(people: Table, rows: Array, begin: int, first: int, count: int, v: float, base: np.uint64, who: int) -> int:
    """Row of an open seat from a list by a draw ``v`` in [0, 1); NOBODY where one seat after the other is gone."""
    for again in range(MOST_AGAIN):
        place = min(first - 1, int(v * first))
        j = rows[begin + place_as_list_grows(place, first, count, base, who, 32 * again)]
        if people.open[j] == 1:
            return int(j)
        v = fact(base, who, 32 * again + MOST_STEPS)
    return NOBODY


@compiled
def draw_demand(places: Places, chance: Chance) -> None:
    """Demand of units by function: squared exponentials, normalised: each unit has a few topics that matter."""
    base = at(chance, decision.FOUND_UNIT, 0, 0)
    units, topics = places.demand.shape
    for u in range(units):
        total = 0.0
        for k in range(topics):
            e = -log(1.0 - fact(base, u, k))
            places.demand[u, k] = e * e + 1e-6
            total += places.demand[u, k]
        for k in range(topics):
            places.demand[u, k] /= total


def set_demand(
    world: World, platforms: bool, units: int, chance: Chance, now: int, new_topics: Sequence[Change] = ()
) -> None:
    """Demand of units: by function each has its topics; by platform each of the first ``units`` a product's mixture.

    A product needs what the firm's functions need, each topic (0.5 + u) times as much, u in [0, 1).
    """
    places, people = world.places, world.people.view(np.ndarray)
    draw_demand(places, chance)
    if platforms:
        here = people["opened"] < NEVER_OPENED
        seats = np.bincount(people["function"][here], minlength=len(places.demand))
        firm = (seats[:, None] * places.demand).sum(axis=0) / seats.sum()
        places.demand[:units] = firm * (0.5 + product_mixture(units, places.demand.shape[1], chance, now))
        places.demand[:units] /= places.demand[:units].sum(axis=1, keepdims=True)
    for change in new_topics:
        move_demand(places.demand, change.topic, change.share)


def product_mixture(units: int, topics: int, chance: Chance, now: int) -> Floats:
    """[units, topics] draws in [0, 1) of what each product needs."""
    drawn = np.zeros((units, topics))
    who = np.arange(units, dtype=np.int64)
    for k in range(topics):
        column = np.zeros(units)
        draw_each(at(chance, decision.PRODUCT, now, 0), who, k, column)
        drawn[:, k] = column
    return drawn


def move_demand(demand: Floats, topic: int, share: float) -> None:
    """(1 - share) · demand, and the share to one topic."""
    demand *= 1.0 - share
    demand[:, topic] += share
