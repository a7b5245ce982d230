"""How much of the screen a window may take, with the frame that the system puts around it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)  # of a window that is not shown yet


def room_for(window: QWidget) -> QSize:
    """The largest size of a window that leaves its frame on the screen, in the pixels of its text."""
    return window.screen().availableGeometry().size() - FRAME


def keep_within(window: QWidget) -> None:
    """Have a window that asks for more than the screen has be as large as the screen."""
    room = room_for(window)
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    window.resize(window.size().boundedTo(room))
