"""The organization as a Mesa model: ``step()`` is one reported week, agents are views on rows of the compiled world."""

import operator
from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

import mesa
import numpy as np
import pandas as pd
from mesa.agent import AgentSet

from copsim.agents import Community, Employee
from copsim.config.scenario import Scenario
from copsim.config.seeds import LARGEST
from copsim.engine import start, warm_up
from copsim.errors import InputError
from copsim.metrics.catalogue import METRICS, money
from copsim.metrics.tally import TALLIES
from copsim.observation.courses import Observer
from copsim.observation.exchanges import Exchanges
from copsim.observation.network import Network, network_of
from copsim.observation.panel import Panel, panel_of
from copsim.observation.selection import Who
from copsim.presence import Presence
from copsim.runs import Run, Runs, money_terms
from copsim.simulation import ONE_ARM, yoke_of
from copsim.state.world import World
from copsim.streams import chance_of
from copsim.walk import Walk

Eye = TypeVar("Eye", bound=Observer)
REPORTERS = ("seed", *METRICS)


class CommunityModel(mesa.Model):
    """One world of a scenario. Founding and warm-up happen on creation; then a step is one reported week.

    scenario: as copsim.compose makes it, or the name of one ("small"); by default the declared defaults. seed (or rng):
    whole number from 0 to 2^63 - 1, the seed of copsim.simulate; None for luck of its own, told by ``model.seed``.
    agent_reporters, agenttype_reporters: as for mesa.DataCollector, which collects every metric anyway. Other keywords
    change the scenario: groups (``policy="mandated"``), settings (``weeks=52``), nested ones with two underscores or
    dots (``organization__headcount=100``).

    Errors: InputError, one sentence, for what cannot be asked.
    """

    def __init__(
        self,
        scenario: Scenario | str | None = None,
        seed: Any = None,
        *,
        rng: Any = None,
        agent_reporters: Mapping[str, Any] | None = None,
        agenttype_reporters: Mapping[type, Mapping[str, Any]] | None = None,
        **overrides: Any,
    ) -> None:
        asked = scenario_of(scenario, overrides)
        self.seed = seed_of(seed, rng)
        super().__init__(rng=self.seed)
        self._scenario = asked
        self._counted_step = self.step  # what Mesa has wrapped around ours, to count steps
        self.step = self._step_within_horizon  # type: ignore[method-assign]
        self._presence: Presence | None = None
        self._observers: list[Observer] = []
        self.week = 0
        self._row: dict[str, float] = {}
        self._money_terms = money_terms(asked)
        course = warm_up(start(asked, chance_of(self.seed)))
        course.yoke = yoke_of(asked, course)
        self.walk = Walk(course)
        self._reporters = {name: partial(weekly_value, name=name) for name in REPORTERS}
        self.datacollector = mesa.DataCollector(
            model_reporters=self._reporters,
            agent_reporters=agent_reporters,
            agenttype_reporters=agenttype_reporters,
        )

    @property
    def scenario(self) -> Scenario:
        """What is asked of the model."""
        return self._scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        """Mesa 3.5 puts a scenario of its own here on creation; ours takes its place."""
        self._scenario = scenario

    # weeks

    def step(self) -> None:
        """One reported week, and what the DataCollector collects at its end. Errors: InputError past the horizon."""
        if self.week >= self.scenario.weeks:
            self.steps = self.week
            raise InputError(past_horizon(self, 1))
        if self.walk.course.week == self.week:
            self.walk.go(1)
        tallies = dict(zip(TALLIES, self.walk.tallies[self.week].tolist(), strict=True))
        tallies.update(money(tallies, self._money_terms))
        self._row = {name: metric.value(tallies) for name, metric in METRICS.items()}
        self.week += 1
        self.running = self.week < self.scenario.weeks
        if self.walk.course.week == self.week:
            self.look_again()
        for observer in self._observers:
            observer(self.walk.world, self.week - 1)
        self.datacollector.collect(self)

    def advance(self, weeks: int) -> None:
        """Many weeks: the same as that many steps, in compiled code where nothing looks at the weeks in between.

        A step of a subclass, or a DataCollector that collects more than the metrics, has them run one by one.
        Errors: InputError past the horizon, or for no whole number of weeks.
        """
        if isinstance(weeks, bool) or not isinstance(weeks, int | np.integer) or weeks < 0:
            raise InputError(f"weeks must be a whole number >= 0, got {weeks!r}")
        if self.week + weeks > self.scenario.weeks:
            raise InputError(past_horizon(self, int(weeks)))
        if not self._is_looked_at():
            self.walk.go(int(weeks))
        for _ in range(weeks):
            self.step()

    def _is_looked_at(self) -> bool:
        """Whether somebody may look at the world, or write to it, between weeks."""
        collector = self.datacollector
        collects_more = collector.agent_reporters or collector.agenttype_reporters
        own_step = type(self).step is not CommunityModel.step
        scheduled = len(getattr(self, "_event_list", ())) > 1  # Mesa 3.5: besides the steps themselves
        looked_at = own_step or scheduled or collects_more or self._observers
        return bool(looked_at or collector.model_reporters != self._reporters)

    def _step_within_horizon(self, *args: Any, **kwargs: Any) -> None:
        """Refuse before Mesa counts a step that cannot be taken."""
        if self.week >= self.scenario.weeks:
            raise InputError(past_horizon(self, 1))
        self._counted_step(*args, **kwargs)

    # results

    @property
    def runs(self) -> Runs:
        """The weeks so far, as copsim.simulate returns them. Errors: InputError before the first."""
        if self.week == 0:
            raise InputError("no week has passed yet; call step() or advance(weeks) first")
        run = Run(ONE_ARM, self.seed, 0, self.walk.tallies[: self.week], self.walk.across, money_terms(self.scenario))
        return Runs({ONE_ARM: self.scenario}, [self.seed], [run])

    def summary(self) -> pd.DataFrame:
        """Every metric over the weeks so far, one row, as in ``Runs.summary``: ratios of sums."""
        return self.runs.summary

    # looking on

    def observe(self, observer: Eye) -> Eye:
        """Call ``observer(world, week)`` after each week from now on, to look and not to write; returns it."""
        self._observers.append(observer)
        return observer

    def panel(self, who: Who) -> Panel:
        """Follow seats, chosen now as in copsim.panel, from the next week on; its table grows. Errors: InputError."""
        followed = panel_of(self.walk.world, self.scenario, self.seed, self.week, who)
        self.observe(followed.following)
        return followed

    def network(self, exchanges: Exchanges | None = None, least_strength: float = 0.0) -> Network:
        """Who knows whom and belongs where now; learning and roles too if ``exchanges`` have observed. See docs."""
        return network_of(self.walk.world, self.scenario, self.seed, self.week, exchanges, least_strength)

    # agents

    @property
    def agents(self) -> AgentSet:
        """Everybody employed, and the communities that are alive."""
        self._look()
        return super().agents

    @property
    def agents_by_type(self) -> dict[type, AgentSet]:
        """The same by class: Employee, Community, and agents of your own."""
        self._look()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """Classes of agents."""
        self._look()
        return super().agent_types

    @property
    def employees(self) -> AgentSet:
        """Everybody employed."""
        return self.agents_by_type.get(Employee, AgentSet([], random=self.random))

    @property
    def communities(self) -> AgentSet:
        """Communities that are alive."""
        return self.agents_by_type.get(Community, AgentSet([], random=self.random))

    def employee(self, seat: int) -> Employee:
        """Who sits in a seat now. Errors: InputError for no seat, or a vacant one."""
        return self._look().employee(operator.index(seat))

    def community(self, number: int) -> Community:
        """A community by number, alive or not. Errors: InputError for a number there is not."""
        return self._look().community(operator.index(number))

    @property
    def world(self) -> World:
        """The tables behind it all, in the units of copsim.state.world; writes to them count from the next step on."""
        self.walk.hand_out()
        return self.walk.world

    def look_again(self) -> None:
        """Agents follow who has come and gone, if there are any yet."""
        if self._presence is not None:
            self._presence.update()

    def _look(self) -> Presence:
        if self._presence is None:
            self._presence = Presence(self)
        return self._presence


