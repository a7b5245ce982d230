"""The plan: cohorts, budget lines and totals by fund and fiscal year, with rules and notes."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget, QTextBrowser

from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.pages import plan_details, plan_tables
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.widgets.stacked_years import StackedYears
from reskill.desktop.widgets.table import Table
from reskill.desktop.widgets.tiles import Tiles
from reskill.planning.checks.rules import review_rules
from reskill.planning.levers import actions
from reskill.queries import roles
from reskill.queries.rows import ListRows
from reskill.work.counts import has_plan


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
    costs_button: QPushButton
    plan_button: QPushButton
    tabs: QTabWidget
    cohorts: Table
    seats: Table
    lines: Table
    totals: Table
    rules: Table
    levers: Table

    def build(self) -> None:
        """Set the tables."""
        self._models = [RowsModel(c, self) for c in plan_tables.COLUMNS]
        self._tables = [self.cohorts, self.seats, self.lines, self.totals, self.rules, self.levers]
        stretches = ("program", "program", "note", "fund", "text", "action")
        status = StatusDelegate(self, plan_tables.STATES)
        for table, model, stretch in zip(self._tables, self._models, stretches, strict=True):
            wrapped = table in (self.rules, self.levers)
            table.dress(model, {"status": status}, stretch, lines=2 if wrapped else 1)
            table.nothing = "Nothing fits the search."
            table.row_chosen.connect(self._inspect)
        self.search.textChanged.connect(self._on_search_changed)
        self.tabs.currentChanged.connect(self._inspect)
        self.plan_button.clicked.connect(lambda: self.ask.emit("make_plan"))
        self.rules.doubleClicked.connect(self._on_rule_opened)
        self.funds_button.clicked.connect(self._on_funds)
        self.costs_button.clicked.connect(self._on_costs)

    def empty(self) -> Empty | None:
        """Nothing before there are roles to plan for."""
        if roles.exist(self.project) or has_plan(self.project):
            return None
        return Empty("A plan needs roles and pathways first.", "whole_job", "Run the whole job")

    def refresh(self) -> None:
        """Read the plan."""
        self.tiles.show_figures(plan_tables.figures(self.project))
        funds, years = plan_tables.years(self.project)
        self.chart.show_years(funds, years)
        self.notes.setHtml(plan_tables.notes(self.project))
        for model, rows in zip(self._models, plan_tables.QUERIES, strict=False):
            model.show(rows(self.project))
        self._models[plan_tables.FUNDS_TAB].show(ListRows(plan_tables.total_rows(self.project)))
        self._findings = review_rules(self.project)
        rules, levers = self._models[plan_tables.RULES_TAB :]
        rules.show(ListRows([plan_tables.rule_row(i, f) for i, f in enumerate(self._findings)]))
        levers.show(ListRows([plan_tables.lever_row(i, a) for i, a in enumerate(actions(self.project))]))
        for i, (name, model) in enumerate(zip(plan_tables.TABS, self._models, strict=True)):
            self.tabs.setTabText(i, f"{name} ({model.rowCount()})")
        broken = sum(f.status == "broken" for f in self._findings)
        if broken:
            self.tabs.setTabText(plan_tables.RULES_TAB, f"{plan_tables.TABS[plan_tables.RULES_TAB]} ({broken} broken)")
        self.rules.nothing = self.levers.nothing = "Nothing yet."
        self.cohorts.nothing = self.seats.nothing = "No cohorts yet. Make the plan with the button above."
        self.plan_button.setText("&Make the plan again" if self._models[0].rowCount() else "&Make the plan")
        for table in self._tables:
            table.choose_first()
        self._inspect()

    def _on_search_changed(self, text: str) -> None:
        for model in self._models:
            model.search(text)
        self.shown.setText(count(self._models[self.tabs.currentIndex()].rowCount(), "row") if text else "")

    def _on_funds(self) -> None:
        from reskill.desktop.dialogs.funds import FundsDialog

        FundsDialog(self.session, self).exec()

    def _on_costs(self) -> None:
        from reskill.desktop.dialogs.costs import CostsDialog

        CostsDialog(self.session, self).exec()

    def _inspect(self) -> None:
        place = self.tabs.currentIndex()
        row = self._tables[place].current()
        self.inspect(plan_details.OF_TABLE[place](self.project, row) if row else None)

    def _on_rule_opened(self) -> None:
        from reskill.desktop.dialogs.edit_rule import EditRuleDialog

        row = self.rules.current()
        if row:
            EditRuleDialog(self.session, self._findings[row["key"]].rule, self).exec()
