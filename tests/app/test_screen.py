"""Screens are checked at the door: what is no screen is refused in one sentence that says what and what next."""

import pytest

from copsim.app.limits import Limits
from copsim.app.screen import read_screen
from copsim.errors import InputError

RULE = {"membership.rule": "self_selected"}


def refused(screen: object) -> str:
    with pytest.raises(InputError) as caught:
        read_screen(screen, Limits())
    text = str(caught.value)
    assert len(text) < 600
    assert "\n" not in text
    return text


def test_an_empty_screen_is_the_default_firm_without_a_plan():
    screen = read_screen({}, Limits())
    assert screen.scenario(screen.plans[0]) == screen.scenario(None)


@pytest.mark.parametrize(
    ("screen", "told"),
    [
        (3, "must be a JSON object"),
        ({"plan": []}, "did you mean 'plans'"),
        ({"plans": [{}] * 5}, "plans must be a list of at most 4"),
        ({"plans": [{"policy": {"membership.rul": "open"}}]}, "did you mean 'membership.rule'"),
        ({"plans": [{"policy": {"funding.released_hours": 99}}]}, "from 0 to 40"),
        ({"plans": [{"policy": {"funding.released_hours": "much"}}]}, "must be a number"),
        ({"plans": [{"policy": {"funding.released_hours": True}}]}, "not a flag"),
        ({"plans": [{"policy": {"rewards.recognition": 1}}]}, "needs communities"),
        ({"plans": [{"policy": {"membership.rule": {"a": 1}}}]}, "one number, choice or flag"),
        ({"plans": [{"name": "x" * 61}]}, "at most 60 characters"),
        ({"firm": {"organization.roster": "/etc/passwd"}}, "names a file"),
        ({"firm": {"organization.tie_list": "x"}}, "names a file"),
        ({"firm": {"policy.funding.released_hours": 1}}, "unknown key"),
        ({"firm": {"organization.headcount": 2_500}}, "up to 2,000 people"),
        ({"firm": {"organization.headcount": 2_000, "weeks": 780}}, "too much for the Lab"),
        ({"firm": {"weeks": 5_000}}, "up to 1,100 weeks"),
        ({"firm": {"behaviour.joining.entry": 400}}, "explored range"),
        ({"firm": {"organization.wage": 1e400}}, "finite"),
        ({"events": [{"week": 1, "policy": {}}]}, "belongs to the measures of a plan"),
        ({"plans": [{"measures": [{"week": 1, "shock": "growth", "share": 1}]}]}, "belongs to events"),
        ({"events": [{"week": 900, "shock": "growth", "share": 0.1}]}, "after the horizon"),
        ({"events": [{"week": 1, "shock": "growth", "share": 1.0, "people": 3}]}, "exactly one"),
        ({"events": [{"week": 1, "shock": "growth", "people": 900_000}]}, "up to 2,000 people"),
        ({"pairs": 401}, "from 1 to 400"),
        ({"pairs": True}, "whole number"),
        ({"active": 1}, "from 0 to 0"),
        ({"unknowns": 1}, "true or false"),
        ({"charts": ["flo"]}, "did you mean 'flow'"),
        ({"charts": [["flow"]]}, "no outcome"),
    ],
)
def test_it_says_what_is_wrong(screen, told):
    assert told in refused(screen)


def test_shocks_strike_with_and_without_a_plan_and_measures_only_with_it():
    body = {
        "events": [{"week": 20, "shock": "layoffs", "share": 0.1}],
        "plans": [{"policy": RULE, "measures": [{"week": 30, "ends": True}]}],
    }
    screen = read_screen(body, Limits())
    assert [change.week for change in screen.scenario(None).timeline] == [20]
    assert [change.week for change in screen.scenario(screen.plans[0]).timeline] == [20, 30]
    assert screen.scenario(None, default_firm=True).timeline == ()
