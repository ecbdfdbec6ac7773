"""What is true in one world: NamedTuples of arrays that compiled mechanisms read and write.

Axes always come in the order seat, community, topic. Sizes: N seats, K topics, Q communities,
U units, T ties kept, M membership slots, P problem rows, E event rows. Times within a week are
whole minutes; amounts of learning are whole units of 2^-40 (:data:`FINE`), so that sums do not depend
on the order in which they are made. ``clock`` counts weeks from the start of the warm-up.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

FINE = float(1 << 40)
NOBODY = -1
UNTRIED = 255  # belief about a tie on a topic of which nothing is known by experience


class People(NamedTuple):
    """One row a seat. The seat number is lasting identity; the row is only where it is stored."""

    seat: Ints  # [N] lasting number of the seat
    key: Ints  # [N] person: seat and hire week in one number; written by population.fill
    hire: Ints  # [N] clock of hiring
    filled: Ints  # [N] 1 if somebody sits there
    unit: Ints  # [N]
    team: Ints  # [N]
    site: Ints  # [N]
    home: Ints  # [N] topic of the job
    assigned: Ints  # [N] minutes of assigned work a week
    expertise: Floats  # [N, K] in [0, 1]
    passion: Floats  # [N, K] in [0, 1]
    talent: Floats  # [N] personal rate of learning
    ceiling: Floats  # [N] expertise at which routine stops teaching
    match: Floats  # [N] quality of the match with the job, mean 0, SD 1
    attachment: Floats  # [N] attachment to the organization, mean 0, SD 1
    expert: Ints  # [N] 1 for the upper tenth when the policy starts, or above that mark at hire
    unused: Floats  # [N, K] expertise received from others and not used yet
    last_use: Ints  # [N, K] clock at which the topic was last used on a solved problem
    overload: Floats  # [N] running mean share of capacity by which hours exceed it
    growth: Floats  # [N] running mean expertise gained a week
    contagion: Floats  # [N] push from the quitting of people close by
    embedded: Floats  # [N] total strength of ties at the end of the week; written by ties.embed


class Places(NamedTuple):
    """What does not change within a run of one organization."""

    demand: Floats  # [U, K] share of a unit's problems on each topic
    unit_start: Ints  # [U + 1] places in ``unit_rows``
    unit_rows: Ints  # [N] rows by unit, in the order of seat numbers
    team_start: Ints  # [teams + 1]
    team_rows: Ints  # [N] rows by team, in the order of seat numbers
    row_of_seat: Ints  # [N]


class Ties(NamedTuple):
    """Whom each person knows, how well, and what they believe the other can help with."""

    other: Ints  # [N, T] row of the other, or NOBODY
    strength: Floats  # [N, T] in [0, 1]
    job: Bytes  # [N, T] topic of the other's job
    belief: Bytes  # [N, K, T] learned directory, 0-250 for belief 0-1; UNTRIED


class Problems(NamedTuple):
    """Open problems, in order of arrival; the first ``total[0]`` rows count."""

    total: Ints  # [1]
    id: Ints  # [P] opportunity id
    row: Ints  # [P] row of the seat that has it
    topic: Ints  # [P]
    difficulty: Floats  # [P]
    arrived: Ints  # [P] clock
    deadline: Ints  # [P] clock at which it lapses
    posted: Ints  # [P] clock of the latest posting to a community
    alone: Ints  # [P] 1 if solved alone this week; written by work
    by_tie: Ints  # [P] row of the tie that solved it this week; written by asking
    by_meeting: Ints  # [P] row of the attendee who solved it; written by meetings
    by_answer: Ints  # [P] row of the answerer who solved it; written by queries
    start: Ints  # [N + 1] places in ``listed``; written by work
    listed: Ints  # [P] problem rows by seat row, in order of arrival


class Communities(NamedTuple):
    """Communities and what they offer."""

    alive: Ints  # [Q]
    founded: Ints  # [Q] clock
    domain: Floats  # [Q, K] weights, sum 1
    breadth: Ints  # [Q] topics in the domain
    subject: Ints  # [Q, K] those topics, the first ``breadth`` entries
    standard: Floats  # [Q] expertise as seen above which managers recognise an expert
    messages: Floats  # [Q] running mean of messages a week
    reputation: Floats  # [Q] members' mean expertise on the domain
    agenda: Ints  # [Q, K] 1 for a topic on the agenda of this week's meeting
    helped_agenda: Ints  # [Q] 1 if a facilitator prepares this week's meeting
    heed: Ints  # [Q] attention of listeners in this week's meeting, summed over exchanges, in FINE
    held: Ints  # [Q] exchanges that this week's meeting had
    listened: Ints  # [Q] listeners, summed over exchanges
    start: Ints  # [Q + 1] places in ``member`` and ``slot``
    member: Ints  # [N * M] rows of members by community
    slot: Ints  # [N * M] their membership slots
    covers: Ints  # [K] bit q is 1 if the domain of living community q holds the topic
    nearest: Ints  # [K] community nearest to a job on the topic
    unanswered: Floats  # [1] running mean of questions a week that nobody answered
    match_share: Floats  # [1] share of unanswered questions that facilitators take up
    introduction_rate: Floats  # [1] chance a week that somebody is introduced to a community
    managed_share: Floats  # [1] part of introductions that takes managers' time, not facilitators'


class Memberships(NamedTuple):
    """Memberships by person and slot. Level: 0 none or former, 1 reader, 2 participant, 3 obliged."""

    community: Ints  # [N, M] community, or NOBODY
    level: Ints  # [N, M]
    since: Ints  # [N, M] clock of joining (of leaving, for a former member)
    benefit: Floats  # [N, M] experienced benefit
    identification: Floats  # [N, M] in [0, 1]
    habit: Floats  # [N, M] in [0, 1]
    reading: Floats  # [N, M] share of messages read
    known: Ints  # [N] bit q is 1 if the person knows of community q
    inside: Ints  # [N] bit q is 1 for a member of community q; written by rosters.call_roll
    duty: Ints  # [N, M] 1 if obliged to attend this week; written by meetings.summon
    attended: Ints  # [N, M] 1 attended, 2 stayed away, 0 no meeting; written by meetings
    learned: Ints  # [N, M] expertise gained in this week's meeting, in FINE
    interest: Ints  # [N, M] attention over boredom, summed over exchanges, in FINE
    helped: Ints  # [N, M] answers given in the meeting
    solved: Ints  # [N, M] own problems solved in the meeting
    answered: Ints  # [N, M] questions of this week that got an answer; written by queries
    ignored: Ints  # [N, M] questions that got none
    answers: Ints  # [N, M] answers given or received between meetings
    solved_by_answer: Ints  # [N, M] own problems solved by an answer
    guest: Ints  # [N] community that a non-member joins by asking, or NOBODY; written by queries


class Hours(NamedTuple):
    """Minutes of this week by person and use, and the price of time that follows."""

    minutes: Ints  # [N, uses]; each column is written by one mechanism (USES)
    wanted: Ints  # [N] minutes that open problems would eat this week, whether there was time or not
    lent: Floats  # [N] running mean of minutes given to others, which people reckon with
    price: Floats  # [N] shadow price of an hour at this point of the week


ASSIGNED, ATTEMPT, STUCK, SEARCH, ASKING, HELPING, DUTY, MEETING, POSTING, ANSWERING, READING = range(11)
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
)


class Events(NamedTuple):
    """The week's events in the order in which they happened; settlement and metrics read them."""

    total: Ints  # [1]
    overflow: Ints  # [1] 1 if the week had more events than rows
    kind: Ints
    opportunity: Ints
    row: Ints
    other: Ints
    topic: Ints
    community: Ints
    channel: Ints
    amount: Ints
    hour: Floats
    value: Floats


class Scratch(NamedTuple):
    """Work space of acts; nothing in it outlives an act."""

    rows: Ints  # [N]
    slots: Ints  # [N]
    floats: Floats  # [N]
    more: Floats  # [N]
    strength: Floats  # [N] all zero between acts
    ties: Floats  # [T] one value per tie of one person
    bond: Floats  # [Q] tie strength of one person to the members of each community
    report: Floats  # [Q] benefit those ties report, weighted by strength
    pairs: Ints  # [new contacts] the other's row, and whether it was an introduction
    following: Ints  # [new contacts] place of the same person's next, or -1
    head: Ints  # [N] place of a person's first, or -1
    gained: Ints  # [N, K] expertise gained this week, in FINE; all zero between weeks
    received: Ints  # [N, K] the part of it that came from other people
    leaving: Ints  # [N] 1 for who quits this week


class World(NamedTuple):
    """One world, whole."""

    people: People
    places: Places
    ties: Ties
    problems: Problems
    communities: Communities
    memberships: Memberships
    hours: Hours
    events: Events
    scratch: Scratch
