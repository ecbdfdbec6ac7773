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
    carry_out(request, arms, _write, _table)


def _table(results: Results) -> str:
    """The table for the console."""
    from copsim.commands.levels import levels_block
    from copsim.reporting.rendering import console

    return console([levels_block(results.summary, results.dictionary)])


def _write(results: Results, folder: Path) -> str:
    """Write table.md and draw the figures; everything has been said by then."""
    from copsim.commands.figures import draw_arm
    from copsim.commands.levels import levels_block
    from copsim.reporting.rendering import markdown

    block = levels_block(results.summary, results.dictionary)
    (folder / "table.md").write_text(markdown([block]), encoding="utf-8")
    draw_arm(results, folder)
    return ""
