"""Words of the command line, as a request."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from copsim.commands.options import (
    NETWORK_FORMATS,
    PORT,
    VIZ_PORT,
    WINDOW,
    add_link,
    add_observation,
    add_printing,
    add_serving,
    add_unknowns,
)
from copsim.errors import InputError, nearest

SIMULATING = ("run", "compare", "demo")
ONE_ARM = ("run", "demo", "viz")
COMMANDS = {
    "run": "run one scenario and show what comes of it",
    "compare": "compare arms on the same luck: paired effects with intervals",
    "demo": "compare nine membership policies in the default firm",
    "network": "show who knows whom and who belongs where, at one week or several",
    "panel": "follow chosen people week by week",
    "report": "one printable page: does a plan pay, how sure is that, and what to watch",
    "app": "open the Policy Lab: move levers in a browser and see five years",
    "viz": "step through one world week by week in Mesa's page (SolaraViz)",
    "study": "run thousands of cases that no crash can lose, and say what they mean",
    "cases": "run twelve company cases and say which of their patterns are shown",
    "parameters": "list every parameter: default, unit, bounds, meaning, source",
}
EXAMPLES = {
    "run": "copsim run policy=self_selected weeks=260 seeds=20",
    "compare": "copsim compare policy=none,mandated,self_selected organization.assigned_hours=22,28,35 seeds=40",
    "demo": "copsim demo --out results/demo",
    "network": "copsim network policy=self_selected,mandated seed=3 week=26,104 --out results/network",
    "panel": "copsim panel policy=self_selected weeks=104 seed=3 --who random:20 --out results/panel",
    "report": "copsim report policy=self_selected_cultivated --out results/report.html --pdf",
    "app": "copsim app",
    "viz": "copsim viz policy=self_selected",
    "study": "copsim study run first_look",
    "cases": "copsim cases run hills",
    "parameters": "copsim parameters --format csv",
}


EQUAL_COST = "at_equal_cost="


class Request(NamedTuple):
    """What the user asks for. ``baselines`` is empty unless named; ``out`` None means a new folder in results/."""

    command: str
    overrides: tuple[str, ...] = ()
    scenario_file: str | None = None
    baselines: tuple[str, ...] = ()
    equal_cost: str = ""
    out: Path | None = None
    overwrite: bool = False
    quiet: bool = False
    format: str = "md"
    window: int = WINDOW
    least_strength: float = 0.0
    who: str = ""
    chosen_week: int | None = None
    host: str = "127.0.0.1"
    port: int = PORT
    browser: bool = True
    link: str = ""
    unknowns: bool = False
    pdf: bool = False
    paper: str = "a4"
    language: str = "en"

    def words(self) -> list[str]:
        """Words that ask for the same again, into a new folder."""
        file = [] if self.scenario_file is None else ["--scenario", self.scenario_file]
        baselines = [word for name in self.baselines for word in ("--baseline", name)]
        equal = [f"{EQUAL_COST}{self.equal_cost}"] if self.equal_cost else []
        link = ["--link", self.link] if self.link else []
        drawn = ["--unknowns"] if self.unknowns else []
        return [
            "copsim",
            self.command,
            *self.overrides,
            *equal,
            *file,
            *link,
            *drawn,
            *baselines,
            *self._words_of_observation(),
        ]

    def _words_of_observation(self) -> list[str]:
        if self.command == "network":
            window = [] if self.window == WINDOW else ["--window", str(self.window)]
            least = [] if self.least_strength == 0.0 else ["--least-strength", repr(self.least_strength)]
            return [*([] if self.format == NETWORK_FORMATS else ["--format", self.format]), *window, *least]
        if self.command == "panel":
            chosen = [] if self.chosen_week is None else ["--chosen-week", str(self.chosen_week)]
            return ["--who", self.who, *chosen]
        if self.command == "report":
            paper = [] if self.paper == "a4" else ["--paper", self.paper]
            language = [] if self.language == "en" else ["--language", self.language]
            return [*(["--pdf"] if self.pdf else []), *paper, *language]
        return []


class _Parser(argparse.ArgumentParser):
    """argparse whose refusals are one sentence and whose help names the options of the groups."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see '{self.prog} --help'")

    def format_help(self) -> str:
        if self.prog == "copsim" or self.prog.endswith(("parameters", "app")):
            return super().format_help()
        from copsim.config.groups import GROUPS, options_of

        lines = [f"  {group}={' | '.join(options_of(group))}" for group in GROUPS]
        return super().format_help() + "\ngroups:\n" + "\n".join(lines) + "\nsingle keys: see 'copsim parameters'\n"


