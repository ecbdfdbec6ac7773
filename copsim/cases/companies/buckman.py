"""S8 Buckman Labs: a worldwide network on which people answer each other's questions."""

import math
from typing import Any

import numpy as np

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.lived import Lived, Watch
from copsim.state import ledger
from copsim.state.world import World

ONE_ZONE = "one_zone"
DAY = 24.0


def sites(world: World, _week: int) -> Any:
    """[seats] site of each seat."""
    found = np.empty(len(world.people), dtype=np.int64)
    found[world.people.seat] = world.people.site
    return found


def answered(lives: Lives, arm: str) -> float:
    """Share of the questions with a first answer within a day."""
    return lives[arm].metric("answered_24h")


def from_afar(lives: Lives, arm: str) -> float:
    """Share of the questions answered within a day whose first answer came from another continent."""
    lived = lives[arm]
    first = _first_answers(lived)
    site = lived.looks[0]
    apart = site[first["seat"]] != site[first["other_seat"]]
    return float(apart.mean()) if len(apart) else math.nan


def _first_answers(lived: Lived) -> dict[str, Any]:
    """The first answer to each question that got one within a day."""
    answers = lived.of_kind(ledger.ANSWER)
    quick = (answers["channel"] == ledger.COMMUNITY) & (answers["hour"] < DAY)
    answers = {name: column[quick] for name, column in answers.items()}
    order = np.lexsort((answers["hour"], answers["week"], answers["opportunity"]))
    question = np.stack([answers["opportunity"][order], answers["week"][order]])
    new = np.append(True, (np.diff(question) != 0).any(axis=0)) if order.size else np.zeros(0, dtype=bool)
    return {name: column[order[new]] for name, column in answers.items()}


def lost_in_one_zone(lives: Lives, arm: str) -> float:
    """Share answered within a day, less that in the world where all sites share a time zone."""
    return answered(lives, arm) - answered(lives, ONE_ZONE)


CASE_OF_BUCKMAN = Case(
    name="buckman",
    source="S8",
    title="Buckman Labs: answers from round the world",
    question="Does a worldwide network answer questions within a day, because somebody is always at work?",
    happened=(
        "People of Buckman Labs, all over the world, put questions to a network of colleagues and have answers from "
        "other continents within a day."
    ),
    represented=(
        "240 people at four sites, six hours apart, with four communities that have a channel for questions and "
        "never meet. Whoever is able and willing answers in the working hours of their own site."
    ),
    left_out="The network's software and editors, customers, and languages.",
    reading=(
        "Colleagues at other sites are at work while those here sleep, but they also sleep while a question is asked "
        "here. Which of the two matters more is not built in."
    ),
    arms={
        CASE: Arm("four continents on one network"),
        COUNTERFACTUAL: Arm("the same network, a part of it for each unit", {"policy.form.reach": "unit"}),
        ONE_ZONE: Arm("the same network; all sites share a time zone", {"organization.site_hours_apart": 0.0}),
    },
    statements=(
        Statement("answered", "At least half of the questions are answered within a day", "share", answered, least=0.5),
        Statement(
            "from_afar",
            "At least half of the first answers within a day come from another continent",
            "share",
            from_afar,
            least=0.5,
        ),
        Statement(
            "one_zone",
            "Fewer questions are answered within a day if all sites share a time zone",
            "difference of shares",
            lost_in_one_zone,
            least=0.0,
            beyond=True,
        ),
    ),
    watch=Watch(kinds=(ledger.ANSWER,), weeks=(0,), look=sites),
)
