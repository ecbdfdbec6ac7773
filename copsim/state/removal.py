"""What is taken out of a world, for twin worlds without it."""

from typing import NamedTuple

from copsim.kernel import part

NOTHING, ACT = range(2)


class Without(NamedTuple):
    """A removal as compiled acts see it: nothing, or one act in one week (whole communities end between weeks)."""

    what: int
    clock: int
    community: int  # of the act, or -1
    kind: int  # kind of the act (ledger.HELP, ANSWER, ATTEND)
    opportunity: int
    person: int  # key of who acts
    other: int  # key of the other person, or -1
    channel: int  # channel of the act


NOTHING_REMOVED = Without(NOTHING, 0, -1, -1, -1, -1, -1, -1)


@part
def is_removed(
    without: Without,
    now: int,
    kind: int,
    opportunity: int,
    person: int,
    other: int,
    community: int,
    channel: int,
) -> bool:
    """True for exactly the act that the twin world is to miss."""
    if without.what != ACT or now != without.clock or kind != without.kind:
        return False
    same = without.opportunity == opportunity and without.person == person and without.other == other
    return same and without.community == community and without.channel == channel
