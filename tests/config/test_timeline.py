"""Shocks of a timeline: what they mean for seats and policies, and what is refused in one sentence."""

from pathlib import Path

import pytest

import copsim
from copsim.config.levers.backing import Direction, Sponsorship
from copsim.config.policy import Policy
from copsim.config.scenario import policy_after
from copsim.config.shocks import batches, openings, seats_of, units_of
from copsim.config.timeline import SETTINGS, Change
from copsim.errors import InputError

SMALL = {"organization.headcount": 40, "organization.units": 4, "weeks": 60}


def with_timeline(*changes: str, more: tuple[str, ...] = ()) -> copsim.Scenario:
    """A small firm with a timeline."""
    settings = {**{key: str(value) for key, value in SMALL.items()}, **dict(text.split("=") for text in more)}
    told = ", ".join(f"{{{change}}}" for change in changes)
    return copsim.compose([*(f"{key}={value}" for key, value in settings.items()), f"timeline=[{told}]"])


@pytest.mark.parametrize(
    ("changes", "more", "named"),
    [
        (["week: 5, shock: layoffs, share: 1"], (), ["share=1.0", "organization.headcount=40"]),
        (["week: 5, shock: layoffs, people: 41"], (), ["people=41", "organization.headcount=40"]),
        (["week: 5, shock: layoffs, share: 0.001"], (), ["share=0.001", "40 seats"]),
        (["week: 4, shock: layoffs, people: 30", "week: 5, shock: layoffs, people: 10"], (), ["people=10", "10 seats"]),
        (["week: 5, shock: layoffs, people: 4, share: 0.1"], (), ["people=4", "share=0.1"]),
        (["week: 5, shock: merger, people: 0"], (), ["shock=merger", "people=0"]),
        (["week: 5, shock: merger, people: 3, units: 4"], (), ["units=4", "people=3"]),
        (["week: 5, shock: growth"], (), ["shock=growth", "people=0", "share=0.0"]),
        (["week: 5, shock: growth, share: 0.001"], (), ["share=0.001", "organization.headcount=40"]),
        (["week: 55, shock: growth, people: 9, over_weeks: 9"], (), ["over_weeks=9", "weeks=60"]),
        (["week: 5, shock: new_topic, topic: 16, share: 0.1"], (), ["topic=16", "organization.topics=16"]),
        (["week: 5, shock: new_topic, topic: 3"], (), ["shock=new_topic", "share=0.0"]),
        (["week: 5, shock: reorganization, to: functions"], (), ["to=functions", "organization.form=functions"]),
        (["week: 5, shock: reorganization"], (), ["shock=reorganization", "to="]),
        (["week: 5, shock: reorganization, to: reshuffle"], (), ["to=reshuffle", "share=0"]),
        (["week: 5, shock: reorganization, to: platforms, share: 0.2"], (), ["to=platforms", "share=0.2"]),
        (
            ["week: 5, shock: reorganization, to: platforms", "week: 5, shock: reorganization, to: functions"],
            (),
            ["two", "shock=reorganization", "week 5"],
        ),
        (
            ["week: 5, shock: reorganization, to: platforms"],
            ("organization.units=1",),
            ["to=platforms", "organization.units=1"],
        ),
        ([], ("organization.units=1", "organization.form=platforms"), ["form=platforms", "units=1"]),
        (["week: 5, shock: sponsor_lost"], (), ["sponsor_lost", "policy.sponsorship.sponsor=none"]),
        (["week: 5, people: 3"], (), ["people=3", "shock=none"]),
        (["week: 5, shock: layoffs, people: 3, topic: 2"], (), ["topic=2", "shock=layoffs"]),
        (["week: 5, shock: strike"], (), ["shock=strike"]),
        (["week: 5, shock: growth, peple: 3"], (), ["peple"]),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_that_names_the_settings(
    changes: list[str], more: tuple[str, ...], named: list[str]
) -> None:
    with pytest.raises(InputError) as told:
        with_timeline(*changes, more=more)
    sentence = str(told.value)
    assert all(name in sentence for name in named), sentence
    assert "\n" not in sentence and len(sentence) < 250


def test_seats_are_declared_ahead_and_open_over_the_weeks_of_a_growth() -> None:
    scenario = with_timeline("week: 9, shock: merger, people: 12", "week: 3, shock: growth, share: 0.25, over_weeks: 4")
    assert [(batch.kind, batch.people, batch.units) for batch in batches(scenario.organization, scenario.timeline)] == [
        ("start", 40, 4),
        ("growth", 10, 0),
        ("merger", 12, 1),
    ]
    assert (seats_of(scenario), units_of(scenario)) == (62, 5)
    opened = [(o.week, o.first, o.end) for o in openings(scenario.organization, scenario.timeline)]
    assert opened == [(3, 40, 43), (4, 43, 45), (5, 45, 48), (6, 48, 50), (9, 50, 62)]


def test_a_shock_is_no_change_of_policy_and_goes_with_a_yoke() -> None:
    scenario = with_timeline("week: 5, shock: layoffs, people: 4", more=("policy=mandated_yoked",))
    assert len(scenario.policies()) == 1


def test_who_loses_the_sponsor_loses_what_the_sponsor_granted_and_prescribed_and_nothing_else() -> None:
    sponsorship = Sponsorship.model_construct(sponsor="board", removes_obstacles=True, legitimacy=0.5)
    direction = Direction.model_construct(agenda_share=0.5)
    before = Policy(label="backed").model_copy(update={"sponsorship": sponsorship, "direction": direction})
    after = policy_after(Change(week=5, shock="sponsor_lost"), before)
    assert (after.sponsorship, after.direction, after.label) == (Sponsorship(), Direction(), "backed")


def test_the_page_names_every_shock_and_every_setting_of_it() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "model" / "overview.md").read_text(encoding="utf-8")
    for shock, (needed, possible) in SETTINGS.items():
        if shock != "none":
            row = next(line for line in page.splitlines() if line.startswith(f"| `{shock}` |"))
            names = [name for names in needed for name in names.split("|")] + list(possible)
            assert all(f"`{name}`" in row for name in names)
