"""Networks, panels and Mesa agents where seats open and close, and where units are made anew."""

from pathlib import Path

import pytest

import copsim
from copsim.reporting.network_map import network_map_data

SMALL = ["organization.headcount=40", "organization.units=2", "organization.team_size=5", "weeks=20", "warmup_weeks=6"]
GROWTH = "{week: 4, shock: growth, people: 8}"
MERGER = "{week: 6, shock: merger, people: 12}"
LAYOFFS = "{week: 10, shock: layoffs, share: 0.3}"
PLATFORMS = "{week: 8, shock: reorganization, to: platforms}"


def scenario(*shocks: str) -> copsim.Scenario:
    """A small firm with some shocks."""
    return copsim.compose(["policy=self_selected", *SMALL, f"timeline=[{', '.join(shocks)}]"])


def test_a_panel_says_which_seats_are_closed_and_who_was_laid_off() -> None:
    here = scenario(GROWTH, MERGER, LAYOFFS)
    table = copsim.panel(here, 3, "all").table
    assert sorted(table["seat"].unique()) == list(range(60))
    status = table.pivot(index="week", columns="seat", values="status")
    assert (status.loc[3, 40:] == "closed").all() and (status.loc[4, 40:47] != "closed").all()
    assert (status.loc[5, 48:] == "closed").all() and (status.loc[6, 48:] == "present").mean() > 0.8
    gone = status.columns[(status.loc[10] == "left") & (status.loc[11] == "closed")]
    assert len(gone) > 10 and (status.loc[11:, gone] == "closed").all().all()
    closed = table[table["status"] == "closed"]
    assert closed.drop(columns=["arm", "seed", "week", "seat", "status"]).isna().all().all()


def test_a_network_shows_open_seats_and_those_who_sit_there() -> None:
    model = copsim.CommunityModel(scenario(GROWTH, MERGER, LAYOFFS), seed=3)
    sizes = []
    for week in (4, 8, 12):
        model.advance(week - model.week)
        network = model.network()
        sizes.append(len(network.seats))
        assert set(network.people["seat"]) <= set(network.seats["seat"])
        assert len(network.people) == len(model.employees)
    assert sizes == [40, 60, 42]


def test_weeks_before_and_after_shocks_stand_side_by_side_in_one_picture(tmp_path: Path) -> None:
    model = copsim.CommunityModel(scenario(GROWTH, PLATFORMS, LAYOFFS), seed=3)
    networks = []
    for week in (3, 9, 14):
        model.advance(week - model.week)
        networks.append(model.network())
        networks[-1].save(tmp_path / f"{week}.graphml")
    drawn = network_map_data(networks)
    assert drawn.of == "person" and drawn.panels["people"].tolist() == [len(n.people) for n in networks]
    assert not drawn.marks[["x", "y"]].isna().any().any()


def test_agents_come_and_go_with_their_seats() -> None:
    model = copsim.CommunityModel(scenario(MERGER, LAYOFFS), seed=3)
    with pytest.raises(copsim.InputError, match="seat 45 is closed in week 0"):
        model.employee(45)
    model.advance(7)
    joined = next(agent for agent in model.employees if agent.seat >= 40)
    assert joined.hire_week <= 6 and joined.ties and joined.unit == 2
    model.advance(5)
    closed = set(range(52)) - set(model.network().seats["seat"])
    assert len(closed) == 16 and not closed & {agent.seat for agent in model.employees}
    assert all(tie.other.present for agent in model.employees for tie in agent.ties)
