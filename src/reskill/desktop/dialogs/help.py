"""A page of the program's help."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QWidget

from reskill import paths
from reskill.desktop import forms


class HelpDialog(QDialog):
    """Shows data/help/NAME.md; stays open beside the window, which can be worked in meanwhile."""

    page_text: QTextBrowser
    ok_button: QPushButton

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "help")
        self.finished.connect(self.deleteLater)
        self.ok_button.clicked.connect(self.accept)
        self.page_text.setMarkdown((paths.shipped("data/help") / f"{name}.md").read_text(encoding="utf-8"))
