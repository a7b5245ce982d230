"""Climbing a large ladder in a process of its own, so that Cancel ends it at once, inside the solver too.

The process is this program once more (`reskill --solve-plan`); ladder, progress and climb go between the two as pickles.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import threading
from typing import IO, Any

from reskill.planning.ladder import Climb, Ladder
from reskill.process import this_program
from reskill.progress import Tick

FLAG = "--solve-plan"
LARGE = 2_000  # choices from which a process is worth its start; fewer are solved before one would have begun
LOOK = 0.1  # seconds between two looks at whether the person cancelled


def climb(ladder: Ladder, tick: Tick) -> Climb:
    """What the ladder's own climb gives; a `tick` that raises ends a large one within a fraction of a second."""
    return _climb_apart(ladder, tick) if len(ladder.choices) >= LARGE else ladder.climb(tick)


def main() -> int:
    """The other process: it says how far it is, and at last the climb or why there is none."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing else may come between

        def say(message: object) -> None:
            pickle.dump(message, out)
            out.flush()

        try:
            with os.fdopen(0, "rb") as given:
                ladder = pickle.load(given)  # noqa: S301 (from the program that started this process)
            say(ladder.climb(lambda part, text: say((part, text))))
        except BrokenPipeError:
            return 1  # the program has gone or cancelled
        except Exception as error:
            say(error)
    return 0


def _climb_apart(ladder: Ladder, tick: Tick) -> Climb:
    process = subprocess.Popen(
        [*this_program(), FLAG],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None and process.stdout is not None
    said: queue.SimpleQueue[Any] = queue.SimpleQueue()
    talk = threading.Thread(target=_talk, args=(ladder, process.stdin, process.stdout, said), daemon=True)
    talk.start()
    so_far: tuple[float, str] = (0.0, "Choosing cohorts")
    try:
        while True:
            tick(*so_far)
            try:
                message = said.get(timeout=LOOK)
            except queue.Empty:
                continue
            if isinstance(message, Climb):
                return message
            if isinstance(message, BaseException):
                raise message
            so_far = message
    finally:
        process.kill()
        process.wait()
        talk.join()


def _talk(ladder: Ladder, given: IO[bytes], heard: IO[bytes], said: queue.SimpleQueue[Any]) -> None:
    """Give the process its ladder, and pass on what it says until its end."""
    with heard:
        try:
            with given:
                pickle.dump(ladder, given)
            while True:
                said.put(pickle.load(heard))  # noqa: S301 (from the process that was started here)
        except (EOFError, OSError, pickle.UnpicklingError):
            with contextlib.suppress(OSError):
                given.close()
            said.put(ArithmeticError("the solver of the plan ended without a word"))
