"""Every explored parameter moves the world: both ends of its range, on one seed, where its mechanism acts."""

from typing import Any

import pytest

from copsim.config.declare import Declared, declared
from copsim.config.scenario import Scenario
from copsim.simulation import simulate

EXPLORED = {parameter.path: parameter for parameter in declared(Scenario) if parameter.explore is not None}
SELF = "policy=self_selected"
INVITED = "policy=invitation"
READERS = "policy=open behaviour.joining.entry=1"
# where the mechanism of a parameter acts, if not in the cultivated arm of the small firm
UNKNOWN = "behaviour.awareness.launch=0"
MANY = "organization.headcount=300 organization.units=6 behaviour.turnover.base=0.4"
WHERE: dict[str, str] = {
    "behaviour.time.cap": "organization.assigned_hours=46",
    "behaviour.querying.surge_messages": "organization.headcount=900 behaviour.querying.post=3 policy=self_selected",
    "behaviour.joining.invites": INVITED,
    "behaviour.joining.invite_hours": INVITED,
    "behaviour.joining.fits_from": INVITED,
    "behaviour.joining.reader_hours": READERS,
    "behaviour.joining.reader_benefit": READERS,
    "behaviour.joining.cooling_weeks": f"{READERS} behaviour.joining.hysteresis=0 weeks=130",
    "behaviour.awareness.word_of_mouth": UNKNOWN,
    "behaviour.awareness.job_in_fit": UNKNOWN,
    "behaviour.benefit.ignored": SELF,
    "behaviour.benefit.learning": "organization.headcount=200 weeks=80",
    "behaviour.facilitation.overtime": "policy.support.facilitator_hours=2.3",
    "behaviour.facilitation.match_hours": "policy.support.facilitator_hours=2.3",
    "behaviour.meeting.heard": SELF,
    "behaviour.ties.least": "weeks=80",
    "policy.support.facilitator_hours": SELF,
    "policy.support.introductions": f"{SELF} {UNKNOWN}",
    "policy.rewards.recognition": SELF,
}
WHERE |= {path: MANY for path in EXPLORED if path.startswith("behaviour.turnover.")}
WHERE["behaviour.turnover.base"] = SELF
WHERE["behaviour.turnover.overload"] = f"{MANY} organization.assigned_hours=36"


def ends(parameter: Declared) -> tuple[Any, Any]:
    """Both ends of the explored range, whole numbers if the parameter is one."""
    assert parameter.explore is not None
    low, high = parameter.explore
    return (int(low), int(high)) if isinstance(parameter.default, int) else (low, high)


@pytest.mark.parametrize("path", EXPLORED)
def test_both_ends_of_an_explored_range_give_different_worlds(path: str, small: Any) -> None:
    setting = WHERE.get(path, "").split()
    worlds = [
        simulate(small.scenario(*setting, f"{path}={end}", weeks=40), [small.seed], workers=1).tallies
        for end in ends(EXPLORED[path])
    ]
    assert not worlds[0].equals(worlds[1]), f"{path} from {ends(EXPLORED[path])} changes nothing"
