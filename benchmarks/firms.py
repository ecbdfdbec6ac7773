"""The firms that are measured: the default firm in many sizes."""

import copsim
from copsim.config.scenario import Scenario

POLICY = "self_selected_cultivated"
POLICIES = ("none", "slack", "self_selected", "self_selected_cultivated", "mandated", "mandated_open")
UNIT, MOST_UNITS = 50, 1_000
RULE = (
    f"Firms are the default firm under {POLICY} unless a policy is named: a unit of {UNIT} people as there, but at "
    f"most {MOST_UNITS:,} units, because the flow between units is counted for each pair; teams of 12, 24 ties, "
    "16 topics, 8 communities and 4 sites at every size, so communities grow with the firm."
)


CORE = ("behaviour=core_week", "policy.leadership.chosen_by=nobody")


def firm(people: int, policy: str = POLICY, weeks: int = 5_000, warmup_weeks: int = 26, core: bool = False) -> Scenario:
    """The default firm with another number of people. The horizon is long, so that measurements can go on.

    core: the week that the yardstick does too.
    """
    units = max(1, min(MOST_UNITS, people // UNIT))
    return copsim.compose(
        [
            f"policy={policy}",
            f"organization.headcount={people}",
            f"organization.units={units}",
            f"weeks={weeks}",
            f"warmup_weeks={warmup_weeks}",
            *(CORE if core else ()),
        ]
    )
