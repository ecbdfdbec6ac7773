"""A study on a real Slurm of one machine, from Debian's packages: the bytes of threads, also if a job is ended.

``apt-get install --no-install-recommends slurmctld slurmd slurm-client munge`` brings what it needs; it is run as root,
since the daemons are. Without them the tests are skipped, and test_backends.py looks at the job script only.
"""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copsim.study.backends.local import Threads
from copsim.study.backends.settings import BackendSettings, backend_of
from copsim.study.runner import progress_of, run
from copsim.study.store import Store
from tests.study.conftest import content

DAEMONS = ("munged", "slurmctld", "slurmd", "sbatch", "scancel")
MISSING = [name for name in DAEMONS if shutil.which(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(MISSING), reason=f"{', '.join(MISSING)} not installed: apt-get install slurmctld slurmd munge"
    ),
    pytest.mark.skipif(os.geteuid() != 0, reason="Slurm's daemons are started as root"),
]
CONFIGURATION = """
ClusterName=copsim
SlurmctldHost={host}(127.0.0.1)
AuthType=auth/munge
SlurmUser=root
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SlurmctldPort=16817
SlurmdPort=16818
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=short Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


@pytest.fixture(scope="module")
def slurm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One node with two cores, started for these tests and ended after them."""
    folder = tmp_path_factory.mktemp("slurm")
    for name in ("state", "spool"):
        (folder / name).mkdir()
    host = socket.gethostname().partition(".")[0]
    (folder / "slurm.conf").write_text(CONFIGURATION.format(host=host, folder=folder), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SLURM_CONF", str(folder / "slurm.conf"))
        patch.chdir(folder)  # where jobs leave what they print
        Path("/run/munge").mkdir(exist_ok=True)
        shutil.chown("/run/munge", "munge")
        subprocess.run(["runuser", "-u", "munge", "--", "munged"], check=False)  # says so if it runs already
        for daemon in ("slurmctld", "slurmd"):
            subprocess.run([daemon], check=True)
        for _ in range(100):
            if "idle" in subprocess.run(["sinfo", "-h"], capture_output=True, text=True).stdout:
                break
            time.sleep(0.2)
        yield
        for daemon in ("slurmd", "slurmctld"):
            os.kill(int((folder / f"{daemon}.pid").read_text()), 15)


def on_slurm() -> BackendSettings:
    return BackendSettings(kind="slurm", queue="short", jobs=2, workers=1, memory="1GB")


def test_slurm_gives_the_bytes_of_threads(slurm: None, registered: Callable[..., Store]) -> None:
    plain, store = registered("plain", seeds=100), registered("slurm", seeds=100)
    run(store, backend_of(on_slurm()))
    run(plain, Threads(2))
    assert progress_of(store).done == progress_of(store).wanted
    assert content(store) == content(plain)


def test_a_job_that_is_ended_loses_nothing(slurm: None, registered: Callable[..., Store]) -> None:
    plain, store = registered("plain", seeds=2000, chunk_runs=100), registered("slurm", seeds=2000, chunk_runs=100)
    ended: list[str] = []

    def end_one() -> None:
        while not ended and progress_of(store).done < progress_of(store).wanted:
            time.sleep(0.2)
            running = subprocess.run(
                ["squeue", "-h", "-t", "R", "-o", "%i"], capture_output=True, text=True
            ).stdout.split()
            if progress_of(store).done > 0 and len(running) == 2:
                ended.append(running[0])
                subprocess.run(["scancel", "--signal=KILL", "--full", running[0]], check=True)

    ender = threading.Thread(target=end_one)
    ender.start()
    run(store, backend_of(on_slurm()))
    ender.join()
    run(plain, Threads(2))
    assert ended, "no job was there to be ended"
    assert content(store) == content(plain)
