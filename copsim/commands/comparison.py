"""The comparison of the arms of one slice: effects, and what is said of them in tables and words."""

import shutil
import textwrap
from collections.abc import Iterable

import pandas as pd

from copsim.analysis.paired import decompose_mandate, paired_effects, paired_ranges
from copsim.commands.contrast import Slice, described
from copsim.commands.findings import METRICS, SPLIT_ARMS, findings
from copsim.reporting import rendering
from copsim.reporting.tables import HEADLINE, headline_blocks, headline_table, mandate_block, range_blocks

WIDTH = 120


class Comparison:
    """Effects of a slice's arms against its baselines.

    ``summary`` has a row per (arm, seed), arms under their short names; ``dictionary`` describes its columns.
    ``effects`` is the table of ``copsim.analysis.paired.paired_effects``; ``split`` that of ``decompose_mandate``,
    None unless its three arms are there; ``ranges`` that of ``paired_ranges``, None unless unknowns are ``drawn``.
    """

    def __init__(self, part: Slice, summary: pd.DataFrame, dictionary: pd.DataFrame, drawn: bool = False) -> None:
        self.part, self.summary, self.dictionary = part, summary, dictionary
        self.effects = paired_effects(summary, part.baselines)
        split = all(arm in part.arms for arm in SPLIT_ARMS)
        self.split = decompose_mandate(summary, HEADLINE) if split else None
        self.ranges = paired_ranges(summary, part.baselines) if drawn else None

    def in_full(self, table: pd.DataFrame) -> pd.DataFrame:
        """Effects or ranges with the settings of the slice in front, and arms under their names in the other tables."""
        table = table.assign(arm=table["arm"].map(self.part.arms), baseline=table["baseline"].map(self.part.arms))
        for place, (key, value) in enumerate(self.part.settings.items()):
            table.insert(place, key, value)
        return table

    def markdown(self) -> str:
        """Everything: means, effects against each baseline, the split of the mandate, and words."""
        title = f"## {described(self.part.settings)}\n\n" if self.part.settings else ""
        blocks = headline_blocks(self._headline(HEADLINE, self.part.baselines), self.dictionary, "ends")
        if self.split is not None:
            blocks.append(mandate_block(self.split, self.dictionary, "ends"))
        if self.ranges is not None:
            blocks += range_blocks(self.ranges, HEADLINE, self.dictionary)
        return f"{title}{rendering.markdown(blocks)}\n### In words\n\n{bullets(self._sentences())}\n"

    def console(self, brief: bool) -> str:
        """For the screen: means and effects against the first baseline and words; if ``brief`` a few effects only."""
        width = console_width()
        first = self.part.baselines[:1]
        blocks = headline_blocks(self._headline(METRICS if brief else HEADLINE, first), self.dictionary)
        if brief:
            return f"{described(self.part.settings)}:\n\n{rendering.console(blocks[1:], width)}".rstrip()
        if self.split is not None:
            blocks.append(mandate_block(self.split, self.dictionary))
        if self.ranges is not None:
            here = self.ranges[self.ranges["baseline"].isin(first)]
            blocks += range_blocks(here, METRICS, self.dictionary)
        return f"{rendering.console(blocks, width)}\n{bullets(self._sentences(), width)}"

    def _headline(self, metrics: tuple[str, ...], baselines: tuple[str, ...]) -> pd.DataFrame:
        return headline_table(self.summary, self.effects, metrics, baselines)

    def _sentences(self) -> list[str]:
        return findings(self.summary, self.part.baselines[0], self.dictionary)


def bullets(sentences: Iterable[str], width: int | None = None) -> str:
    """A list, a line a sentence; broken into lines of ``width`` characters if that is given."""
    lines = [f"- {sentence}" for sentence in sentences]
    if width is not None:
        lines = [textwrap.fill(line, width, subsequent_indent="  ") for line in lines]
    return "\n".join(lines)


def console_width() -> int:
    """Characters in a line of the console, at least 80."""
    return max(80, shutil.get_terminal_size((WIDTH, 24)).columns)
