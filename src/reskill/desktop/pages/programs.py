"""Programs and partners: what can be learned where, from whom, and where each fact was seen."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTabWidget

from reskill.desktop import work
from reskill.desktop.details import Details, Section
from reskill.desktop.filters import ALL, fill
from reskill.desktop.pages.page import Page
from reskill.desktop.row_sources import QueryRows, Row
from reskill.desktop.rows_model import RowsModel, count, dollars
from reskill.desktop.widgets.table import Table
from reskill.project.file import Project
from reskill.table import Column

PROGRAMS = (
    Column("Program", "name", "wrapped", 27),
    Column("Provider", "provider", "wrapped", 18),
    Column("Kind", "kind", "wrapped", 13),
    Column("Hours", "hours", "int", 6, "Clock hours a participant; a dash means that it is not published"),
    Column("Cost", "cost", "dollars", 9, "US dollars a participant; a dash means that it is not published"),
    Column("Delivery", "delivery", "wrapped", 13),
    Column("Fits", "fits", "int", 5, "Pathways of the plan that it fits"),
)
PROGRAMS_SQL = """
SELECT id AS key, *, (SELECT count(*) FROM program_fit f WHERE f.program_id = program.id) AS fits
FROM program WHERE :kind IN ('*', kind)
"""
PARTNERS = (
    Column("Partner", "name", "wrapped", 26),
    Column("Kind", "kind", width=16, tip="Academia, union, firm, community group, citizen board, government"),
    Column("What it does", "role", "wrapped", 36),
    Column("Contact", "contact", width=12),
)


class ProgramsPage(Page):
    """Two lists, each with search, adding and editing."""

    name = "programs"
    title = "Programs & partners"
    short = "Programs"
    hint = "What can be learned, where and for how much. Unknown stays unknown: a dash is never a zero."
    promoted = (Table,)

    tabs: QTabWidget
    search: QLineEdit
    kind: QComboBox
    shown: QLabel
    pin_button: QPushButton
    edit_program: QPushButton
    import_button: QPushButton
    add_program: QPushButton
    programs: Table
    partner_search: QLineEdit
    edit_partner: QPushButton
    add_partner: QPushButton
    partners: Table

    def build(self) -> None:
        """Set the two tables."""
        self._programs, self._partners = RowsModel(PROGRAMS, self), RowsModel(PARTNERS, self)
        self.programs.dress(self._programs, {}, "name", lines=2)
        self.programs.nothing = "No program fits the search. Add the programs of your region with the button above."
        self.partners.dress(self._partners, {}, "name", lines=2)
        self.partners.nothing = "No partner yet."
        self.search.textChanged.connect(self._on_search_changed)
        self.partner_search.textChanged.connect(self._partners.search)
        self.kind.currentIndexChanged.connect(self._show_programs)
        self.programs.row_chosen.connect(self._inspect)
        self.partners.row_chosen.connect(self._inspect)
        self.tabs.currentChanged.connect(self._inspect)
        self.import_button.clicked.connect(lambda: work.ask_programs(self.session, self))
        self.add_program.clicked.connect(lambda: self._edit_program(None))
        self.edit_program.clicked.connect(lambda: self._edit_program(self.programs.current()))
        self.programs.doubleClicked.connect(lambda: self._edit_program(self.programs.current()))
        self.add_partner.clicked.connect(lambda: self._edit_partner(None))
        self.edit_partner.clicked.connect(lambda: self._edit_partner(self.partners.current()))
        self.partners.doubleClicked.connect(lambda: self._edit_partner(self.partners.current()))
        self.pin_button.clicked.connect(self._on_pin)

    def search_field(self) -> QLineEdit:
        """The search of the list that is shown."""
        return self.search if self.tabs.currentIndex() == 0 else self.partner_search

    def refresh(self) -> None:
        """Read programs and partners."""
        kinds = self.project.rows("SELECT DISTINCT kind FROM program WHERE kind <> '' ORDER BY kind")
        fill(self.kind, [("All kinds", ALL), *((k["kind"].capitalize(), k["kind"]) for k in kinds)])
        self._show_programs()
        self._partners.show(QueryRows(self.project.db.conn, "SELECT id AS key, * FROM partner", order="kind, name"))
        self.tabs.setTabText(1, f"Partners ({self._partners.rowCount()})")
        self.partners.choose_first()

    def _show_programs(self) -> None:
        self._programs.show(
            QueryRows(self.project.db.conn, PROGRAMS_SQL, {"kind": self.kind.currentData()}, "fits DESC, name")
        )
        self.tabs.setTabText(0, f"Programs ({self._programs.rowCount()})")
        self.shown.setText(count(self._programs.rowCount(), "program"))
        self.programs.choose_first()
        self._inspect()

    def _on_search_changed(self, text: str) -> None:
        self._programs.search(text)
        self.shown.setText(count(self._programs.rowCount(), "program"))

    def _inspect(self) -> None:
        first = self.tabs.currentIndex() == 0
        row = (self.programs if first else self.partners).current()
        self.edit_program.setEnabled(self.programs.current() is not None)
        self.pin_button.setEnabled(self.programs.current() is not None)
        self.edit_partner.setEnabled(self.partners.current() is not None)
        if row is None:
            self.inspect(None)
        else:
            self.inspect(_program(self.project, row) if first else _partner(row))

    def _edit_program(self, row: Row | None) -> None:
        from reskill.desktop.dialogs.edit_program import EditProgramDialog

        dialog = EditProgramDialog(self.session, row, self)
        dialog.exec()
        if dialog.saved and not self.programs.choose(dialog.saved):
            self.search.clear()
            self.kind.setCurrentIndex(self.kind.findData(ALL))
            self.programs.choose(dialog.saved)

    def _edit_partner(self, row: Row | None) -> None:
        from reskill.desktop.dialogs.edit_partner import EditPartnerDialog

        dialog = EditPartnerDialog(self.session, row, self)
        dialog.exec()
        if dialog.saved and not self.partners.choose(dialog.saved):
            self.partner_search.clear()
            self.partners.choose(dialog.saved)

    def _on_pin(self) -> None:
        from reskill.desktop.dialogs.pin_program import PinProgramDialog

        row = self.programs.current()
        if row:
            PinProgramDialog(self.session, row, self).exec()


def _program(project: Project, row: Row) -> Details:
    pinned = project.rows("SELECT code, who, at FROM link WHERE program_id = ? AND pinned", (row["key"],))
    cost = dollars(row["cost"]) if row["cost"] is not None else "not published"
    return Details(
        row["name"],
        row["provider"],
        [
            Section(
                "Program",
                [
                    ("Kind", row["kind"]),
                    ("Delivery", row["delivery"]),
                    ("Length", row["length"]),
                    ("Hours", f"{row['hours']:.10g}" if row["hours"] is not None else "not published"),
                    ("Cost", f"{cost}{' (' + row['cost_text'] + ')' if row['cost_text'] else ''}"),
                    ("Credential", row["credential"]),
                    ("For", row["audience"]),
                    ("CIP code", row["cip"]),
                    ("Subjects", row["subjects"]),
                ],
            ),
            Section("Note", lines=[row["note"]]),
            Section("Pinned to", items=[f"{p['code']} by {p['who']}, {p['at'][:10]}" for p in pinned]),
            Section(
                "Where this was seen",
                [
                    ("Source", "" if row["source"].startswith("http") else row["source"]),
                    ("Date", row["source_date"]),
                    ("Entry", row["origin"]),
                ],
                links=[
                    ("Page of the program", row["url"]),
                    *(("Page it was checked on", s.strip()) for s in row["source"].split(" ; ")),
                ],
            ),
        ],
    )


def _partner(row: Row) -> Details:
    return Details(
        row["name"],
        row["kind"],
        [
            Section("Partner", [("What it does", row["role"]), ("Contact", row["contact"]), ("Entry", row["origin"])]),
            Section("Note", lines=[row["note"]]),
            Section(
                "Where this was seen",
                [("Source", "" if row["source"].startswith("http") else row["source"])],
                links=[("Page of the partner", row["url"])],
            ),
        ],
    )
