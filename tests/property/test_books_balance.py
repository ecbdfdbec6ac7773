"""Whatever is asked for, hours, events and totals agree in every week."""

from collections import Counter
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.config.policy import Policy
from copsim.config.scenario import Scenario
from copsim.config.shocks import seats_of, units_of
from copsim.metrics.catalogue import METRICS
from copsim.metrics.tally import TALLIES
from copsim.simulation import simulate
from copsim.state import ledger
from copsim.state.world import FINE, NOBODY, TRAINING, USES, World

few = settings.get_profile("few")
SEEDS = st.integers(0, 3)
NUMBER = {name: n for n, name in enumerate(TALLIES)}


def policy_of(scenario: Scenario, week: int) -> Policy:
    """Policy in force in a week."""
    return [policy for start, policy in scenario.policies() if start <= week][-1]


def events_of(world: World, kind: int, channel: int | None = None) -> Any:
    """Places of a week's events of one kind (and channel)."""
    e, count = world.events, world.totals.events[0]
    chosen = e.kind[:count] == kind
    return np.flatnonzero(chosen if channel is None else chosen & (e.channel[:count] == channel))


def by_row(world: World, places: Any, amounts: Any) -> Any:
    """Amounts summed by the row of who acts."""
    total = np.zeros(world.people.seat.size, dtype=np.int64)
    np.add.at(total, world.events.row[places], amounts)
    return total


@few
@given(data=st.data(), seed=SEEDS)
def test_every_minute_has_its_event(data: Any, seed: int, watch: Any) -> None:
    scenario = data.draw(watch.scenarios())
    asking, querying, work = scenario.behaviour.asking, scenario.behaviour.querying, scenario.behaviour.work
    sitting = np.zeros(seats_of(scenario), dtype=np.int64)
    freed, paying = np.zeros_like(sitting), np.ones(1)

    def before(world: World) -> None:
        sitting[:] = world.people.filled

    def look(world: World, week: int) -> None:
        e, h, policy = world.events, world, policy_of(scenario, week)
        sitting[watch.merged(world, scenario, week)] = 1
        minutes = {use: h.minutes[:, n] for n, use in enumerate(USES)}
        length = int(60 * policy.events.meeting_hours)
        assert np.all(h.minutes >= 0) and np.all(h.minutes[sitting == 0] == 0)
        released = int(60 * paying[0] * policy.funding.released_hours) + freed
        assigned = np.where(sitting == 1, np.maximum(0, world.people.assigned - released), 0)
        freed[:], paying[:] = world.people.repaid + world.people.leads, world.office.paying
        assert np.array_equal(minutes["assigned"], assigned)
        for use, channel in (("duty", ledger.DUTY), ("meeting", ledger.MEETING)):
            came = events_of(world, ledger.ATTEND, channel)
            assert np.array_equal(minutes[use], by_row(world, came, length))
        for use, kind, channel in (
            ("helping", ledger.HELP, None),
            ("answering", ledger.ANSWER, ledger.COMMUNITY),
            ("consulting", ledger.CONSULT, None),
            ("training", ledger.TRAIN, None),
        ):
            done = events_of(world, kind, channel)
            done = done[e.row[done] != NOBODY]
            assert np.array_equal(minutes[use], by_row(world, done, e.amount[done])), use
        asked = events_of(world, ledger.ASK)
        apart = world.people.unit[e.row[asked]] != world.people.unit[e.other[asked]]
        line = asking.line_hours * scenario.organization.culture.line_enforcement
        sought = (60 * (asking.search_hours + line * apart)).astype(np.int64)
        assert np.array_equal(minutes["search"], by_row(world, asked, sought))
        helped = asked[e.amount[asked] == 1]
        assert np.array_equal(minutes["asking"], by_row(world, helped, int(60 * asking.ask_hours)))
        pairs = events_of(world, ledger.MENTOR)
        mentored = by_row(world, pairs, e.amount[pairs])
        np.add.at(mentored, e.other[pairs], e.amount[pairs])
        assert np.array_equal(minutes["mentoring"], mentored)
        bought = events_of(world, ledger.CODIFY)
        bought = bought[e.community[bought] == NOBODY]
        hours = scenario.behaviour.codifying.project_hours
        assert np.array_equal(minutes["authoring"], by_row(world, bought, int(60 * hours)))
        posted = events_of(world, ledger.POST)
        assert np.array_equal(minutes["posting"], by_row(world, posted, int(60 * querying.post_hours)))
        assert np.all(minutes["stuck"] <= int(60 * work.stuck_hours) * work.stuck_at_once)
        new = events_of(world, ledger.ARRIVE)
        tried = np.where(sitting == 1, by_row(world, new, int(60 * work.attempt_hours)), 0)
        assert np.all(minutes["attempt"] >= tried)
        if work.several_topics == 0.0:
            assert np.array_equal(minutes["attempt"], tried) and not minutes["coordinating"].any()
        sitting[:] = world.people.filled

    watch.weeks(scenario, seed, look, before)


