"""The plan: cohorts, budget lines and totals by fund and fiscal year, with checks and notes."""

from __future__ import annotations

import html
from collections import defaultdict
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget, QTextBrowser

from reskill.desktop.details import Details, Section
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.palette import colours
from reskill.desktop.row_sources import QueryRows, Row
from reskill.desktop.rows_model import RowsModel, count, dollars
from reskill.desktop.widgets.stacked_years import StackedYears, Year
from reskill.desktop.widgets.table import Table
from reskill.desktop.widgets.tiles import Figure, Tiles
from reskill.project.file import Project
from reskill.table import Column

COHORTS = (
    Column("Start", "start", "date", 10),
    Column("Year", "fiscal", width=9),
    Column("Role", "title", width=20),
    Column("To", "destination_title", width=20),
    Column("Program", "program", width=26),
    Column("People", "participants", "int", 7),
    Column("Hours", "hours", "number", 7, "Paid training hours a participant"),
    Column("Cost", "cost", "money", 13),
)
COHORTS_SQL = """
SELECT c.id AS key, c.*, 'FY' || c.fiscal_year || ' Q' || c.quarter AS fiscal, t.title, coalesce(p.name, '') AS program,
    (SELECT coalesce(sum(cents), 0) / 100.0 FROM budget_line b WHERE b.cohort_id = c.id) AS cost
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN program p ON p.id = c.program_id
"""
LINES = (
    Column("Year", "fiscal", width=9),
    Column("Category", "category", width=13),
    Column("Role", "title", width=19),
    Column("Fund", "fund", width=19),
    Column("Quantity", "quantity", "number", 9),
    Column("Unit", "unit", width=14),
    Column("Unit cost", "unit_cost", "money", 10),
    Column("Amount", "amount", "money", 12),
    Column("How", "note", width=30),
    Column("Source", "source", width=30),
)
LINES_SQL = """
SELECT b.id AS key, b.*, b.cents / 100.0 AS amount, 'FY' || b.fiscal_year || ' Q' || b.quarter AS fiscal,
    f.name AS fund, coalesce(t.title, '') AS title
FROM budget_line b JOIN fund f ON f.id = b.fund_id LEFT JOIN cohort c ON c.id = b.cohort_id
LEFT JOIN title t ON t.id = c.title_id
"""
TOTALS = (
    Column("Fund", "fund", width=26),
    Column("Year", "fiscal", width=9),
    Column("Available", "available", "money", 14),
    Column("Planned", "planned", "money", 14),
    Column("Left", "rest", "money", 14),
)
TOTALS_SQL = """
SELECT fund_id || '-' || fiscal_year AS key, name AS fund, 'FY' || fiscal_year AS fiscal, fiscal_year, fund_id,
    max(amount) AS available, sum(cents) / 100.0 AS planned, max(amount) - sum(cents) / 100.0 AS rest
FROM (SELECT y.fund_id, y.fiscal_year, y.amount, 0 AS cents FROM fund_year y
    UNION ALL SELECT b.fund_id, b.fiscal_year, 0, b.cents FROM budget_line b) JOIN fund f ON f.id = fund_id
GROUP BY fund_id, fiscal_year
"""
WORDS = {"info": "", "warning": "Look at this: ", "error": "Wrong: "}


class PlanPage(Page):
    """Figures, chart and notes above; the plan's own rows below."""

    name = "plan"
    title = "Plan & budget"
    hint = "Who learns what, when, and who pays. Every amount is a quantity times a unit cost with a source."
    stage = "plan"
    promoted = (Table, Tiles, StackedYears)

    tiles: Tiles
    chart: StackedYears
    notes: QTextBrowser
    search: QLineEdit
    shown: QLabel
    funds_button: QPushButton
    plan_button: QPushButton
    tabs: QTabWidget
    cohorts: Table
    lines: Table
    totals: Table

    def build(self) -> None:
        """Set the four tables."""
        self._models = [RowsModel(c, self) for c in (COHORTS, LINES, TOTALS)]
        self._tables = [self.cohorts, self.lines, self.totals]
        for table, model, stretch in zip(self._tables, self._models, ("program", "note", "fund"), strict=True):
            table.dress(model, {}, stretch)
            table.nothing = "Nothing fits the search."
            table.row_chosen.connect(self._inspect)
        self.search.textChanged.connect(self._on_search_changed)
        self.tabs.currentChanged.connect(self._inspect)
        self.plan_button.clicked.connect(lambda: self.ask.emit("make_plan"))
        self.funds_button.clicked.connect(self._on_funds)

    def empty(self) -> Empty | None:
        """Nothing before there are roles to plan for."""
        if self.project.value("SELECT 1 FROM role UNION SELECT 1 FROM cohort LIMIT 1"):
            return None
        return Empty("A plan needs roles and pathways first.", "whole_job", "Run the whole job")

    def refresh(self) -> None:
        """Read the plan."""
        db = self.project.db.conn
        self.tiles.show_figures(_figures(self.project))
        funds, years = _years(self.project)
        self.chart.show_years(funds, years)
        self.notes.setHtml(_notes(self.project))
        for model, sql, order in zip(
            self._models,
            (COHORTS_SQL, LINES_SQL, TOTALS_SQL),
            ("start, title, key", "fiscal_year, quarter, key", "fund_id, fiscal_year"),
            strict=True,
        ):
            model.show(QueryRows(db, sql, order=order))
        for i, (name, model) in enumerate(
            zip(("Cohorts", "Budget lines", "By fund and year"), self._models, strict=True)
        ):
            self.tabs.setTabText(i, f"{name} ({model.rowCount()})")
        self.cohorts.nothing = "No cohorts yet. Make the plan with the button above."
        self.plan_button.setText("&Make the plan again" if self._models[0].rowCount() else "&Make the plan")
        self.cohorts.choose_first()
        self._inspect()

    def _on_search_changed(self, text: str) -> None:
        for model in self._models:
            model.search(text)
        self.shown.setText(count(self._models[self.tabs.currentIndex()].rowCount(), "row") if text else "")

    def _on_funds(self) -> None:
        from reskill.desktop.dialogs.funds import FundsDialog

        FundsDialog(self.session, self).exec()

    def _inspect(self) -> None:
        place = self.tabs.currentIndex()
        row = self._tables[place].current()
        if row is None:
            self.inspect(None)
        elif place == 0:
            self.inspect(_cohort(self.project, row))
        elif place == 1:
            self.inspect(_line(row))
        else:
            self.inspect(_fund(self.project, row))


