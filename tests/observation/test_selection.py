"""Who is meant by the words that choose seats."""

import pytest

import copsim
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.model import CommunityModel
from copsim.observation.network import Network
from copsim.observation.selection import Selection

SEED, WEEKS = 3, 20


def seats(who: object, seed: int = SEED) -> list[int] | None:
    """Seats of a firm of 40 with 4 communities, as far as they are known without a world."""
    return Selection(who, 40, 4, seed).fixed


def test_seats_are_named_one_by_one_or_from_to() -> None:
    assert seats("3,17,30-33") == [3, 17, 30, 31, 32, 33]
    assert seats([5, 0]) == [0, 5]
    assert seats(7) == [7]
    assert seats("all") == list(range(40))


def test_a_sample_follows_from_the_seed_and_a_larger_one_holds_the_smaller() -> None:
    assert seats("random:5") == seats("random:5")
    assert set(seats("random:5")) < set(seats("random:20"))
    assert seats("random:5") != seats("random:5", seed=4)
    assert seats("random:40") == list(range(40))


def test_experts_and_members_are_those_of_the_chosen_week(scenario: Scenario, network: Network) -> None:
    people = network.people
    experts = people.loc[people["expert"], "seat"].tolist()
    assert copsim.panel(scenario, SEED, "experts").seats == experts
    inside = set(network.memberships.loc[network.memberships["community"] == 2, "person"])
    members = people.loc[people["person"].isin(inside), "seat"].tolist()
    assert copsim.panel(scenario, SEED, "community:2").seats == members
    early = copsim.network(scenario, SEED, 4)
    inside = set(early.memberships.loc[early.memberships["community"] == 2, "person"])
    chosen = copsim.panel(scenario, SEED, "community:2", chosen_week=4).seats
    assert chosen == early.people.loc[early.people["person"].isin(inside), "seat"].tolist()


def test_a_mesa_model_chooses_now(scenario: Scenario, network: Network) -> None:
    model = CommunityModel(scenario, SEED)
    model.advance(4)
    panel = model.panel("community:2")
    model.advance(3)
    assert panel.seats == copsim.panel(scenario, SEED, "community:2", chosen_week=4).seats
    assert sorted(set(panel.table["week"])) == [4, 5, 6]


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("40", "seat 40 is refused: seats are numbered 0 to 39"),
        ("0-40", "seat 40 is refused"),
        ("-1", "'-1' is no seat"),
        ("9-3", "'9-3' runs backwards; write 3-9"),
        ("3,3", "seat 3 is named twice"),
        ("3,4-", "'4-' is no seat"),
        ("", "'' is no seat"),
        ("expert", "(did you mean 'experts'?)"),
        ("community:4", "communities are numbered 0 to 3"),
        ("community", "communities are numbered 0 to 3"),
        ("random:0", "a sample has 1 to 40 seats"),
        ("random:41", "a sample has 1 to 40 seats"),
        ("random:x", "a sample has 1 to 40 seats"),
        ([], "who names no seat"),
        ([-1], "seat -1 is refused"),
        ([1.5], "seat 1.5 is refused: a seat is a whole number"),
        (True, "a seat is a whole number"),
    ],
)
def test_words_that_mean_no_seat_are_refused(who: object, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        seats(who)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_firm_without_communities_or_members_says_so(scenario: Scenario) -> None:
    with pytest.raises(InputError, match="the organization has no communities"):
        Selection("community:0", 40, 0, SEED)
    with pytest.raises(InputError, match="there are no members of community 0 in week 0; choose another week"):
        copsim.panel(scenario, SEED, "community:0", chosen_week=0)
    with pytest.raises(InputError, match="people are chosen after 0 to 20 weeks, got 21"):
        copsim.panel(scenario, SEED, "experts", chosen_week=21)
    with pytest.raises(InputError, match="there is no scenario"):
        copsim.panel({}, SEED, "all")
