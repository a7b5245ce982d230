"""What the window shows when no project is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reskill.desktop import forms, settings


class Welcome(QWidget):
    """New, open, the sample city, and the recent projects."""

    ask = Signal(str)
    open_file = Signal(Path)

    new_button: QPushButton
    open_button: QPushButton
    sample_button: QPushButton
    recent_title: QLabel
    recent_area: QWidget

    def __init__(self) -> None:
        super().__init__()
        forms.load(self, "welcome")
        self.new_button.clicked.connect(lambda: self.ask.emit("new_project"))
        self.open_button.clicked.connect(lambda: self.ask.emit("open_project"))
        self.sample_button.clicked.connect(lambda: self.ask.emit("sample_city"))
        files = settings.recent()[:5]
        self.recent_title.setVisible(bool(files))
        box = QVBoxLayout(self.recent_area)
        box.setContentsMargins(0, 0, 0, 0)
        for path in files:
            self._add(box, path)

    def hasHeightForWidth(self) -> bool:
        """No, as for a page."""
        return False

    def _add(self, box: QVBoxLayout, path: Path) -> None:
        button = QPushButton(f"{path.stem}   {path.parent}".replace("&", "&&"))
        button.setProperty("kind", "link")
        button.clicked.connect(lambda: self.open_file.emit(path))
        box.addWidget(button)
