"""The employee: everything that people do, by cause."""

from __future__ import annotations

from benchmarks.yardstick.asking import Asking
from benchmarks.yardstick.networking import Networking
from benchmarks.yardstick.posting import Posting
from benchmarks.yardstick.working import Working


class Employee(Working, Asking, Networking, Posting):
    """Somebody who works, asks, knows people and belongs to communities."""

    def quit(self) -> None:
        """Leave the organization: the seat is vacant, and nobody counts on one any more."""
        for community in self.memberships:
            del community.members[self]
        self.seat.holder = None
        self.remove()
