"""``copsim run``: one arm, its metrics and how they develop."""

from pathlib import Path

from copsim.commands.execution import Results, carry_out
from copsim.commands.request import Request
from copsim.config.compose import compose_arms
from copsim.errors import InputError


def run(request: Request) -> None:
    """Simulate the one arm that the request describes. Raises InputError if it describes several."""
    arms = compose_arms(request.overrides, request.scenario_file)
    if len(arms.scenarios) > 1:
        raise InputError(f"run takes one arm, but these settings make {len(arms.scenarios)}; use 'copsim compare'")
    carry_out(request, arms, _report)


def _report(results: Results, folder: Path) -> str:
    """Draw the figures, write table.md and return the table for the console."""
    from copsim.commands.figures import draw_arm
    from copsim.commands.levels import levels_block
    from copsim.reporting.rendering import console, markdown

    draw_arm(results, folder)
    block = levels_block(results.summary, results.dictionary)
    (folder / "table.md").write_text(markdown([block]), encoding="utf-8")
    return console([block])
