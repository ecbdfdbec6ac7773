"""Blocks of words as text: for a console, as Markdown, as HTML."""

import textwrap
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from copsim.reporting.labels import shortened

HEADING_CHARACTERS = 15
NAME_CHARACTERS = 56
GAP = "  "


class Heading(NamedTuple):
    """Name of a column and, in smaller words, its unit."""

    name: str
    unit: str


class Block(NamedTuple):
    """A table in words: its title, what the rows are, a heading per column, rows of (name, cells)."""

    title: str
    corner: str
    headings: Sequence[Heading]
    rows: Sequence[tuple[str, Sequence[str]]]


def console(blocks: Iterable[Block], width: int = 120) -> str:
    """Blocks as plain text at most ``width`` characters wide; columns that do not fit go into a further strip."""
    return "\n\n".join(_console_block(block, width) for block in blocks) + "\n"


def markdown(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown: a heading of level 3 and a pipe table each."""
    parts = []
    for block in blocks:
        columns = [f"{heading.name} ({heading.unit})" if heading.unit else heading.name for heading in block.headings]
        lines = [_pipes([block.corner, *columns]), _pipes(["---", *["---:"] * len(columns)])]
        lines += [_pipes([name, *cells]) for name, cells in block.rows]
        parts.append(f"### {block.title}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def html(blocks: Iterable[Block]) -> str:
    """Blocks as HTML tables of class ``effects`` with captions and scoped headings; no style, no script."""
    return "\n".join(_html_block(block) for block in blocks) + "\n"


def _pipes(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _html_block(block: Block) -> str:
    heads = "".join(
        f'<th scope="col">{escape(heading.name)}'
        + (f"<br><small>{escape(heading.unit)}</small>" * bool(heading.unit))
        + "</th>"
        for heading in block.headings
    )
    lines = ['<table class="effects">', f"<caption>{escape(block.title)}</caption>"]
    lines += [f'<thead><tr><th scope="col">{escape(block.corner)}</th>{heads}</tr></thead>', "<tbody>"]
    for name, cells in block.rows:
        data = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        lines.append(f'<tr><th scope="row">{escape(name)}</th>{data}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])


def _console_block(block: Block, width: int) -> str:
    names = [shortened(name, NAME_CHARACTERS) for name, _ in block.rows]
    left = max(map(len, [block.corner, *names]))
    columns = [
        _column(heading, [cells[place] for _, cells in block.rows]) for place, heading in enumerate(block.headings)
    ]
    lines = [block.title, "=" * min(width, len(block.title))]
    for strip in _strips(columns, width - left):
        lines += [""] if len(lines) > 2 else []
        lines += _strip_lines(block.corner, names, strip, left)
    return "\n".join(line.rstrip() for line in lines)


def _column(heading: Heading, cells: list[str]) -> tuple[list[str], list[str]]:
    """Lines of the heading, and the cells."""
    words = textwrap.wrap(heading.name, HEADING_CHARACTERS)
    return words + _unit_lines(heading.unit), cells


def _unit_lines(unit: str) -> list[str]:
    """The unit broken after slashes, and within a part only where that part is too long."""
    parts = [part + "/" for part in unit.split("/")]
    parts[-1] = parts[-1][:-1]
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) <= HEADING_CHARACTERS:
            lines[-1] += part
        else:
            lines += textwrap.wrap(part, HEADING_CHARACTERS, break_on_hyphens=False)
    return lines


def _strips(columns: list[tuple[list[str], list[str]]], room: int) -> Iterable[list[tuple[list[str], list[str]]]]:
    """Columns in order, as many in each strip as fit into ``room`` characters, but at least one."""
    strip: list[tuple[list[str], list[str]]] = []
    used = 0
    for column in columns:
        needed = len(GAP) + max(map(len, [*column[0], *column[1]]))
        if strip and used + needed > room:
            yield strip
            strip, used = [], 0
        strip.append(column)
        used += needed
    if strip:
        yield strip


def _strip_lines(corner: str, names: list[str], strip: list[tuple[list[str], list[str]]], left: int) -> list[str]:
    tallest = max(len(head) for head, _ in strip)
    widths = [max(map(len, [*head, *cells])) for head, cells in strip]
    heads = [[""] * (tallest - len(head)) + head for head, _ in strip]
    lines = []
    for row in range(tallest):
        name = corner if row == tallest - 1 else ""
        lines.append(
            name.ljust(left) + "".join(GAP + head[row].rjust(w) for head, w in zip(heads, widths, strict=True))
        )
    lines.append("-" * (left + sum(len(GAP) + w for w in widths)))
    for row, name in enumerate(names):
        cells = "".join(GAP + column[row].rjust(w) for (_, column), w in zip(strip, widths, strict=True))
        lines.append(name.ljust(left) + cells)
    return lines
