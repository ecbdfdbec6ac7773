"""``copsim study export``: results, report, tables, figures and provenance of a study in a folder of their own."""

import json
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from copsim.commands.study_figures import draw
from copsim.commands.study_findings import Findings
from copsim.commands.study_report import report
from copsim.commands.study_request import StudyRequest
from copsim.errors import InputError
from copsim.reporting.crate import write_crate
from copsim.reporting.folder import output_folder, write_manifest, write_table, writing
from copsim.reporting.latex import effects_latex
from copsim.reporting.manifest import made_with
from copsim.study.store import Store


def export(request: StudyRequest, store: Store) -> None:
    """Write everything that is known of a study. Raises InputError for a folder that cannot be used."""
    out = request.out if request.out is not None else store.folder.with_name(f"{store.folder.name}.export")
    command = _command(request, store)
    findings = Findings(store)
    with output_folder(out, request.overwrite or request.out is None) as folder, writing(out):
        tables = _write_tables(findings, folder)
        figures = draw(findings, folder, command)
        text = report(findings, figures, command)
        (folder / "report.md").write_text(text, encoding="utf-8")
        made = made_with()
        write_manifest({**_manifest(findings, command), **made}, folder)
        about = findings.description.question
        now = datetime.now(UTC).isoformat(timespec="seconds")
        write_crate(folder, str(store.study["name"]), about, now, made["versions"], command)
    if not request.quiet:
        print(f"{len(findings.results):,} rows, {len(tables)} tables, {len(figures)} figures and report.md in {out}.")


def _command(request: StudyRequest, store: Store) -> str:
    words = ["copsim", "study", "export", request.name]
    words += [] if request.store is None else ["--store", str(request.store)]
    return shlex.join(words)


def _manifest(findings: Findings, command: str) -> dict[str, Any]:
    store = findings.store
    return {
        "command": command,
        "study": store.study["name"],
        "description": store.study["description"],
        "base": store.study["base"],
        "model_version": store.version,
        "runs": len(findings.whole),
        "failed": len(findings.failed),
        "stopped_after": None if findings.standing is None or not findings.standing.kept else findings.standing.pairs,
        "journal": _journal(store.folder / "journal.jsonl"),
    }


def _journal(path: Path) -> list[Any]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return []


def _write_tables(findings: Findings, folder: Path) -> list[str]:
    """Tables as CSV (results also as Parquet, effects also as LaTeX); returns their names."""
    tables: dict[str, pd.DataFrame | None] = {
        "effects": findings.effects,
        "effects_by_point": findings.by_point,
        "stopping": None if findings.standing is None else findings.standing.widths,
        "variance": findings.split,
        "regions": _regions(findings),
        "sensitivity": _sensitivity(findings),
        "dictionary": findings.dictionary,
    }
    write_table(findings.results, folder / "results")
    for name, table in tables.items():
        if table is not None and not table.empty:
            write_table(table, folder / name, parquet=False)
    if findings.effects is not None:
        caption = f"{findings.description.question} Paired effects against {findings.baseline}, studentized bootstrap."
        text = effects_latex(findings.effects, findings.dictionary, caption.strip())
        (folder / "effects.tex").write_text(text, encoding="utf-8")
    return ["results", *(name for name, table in tables.items() if table is not None and not table.empty)]


def _regions(findings: Findings) -> pd.DataFrame | None:
    if findings.baseline is None:
        return None
    found = [(metric, arm, findings.where(metric, arm)) for metric in findings.outcomes for arm in findings.others]
    tables = [table.assign(metric=metric, arm=arm) for metric, arm, table in found if table is not None]
    return pd.concat(tables, ignore_index=True) if tables else None


def _sensitivity(findings: Findings) -> pd.DataFrame | None:
    tables = []
    for metric in findings.outcomes:
        for arm in findings.others:
            try:
                if findings.sample == "saltelli":
                    found = findings.sobol(metric, arm)
                    said = found.convergence
                    table = found.indices.assign(large_enough=said.enough, convergence=said.sentence)
                elif findings.sample == "morris":
                    table = findings.morris(metric, arm)
                else:
                    return None
            except InputError:
                continue
            tables.append(table.assign(metric=metric, arm=arm))
    return pd.concat(tables, ignore_index=True) if tables else None
