"""S11 Guilds, trades, surgeons: who learns from whom."""

import math
from typing import NamedTuple

import numpy as np

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level
from copsim.cases.lived import Lived, Watch
from copsim.state import ledger
from copsim.state.world import FINE, Array, Ints, World

WEEKS, QUARTER = 156, 13
MASTERS, JOURNEYMEN, ADVANCED = (
    0.8,
    0.4,
    0.2,
)  # share of the trade below whom a rank stands; those below are apprentices
APPRENTICE, ADVANCED_APPRENTICE, JOURNEYMAN, MASTER = range(4)


class Trade(NamedTuple):
    """Who knows how much at a week: expertise [seats, K], topic of the job and unit of each seat."""

    expertise: Array
    home: Ints
    unit: Ints


def trade(world: World, _week: int) -> Trade:
    """As it is after some weeks."""
    people = world.people
    expertise = np.empty((len(people), world.skills.shape[1]))
    home, unit = np.empty(len(people), dtype=np.int64), np.empty(len(people), dtype=np.int64)
    expertise[people.seat] = world.skills.expertise / FINE
    home[people.seat], unit[people.seat] = people.home, people.unit
    return Trade(expertise, home, unit)


def ranks(known: Trade, topic: int) -> Ints:
    """Rank of each seat whose job is about a topic; -1 for all others."""
    rank = np.full(len(known.home), -1)
    there = known.home == topic
    if there.sum() >= 5:
        knows = known.expertise[there, topic]
        rank[there] = np.searchsorted(np.quantile(knows, (ADVANCED, JOURNEYMEN, MASTERS)), knows, side="right")
    return rank


def near_peers_over_masters(lives: Lives, arm: str) -> float:
    """What apprentices gain on their trade from journeymen and advanced apprentices, over that from masters."""
    lived, near, masters = lives[arm], 0.0, 0.0
    for _, known, gains in _quarters(lived):
        for topic in range(known.expertise.shape[1]):
            rank = ranks(known, topic)
            here = gains["topic"] == topic
            learner, teacher = rank[gains["seat"][here]], rank[gains["other_seat"][here]]
            apprentices = np.isin(learner, (APPRENTICE, ADVANCED_APPRENTICE))
            amount = gains["amount"][here] / FINE
            near += amount[apprentices & np.isin(teacher, (JOURNEYMAN, ADVANCED_APPRENTICE))].sum()
            masters += amount[apprentices & (teacher == MASTER)].sum()
    return float(near / masters) if masters > 0 else math.nan


def outside_share_of_best(lives: Lives, arm: str) -> float:
    """Share that comes from outside of what those gain from others who have no better colleague in their company."""
    lived, outside, total = lives[arm], 0.0, 0.0
    companies = lived.scenario.organization.companies
    for week, known, gains in _quarters(lived):
        company = known.unit % companies
        best = _best_of(known, companies) & _best_of(lived.looks[week + QUARTER], companies)
        top = best[gains["seat"], gains["topic"]]
        apart = company[gains["seat"]] != company[gains["other_seat"]]
        amount = gains["amount"] / FINE
        outside += amount[top & apart].sum()
        total += amount[top].sum()
    return float(outside / total) if total > 0 else math.nan


def _best_of(known: Trade, companies: int) -> Array:
    """[seats, K] whether nobody in the seat's company knows more of a topic."""
    company = known.unit % companies
    best = np.zeros((companies, known.expertise.shape[1]))
    np.maximum.at(best, company, known.expertise)
    return np.asarray(known.expertise >= best[company])


def _quarters(lived: Lived) -> list[tuple[int, Trade, dict[str, Array]]]:
    """For each quarter what people knew at its start, and who gained what from whom in it."""
    gains = lived.of_kind(ledger.GAIN)
    found = []
    for week in range(0, WEEKS, QUARTER):
        inside = (gains["week"] >= week) & (gains["week"] < week + QUARTER) & (gains["other_seat"] >= 0)
        found.append((week, lived.looks[week], {name: column[inside] for name, column in gains.items()}))
    return found


CASE_OF_GUILD = Case(
    name="guild",
    source="S11",
    title="Guilds, trades, surgeons: learning from near peers",
    question="Do apprentices learn as much from journeymen and advanced apprentices as from masters?",
    happened=(
        "In guilds and trades, and among surgeons, apprentices learn from journeymen and from apprentices who are "
        "further on as much as from masters. Those at the top travel, to learn from others at the top."
    ),
    represented=(
        "180 people of five trades in three companies, with five communities that reach across companies. Masters "
        "are the upper fifth of a trade by expertise, journeymen the two fifths below, apprentices the rest, of whom "
        "the upper half is advanced. Learning is linear: what is gained grows with the difference of expertise."
    ),
    left_out=(
        "Indenture, exams and pay. Travel takes no time here. Where one rank ends and the next begins is our choice."
    ),
    reading=(
        "Under the linear law an hour with a master teaches more than an hour with a journeyman; there are twice as "
        "many journeymen, and people ask those whom they know. Whether the two balance is not built in. That those "
        "without a better colleague learn from outside only is: nobody learns from somebody who knows less."
    ),
    arms={
        CASE: Arm("communities across companies"),
        COUNTERFACTUAL: Arm("no communities: people ask whom they know", programme=False),
    },
    statements=(
        Statement(
            "near_peers",
            "Apprentices gain from journeymen and advanced apprentices .7 to 1.3 times what they gain from masters",
            "times",
            near_peers_over_masters,
            least=0.7,
            most=1.3,
        ),
        Statement(
            "outside",
            "Those without a better colleague gain from outside only (at least 95 % of what they gain from others)",
            "share",
            outside_share_of_best,
            least=0.95,
        ),
    ),
    levels=(level("flow"), level("cross_company_share"), level("memberships"), level("stock")),
    watch=Watch(kinds=(ledger.GAIN,), weeks=tuple(range(0, WEEKS + 1, QUARTER)), look=trade),
    held=("behaviour.learning.law",),
)
