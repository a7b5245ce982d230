"""What the File menu does with project files: new, open, copies, backups, closing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reskill.desktop import errors, settings
from reskill.desktop.session import Session
from reskill.problem import ReskillError
from reskill.progress import Tick
from reskill.project.claim import Holder, holder
from reskill.project.file import open_project
from reskill.project.schema import SUFFIX
from reskill.reference.catalog import open_pack

PROJECTS = f"Reskill projects (*{SUFFIX})"
TABLES = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)"
ROSTER_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


def open_file(session: Session, path: Path, then: Callable[[], object] = lambda: None) -> None:
    """Open a project file once the reference is ready, take a backup, and go on with `then`.

    The embedded reference is built in the worker at the very first start, and after it changed.
    """

    def ready(_: object) -> None:
        other = holder(path)
        reading = ask_about(other, path) if other else False
        if reading is None:
            return
        try:
            project = open_project(path, read_only=reading)
        except ReskillError as error:
            errors.show(error)
            return
        settings.remember(path)
        session.take(project)
        if session.project.history(1):
            session.read_file("Backing the project up", lambda project, _: project.back_up())
        then()

    session.jobs.start(f"Opening {path.stem}", lambda tick: _check_packs(path, tick), ready, errors.show)


def _check_packs(path: Path, tick: Tick) -> None:
    """Build and check the embedded reference and the project's own, away from the window, which opens them after."""
    open_pack(tick=tick).close()
    with closing(open_project(path, read_only=True)) as project, suppress(ReskillError):
        open_pack(project.setting("reference", "embedded")).close()


def ask_about(other: Holder, path: Path) -> bool | None:
    """Ask what to do with a project that somebody else has open: True = only view it, False = open it, None = leave."""
    box = QMessageBox(QMessageBox.Icon.Question, "Reskill", f"{path.name} is already open: {other}.")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        "You can look at it, and save a copy to work on. If both of you change it, each sees the other's changes and"
        " can undo them."
    )
    viewing = box.addButton("Open for &viewing", QMessageBox.ButtonRole.AcceptRole)
    anyway = box.addButton("Open &anyway", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(viewing)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return True if chosen is viewing else False if chosen is anyway else None


def ask_project(parent: QWidget) -> Path | None:
    """Ask for a project file to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a project", str(settings.folder()), PROJECTS)
    return Path(name) if name else None


def ask_roster(parent: QWidget) -> Path | None:
    """Ask for a roster to import."""
    name, _ = QFileDialog.getOpenFileName(parent, "Import a roster", str(settings.folder()), TABLES)
    return Path(name) if name else None


def ask_target(parent: QWidget, title: str, proposed: Path, kinds: str = PROJECTS) -> Path | None:
    """Ask where to save; the proposal's suffix is put on when it is left out."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(proposed.suffix)


def write(
    session: Session,
    parent: QWidget,
    title: str,
    proposed: Path,
    kinds: str,
    deed: Callable[[Path], object],
) -> None:
    """Ask where to write a file about the project, write it and say so; why it could not be written is shown."""
    target = ask_target(parent, title, proposed, kinds)
    if target is None:
        return
    try:
        deed(target)
    except Exception as error:
        errors.show(error)
    else:
        session.said.emit(f"Written: {target.name}")


def save_copy(session: Session, parent: QWidget) -> None:
    """Save a complete copy of the project elsewhere; go on with it when the open file is gone."""
    path, lost = session.project.path, session.project.lost
    target = ask_target(parent, "Save a copy", path.with_name(f"{path.stem} copy{SUFFIX}"))
    if target is None or (target.resolve() == path.resolve() and not lost):
        return

    def saved(_: object) -> None:
        session.said.emit(f"Copy saved as {target}")
        if lost:
            open_file(session, target)

    session.read_file("Saving a copy", lambda project, _: project.save_copy(target), saved)