def counted(world: World, scenario: Scenario, week: int) -> dict[str, int]:
    """Totals of a week, counted once more from events and state."""
    e, p, m, o = world.events, world.people, world.memberships, scenario.organization
    count, policy, here = world.totals.events[0], policy_of(scenario, week), world.people.filled == 1
    kinds = Counter(e.kind[:count].tolist())
    gain, use = events_of(world, ledger.GAIN), events_of(world, ledger.USE)
    read = gain[e.channel[gain] == ledger.PRACTICE]
    received = gain[(e.other[gain] != NOBODY) | (e.channel[gain] == ledger.PRACTICE)]
    named = received[e.other[received] != NOBODY]
    across = named[p.unit[e.other[named]] != p.unit[e.row[named]]]
    solved, answers = events_of(world, ledger.SOLVE), events_of(world, ledger.ANSWER)
    given_answers = answers[e.row[answers] != NOBODY]
    posts = {(int(e.opportunity[n]), int(e.community[n])) for n in events_of(world, ledger.POST)}
    by_query = [n for n in given_answers if e.channel[n] == ledger.COMMUNITY]
    first: dict[tuple[int, int], int] = {}
    for n in by_query:
        question = int(e.opportunity[n]), int(e.community[n])
        first[question] = min(first.get(question, 1 << 30), int(e.minute[n]))
    assert first.keys() <= posts
    minutes = world.minutes.sum(axis=1)
    capacity = int(60 * o.capacity_hours)
    written = events_of(world, ledger.CODIFY)
    items = int((e.community[written] != NOBODY).sum())
    contributions = kinds[ledger.TELL] + len(given_answers) + items
    rivals, training = policy.rivals, int(world.minutes[:, TRAINING].sum())
    prices = policy.rewards.recognition * policy.rewards.recognition_cost
    return {
        "people": int(here.sum()),
        "experts": int(p.expert[here].sum()),
        "quits": kinds[ledger.QUIT],
        "hires": kinds[ledger.HIRE],
        "layoffs": kinds[ledger.LAYOFF],
        "first_hires": sum(float(e.value[n]) == 1.0 for n in events_of(world, ledger.HIRE)),
        "flow": int(e.amount[received].sum()),
        "flow_across": int(e.amount[across].sum()),
        "learned": int(e.amount[gain].sum()),
        "useful": int(e.amount[use].sum()),
        "solved": len(solved),
        "handoffs": kinds[ledger.HANDOFF],
        "weeks_queued": int(e.amount[events_of(world, ledger.HANDOFF)].sum()),
        "several_solved": sum(float(e.value[n]) == 1.0 for n in events_of(world, ledger.PART)),
        "closed": len(solved) + kinds[ledger.LAPSE],
        "weeks_open": int(e.amount[solved].sum()) + 52 * kinds[ledger.LAPSE],
        "problem_cents": sum(int(100 * float(e.value[n])) for n in solved),
        "members": len(set(m.row[m.level > 0].tolist())),
        "memberships": int((m.level > 0).sum()),
        "muted": int((m.reading[m.level > 0] <= 0.0).sum()),
        "invitations": kinds[ledger.INVITE],
        "codified": items,
        "archived": len(written) - items,
        "deliverables": kinds[ledger.DELIVER],
        "consultations": kinds[ledger.CONSULT],
        "solved_from_practice": int((e.channel[solved] == ledger.PRACTICE).sum()),
        "flow_practice": int(e.amount[read].sum()),
        "flow_from_nowhere": int(e.amount[received].sum() - e.amount[named].sum()),
        "repository_cents": int(100 * rivals.repository_cost * scenario.behaviour.repository.upkeep_share / 52),
        "directory_cents": int(100 * rivals.directory_cost / 52),
        "classroom_cents": training * int(100 * scenario.behaviour.classroom.fee) // 60,
        "contributions": contributions,
        "recognition_cents": int(100 * prices) * contributions,
        "posts": kinds[ledger.POST],
        "answered": len(first),
        "answered_in_a_day": sum(minute < 24 * 60 for minute in first.values()),
        "first_answer_minutes": sum(first.values()),
        "communities": int(world.communities.alive.sum()),
        "minutes_displaced": int(np.maximum(0, minutes - capacity).sum()),
        "minutes_capacity": capacity * int(here.sum()),
        "minutes_released": int(60 * policy.funding.released_hours) * int(here.sum()),
        "minutes_facilitator": int(60 * policy.support.facilitator_hours),
        **{f"minutes_{use}": int(world.minutes[:, n].sum()) for n, use in enumerate(USES)},
    }


