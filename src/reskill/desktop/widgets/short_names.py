"""Names in little room: what many begin with goes first, since it tells none from another."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_ALIKE = (
    (re.compile(r"^Practice at work for\b"), "Practice:"),
    (re.compile(r"^(?:Department|Dept\.?|Office) of (?:the )?"), ""),
)


def in_room(name: str, metrics: QFontMetrics, room: int) -> str:
    """A name in so many pixels, whole where it fits; the caller has a tip with the whole name."""
    if metrics.horizontalAdvance(name) > room:
        for beginning, short in _ALIKE:
            name = beginning.sub(short, name)
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
