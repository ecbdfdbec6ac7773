"""The table of all measurements, for the screen and as CSV."""

import csv
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.goals import GOALS
from benchmarks.rows import Row

HEADINGS = ("what", "value", "unit", "low", "high", "goal", "goal met")
LEFT = (0, 2, 5, 6)  # columns of words
Parts = Mapping[str, Sequence[Row]]


def cells(row: Row) -> list[str]:
    """A row in words."""
    ends = ["" if end is None else figures(end) for end in (row.low, row.high)]
    goal = GOALS[row.goal].words() if row.goal else ""
    return [row.what, figures(row.value), row.unit, *ends, goal, row.verdict()]


def figures(value: float) -> str:
    """Three or more significant figures without an exponent: 0.452, 4.52, 45.2, 45,200."""
    if value != value:
        return "-"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.{3 - len(str(int(abs(value))))}f}" if abs(value) >= 1 else f"{value:.3g}"


def text(parts: Parts) -> str:
    """All parts below one heading, and the notes below the table."""
    lines: list[list[str]] = []
    notes: list[str] = []
    for part, rows in parts.items():
        lines.append([part])
        for row in rows:
            said = cells(row)
            if row.note:
                if row.note not in notes:
                    notes.append(row.note)
                said[0] += f" [{notes.index(row.note) + 1}]"
            lines.append(["  " + said[0], *said[1:]])
    widths = [max(len(line[n]) for line in [list(HEADINGS), *lines] if len(line) > 1) for n in range(len(HEADINGS))]
    heading = _line(list(HEADINGS), widths)
    body = [_line(line, widths) if len(line) > 1 else f"\n{line[0]}" for line in lines]
    below = [wrapped(f"[{n}] {note}", len(heading)) for n, note in enumerate(notes, 1)]
    return "\n".join([heading, "-" * len(heading), *body, "", *below])


def wrapped(sentence: str, width: int) -> str:
    """A sentence in lines, the further ones indented."""
    return textwrap.fill(sentence, width, subsequent_indent="    ")


def _line(said: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        word.ljust(w) if n in LEFT else word.rjust(w) for n, (word, w) in enumerate(zip(said, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def write_csv(parts: Parts, file: Path) -> None:
    """The same with full precision, a row a value."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["part", "what", "value", "unit", "low", "high", "goal", "goal_met", "note"])
        for part, rows in parts.items():
            for row in rows:
                goal = GOALS[row.goal].words() if row.goal else ""
                ends = ["" if end is None else end for end in (row.low, row.high)]
                writer.writerow([part, row.what, row.value, row.unit, *ends, goal, row.verdict(), row.note])
