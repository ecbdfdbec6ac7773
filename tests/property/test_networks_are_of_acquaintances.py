"""An informal network is one of acquaintances: nobody comes in who knows no member, not even by asking."""

import copsim
from copsim.engine import run, start, warm_up
from copsim.state.allocate import copy_world
from copsim.state.ledger import JOIN
from copsim.state.world import NOBODY, World
from copsim.streams import chance_of

SMALL = [
    "organization=small_firm",
    "weeks=40",
    "warmup_weeks=20",
    "policy=self_selected",
    "policy.leadership.chosen_by=nobody",
    "behaviour.joining.guest=4",
]


def strangers(form: str) -> tuple[int, int]:
    """Those who came into a network with members in it, and those of them who knew no member the week before."""
    course = warm_up(start(copsim.compose([*SMALL, f"policy.form.form={form}"]), chance_of(3)))
    came, unknown = 0, 0
    before: list[World] = [course.copy().world]

    def look(world: World, week: int) -> None:
        nonlocal came, unknown
        events = world.events[: world.totals.events[0]]
        for row, q in events[["row", "community"]][events["kind"] == JOIN].tolist():
            people, ties = before[-1].people, before[-1].ties.seat[row]
            members = set(people.seat[(people.inside >> q) & 1 == 1].tolist())
            fellows = members & set(ties[ties != NOBODY].tolist())
            came += bool(members)
            unknown += bool(members) and not fellows
        before[-1] = copy_world(world)

    run(course, 40, look)
    return came, unknown


def test_nobody_comes_into_a_network_without_knowing_a_member() -> None:
    came, unknown = strangers("informal_network")
    assert came > 20
    assert unknown == 0


def test_communities_do_let_strangers_in() -> None:
    assert strangers("community")[1] > 0
