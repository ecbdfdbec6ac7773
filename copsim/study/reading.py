"""The results of a study as one table."""

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from copsim.errors import InputError
from copsim.metrics.catalogue import METRICS
from copsim.study.store import Store

RESULTS = ("case", "error", "window")


def results(store: Store, metrics: Sequence[str] | None = None, window: int | None = None) -> pd.DataFrame:
    """A row per case of the design and window: case, arm, point, seed, settings that vary, error, window, metrics.

    ``metrics``: which (default: all). ``window``: 0 for all reported weeks, k for year k (default: every window
    there is). Cases that have not run yet are left out. Raises InputError for a damaged chunk, or if none is there.
    """
    complete = store.survey().failed
    names = [planned.id for _, planned in store.wanted if planned.id in complete]
    if not names:
        raise InputError(f"no run of the study in {store.folder} is finished yet; resume it first")
    columns = [*RESULTS, *(METRICS if metrics is None else metrics)]
    table = pa.concat_tables([_read(store, name, columns) for name in names]).to_pandas()
    if window is not None:
        table = table[table["window"] == window]
    return store.design.merge(table, on="case", how="inner").reset_index(drop=True)


def _read(store: Store, name: str, columns: list[str]) -> pa.Table:
    path = store.chunk_path(name)
    try:
        return pq.read_table(path, columns=columns, page_checksum_verification=True).replace_schema_metadata(None)
    except (OSError, pa.ArrowException):
        raise InputError(f"the chunk {path} is damaged; resume the study to compute it again") from None
