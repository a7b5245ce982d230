"""What the File menu does with project files: new, open, copies, backups, closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from reskill.desktop import errors, settings
from reskill.desktop.session import Session
from reskill.problem import ReskillError
from reskill.project import backup
from reskill.project.file import SUFFIX, open_project
from reskill.reference.catalog import open_pack

PROJECTS = f"Reskill projects (*{SUFFIX})"
TABLES = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)"
ROSTER_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


def open_file(session: Session, path: Path, then: Callable[[], object] = lambda: None) -> None:
    """Open a project file once the reference is ready, take a backup, and go on with `then`.

    The embedded reference is built in the worker at the very first start, and after it changed.
    """

    def ready(_: object) -> None:
        try:
            project = open_project(path)
        except ReskillError as error:
            errors.show(error)
            return
        settings.remember(path)
        session.take(project)
        if session.project.value("SELECT 1 FROM step LIMIT 1"):
            session.read("Backing the project up", lambda project, _, __: backup.back_up(project))
        then()

    session.jobs.start(f"Opening {path.stem}", lambda tick: open_pack(tick=tick).close(), ready, errors.show)


def ask_project(parent: QWidget) -> Path | None:
    """Ask for a project file to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a project", _folder(), PROJECTS)
    return Path(name) if name else None


def ask_roster(parent: QWidget) -> Path | None:
    """Ask for a roster to import."""
    name, _ = QFileDialog.getOpenFileName(parent, "Import a roster", _folder(), TABLES)
    return Path(name) if name else None


def ask_target(parent: QWidget, title: str, proposed: Path, kinds: str = PROJECTS) -> Path | None:
    """Ask where to save; the proposal's suffix is put on when it is left out."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(proposed.suffix)


def save_copy(session: Session, parent: QWidget) -> None:
    """Save a complete copy of the project elsewhere."""
    path = session.project.path
    target = ask_target(parent, "Save a copy", path.with_name(f"{path.stem} copy{SUFFIX}"))
    if target and target.resolve() != path.resolve():
        session.read(
            "Saving a copy",
            lambda project, _, __: project.save_copy(target),
            lambda _: session.said.emit(f"Copy saved as {target}"),
        )


def _folder() -> str:
    files = settings.recent()
    return str(files[0].parent if files else Path.home())
