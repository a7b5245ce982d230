"""The reference packs at hand: importing, adding, checking, removing, and which of them the project rests on."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QInputDialog, QLabel, QMenu, QPushButton, QWidget

from reskill.desktop import pack_work
from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.dialogs.describe_index import DescribeIndexDialog
from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.job_bar import JobBar
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.problem import ReskillError
from reskill.progress import Tick
from reskill.queries.rows import ListRows, Row
from reskill.reference import embedded
from reskill.reference.additions import Added
from reskill.reference.catalog import Catalog, installed_packs, open_pack
from reskill.reference.crosswalk import import_cip_soc
from reskill.reference.download import PUBLISHED
from reskill.reference.labels import columns_to_describe, import_labels
from reskill.reference.wages import import_wages
from reskill.table import Column

COLUMNS = (
    Column("Pack", "title", width=22),
    Column("State", "state", width=13),
    Column("Name", "key", width=17, tip="The name by which the command line calls it"),
    Column("Tasks of", "release", width=8, tip="The O*NET release that the tasks come from or are keyed to"),
    Column("Pay of", "pay", width=9, tip="The release of the pay of the nation"),
    Column("Occupations", "occupations", "int", 9),
    Column("Tasks", "tasks", "int", 6),
    Column("MB", "size", "number", 5, "Size of the pack's file"),
)
IN_USE, DAMAGED = "in use here", "cannot be read"
STATES = {IN_USE: ("done", "good"), DAMAGED: ("attention", "bad")}
ZIPS = "O*NET releases (*.zip);;All files (*)"
TABLES = "Tables (*.xlsx *.csv *.tsv *.txt *.zip *.gz);;All files (*)"
Import = Callable[[Path, str, Tick], Added]


class ReferencePacksDialog(ViewDialog):
    """The list of packs, and a button for each deed; also without a project."""

    form = "reference_packs"
    promoted = (Table,)

    hint_label: QLabel
    packs: Table
    about_label: QLabel
    use_button: QPushButton
    verify_button: QPushButton
    remove_button: QPushButton
    release_button: QPushButton
    download_button: QPushButton
    wages_button: QPushButton
    crosswalk_button: QPushButton
    ratings_button: QPushButton
    state_label: QLabel
    job_place: QWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._packs = RowsModel(COLUMNS, self)
        self.packs.dress(self._packs, {"state": StatusDelegate(self, STATES)}, "title")
        self.packs.row_chosen.connect(self._show_buttons)
        QHBoxLayout(self.job_place).addWidget(JobBar(session.jobs))  # the window's own is out of reach meanwhile
        menu = QMenu(self.release_button)
        menu.addAction("From a &zip file…", self._on_zip)
        menu.addAction("From an unpacked &folder…", self._on_folder)
        self.release_button.setMenu(menu)
        self.use_button.clicked.connect(lambda: pack_work.ask_move(session, self._chosen()))
        self.verify_button.clicked.connect(lambda: pack_work.verify(session, self._chosen()))
        self.remove_button.clicked.connect(lambda: pack_work.remove(session, self._chosen()))
        self.download_button.clicked.connect(lambda: pack_work.fetch(session, list(PUBLISHED.values())[-1]))
        self.wages_button.clicked.connect(self._on_wages)
        self.crosswalk_button.clicked.connect(lambda: self._on_add("Add a CIP-SOC crosswalk", import_cip_soc))
        self.ratings_button.clicked.connect(self._on_ratings)
        session.jobs.started.connect(self._show_buttons)
        session.jobs.finished.connect(self._read)
        session.changed.connect(self._read)
        session.said.connect(self.state_label.setText)
        self._read()

    def _chosen(self) -> str:
        row = self.packs.current()
        return str(row["key"]) if row else embedded.NAME

    def _in_use(self) -> str:
        return self.project.setting("reference", embedded.NAME) if self.session.is_open else ""

    # -- what is shown ---------------------------------------------------------------------------------------------

    def _read(self) -> None:
        names, in_use = installed_packs(), self._in_use()
        known = {self._packs.key(i) for i in range(self._packs.rowCount())}
        self._packs.show(ListRows([_row(name, name == in_use) for name in names]))
        made = [name for name in names if known and name not in known]
        self.packs.choose(made[0] if made else self._chosen() if known else in_use or embedded.NAME)
        self.hint_label.setText(_hint(names, in_use))
        self._show_buttons()

    def _show_buttons(self) -> None:
        row = self.packs.current()
        if row is None:
            return
        name, sound, idle = row["key"], row["state"] != DAMAGED, not self.session.jobs.busy
        writable = self.session.is_open and self.project.writable
        used = name == self._in_use()
        self.use_button.setEnabled(idle and sound and writable and not used)
        self.verify_button.setEnabled(idle)
        self.remove_button.setEnabled(idle and not used and name != embedded.NAME)
        for button in (self.wages_button, self.crosswalk_button, self.ratings_button):
            button.setEnabled(idle and sound and (writable or not used))
        for button in (self.release_button, self.download_button):
            button.setEnabled(idle)
        self.about_label.setText(_about(row, used))

    # -- deeds -----------------------------------------------------------------------------------------------------

    def _on_zip(self) -> None:
        path = ask_file(self, "Import an O*NET release", ZIPS)
        if path:
            pack_work.import_release(self.session, path)

    def _on_folder(self) -> None:
        path = ask_folder(self, "Import an unpacked O*NET release")
        if path:
            pack_work.import_release(self.session, path)

    def _on_add(self, title: str, work: Import) -> None:
        path = ask_file(self, title, TABLES)
        if path:
            self._add(path, work)

    def _on_ratings(self) -> None:
        path = ask_file(self, "Add published ratings", TABLES)
        if path is None:
            return
        table = None
        try:
            columns = columns_to_describe(path)
        except ReskillError:
            columns = []  # the import says what is wrong with the file
        if columns:
            dialog = DescribeIndexDialog(self.session, path.name, columns, self)
            if not dialog.exec():
                return
            table = dialog.table
        self._add(path, lambda path, into, tick: import_labels(path, into, tick, table))

    def _on_wages(self) -> None:
        path = ask_file(self, "Add wages", TABLES)
        if path is None:
            return
        release = ""
        if path.suffix.casefold() != ".zip" and not re.search(r"M[_ ]?20\d\d", path.stem):
            release, told = QInputDialog.getText(
                self, "Add wages", f"The name of {path.name} does not say its release. Which one is it, as “May 2024”?"
            )
            if not (told and release.strip()):
                return
        self._add(path, lambda path, into, tick: import_wages(path, into, release.strip(), tick))

    def _add(self, path: Path, work: Import) -> None:
        into = self._chosen()
        pack_work.add(self.session, path, into, partial(work, path, into))


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file to import."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for the folder of an unpacked release."""
    name = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(name) if name else None