def weekly_value(model: CommunityModel, name: str) -> float:
    """A metric of the week just passed, or the seed."""
    return model.seed if name == "seed" else model._row[name]


def past_horizon(model: CommunityModel, weeks: int) -> str:
    """Why no such number of weeks can be run."""
    return (
        f"week {model.week} and {weeks} more lie past the horizon of {model.scenario.weeks} weeks; "
        "create the model with a larger weeks"
    )


def scenario_of(scenario: Any, overrides: Mapping[str, Any]) -> Scenario:
    """The scenario that a model is asked for. Errors: InputError, one sentence."""
    if scenario is not None and not isinstance(scenario, Scenario | str):
        raise InputError(
            f"scenario must be a Scenario or the name of one, got {type(scenario).__name__}; "
            'copsim.compose makes one, and mesa.batch_run takes several as a list: {"scenario": [scenario]}'
        )
    values = {key.replace("__", "."): plain(value) for key, value in overrides.items()}
    if isinstance(scenario, str):
        scenario, values = None, {"scenario": scenario, **values}
    if not values:
        return scenario if scenario is not None else Scenario()
    from copsim.config.compose import compose_values  # Hydra takes a while, if it is needed at all

    return compose_values(values, scenario)


def plain(value: Any) -> Any:
    """A number of numpy's as one of Python's."""
    return value.item() if isinstance(value, np.generic) else value


def seed_of(seed: Any, rng: Any) -> int:
    """The seed that is meant; a generator or seed sequence gives one, None a new one. Errors: InputError."""
    if seed is not None and rng is not None:
        raise InputError("give seed or rng, not both: they mean the same")
    given = rng if seed is None else seed
    if given is None:
        return int(np.random.SeedSequence().generate_state(1)[0])
    if isinstance(given, np.random.Generator | np.random.BitGenerator | np.random.SeedSequence):
        return int(np.random.default_rng(given).integers(2**32))
    if isinstance(given, bool) or not isinstance(given, int | np.integer) or not 0 <= given <= LARGEST:
        raise InputError(f"seed must be a whole number from 0 to 2^63 - 1, or None for luck of its own, got {given!r}")
    return int(given)
