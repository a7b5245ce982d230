"""Long work off the GUI thread: one job at a time, with progress and Cancel.

While a job runs, Python's cycle collector is off: run in the worker, it would destroy widgets of the GUI thread.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from reskill.progress import Cancelled, Tick

T = TypeVar("T")
Ended = Callable[[], None]
TICK_SECONDS = 0.05  # progress is shown at most this often


class _Job(QRunnable):
    def __init__(self, jobs: Jobs, number: int, work: Callable[[Tick], Any]) -> None:
        super().__init__()
        self._jobs = jobs
        self._number = number
        self._work = work
        self._told = 0.0
        self.cancelled = threading.Event()

    def run(self) -> None:
        try:
            result, error = self._work(self._tick), None
        except BaseException as caught:
            result, error = None, caught
        self._jobs._ended.emit(self._number, result, error)

    def _tick(self, part: float, text: str) -> None:
        if self.cancelled.is_set():
            raise Cancelled
        if time.monotonic() - self._told > TICK_SECONDS:
            self._told = time.monotonic()
            self._jobs.progressed.emit(part, text)


class Jobs(QObject):
    """Runs `work(tick)` on a pool of one thread and hands its result to `done` on the GUI thread.

    A cancelled job's result is dropped; a job that fails goes to `failed`.
    """

    started = Signal(str)
    progressed = Signal(float, str)
    finished = Signal()
    _ended = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)  # one thread for good, so that it can keep its own reference open
        self._count = 0
        self._running: dict[int, tuple[_Job, Callable[[Any], None], Callable[[BaseException], None], Ended]] = {}
        self._ended.connect(self._on_job_ended)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._running)

    def start(
        self,
        title: str,
        work: Callable[[Tick], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        always: Ended = lambda: None,
    ) -> None:
        """Queue a job; `always` is called first when it ends, however it ends."""
        self._count += 1
        job = _Job(self, self._count, work)
        self._running[self._count] = (job, done, failed, always)
        self.started.emit(title)
        gc.disable()
        self._pool.start(job)

    def cancel(self) -> None:
        """Ask every job to stop at its next tick."""
        for job, *_ in self._running.values():
            job.cancelled.set()

    def stop(self, seconds: float = 10.0) -> bool:
        """Cancel and wait; whether all jobs ended in time."""
        self.cancel()
        ended = self._pool.waitForDone(int(seconds * 1000))
        if ended:
            gc.enable()
        return ended

    def _on_job_ended(self, number: int, result: object, error: BaseException | None) -> None:
        job, done, failed, always = self._running.pop(number)
        always()
        if not self._running:
            gc.enable()
            self.finished.emit()
        if job.cancelled.is_set() or isinstance(error, Cancelled):
            return
        if error is None:
            done(result)
        else:
            failed(error)