@few
@given(data=st.data(), seed=SEEDS)
def test_weekly_totals_are_the_sums_of_the_weeks_events(data: Any, seed: int, watch: Any) -> None:
    scenario = data.draw(watch.scenarios())
    expected: list[dict[str, int]] = []
    tallies, across = watch.weeks(scenario, seed, lambda world, week: expected.append(counted(world, scenario, week)))
    nowhere = sum(totals.pop("flow_from_nowhere") for totals in expected)  # by authors who have quit
    for week, totals in enumerate(expected):
        for name, total in totals.items():
            assert tallies[week, NUMBER[name]] == total, (week, name)
    units = units_of(scenario)
    assert across[:units].sum() == tallies[:, NUMBER["flow"]].sum() - nowhere
    assert across[:units].sum() - np.trace(across[:units]) == tallies[:, NUMBER["flow_across"]].sum()
    assert across[units].sum() == tallies[:, NUMBER["people"]].sum()


@few
@given(data=st.data(), seed=SEEDS)
def test_what_people_learn_is_what_they_know_more_but_for_forgetting(data: Any, seed: int, watch: Any) -> None:
    known: dict[int, Any] = {}

    def look(world: World, week: int) -> None:
        p, e, knows = world.people, world.events, world.skills.expertise / FINE
        gained = np.zeros(world.skills.shape)
        for n in events_of(world, ledger.GAIN):
            gained[e.row[n], e.topic[n]] += e.amount[n] / FINE
        for i in range(p.seat.size):
            if known.get(int(p.key[i])) is not None and p.filled[i] == 1:
                assert np.all(knows[i] <= np.minimum(1.0, known[int(p.key[i])] + gained[i]) + 1e-9)
                assert np.all(knows[i] >= np.minimum(1.0, gained[i]) - 1e-9)
        known.clear()
        known.update({int(p.key[i]): knows[i].copy() for i in np.flatnonzero(p.filled == 1)})

    watch.weeks(data.draw(watch.scenarios()), seed, look)


SHARES = ("cross_unit_share", "solved_share", "member_share", "engagement", "answered_24h", "airtime_used")


@few
@given(data=st.data(), seed=SEEDS)
def test_metrics_are_numbers_or_have_nothing_to_be_measured_on(data: Any, seed: int, watch: Any) -> None:
    runs = simulate(data.draw(watch.scenarios()), [seed], workers=1)
    for table in (runs.weekly, runs.summary):
        for name in METRICS:
            values = table[name].dropna().to_numpy()
            assert np.isfinite(values).all(), name
            if name in SHARES:
                assert np.all((values >= 0.0) & (values <= 1.0)), name
    assert (runs.weekly["headcount"] <= seats_of(runs.scenarios["run"])).all()
