"""Which larger unit each department of the roster is counted with."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.project.departments import department_list, roll_up
from reskill.queries.rows import ListRows
from reskill.table import Column

COLUMNS = (
    Column("Department in the roster", "name", width=30),
    Column("Positions", "positions", "int", 9),
    Column("Counted with", "unit", width=24, tip="The unit that lists, charts, filters and workbooks show"),
    Column(
        "Its name tells", "proposed", width=18, tip="By separators, codes and beginnings that it shares with others"
    ),
)


class DepartmentsDialog(ViewDialog):
    """One row a department; the selected ones are given a unit at once, each time as one step."""

    form = "departments"
    promoted = (Table,)

    counted_label: QLabel
    search: QLineEdit
    department_rows: Table
    unit: QLineEdit
    enter_button: QPushButton
    propose_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._rows = RowsModel(COLUMNS, self)
        self.department_rows.dress(self._rows, {}, "name")
        self.department_rows.nothing = "The roster has no departments."
        self.department_rows.row_chosen.connect(self._on_row_chosen)
        self.search.textChanged.connect(self._rows.search)
        self.enter_button.clicked.connect(self._on_enter)
        self.propose_button.clicked.connect(self._on_propose)
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        found = department_list(self.project)
        units = len({d.unit for d in found})
        told = {d.name: d.proposed for d in found if d.unit == d.name != d.proposed}
        self.counted_label.setText(f"{count(len(found), 'department')}, counted with {count(units, 'unit')}")
        self.propose_button.setEnabled(bool(told))
        self._rows.show(ListRows([{"key": d.name, **d._asdict()} for d in found]))
        self.department_rows.choose_first()
        self._on_row_chosen()

    def _on_row_chosen(self) -> None:
        row = self.department_rows.current()
        self.enter_button.setEnabled(row is not None)
        self.unit.setText(row["unit"] if row else "")

    def _on_enter(self) -> None:
        unit = self.unit.text()
        if chosen := [row["name"] for row in self.department_rows.chosen()]:
            self.session.do(lambda project: roll_up(project, dict.fromkeys(chosen, unit)))

    def _on_propose(self) -> None:
        told = {d.name: d.proposed for d in department_list(self.project) if d.unit == d.name}
        self.session.do(lambda project: roll_up(project, told))
