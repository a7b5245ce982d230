"""Climbing a large ladder in a process of its own, so that Cancel ends it at once, inside the solver too."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

from reskill.planning.ladder import Climb, Ladder
from reskill.progress import Tick

LARGE = 2_000  # choices from which a process is worth its start; fewer are solved before one would have begun
LOOK = 0.1  # seconds between two looks at whether the person cancelled


def climb(ladder: Ladder, tick: Tick) -> Climb:
    """What the ladder's own climb gives; a `tick` that raises ends a large one within a fraction of a second."""
    return _climb_apart(ladder, tick) if len(ladder.choices) >= LARGE else ladder.climb(tick)


def _climb_apart(ladder: Ladder, tick: Tick) -> Climb:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_climber, args=(ladder, there), daemon=True)
    process.start()
    there.close()
    said: tuple[float, str] = (0.0, "Choosing cohorts")
    try:
        while True:
            tick(*said)
            if not here.poll(LOOK):
                continue
            message = here.recv()
            if isinstance(message, BaseException):
                raise message
            if isinstance(message, Climb):
                return message
            said = message
    except EOFError:
        raise ArithmeticError("the solver of the plan ended without a word") from None
    finally:
        process.kill()
        process.join()
        here.close()


def _climber(ladder: Ladder, there: Connection) -> None:
    """The other process: it sends how far it is, and at last the climb or why there is none."""
    try:
        there.send(ladder.climb(lambda part, text: there.send((part, text))))
    except BrokenPipeError:
        pass  # the program has gone
    except Exception as error:
        there.send(error)
