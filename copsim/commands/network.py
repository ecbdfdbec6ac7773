"""``copsim network``: who knows whom, who learned from whom and who belongs where, as GraphML, tables and a picture."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from copsim.commands.one_world import arms_and_seed, into_folder, own_words
from copsim.commands.progress import Progress, say
from copsim.commands.request import NETWORK_FORMATS, Request
from copsim.commands.words import counted
from copsim.config.scenario import Scenario
from copsim.errors import InputError, nearest

if TYPE_CHECKING:
    from copsim.observation.networks import Networks
    from copsim.reporting.rendering import Block

FORMATS = tuple(NETWORK_FORMATS.split(","))
SHOWN = ("people", "member_share", "several_share", "core_share", "ties_each", "mean_strength", "reciprocity",
         "ties_across_units", "ties_between_fellows", "learned", "learned_across_units")  # fmt: skip


def network(request: Request) -> None:
    """Write the networks that the request describes. Raises InputError, one sentence, for what cannot be shown."""
    formats = formats_of(request.format)
    overrides, weeks = own_words(request.overrides, "week")
    arms, seed = arms_and_seed(overrides, request.scenario_file, "network")
    asked = [min(scenario.weeks for scenario in arms.scenarios.values())] if weeks is None else weeks

    def write(folder: Path) -> str:
        from copsim.observation.networks import networks

        drawn = {**baselines(arms.scenarios), **arms.scenarios} if "png" in formats else arms.scenarios
        if "png" in formats:
            _refuse_panels(len(drawn) * len(asked))
        with Progress(f"looking at {counted(len(drawn), 'arm')}", request.quiet) as progress:
            found = networks(drawn, seed, asked, request.window, request.least_strength, progress=progress)
        say("writing networks", request.quiet)
        if "png" in formats:
            _draw(found, drawn, folder / "figures")
        return _write(found.of(list(arms.scenarios)), formats, folder)

    out, text = into_folder(request, arms, write)
    if not request.quiet:
        print(f"{text.rstrip()}\n\nResults in {out}: {', '.join(_told(formats))},")
        print("table.md, overview, dictionary.csv (what every column means), manifest.json (how to make it again).")


def formats_of(text: str) -> list[str]:
    """The formats that are asked for, in order. Raises InputError for an unknown one."""
    words = [word.strip() for word in text.split(",")]
    for word in words:
        if word not in FORMATS:
            known = f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
            raise InputError(f"format {word!r} is not known{nearest(word, FORMATS)}; choose of {known}")
    return [word for word in FORMATS if word in words]


def _told(formats: list[str]) -> list[str]:
    words = {"graphml": "graphml/ (ties, learning, memberships)", "png": "figures/"}
    words["csv"] = "people, ties, learning, memberships and communities as CSV and Parquet"
    return [words[word] for word in formats]


def _write(found: "Networks", formats: list[str], folder: Path) -> str:
    """Graphs and tables; returns the overview in words."""
    from copsim.observation.graphs import RELATIONS
    from copsim.observation.networks import TABLES
    from copsim.reporting.folder import write_table
    from copsim.reporting.rendering import console, markdown

    if "graphml" in formats:
        (folder / "graphml").mkdir()
        for one in found:
            for relation in RELATIONS:
                one.save(folder / "graphml" / f"{plain(one.arm)}_week_{one.week}_{relation}.graphml", relation)
    if "csv" in formats:
        for name in TABLES:
            write_table(found.table(name), folder / name)
    write_table(found.overview, folder / "overview")
    write_table(found.dictionary, folder / "dictionary", parquet=False)
    block = _overview_block(found)
    (folder / "table.md").write_text(markdown([block]), encoding="utf-8")
    return console([block])


def _overview_block(found: "Networks") -> "Block":
    """A row a number, a column a network."""
    from copsim.reporting.labels import Labels, arm_label, decimals, number
    from copsim.reporting.rendering import Block, Heading

    labels, overview = Labels(found.dictionary[found.dictionary["table"] == "overview"]), found.overview
    headings = [
        Heading(arm_label(arm, 24), f"week {week}")
        for arm, week in zip(overview["arm"], overview["week"], strict=True)
    ]  # fmt: skip
    rows = []
    for name in SHOWN:
        values = overview[name].astype(float).tolist()
        places = 0 if name == "people" else decimals(values)
        rows.append((labels.titled(name), [number(value, places, minus="-") for value in values]))
    return Block(f"Networks of seed {overview['seed'].iloc[0]}", "", headings, rows)


def _refuse_panels(count: int) -> None:
    """Refuse a picture that nobody could read. Raises InputError."""
    from copsim.reporting.network_map import MOST_PANELS

    if count > MOST_PANELS:
        raise InputError(
            f"the picture would have {count} panels, the baseline among them, and {MOST_PANELS} are the most that can "
            "be read; name fewer weeks or arms, or leave it out with --format graphml,csv"
        )


def _draw(found: "Networks", drawn: Mapping[str, Scenario], folder: Path) -> None:
    """A picture for each organization, the baseline first."""
    from copsim.reporting.network_drawing import draw_networks
    from copsim.reporting.network_map import network_map_data
    from copsim.reporting.saving import save

    folder.mkdir()
    organizations: list[list[str]] = []
    for arm, scenario in drawn.items():
        alike = [names for names in organizations if drawn[names[0]].organization == scenario.organization]
        alike[0].append(arm) if alike else organizations.append([arm])
    for names in organizations:
        name = "network" if len(organizations) == 1 else f"network_{plain(names[-1])}"
        save(draw_networks(network_map_data(found.of(names))), folder / name)


def baselines(scenarios: Mapping[str, Scenario]) -> dict[str, Scenario]:
    """The same organizations without a programme, as far as they are not among the arms."""
    from copsim.removal import Removal

    found: dict[str, Scenario] = {}
    for arm, scenario in scenarios.items():
        without = Removal(programme=True).scenario(scenario)
        known = [*scenarios.values(), *found.values()]
        if not any(_alike(without, other) for other in known):
            settings = arm.partition(", ")[2]
            name = f"none, {settings}" if settings else "none"
            found[name if name not in scenarios and name not in found else f"none, beside {arm}"] = without
    return found


def _alike(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios differ in nothing but the label of the policy."""
    from copsim.engine import same_levers

    same = one.organization == other.organization and one.behaviour == other.behaviour
    return same and one.timeline == other.timeline and same_levers(one.policy, other.policy)


def plain(name: str) -> str:
    """The name with every character that a file name might not bear replaced."""
    return re.sub(r"[^\w.=-]+", "_", name)
