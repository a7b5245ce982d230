import threading

from PySide6.QtCore import QThread

from reskill.desktop.jobs import Jobs
from reskill.progress import Cancelled


def test_that_a_result_is_applied_on_the_gui_thread(qtbot) -> None:
    jobs, seen = Jobs(), []

    def work(tick):
        tick(0.5, "half")
        return threading.current_thread() is threading.main_thread()

    def done(result: bool) -> None:
        seen.append((result, QThread.currentThread() is jobs.thread()))

    with qtbot.waitSignal(jobs.finished, timeout=5000):
        jobs.start("Work", work, done, seen.append)
    assert seen == [(False, True)]


def test_that_a_cancelled_jobs_result_is_dropped(qtbot) -> None:
    jobs, seen, running = Jobs(), [], threading.Event()

    def work(tick):
        running.set()
        while True:
            tick(0.1, "on and on")

    with qtbot.waitSignal(jobs.finished, timeout=5000):
        jobs.start("Work", work, seen.append, seen.append)
        assert running.wait(5)
        jobs.cancel()
    assert seen == []
    assert not jobs.busy


def test_that_a_result_that_comes_after_cancel_is_dropped_too(qtbot) -> None:
    jobs, seen, gate = Jobs(), [], threading.Event()
    with qtbot.waitSignal(jobs.finished, timeout=5000):
        jobs.start("Work", lambda tick: gate.wait(5), seen.append, seen.append)
        jobs.cancel()
        gate.set()
    assert seen == []


def test_that_a_failure_goes_to_its_own_door(qtbot) -> None:
    jobs, failed, ended = Jobs(), [], []

    def work(tick):
        raise ValueError("stop")

    with qtbot.waitSignal(jobs.finished, timeout=5000):
        jobs.start("Work", work, lambda _: None, failed.append, lambda: ended.append(True))
    assert [str(e) for e in failed] == ["stop"]
    assert ended == [True]


def test_that_jobs_run_one_after_the_other(qtbot) -> None:
    jobs, order = Jobs(), []
    for n in range(5):
        jobs.start(f"Job {n}", lambda tick, n=n: n, order.append, order.append)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    assert order == [0, 1, 2, 3, 4]


def test_that_stop_waits_for_the_work_to_end(qtbot) -> None:
    jobs, ended = Jobs(), []

    def work(tick):
        try:
            while True:
                tick(0.0, "")
        except Cancelled:
            ended.append(True)
            raise

    jobs.start("Work", work, ended.append, ended.append)
    assert jobs.stop(5)
    assert ended in ([], [True])  # it may not have begun
