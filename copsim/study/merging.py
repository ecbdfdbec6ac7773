"""Shards of a study, each with a store of its own, put together."""

import filecmp
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from copsim.errors import InputError
from copsim.study.durable import kept, write_durably
from copsim.study.runner import Shard
from copsim.study.store import CHUNKS, DESIGN, DICTIONARY, MANIFEST, PLANS, STUDY, Store, lock_of, plan_files

DESCRIPTIONS = (DICTIONARY, STUDY, DESIGN, MANIFEST)


def shard_of(text: str) -> Shard:
    """The shard that '3/8' names. Raises InputError."""
    found = re.fullmatch(r"(\d+)/(\d+)", text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise InputError(f"--shard {text} is refused: write the number of this job and how many there are, such as 3/8")
    return Shard(int(found[1]), int(found[2]))


def shard_folder(folder: Path, shard: Shard) -> Path:
    """Where the part of a shard is kept: beside the store of the whole."""
    return folder.with_name(f"{folder.name}.shard-{shard.number}-of-{shard.total}")


def shards_of(folder: Path) -> list[Path]:
    """Stores of shards that stand beside a store."""
    return sorted(path for path in folder.parent.glob(f"{folder.name}.shard-*-of-*") if path.is_dir())


def adopt_plans(folder: Path, whole: Path) -> None:
    """Give a shard the plans that the whole has, so that all shards go on from the same."""
    if not plan_files(whole) or (folder / MANIFEST).exists():
        return
    with kept(folder):
        (folder / PLANS).mkdir(parents=True, exist_ok=True)
        for path in plan_files(whole):
            shutil.copyfile(path, folder / PLANS / path.name)


def merge(folder: Path, parts: Sequence[Path]) -> int:
    """Copy the chunks of shards into the store of the whole, made if it is not there; returns how many were new.

    Nothing is removed from the shards. Raises InputError where a shard is of another model version or plan.
    """
    if not parts:
        raise InputError(f"no shards of {folder} are there; name their folders")
    stores = [Store(part) for part in parts]
    first = stores[0]
    for store in stores[1:]:
        _check_alike(first, store)
    with kept(folder):
        for place in (folder, folder / PLANS, folder / CHUNKS):
            place.mkdir(parents=True, exist_ok=True)
    with lock_of(folder):
        if (folder / MANIFEST).exists() and Store(folder).version != first.version:
            raise InputError(f"{folder} is of model version {Store(folder).version}, its shards of {first.version}")
        _adopt(folder, first)
        whole, new = Store(folder), 0
        there = whole.survey()
        for store in stores:
            for name in store.survey().failed:
                if name not in there.failed:
                    if name in there.damaged:
                        whole.set_aside(name)
                    whole.keep(name, store.chunk_path(name).read_bytes())
                    there.failed[name] = 0
                    new += 1
    return new


def _check_alike(one: Store, other: Store) -> None:
    if one.version != other.version:
        raise InputError(
            f"{one.folder} is of model version {one.version} and {other.folder} of {other.version}; they do not mix"
        )
    ours, theirs = plan_files(one.folder), plan_files(other.folder)
    same = [path.name for path in ours] == [path.name for path in theirs]
    if not same or not all(filecmp.cmp(a, b, shallow=False) for a, b in zip(ours, theirs, strict=True)):
        raise InputError(
            f"{one.folder} and {other.folder} are no shards of the same study: their plans differ; run each shard with "
            "the same words"
        )


def _adopt(folder: Path, part: Store) -> None:
    """Plans and descriptions of a shard, for the whole."""
    for path in plan_files(part.folder):
        ours = folder / PLANS / path.name
        if ours.exists() and not filecmp.cmp(path, ours, shallow=False):
            raise InputError(f"{folder} and its shard {part.folder} are of different studies: {path.name} differs")
        if not ours.exists():
            write_durably(ours, path.read_bytes())
    for name in DESCRIPTIONS:
        write_durably(folder / name, (part.folder / name).read_bytes())
