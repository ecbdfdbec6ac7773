"""The picture of networks: what it holds, that it can be compared, and that a reader can read all of it."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest

from copsim.errors import InputError
from copsim.reporting.network_drawing import draw_networks
from copsim.reporting.network_layout import places
from copsim.reporting.network_map import MOST_PANELS, NOWHERE, network_map_data
from copsim.reporting.network_marks import COLOURS, OUTSIDE, look_of
from copsim.reporting.saving import save


@dataclass(frozen=True)
class Made:
    """A network from a formula: seats in units and teams, people in communities, ties to neighbours."""

    arm: str = "self_selected"
    week: int = 52
    policy: str = "self_selected"
    seed: int = 7
    window: int = 26
    headcount: int = 60
    units: int = 3
    count: int = 4  # communities
    team: int = 10
    vacant: tuple[int, ...] = (5,)
    several: int = 3  # every so manieth member belongs to a second and a third community

    @property
    def seats(self) -> pd.DataFrame:
        seat = np.arange(self.headcount)
        unit = seat * self.units // self.headcount
        return pd.DataFrame({"seat": seat, "unit": unit, "team": seat // self.team, "site": 0})

    @property
    def memberships(self) -> pd.DataFrame:
        rows = []
        for seat in range(0, self.headcount, 2) if self.count else []:
            if seat not in self.vacant:
                first = seat // 2 % self.count
                more = [(first + n) % self.count for n in (1, 2)] if seat % (2 * self.several) == 0 else []
                rows += [(f"{seat}@0", q) for q in sorted({first, *more})]
        return pd.DataFrame(rows, columns=["person", "community"])

    @property
    def people(self) -> pd.DataFrame:
        table = self.seats[~self.seats["seat"].isin(self.vacant)].reset_index(drop=True)
        person = table["seat"].astype(str) + "@0"
        counts = self.memberships.groupby("person").size()
        main = self.memberships.drop_duplicates("person").set_index("person")["community"]
        belongs = person.map(counts).fillna(0).astype(int)
        role = np.where(belongs == 0, "none", np.array(["core", "active", "peripheral"])[table["seat"] // 2 % 3])
        main_community = person.map(main).fillna(NOWHERE).astype(int)
        return table.assign(person=person, memberships=belongs, main_community=main_community, role=role)

    @property
    def ties(self) -> pd.DataFrame:
        seats = self.people["seat"].to_numpy()
        rows = []
        for step in (1, 2, 7, 13):
            for place, seat in enumerate(seats):
                other = seats[(place + step) % len(seats)]
                rows.append((f"{seat}@0", f"{other}@0", 0.15 + (seat * 37 + step) % 80 / 100))
        return pd.DataFrame(rows, columns=["source", "target", "strength"])

    @property
    def communities(self) -> pd.DataFrame:
        return pd.DataFrame({"community": np.arange(self.count), "alive": True})


def baseline(made: Made) -> Made:
    """The same organization without communities."""
    return replace(made, arm="none", policy="none", count=0)


def test_a_place_belongs_to_a_seat_whatever_the_week_the_arm_and_who_is_there() -> None:
    made = Made()
    shown = [baseline(made), made, replace(made, week=104, vacant=(1, 2, 30))]
    marks = network_map_data(shown).marks
    assert (marks.groupby("item")[["x", "y"]].nunique() == 1).all().all()
    alone = network_map_data([replace(made, seed=8)]).marks.set_index("item")
    together = marks[marks["panel"] == 1].set_index("item")
    pd.testing.assert_frame_equal(alone[["x", "y"]], together[["x", "y"]])


def test_a_mark_is_a_person_with_a_slice_for_each_community() -> None:
    made = Made()
    data = network_map_data([made])
    assert data.of == "person"
    assert data.marks["item"].tolist() == made.people["seat"].tolist()
    belongs = made.memberships.groupby("person")["community"].agg(sorted)
    for item, slices in zip(data.marks["item"], data.marks["slices"], strict=True):
        expected = belongs.get(f"{item}@0", [NOWHERE])
        assert [q for q, _ in slices] == expected
        assert sum(share for _, share in slices) == pytest.approx(1.0)
    panel = data.panels.iloc[0]
    assert panel["people"] == 59
    assert panel["member_share"] == (made.people["memberships"] > 0).mean()
    assert panel["several_share"] == (made.people["memberships"] > 1).mean() > 0


def test_a_line_joins_a_pair_once_with_the_larger_strength_and_the_colour_they_share() -> None:
    made = Made(headcount=6, units=1, vacant=(), team=6)
    ties = pd.DataFrame(
        [("0@0", "2@0", 0.4), ("2@0", "0@0", 0.6), ("1@0", "3@0", 0.3)], columns=["source", "target", "strength"]
    )
    lines = network_map_data([_with_ties(made, ties)]).lines
    assert lines["strength"].tolist() == [0.3, 0.6]
    belongs = made.memberships.groupby("person")["community"].agg(set)
    assert lines["community"].tolist() == [NOWHERE, min(belongs["0@0"] & belongs["2@0"])]


def _with_ties(made: Made, ties: pd.DataFrame) -> object:
    class Other(Made):
        @property
        def ties(self) -> pd.DataFrame:
            return ties

    return Other(headcount=made.headcount, units=made.units, vacant=made.vacant, team=made.team)


def test_only_the_strongest_ties_are_drawn_from_one_strength_on_in_all_panels() -> None:
    made = Made(headcount=300, units=6)
    data = network_map_data([baseline(made), made], most_marks=600)
    assert data.lines["strength"].min() >= data.least
    assert (data.panels["drawn"] <= data.panels["pairs"]).all()
    assert data.panels["drawn"].max() <= 4 * 300


def test_beyond_the_most_marks_teams_stand_for_people_and_beyond_that_units() -> None:
    made = Made()
    teams = network_map_data([made], most_marks=10)
    assert (teams.of, len(teams.marks)) == ("team", 6)
    assert teams.marks["people"].sum() == len(made.people)
    shares = {q: made.people.loc[made.people["team"] == 0, "main_community"].eq(q).mean() for q in range(-1, 4)}
    first = dict(teams.marks.loc[teams.marks["item"] == 0, "slices"].iloc[0])
    assert first == pytest.approx({q: share for q, share in shares.items() if share > 0})
    seat = made.people.set_index("person")["team"]
    across = made.ties[made.ties["source"].map(seat) != made.ties["target"].map(seat)]
    assert teams.lines["strength"].sum() == pytest.approx(across["strength"].sum())
    assert network_map_data([made], most_marks=4).of == "unit"
    with pytest.raises(InputError, match="more than 2 units, too many to draw; write GraphML or CSV instead"):
        network_map_data([made], most_marks=2)


def test_what_cannot_stand_side_by_side_is_refused() -> None:
    made = Made()
    for shown, reason in (
        ([], "there is no network to draw"),
        ([replace(made, week=n) for n in range(MOST_PANELS + 1)], "13 panels, and 12 are the most"),
        ([made, replace(made, seed=8)], "different organizations or seeds"),
        ([made, replace(made, headcount=61)], "different organizations or seeds"),
    ):
        with pytest.raises(InputError) as refused:
            network_map_data(shown)
        assert reason in str(refused.value)


def distances(table: pd.DataFrame) -> np.ndarray:
    """Between all pairs of different rows."""
    x, y = table["x"].to_numpy(), table["y"].to_numpy()
    found = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    np.fill_diagonal(found, np.inf)
    return found


def rooms(discs: pd.DataFrame) -> np.ndarray:
    """How far apart the centres of each pair must be."""
    radius = discs["radius"].to_numpy()
    return radius[:, None] + radius[None, :]


@pytest.mark.parametrize("units", [1, 2, 3, 6, 12, 13, 40])
def test_discs_and_marks_do_not_lie_upon_each_other(units: int) -> None:
    items = pd.DataFrame({"item": np.arange(240), "unit": np.arange(240) * units // 240, "group": np.arange(240) // 12})
    spots, discs = places(items)
    assert (np.hypot(spots["x"], spots["y"]) <= 1.5).all()
    assert spots[["x", "y"]].abs().max().max() <= 1.0 + 1e-9
    assert distances(spots).min() > 0.6 * discs["radius"].max() / np.sqrt(240 / units)
    assert (distances(discs) >= rooms(discs)).all()


def test_units_of_different_sizes_close_the_ring() -> None:
    unit = np.repeat([0, 1, 2, 3], [100, 20, 5, 1])
    _, discs = places(pd.DataFrame({"item": np.arange(126), "unit": unit, "group": unit}))
    np.testing.assert_allclose(discs["radius"] / discs["radius"].max(), np.sqrt([1, 0.2, 0.05, 0.01]))
    assert (distances(discs) >= rooms(discs)).all()


def test_communities_have_colours_of_their_own_as_long_as_there_are_enough() -> None:
    few = look_of(network_map_data([Made()]), 8.0)
    assert [few.colours[q] for q in range(4)] == list(COLOURS[:4])
    assert few.colours[NOWHERE] == OUTSIDE not in COLOURS
    many = look_of(network_map_data([Made(count=12)]), 8.0)
    assert len(many.named) == len(COLOURS) - 1
    assert len({many.colours[q] for q in many.named}) == len(many.named)
    assert {many.colours[q] for q in many.others} == {COLOURS[-1]}


def small_multiples() -> list[Made]:
    made = Made(headcount=120, units=6)
    arms = [baseline(made), made, replace(made, arm="mandated", policy="mandated", several=100)]
    return [replace(one, week=week) for one in arms for week in (0, 104)]


FIGURES = {
    "one": [replace(Made(), arm="run")],
    "without communities": [baseline(Made())],
    "without a window": [replace(Made(), window=0)],
    "three arms in two weeks": small_multiples(),
    "twelve panels": [replace(Made(headcount=24), week=week) for week in range(12)],
    "many units and communities": [Made(headcount=300, units=20, count=12)],
    "one unit": [Made(units=1)],
    "teams": [baseline(Made(headcount=700, units=12)), Made(headcount=700, units=12)],
    "a long name": [replace(Made(), arm="self_selected_cultivated, headcount=1000, a very long name of an arm")],
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("shown", FIGURES.values(), ids=FIGURES)
def test_all_words_of_a_picture_can_be_read(shown: list[Made], inspect) -> None:
    seen = inspect(draw_networks(network_map_data(shown)))
    assert seen.overlapping() == []
    assert seen.outside() == []
    assert seen.smallest() >= 12


def test_a_picture_says_what_it_shows() -> None:
    figure = draw_networks(network_map_data([baseline(Made()), Made()]))
    words = " ".join(text.get_text() for text in figure.findobj(lambda part: hasattr(part, "get_text")))
    for told in ("none, week 52", "self-selected, week 52", "Seed 7", "n = 59 people", "no members", "in several",
                 "ties drawn", "core member", "in two communities", "keeps the other in mind"):  # fmt: skip
        assert told in words, told


def test_the_same_picture_has_the_same_bytes(tmp_path) -> None:
    first, second = (
        [path.read_bytes() for path in save(draw_networks(network_map_data([Made(headcount=24)])), tmp_path / name)]
        for name in ("one", "two")
    )
    assert first == second
