"""What is true in one world: tables of rows, and a few plain arrays, that compiled mechanisms read and write.

A table is a structured array: ``people.hire[i]`` is a field of one row, in compiled code and in Python alike. Axes
always come in the order seat, community, topic. Sizes: N seats, K topics, Q communities, U units, T ties kept. Times
within a week are whole minutes; expertise and what is learned are whole units of 2^-30 (:data:`FINE`), so that sums do
not depend on the order in which they are made. ``clock`` counts weeks from the start of the warm-up.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Array = NDArray[Any]
Table = Any  # a structured array whose fields are attributes; numpy's types know no field names

FINE = float(1 << 30)  # units of expertise, of learning and of tie strength
ONE = 1 << 30
MOST_UNUSED = (1 << 31) - 1  # some two units of expertise: more than a year brings
PASSION = float(1 << 16)  # units of passion
INTEREST = float(1 << 20)  # units of attention over boredom
BELIEF = 250.0  # units of belief
NOBODY = -1
NEVER_OPENED = 1 << 30  # a clock that no run reaches
OPEN, QUEUED = -1, -2  # channel of a problem that nobody has solved, and of one that waits for another unit


def _row(**fields: str) -> np.dtype:
    """Layout of one row of a table."""
    return np.dtype(list(fields.items()), align=True)


# One row a seat. The seat number is lasting identity; the row is only where it is stored.
PERSON = _row(
    key="i8",  # person: seat and hire week in one number; written by population.fill
    known="i8",  # bit q is 1 if the person knows of community q
    inside="i8",  # bit q is 1 for a member of community q
    invited="i8",  # bit q is 1 for who was invited to community q this week
    called="i8",  # bit q is 1 for whom community q asks in next week; written by launching and succession
    wary="i8",  # bit q is 1 for who has left community q and does not think of coming back yet
    talent="f8",  # personal rate of learning
    ceiling="f8",  # expertise at which routine stops teaching
    overload="f8",  # running mean share of capacity by which hours exceed it
    growth="f8",  # running mean expertise gained a week
    contagion="f8",  # push from the quitting of people close by
    embedded="i8",  # total strength of ties, in FINE; written by ties
    lent="f8",  # running mean of minutes given to others, which people reckon with
    price="f8",  # shadow price of an hour at this point of the week; written by timekeeping
    gained="i8",  # expertise gained this week, in FINE
    seat="i4",  # lasting number of the seat
    hire="i4",  # clock of hiring
    team="i4",
    assigned="i4",  # minutes of assigned work a week
    wanted="i4",  # minutes that open problems would eat this week, whether there was time or not
    reckoned="i4",  # minutes of the week spoken for when the price was last set
    guest="i4",  # community that a non-member joins by asking, or NOBODY; written by queries
    belongs="i4",  # place of the first of the person's memberships, or NOBODY
    unit="i4",
    function="i4",  # unit of the seat when units are made by topic
    opened="i4",  # clock at which the seat opened, or NEVER_OPENED
    moved="i4",  # clock at which the seat came into its team by a reorganization, or NEVER_OPENED
    site="i2",
    home="i2",  # topic of the job
    filled="i1",  # 1 if somebody sits there
    mentor="i4",  # seat of the assigned mentor, or NOBODY; written by mentoring
    recalled="u1",  # entry of recall that was written last
    open="i1",  # 1 if the organization has the seat; somebody in a seat that it has no more leaves this week
    expert="i1",  # 1 for the upper tenth when the policy starts, or above that mark at hire
    sanctioned="i1",  # 1 if the manager agrees to hours for communities; written by motives
    crowded="f4",  # how far somebody has got used to pay for contributions, in [0, 1]; written by experience
    repaid="i4",  # minutes of assigned work that participation frees from this week on; written by settlement
    leads="i4",  # minutes of assigned work from which a coordinator is freed; written by leadership
)

# [N, K]: what each person knows of, and feels for, each topic.
SKILL = _row(
    expertise="i4",  # in FINE; read through skills.expertise
    unused="i4",  # expertise received from others and not used yet, in FINE; at most MOST_UNUSED
    passion="u2",  # in PASSION; read through skills.passion
    last_use="i2",  # clock at which the topic was last used on a solved problem
    heard="u2",  # expertise of whom somebody heard last on the topic, in PASSION; written by practice
    heard_at="i2",  # clock of that
)

# Open problems, in order of arrival, each at one of its parts; the first ``totals.problems[0]`` rows count.
PROBLEM = _row(
    id="i8",  # opportunity id; of a later part that of the problem and the number of the part
    looked="i8",  # bit q is 1 if the owner has consulted the practice of community q on it (the last: the repository)
    difficulty="f8",
    row="i4",  # row of the seat that has it
    arrived="i4",  # clock
    deadline="i4",  # clock at which it lapses
    posted="i4",  # clock of the latest posting to a community
    solver="i4",  # row of who solved it this week
    ready="i4",  # clock from which the part that it is at can be worked on; of the first part that of arrival
    coming="i4",  # topics of the parts after it, and which are outside the unit; written by parts
    topic="i1",
    channel="i1",  # how it was solved this week (ledger.ALONE, TIE, MEETING, COMMUNITY), OPEN, or QUEUED
    outside="i1",  # 1 if the part was handed over, since nobody's job in the unit is about it
)

COMMUNITY = _row(
    standard="f8",  # expertise as seen above which managers recognise an expert
    messages="f8",  # running mean of messages a week
    reputation="f8",  # members' mean expertise on the domain
    heed="i8",  # attention of listeners in this week's meeting, summed over exchanges, in FINE
    listened="i8",  # listeners, summed over exchanges
    held="i4",  # exchanges that this week's meeting had
    written="i4",  # questions and answers of this week
    breadth="i4",  # topics in the domain
    alive="i4",
    helped_agenda="i4",  # who prepares this week's meeting: 0 nobody, 1 the coordinator, 2 facilitators
    coordinator="i4",  # seat of the coordinator, or NOBODY; written by leadership
    since="i4",  # clock at which the coordinator came to office
    leader="i8",  # key of the coordinator
    briefing="i4",  # 1 if somebody from outside speaks at this week's meeting; written by facilitation
    activity="f8",  # running mean of attendances and messages a week; this to size_before are written by lifecycle
    energy="f8",  # running mean of unpaid, unrequired hours a member and week
    peak="f8",  # the most energy that it had
    scope="i8",  # whom it is meant for; see mechanisms.scope
    scope_kind="i4",
    latent="i4",  # 1 if it could be founded; written by launching
    founded="i4",  # clock of the first week
    stage="i4",  # 0 potential, 1 coalescing, 2 maturing, 3 stewardship, 4 transformation
    size_before="i4",  # members half a year ago
    came="i4",  # attendances of this week; written by meetings
    freely="i4",  # minutes given to it this week that nobody required; written by meetings and answers
    budget="f8",  # money of grants left; this and the next are written by gatherings
    workshop="i4",  # clock of the last workshop out of its own budget
    ideas="i4",  # ideas of members in use, since the last new line; this and the next are written by ideas
    lines="i4",  # new lines of business
    led="f8",  # hours that the coordinator gives this week, beyond the agenda
    ordered="i4",  # 1 from the order of a deliverable to the end of the next meeting, some of whose slots it takes
)

# Memberships: one row each, anywhere in the table; rosters list them by community, chains by person.
MEMBERSHIP = _row(
    benefit="f8",  # experienced benefit
    identification="f8",  # in [0, 1]
    habit="f8",  # in [0, 1]
    reading="f8",  # share of messages read; 0 for who has muted the community
    owed="f8",  # answers received over those given, a running sum that fades
    voice="f4",  # running mean of visible contributions a week
    told="i2",  # stories told in this week's meeting
    welcomed="i2",  # 1 if the coordinator welcomed the member this week
    learned="i8",  # expertise gained in this week's meeting, in FINE
    row="i4",  # row of the seat, or NOBODY in a free row
    following="i4",  # place of the person's membership in the next higher community, or of the next free row; or NOBODY
    since="i4",  # clock of joining
    interest="i4",  # attention over boredom in this week's meeting, summed over exchanges, in INTEREST
    community="i2",
    level="i2",  # 1 reader, 2 participant, 3 obliged
    duty="i1",  # 1 if obliged to attend this week; written by meetings.summon
    attended="i1",  # 1 attended, 2 stayed away, 0 no meeting; written by meetings
    helped="i2",  # answers given in the meeting
    solved="i2",  # own problems solved in the meeting
    answered="i2",  # questions of this week that got an answer; written by answers
    ignored="i2",  # questions that got none
    given="i2",  # answers given between meetings
    received="i2",  # answers received, in the meeting and between
    solved_by_answer="i2",  # own problems solved by an answer
    project="i4",  # minutes of writing left of the project under way, or 0; written by codification, like the next two
    subject="i1",  # topic of the project
    obliged="i1",  # 1 if it is written in required hours
    items="i2",  # items written since one was last due
    wrote="i2",  # items finished this week; written by practice
    found="i2",  # own problems solved this week from the community's practice; written by consultation
)

# Ideas that can be seen, or are being put to use; the first ``totals.ideas[0]`` rows count.
IDEA = _row(
    id="i8",  # opportunity id of unit and week
    key="i8",  # key of the person who carries it
    worth="f8",  # share of the unit's problems on the first topic that it spares
    difficulty="f8",
    hours="f8",  # work on the case so far
    unit="i4",
    born="i4",  # clock
    due="i4",  # clock of the next step
    seat="i4",  # seat of the person who carries it, or NOBODY
    first="i2",
    second="i2",  # the other topic
    community="i2",  # community that the proposer belongs to, on one of the topics, or NOBODY
    refusals="i2",
    status="i1",  # ideas.LATENT, SEEN, PROPOSED, REFUSED, ADOPTED
)

# This week's questions between meetings.
QUESTION = _row(
    time="f8",  # share of the asker's working week that has passed when it is posted
    problem="i4",
    place="i4",  # place of the asker's membership, or NOBODY for somebody who enters by asking
    community="i2",
    found="i2",  # answers that the asker reads
)

# The week's events in the order in which they happened; settlement and metrics read them.
EVENT = _row(
    opportunity="i8",
    value="f4",
    amount="i4",
    row="i4",
    other="i4",
    minute="i2",  # minutes on the clock from a question to its answer, at most MOST_MINUTES
    community="i1",
    topic="i1",
    kind="i1",
    channel="i1",
)
MOST_MINUTES = (1 << 15) - 1

# [N, experiences]: what people have found out about whom to ask; a free entry has no belief.
RECALL = np.dtype([("tie", "u1"), ("topic", "u1"), ("belief", "u1")])
UNTRIED = 255  # belief of a free entry; else in BELIEF

# One row: how much of each growing table is in use, and which were too short this week.
TOTALS = _row(
    problems="i8",
    events="i8",
    seats="i8",  # open seats, filled or vacant
    questions="i8",
    memberships="i8",
    free="i8",  # place of the first free row among the memberships in use, or NOBODY
    ideas="i8",
    short="i8",
)
SHORT_OF_PROBLEMS, SHORT_OF_EVENTS, SHORT_OF_MEMBERS, SHORT_OF_QUESTIONS, SHORT_OF_IDEAS = 1, 2, 4, 8, 16

# One row: what facilitators and managers do for the whole programme.
OFFICE = _row(
    unanswered="f8",  # running mean of questions a week that nobody answered
    match_hours="f8",  # facilitators' hours left for unanswered questions this week
    match_share="f8",  # share of unanswered questions that facilitators take up
    introduction_rate="f8",  # chance a week that somebody is introduced to a community
    managed_share="f8",  # part of introductions that takes managers' time, not facilitators'
    reward="f8",  # what a visible contribution is worth (logit); this and the next six are written by motives
    standing="f8",  # what belonging is worth for the sake of rewards (logit)
    inside="f8",  # what it is worth to help somebody of the own unit (logit)
    outside="f8",  # what it is worth to help somebody of another unit (logit)
    unsanctioned="f8",  # how many times an hour for communities costs if the manager does not agree
    demanded="f8",  # hours a week that membership demands besides meetings
    access="f8",  # how well information technology serves
    cleared="f8",  # part of the obstacles that the sponsor has removed; written by oversight
    paying="f8",  # 1 while the sponsor pays; this and the next five are written by valuation
    told="f8",  # money of stories since the last review
    told_week="f8",  # money of this week's stories
    spent="f8",  # money spent since the last review
    alone="f8",  # running share of solved problems that no community solved
    asked="i8",  # minutes of collecting stories this week
    roots="i8",  # communities that can be there without another subdividing; written by launching
    launching="i8",  # minutes of interviews before next week; written by launching
    launched="i8",  # minutes of interviews for this week; written by settlement
    technical="f8",  # part of technical obstacles that a support team helps over; written by facilitation
    project_hours="f8",  # hours a week that each membership obliges to write; written by codification
    repository="i8",  # bit Q if everybody may consult the repository this week, else 0; written by repository
    order_hours="f8",  # hours a week that sponsors' orders cost whoever always attends; written by codification
)

# [Q + 1, K]: what communities, and last the firm's repository, have written on each topic.
PRACTICE = _row(
    author="i8",  # key of who wrote most of the latest addition
    added="i8",  # this week's additions, in FINE
    level="i4",  # expertise that it puts into words, in FINE
    seat="i4",  # seat of the author, or NOBODY
    most="i4",  # expertise of this week's ablest author, in FINE
    largest="i4",  # this week's largest addition, in FINE
    written="i4",  # clock of the latest addition
)


class Places(NamedTuple):
    """How the organization is laid out; changes between weeks only, by shocks.

    Rows of seats that have opened stand in lists, in the order in which they opened and then of seat numbers.
    """

    demand: Floats  # [U, K] share of a unit's problems on each topic
    product: Floats  # [K] share of each topic in what all units ask for together
    jobs: Array  # [U, K] open seats of a unit whose job is about a topic
    unit_start: Array  # [U + 1] places in ``unit_rows``
    unit_rows: Array  # [N] rows by unit
    unit_first: Array  # [U] how many the unit's list held when units were last made
    team_start: Array  # [teams + 1]
    team_rows: Array  # [N] rows by team
    team_first: Array  # [teams]
    firm_rows: Array  # [N] all rows
    firm_count: Array  # [2] how many there were when units were last made, and how many there are
    row_of_seat: Array  # [N]


class Usage(NamedTuple):
    """What units do."""

    practice: (
        Floats  # [U, K] how good the practice is that a unit uses, in [0, 1]; written by practice_in_use and ideas
    )
    usual: Floats  # [U, K] the same at the start of the week
    spared: Floats  # [U, K] share of a unit's problems that ideas in use spare; written by ideas


class Ties(NamedTuple):
    """Whom each person knows, how well, and what they have found out about who can help with what."""

    seat: Array  # [N, T] seat of the other, or NOBODY
    strength: Array  # [N, T] in FINE, at most ONE
    job: Array  # [N, T] topic of the other's job
    recall: Table  # [N, experiences] RECALL rows


class Desks(NamedTuple):
    """Open problems by the seat row that has them, each seat's in order of arrival."""

    start: Array  # [N + 1] places in ``problem``; written by work.list_by_seat
    problem: Array  # [P] problem rows


