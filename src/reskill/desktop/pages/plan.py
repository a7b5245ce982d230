"""The plan: cohorts, budget lines and totals by fund and fiscal year, with rules and notes."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QTabWidget, QTextBrowser

from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.pages import plan_details, plan_tables
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.pages.plan_by_hand import FIELDS, PlanByHand
from reskill.desktop.pages.plan_timeline import PlanTimeline
from reskill.desktop.rows_model import RowsModel, count
from reskill.desktop.widgets.stacked_years import StackedYears
from reskill.desktop.widgets.table import Table
from reskill.desktop.widgets.tiles import Tiles
from reskill.desktop.widgets.timeline import Timeline
from reskill.planning.checks.rulebook import remove_rule
from reskill.planning.checks.rules import RuleFinding, review_rules
from reskill.planning.levers import actions
from reskill.queries import plan, roles
from reskill.queries.rows import ListRows
from reskill.work.counts import has_plan

AFTER, LATER = 60, 1200  # milliseconds after a change by hand, when what is beside and what is behind the table is read


class PlanPage(Page):
    """Figures, chart and notes above; the plan's own rows below."""

    name = "plan"
    hint = "Who learns what, when, and who pays. Every amount is a quantity times a unit cost with a source."
    stage = "plan"
    promoted = (Table, Tiles, StackedYears, Timeline)

    tiles: Tiles
    chart: StackedYears
    notes: QTextBrowser
    search: QLineEdit
    shown: QLabel
    money_button: QPushButton
    why: QLineEdit
    work_button: QPushButton
    plan_button: QPushButton
    tabs: QTabWidget
    cohorts: Table
    seats: Table
    lines: Table
    totals: Table
    rules: Table
    add_rule_button: QPushButton
    remove_rule_button: QPushButton
    levers: Table
    happened: Table
    signed: Table
    timeline: Timeline
    timeline_view: QComboBox
    timeline_save: QPushButton

    def build(self) -> None:
        """Set the tables."""
        self._models = [RowsModel(c, self) for c in plan_tables.COLUMNS]
        self._tables = [
            self.cohorts,
            self.seats,
            self.lines,
            self.totals,
            self.rules,
            self.levers,
            self.happened,
            self.signed,
        ]
        stretches = ("destination_title", "program", "note", "fund", "text", "action", "program", "which")
        status = StatusDelegate(self, plan_tables.STATES)
        for table, model, stretch in zip(self._tables, self._models, stretches, strict=True):
            wrapped = table in (self.cohorts, self.seats, self.rules, self.levers, self.happened)
            table.dress(model, {"status": status}, stretch, lines=2 if wrapped else 1)
            table.nothing = "Nothing fits the search."
            table.row_chosen.connect(self._inspect)
        self._findings: list[RuleFinding] = []
        self._soon = False  # whether only what is in front is read now, and the rest when the window has shown it
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._show_behind)
        self._after = QTimer(self, singleShot=True, interval=AFTER)
        self._after.timeout.connect(self._show_beside)
        self._by_hand = PlanByHand(
            self.session,
            {i: self._tables[i] for i in FIELDS},
            self.why.text,
            self.tabs.currentIndex,
            self._on_change_by_hand,
            self,
        )
        self._over_time = PlanTimeline(
            self.session,
            self.timeline,
            self.timeline_view,
            self.timeline_save,
            self.why.text,
            self._on_change_by_hand,
            self,
        )
        self.work_button.setMenu(self._by_hand.menu)
        self.search.textChanged.connect(self._on_search_changed)
        self.tabs.currentChanged.connect(self._inspect)
        self.plan_button.clicked.connect(lambda: self.ask.emit("make_plan"))
        self.rules.doubleClicked.connect(self._on_rule_opened)
        self.add_rule_button.clicked.connect(self._on_add_rule)
        self.remove_rule_button.clicked.connect(self._on_remove_rule)
        self.money_button.setMenu(self._money_menu())

    def _money_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, deed in (
            ("&Funds and years…", self._on_funds),
            ("&Costs that only the city knows…", self._on_costs),
            ("&Hours of practice…", self._on_hours),
            ("&What money buys…", self._on_money),
        ):
            menu.addAction(text).triggered.connect(deed)
        return menu

    def empty(self) -> Empty | None:
        """Nothing before there are roles to plan for."""
        if roles.exist(self.project) or has_plan(self.project):
            return None
        return Empty("A plan needs roles and pathways first.", "whole_job", "Run the whole job")

    def refresh(self) -> None:
        """Read the plan; after a change by hand the totals and the table in front at once, the rest a little later."""
        self.tiles.show_figures(plan_tables.figures(self.project))
        if self._soon:
            self._show_front()
            self._after.start()
            self._later.start()
        else:
            self._show_beside()
            self._show_rest()
        self._soon = False

    def _show_beside(self) -> None:
        if not self.session.is_open:
            return
        funds, years = plan_tables.years(self.project)
        self.chart.show_years(funds, years)
        self.notes.setHtml(plan_tables.notes(self.project))
        self.plan_button.setText("&Make the plan again" if has_plan(self.project) else "&Make the plan")

    def _show_behind(self) -> None:
        if any(table.is_typed_in for table in self._tables):
            self._later.start()  # what is being typed is not to be taken away
        elif self.session.is_open:
            self._show_rest()

    def _show_rest(self) -> None:
        for place in range(len(self._tables)):
            self._show_table(place)
        self._over_time.show()
        self.rules.nothing = self.levers.nothing = "Nothing yet."
        self.cohorts.nothing = self.seats.nothing = self.happened.nothing = (
            "No cohorts yet. Make the plan with the button above."
        )
        for table in self._tables:
            table.choose_first()
        self._inspect()

    def _show_front(self) -> None:
        if self.tabs.currentIndex() < len(self._tables):
            self._show_table(self.tabs.currentIndex())
        else:
            self._over_time.show()

    def _show_table(self, place: int) -> None:
        project, model = self.project, self._models[place]
        name = plan_tables.TABS[place]
        if place < len(plan_tables.QUERIES):
            model.show(plan_tables.QUERIES[place](project))
        elif place == plan_tables.FUNDS_TAB:
            model.show(ListRows(plan_tables.total_rows(project)))
        elif place == plan_tables.RULES_TAB:
            self._findings = review_rules(project)
            model.show(ListRows([plan_tables.rule_row(i, f) for i, f in enumerate(self._findings)]))
        elif place == plan_tables.HAPPENED_TAB:
            model.show(plan.reports(project))
        elif place == plan_tables.SIGNED_TAB:
            model.show(ListRows(plan_tables.variance_rows(project)))
        else:
            model.show(ListRows([plan_tables.lever_row(i, a) for i, a in enumerate(actions(project))]))
        broken = sum(f.status == "broken" for f in self._findings) if place == plan_tables.RULES_TAB else 0
        self.tabs.setTabText(place, f"{name} ({f'{broken} broken' if broken else f'{model.rowCount():,}'})")

    def _on_change_by_hand(self) -> None:
        self._soon = True

    def _on_search_changed(self, text: str) -> None:
        for model in self._models:
            model.search(text)
        place = self.tabs.currentIndex()
        self.shown.setText(count(self._models[place].rowCount(), "row") if text and place < len(self._models) else "")

    def _on_funds(self) -> None:
        from reskill.desktop.dialogs.funds import FundsDialog

        FundsDialog(self.session, self).exec()

    def _on_costs(self) -> None:
        from reskill.desktop.dialogs.costs import CostsDialog

        CostsDialog(self.session, self).exec()

    def _on_hours(self) -> None:
        from reskill.desktop.dialogs.practice_hours import PracticeHoursDialog

        PracticeHoursDialog(self.session, self).exec()

    def _on_money(self) -> None:
        from reskill.desktop.dialogs.what_money_buys import WhatMoneyBuysDialog

        WhatMoneyBuysDialog(self.session, self).exec()

    def _on_add_rule(self) -> None:
        from reskill.desktop.dialogs.add_rule import AddRuleDialog

        AddRuleDialog(self.session, self).exec()

    def _on_remove_rule(self) -> None:
        row = self.rules.current()
        if row:
            rule = self._findings[row["key"]].rule
            self.session.do(lambda project: remove_rule(project, rule.id))

    def _inspect(self) -> None:
        place = self.tabs.currentIndex()
        rule = self.rules.current()
        self.remove_rule_button.setEnabled(rule is not None and self._findings[rule["key"]].rule.own)
        row = self._tables[place].current() if place < len(self._tables) else None
        self.inspect(plan_details.OF_TABLE[place](self.project, row) if row else None)

    def _on_rule_opened(self) -> None:
        from reskill.desktop.dialogs.edit_rule import EditRuleDialog

        row = self.rules.current()
        if row:
            EditRuleDialog(self.session, self._findings[row["key"]].rule, self).exec()
