"""`reskill app --check`: whether the window works on this machine, shown by a picture of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from reskill.desktop.main_window import MainWindow

PATIENCE = 120.0  # seconds for a slow machine's first start
_LOOK = 20  # milliseconds between two looks


def watch(window: MainWindow, wants_project: bool, picture: Path) -> None:
    """Picture the window with its first page when that is shown, and end the program: exit code 0, or 2 with words
    when a dialog comes in between, the picture cannot be saved or nothing is shown in time."""
    begun = time.monotonic()
    timer = QTimer(window)
    timer.setInterval(_LOOK)
    seen = False

    def end(fault: str = "") -> None:
        timer.stop()
        if fault:
            print(fault, file=sys.stderr)
        window.close()
        QApplication.exit(2 if fault else 0)

    def look() -> None:
        nonlocal seen
        dialog = QApplication.activeModalWidget()
        page = window.page()
        if dialog is not None:
            end(_words(dialog))
        elif time.monotonic() - begun > PATIENCE:
            end(f"The window did not show its first page within {PATIENCE:.0f} seconds.")
        elif window.windowHandle().isExposed() and not window.session.jobs.busy and bool(page) == wants_project:
            if not seen:  # the next look finds it laid out
                seen = True
                return
            name = page.title if page else "welcome"
            if window.grab().save(str(picture)):
                print(f"{name} shown, {time.monotonic() - begun:.1f} s after the window was made: {picture}")
                end()
            else:
                end(f"The picture could not be saved as {picture}.")

    timer.timeout.connect(look)
    timer.start()


def _words(dialog: QWidget) -> str:
    return f"{dialog.text()} {dialog.informativeText()}" if isinstance(dialog, QMessageBox) else dialog.windowTitle()
