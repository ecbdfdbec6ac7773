"""Experiments: a study run to its end, and its question answered in a few sentences made from the numbers.

An experiment is a file that names a study, says how its table is read and how it is drawn. Everything else is here.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from copsim.analysis.across import overall
from copsim.analysis.bootstrap import interval_of_mean
from copsim.commands.study import study
from copsim.commands.study_findings import Findings
from copsim.commands.study_report import interval_words
from copsim.commands.study_request import read_study
from copsim.commands.words import counted
from copsim.errors import InputError
from copsim.reporting.folder import output_folder, write_table, writing
from copsim.reporting.forest import draw_forest, forest_data
from copsim.reporting.labels import Labels
from copsim.reporting.saving import save
from copsim.study.store import Store

RESULTS = Path("results") / "experiments"
VERDICTS = {1: ("worse", "not clear", "better"), -1: ("better", "not clear", "worse"), 0: ("less", "not clear", "more")}


class Answer:
    """The findings of a study, read for sentences. ``effects``: what the table of the experiment holds."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.labels = Labels(findings.dictionary)
        if findings.effects is None or findings.baseline is None:
            raise InputError("the study of an experiment compares two arms or more; add levers")
        self.effects: pd.DataFrame = findings.effects
        self.baseline: str = findings.baseline

    def row(self, metric: str, arm: str) -> "pd.Series[float]":
        """Effect of an arm on a metric, with all that stands beside it."""
        return self.effects[(self.effects["metric"] == metric) & (self.effects["arm"] == arm)].iloc[0]

    def said(self, metric: str, arm: str) -> str:
        """'knowledge flow +0.012 [+0.010, +0.014] expertise/employee/year (better)'."""
        row = self.row(metric, arm)
        return self.told(metric, row["effect"], row["boot_low"], row["boot_high"])

    def told(self, metric: str, effect: float, low: float, high: float) -> str:
        """An effect and its interval with label, unit and whether it is surely better or worse (more or less)."""
        word = VERDICTS[self.labels.sign(metric)][1 + int(low > 0) - int(high < 0)]
        label = self.labels.label(metric)
        return (
            f"{label[0].lower()}{label[1:]} {interval_words(effect, low, high)} {self.labels.unit(metric)}".rstrip()
            + f" ({word})"
        )

    def step(self, metric: str, arm: str, before: str) -> tuple[float, float, float]:
        """Paired difference of two arms, with its interval."""
        table = self.findings.whole
        row = overall(table[table["arm"].isin([arm, before])], [metric], before, None, self.findings.common).iloc[0]
        return float(row["effect"]), float(row["boot_low"]), float(row["boot_high"])

    def ranked(self, metric: str) -> list[str]:
        """All arms by their mean of a metric, the best first (the highest where neither direction is better)."""
        means = self.findings.whole.groupby("arm")[metric].mean() * (self.labels.sign(metric) or 1)
        return [str(arm) for arm in means.sort_values(ascending=False, kind="stable").index]

    def best(self, metric: str) -> str:
        """The first of them."""
        return self.ranked(metric)[0]


def mean_of(differences: "pd.Series[float]") -> tuple[float, float, float]:
    """Mean of differences, one a seed, with its studentized bootstrap interval."""
    values = np.asarray(differences.dropna(), dtype=np.float64)
    ends = interval_of_mean(values)
    return float(np.mean(values)), ends.low, ends.high


def effects_figure(answer: Answer, note: str) -> Figure:
    """All effects against the baseline, a panel a metric."""
    return draw_forest(forest_data(answer.effects, answer.baseline), answer.findings.dictionary, note=note)


class _Experiment(NamedTuple):
    """Name of its study, and how its findings are told, drawn and tabled."""

    name: str
    answer: Callable[[Answer], Iterable[str]]
    draw: Callable[[Answer, str], Figure]
    table: Callable[[Answer], pd.DataFrame]


def experiment(
    name: str,
    answer: Callable[[Answer], Iterable[str]],
    draw: Callable[[Answer, str], Figure] = effects_figure,
    table: Callable[[Answer], pd.DataFrame] = lambda answer: answer.effects,
    words: Sequence[str] | None = None,
) -> None:
    """Run the study ``name``, print what ``answer`` says of it, and leave answer.md, effects.csv and effects.png.

    ``words`` are those of the command line: key=value, --store and --out. A mistake ends the program in a sentence.
    """
    parser = argparse.ArgumentParser(description=f"Run the study {name} and answer its question.")
    parser.add_argument("words", nargs="*", metavar="key=value", help="seeds=10, backend.workers=1 or a setting")
    parser.add_argument("--out", type=Path, default=RESULTS / name, help="folder for the answer (%(default)s)")
    parser.add_argument("--store", type=Path, help="folder of the runs (default: results/studies/NAME)")
    asked = parser.parse_intermixed_args(words)
    store = [] if asked.store is None else ["--store", str(asked.store)]
    try:
        request = read_study(["run", name, *asked.words, *store])
        assert request is not None
        study(request)
        found = Answer(Findings(Store(request.folder)))
        _leave(found, _Experiment(name, answer, draw, table), asked.out, asked.words)
    except InputError as error:
        sys.exit(f"{name}: {error}")


def _leave(found: Answer, asked: _Experiment, out: Path, words: Sequence[str]) -> None:
    command = " ".join(["python", f"experiments/{asked.name}.py", *words])
    sentences = list(asked.answer(found))
    print(f"\n{found.findings.description.question}", *sentences, sep="\n")
    with output_folder(out, True) as folder, writing(out):
        write_table(asked.table(found), folder / "effects", parquet=False)
        save(asked.draw(found, f"Rebuild: {command}"), folder / "effects")
        (folder / "effects.svg").unlink()
        (folder / "answer.md").write_text(_page(found, asked.name, sentences, command), encoding="utf-8")
    print(f"\nIn {out}: answer.md, effects.csv, effects.png.")


def _page(found: Answer, name: str, sentences: Sequence[str], command: str) -> str:
    findings = found.findings
    points, seeds = (findings.whole[key].nunique() for key in ("point", "seed"))
    design = (
        f"{len(findings.whole):,} runs: {counted(len(findings.arms), 'arm')} x {counted(points, 'point')} x "
        f"{counted(seeds, 'seed')}. In brackets: 95 % studentized bootstrap intervals of paired differences, from "
        f"{found.baseline} where nothing else is said."
    )
    again = f"Again: `{command}`. Model version {findings.store.version}."
    return "\n\n".join([f"# {name}", findings.description.question, *sentences, design, again]) + "\n"
