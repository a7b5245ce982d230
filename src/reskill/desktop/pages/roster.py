"""The positions as they were imported, and the lines that could not be used."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTabWidget

from reskill.columns import POSITION
from reskill.desktop.details import Details, Section
from reskill.desktop.dialogs.departments import DepartmentsDialog
from reskill.desktop.filters import fill_departments
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.rows_model import RowsModel, count, dollars
from reskill.desktop.widgets.table import Table
from reskill.queries import roster
from reskill.queries.rows import Row
from reskill.table import Column

POSITIONS = (
    POSITION["title"].at(26),
    POSITION["department"].at(20),
    POSITION["bargaining_unit"].at(15),
    POSITION["grade"].at(8),
    POSITION["annual_salary"].at(12),
    POSITION["fte"].at(6),
    Column("Hired", "hire_date", "date", 11),
    POSITION["standing"].at(9),
    POSITION["source_row"].at(7),
)
MAY_BE_MISSING = ("bargaining_unit", "grade", "hire_date")
"""Fields whose column is hidden where the roster has none of them."""
REJECTED = (
    Column("Line", "source_row", "int", 7, "Row of the file, as Excel counts"),
    Column("File", "source_file", width=20),
    Column("Sheet", "source_sheet", width=14),
    Column("Why", "reason", "wrapped", 44),
    Column("What to do", "remedy", "wrapped", 44),
    Column("Content", "content", width=30),
)


class RosterPage(Page):
    """Positions with search and department filter; rejected lines with their reasons."""

    name = "roster"
    hint = "Every line of the roster: taken in under a pseudonym, or rejected with a reason."
    promoted = (Table,)

    search: QLineEdit
    department: QComboBox
    shown: QLabel
    departments_button: QPushButton
    import_button: QPushButton
    tabs: QTabWidget
    positions: Table
    rejected: Table

    def build(self) -> None:
        """Set the two tables."""
        self._positions = RowsModel(POSITIONS, self)
        self._rejected = RowsModel(REJECTED, self)
        self.positions.dress(self._positions, stretch="title")
        self.positions.nothing = "No position fits the search."
        self.rejected.dress(self._rejected, stretch="reason")
        self.rejected.nothing = "No line was rejected."
        self.search.textChanged.connect(self._positions.search)
        self.search.textChanged.connect(self._count)
        self.department.currentIndexChanged.connect(self._show_positions)
        self.import_button.clicked.connect(lambda: self.ask.emit("import_roster"))
        self.departments_button.clicked.connect(self._on_departments)
        self.positions.row_chosen.connect(self._on_position_chosen)

    def empty(self) -> Empty | None:
        """Nothing before an import."""
        if roster.exists(self.project):
            return None
        return Empty(
            "No roster yet. Reskill reads CSV and Excel as HR exports them, finds the header and the columns, and shows"
            " them for you to correct before anything is taken in.",
            "import_roster",
            "Import a roster…",
        )

    def refresh(self) -> None:
        """Read positions and rejected lines."""
        fill_departments(self.department, self.project)
        given = roster.given(self.project, MAY_BE_MISSING)
        self.positions.hide_columns([f for f in MAY_BE_MISSING if f not in given])
        self._show_positions()
        self.positions.choose_first()
        self._rejected.show(roster.rejected(self.project))
        self.tabs.setTabText(1, f"Rejected lines ({self._rejected.rowCount():,})")

    def _show_positions(self) -> None:
        self._positions.show(roster.positions(self.project, self.department.currentData()))
        self._count()

    def _count(self) -> None:
        self.shown.setText(count(self._positions.rowCount(), "position"))

    def _on_departments(self) -> None:
        DepartmentsDialog(self.session, self).exec()

    def _on_position_chosen(self) -> None:
        row = self.positions.current()
        self.inspect(self._details(row) if row else None)

    def _details(self, row: Row) -> Details:
        role = roster.role_of(self.project, row["title_id"])
        return Details(
            row["title"],
            row["department"],
            [
                Section(
                    "Position",
                    [
                        ("Pseudonym", row["key"]),
                        *_in_roster(row),
                        ("Unit", row["bargaining_unit"]),
                        ("Grade", row["grade"]),
                        ("Class code", row["class_code"]),
                        ("Pay", dollars(row["annual_salary"]) if row["annual_salary"] is not None else "not given"),
                        ("Pay basis", row["pay_basis"]),
                        ("Hired", row["hire_date"] or ""),
                        ("Location", row["location"]),
                        ("Status", row["standing"]),
                    ],
                ),
                Section(
                    "Its role",
                    [("Occupation", role["occupation"]), ("Band", role["band"])] if role else [],
                    [] if role else ["The title has no occupation yet."],
                ),
                Section(
                    "Where it comes from",
                    [("File", row["source_file"]), ("Sheet", row["source_sheet"]), ("Row", str(row["source_row"]))],
                ),
            ],
        )


def _in_roster(row: Row) -> list[tuple[str, str]]:
    """The department as the roster has it, where it is counted with a larger unit."""
    given = row["roster_department"]
    return [("In the roster", given)] if given and given != row["department"] else []
