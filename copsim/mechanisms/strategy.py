"""M1 New topic: a strategy or a technology moves demand to a topic, and some jobs with it.

Reads: timeline. Writes: places.demand, people.home, ties.job, memberships.level (duty lifted where the job has left);
between weeks only. Theory: what people know stays what it is; it is worth less only where it is asked for less.
"""

import numpy as np

from copsim import decision
from copsim.config.timeline import Change
from copsim.mechanisms.gates import OBLIGED, PARTICIPANT
from copsim.mechanisms.places import listed, move_demand
from copsim.mechanisms.seating import draw_each
from copsim.state.world import NOBODY, World
from copsim.streams import Chance, at


def turn_to(world: World, change: Change, now: int, chance: Chance) -> World:
    """A share of every unit's demand and a share of the jobs, by lot, turn to a topic."""
    people, ties, members = world.people, world.ties, world.memberships
    move_demand(world.places.demand, change.topic, change.share)
    lot = np.zeros(len(people))
    draw_each(at(chance, decision.JOB_CHANGE, now, now), people.seat.astype(np.int64), 0, lot)
    turned = (lot < change.jobs) & (people.home != change.topic)
    people.home[turned] = change.topic
    known = ties.seat != NOBODY
    ties.job[known] = people.home[world.places.row_of_seat[ties.seat[known]]]
    lifted = (members.level == OBLIGED) & turned[np.maximum(members.row, 0)] & (members.row != NOBODY)
    members.level[lifted] = PARTICIPANT
    return listed(world, anew=False)
