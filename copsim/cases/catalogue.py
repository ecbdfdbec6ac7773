"""All cases, in the order of the source."""

from collections.abc import Sequence

from copsim.cases.case import Case
from copsim.cases.companies.buckman import CASE_OF_BUCKMAN
from copsim.cases.companies.business_roundtable import CASE_OF_ROUNDTABLE
from copsim.cases.companies.shell import CASE_OF_SHELL
from copsim.errors import InputError, nearest

CASES = {case.name: case for case in (CASE_OF_SHELL, CASE_OF_BUCKMAN, CASE_OF_ROUNDTABLE)}


def cases_named(names: Sequence[str]) -> list[Case]:
    """Cases by name. Errors: InputError for an unknown or repeated one."""
    for place, name in enumerate(names):
        if name not in CASES:
            raise InputError(f"unknown case {name!r}{nearest(name, CASES)}; known: {', '.join(CASES)}")
        if name in names[:place]:
            raise InputError(f"the case {name} is named twice; name it once")
    return [CASES[name] for name in names]
