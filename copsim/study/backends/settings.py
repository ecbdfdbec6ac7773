"""Which backend a study is run by: conf/backend/NAME.yaml, changed by words such as ``backend.workers=4``."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from copsim.config.groups import conf_folder
from copsim.errors import InputError, nearest
from copsim.study.runner import Backend


class BackendSettings(BaseModel):
    """What a backend is told.

    kind: who computes. workers: runs at a time (default: one a core; on Slurm, processes in a job). address: of a Dask
    scheduler that is there already. jobs, queue, account, walltime, memory, setup, python, interface: of Slurm jobs, as
    dask-jobqueue names them; ``setup`` are lines of shell before the worker starts, ``python`` the interpreter there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["threads", "processes", "dask", "slurm"] = "threads"
    workers: int | None = Field(None, ge=1, le=10_000)
    address: str | None = None
    jobs: int = Field(1, ge=1, le=10_000)
    queue: str | None = None
    account: str | None = None
    walltime: str = "01:00:00"
    memory: str = "4GB"
    setup: tuple[str, ...] = ()
    python: str | None = None
    interface: str | None = None


def known_backends() -> tuple[str, ...]:
    """Names of the backends that come with copsim."""
    return tuple(sorted(path.stem for path in (conf_folder() / "backend").glob("*.yaml")))


def backend_settings(name: str, changes: Mapping[str, Any] | None = None) -> BackendSettings:
    """Settings of a backend that comes with copsim, or of a file of one's own, with ``changes``. Raises InputError."""
    known = known_backends()
    own = name.endswith((".yaml", ".yml"))
    if not own and name not in known:
        raise InputError(f"unknown backend {name!r}{nearest(name, known)}; known: {', '.join(known)}")
    path = Path(name) if own else conf_folder() / "backend" / f"{name}.yaml"
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        return BackendSettings.model_validate({**tree, **(changes or {})})
    except OSError as error:
        raise InputError(f"cannot read the backend {path}: {error.strerror}; check the path") from None
    except (yaml.YAMLError, TypeError):
        raise InputError(f"the backend {path} is no list of settings in YAML; correct it") from None
    except ValidationError as error:
        raise InputError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        fields = BackendSettings.model_fields
        return f"unknown key 'backend.{key}'{nearest(key, fields)}; known: {', '.join(fields)}"
    message = first["msg"]
    return f"backend.{key}={first['input']} is refused: {message[0].lower()}{message[1:]}"


def backend_of(settings: BackendSettings) -> Backend:
    """The backend that is described. Raises InputError where it needs what is not installed."""
    workers = settings.workers if settings.workers is not None else len(os.sched_getaffinity(0)) if hasattr(
        os, "sched_getaffinity"
    ) else os.cpu_count() or 1  # fmt: skip
    if settings.kind == "threads":
        from copsim.study.backends.local import Threads

        return Threads(workers)
    if settings.kind == "processes":
        from copsim.study.backends.local import Processes

        return Processes(workers)
    from copsim.study.backends.cluster import Dask

    if settings.kind == "dask":
        from copsim.study.backends.starting import local_cluster

        return Dask("dask", settings.address, lambda: local_cluster(workers), workers)
    from copsim.study.backends.starting import slurm_cluster

    processes = settings.workers if settings.workers is not None else 1
    return Dask("slurm", settings.address, lambda: slurm_cluster(settings, processes), processes * settings.jobs)
