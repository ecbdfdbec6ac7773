"""The first scarcity: time. One shadow price of an hour enters every decision.

Reads: assigned work, released hours, minutes of the week so far. Writes: minutes[ASSIGNED], price.
Theory: docs/model, the first scarcity; the price rises steeply as free hours run out.
"""

from copsim.config.behaviour.people import TimePrice
from copsim.config.organization import Organization
from copsim.config.policy import Funding
from copsim.kernel import compiled, exp
from copsim.state.world import ANSWERING, ASSIGNED, HELPING, Hours, People


@compiled
def price_of_hour(free_hours: float, scale_hours: float, cap: float) -> float:
    """π = min(cap, e^(-free / scale)): 1 when no hour is free, small when many are."""
    return min(cap, exp(-free_hours / scale_hours))


@compiled
def cost_of_hours(hours: float, price: float, weight: float) -> float:
    """β_t · h · π: what giving hours subtracts from a utility (logit)."""
    return weight * hours * price


@compiled
def begin(people: People, hours: Hours, funding: Funding) -> None:
    """Start the week: everybody owes the assigned work less the hours released by policy."""
    released = int(60.0 * funding.released_hours)
    for i in range(people.seat.size):
        for use in range(hours.minutes.shape[1]):
            hours.minutes[i, use] = 0
        if people.filled[i] == 1:
            hours.minutes[i, ASSIGNED] = max(0, people.assigned[i] - released)


@compiled
def reprice(people: People, hours: Hours, organization: Organization, law: TimePrice) -> None:
    """Price of an hour from what is left of the week, help still to be expected included; between claims on time."""
    capacity = int(60.0 * organization.capacity_hours)
    for i in range(people.seat.size):
        taken = 0
        for use in range(hours.minutes.shape[1]):
            taken += hours.minutes[i, use]
        expected = int(hours.lent[i]) - hours.minutes[i, HELPING] - hours.minutes[i, ANSWERING]
        taken += max(0, expected)
        hours.price[i] = price_of_hour((capacity - taken) / 60.0, law.scale_hours, law.cap)