class Domains(NamedTuple):
    """What communities are about."""

    weight: Floats  # [Q, K] sum 1
    subject: Array  # [Q, K] topics with a weight, the first ``communities.breadth[q]`` entries
    agenda: Array  # [Q, K] 1 for a topic on the agenda of this week's meeting
    covers: Ints  # [K] bit q is 1 if the domain of living community q holds the topic
    nearest: Array  # [K] community nearest to a job on the topic


class Rosters(NamedTuple):
    """Members by community, in the order of rows; written by rosters.call_roll."""

    start: Array  # [Q + 1] places in ``member``
    member: Array  # places in ``memberships``


class Inbox(NamedTuple):
    """Questions of this week to communities, in the order in which people act, and who will answer them."""

    question: Table  # QUESTION rows
    answerer: Array  # [questions, answers read] place of the answerer's membership, earliest answer first
    hours: Floats  # [questions, answers read] hours on the clock from question to answer
    order: Array  # questions by community, each community's by the time of posting
    key: Floats  # community and time of posting in one number, in that order
    address: Ints  # identity of the problem and community in one number, in that order
    start: Array  # [Q + 1] places in ``order`` and ``key``


class Library(NamedTuple):
    """Codified practice; written by codification."""

    practice: Table  # [Q + 1, K] PRACTICE
    holds: Ints  # [K] bit q is 1 if community q (the last: the repository) has written anything on the topic


