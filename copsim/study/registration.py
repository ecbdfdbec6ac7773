"""Putting a design into a store: a new one, or one that grows by what is not planned yet."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from copsim.config.declare import declared
from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.metrics.catalogue import dictionary
from copsim.study.chunk import parquet_bytes
from copsim.study.design import Design
from copsim.study.durable import clear_parts, kept, write_durably
from copsim.study.plan import Plan, plan_bytes
from copsim.study.store import (
    CHUNKS,
    DESIGN,
    DICTIONARY,
    JOURNAL,
    LOCK,
    MANIFEST,
    PLANS,
    STORE_FORMAT,
    STUDY,
    Store,
    lock_of,
    plan_files,
)

OURS = {MANIFEST, DESIGN, STUDY, DICTIONARY, JOURNAL, LOCK, CHUNKS, PLANS, "aside"}


def register(folder: Path, name: str, design: Design, version: str) -> Store:
    """The store in ``folder``, made or brought up to the design; only cases that no plan holds are planned.

    Raises InputError for a folder with other content, a store of another model version, one that another process
    holds, and a disk that refuses.
    """
    _prepare(folder, version)
    with lock_of(folder):
        for place in (folder, folder / PLANS, folder / CHUNKS):
            clear_parts(place)
        _plan(folder, design, version)
        table = pa.Table.from_pandas(design.table(), preserve_index=False).replace_schema_metadata(None)
        write_durably(folder / DESIGN, parquet_bytes(table))
        write_durably(folder / DICTIONARY, words(design).to_csv(index=False, lineterminator="\n").encode())
        write_durably(folder / STUDY, _json(_study(name, design)))
        write_durably(folder / MANIFEST, _json({"format": STORE_FORMAT, "model_version": version, "study": name}))
    return Store(folder)


def unplanned(folder: Path, design: Design) -> int:
    """Runs of the design that no plan in ``folder`` holds."""
    return len({case.digest for case in design.cases} - _planned(folder, design))


def _prepare(folder: Path, version: str) -> None:
    """Make the folder, or refuse the one there is."""
    if (folder / MANIFEST).exists():
        found = Store(folder).version
        if found != version:
            raise InputError(
                f"{folder} holds results of model version {found}, and this is {version}; their runs must not be "
                "mixed, so name a new folder with --store"
            )
        return
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file, not a folder; name another with --store")
    strangers = sorted({path.name for path in folder.iterdir()} - OURS) if folder.exists() else []
    strangers = [stranger for stranger in strangers if not stranger.endswith(".part")]
    if strangers:
        raise InputError(f"{folder} has content that is no study ({strangers[0]}); name another with --store")
    with kept(folder):
        for place in (folder, folder / PLANS, folder / CHUNKS):
            place.mkdir(parents=True, exist_ok=True)


def _planned(folder: Path, design: Design) -> set[str]:
    plans = [Plan(path) for path in plan_files(folder)]
    return {digest for plan in plans if plan.windows == design.description.windows for digest in plan.digests}


def _plan(folder: Path, design: Design, version: str) -> None:
    planned = _planned(folder, design)
    fresh = {case.digest: case for case in design.cases if case.digest not in planned}
    if fresh:
        number = len(plan_files(folder)) + 1
        write_durably(folder / PLANS / f"{number:04d}.parquet", plan_bytes(design, list(fresh.values()), version))


def _study(name: str, design: Design) -> dict[str, Any]:
    return {
        "name": name,
        "description": design.description.model_dump(mode="json"),
        "levers": list(design.levers),
        "uncertainties": list(design.uncertain),
        "spans": [span._asdict() for span in design.spans],
        "base": design.base,
    }


def words(design: Design) -> pd.DataFrame:
    """Unit and meaning of every column of the results: column, unit, label, meaning, better."""
    parameters = {parameter.path: parameter for parameter in declared(Scenario)}
    rows = [
        ("case", "", "Case", "Digest of resolved scenario, seed and model version", ""),
        ("point", "", "Point", "Row of the uncertainties, from 0", ""),
        ("error", "", "Error", "Why the run failed; empty if it did not", ""),
        ("window", "year", "Window", "0: all reported weeks; 1, 2, ...: that year", ""),
    ]
    for key in design.columns:
        known = parameters.get(key)
        unit = "" if known is None or known.unit in ("1", "choice", "text") else known.unit
        rows.append((key, unit, key, f"Option of the group {key}" if known is None else known.doc, ""))
    first = pd.DataFrame(rows, columns=["column", "unit", "label", "meaning", "better"])
    metrics = dictionary()
    return pd.concat([first, metrics[metrics["column"] != "week"]], ignore_index=True)


def _json(tree: dict[str, Any]) -> bytes:
    return (json.dumps(tree, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()
