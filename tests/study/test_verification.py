"""Verification finds a changed number anywhere."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copsim.errors import InputError
from copsim.study.backends.local import Threads
from copsim.study.chunk import parquet_bytes
from copsim.study.runner import run
from copsim.study.store import Store
from copsim.study.verification import verify

Registered = Callable[..., Store]


@pytest.mark.parametrize("windows", ["whole", "years"])
def test_what_was_computed_holds(registered: Registered, windows: str) -> None:
    store = registered(windows=windows)
    run(store, Threads(2))
    verdict = verify(store, sample=4)
    assert (verdict.chunks, verdict.cases, verdict.holds) == (2, 4, True)


def test_failed_runs_fail_again(registered: Registered) -> None:
    store = registered(uncertainties={"grid": {"organization.communities": [0, 4]}}, seeds=4)
    run(store, Threads(2))
    assert verify(store, sample=16).holds


def test_a_number_that_was_changed_by_the_last_bit_is_found(registered: Registered) -> None:
    store = registered(seeds=5)
    run(store, Threads(2))
    (path,) = (store.folder / "chunks").glob("*.parquet")
    table = pq.read_table(path)
    stock = table["stock"].to_numpy().copy()
    stock.view("int64")[7] += 1
    place = table.column_names.index("stock")
    path.write_bytes(parquet_bytes(table.set_column(place, "stock", pa.array(stock))))
    verdict = verify(store, sample=10)
    assert verdict.different == [table["case"][7].as_py()]


@pytest.mark.parametrize("place", [10, 1000, 5000, -40, -400])
def test_a_bit_that_rotted_anywhere_is_found(registered: Registered, place: int) -> None:
    store = registered(seeds=5)
    run(store, Threads(2))
    (path,) = (store.folder / "chunks").glob("*.parquet")
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    try:
        assert verify(store, sample=1).damaged == [path.stem]
    except InputError as error:  # the end of the file is read at once, and then no chunk is left to verify
        assert "no run of the study" in str(error)


def test_an_empty_store_has_nothing_to_verify(registered: Registered) -> None:
    with pytest.raises(InputError, match="no run of the study"):
        verify(registered(), sample=5)
