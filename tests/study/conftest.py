"""A study of tiny worlds: 20 people, 4 weeks, two arms, two chunks of 10 runs.

A chunk of a real study holds 50 runs or more; what stores, backends and verification promise does not hang on that, so
here, and only here, chunks may be smaller.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copsim.study import plan
from copsim.study.description import Description, described
from copsim.study.design import Design, design_of
from copsim.study.registration import register
from copsim.study.store import Store
from copsim.study.version import model_version

TINY = {
    "settings": {"organization": "small_firm", "organization.headcount": 20, "weeks": 4, "warmup_weeks": 3},
    "levers": {"grid": {"policy": ["none", "mandated"]}},
    "seeds": 10,
}
IN_CHUNK = 10


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Description]:
    """The tiny study, with other entries in place of its own."""
    monkeypatch.setattr(plan, "FEWEST_IN_CHUNK", IN_CHUNK)
    return lambda **entries: described({**TINY, **entries}, "the study tiny").model_copy(
        update={} if "chunk_runs" in entries else {"chunk_runs": IN_CHUNK}
    )


@pytest.fixture
def designed(tiny: Callable[..., Description]) -> Callable[..., Design]:
    """The design of the tiny study."""
    return lambda **entries: design_of(tiny(**entries), model_version())


@pytest.fixture
def registered(designed: Callable[..., Design], tmp_path: Path) -> Callable[..., Store]:
    """A store that holds the tiny study, planned and not run."""

    def put(folder: str = "store", **entries: Any) -> Store:
        return register(tmp_path / folder, "tiny", designed(**entries), model_version())

    return put


def content(store: Store) -> dict[str, bytes]:
    """Every file of a store that results depend on, by name."""
    files = [path for path in store.folder.rglob("*") if path.is_file()]
    names = {path.relative_to(store.folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in sorted(names.items()) if name not in ("journal.jsonl", "lock")}
