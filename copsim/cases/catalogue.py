"""All cases, in the order of the source."""

from collections.abc import Sequence

from copsim.cases.case import Case
from copsim.cases.companies.ams import CASE_OF_AMS
from copsim.cases.companies.buckman import CASE_OF_BUCKMAN
from copsim.cases.companies.business_roundtable import CASE_OF_ROUNDTABLE
from copsim.cases.companies.chrysler import CASE_OF_CHRYSLER
from copsim.cases.companies.guild import CASE_OF_GUILD
from copsim.cases.companies.hewlett_packard import CASE_OF_HP
from copsim.cases.companies.hills import CASE_OF_HILLS
from copsim.cases.companies.ibm import CASE_OF_IBM
from copsim.cases.companies.retail_consultants import CASE_OF_CONSULTANTS
from copsim.cases.companies.shell import CASE_OF_SHELL
from copsim.cases.companies.veterans_administration import CASE_OF_VA
from copsim.cases.companies.world_bank import CASE_OF_WORLD_BANK
from copsim.errors import InputError, nearest

CASES = {
    case.name: case
    for case in (
        CASE_OF_HILLS,
        CASE_OF_HP,
        CASE_OF_SHELL,
        CASE_OF_VA,
        CASE_OF_AMS,
        CASE_OF_WORLD_BANK,
        CASE_OF_CHRYSLER,
        CASE_OF_BUCKMAN,
        CASE_OF_IBM,
        CASE_OF_CONSULTANTS,
        CASE_OF_GUILD,
        CASE_OF_ROUNDTABLE,
    )
}


def cases_named(names: Sequence[str]) -> list[Case]:
    """Cases by name. Errors: InputError for an unknown or repeated one."""
    for place, name in enumerate(names):
        if name not in CASES:
            raise InputError(f"unknown case {name!r}{nearest(name, CASES)}; known: {', '.join(CASES)}")
        if name in names[:place]:
            raise InputError(f"the case {name} is named twice; name it once")
    return [CASES[name] for name in names]
