"""Importing a list of programs: the file as it was read, which column holds what, and then the import itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from reskill.desktop import errors
from reskill.desktop.dialogs.file_columns import FileColumnsDialog
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.intake.columns import Columns
from reskill.intake.table import Table as Read
from reskill.problem import Problem
from reskill.programs.list_columns import find_list_columns
from reskill.programs.list_fields import LABELS
from reskill.programs.list_table import read_list
from reskill.programs.lists import Taken, take_in_list
from reskill.progress import Tick
from reskill.project.file import Project
from reskill.reference.catalog import STATES, Catalog

NOT_THERE = "(not in the list)"


class ImportListDialog(FileColumnsDialog):
    """Lets the person correct which column of a list of programs holds what."""

    state: QComboBox

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("import_list", LABELS.items(), session, path, parent)
        self._cips = {cip for cip, _ in session.catalog.cip_soc}
        self.split.setSizes([420, 560])
        self.state.addItem("(unknown)", "")
        for code, name in STATES.items():
            self.state.addItem(f"{name} ({code})", code)
        self.problems_button.hide()
        self.load()

    def read_file(self, sheet: str | None, header_row: int | None, tick: Tick) -> Read:
        """The table of the list."""
        return read_list(self._path, sheet or "", header_row, tick)

    def show_columns(self, read: Read) -> None:
        """Offer single columns, and those together that were recognised as one field."""
        found = find_list_columns(read, {}, self._cips).fields
        for field in self._boxes:
            together = " + ".join(read.headers[i] for i in found.get(field, ()))
            headers = dict.fromkeys([*([together] if together else []), *read.headers])
            self.offer(field, [(NOT_THERE, ""), *((h, h) for h in headers)], together)
        self.show_top(read, Columns({}))

    def show_state(self) -> None:
        """Say how many rows and columns there are, and ask for the column of names."""
        if self._read is None:
            return
        named = bool(self._boxes["name"].currentData())
        self.ok_button.setEnabled(named)
        taken = {h for box in self._boxes.values() for h in (box.currentData() or "").split(" + ")}
        left = [h for h in self._read.headers if h not in taken]
        unread = len(left)
        self.state_label.setToolTip(f"Not read: {', '.join(h or '(no header)' for h in left)}" if left else "")
        self.state_label.setText(
            f"{count(len(self._read.rows), 'row')} beneath the headers; {count(unread, 'column')} will not be read."
            " Correct what was not recognised, then import: every row is kept."
            if named
            else "Choose the column that holds the names of the programs."
        )

    def take_in(self) -> None:
        """Import the list as the dialog says, and tell what came of it."""
        columns = {field: str(box.currentData() or "") for field, box in self._boxes.items()}
        read, path, cips, state = self._read, self._path, self._cips, str(self.state.currentData())
        if read is None:
            return

        def run(project: Project, _catalog: Catalog, tick: Tick) -> Taken:
            sheet, row = read.sheet if len(read.sheets) > 1 else "", read.header_row
            return take_in_list(
                project, path, columns=columns, sheet=sheet, header_row=row, state=state, cips=cips, tick=tick
            )

        session = self._session  # the dialog is gone by the time the list is in
        session.work(f"Importing {path.name}", run, lambda taken: _tell(path, taken, session))


def _tell(path: Path, taken: Taken, session: Session) -> None:
    counts = f"{taken.rows:,} rows: {taken.new:,} new, {taken.changed:,} changed, {taken.closed:,} closed"
    session.said.emit(f"{path.name} is imported. {counts}.")
    unread = [Problem(f"Columns not read: {', '.join(taken.unread)}.", level="warning")] if taken.unread else []
    if taken.problems or unread:
        errors.show_problems(f"{path.name} is imported. {counts}; please look at this", [*taken.problems, *unread])