class Listing(NamedTuple):
    """The expert directory of this week; written by listing."""

    start: Array  # [K + 1] places in ``row``
    row: Array  # [2 N] rows of those listed, by topic, in the order of rows
    topic: Array  # [N, 2] topics for which each person is listed, or NOBODY


class Shelf(NamedTuple):
    """The week's events by kind; written by ledger.arrange."""

    start: Array  # [kinds + 1] places in ``event``
    event: Array  # event rows


class Scratch(NamedTuple):
    """Work space; nothing in it outlives a phase of the week."""

    places: Array  # [N] places of the memberships of those present at a meeting
    floats: Floats  # [N] priorities of those present
    rates: Floats  # [N] how fast those present learn; their places in a circle
    closeness: Floats  # [N] by seat; all zero between acts
    counts: Array  # [K]
    scores: Floats  # [T] promise of each tie of one person
    bond: Floats  # [Q] tie strength of one person to the members of each community
    report: Floats  # [Q] benefit those ties report, weighted by strength
    pairs: Array  # [new contacts] the other's seat, and whether it was an introduction
    following: Array  # [new contacts] place of the same person's next, or -1
    head: Array  # [N] place of a person's first, or -1
    leaving: Array  # [N] by seat; 1 for who quits this week
    begin: Array  # [Q + 1] places in ``thinking`` of each community's
    thinking: Array  # [memberships] places of the memberships of those who reconsider this week, by community
    thinker: Ints  # [memberships] their identity


