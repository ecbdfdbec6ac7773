"""What commands that look at one world closely share: its seed, the weeks, and a folder with all that was found."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from copsim.commands.execution import RESULTS
from copsim.commands.request import Request
from copsim.config.compose import compose_arms
from copsim.config.grid import Arms
from copsim.config.seeds import LARGEST
from copsim.errors import InputError
from copsim.reporting.folder import output_folder, write_manifest, writing
from copsim.reporting.manifest import manifest_of


def own_words(overrides: Sequence[str], key: str) -> tuple[list[str], list[int] | None]:
    """The other overrides, and the whole numbers of the one called ``key``, if it is there.

    Raises InputError for what is no list of whole numbers, or is given twice.
    """
    ours = [text for text in overrides if text.partition("=")[0] == key]
    others = [text for text in overrides if text not in ours]
    if not ours:
        return others, None
    if len(ours) > 1:
        raise InputError(f"{key} is given twice; keep one")
    text = ours[0].partition("=")[2]
    words = text.removeprefix("[").removesuffix("]").split(",")
    if not all(word.strip().isdecimal() for word in words):
        raise InputError(f"{key}={text} is refused: it takes whole numbers >= 0, for instance {key}=3")
    return others, [int(word) for word in words]


def arms_and_seed(overrides: Sequence[str], scenario_file: str | None, command: str) -> tuple[Arms, int]:
    """Arms on one seed: that of seed=N, by default 0. Raises InputError for several seeds, or seeds=..."""
    others, seeds = own_words(overrides, "seed")
    counted = [text for text in others if text.partition("=")[0] == "seeds"]
    if counted or (seeds is not None and len(seeds) > 1):
        raise InputError(f"{command} looks at one world, so it takes one seed; write for instance seed=3")
    seed = 0 if seeds is None else seeds[0]
    if seed > LARGEST:
        raise InputError(
            f"seed={seed} is refused: seeds are whole numbers from 0 to 2^63 - 1; write for instance seed=3"
        )
    return compose_arms((*others, f"seeds=[{seed}]"), scenario_file), seed


def into_folder(request: Request, arms: Arms, write: Callable[[Path], str]) -> tuple[Path, str]:
    """Let ``write`` fill the folder that the request names and add the manifest: the folder, and what it returned.

    Nothing is left behind if anything fails. Raises InputError for a folder that cannot be used.
    """
    started = datetime.now(UTC)
    out = request.out
    if out is None:
        out = RESULTS / f"{request.command}-{started.astimezone():%Y-%m-%d_%H-%M-%S}"
    with output_folder(out, request.overwrite) as folder, writing(out):
        text = write(folder)
        files = [] if request.scenario_file is None else [request.scenario_file]
        write_manifest(manifest_of(request.words(), arms, started, files), folder)
    return out, text
