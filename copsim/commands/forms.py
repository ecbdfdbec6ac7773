"""What ``copsim compare form=...`` says besides: four aspects of each form as numbers, and teams by communities."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from copsim.analysis.paired import paired_effects, paired_mean
from copsim.cases.forms import ASPECTS, MEASURES, forms_measured
from copsim.cases.judging import mean_of
from copsim.commands.progress import Progress
from copsim.commands.words import listed
from copsim.config.compose import compose_values
from copsim.config.grid import Arms
from copsim.config.scenario import Scenario
from copsim.reporting.folder import write_table
from copsim.reporting.form_figures import draw_forms, draw_two_by_two
from copsim.reporting.labels import Labels, decimals, number
from copsim.reporting.rendering import Block, Heading, console, markdown
from copsim.reporting.saving import save
from copsim.simulation import simulate

METRICS = ("solved_share", "cycle_time", "functional_expertise", "net_result")
SEVERAL = 0.4  # share of problems of several topics, without which teams have nothing to spare


def report_forms(arms: Arms, folder: Path, quiet: bool) -> str:
    """Measure the forms, write tables and figures into the folder, and return what to print."""
    names = {str(varied["form"]): arms.scenarios[arm] for arm, varied in arms.sweep.items()}
    with Progress("measuring forms", quiet) as progress:
        measured = forms_measured(names, arms.seeds, progress=progress)
    write_table(measured, folder / "forms", parquet=False)
    blocks, sentences = form_blocks(measured), differences(measured)
    (folder / "figures").mkdir(exist_ok=True)
    save(draw_forms(measured), folder / "figures" / "forms")
    block, summary, dictionary = two_by_two(next(iter(names.values())), arms.seeds)
    write_table(summary, folder / "teams_by_communities", parquet=False)
    save(draw_two_by_two(summary, dictionary, METRICS), folder / "figures" / "teams_by_communities")
    page = f"## Forms\n\n{markdown(blocks)}\n" + "\n".join(f"- {text}" for text in sentences)
    with (folder / "table.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{page}\n\n## Teams and communities\n\n{markdown([block])}")
    return f"{console(blocks)}\n" + "\n".join(f"- {text}" for text in sentences) + f"\n\n{console([block])}"


def form_blocks(measured: pd.DataFrame) -> list[Block]:
    """A block an aspect: a row per measure, a column per form, mean and 95 % interval."""
    forms, blocks = list(measured["form"].unique()), []
    for aspect in ASPECTS:
        rows = []
        for measure in [one for one in MEASURES if one.aspect == aspect]:
            table = measured[measured["measure"] == measure.name]
            means = [mean_of(table[table["form"] == form]["value"]) for form in forms]
            places = decimals([mean for mean, *_ in means], 2)
            cells = [_cell(mean, (high - low) / 2, places) for mean, low, high in means]
            rows.append((f"{measure.label} ({measure.unit})", cells))
        headings = [Heading(form.replace("_", " "), "") for form in forms]
        blocks.append(Block(f"{aspect.capitalize()}: means over seeds ± half of the 95 % interval", "", headings, rows))
    return blocks


def _cell(mean: float, half: float, places: int) -> str:
    text = number(mean, places, minus="-")
    return f"{text} ±{number(half, places)}" if half > 0 else text


def differences(measured: pd.DataFrame) -> list[str]:
    """For each aspect, which forms differ in it from each other, by paired intervals that exclude zero."""
    wide = measured.pivot(index="seed", columns=["measure", "form"], values="value")
    forms = list(measured["form"].unique())
    pairs = [(one, other) for place, one in enumerate(forms) for other in forms[place + 1 :]]
    found = []
    for aspect in ASPECTS:
        names = [measure.name for measure in MEASURES if measure.aspect == aspect]
        alike = [pair for pair in pairs if not any(_differs(wide, name, *pair) for name in names)]
        if not alike:
            found.append(f"{aspect.capitalize()}: every form differs from every other in at least one number.")
        else:
            said = listed([f"{one} and {other}".replace("_", " ") for one, other in alike])
            found.append(f"{aspect.capitalize()}: no number tells these apart: {said}.")
    return found


def _differs(table: pd.DataFrame, measure: str, one: str, other: str) -> bool:
    """Whether the paired interval of the difference of two forms in a measure excludes zero."""
    ours, theirs = (table[measure, form].to_numpy(dtype=float) for form in (one, other))
    difference = paired_mean(ours, theirs)
    return bool(difference.low > 0 or difference.high < 0)


def two_by_two(scenario: Scenario, seeds: Sequence[int]) -> tuple[Block, pd.DataFrame, pd.DataFrame]:
    """Functions or teams of all functions, communities or none: effects, their interaction, and the runs' tables."""
    runs = simulate(_four(scenario), seeds)
    summary, labels = runs.summary, Labels(runs.dictionary)
    rows = [(labels.titled(metric), _effects(summary, metric)) for metric in METRICS]
    names = ("functions", "teams", "communities", "both", "more than the sum")
    units = ("mean", "less functions", "less functions", "less functions", "both less each")
    headings = [Heading(name, unit) for name, unit in zip(names, units, strict=True)]
    title = "Teams and communities: paired differences with 95 % intervals"
    return Block(title, "metric", headings, rows), summary, runs.dictionary


def _four(scenario: Scenario) -> Mapping[str, Scenario]:
    """The four worlds: no shocks, some problems of several topics."""
    several = max(SEVERAL, scenario.behaviour.work.several_topics)
    base = {"timeline": (), "behaviour.work.several_topics": several}
    return {
        f"{form}, {name}": compose_values({**base, "organization.form": form, "policy": policy}, scenario)
        for form in ("functions", "platforms")
        for name, policy in (("none", "none"), ("communities", "self_selected"))
    }


def _effects(summary: pd.DataFrame, metric: str) -> list[str]:
    """Mean of functions alone; what teams, communities and both add; and what both add beyond the sum."""
    effects = paired_effects(summary, ["functions, none"], [metric]).set_index("arm")
    wide = summary.pivot(index="seed", columns="arm", values=metric)
    more = paired_mean(
        (wide["platforms, communities"] - wide["functions, communities"]).to_numpy(dtype=float),
        (wide["platforms, none"] - wide["functions, none"]).to_numpy(dtype=float),
    )
    arms = ("platforms, none", "functions, communities", "platforms, communities")
    found = [(effects.loc[arm, "effect"], effects.loc[arm, "low"], effects.loc[arm, "high"]) for arm in arms]
    found.append((more.effect, more.low, more.high))
    places = decimals([float(effect) for effect, *_ in found], 2)  # type: ignore[arg-type]
    base = float(wide["functions, none"].mean())
    cells = [number(base, max(places, decimals([base])), minus="-")]
    for effect, low, high in found:
        ends = [number(float(end), places, signed=True, minus="-") for end in (low, high)]  # type: ignore[arg-type]
        cells.append(f"{number(float(effect), places, signed=True, minus='-')} [{ends[0]}, {ends[1]}]")  # type: ignore[arg-type]
    return cells
