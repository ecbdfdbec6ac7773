"""The page: ``copsim viz`` serves it by Solara. Network, sliders, courses of metrics, steps by week."""

import json
import os
from typing import Any

import solara
from matplotlib.figure import Figure
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter

from copsim.config.compose import compose
from copsim.metrics.catalogue import METRICS
from copsim.reporting.network_drawing import draw_networks
from copsim.reporting.network_map import network_map_data
from copsim.reporting.style import OTHER_COLOURS, SMALL, look
from copsim.viz.model import ViewedModel
from copsim.viz.sliders import sliders

WORDS = "COPSIM_VIZ"  # the words of the command line, as JSON, from copsim.commands.viz
USUAL = ("organization=small_firm", "weeks=156", "policy=self_selected")
COURSES = ("community_hours", "member_share", "flow", "solved_share", "turnover", "net_result")
SMOOTH = 13  # weeks


@solara.component
def Told(model: ViewedModel) -> None:
    """Where the world stands, and why settings were refused."""
    update_counter.get()
    solara.Text(
        f"Week {model.week} of {model.scenario.weeks}, seed {model.seed}, "
        f"{model.scenario.organization.headcount} seats. "
        "One world, no average: a step is a week; settings count from the next reset on."
    )
    if model.refused:
        solara.Warning(f"These settings were not taken: {model.refused}")


@solara.component
def Who(model: ViewedModel) -> None:
    """Who knows whom, and who belongs to which community now."""
    update_counter.get()
    solara.FigureMatplotlib(draw_networks(network_map_data([model.network(model.exchanges)])), format="png")


@solara.component
def Courses(model: ViewedModel) -> None:
    """Metrics week by week."""
    update_counter.get()
    solara.FigureMatplotlib(drawn_courses(model), format="png")


def drawn_courses(model: ViewedModel) -> Figure:
    """A panel a metric: trailing means over a quarter, up to now."""
    table = model.datacollector.get_model_vars_dataframe()
    with look():
        figure = Figure(figsize=(11, 5.6), layout="constrained")
        for axes, name in zip(figure.subplots(2, 3).flat, COURSES, strict=True):
            course = table[name].astype(float).rolling(SMOOTH, min_periods=1).mean()
            axes.plot(range(1, len(course) + 1), course, color=OTHER_COLOURS[0], linewidth=1.6)
            axes.set_title(f"{METRICS[name].label}\n({METRICS[name].unit})", loc="left", size=SMALL)
            axes.set_xlim(0, model.scenario.weeks)
            axes.set_xlabel("weeks", size=SMALL)
        figure.suptitle(f"One world, trailing means over {SMOOTH} weeks (n = 1 run)", x=0.01, ha="left", size=SMALL)
        figure.draw_without_rendering()
    return figure


def words() -> list[str]:
    """What the command line asks for."""
    given: list[str] = json.loads(os.environ.get(WORDS, "[]"))
    return given or list(USUAL)


def asked() -> tuple[list[str], int]:
    """Words of the scenario, and the seed."""
    given = words()
    seeds = [word.removeprefix("seed=") for word in given if word.startswith("seed=")]
    return [word for word in given if not word.startswith("seed=")], int(seeds[0]) if seeds else 1


def parameters() -> tuple[ViewedModel, dict[str, Any]]:
    """The first model, and the controls that make another."""
    overrides, seed = asked()
    base = compose(overrides)
    seeds = {"type": "SliderInt", "label": "seed (luck)", "value": seed, "min": 0, "max": max(100, seed), "step": 1}
    return ViewedModel(base, seed), {"scenario": base, "seed": seeds, **sliders(base)}


@solara.component
def Page() -> None:
    """What Solara shows: mesa's controls at the side, and below each other the world, its network and its courses."""
    first, params = solara.use_memo(parameters, [])
    model: solara.Reactive[ViewedModel] = solara.use_reactive(first)
    SolaraViz(model, components=[], model_params=params, name="copsim, week by week")
    with solara.Column(style={"max-width": "1100px"}):
        Told(model.value)
        Who(model.value)
        Courses(model.value)