def read(words: Sequence[str]) -> Request | None:
    """The request that the words after ``copsim`` make; None if there are none (help was shown).

    Raises InputError for an unknown subcommand or flag, SystemExit(0) after ``--help`` and ``--version``.
    """
    parser = _overview()
    if not words:
        parser.print_help()
        return None
    command = words[0]
    if command.startswith("-"):
        parser.parse_args(words[:1])
    if command not in COMMANDS:
        raise InputError(f"unknown subcommand {command!r}{nearest(command, COMMANDS)}; known: {', '.join(COMMANDS)}")
    found = vars(_parser_of(command).parse_intermixed_args(list(words[1:])))
    found["overrides"] = tuple(found.get("overrides", ()))
    found["baselines"] = tuple(found.get("baselines") or ())
    if command == "compare":
        found["equal_cost"], found["overrides"] = equal_cost_of(found["overrides"])
    return Request(command, **found)


def equal_cost_of(overrides: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The arm that at_equal_cost names ('' for none), and the other overrides."""
    named = [text.removeprefix(EQUAL_COST) for text in overrides if text.startswith(EQUAL_COST)]
    if len(named) > 1:
        raise InputError("at_equal_cost is given twice; keep one")
    if named == [""]:
        raise InputError("at_equal_cost= names no arm; write for instance at_equal_cost=self_selected_cultivated")
    return named[0] if named else "", tuple(text for text in overrides if not text.startswith(EQUAL_COST))


def _overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    listed = "\n".join(f"  {name:{width}}{meaning}" for name, meaning in COMMANDS.items())
    parser = _Parser(
        prog="copsim",
        usage=f"copsim {{{','.join(COMMANDS)}}} [key=value ...] [options]",
        description="Simulates communities of practice in an organization and compares policies on the same luck.",
        epilog=f"subcommands:\n{listed}\n\nexample:\n  {EXAMPLES['compare']}\n\n'copsim compare --help' tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"copsim {version('copsim')}")
        parser.exit()


def _parser_of(command: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"copsim {command}",
        description=COMMANDS[command][0].upper() + COMMANDS[command][1:] + ".",
        epilog=f"example:\n  {EXAMPLES[command]}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if command == "parameters":
        parser.add_argument("--format", choices=("md", "csv", "json"), default="md", help="of the table (default: md)")
        return parser
    if command == "app":
        add_serving(parser, PORT)
        parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
        return parser
    parser.add_argument(
        "overrides", nargs="*", metavar="key=value",
        help="setting of the scenario or option of a group; "
        + _seeds_said(command)
        + ("; at_equal_cost=ARM sets the others' budgets so that all cost the same" if command == "compare" else "")
        + ("; week=0,52 names weeks, 0 the start" if command == "network" else "")
        + ("" if command in ONE_ARM else "; a comma list such as policy=none,mandated makes an arm of each"),
    )  # fmt: skip
    parser.add_argument("--scenario", dest="scenario_file", metavar="FILE", help="YAML file of settings to start from")
    if command == "compare":
        parser.add_argument(
            "--baseline", dest="baselines", action="append", metavar="NAME",
            help="arm to compare with, may be repeated (default: none if it is among the arms, else the first)",
        )  # fmt: skip
    if command in ("compare", "report"):
        add_link(parser)
    if command in ("compare", "demo"):
        add_unknowns(parser)
    if command == "report":
        add_printing(parser)
    if command == "viz":
        add_serving(parser, VIZ_PORT)
    else:
        add_observation(parser, command)
        what = "page, ending in .html" if command == "report" else "output folder"
        metavar = "FILE" if command == "report" else "DIR"
        parser.add_argument("--out", type=Path, metavar=metavar, help=f"{what} (default: a new one in results/)")
        parser.add_argument("--overwrite", action="store_true", help="write over what is there already")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    return parser


def _seeds_said(command: str) -> str:
    if command == "report":
        return "seeds=100 is the number of pairs"
    return "seeds=40 is a count, seeds=[3,7] names seeds" if command in SIMULATING else "seed=3 names the world"
