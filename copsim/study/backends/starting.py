"""Dask clusters that are started for a study: on this machine, or as jobs of Slurm."""

import os
from typing import Any

from copsim.errors import InputError
from copsim.study.backends.settings import BackendSettings


def local_cluster(workers: int) -> Any:
    """A cluster of processes on this machine, one thread each; ended by leaving its context."""
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )


def slurm_cluster(settings: BackendSettings, processes: int) -> Any:
    """Jobs of Slurm, each with ``processes`` workers of one thread; ended by leaving its context. Raises InputError."""
    try:
        from dask_jobqueue import SLURMCluster
    except ImportError:
        raise InputError("dask-jobqueue is not installed; run: pip install 'copsim[cluster]'") from None
    options: dict[str, Any] = {
        "queue": settings.queue,
        "account": settings.account,
        "walltime": settings.walltime,
        "cores": processes,
        "processes": processes,
        "memory": settings.memory,
        "job_script_prologue": [*_cache(), *settings.setup],
        "python": settings.python,
        "interface": settings.interface,
    }
    try:
        cluster = SLURMCluster(**{key: value for key, value in options.items() if value is not None})
        cluster.scale(jobs=settings.jobs)
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"no Slurm jobs can be started: {' '.join(str(error).split())}") from None
    return cluster


def _cache() -> list[str]:
    """Jobs use the compiled kernels of this process where it was told where they are."""
    place = os.environ.get("NUMBA_CACHE_DIR")
    return [f"export NUMBA_CACHE_DIR={place}"] if place else []
