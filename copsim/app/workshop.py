"""The threads that run worlds, and the order in which they do: the first look of everybody before more of anybody.

A task is one run. It is taken up for a step at a time and put back behind what is more urgent, so a firm of a thousand
people holds nobody up. A run that several pages wait for is done once; one that nobody waits for any more is dropped.
"""

import contextlib
import heapq
import itertools
import logging
import os
import sys
from collections.abc import Callable
from threading import Condition, Thread, get_native_id
from typing import NamedTuple

from copsim.app.numbers import Numbers
from copsim.app.worlds import Memory, World
from copsim.config.scenario import Scenario
from copsim.kernel import let_hash_wrap

LOG = logging.getLogger(__name__)
NICE, LAST = 5, 19  # steps by which threads that run worlds come later, and the last there is
Key = tuple[str, int]
Told = Callable[[Key, Numbers | None], None]  # None: the run failed


class Wish(NamedTuple):
    """A run that is wanted: of which world, with which weeks worth keeping, and how urgently (least first)."""

    scenario: Scenario
    marks: tuple[int, ...]
    urgency: tuple[int, int]


class Task:
    """A run that somebody waits for."""

    def __init__(self, key: Key, world: World, urgency: tuple[int, int]) -> None:
        self.key, self.world, self.urgency = key, world, urgency
        self.waiting: dict[int, Told] = {}
        self.busy = False


def give_way() -> None:
    """Let whoever serves and draws go before this thread, where the system knows priorities of threads (Linux).

    A system that forbids it is obeyed: runs are then as urgent as all else.
    """
    if sys.platform == "linux":
        thread = get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, min(LAST, os.getpriority(os.PRIO_PROCESS, thread) + NICE))


class Workshop:
    """Runs tasks on as many threads as there are cores."""

    def __init__(self, memory: Memory | None = None, threads: int | None = None) -> None:
        self.memory = Memory() if memory is None else memory
        self._tasks: dict[Key, Task] = {}
        self._queue: list[tuple[tuple[int, int], int, int, Task]] = []
        self._numbers = itertools.count()
        self._changed = Condition()
        self._open = True
        count = threads if threads is not None else os.cpu_count() or 1
        self._threads = [Thread(target=self._work, name=f"lab-{n}", daemon=True) for n in range(count)]
        for thread in self._threads:
            thread.start()

    def known(self, key: Key) -> Numbers | None:
        """The numbers of a run, if it has been done."""
        return self.memory.runs.get(key)

    def want(self, key: Key, wish: Wish, who: int, told: Told) -> None:
        """Ask for a run; ``told`` is called from a worker's thread after each step, and at the end."""
        scenario, marks, urgency = wish
        with self._changed:
            task = self._tasks.get(key)
            if task is None:
                task = self._tasks[key] = Task(key, World(scenario, key[1], self.memory, marks), urgency)
                self._push(task)
            elif urgency < task.urgency:
                task.urgency = urgency
                self._push(task)  # its older place in the queue is passed over
            task.waiting[who] = told
            self._changed.notify()

    def forget(self, who: int) -> None:
        """Somebody waits for nothing any more."""
        with self._changed:
            for task in list(self._tasks.values()):
                task.waiting.pop(who, None)

    def waiting(self) -> int:
        """Runs that somebody waits for."""
        with self._changed:
            return sum(1 for task in self._tasks.values() if task.waiting)

    def close(self) -> None:
        """End the threads after their present step."""
        with self._changed:
            self._open = False
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _push(self, task: Task) -> None:
        heapq.heappush(self._queue, (task.urgency, task.world.week, next(self._numbers), task))

    def _next(self) -> Task | None:
        """The most urgent task, taken from the queue; None if the workshop closes."""
        with self._changed:
            while self._open:
                while self._queue:
                    urgency, week, _, task = heapq.heappop(self._queue)
                    current = urgency == task.urgency and week == task.world.week and task.key in self._tasks
                    if not current or self._tasks[task.key] is not task or task.busy:
                        continue
                    if not task.waiting:
                        del self._tasks[task.key]
                        continue
                    task.busy = True
                    return task
                self._changed.wait()
        return None

    def _work(self) -> None:
        let_hash_wrap()
        give_way()
        while (task := self._next()) is not None:
            try:
                numbers: Numbers | None = task.world.step()
            except Exception:  # of whatever kind: one run that fails must not end the thread for everybody
                LOG.exception("the run of seed %d of a world failed; pages that wait for it are told", task.key[1])
                numbers = None
            if numbers is not None and numbers.complete:
                self.memory.runs.put(task.key, numbers)
            with self._changed:
                task.busy = False
                told = list(task.waiting.values())
                if numbers is None or numbers.complete:
                    self._tasks.pop(task.key, None)
                else:
                    self._push(task)
                    self._changed.notify()
            for tell in told:
                tell(task.key, numbers)
