"""What the tests of laws share."""

from collections.abc import Callable
from typing import Any

import pytest

from copsim.config.declare import Group
from copsim.config.records import record_of


@pytest.fixture(scope="session")
def law() -> Callable[..., Any]:
    """``law(Learning, rate=0.0)``: the numbers of a declared group with some of them changed."""

    def numbers(group: type[Group], **changes: Any) -> Any:
        return record_of(group(**changes))

    return numbers
