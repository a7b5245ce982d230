"""What a partner delivers: programs by term, with the seats and prices that are agreed."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.dialogs.record import number_in
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.planning.fiscal import next_fiscal_year
from reskill.programs.partners import Delivery, deliver, deliverable, deliveries, withdraw
from reskill.project.file import Project
from reskill.queries.rows import ListRows, Row
from reskill.table import Column

COLUMNS = (
    Column("Program", "name", "wrapped", 34),
    Column("Term", "term", width=11),
    Column("Seats", "seats", "int", 7, "Agreed; a dash means not agreed yet"),
    Column("Price", "price", "dollars", 9, "US dollars a participant; a dash means the program's own"),
)


class PartnerSeatsDialog(ViewDialog):
    """One row a program and term."""

    form = "partner_seats"
    promoted = (Table,)

    partner_label: QLabel
    delivery_rows: Table
    program: QComboBox
    year: QSpinBox
    quarter: QSpinBox
    seats: QLineEdit
    price: QLineEdit
    enter_button: QPushButton
    withdraw_button: QPushButton

    def __init__(self, session: Session, partner: Row, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._id = int(partner["key"])
        self.partner_label.setText(partner["name"])
        for p in deliverable(self.project):
            self.program.addItem(f"{p['name']} ({p['provider']})" if p["provider"] else p["name"], p["id"])
        self.year.setValue(next_fiscal_year(self.project.thresholds.fiscal_year_start))
        self._rows = RowsModel(COLUMNS, self)
        self.delivery_rows.dress(self._rows, {}, "name", lines=2)
        self.delivery_rows.nothing = "Nothing yet. Choose a program and a term below."
        self.delivery_rows.row_chosen.connect(self._show_row)
        self.enter_button.clicked.connect(self._on_enter)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._rows.show(ListRows(deliveries(self.project, self._id)))
        self.delivery_rows.choose_first()
        self._show_row()

    def _show_row(self) -> None:
        row = self.delivery_rows.current()
        self.withdraw_button.setEnabled(row is not None)
        self.enter_button.setEnabled(self.program.count() > 0)
        if row:
            self.program.setCurrentIndex(self.program.findData(row["program_id"]))
            self.year.setValue(row["fiscal_year"])
            self.quarter.setValue(row["quarter"])
            self.seats.setText("" if row["seats"] is None else str(row["seats"]))
            self.price.setText("" if row["price"] is None else f"{row['price']:g}")

    def _on_enter(self) -> None:
        def run(project: Project) -> None:
            seats, price = number_in("seats", self.seats.text()), number_in("price", self.price.text())
            whole = None if seats is None else round(seats)
            term = (self.year.value(), self.quarter.value())
            deliver(project, Delivery(self._id, int(self.program.currentData()), *term, whole, price))

        self.session.do(run)

    def _on_withdraw(self) -> None:
        row = self.delivery_rows.current()
        if row:
            gone = Delivery(self._id, row["program_id"], row["fiscal_year"], row["quarter"])
            self.session.do(lambda project: withdraw(project, gone))
