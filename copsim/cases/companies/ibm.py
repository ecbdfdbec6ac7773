"""S9 IBM: conferences of communities beside ordinary meetings."""

import math

import numpy as np

from copsim.cases.case import CASE, COUNTERFACTUAL, Arm, Case, Lives, Statement
from copsim.cases.levels import level
from copsim.cases.lived import Lived, Watch
from copsim.config.levers.occasions import is_due
from copsim.state import ledger
from copsim.state.world import FINE, Array

OCCASIONS = (ledger.MEETING, ledger.EVENT)


def event_weeks(lives: Lives) -> list[int]:
    """Weeks in which the case holds a conference; first half year left out, for there are few members yet."""
    scenario = lives[CASE].scenario
    times, warmup = scenario.policy.events.conferences_per_year, scenario.warmup_weeks
    return [week for week in range(26, scenario.weeks) if is_due(week + warmup, times)]


def hours_of_occasions(lived: Lived, in_event_weeks: Array) -> tuple[float, float]:
    """Hours of meetings and gatherings in event weeks, and in the others after the first half year."""
    minutes = sum(lived.columns[f"minutes_{use}"] for use in ("meeting", "duty", "gathering"))
    rest = ~in_event_weeks & (np.arange(len(minutes)) >= 26)
    return float(minutes[in_event_weeks].sum()) / 60.0, float(minutes[rest].sum()) / 60.0


def _per_hour(lives: Lives, arm: str, week: Array, amount: Array) -> float:
    """Amount an hour in event weeks over that in other weeks."""
    lived = lives[arm]
    event = np.zeros(len(lived.totals), dtype=bool)
    event[event_weeks(lives)] = True
    there, elsewhere = hours_of_occasions(lived, event)
    gained = amount[event[week]].sum()
    rest = amount[~event[week] & (week >= 26)].sum()
    return float((gained / there) / (rest / elsewhere)) if there > 0 and rest > 0 else math.nan


def expertise(lives: Lives, arm: str) -> float:
    """Expertise gained an hour of meetings and gatherings, in event weeks over other weeks."""
    gains = lives[arm].of_kind(ledger.GAIN)
    ours = np.isin(gains["channel"], OCCASIONS) & (gains["other_seat"] >= 0)
    return _per_hour(lives, arm, gains["week"][ours], gains["amount"][ours] / FINE)


def ties(lives: Lives, arm: str) -> float:
    """New contacts an hour: pairs who meet at a meeting or gathering and have had no contact before in the run."""
    contacts = lives[arm].of_kind(ledger.CONTACT)
    pair = np.stack([contacts["seat"], contacts["other_seat"]])
    low, high = pair.min(axis=0).astype(np.int64), pair.max(axis=0).astype(np.int64)
    order = np.argsort(contacts["week"], kind="stable")
    _, first = np.unique((low << 32 | high)[order], return_index=True)
    new = np.zeros(len(order), dtype=bool)
    new[order[first]] = True
    ours = new & np.isin(contacts["channel"], OCCASIONS)
    return _per_hour(lives, arm, contacts["week"][ours], np.ones(int(ours.sum())))


CASE_OF_IBM = Case(
    name="ibm",
    source="S9",
    title="IBM: conferences",
    question="Does an hour at a conference bring more ties and more learning than an hour of ordinary meetings?",
    happened="Communities at IBM hold conferences, in person and online, besides what they do all year.",
    represented=(
        "240 people with eight communities that meet online every fortnight and hold a conference of all "
        "communities, of two days, twice a year. At a conference people talk two at a time; at a meeting few can "
        "speak and many listen."
    ),
    left_out="Conferences online: a conference is in person here. Talks; evenings; what a conference shows outsiders.",
    reading=(
        "Who talks two at a time meets many, and speaks half of the time, but listeners at a meeting learn all at "
        "once. Which teaches more an hour is not built in. That contacts at a conference are new follows from "
        "meeting members of all communities."
    ),
    arms={
        CASE: Arm("conferences twice a year"),
        COUNTERFACTUAL: Arm("ordinary meetings in the same weeks", {"policy.events.conferences_per_year": 0.0}),
    },
    statements=(
        Statement(
            "ties",
            "More people who did not know each other come into contact an hour in event weeks than in other weeks",
            "times",
            ties,
            least=1.0,
            beyond=True,
        ),
        Statement(
            "expertise",
            "More expertise is gained an hour in event weeks than in other weeks",
            "times",
            expertise,
            least=1.0,
            beyond=True,
        ),
    ),
    levels=(level("flow"), level("embeddedness"), level("memberships"), level("programme_cost")),
    watch=Watch(kinds=(ledger.GAIN, ledger.CONTACT)),
)
