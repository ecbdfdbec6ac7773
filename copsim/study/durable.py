"""Files that are whole or absent: written aside, flushed to the disk, and renamed into place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from copsim.errors import InputError

PART = ".part"


def write_durably(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that after any crash the file is absent, as it was, or complete.

    Raises InputError if the disk is full or cannot be written; nothing of the file is left then.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    with kept(path):
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


@contextmanager
def kept(path: Path) -> Iterator[None]:
    """Turn what a disk refuses into a sentence: what was finished before is kept."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"cannot write {path}: {error.strerror}; everything finished before is kept, so make room or rights and "
            "resume"
        ) from None


def clear_parts(folder: Path) -> list[str]:
    """Remove what killed writers left behind in ``folder``; returns the names. Call it under the lock only."""
    left = sorted(path.name for path in folder.glob(f".*{PART}"))
    for name in left:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    return left


def _sync_folder(folder: Path) -> None:
    """Flush a rename to the disk, where the system can do that for a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
