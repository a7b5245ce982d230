"""Making the other pages ready while the window is idle, so that the first look at each is as quick as the next.

All of it runs on the GUI thread, the import of the chart library too: PySide makes its types when they are first
named, and crashes when two threads name them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from PySide6.QtCore import QObject, QTimer

PAUSE = 40  # milliseconds between two steps, for the person's own clicks
FIRST_PAUSE = 500  # milliseconds for the first page, which comes before all that is made ready


class Warmer(QObject):
    """Takes one step after another from an iterator, with pauses; stops when told, or when the iterator ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Callable[[], object]] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_pause_over)

    def start(self, steps: Iterator[Callable[[], object]]) -> None:
        """Begin with these steps, some time after all that waits to be shown is shown."""
        self._steps = chain([lambda: self._timer.setInterval(FIRST_PAUSE)], steps)
        self._timer.start(0)

    def stop(self) -> None:
        """Take no more steps."""
        self._timer.stop()

    def _on_pause_over(self) -> None:
        self._timer.setInterval(PAUSE)
        try:
            next(self._steps)()
        except StopIteration:
            self._timer.stop()
        except Exception:  # it is told when the person comes to the page, and not before
            self._timer.stop()
