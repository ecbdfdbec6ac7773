"""The first scarcity: time. One shadow price of an hour enters every decision.

Reads: assigned work, released hours, minutes of the week so far. Writes: minutes[ASSIGNED], people.price, reckoned.
Theory: docs/model, the first scarcity; the price rises steeply as free hours run out.
"""

from copsim.kernel import exp, part
from copsim.mechanisms.rules import Rules
from copsim.state.world import ANSWERING, ASSIGNED, HELPING, World


@part
def price_of_hour(free_hours: float, scale_hours: float, cap: float) -> float:
    """π = min(cap, e^(-free / scale)): 1 when no hour is free, small when many are."""
    return min(cap, exp(-free_hours / scale_hours))


@part
def cost_of_hours(hours: float, price: float, weight: float) -> float:
    """β_t · h · π: what giving hours subtracts from a utility (logit)."""
    return weight * hours * price


@part
def begin(w: World, r: Rules) -> None:
    """Start the week: everybody owes the assigned work less the hours that the policy frees."""
    released = int(60.0 * w.office.paying[0] * r.policy.funding.released_hours)
    for i in range(w.people.size):
        for use in range(w.minutes.shape[1]):
            w.minutes[i, use] = 0
        if w.people.filled[i] == 1:
            freed = released + w.people.repaid[i] + w.people.leads[i]
            w.minutes[i, ASSIGNED] = max(0, w.people.assigned[i] - freed)


@part
def reprice(w: World, r: Rules) -> None:
    """Price of an hour from what is left of the week, help still to be expected included; between claims on time."""
    people, law = w.people, r.behaviour.time
    capacity = int(60.0 * r.organization.capacity_hours)
    for i in range(people.size):
        taken = 0
        for use in range(w.minutes.shape[1]):
            taken += w.minutes[i, use]
        taken += max(0, int(people.lent[i]) - w.minutes[i, HELPING] - w.minutes[i, ANSWERING])
        if taken != people.reckoned[i]:  # else the price is what it was
            people.reckoned[i] = taken
            people.price[i] = price_of_hour((capacity - taken) / 60.0, law.scale_hours, law.cap)
