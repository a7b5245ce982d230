"""The mouse wheel turns the values of a box only where a person is in it; anywhere else it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar

BOXES = (QComboBox, QAbstractSpinBox, QAbstractSlider)


class WheelGuard(QObject):
    """Passes the wheel on to what holds a box, unless the box has the focus, which the wheel cannot give it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the event ends here; an ignored wheel goes on to the parent."""
        kind = event.type()
        if kind == QEvent.Type.Wheel and isinstance(watched, BOXES) and not isinstance(watched, QScrollBar):
            if not watched.hasFocus():
                event.ignore()
                return True
        elif (
            kind == QEvent.Type.Polish
            and isinstance(watched, BOXES)
            and watched.focusPolicy() == Qt.FocusPolicy.WheelFocus
        ):
            watched.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return False


def guard(app: QApplication) -> None:
    """Watch over every box of the program, also those that a dialog makes later."""
    if app.findChild(WheelGuard) is None:
        app.installEventFilter(WheelGuard(app))
