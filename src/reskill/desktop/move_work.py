"""Counting a city's own moves in the window: in the worker, as the command does, and told afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reskill.desktop import files
from reskill.desktop.session import Session
from reskill.progress import Tick, section
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def ask_earlier_roster(session: Session, parent: QWidget) -> None:
    """Ask for an earlier roster, count who moved since, and bring the pathways up to date."""
    folder = str(session.project.path.parent)
    name, _ = QFileDialog.getOpenFileName(parent, "Count moves since an earlier roster", folder, files.TABLES)
    if not name:
        return
    path = Path(name)

    def run(project: Project, catalog: Catalog, tick: Tick) -> str:
        from reskill.work import pipeline
        from reskill.work.earlier_roster import count_moves

        counted = count_moves(project, catalog, path, tick=section(tick, 0.0, 0.5))
        pipeline.catch_up(project, catalog, section(tick, 0.5, 1.0))
        return str(counted)

    def told(text: str) -> None:
        QMessageBox.information(parent, "Moves between occupations", text)

    session.work(f"Counting moves since {path.name}", run, told)
