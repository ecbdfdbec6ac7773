"""The ledger of events: one row for everything consequential that happens.

Mechanisms append; settlement turns the rows into changes of stocks, metrics into numbers, and
with ``detail="ledger"`` they are kept. So the ledger and the metrics cannot disagree.
"""

from copsim.kernel import part
from copsim.state.world import SHORT_OF_EVENTS, Shelf, Table

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
    INVITE,
    LEAD,
    FOUND,
    SPLIT,
    DISSOLVE,
    REDEFINE,
    SEE,
    PROPOSE,
    BACK,
    REFUSE,
    ADOPT,
    LINE,
    BRING,
    GATHER,
    CODIFY,
    CONSULT,
    DELIVER,
    MENTOR,
    TRAIN,
    LAYOFF,
    PART,
    HANDOFF,
) = range(41)
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
    "invite",
    "lead",
    "found",
    "split",
    "dissolve",
    "redefine",
    "see",
    "propose",
    "back",
    "refuse",
    "adopt",
    "line",
    "bring",
    "gather",
    "codify",
    "consult",
    "deliver",
    "mentor",
    "train",
    "layoff",
    "part",
    "handoff",
)
UNITS_OF_AMOUNT = (
    "problems",
    "weeks",
    "weeks",
    "requests",
    "minutes",
    "answers",
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
    "minutes",
    "terms",
    "ties",
    "members",
    "weeks",
    "domains",
    "ideas",
    "ideas",
    "minutes",
    "refusals",
    "ideas",
    "lines",
    "minutes",
    "minutes",
    "expertise",
    "minutes",
    "items",
    "minutes",
    "minutes",
    "people",
    "weeks",
    "weeks",
)
ALONE, TIE, MEETING, COMMUNITY, WORK, DUTY, OUTSIDE, EVENT, PRACTICE, MENTORING, CLASSROOM, DIRECTORY = range(12)
CHANNELS = ("alone", "tie", "meeting", "query", "work", "duty", "outside", "event") + (
    *("practice", "mentoring", "classroom", "directory"),
)


@part
def record(
    events: Table,
    totals: Table,
    kind: int,
    opportunity: int,
    row: int,
    other: int,
    topic: int,
    community: int,
    channel: int,
    amount: int,
    minute: int,
    value: float,
) -> None:
    """Append one event; if there is no room, say so instead of writing past the end."""
    n = totals.events[0]
    if n >= events.size:
        totals.short[0] |= SHORT_OF_EVENTS
        return
    totals.events[0] = n + 1
    events.opportunity[n] = opportunity
    events.amount[n] = amount
    events.value[n] = value
    events.row[n] = row
    events.other[n] = other
    events.minute[n] = minute
    events.community[n] = community
    events.topic[n] = topic
    events.kind[n] = kind
    events.channel[n] = channel


@part
def arrange(events: Table, totals: Table, shelf: Shelf) -> None:
    """Sort the week's events by kind, each kind's in the order in which they happened."""
    start, count = shelf.start, totals.events[0]
    for kind in range(start.size):
        start[kind] = 0
    for n in range(count):
        start[events.kind[n] + 1] += 1
    for kind in range(start.size - 1):
        start[kind + 1] += start[kind]
    for n in range(count - 1, -1, -1):
        kind = events.kind[n] + 1
        start[kind] -= 1
        shelf.event[start[kind]] = n
    for kind in range(start.size - 1):
        start[kind] = start[kind + 1]
    start[start.size - 1] = count
