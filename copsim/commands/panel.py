"""``copsim panel``: chosen people week by week, a row a seat and week."""

from pathlib import Path

from copsim.commands.one_world import arms_and_seed, into_folder
from copsim.commands.progress import Progress, say
from copsim.commands.request import Request
from copsim.commands.words import counted


def panel(request: Request) -> None:
    """Write the panel that the request describes. Raises InputError, one sentence, for nobody to follow."""
    arms, seed = arms_and_seed(request.overrides, request.scenario_file, "panel")

    def write(folder: Path) -> str:
        from copsim.observation.panel import panel as follow
        from copsim.reporting.folder import write_table

        with Progress(f"following people in {counted(len(arms.scenarios), 'arm')}", request.quiet) as progress:
            followed = follow(arms.scenarios, seed, request.who, request.chosen_week, progress=progress)
        say("writing tables", request.quiet)
        table = followed.table
        write_table(table, folder / "panel")
        write_table(followed.dictionary, folder / "dictionary", parquet=False)
        people = int(table.groupby("arm")["person"].nunique().max())
        return (
            f"{counted(len(followed.seats), 'seat')} in {counted(len(arms.scenarios), 'arm')}: "
            f"{len(table):,} rows, a row per arm, week and seat; up to {people:,} people an arm sat there."
        )

    out, text = into_folder(request, arms, write)
    if not request.quiet:
        print(f"{text}\n\nResults in {out}: panel as CSV and Parquet,")
        print("dictionary.csv (what every column means), manifest.json (how to make it again).")
