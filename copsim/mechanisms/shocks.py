"""M1 Timeline: the shocks of a week, before anything else happens in it.

Reads: timeline. Writes nothing itself. Order: seats open, a new topic, a reorganization, layoffs; so who comes with a
merger can be reorganized in the same week.
"""

from copsim.config.scenario import Scenario
from copsim.config.shocks import dated, openings
from copsim.mechanisms.reorganization import reorganize
from copsim.mechanisms.staffing import close_seats, open_seats
from copsim.mechanisms.strategy import turn_to
from copsim.state.world import World
from copsim.streams import Chance


def strike(world: World, scenario: Scenario, week: int, now: int, chance: Chance, mark: float) -> World:
    """The world after the shocks of a reported week, whose clock is ``now``; ``mark``: from which one is an expert."""
    o, timeline = scenario.organization, scenario.timeline
    for opening in openings(o, timeline):
        if opening.week == week:
            world = open_seats(world, scenario, opening, now, chance, mark)
    for change in dated(timeline, "new_topic"):
        if change.week == week:
            world = turn_to(world, change, now, chance)
    for change in dated(timeline, "reorganization"):
        if change.week == week:
            world = reorganize(world, scenario, change, now, chance)
    for change in dated(timeline, "layoffs"):
        if change.week == week:
            world = close_seats(world, change, now, chance)
    return world
