"""Texts to read beside the window, which can be worked in meanwhile: details of a row, a page of the program's help."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QWidget

from reskill import paths
from reskill.desktop import forms


class ReadingDialog(QDialog):
    """A text over the width that reading asks for; rich text, or Markdown with `markdown`."""

    page_text: QTextBrowser
    ok_button: QPushButton

    def __init__(self, title: str, text: str, parent: QWidget | None = None, markdown: bool = False) -> None:
        super().__init__(parent)
        forms.load(self, "help")
        self.finished.connect(self.deleteLater)
        self.ok_button.clicked.connect(self.accept)
        self.setWindowTitle(title)
        self.page_text.setAccessibleName(title)
        self.page_text.setOpenExternalLinks(True)
        if markdown:
            self.page_text.setMarkdown(text)
        else:
            self.page_text.setHtml(text)


def help_on_plan(parent: QWidget | None = None) -> ReadingDialog:
    """The page of help on working on a plan by hand."""
    text = (paths.shipped("data/help") / "plan.md").read_text(encoding="utf-8")
    return ReadingDialog("Working on a plan by hand", text, parent, markdown=True)
