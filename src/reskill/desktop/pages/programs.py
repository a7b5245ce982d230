"""Programs and partners: what can be learned where, from whom, and where each fact was seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTabWidget

from reskill.columns import PROGRAM
from reskill.desktop import work
from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.filters import ALL, fill
from reskill.desktop.pages.coverage import (
    COVERAGE,
    NEAR,
    STATES,
    coverage_rows,
    gap_details,
    institution_details,
    near_rows,
    told,
)
from reskill.desktop.pages.page import Page
from reskill.desktop.rows_model import RowsModel, count, dollars
from reskill.desktop.widgets.table import Table
from reskill.pathways.coverage import Gap, coverage
from reskill.pathways.nearby import NO_PLACE
from reskill.programs.comparison import MOST, price_told
from reskill.programs.list_row import REMEDIES
from reskill.programs.lists import doubts_of, open_doubts
from reskill.programs.partners import deliveries, partners, propose
from reskill.programs.place import home
from reskill.programs.twins import merge, twins
from reskill.progress import Tick
from reskill.project.file import Project
from reskill.project.programs import kinds_in_use
from reskill.queries.programs import TWICE, pins, programs
from reskill.queries.rows import ListRows, Row
from reskill.reference.catalog import Catalog
from reskill.reference.institutions import Institution, institutions, near
from reskill.table import Column

_Map = tuple[list[Gap], bool, Sequence[tuple[float, Institution]]]

PROGRAMS = (
    PROGRAM["name"].at(27),
    PROGRAM["provider"].at(18),
    PROGRAM["kind"].at(13, wrapped=True),
    PROGRAM["hours"].at(6),
    PROGRAM["cost"].at(9),
    PROGRAM["delivery"].at(13),
    Column("Fits", "fits", "int", 5, "Pathways that it prepares for sufficiently"),
)
PARTNERS = (
    Column("Partner", "name", "wrapped", 26),
    Column("Kind", "kind", "wrapped", 14),
    Column("What it does", "role", "wrapped", 26),
    Column("Agreement", "agreement", width=10),
    Column("Until", "agreed_until", width=10),
    Column("Delivers", "delivers", "wrapped", 22),
    Column("Seats", "seats", "int", 6, "Agreed over all terms; a dash means none"),
)


class ProgramsPage(Page):
    """Two lists, each with search, adding and editing."""

    name = "programs"
    hint = "What can be learned, where and for how much. Unknown stays unknown: a dash is never a zero."
    promoted = (Table,)

    tabs: QTabWidget
    search: QLineEdit
    kind: QComboBox
    doubt: QComboBox
    shown: QLabel
    compare_button: QPushButton
    merge_button: QPushButton
    pin_button: QPushButton
    edit_program: QPushButton
    import_button: QPushButton
    add_program: QPushButton
    programs: Table
    partner_search: QLineEdit
    edit_partner: QPushButton
    add_partner: QPushButton
    seats_button: QPushButton
    partners: Table
    coverage_label: QLabel
    coverage_rows: Table
    copy_question: QPushButton
    near_label: QLabel
    near_rows: Table
    propose_button: QPushButton

    def build(self) -> None:
        """Set the two tables."""
        self._programs, self._partners = RowsModel(PROGRAMS, self), RowsModel(PARTNERS, self)
        self.programs.dress(self._programs, {}, "name", lines=2)
        self.programs.nothing = "No program fits the search. Add the programs of your region with the button above."
        self.partners.dress(self._partners, {}, "name", lines=2)
        self.partners.nothing = "No partner yet."
        self._coverage, self._near = RowsModel(COVERAGE, self), RowsModel(NEAR, self)
        self.coverage_rows.dress(self._coverage, {"state": StatusDelegate(self, STATES)}, "occupation", lines=2)
        self.coverage_rows.nothing = "No pathway yet."
        self.near_rows.dress(self._near, {}, "name", lines=2)
        self._twins: list[int] = []  # programs that may be one
        self._gaps: list[Gap] | None = None  # the map, once it was looked at
        self._asked: object | None = None  # stands for the map that is worked out, until something changes
        self.search.textChanged.connect(self._on_search_changed)
        self.partner_search.textChanged.connect(self._partners.search)
        self.kind.currentIndexChanged.connect(self._show_programs)
        self.doubt.currentIndexChanged.connect(self._show_programs)
        self.programs.row_chosen.connect(self._inspect)
        self.partners.row_chosen.connect(self._inspect)
        self.coverage_rows.row_chosen.connect(self._inspect)
        self.near_rows.row_chosen.connect(self._inspect)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.copy_question.clicked.connect(self._on_copy_question)
        self.propose_button.clicked.connect(self._on_propose)
        self.seats_button.clicked.connect(self._on_seats)
        self.import_button.clicked.connect(lambda: work.ask_programs(self.session, self))
        self.add_program.clicked.connect(lambda: self._edit_program(None))
        self.edit_program.clicked.connect(lambda: self._edit_program(self.programs.current()))
        self.programs.doubleClicked.connect(lambda: self._edit_program(self.programs.current()))
        self.add_partner.clicked.connect(lambda: self._edit_partner(None))
        self.edit_partner.clicked.connect(lambda: self._edit_partner(self.partners.current()))
        self.partners.doubleClicked.connect(lambda: self._edit_partner(self.partners.current()))
        self.pin_button.clicked.connect(self._on_pin)
        self.compare_button.clicked.connect(self._on_compare)
        self.merge_button.clicked.connect(self._on_merge)

    def search_field(self) -> QLineEdit:
        """The search of the list that is shown."""
        return self.search if self.tabs.currentIndex() == 0 else self.partner_search

    def refresh(self) -> None:
        """Read programs and partners."""
        fill(self.kind, [("All kinds", ALL), *((k.capitalize(), k) for k in kinds_in_use(self.project))])
        doubts = [(f"{kind.capitalize()} ({n:,})", kind) for kind, n in open_doubts(self.project)]
        self._twins = [i for ids in twins(self.project) for i in ids]
        if self._twins:
            doubts.append((f"Maybe entered twice ({len(self._twins):,})", TWICE))
        fill(self.doubt, [("Doubtful or not", ALL), *doubts])
        self.doubt.setVisible(bool(doubts))
        self._show_programs()
        self._partners.show(ListRows(partners(self.project)))
        self.tabs.setTabText(1, f"Partners ({self._partners.rowCount():,})")
        self.partners.choose_first()
        self._gaps = self._asked = None
        self._on_tab_changed()

    def _show_programs(self) -> None:
        chosen = self.kind.currentData(), self.doubt.currentData()
        self._programs.show(programs(self.project, *chosen, self._twins))
        self.tabs.setTabText(0, f"Programs ({self._programs.rowCount():,})")
        self.shown.setText(count(self._programs.rowCount(), "program"))
        self.programs.choose_first()
        self._inspect()

    def _on_search_changed(self, text: str) -> None:
        self._programs.search(text)
        self.shown.setText(count(self._programs.rowCount(), "program"))

    def _on_tab_changed(self) -> None:
        """The map and what is near are worked out when they are looked at, beside the window's own work."""
        if self.tabs.currentIndex() >= 2 and self._gaps is None and not self._asked:
            asked = self._asked = object()
            self.coverage_label.setText("Working out who prepares for what …")

            def show(found: _Map) -> None:
                if asked is self._asked:  # nothing was changed meanwhile
                    self._show_map(*found)

            self.session.read("Working out who prepares for what", _map, show)
        self._inspect()

    def _show_map(self, gaps: list[Gap], located: bool, found: Sequence[tuple[float, Institution]]) -> None:
        reach, self._gaps = self.project.thresholds.reach_miles, gaps
        self._coverage.show(ListRows(coverage_rows(gaps)))
        self.coverage_label.setText(told(gaps, f"within {reach:g} miles or online" if located else ""))
        self._near.show(ListRows(near_rows(found)))
        self.near_label.setText(
            f"{count(self._near.rowCount(), 'institution')} within {reach:g} miles. They are proposals: what they offer is asked."
            if located
            else NO_PLACE
        )
        self.near_rows.nothing = "No institution is known in reach." if located else "Nobody was looked for."
        self.coverage_rows.choose_first()
        self.near_rows.choose_first()
        self._inspect()

    def _on_copy_question(self) -> None:
        row = self.coverage_rows.current()
        if row and self._gaps:
            QGuiApplication.clipboard().setText(self._gaps[row["key"]].advice(self.project.city))
            self.session.said.emit("Copied.")

    def _on_propose(self) -> None:
        row = self.near_rows.current()
        if row:
            self.session.do(lambda project: propose(project, institutions()[row["key"]]))

    def _on_seats(self) -> None:
        from reskill.desktop.dialogs.partner_seats import PartnerSeatsDialog

        row = self.partners.current()
        if row:
            PartnerSeatsDialog(self.session, row, self).exec()

    def _inspect(self) -> None:
        tab = self.tabs.currentIndex()
        if tab >= 2:
            row = (self.coverage_rows if tab == 2 else self.near_rows).current()
            self.copy_question.setEnabled(tab == 2 and row is not None)
            self.propose_button.setEnabled(tab == 3 and row is not None)
            if row is None or self._gaps is None:
                self.inspect(None)
            elif tab == 2:
                self.inspect(gap_details(self._gaps[row["key"]], self.project.city))
            else:
                self.inspect(institution_details(institutions()[row["key"]]))
            return
        first = tab == 0
        row = (self.programs if first else self.partners).current()
        self.seats_button.setEnabled(self.partners.current() is not None)
        self.edit_program.setEnabled(self.programs.current() is not None)
        chosen = len(self.programs.chosen())
        self.compare_button.setEnabled(2 <= chosen <= MOST)
        self.merge_button.setEnabled(2 <= chosen <= MOST)
        self.merge_button.setToolTip("Make one program of those selected: the current one takes over what it lacks")
        self.compare_button.setToolTip(f"Select from two to {MOST} programs, with Ctrl held, to see them side by side")
        self.pin_button.setEnabled(self.programs.current() is not None)
        self.edit_partner.setEnabled(self.partners.current() is not None)
        if row is None:
            self.inspect(None)
        else:
            self.inspect(_program(self.project, row) if first else _partner(self.project, row))

    def _edit_program(self, row: Row | None) -> None:
        from reskill.desktop.dialogs.edit_program import EditProgramDialog

        dialog = EditProgramDialog(self.session, row, self)
        dialog.exec()
        if dialog.saved and not self.programs.choose(dialog.saved):
            self.search.clear()
            self.kind.setCurrentIndex(self.kind.findData(ALL))
            self.doubt.setCurrentIndex(self.doubt.findData(ALL))
            self.programs.choose(dialog.saved)

    def _edit_partner(self, row: Row | None) -> None:
        from reskill.desktop.dialogs.edit_partner import EditPartnerDialog

        dialog = EditPartnerDialog(self.session, row, self)
        dialog.exec()
        if dialog.saved and not self.partners.choose(dialog.saved):
            self.partner_search.clear()
            self.partners.choose(dialog.saved)

    def _on_compare(self) -> None:
        from reskill.desktop.dialogs.compare_programs import CompareProgramsDialog

        ids = [row["key"] for row in self.programs.chosen()]
        CompareProgramsDialog(self.session, ids, self).exec()

    def _on_merge(self) -> None:
        row, ids = self.programs.current(), [r["key"] for r in self.programs.chosen()]
        if row:
            self.session.do(lambda project: merge(project, row["key"], ids))

    def _on_pin(self) -> None:
        from reskill.desktop.dialogs.pin_program import PinProgramDialog

        row = self.programs.current()
        if row:
            PinProgramDialog(self.session, row, self).exec()


