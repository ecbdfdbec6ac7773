"""An output folder: everything is written aside and moved into place at the end, or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pandas as pd

from copsim.errors import InputError

MANIFEST = "manifest.json"
CSV_FORMAT = "%.10g"  # Parquet holds full precision


@contextmanager
def output_folder(out: Path, overwrite: bool = False) -> Iterator[Path]:
    """A temporary folder to write into; its files are moved to ``out`` when the block ends without an error.

    Where ``out`` exists, files of an earlier output (named in its manifest) are replaced, other files stay.
    Raises InputError, before the block runs, if ``out`` has content and ``overwrite`` is not set, or cannot
    be written. After any error, Ctrl-C included, ``out`` is as it was.
    """
    out = out.resolve()
    _refuse_content(out, overwrite)
    made, stage = _stage(out)
    done = False
    try:
        yield stage
        with writing(out):
            _publish(stage, out)
        done = True
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        for folder in [] if done else made:
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Turn a disk that is full or read-only into a sentence (InputError)."""
    try:
        yield
    except OSError as error:
        raise InputError(f"cannot write to {out}: {error.strerror}; choose another folder with --out") from None


def write_table(table: pd.DataFrame, stem: Path, parquet: bool = True) -> None:
    """Write ``stem`` + .csv and, with ``parquet``, + .parquet."""
    table.to_csv(stem.with_suffix(".csv"), index=False, float_format=CSV_FORMAT, lineterminator="\n", encoding="utf-8")
    if parquet:
        table.to_parquet(stem.with_suffix(".parquet"), index=False)


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write manifest.json, with the list of all files that ``folder`` holds, itself included."""
    files = sorted({*_files(folder), MANIFEST})
    text = json.dumps({**manifest, "files": files}, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _refuse_content(out: Path, overwrite: bool) -> None:
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise InputError(f"{out} is a file, not a folder; choose another folder with --out")
    try:
        content = any(out.iterdir())
    except OSError as error:
        raise InputError(f"cannot read {out}: {error.strerror}; choose another folder with --out") from None
    if content and not overwrite:
        raise InputError(f"{out} already has content; choose another folder with --out, or add --overwrite")


def _stage(out: Path) -> tuple[list[Path], Path]:
    """Folders made on the way, deepest first, and the temporary folder on the same file system."""
    made: list[Path] = []
    try:
        parent = out if out.is_dir() else out.parent
        missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            made.insert(0, folder)
        return made, Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=parent))
    except OSError as error:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise InputError(f"cannot write to {out}: {error.strerror}; choose another folder with --out") from None


def _publish(stage: Path, out: Path) -> None:
    """Move what ``stage`` holds to ``out``: in one step if it is new, else file by file, the manifest last."""
    if not out.exists():
        stage.chmod(0o777 & ~_umask())
        os.rename(stage, out)
        return
    fresh = sorted(_files(stage), key=lambda name: name == MANIFEST)
    stale = _listed(out) - set(fresh)
    (out / MANIFEST).unlink(missing_ok=True)
    for name in sorted(stale):
        (out / name).unlink(missing_ok=True)
        with suppress(OSError):
            (out / name).parent.rmdir()
    for name in fresh:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / name, out / name)


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _listed(out: Path) -> set[str]:
    """Files of the earlier output in ``out``, as its manifest lists them; only such as lie inside it."""
    try:
        listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {name for name in listed if (out / name).resolve().is_relative_to(out) and (out / name).is_file()}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
