"""Figures as files: PNG and SVG, whole or not at all, the same bytes for the same figure."""

import os
from pathlib import Path

from matplotlib.figure import Figure

from copsim.reporting.style import DPI, look


def save(figure: Figure, path_stem: str | Path) -> list[Path]:
    """Write ``path_stem`` + .png and + .svg and return the two paths.

    Each is written under a temporary name in the same folder and then renamed, so an interruption leaves no
    half-written figure. Neither holds a date or a random id. Raises OSError if the folder cannot be written.
    """
    stem = Path(path_stem)
    return [_write(figure, stem.with_name(f"{stem.name}.{kind}"), kind) for kind in ("png", "svg")]


def save_png(figure: Figure, path_stem: str | Path) -> Path:
    """Write ``path_stem`` + .png only, for pages. Raises OSError as :func:`save` does."""
    stem = Path(path_stem)
    return _write(figure, stem.with_name(f"{stem.name}.png"), "png")


def _write(figure: Figure, path: Path, kind: str) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    metadata = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
    try:
        with look():
            figure.savefig(temporary, format=kind, dpi=DPI, metadata=metadata)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
