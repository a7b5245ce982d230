"""Progress and cancelling of long work, without threads or Qt: work calls `tick`, and `tick` may raise."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[float, str], None]
"""`tick(part, text)`: part done in [0, 1] and what is being done. Raises `Cancelled` when the person cancelled."""


class Cancelled(Exception):
    """The person cancelled the work; its result is dropped."""


def silent(part: float, text: str) -> None:
    """A tick for work that nobody watches."""


def section(tick: Tick, start: float, end: float) -> Tick:
    """A tick that maps [0, 1] of one stage onto [start, end] of the whole."""
    return lambda part, text: tick(start + (end - start) * part, text)
