"""Pinning a program to an occupation, or keeping it away from one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.occupation_search import OccupationSearch
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.project.programs import link, links_of
from reskill.queries.rows import ListRows, Row
from reskill.table import Column

COLUMNS = (
    Column("Occupation", "occupation", width=34),
    Column("Code", "code", width=11),
    Column("This program", "link", width=18),
)
WORDS = {1: "pinned", 0: "kept away"}


class PinProgramDialog(ViewDialog):
    """The occupations with a link, or those that a search finds."""

    form = "pin_program"
    promoted = (Table,)

    program_label: QLabel
    look_up: QLineEdit
    occupations: Table
    pin_button: QPushButton
    away_button: QPushButton
    free_button: QPushButton

    def __init__(self, session: Session, program: Row, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._id = int(program["key"])
        self._find = OccupationSearch(self.catalog)
        self.program_label.setText(program["name"])
        self._occupations = RowsModel(COLUMNS, self)
        self.occupations.dress(self._occupations, {}, "occupation")
        self.occupations.nothing = "Type an occupation above to find it."
        self.look_up.textChanged.connect(self._show_occupations)
        self.occupations.row_chosen.connect(self._show_buttons)
        for button, pinned in ((self.pin_button, True), (self.away_button, False), (self.free_button, None)):
            button.clicked.connect(self._linker(pinned))
        session.changed.connect(self._show_occupations)
        self._show_occupations()

    def _show_occupations(self) -> None:
        links = links_of(self.project, self._id)
        typed = self.look_up.text().strip()
        found = (
            [(f.code, f.occupation) for f in self._find.find(typed)]
            if typed
            else [(c, self.catalog.occupation(c).title) for c in links]
        )
        self._occupations.show(
            ListRows(
                [
                    {"key": i, "code": c, "occupation": o, "link": WORDS.get(links.get(c, -1), "left to the match")}
                    for i, (c, o) in enumerate(found)
                ]
            )
        )
        self.occupations.choose_first()
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.occupations.current() is not None
        for button in (self.pin_button, self.away_button, self.free_button):
            button.setEnabled(chosen)

    def _linker(self, pinned: bool | None) -> Callable[[], None]:
        def run() -> None:
            row = self.occupations.current()
            if row:
                self.session.do(lambda project: link(project, self._id, row["code"], pinned))

        return run
