"""Task worksheets in the window: written in the worker, read back there, shown, and taken in as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from reskill.desktop import files
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.progress import Tick
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

if TYPE_CHECKING:
    from reskill.worksheets.returned import Returned


def ask_target(session: Session, parent: QWidget) -> Path | None:
    """Ask where to write worksheets."""
    proposed = session.project.path.with_name(f"{session.project.path.stem} task worksheets.xlsx")
    return files.ask_target(parent, "Write task worksheets", proposed, "Excel workbooks (*.xlsx)")


def write(session: Session, title_ids: Sequence[int], target: Path) -> None:
    """Write the worksheets of some titles."""

    def run(project: Project, catalog: Catalog, tick: Tick) -> int:
        from reskill.worksheets.book import write_worksheets

        return len(title_ids) - len(write_worksheets(project, catalog, title_ids, target, tick))

    session.read(
        f"Writing {target.name}",
        run,
        lambda written: session.said.emit(f"{count(written, 'worksheet')} written: {target}"),
    )


def ask_returned(session: Session, parent: QWidget) -> None:
    """Ask for a file of filled-in worksheets, and show what it would change."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Take in task worksheets", str(session.project.path.parent), files.TABLES
    )
    if name:
        show_returned(session, Path(name), parent)


def show_returned(session: Session, path: Path, parent: QWidget) -> None:
    """Read worksheets in the worker, and show what they would change."""

    def run(project: Project, catalog: Catalog, tick: Tick) -> Returned:
        from reskill.worksheets.returned import read_worksheets

        return read_worksheets(path, project, catalog, tick)

    def show(returned: Returned) -> None:
        from reskill.desktop.dialogs.take_worksheets import TakeWorksheetsDialog

        TakeWorksheetsDialog(session, returned, parent).exec()

    session.read(f"Reading {path.name}", run, show)
