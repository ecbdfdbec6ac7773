"""Computing a chunk, anywhere to the same bytes."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pandas as pd
import pyarrow as pa

from copsim.config.scenario import Scenario
from copsim.errors import InputError
from copsim.metrics.catalogue import METRICS, YEAR
from copsim.runs import Runs, pooled
from copsim.simulation import simulate
from copsim.study.case import Case, cases_table, scenario_from
from copsim.study.chunk import FACTS, FORMAT, Chunk, parquet_bytes
from copsim.study.version import model_version


class Stopped(Exception):
    """The runner gave up before the chunk was finished."""


def compute(chunk: Chunk, threads: int = 1, stop: Event | None = None) -> bytes:
    """The Parquet file of a chunk; the same bytes for any number of threads.

    A run that fails becomes a row with its error. Raises InputError where the code here is another model version than
    the chunk asks for or memory runs out, OSError where a file cannot be read, Stopped once ``stop`` is set.
    """
    if chunk.version != model_version():
        raise InputError(
            f"this process runs model version {model_version()}, but the study asks for {chunk.version}; "
            "install the same copsim everywhere"
        )
    groups = chunk.groups()
    one = _Group(chunk.base, stop if stop is not None else Event())
    if threads == 1:
        found = [one(group) for group in groups]
    else:
        with ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(one, groups))
    errors = {digest: error for _, failed in found for digest, error in failed.items()}
    return _file(chunk, _rows(chunk, [runs for several, _ in found for runs in several], errors), errors)


@dataclass(frozen=True)
class _Group:
    """Computes the cases of one group: runs, and errors by digest."""

    base: Mapping[str, Any]
    stop: Event
    known: dict[str, Any] = field(default_factory=dict)  # scenarios by their changes: seeds share them

    def scenario(self, case: Case) -> Any:
        """Scenario of a case, or why there is none."""
        if case.changes not in self.known:
            self.known[case.changes] = _tried(scenario_from, self.base, case.changes)
        return self.known[case.changes]

    def __call__(self, group: Sequence[Case]) -> tuple[list[Runs], dict[str, str]]:
        if self.stop.is_set():
            raise Stopped
        scenarios: dict[str, Scenario] = {}
        errors: dict[str, str] = {}
        for case in group:
            found = self.scenario(case)
            if isinstance(found, str):
                errors[case.digest] = found
            else:
                scenarios[case.digest] = found
        runs, failed = _simulated(scenarios, group[0].seed)
        return runs, errors | failed


def _simulated(scenarios: Mapping[str, Scenario], seed: int) -> tuple[list[Runs], dict[str, str]]:
    """Runs of the scenarios; where one fails, all are run again, each by itself, to tell which."""
    if not scenarios:
        return [], {}
    found = _tried(simulate, scenarios, [seed], workers=1)
    if not isinstance(found, str):
        return [found], {}
    if len(scenarios) == 1:
        return [], dict.fromkeys(scenarios, found)
    runs: list[Runs] = []
    errors: dict[str, str] = {}
    for name, scenario in scenarios.items():
        alone, failed = _simulated({name: scenario}, seed)
        runs += alone
        errors |= failed
    return runs, errors


def _tried(act: Callable[..., Any], *inputs: Any, **options: Any) -> Any:
    """What ``act`` returns, or its error in a sentence. What the machine lacks is raised: no case is to blame."""
    try:
        return act(*inputs, **options)
    except MemoryError:
        raise InputError(
            "memory ran out; everything finished before is kept, so resume with fewer backend.workers"
        ) from None
    except OSError:
        raise
    except InputError as error:
        return " ".join(str(error).split())
    except Exception as error:
        return " ".join(f"{type(error).__name__}: {error}".split())


def _rows(chunk: Chunk, parts: Sequence[Runs], errors: Mapping[str, str]) -> pd.DataFrame:
    """A row per case and window, in the order of the cases; failed ones have window 0 only."""
    columns = ["case", "window", *METRICS]
    failed = pd.DataFrame({"case": list(errors), "window": 0}).reindex(columns=columns)
    tables = [_window(pooled(parts), *span) for span in _spans(chunk, parts)]
    measured = pd.concat([*tables, failed] if errors else tables, ignore_index=True)
    order = {case.digest: place for place, case in enumerate(chunk.cases)}
    measured = measured.sort_values(["case", "window"], key=lambda c: c.map(order) if c.name == "case" else c)
    design = cases_table(chunk.cases, chunk.columns)
    design.insert(4, "error", None)  # filled where the file is written: a table makes NaN of it
    return measured.merge(design, on="case", how="left", validate="many_to_one")[[*design.columns, "window", *METRICS]]


def _spans(chunk: Chunk, parts: Sequence[Runs]) -> list[tuple[int, int, int | None]]:
    """Windows to keep: (number, first week, week after the last)."""
    if not parts:
        return []
    spans: list[tuple[int, int, int | None]] = [(0, 0, None)]
    if chunk.windows == "years":
        year = int(YEAR)
        longest = max(scenario.weeks for runs in parts for scenario in runs.scenarios.values())
        spans += [(k + 1, k * year, (k + 1) * year) for k in range(math.ceil(longest / year))]
    return spans


def _window(runs: Runs, window: int, first: int, last: int | None) -> pd.DataFrame:
    table = runs.window(first, last).rename(columns={"arm": "case"}).drop(columns="seed")
    table.insert(1, "window", window)
    return table


def _file(chunk: Chunk, rows: pd.DataFrame, errors: Mapping[str, str]) -> bytes:
    facts = {
        "id": chunk.id,
        "version": chunk.version,
        "windows": chunk.windows,
        "cases": int(rows["case"].nunique()),
        "failed": len(errors),
    }
    metadata = {FORMAT: b"1", FACTS: json.dumps(facts, sort_keys=True).encode()}
    arrays, fields = [], []
    for name in rows.columns:
        values = rows[name].tolist() if name != "error" else [errors.get(case) for case in rows["case"]]
        kind = _arrow_type(name, values)
        arrays.append(pa.array(values, type=kind))
        fields.append(pa.field(str(name), kind))
    return parquet_bytes(pa.table(arrays, schema=pa.schema(fields, metadata=metadata)))


def _arrow_type(name: str, values: Sequence[Any]) -> pa.DataType:
    if name in METRICS:
        return pa.float64()
    if name in ("case", "arm", "error"):
        return pa.string()
    return {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}.get(type(values[0]), pa.string())
