"""M14 Sponsorship: a sponsor clears obstacles, month by month; valuation.py has whether one goes on paying.

Reads: policy.sponsorship. Writes: office.cleared. Theory: obstacles give way to somebody with authority, slowly.
"""

from copsim.kernel import part
from copsim.mechanisms.rules import Rules
from copsim.state.world import World

WEEKS_A_MONTH = 52.0 / 12.0


@part
def cleared_after(cleared: float, rate: float, weeks: float) -> float:
    """1 - (1 - cleared) · (1 - rate · weeks / month): obstacles that a week leaves cleared."""
    return 1.0 - (1.0 - cleared) * max(0.0, 1.0 - rate * weeks / WEEKS_A_MONTH)


@part
def clear(w: World, r: Rules) -> None:
    """A week of a sponsor who removes obstacles, or of one who does not any more."""
    office, rate = w.office, r.behaviour.oversight.clearing
    if r.policy.sponsorship.removes_obstacles == 1:
        office.cleared[0] = cleared_after(office.cleared[0], rate, 1.0)
    elif office.cleared[0] > 0.0:  # what nobody keeps clear grows over again
        office.cleared[0] = max(0.0, 1.0 - cleared_after(1.0 - office.cleared[0], rate, 1.0))
