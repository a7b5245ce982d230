"""Filling the filter boxes of the pages, keeping what was chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from reskill.project.file import Project
from reskill.project.roster import departments

ALL = "*"


def fill(box: QComboBox, choices: Iterable[tuple[str, str]]) -> None:
    """Give a box its choices as (text, value); the choice made before stays when it is still there."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, value in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))


def fill_departments(box: QComboBox, project: Project) -> None:
    """The departments of the roster."""
    fill(box, [("All departments", ALL), *((d or "(none)", d) for d in departments(project))])
