"""What every simulating command does: take a folder, simulate, write the results, say where they are."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pandas as pd

from copsim.commands.progress import Progress, say
from copsim.commands.request import Request
from copsim.commands.words import counted
from copsim.config.grid import Arms
from copsim.reporting.folder import output_folder, write_manifest, write_table, writing
from copsim.reporting.manifest import manifest_of

RESULTS = Path("results")


class Results(Protocol):
    """The tables of a simulation that a command writes down."""

    @property
    def weekly(self) -> pd.DataFrame:
        """A row per arm, seed and week."""

    @property
    def summary(self) -> pd.DataFrame:
        """A row per arm and seed."""

    @property
    def accounts(self) -> pd.DataFrame:
        """A row per arm, seed, year and line of the books."""

    def window(self, first: int, last: int | None) -> pd.DataFrame:
        """A row per arm and seed, over some weeks."""

    @property
    def units_flow(self) -> pd.DataFrame:
        """A row per arm, seed and pair of units."""

    @property
    def dictionary(self) -> pd.DataFrame:
        """A row per column of the tables."""


Report = Callable[[Results, Path], str]


def carry_out(request: Request, arms: Arms, report: Report, first: Callable[[Results], str] | None = None) -> None:
    """Simulate ``arms`` into the folder that the request names, and print what ``report`` says.

    ``report`` gets the results and the folder, writes its tables and figures there and returns the text to
    print. ``first`` says what can be said at once, before anything is written. Nothing is left behind if anything
    fails. Raises InputError for a folder that cannot be used.
    """
    started = datetime.now(UTC)
    out = request.out
    if out is None:
        out = RESULTS / f"{request.command}-{started.astimezone():%Y-%m-%d_%H-%M-%S}"
    with output_folder(out, request.overwrite) as folder:
        results = simulated(arms, request.quiet)
        if first is not None and not request.quiet:
            show(first(results).rstrip())
        say("writing tables and figures", request.quiet)
        with writing(out):
            write_results(results, folder)
            text = report(results, folder)
            files = [] if request.scenario_file is None else [request.scenario_file]
            write_manifest(manifest_of(request.words(), arms, started, files), folder)
    if not request.quiet:
        tables = "summary and weekly" if request.command == "run" else "effects, summary and weekly"
        print(f"{text.rstrip()}\n\nResults in {out}: table.md, figures/, {tables} as CSV and Parquet,".lstrip("\n"))
        print("dictionary.csv (what every column means), manifest.json (how to make it again).")


def show(text: str) -> None:
    """Print now, with a blank line after it; a reader who has seen enough, such as head, stops no writing of files."""
    try:
        print(f"{text}\n", flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def simulated(arms: Arms, quiet: bool) -> Results:
    """Results of all arms and seeds."""
    from copsim.simulation import simulate

    with Progress(f"simulating {counted(len(arms.scenarios), 'arm')}", quiet) as progress:
        results: Results = simulate(arms.scenarios, arms.seeds, progress=progress, unknowns=arms.unknowns)
    return results


def write_results(results: Results, folder: Path) -> None:
    """The tables that every command writes."""
    write_table(results.weekly, folder / "weekly")
    write_table(results.summary, folder / "summary")
    write_table(results.units_flow, folder / "units_flow", parquet=False)
    write_table(results.dictionary, folder / "dictionary", parquet=False)
