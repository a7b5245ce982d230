"""Restoring a backup as a new file."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

import reskill.paths as paths
from reskill.atomic import replacing
from reskill.desktop import errors, files, forms
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.problem import ReskillError
from reskill.project import backup
from reskill.project.schema import SUFFIX
from reskill.queries.rows import ListRows
from reskill.table import Column

COLUMNS = (
    Column("Project", "project", width=22),
    Column("Taken", "taken", "date", 19),
    Column("Size, KB", "size", "int", 10),
    Column("State", "state", width=10, tip="Whether it still has the bytes that were written"),
)


class RestoreDialog(QDialog):
    """Backups of the open project, or of every project when none is open."""

    backups: Table
    ok_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "restore", (Table,))
        self.finished.connect(self.deleteLater)
        self._session = session
        model = RowsModel(COLUMNS, self)
        self.backups.dress(model, {}, "project")
        self.backups.nothing = "There are no backups yet."
        model.show(ListRows([_row(i, p) for i, p in enumerate(_found(session))]))
        self.backups.choose_first()
        self.ok_button.setEnabled(model.rowCount() > 0)
        self.ok_button.clicked.connect(self._on_ok)
        self.cancel_button.clicked.connect(self.reject)

    def _on_ok(self) -> None:
        row = self.backups.current()
        if not row:
            return
        source = Path(row["path"])
        place = self._session.project.path.parent if self._session.is_open else Path.home()
        target = files.ask_target(self, "Restore as", place / f"{source.stem}{SUFFIX}")
        if target is None:
            return
        if self._session.is_open and not self._session.project.lost and _same(target, self._session.project.path):
            errors.show(
                ReskillError(
                    f"{target.name} is the project that is open.", "Choose another name: it is left as it is."
                ),
                self,
            )
            return
        try:
            with replacing(target) as part:
                shutil.copyfile(source, part)
        except ReskillError as error:
            errors.show(error, self)
            return
        self.accept()
        files.open_file(self._session, target)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _found(session: Session) -> list[Path]:
    if session.is_open:
        return backup.backups(session.project.path)
    every = (paths.user_data() / "backups").glob(f"*/*{SUFFIX}")
    return sorted(every, key=lambda p: p.stat().st_mtime, reverse=True)


def _row(number: int, path: Path) -> dict[str, object]:
    about = path.stat()
    return {
        "key": number,
        "path": str(path),
        "project": path.parent.name.rsplit("-", 1)[0],
        "taken": dt.datetime.fromtimestamp(about.st_mtime).isoformat(sep=" ", timespec="seconds"),
        "size": about.st_size // 1024,
        "state": "sound" if backup.is_sound(path) else "damaged",
    }
