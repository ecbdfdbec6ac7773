"""Comparisons at equal cost: each arm's own budget is set so that a year of it costs what a year of a named arm does.

Cost is the metric ``programme_cost`` (money per employee and year, over all reported weeks), as measured in pilot runs
on the first seeds of the comparison. One lever of an arm is its budget: the first of ``BUDGETS`` that it uses. All its
dated settings are scaled alike. An arm without any policy costs nothing and stays as it is.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from copsim.config.declare import declared
from copsim.config.policy import Policy
from copsim.config.scenario import Scenario, build_scenario
from copsim.config.unknowns import Unknowns
from copsim.errors import InputError, nearest

# levers that take more or less money, in the order in which an arm's own is looked for
BUDGETS = (
    "rivals.mentoring_hours",
    "rivals.repository_cost",
    "rivals.directory_cost",
    "rivals.classroom_hours",
    "funding.released_hours",
    "support.facilitator_hours",
)
MOST = {p.path: math.inf if p.bounds[1] is None else float(p.bounds[1]) for p in declared(Policy) if p.path in BUDGETS}
TOLERANCE = 0.01  # of the cost of the named arm
PILOT_SEEDS = 4
MOST_ROUNDS = 40
STEEPEST = 8.0  # times that a setting grows at most from one pilot run to the next

Costs = Callable[[Mapping[str, Scenario]], Mapping[str, float]]


class Match(NamedTuple):
    """What was done to one arm: its lever, the setting before and after (of dated ones the largest), and its cost."""

    arm: str
    lever: str
    before: float
    after: float
    cost: float
    target: float


class Search:
    """The setting at which an arm costs the target, found from pilot runs: cost must not fall with the setting."""

    def __init__(self, start: float, most: float, target: float) -> None:
        self.setting, self.most, self.target = start, most, target
        self.low: tuple[float, float] | None = None  # (setting, cost) of the dearest that costs too little
        self.high: tuple[float, float] | None = None  # of the cheapest that costs too much
        self.kept = 0  # rounds in a row that cost too little, or (negative) too much

    def learn(self, cost: float) -> str:
        """Take in what the setting costs and choose the next; what stands in the way if there is none, else ''."""
        under = cost < self.target
        self.kept = (
            self.kept + 1 if (under and self.kept >= 0) else self.kept - 1 if not under and self.kept <= 0 else 0
        )
        if under:
            self.low = (self.setting, cost)
        else:
            self.high = (self.setting, cost)
        if self.low is not None and self.low[0] >= self.most:
            return f"even {self.most:g}, its most, costs {self.low[1]:,.0f}"
        if self.high is not None and self.high[0] <= 0.0:
            return f"even without it the arm costs {self.high[1]:,.0f}"
        self.setting = self._next()
        if self.low is not None and self.high is not None and self.high[0] - self.low[0] <= 1e-9 * self.high[0]:
            return f"at {self.low[0]:g} its cost jumps from {self.low[1]:,.0f} to {self.high[1]:,.0f}"
        return ""

    def _next(self) -> float:
        if self.low is None:
            assert self.high is not None
            return 0.0 if self.kept < -1 else self.high[0] * self.target / self.high[1]
        if self.high is None:
            times = STEEPEST if self.low[1] <= 0.0 else min(STEEPEST, 1.02 * self.target / self.low[1])
            return min(self.most, self.low[0] * max(1.05, times))
        (a, below), (b, above) = self.low, self.high
        if a > 0.0 and b > STEEPEST * a:
            return math.sqrt(a * b)
        if abs(self.kept) > 1:
            return 0.5 * (a + b)
        return a + (b - a) * (self.target - below) / (above - below)


def own_budget(scenario: Scenario) -> tuple[str, float] | None:
    """The lever that is a scenario's budget, with its largest setting over time; None if it uses none."""
    for path in BUDGETS:
        group, name = path.split(".")
        largest = max(float(getattr(getattr(policy, group), name)) for _, policy in scenario.policies())
        if largest > 0.0:
            return path, largest
    return None


def has_policy(scenario: Scenario) -> bool:
    """Whether any lever is ever used."""
    nothing = Policy()
    return any(policy.model_copy(update={"label": ""}) != nothing for _, policy in scenario.policies())