class World(NamedTuple):
    """One world, whole."""

    people: Table  # [N] PERSON
    skills: Table  # [N, K] SKILL
    minutes: Array  # [N, uses] minutes of this week by use; each column is written by one mechanism (USES)
    places: Places
    usage: Usage
    ties: Ties
    problems: Table  # PROBLEM
    ideas: Table  # IDEA
    desks: Desks
    communities: Table  # [Q] COMMUNITY
    domains: Domains
    memberships: Table  # MEMBERSHIP rows
    rosters: Rosters
    inbox: Inbox
    office: Table  # [1] OFFICE
    events: Table  # EVENT
    shelf: Shelf
    totals: Table  # [1] TOTALS
    scratch: Scratch
    library: Library
    listing: Listing


USES = (
    "assigned",
    "attempt",
    "stuck",
    "search",
    "asking",
    "helping",
    "duty",
    "meeting",
    "posting",
    "answering",
    "reading",
    "inviting",
    "leading",
    "reporting",
    "inventing",
    "gathering",
    "codifying",
    "obliged",
    "consulting",
    "mentoring",
    "training",
    "authoring",
    "coordinating",
)
ASSIGNED, ATTEMPT, STUCK, SEARCH, ASKING, HELPING, DUTY, MEETING, POSTING, ANSWERING, READING, INVITING = range(12)
LEADING, REPORTING, INVENTING, GATHERING = range(12, 16)
CODIFYING, OBLIGED_WRITING, CONSULTING, MENTORING, TRAINING, AUTHORING = range(16, 22)
COORDINATING = 22
