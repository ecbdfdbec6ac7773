"""The ledger of events: one row for everything consequential that happens.

Mechanisms append; settlement turns the rows into changes of stocks, metrics into numbers, and
with ``detail="ledger"`` they are kept. So the ledger and the metrics cannot disagree.
"""

from copsim.kernel import compiled
from copsim.state.world import Events

(
    ARRIVE,
    SOLVE,
    LAPSE,
    ASK,
    HELP,
    POST,
    ANSWER,
    ATTEND,
    TELL,
    GAIN,
    CONTACT,
    JOIN,
    LEAVE,
    INTRODUCE,
    OFFER,
    QUIT,
    HIRE,
    AWARE,
    USE,
) = range(19)
KINDS = (
    "arrive",
    "solve",
    "lapse",
    "ask",
    "help",
    "post",
    "answer",
    "attend",
    "tell",
    "gain",
    "contact",
    "join",
    "leave",
    "introduce",
    "offer",
    "quit",
    "hire",
    "aware",
    "use",
)
UNITS_OF_AMOUNT = (
    "problems",
    "weeks",
    "weeks",
    "requests",
    "minutes",
    "questions",
    "minutes",
    "minutes",
    "exchanges",
    "expertise",
    "contacts",
    "memberships",
    "memberships",
    "minutes",
    "offers",
    "people",
    "people",
    "people",
    "expertise",
)
ALONE, TIE, MEETING, COMMUNITY, WORK, DUTY = range(6)
CHANNELS = ("alone", "tie", "meeting", "query", "work", "duty")


@compiled
def record(
    events: Events,
    kind: int,
    opportunity: int,
    row: int,
    other: int,
    topic: int,
    community: int,
    channel: int,
    amount: int,
    hour: float,
    value: float,
) -> None:
    """Append one event; marks an overflow instead of writing past the end."""
    n = events.total[0]
    if n >= events.kind.size:
        events.overflow[0] = 1
        return
    events.kind[n] = kind
    events.opportunity[n] = opportunity
    events.row[n] = row
    events.other[n] = other
    events.topic[n] = topic
    events.community[n] = community
    events.channel[n] = channel
    events.amount[n] = amount
    events.hour[n] = hour
    events.value[n] = value
    events.total[0] = n + 1