def _map(project: Project, catalog: Catalog, _tick: Tick) -> _Map:
    """The coverage map, whether the city's place is known, and the institutions near it with their miles."""
    city = home(project)
    found = near(city, project.thresholds.reach_miles) if city else []
    return coverage(project, catalog), city is not None, found


def _program(project: Project, row: Row) -> Details:
    pinned = pins(project, row["key"])
    doubts = doubts_of(project, row["key"])
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
                    ("Hours known from", row["hours_source"]),
                    ("Licence", row["licence"]),
                    ("Asks for", row["prerequisites"]),
                    ("Occupations", row["soc"]),
                    ("Cost", price_told(row) or "not published"),
                    ("Credential", row["credential"]),
                    ("For", row["audience"]),
                    ("CIP code", row["cip"]),
                    ("Subjects", row["subjects"]),
                ],
            ),
            Section(
                "Where and until when",
                [
                    ("City", ", ".join(filter(None, (row["city"], row["place"], row["zip"])))),
                    ("Approval", row["status"]),
                    ("Approved until", row["approved_until"]),
                    ("Closed", row["closed"] and f"not in its list since {row['closed']}"),
                    ("Listed", row["listed"]),
                    ("Changed here", row["edited"]),
                ],
            ),
            Section("Doubts", items=[f"{d['text']} {REMEDIES[d['kind']]}" for d in doubts]),
            Section("Note", lines=[] if doubts else [row["note"]]),
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


def _partner(project: Project, row: Row) -> Details:
    return Details(
        row["name"],
        row["kind"],
        [
            Section("Partner", [("What it does", row["role"]), ("Contact", row["contact"]), ("Entry", row["origin"])]),
            Section(
                "Agreement",
                [
                    ("State", row["agreement"]),
                    ("From", row["agreed_from"]),
                    ("Until", row["agreed_until"]),
                    ("Departments", row["departments"]),
                    ("Funds it brings", row["funds"]),
                ],
            ),
            Section(
                "Delivers",
                items=[
                    f"{d['name']}, {d['term']}: {'seats not agreed' if d['seats'] is None else count(d['seats'], 'seat')}"
                    f"{'' if d['price'] is None else ', ' + dollars(d['price']) + ' a participant'}"
                    for d in deliveries(project, row["key"])
                ],
            ),
            Section("Note", lines=[row["note"]]),
            Section(
                "Where this was seen",
                [("Source", "" if row["source"].startswith("http") else row["source"])],
                links=[("Page of the partner", row["url"])],
            ),
        ],
    )