def _row(name: str, used: bool) -> Row:
    try:
        with closing(open_pack(name)) as catalog:
            return {**_facts(catalog), "key": name, "state": IN_USE if used else ""}
    except (ReskillError, sqlite3.DatabaseError, OSError):
        nothing = dict.fromkeys(("occupations", "tasks", "size"))
        return {**nothing, "key": name, "title": name, "release": "", "pay": "", "state": DAMAGED}


def _facts(catalog: Catalog) -> Row:
    release = {s.name: s.release for s in catalog.sources}
    return {
        "title": catalog.title,
        "release": release.get("task", ""),
        "pay": release.get("wage_nation", ""),
        "occupations": len(catalog.occupations),
        "tasks": sum(o.tasks for o in catalog.occupations.values()),
        "size": catalog.path.stat().st_size / 2**20,
    }


def _hint(names: list[str], in_use: str) -> str:
    if in_use and in_use not in names:
        return f"This project rests on {in_use}, which is not at hand. Import it again, or use another pack."
    if len(names) == 1:
        return (
            "Only the pack that comes with Reskill is at hand. It is enough to plan with: tasks in our own words for"
            " local-government occupations. Import an O*NET release to have the official tasks of every occupation"
            " beside it; a project changes packs only when you say so."
        )
    return (
        "Packs lie side by side; a project rests on one of them and changes only when you say so. Nothing is asked of"
        " the network unless you download."
    )


def _about(row: Row, used: bool) -> str:
    if row["state"] == DAMAGED:
        return f"{row['key']} cannot be read: verify it to see why, or remove it and import it again."
    said = f"{row['title']}: this project rests on it." if used else f"{row['title']}."
    if row["key"] == embedded.NAME:
        return f"{said} It comes with Reskill and stays as it is: what is added goes into a copy of it, as a new pack."
    return f"{said} What is added goes into this pack." + (" To remove it, use another pack first." if used else "")