def scaled(scenario: Scenario, lever: str, setting: float) -> Scenario:
    """The scenario with the largest setting of a lever at ``setting``, and its other dated settings in proportion."""
    found = own_budget(scenario)
    assert found is not None
    tree, (group, name) = scenario.model_dump(), lever.split(".")
    tree["policy"][group][name] *= setting / found[1]
    for change in tree["timeline"]:
        if lever in change["policy"]:
            change["policy"][lever] *= setting / found[1]
    return build_scenario(tree)


def at_equal_cost(
    scenarios: Mapping[str, Scenario], named: str, costs: Costs, tolerance: float = TOLERANCE
) -> tuple[dict[str, Scenario], list[Match]]:
    """The arms with their budgets set so that each costs what the arm ``named`` costs, and what was done to each.

    ``costs`` gives the yearly cost per employee of arms, by pilot runs. Errors: InputError for an unknown arm, one that
    costs nothing, an arm without a budget, or a budget that cannot cost as much to within ``tolerance``.
    """
    searches = budgets_to_set(scenarios, named)
    target = costs({named: scenarios[named]})[named]
    if not target > 0.0:
        raise InputError(f"at_equal_cost={named}: that arm costs nothing, so there is no money to spend elsewhere")
    matched, done, before = dict(scenarios), [], {arm: start for arm, (_, start) in searches.items()}
    running = {arm: Search(start, MOST[lever], target) for arm, (lever, start) in searches.items()}
    for _ in range(MOST_ROUNDS):
        tried = {arm: scaled(scenarios[arm], searches[arm][0], search.setting) for arm, search in running.items()}
        for arm, cost in costs(tried).items() if tried else ():
            lever, search = searches[arm][0], running[arm]
            if abs(cost - target) <= tolerance * target:
                matched[arm] = tried[arm]
                done.append(Match(arm, lever, before[arm], search.setting, cost, target))
                del running[arm]
                continue
            trouble = search.learn(cost)
            if trouble:
                raise InputError(_hopeless(arm, lever, named, target, trouble))
    for arm in running:
        raise InputError(_hopeless(arm, searches[arm][0], named, target, f"{MOST_ROUNDS} pilot runs did not find it"))
    order = list(scenarios)
    return matched, sorted(done, key=lambda match: order.index(match.arm))


def budgets_to_set(scenarios: Mapping[str, Scenario], named: str) -> dict[str, tuple[str, float]]:
    """Lever and setting of every arm that is to be matched. Errors: InputError if there is none, or one has none."""
    if named not in scenarios:
        raise InputError(f"at_equal_cost={named}: no such arm{nearest(named, scenarios)}; arms: {', '.join(scenarios)}")
    found = {}
    for arm, scenario in scenarios.items():
        budget = own_budget(scenario)
        if arm == named or not has_policy(scenario):
            continue
        if budget is None:
            raise InputError(
                f"at_equal_cost={named}: the arm {arm!r} is a rival with no budget to set; "
                f"give it one of {', '.join(BUDGETS)}, or leave the arm out"
            )
        found[arm] = budget
    if not found:
        raise InputError(f"at_equal_cost={named}: no other arm has a budget to set; add one, such as policy=slack")
    return found


def _hopeless(arm: str, lever: str, named: str, target: float, trouble: str) -> str:
    return f"at_equal_cost={named}: {arm!r} cannot be made to cost {target:,.0f} a head and year by {lever}; {trouble}"


def pilot(seeds: Sequence[int], workers: int | None = None, unknowns: Unknowns | None = None) -> Costs:
    """Mean yearly cost per employee over the first few of ``seeds``, with their draws of the unknowns if asked for."""

    def costs(scenarios: Mapping[str, Scenario]) -> Mapping[str, float]:
        from copsim.simulation import simulate

        summary = simulate(dict(scenarios), list(seeds)[:PILOT_SEEDS], workers=workers, unknowns=unknowns).summary
        means = summary.groupby("arm", sort=False)["programme_cost"].mean()
        return {arm: float(means[arm]) for arm in scenarios}

    return costs


def in_words(matches: Sequence[Match], named: str, seeds: int, tolerance: float = TOLERANCE) -> list[str]:
    """What was set to what, a sentence an arm."""
    if not matches:
        return []
    target, pilots = matches[0].target, min(seeds, PILOT_SEEDS)
    runs = f"{pilots} pilot {'run' if pilots == 1 else 'runs'} each"
    lines = [
        f"{named} costs {target:,.0f} money/employee/year; the others within {100 * tolerance:g} % of it ({runs}):"
    ]
    lines += [f"{m.arm}: {m.lever} from {m.before:g} to {m.after:.6g} costs {m.cost:,.0f}" for m in matches]
    return lines