def _figures(project: Project) -> list[Figure]:
    value = project.value
    cost = value("SELECT coalesce(sum(cents), 0) FROM budget_line") / 100
    funds = value("SELECT coalesce(sum(amount), 0) FROM fund_year")
    people = value("SELECT coalesce(sum(participants), 0) FROM cohort")
    hours = value("SELECT coalesce(sum(participants * hours), 0) FROM cohort")
    roles = value("SELECT count(DISTINCT title_id) FROM cohort")
    return [
        (
            "Places in training",
            f"{people:,}",
            f"{count(value('SELECT count(*) FROM cohort'), 'cohort')} from {count(roles, 'role')}",
        ),
        (
            "Paid training hours",
            f"{round(hours):,}",
            f"{hours / people:,.0f} a participant" if people else "no plan yet",
        ),
        ("Cost", dollars(cost), f"{dollars(cost / people)} a place" if people else "no plan yet"),
        ("Funds", dollars(funds), f"{dollars(funds - cost)} not planned"),
    ]


def _years(project: Project) -> tuple[list[str], list[Year]]:
    funds = project.rows("SELECT id, name FROM fund ORDER BY id")
    spent: dict[tuple[int, int], float] = defaultdict(float)
    for r in project.rows("SELECT fiscal_year, fund_id, sum(cents) AS cents FROM budget_line GROUP BY 1, 2"):
        spent[r["fiscal_year"], r["fund_id"]] = r["cents"] / 100
    available = {
        r["fiscal_year"]: r["amount"]
        for r in project.rows("SELECT fiscal_year, sum(amount) AS amount FROM fund_year GROUP BY 1")
    }
    years = sorted({y for y, _ in spent} | set(available))
    return [f["name"] for f in funds], [
        Year(f"FY{y}", available.get(y, 0.0), tuple(spent[y, f["id"]] for f in funds)) for y in years
    ]


def _notes(project: Project) -> str:
    """The notes that the plan left, the grave ones first, as rich text."""
    rows = project.rows("SELECT level, text FROM plan_note ORDER BY level = 'info', level = 'warning', id")
    colour = {"warning": colours().warn, "error": colours().bad}
    parts = [
        f"<p style='margin:0 0 8px 0'><b style='color:{colour.get(r['level'], '')}'>"
        f"{WORDS.get(r['level'], '')}</b>"
        f"{html.escape(r['text'])}</p>"
        for r in rows
    ]
    return "".join(parts) or "Nothing to report."


def _cohort(project: Project, row: Row) -> Details:
    lines: list[dict[str, Any]] = project.rows(
        "SELECT b.category, f.name AS fund, b.cents / 100.0 AS amount FROM budget_line b JOIN fund f ON f.id = b.fund_id"
        " WHERE b.cohort_id = ? ORDER BY b.id",
        (row["key"],),
    )
    return Details(
        f"{row['title']} → {row['destination_title']}",
        f"{row['fiscal']}, starts {row['start']}",
        [
            Section(
                "Cohort",
                [
                    ("People", f"{row['participants']:,}"),
                    ("Hours", f"{row['hours']:g} paid hours each"),
                    ("Program", row["program"] or "in-house"),
                    ("Cost", f"${row['cost']:,.2f}"),
                ],
            ),
            Section("How it came about", lines=[row["note"]]),
            Section("Who pays", [(x["category"], f"${x['amount']:,.2f}, {x['fund']}") for x in lines]),
        ],
    )


def _line(row: Row) -> Details:
    return Details(
        f"{row['category'].capitalize()}, ${row['amount']:,.2f}",
        f"{row['fiscal']}, {row['fund']}",
        [
            Section(
                "Arithmetic",
                [("Quantity", f"{row['quantity']:,g} × {row['unit']}"), ("Unit cost", f"${row['unit_cost']:,.2f}")],
                [row["note"]],
            ),
            Section("Source", lines=[row["source"]]),
        ],
    )


def _fund(project: Project, row: Row) -> Details:
    fund = project.rows("SELECT * FROM fund WHERE id = ?", (row["fund_id"],))[0]
    return Details(
        fund["name"],
        fund["kind"],
        [
            Section(
                "Money",
                [
                    ("Year", row["fiscal"]),
                    ("Available", f"${row['available']:,.2f}"),
                    ("Planned", f"${row['planned']:,.2f}"),
                    ("Left", f"${row['rest']:,.2f}"),
                ],
            ),
            Section("Rules", [("Pays wages", "yes" if fund["pays_wages"] else "no")], [fund["rules"], fund["note"]]),
            Section("Source", lines=[fund["source"]]),
        ],
    )
